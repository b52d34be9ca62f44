use kaffy::AdminChoice;

#[derive(AdminChoice)]
#[admin(storage = int)]
enum Status {
    Draft,
}

#[derive(AdminChoice)]
#[admin(storage = native)]
enum Level {
    Low,
}

fn main() {}
