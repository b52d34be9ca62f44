use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(create = read_only, update = 3)]
    title: String,
}

fn main() {}
