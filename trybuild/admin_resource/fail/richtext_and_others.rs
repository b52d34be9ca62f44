use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    title: String,
    #[admin(richtext, textarea)]
    description: String,
    #[admin(richtext, choices("a", "b"))]
    chosen: String,
    #[admin(richtext, placeholder = "Words", pattern = "[a-z]+")]
    hinted: String,
    #[admin(image, file)]
    photo: Option<String>,
    #[admin(file, default = "a.txt", max_len = 9, placeholder = "None")]
    prices: Option<String>,
    #[admin(image, slug_from = title, blank)]
    cover: String,
    #[admin(richtext, slug_from = title)]
    slug: String,
}

fn main() {}
