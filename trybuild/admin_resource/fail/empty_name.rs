use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(name = "", table = "")]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
