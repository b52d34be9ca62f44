use kaffy::AdminChoice;

#[derive(AdminChoice)]
#[admin(rename_all = "PascalCase")]
#[allow(non_camel_case_types)]
enum Status {
    OnSale,
    On_Sale,
}

fn main() {}
