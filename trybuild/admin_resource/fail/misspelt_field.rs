use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(titel))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
