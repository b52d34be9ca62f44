use kaffy::AdminFields;

#[derive(AdminFields)]
struct Price {
    #[admin(min = 3, max = 2)]
    amount: f64,
}

fn main() {
    let _ = (Price::META, Price::fields().amount);
}
