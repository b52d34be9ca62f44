use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(form(section("One", title), section("Two", id, title)))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
