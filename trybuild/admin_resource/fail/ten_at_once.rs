use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(contxt = "Shop", slug = "My Products", list(titel, category.name), search(views.x), page_size = 5)]
struct Product {
    #[admin(primary_key)]
    code: String,
    #[admin(primary_key)]
    title: String,
    #[admin(email, tel, labl = "Headline")]
    contact: String,
    #[admin(pattern = "(")]
    views: String,
}

fn main() {}
