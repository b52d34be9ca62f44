use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(title, secret), search(secret), filter(secret), order(secret), label(secret))]
struct Product {
    id: i64,
    title: String,
    #[admin(password)]
    secret: String,
}

fn main() {}
