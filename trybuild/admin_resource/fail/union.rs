use kaffy::AdminResource;

#[derive(AdminResource)]
union Product {
    id: i64,
    price: f64,
}

fn main() {}
