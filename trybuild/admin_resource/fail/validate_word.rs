use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(validate = gard)]
struct Category {
    id: i64,
}

fn main() {}
