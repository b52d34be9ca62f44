//! The registry's rules, each with a mistake; pure, over a catalog made by hand.

use std::collections::HashMap;

use super::*;
use crate::{
    AdminResource, Catalog, ChoiceMeta, ChoiceStorage, ChoiceValue, ColumnFacts, Dialect, FieldMeta, Kind, PathMeta,
    RelationMeta, TableFacts, TableMeta, TableName, TypeMeta, VariantMeta,
};

fn meta(name: &'static str, fields: Vec<FieldMeta>) -> ResourceMeta {
    let table = TableMeta { schema: None, name: Box::leak(format!("{}s", name.to_lowercase()).into_boxed_str()) };
    ResourceMeta::new(name, table).context("Shop").fields(fields.leak()).primary_key(&["id"])
}

fn leak(meta: ResourceMeta) -> &'static ResourceMeta {
    Box::leak(Box::new(meta))
}

fn id() -> FieldMeta {
    FieldMeta::of::<i64>("id")
}

fn problems(metas: &[&'static ResourceMeta], catalog: Option<&Catalog>) -> Vec<String> {
    let mut problems = Vec::new();
    resolve(metas, &HashMap::new(), catalog, Dialect::Postgres, &mut problems);
    problems.iter().map(ToString::to_string).collect()
}

fn column(name: &str, type_name: &str) -> ColumnFacts {
    ColumnFacts {
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        nullable: false,
        has_default: false,
        generated: false,
        equates: false,
        max_len: None,
        enum_labels: None,
    }
}

fn catalog(table: &str, columns: Vec<ColumnFacts>) -> Catalog {
    let table = TableName { schema: None, name: table.to_owned() };
    Catalog { tables: vec![TableFacts { table, columns, unique: Vec::new() }], ..Catalog::default() }
}

#[test]
fn w18_reserved_and_duplicate_addresses_are_named() {
    let dashboard = leak(meta("Product", vec![id()]).context("Dashboard"));
    assert!(problems(&[dashboard], None)[0].contains("page of the admin"));
    for context in ["Search", "Keys", "Notifications"] {
        let taken = leak(meta("Product", vec![id()]).context(context));
        assert!(problems(&[taken], None)[0].contains("page of the admin"), "{context}");
    }
    let (one, other) = (leak(meta("Product", vec![id()]).slug("x")), leak(meta("Tag", vec![id()]).slug("x")));
    let found = problems(&[one, other], None);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("`Product` has the same address `/shop/x`"), "{found:?}");
}

#[test]
fn w18_a_relation_needs_a_registered_target_with_a_simple_key() {
    let with = |target| {
        let mut relation = RelationMeta::to::<Unregistered>("category", "Category");
        relation.target = target;
        leak(meta("Product", vec![id(), FieldMeta::of::<i64>("category_id").belongs_to(relation)]))
    };
    let found = problems(&[with(|| Unregistered::META)], None);
    assert!(
        found[0].starts_with("Product.category_id: belongs to `Unregistered`, which is not registered"),
        "{found:?}"
    );
    let found = problems(&[with(|| Composite::META), Composite::META], None);
    assert!(found[0].contains("primary key has 2 parts"), "{found:?}");
}

#[test]
fn w18_a_key_is_never_null() {
    let mut nullable = id();
    nullable.ty = nullable.ty.nullable();
    let found = problems(&[leak(meta("Product", vec![nullable]))], None);
    assert!(found[0].starts_with("Product.id: is part of the primary key and may be NULL"), "{found:?}");
}

#[test]
fn w18_everything_wrong_with_a_table_is_reported_together() {
    static STATUS: ChoiceMeta = ChoiceMeta::new(
        "Status",
        ChoiceStorage::Native("status"),
        &[
            VariantMeta::new("open", "Open", ChoiceValue::Text("open")),
            VariantMeta::new("gone", "Gone", ChoiceValue::Text("gone")),
        ],
    );
    let mut choice = FieldMeta::of::<String>("status");
    choice.ty = TypeMeta::new(Kind::Choice(&STATUS));
    let fields = vec![id(), FieldMeta::of::<String>("titel"), FieldMeta::of::<i64>("views"), choice];
    let mut views = column("views", "bigint");
    views.nullable = true;
    let mut labels = column("status", "status");
    labels.enum_labels = Some(vec!["open".to_owned(), "closed".to_owned()]);
    let columns = vec![column("id", "bigint"), column("title", "text"), views, labels];
    let found = problems(&[leak(meta("Product", fields))], Some(&catalog("products", columns)));
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].contains("no column `titel`, did you mean `title`?"), "{found:?}");
    assert!(found[1].contains("`views` may be NULL"), "{found:?}");
    assert!(found[2].contains("\"gone\" of `Status` is no label") && found[2].contains("\"closed\""), "{found:?}");
}

#[test]
fn w18_a_missing_table_names_the_nearest() {
    let found = problems(&[leak(meta("Product", vec![id()]))], Some(&catalog("product", Vec::new())));
    assert!(found[0].contains("no table `products`") && found[0].contains("did you mean `product`?"), "{found:?}");
}

#[test]
fn a1_paths_over_relations_are_labelled_by_what_they_name() {
    let relation = RelationMeta::to::<Category>("category", "Category");
    let category = FieldMeta::of::<i64>("category_id").label("Category").belongs_to(relation);
    const LIST: &[PathMeta] = &[
        PathMeta::over(&["category"], "name", "category.name"),
        PathMeta::over(&["category"], "slug", "category.slug"),
        PathMeta::field("category"),
    ];
    let product = leak(meta("Product", vec![id(), category]).list(LIST));
    let mut found = Vec::new();
    let registry = resolve(&[product, Category::META], &HashMap::new(), None, Dialect::Sqlite, &mut found);
    assert_eq!(found, []);
    let resource = registry.of(product).map(|it| it.list().iter().map(|path| path.label.clone()).collect::<Vec<_>>());
    assert_eq!(resource, Some(vec!["Category".to_owned(), "Category slug".to_owned(), "Category".to_owned()]));
}

#[test]
fn a_thousand_resources_resolve() {
    let metas: Vec<_> = (0..1_000)
        .map(|number| {
            let name: &'static str = Box::leak(format!("Thing{number}").into_boxed_str());
            leak(meta(name, vec![id(), FieldMeta::of::<String>("name"), FieldMeta::of::<bool>("on")]))
        })
        .collect();
    assert_eq!(problems(&metas, None), Vec::<String>::new());
}

macro_rules! stand_in {
    ($name:ident, $fields:expr, $key:expr) => {
        struct $name;
        impl AdminResource for $name {
            type Fields = ();
            const FIELDS: () = ();
            const META: &'static ResourceMeta =
                &ResourceMeta::new(stringify!($name), TableMeta { schema: None, name: stringify!($name) })
                    .fields($fields)
                    .primary_key($key);

            fn from_record(_: &crate::Record) -> Result<Self, crate::RecordError> {
                Ok(Self)
            }
        }
    };
}
stand_in!(Unregistered, &[FieldMeta::of::<i64>("id")], &["id"]);
stand_in!(Composite, &[FieldMeta::of::<i64>("a"), FieldMeta::of::<i64>("b")], &["a", "b"]);
stand_in!(
    Category,
    &[
        FieldMeta::of::<i64>("id"),
        FieldMeta::of::<String>("name").label("Name"),
        FieldMeta::of::<String>("slug").label("Slug"),
    ],
    &["id"]
);
