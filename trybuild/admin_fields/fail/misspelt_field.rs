use kaffy::AdminFields;

#[derive(AdminFields)]
#[admin(form(amonut))]
struct Price {
    #[admin(mni = 0)]
    amount: f64,
}

fn main() {}
