use kaffy::AdminChoice;

#[derive(AdminChoice)]
enum Status {}

fn main() {}
