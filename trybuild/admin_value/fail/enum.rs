use kaffy::AdminValue;

#[derive(AdminValue)]
enum Status {
    Draft,
}

fn main() {}
