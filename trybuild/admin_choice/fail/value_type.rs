use kaffy::AdminChoice;

#[derive(AdminChoice)]
enum Status {
    #[admin(value = 1)]
    Draft,
}

#[derive(AdminChoice)]
#[admin(storage = integer)]
enum Level {
    #[admin(value = "low")]
    Low,
}

fn main() {}
