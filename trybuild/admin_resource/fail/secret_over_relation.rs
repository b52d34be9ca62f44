use kaffy::AdminResource;

#[derive(AdminResource)]
struct User {
    id: i64,
    #[admin(password)]
    secret: String,
}

#[derive(AdminResource)]
#[admin(list(author.secret), search(author.secret))]
struct Post {
    id: i64,
    #[admin(belongs_to = User)]
    author_id: i64,
}

fn main() {}
