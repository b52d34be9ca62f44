use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(many_to_many(Tag, through = ProductTag))]
struct Product {
    id: i64,
}

#[derive(AdminResource)]
struct Tag {
    id: i64,
}

#[derive(AdminResource)]
struct ProductTag {
    id: i64,
    #[admin(belongs_to = Product)]
    product_id: i64,
    #[admin(belongs_to = Tag)]
    word_id: i64,
}

fn main() {}
