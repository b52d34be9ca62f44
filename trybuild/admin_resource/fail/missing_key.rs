use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    title: String,
}

fn main() {}
