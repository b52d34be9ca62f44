use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(embedded = Settings)]
    settings: serde_json::Value,
    #[admin(key_value("color"))]
    facts: serde_json::Value,
    #[admin(custom = AddressField)]
    address: String,
    #[admin(richtext(rows = 9))]
    description: String,
    #[admin(file = "text/csv")]
    prices: Option<String>,
    #[admin(image = true)]
    photo: Option<String>,
}

fn main() {}
