use kaffy::AdminChoice;

#[derive(AdminChoice)]
#[admin(storage = integer, rename_all = "UPPERCASE")]
enum Level {
    Low,
}

fn main() {}
