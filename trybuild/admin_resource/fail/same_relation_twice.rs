use kaffy::AdminResource;

#[derive(AdminResource)]
struct User {
    id: i64,
}

#[derive(AdminResource)]
struct Post {
    id: i64,
    #[admin(belongs_to = User)]
    author_id: i64,
    #[admin(belongs_to = User, relation = author)]
    editor_id: i64,
}

fn main() {}
