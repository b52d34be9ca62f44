use kaffy::AdminFields;

#[derive(AdminFields)]
enum Price {
    Free,
}

fn main() {}
