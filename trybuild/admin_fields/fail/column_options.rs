use kaffy::AdminFields;

#[derive(AdminFields)]
struct Price {
    #[admin(primary_key)]
    id: i64,
    #[admin(column = "AMOUNT")]
    amount: f64,
    #[admin(storage = blob)]
    token: i64,
}

fn main() {}
