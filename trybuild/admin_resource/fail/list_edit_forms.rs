use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(
    list(id, title, price, story, maker_id, maker.name),
    list_edit(id, price, pin, story, maker_id, maker, maker.name, rank, views)
)]
struct Product {
    id: i64,
    title: String,
    #[admin(update = readonly)]
    price: i64,
    #[admin(password)]
    pin: String,
    #[admin(richtext)]
    story: String,
    #[admin(belongs_to = Maker)]
    maker_id: i64,
    rank: i64,
    #[admin(version)]
    views: i64,
}

#[derive(AdminResource)]
struct Maker {
    id: i64,
    name: String,
}

fn main() {}
