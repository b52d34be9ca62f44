use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(form(section("One")))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
