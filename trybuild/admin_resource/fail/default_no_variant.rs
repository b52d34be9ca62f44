use kaffy::{AdminChoice, AdminResource};

#[derive(AdminChoice)]
enum Status {
    Draft,
    Published,
}

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(default = "Draft")]
    status: Status,
}

fn main() {}
