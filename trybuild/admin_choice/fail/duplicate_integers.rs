use kaffy::AdminChoice;

#[derive(AdminChoice)]
#[admin(storage = integer)]
enum Level {
    Low = 3,
    High,
    #[admin(value = 4)]
    Highest,
}

fn main() {}
