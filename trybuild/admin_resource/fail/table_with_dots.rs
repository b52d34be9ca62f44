use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(table = "a.b.c")]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
