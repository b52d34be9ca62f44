use kaffy::AdminResource;

#[derive(AdminResource)]
struct Twice {
    id: i64,
    #[admin(version)]
    revision: i32,
    #[admin(version)]
    updated_at: chrono::NaiveDateTime,
}

#[derive(AdminResource)]
struct Key {
    #[admin(version)]
    id: i64,
    title: String,
}

#[derive(AdminResource)]
struct Shown {
    id: i64,
    #[admin(version, create = editable, update = hidden)]
    revision: i64,
}

fn main() {}
