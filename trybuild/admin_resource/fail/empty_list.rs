use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list())]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
