use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(search(full_text(views)))]
struct Product {
    id: i64,
    views: i64,
}

fn main() {}
