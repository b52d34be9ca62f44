use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(many_to_many(Tag, through = ProductTag))]
#[admin(many_to_many(Product, through = ProductTag, by = product_id, to = tag_id, name = others))]
#[admin(many_to_many(Product, through = ProductTag, by = product_id, to = note_id, name = more))]
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
    tag_id: i64,
    note_id: i64,
}

fn main() {}
