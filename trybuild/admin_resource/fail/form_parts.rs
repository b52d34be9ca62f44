use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(form(group("One", title)))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
