use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(title, id, title))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
