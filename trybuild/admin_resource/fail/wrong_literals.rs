use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(name = 5, plural = Products, context = true)]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
