use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(lists(title))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
