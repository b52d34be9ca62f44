use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(title, tags, goes_with, r#type))]
#[admin(many_to_many(Tag, through = ProductTag))]
#[admin(many_to_many(Product, through = Pairing, by = product_id, to = other_id, name = goes_with))]
#[admin(many_to_many(Tag, through = ProductTag, name = r#type))]
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

#[derive(AdminResource)]
struct Pairing {
    id: i64,
    #[admin(belongs_to = Product)]
    product_id: i64,
    #[admin(belongs_to = Product, relation = other)]
    other_id: i64,
}

fn main() {
    let names: Vec<_> = Product::META.list.iter().map(|path| path.name).collect();
    assert_eq!(names, ["title", "tags", "goes_with", "type"]);
}
