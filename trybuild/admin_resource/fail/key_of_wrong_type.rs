use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    #[admin(primary_key)]
    price: f64,
}

fn main() {}
