use kaffy::AdminChoice;

#[derive(AdminChoice)]
enum Status {
    #[admin(order = "first")]
    Draft,
}

fn main() {}
