use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(form(section("More", collapsed = true, title)))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
