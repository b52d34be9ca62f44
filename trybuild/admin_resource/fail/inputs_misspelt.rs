use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    title: String,
    #[admin(embeded)]
    settings: serde_json::Value,
    #[admin(keyvalue)]
    facts: serde_json::Value,
    #[admin(custm)]
    address: String,
    #[admin(slug_form = title)]
    slug: String,
    #[admin(showif(title = "Bread"))]
    weight: Option<i64>,
    #[admin(rich_text)]
    description: String,
    #[admin(img)]
    photo: String,
}

fn main() {}
