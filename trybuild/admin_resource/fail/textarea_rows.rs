use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(textarea(lines = 4))]
    title: String,
    #[admin(textarea(rows = 0))]
    text: String,
}

fn main() {}
