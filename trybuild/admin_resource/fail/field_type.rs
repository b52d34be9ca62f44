use kaffy::AdminResource;

struct Money(i64);

#[derive(AdminResource)]
struct Product {
    id: i64,
    price: Money,
}

fn main() {}
