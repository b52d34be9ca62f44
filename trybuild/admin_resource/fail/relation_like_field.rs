use kaffy::AdminResource;

#[derive(AdminResource)]
struct Employee {
    id: i64,
    #[admin(belongs_to = Employee)]
    reports_to: Option<i64>,
}

fn main() {}
