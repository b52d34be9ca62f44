use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    facts: serde_json::Value,
    photo: Vec<u8>,
    #[admin(slug_from(facts, photo))]
    slug: String,
}

fn main() {}
