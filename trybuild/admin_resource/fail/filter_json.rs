use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(filter(settings), order(settings), search(exact(settings)))]
struct Product {
    id: i64,
    settings: serde_json::Value,
}

fn main() {}
