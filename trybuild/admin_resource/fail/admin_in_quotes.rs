use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(admin = "CategoryAdmin")]
struct Category {
    id: i64,
}

fn main() {}
