use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(lable = "Headline")]
    title: String,
}

fn main() {}
