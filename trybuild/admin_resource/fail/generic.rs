use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product<T> {
    id: i64,
    title: T,
}

fn main() {}
