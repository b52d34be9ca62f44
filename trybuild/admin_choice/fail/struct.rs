use kaffy::AdminChoice;

#[derive(AdminChoice)]
struct Status {
    id: i64,
}

fn main() {}
