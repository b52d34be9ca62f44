use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product;

fn main() {}
