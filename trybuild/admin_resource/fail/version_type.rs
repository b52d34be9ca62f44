use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(version)]
    title: String,
}

#[derive(AdminResource)]
struct Event {
    id: i64,
    #[admin(version)]
    day: chrono::NaiveDate,
}

fn main() {}
