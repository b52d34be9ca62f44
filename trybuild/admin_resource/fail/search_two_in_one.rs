use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(search(contains(title, id)))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
