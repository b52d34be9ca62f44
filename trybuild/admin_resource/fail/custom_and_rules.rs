use kaffy::AdminResource;

#[derive(AdminResource)]
struct Product {
    id: i64,
    #[admin(custom, min_len = 2, max_len = 9, pattern = "[a-z]+", choices("a", "b"), blank)]
    place: String,
    #[admin(custom, min = 1, max = 9)]
    share: i64,
}

fn main() {}
