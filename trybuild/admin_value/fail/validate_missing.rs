use kaffy::AdminValue;

#[derive(AdminValue)]
#[admin(validate = check_sku)]
struct Sku(String);

fn main() {}
