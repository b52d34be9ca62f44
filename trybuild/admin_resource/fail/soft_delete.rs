use kaffy::AdminResource;

#[derive(AdminResource)]
struct Twice {
    id: i64,
    #[admin(soft_delete)]
    deleted_at: Option<chrono::NaiveDateTime>,
    #[admin(soft_delete)]
    removed_at: Option<chrono::NaiveDateTime>,
}

#[derive(AdminResource)]
struct Shown {
    id: i64,
    #[admin(soft_delete, update = editable)]
    deleted_at: Option<chrono::NaiveDateTime>,
}

#[derive(AdminResource)]
struct Both {
    id: i64,
    #[admin(soft_delete, version)]
    deleted_at: Option<chrono::NaiveDateTime>,
}

fn main() {}
