use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(drill_down(views))]
struct Product {
    id: i64,
    views: i64,
}

fn main() {}
