use kaffy::AdminValue;

struct Inner;

#[derive(AdminValue)]
struct Wrapper(Inner);

fn main() {}
