use kaffy::AdminFields;

#[derive(AdminFields)]
struct Price<T> {
    amount: T,
}

fn main() {}
