use kaffy::AdminChoice;

#[derive(AdminChoice)]
enum Status {
    Draft,
    #[admin(value = "draft")]
    Sketch,
}

fn main() {}
