use kaffy::AdminChoice;

#[derive(AdminChoice)]
enum Status {
    Draft,
    Published(i64),
    Gone { reason: String },
}

fn main() {}
