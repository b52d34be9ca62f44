use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(validate = garde)]
struct Category {
    id: i64,
}

fn main() {}
