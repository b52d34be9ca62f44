use kaffy::AdminResource;

#[derive(AdminResource)]
enum Product {
    Bread,
    Cake,
}

fn main() {}
