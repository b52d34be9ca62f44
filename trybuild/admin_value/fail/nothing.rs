use kaffy::AdminValue;

#[derive(AdminValue)]
struct Nothing;

fn main() {}
