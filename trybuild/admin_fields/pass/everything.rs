//! Every option, with names that a user may shadow, and the handles that come out of it.
#![deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations, clippy::all, clippy::pedantic)]
#![deny(unused, nonstandard_style, rust_2018_idioms)]
#![allow(dead_code)]

struct Vec;
struct Option;
struct Result;
struct String;

mod their {
    pub(crate) use kaffy as framework;
}

#[derive(kaffy::AdminResource)]
struct Category {
    id: i64,
    name: std::string::String,
}

/// What it costs.
#[derive(kaffy::AdminFields)]
#[admin(name = "Price", help = "In euros.", crate = crate::their::framework)]
#[admin(form(amount, section("More", collapsed, description = "Seldom needed.", r#type, category_id)))]
struct NewPrice {
    #[admin(min = 0, max = 100, default = 1.5, label = "How much", placeholder = "1.50")]
    amount: f64,
    #[admin(choices("a", "b" = "B"), create = readonly)]
    r#type: std::string::String,
    #[admin(belongs_to = Category)]
    category_id: std::option::Option<i64>,
    #[admin(skip)]
    cache: std::vec::Vec<i64>,
}

#[derive(kaffy::AdminFields)]
struct Nothing {}

fn main() {
    use kaffy::AdminFields;
    assert_eq!(NewPrice::META.singular, "Price");
    assert_eq!(NewPrice::META.help, Some("In euros."));
    assert_eq!(NewPrice::META.form.len(), 2);
    assert_eq!(NewPrice::fields().r#type.name(), "type");
    let _ = (NewPrice::fields().category, Nothing::fields());
    assert_eq!(Nothing {}.to_values(), []);
    let price = NewPrice { amount: 2.0, r#type: "a".to_owned(), category_id: None, cache: vec![1] };
    assert_eq!(price.to_values().len(), 3);
    let record = kaffy::Record::new(NewPrice::META, price.to_values().into_iter().map(Ok).collect());
    assert!(NewPrice::from_record(&record).is_ok_and(|it| it.amount == 2.0 && it.cache.is_empty()));
}
