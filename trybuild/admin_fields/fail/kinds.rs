use kaffy::AdminFields;

#[derive(AdminFields)]
struct Price {
    #[admin(max_len = 3)]
    amount: f64,
}

fn main() {}
