//! Names in words, plurals, and spellings.

use crate::words::{RenameAll, in_words, plural};

#[test]
fn names_of_fields_and_types_in_words() {
    let words = ["id", "inserted_at", "category_id", "OrderLine", "HTTPServer", "image_url", "x", "_private", "größe"];
    let expected =
        ["ID", "Inserted at", "Category ID", "Order line", "HTTP server", "Image URL", "X", "Private", "Größe"];
    assert_eq!(words.map(in_words), expected);
}

#[test]
fn plurals_of_the_last_word() {
    let one = ["product", "category", "box", "day", "Order line", "media_type", "address", "Child", "person", "news"];
    let many = [
        "products",
        "categories",
        "boxes",
        "days",
        "Order lines",
        "media_types",
        "addresses",
        "Children",
        "people",
        "news",
    ];
    assert_eq!(one.map(plural), many);
}

#[test]
fn columns_are_spelt_as_serde_does() {
    let field = |rule: RenameAll| rule.field("unit_price");
    let variant = |rule: RenameAll| rule.variant("OnSale");
    let spelt = RenameAll::SPELLINGS.map(|(name, rule)| (name, field(rule), variant(rule)));
    let expected = [
        ("lowercase", "unit_price", "onsale"),
        ("UPPERCASE", "UNIT_PRICE", "ONSALE"),
        ("PascalCase", "UnitPrice", "OnSale"),
        ("camelCase", "unitPrice", "onSale"),
        ("snake_case", "unit_price", "on_sale"),
        ("SCREAMING_SNAKE_CASE", "UNIT_PRICE", "ON_SALE"),
        ("kebab-case", "unit-price", "on-sale"),
        ("SCREAMING-KEBAB-CASE", "UNIT-PRICE", "ON-SALE"),
    ];
    assert_eq!(spelt, expected.map(|(name, field, variant)| (name, field.to_owned(), variant.to_owned())));
}
