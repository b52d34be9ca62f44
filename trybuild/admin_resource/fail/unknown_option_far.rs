use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(colour = "red")]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
