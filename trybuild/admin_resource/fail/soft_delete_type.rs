use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(soft_delete)]
    deleted: Option<bool>,
}

#[derive(AdminResource)]
struct Event {
    id: i64,
    #[admin(soft_delete)]
    deleted_at: chrono::NaiveDateTime,
}

fn main() {}
