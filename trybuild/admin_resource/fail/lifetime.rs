use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product<'a> {
    id: i64,
    title: &'a str,
}

fn main() {}
