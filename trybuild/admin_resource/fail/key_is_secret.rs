use kaffy::AdminResource;

#[derive(AdminResource)]
struct Token {
    #[admin(primary_key, password)]
    text: String,
}

fn main() {}
