use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: f64,
}

fn main() {}
