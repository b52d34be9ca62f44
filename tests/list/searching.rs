//! Search: words AND, fields OR, phrases, operators, escapes (A7, A8, K74, K75).

use crate::{models::Item, server::Shop};

pub(crate) async fn a7_every_word_must_be_in_at_least_one_field(shop: &Shop) {
    shop.makers().await;
    shop.item(1, &[("title", "'Rye bread'"), ("maker_id", "1")]).await;
    shop.item(2, &[("title", "'Rye cake'"), ("nick", "'Black bread'")]).await;
    shop.item(3, &[("title", "'Wheat bread'"), ("maker_id", "2")]).await;
    assert_eq!(shop.found::<Item>("q=bread").await, [1, 2, 3]);
    assert_eq!(shop.found::<Item>("q=rye+bread").await, [1, 2]);
    assert_eq!(shop.found::<Item>("q=BREAD+rye").await, [1, 2]);
    assert_eq!(shop.found::<Item>("q=rye+nothing").await, [0; 0]);
    // Over a relation, and only from its start.
    assert_eq!(shop.found::<Item>("q=dur").await, [1]);
    assert_eq!(shop.found::<Item>("q=uran").await, [0; 0]);
    assert_eq!(shop.found::<Item>("q=bread+quispe").await, [3]);
}

pub(crate) async fn a7_quoted_phrases_stay_together(shop: &Shop) {
    shop.item(1, &[("title", "'Bread with rye'")]).await;
    shop.item(2, &[("title", "'Rye bread'")]).await;
    shop.item(3, &[("title", "'5\" cake'")]).await;
    assert_eq!(shop.found::<Item>("q=%22rye+bread%22").await, [2]);
    assert_eq!(shop.found::<Item>("q=%22rye+bread").await, [0; 0], "an open quote is a character");
    assert_eq!(shop.found::<Item>("q=5%22").await, [3]);
    assert_eq!(shop.found::<Item>("q=%22%22").await, [1, 2, 3], "an empty phrase is no word");
}

pub(crate) async fn k75_wildcards_are_plain_characters(shop: &Shop) {
    for (id, title) in
        [(1, "100% rye"), (2, "100 rye"), (3, "a_b"), (4, "axb"), (5, "c:\\d"), (6, "wow!"), (7, "it''s")]
    {
        // MySQL reads a backslash in a literal as an escape.
        let title =
            if shop.dialect() == kaffy::Dialect::MySql { title.replace('\\', "\\\\") } else { title.to_owned() };
        shop.item(id, &[("title", &format!("'{title}'"))]).await;
    }
    assert_eq!(shop.found::<Item>("q=0%25").await, [1]);
    assert_eq!(shop.found::<Item>("q=a_b").await, [3]);
    assert_eq!(shop.found::<Item>("q=%5C").await, [5]);
    assert_eq!(shop.found::<Item>("q=%5C%25").await, [0; 0]);
    assert_eq!(shop.found::<Item>("q=!").await, [6]);
    assert_eq!(shop.found::<Item>("q='s").await, [7]);
    assert_eq!(shop.found::<Item>("f.title.contains=%25").await, [1]);
    assert_eq!(shop.found::<Item>("f.title.starts=a_").await, [3]);
}

pub(crate) async fn a7_exact_fields_take_whole_typed_values_only(shop: &Shop) {
    shop.item(1, &[("views", "1"), ("made", "'2026-03-29'")]).await;
    shop.item(2, &[("views", "10"), ("price", "'12.50'")]).await;
    shop.item(3, &[("views", "210"), ("title", "'Number 10'")]).await;
    assert_eq!(shop.found::<Item>("q=10").await, [2, 3], "exactly 10, or a text with 10 in it");
    assert_eq!(shop.found::<Item>("q=12.5").await, [2], "a decimal by its value, not its text");
    assert_eq!(shop.found::<Item>("q=2026-03-29").await, [1]);
    assert_eq!(shop.found::<Item>("q=99999999999999999999").await, [0; 0], "a word that fits nothing finds nothing");
}

pub(crate) async fn a7_choices_are_found_by_what_is_stored(shop: &Shop) {
    shop.item(1, &[("status", "'gone'")]).await;
    shop.item(2, &[]).await;
    assert_eq!(shop.found::<Item>("q=gone").await, [1]);
}

pub(crate) async fn a7_a_search_has_a_limit_that_is_named(shop: &Shop) {
    shop.item(1, &[("title", "'a b c d e f g h i j'")]).await;
    let query = shop.list::<Item>("q=a+b+c+d+e+f+g+h+i+j+zz+yy");
    assert!(query.search_note().expect("a note").contains("`zz yy`"), "{:?}", query.search_note());
    assert_eq!(shop.found::<Item>("q=a+b+c+d+e+f+g+h+i+j+zz+yy").await, [1]);
    assert_eq!(shop.list::<Item>("q=a+b").search_note(), None);
    // One endless word is cut, and finds nothing rather than everything.
    assert_eq!(shop.found::<Item>(&format!("q={}", "x".repeat(5_000))).await, [0; 0]);
}
