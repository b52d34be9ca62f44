use kaffy::AdminValue;

#[derive(AdminValue)]
struct Point(f64, f64);

fn main() {}
