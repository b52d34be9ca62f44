use kaffy::AdminValue;

#[derive(AdminValue)]
struct Sku {
    text: String,
}

fn main() {}
