use kaffy::AdminValue;

#[derive(AdminValue)]
#[admin(validat = check_sku)]
struct Sku(String);

fn main() {}
