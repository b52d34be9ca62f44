use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(form(section(title)))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
