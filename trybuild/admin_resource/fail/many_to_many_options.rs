use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(many_to_many(Tag))]
#[admin(many_to_many = Tag)]
#[admin(many_to_many(Tag, through = "product_tags", name = a))]
#[admin(many_to_many(Tag, throgh = ProductTag, name = b))]
#[admin(many_to_many(Tag, through = ProductTag, by = tag_id, name = c))]
#[admin(many_to_many(Tag, through = ProductTag, name = title))]
struct Product {
    id: i64,
    title: String,
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
}

fn main() {}
