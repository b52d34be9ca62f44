use kaffy::AdminChoice;

#[derive(AdminChoice)]
enum Status<T> {
    Draft,
    Published(T),
}

fn main() {}
