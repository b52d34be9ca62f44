use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(title, price), list_edit(prize, title, title))]
struct Product {
    id: i64,
    title: String,
    price: i64,
}

fn main() {}
