use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(slug = "Fresh Products")]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
