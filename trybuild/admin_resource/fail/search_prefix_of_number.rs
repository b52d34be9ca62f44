use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(search(prefix(views), contains(price)))]
struct Product {
    id: i64,
    views: i64,
    price: f64,
}

fn main() {}
