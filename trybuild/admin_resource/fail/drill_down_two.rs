use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(drill_down(id, title))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
