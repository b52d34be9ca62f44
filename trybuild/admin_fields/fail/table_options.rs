use kaffy::AdminFields;

#[derive(AdminFields)]
#[admin(table = "prices", list(amount))]
struct Price {
    amount: f64,
}

fn main() {}
