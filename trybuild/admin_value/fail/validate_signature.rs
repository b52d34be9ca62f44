use kaffy::AdminValue;

#[derive(AdminValue)]
#[admin(validate = check_sku)]
struct Sku(String);

fn check_sku(text: &str) -> bool {
    text.len() == 8
}

fn main() {}
