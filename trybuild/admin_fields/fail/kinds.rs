use kaffy::AdminFields;

struct Money(i64);

#[derive(AdminFields)]
struct Price {
    #[admin(max_len = 3)]
    amount: f64,
}

#[derive(AdminFields)]
struct Cost {
    money: Money,
}

fn main() {}
