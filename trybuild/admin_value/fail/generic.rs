use kaffy::AdminValue;

#[derive(AdminValue)]
struct Wrapper<T>(T);

fn main() {}
