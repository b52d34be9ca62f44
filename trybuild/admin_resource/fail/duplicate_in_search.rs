use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(search(title, exact(title)))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
