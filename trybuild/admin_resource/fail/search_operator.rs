use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(search(exactly(id)))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
