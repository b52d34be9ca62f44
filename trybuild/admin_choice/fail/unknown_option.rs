use kaffy::AdminChoice;

#[derive(AdminChoice)]
#[admin(renam_all = "UPPERCASE")]
enum Status {
    #[admin(lable = "In preparation")]
    Draft,
}

fn main() {}
