use kaffy::AdminResource;

#[derive(AdminResource)]
struct Category {
    id: i64,
    name: String,
}

#[derive(AdminResource)]
struct Product {
    id: i64,
    title: String,
    #[admin(belongs_to = Category)]
    category_id: i64,
    #[admin(password)]
    pin: String,
    #[admin(richtext)]
    description: String,
    #[admin(image)]
    cover: Option<String>,
    #[admin(slug_from(description, cover))]
    no_words: String,
    #[admin(slug_from = titel)]
    misspelt: String,
    #[admin(slug_from = itself)]
    itself: String,
    #[admin(slug_from = "title")]
    quoted: String,
    #[admin(slug_from)]
    bare: String,
    #[admin(slug_from())]
    nothing: String,
    #[admin(slug_from(title, title))]
    twice: String,
    #[admin(slug_from = pin)]
    told: String,
    #[admin(slug_from(title, category))]
    relation: String,
    #[admin(slug_from(title, category.name))]
    over: String,
}

fn main() {}
