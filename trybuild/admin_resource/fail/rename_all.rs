use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(rename_all = "Pascalcase")]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
