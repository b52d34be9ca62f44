use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    title: String,
    #[admin(embedded, placeholder = "{}")]
    settings: serde_json::Value,
    #[admin(key_value, default = "{}")]
    facts: serde_json::Value,
    #[admin(key_value, embedded)]
    both: serde_json::Value,
    #[admin(custom, textarea(rows = 4))]
    address: String,
    #[admin(custom, email, slug_from = title)]
    mail: String,
}

fn main() {}
