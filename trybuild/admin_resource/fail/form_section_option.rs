use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(form(section("One", colapsed = true, title)))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
