use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(titel), search(titel), filter(titel), order(desc(titel)), form(titel), label(titel), drill_down(titel))]
struct Product {
    id: i64,
    title: String,
}

fn main() {}
