use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product(i64, String);

fn main() {}
