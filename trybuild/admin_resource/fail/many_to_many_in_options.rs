use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(many_to_many(Tag, through = ProductTag), has_many(ProductTag, by = product_id))]
#[admin(list(title, tags, tgas, tags.name, product_tags, tags))]
#[admin(search(tags), filter(title, tags), order(desc(tags)), form(title, tags), label(tags), drill_down(tags))]
struct Product {
    id: i64,
    title: String,
}

#[derive(AdminResource)]
struct Tag {
    id: i64,
    name: String,
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
