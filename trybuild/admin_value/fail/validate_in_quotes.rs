use kaffy::AdminValue;

#[derive(AdminValue)]
#[admin(validate = "check_sku")]
struct Sku(String);

fn check_sku(_: &str) -> Result<(), String> {
    Ok(())
}

fn main() {}
