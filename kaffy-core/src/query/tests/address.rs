//! Addresses of lists: what is read from one is what is written to the next.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{parse, shop};
use crate::{
    Dialect, Operator, Preset,
    query::{search::Search, span::Span},
};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn a16_links_change_one_thing_and_go_to_the_first_page() {
    let (_, resource) = shop(Dialect::Sqlite);
    let query =
        parse(&resource, "q=x&f.views.gte=1&f.category=1&f.category=2&sort=-title&size=100&last=1&utm_source=y")
            .expect("a query");
    assert_eq!(query.to_query_string(), "q=x&f.views.gte=1&f.category=1&f.category=2&sort=-title&size=100&last=1");
    assert_eq!(query.without_filter(0).to_query_string(), "q=x&f.category=1&f.category=2&sort=-title&size=100");
    assert_eq!(query.without_value(1, 0).to_query_string(), "q=x&f.views.gte=1&f.category=2&sort=-title&size=100");
    assert_eq!(query.without_value(0, 0).to_query_string(), query.without_filter(0).to_query_string());
    assert_eq!(query.cleared().to_query_string(), "sort=-title&size=100");
    assert_eq!(query.cleared().unsorted().with_size(50).to_query_string(), "");
    let path = |name: &str| resource.sortable().iter().find(|path| path.name == name).expect("a column");
    let sorted = query.cleared().with_size(50);
    assert_eq!(sorted.sorted_by(path("title")).to_query_string(), "sort=title");
    assert_eq!(sorted.sorted_by(path("views")).to_query_string(), "sort=views");
    assert_eq!(sorted.also_sorted_by(path("views")).to_query_string(), "sort=-title%2Cviews");
    assert_eq!(sorted.also_sorted_by(path("title")).to_query_string(), "sort=title");
    assert_eq!(sorted.not_sorted_by(path("title")).to_query_string(), "");
    // The declared order is what a first click turns round.
    assert_eq!(sorted.unsorted().sorted_by(path("views")).to_query_string(), "sort=views");
}

#[test]
fn a23_how_a_list_looks_goes_along_and_is_no_part_of_its_rows() {
    let (_, resource) = shop(Dialect::Sqlite);
    let query = parse(&resource, "columns=inserted_at,title&density=compact&q=x&last=1&sort=title").expect("a query");
    assert_eq!(query.columns(), ["inserted_at", "title"]);
    assert_eq!(query.to_query_string(), "q=x&sort=title&columns=inserted_at%2Ctitle&density=compact&last=1");
    assert_eq!(query.cleared().unsorted().to_query_string(), "columns=inserted_at%2Ctitle&density=compact");
    assert_eq!(
        query.with_columns(&[]).with_density(crate::Density::Comfortable).to_query_string(),
        "q=x&sort=title&last=1"
    );
    assert_eq!(query.rows_only().to_query_string(), "q=x&sort=title");
    for bad in ["columns=secret", "columns=nosuch", "columns=title,title", "columns=,", "density=1", "view=1"] {
        parse(&resource, bad).expect_err(bad);
    }
}

#[test]
fn a19_a_list_knows_which_view_it_began_as() {
    let (_, resource) = shop(Dialect::Sqlite);
    let id = "01980000-0000-7000-8000-000000000001";
    let written = |text: &str| parse(&resource, text).expect("a query").to_query_string();
    assert_eq!(written(&format!("view={id}&q=x&after=&size=25")), format!("q=x&size=25&view={id}"));
    assert_eq!(written("view=none&q=x"), "q=x&view=none");
    assert_eq!(written(&format!("view={id}")), "view=none", "alone it would ask for the view");
    let query = parse(&resource, &format!("view={id}&q=x&last=1")).expect("a query");
    assert_eq!(query.to_view_string(), "q=x");
    assert_eq!(query.without_search().first_page().to_query_string(), "view=none");
}

#[test]
fn a14_blank_inputs_and_repetitions_change_nothing() {
    let (_, resource) = shop(Dialect::Sqlite);
    let query =
        parse(&resource, "q=&sort=&size=&after=&f.views.gte=&f.category=3&f.category=&f.category=3").expect("a query");
    assert_eq!(query.to_query_string(), "f.category=3");
    assert!(query.is_narrowed() && !query.is_sorted());
}

#[test]
fn a10_operators_follow_the_kind() {
    let (_, resource) = shop(Dialect::Sqlite);
    let offered = |name: &str| {
        let path = resource.filters().iter().find(|path| path.name == name).expect("a filter");
        Operator::offered(path).iter().map(|operator| operator.parameter(path)).collect::<Vec<_>>()
    };
    assert_eq!(offered("views"), ["f.views.gte", "f.views.lte", "f.views.gt", "f.views.lt", "f.views"]);
    assert_eq!(offered("category"), ["f.category", "f.category.empty"]);
    assert_eq!(
        offered("category.name"),
        ["f.category.name.contains", "f.category.name.starts", "f.category.name", "f.category.name.empty"]
    );
    assert_eq!(offered("inserted_at")[0], "f.inserted_at.preset");
}

#[test]
fn a10_presets_are_half_open_and_know_the_calendar() {
    let span = |preset: Preset, today| {
        let span = preset.span(day(today));
        (span.from.expect("a first day").to_string(), span.until.expect("an end").to_string())
    };
    let days = |from: &str, until: &str| (from.to_owned(), until.to_owned());
    assert_eq!(span(Preset::Today, "2028-02-29"), days("2028-02-29", "2028-03-01"));
    assert_eq!(span(Preset::Yesterday, "2026-03-01"), days("2026-02-28", "2026-03-01"));
    assert_eq!(span(Preset::Past7Days, "2026-01-03"), days("2025-12-27", "2026-01-04"));
    assert_eq!(span(Preset::ThisMonth, "2026-12-31"), days("2026-12-01", "2027-01-01"));
    assert_eq!(span(Preset::LastMonth, "2026-01-31"), days("2025-12-01", "2026-01-01"));
    assert_eq!(span(Preset::LastMonth, "2026-03-31"), days("2026-02-01", "2026-03-01"));
    assert_eq!(span(Preset::ThisYear, "2026-06-15"), days("2026-01-01", "2027-01-01"));
}

#[test]
fn a21_periods_are_years_months_and_days() {
    let period = |text| Span::period(text).map(|(span, period)| (span.from, span.until, period.label()));
    assert_eq!(period("2026"), Some((Some(day("2026-01-01")), Some(day("2027-01-01")), "2026".to_owned())));
    assert_eq!(period("2026-12"), Some((Some(day("2026-12-01")), Some(day("2027-01-01")), "December 2026".to_owned())));
    assert_eq!(
        period("2026-03-05"),
        Some((Some(day("2026-03-05")), Some(day("2026-03-06")), "5 March 2026".to_owned()))
    );
    // No day comes after the last one that every database can write.
    assert_eq!(period("9999").map(|(_, until, _)| until), Some(None));
    for odd in ["", "26", "0000", "2026-13", "2026-02-30", "2026-3", "2026-03-05-01", "+2026", "2026-", "x"] {
        assert_eq!(period(odd), None, "{odd}");
    }
}

#[test]
fn a7_a_search_is_split_at_spaces_and_phrases_are_kept() {
    let words = |text: &str| Search::parse(text).expect(text).words().to_vec();
    assert_eq!(words("  rye   bread "), ["rye", "bread"]);
    assert_eq!(words("\"rye bread\" cake"), ["rye bread", "cake"]);
    assert_eq!(words("\"rye bread\"cake"), ["rye bread", "cake"]);
    assert_eq!(words("5\" cake\""), ["5\"", "cake\""]);
    assert_eq!(words("\"open phrase"), ["\"open", "phrase"]);
    assert_eq!(words("\"\" \" \""), [""; 0]);
    assert_eq!(words("a a A"), ["a", "A"]);
    assert_eq!(words("ä\u{a0}ö"), ["ä", "ö"]);
    Search::parse("a\0b").expect_err("a control character");
}

proptest! {
    /// A17: the whole list is in its address.
    #[test]
    fn a17_an_address_reads_back_as_itself(
        q in "[^\\p{Cc}]{0,20}", title in "\\PC{0,10}", number in any::<i32>(), words in proptest::collection::vec("\\PC{1,5}", 0..4),
        size in proptest::sample::select(vec![25_u16, 50, 100, 200]), sort in proptest::sample::select(vec!["", "title", "-views,title", "score,-category.name"]),
    ) {
        let (_, resource) = shop(Dialect::Postgres);
        let mut pairs = vec![("q".to_owned(), q), ("f.title.contains".to_owned(), title), ("f.views.gte".to_owned(), number.to_string())];
        pairs.extend(words.into_iter().map(|word| ("f.title".to_owned(), word)));
        pairs.extend([("size".to_owned(), size.to_string()), ("sort".to_owned(), sort.to_owned())]);
        let query = crate::ListQuery::parse(&resource, &pairs).expect("a query");
        let address = query.to_query_string();
        let again = parse(&resource, &address).expect("its own address");
        prop_assert_eq!(again.to_query_string(), address);
        prop_assert_eq!(again.search(), query.search());
        prop_assert_eq!(again.filters().len(), query.filters().len());
    }

    /// S6: whatever stands in an address is a list or a refusal in words.
    #[test]
    fn s6_any_address_is_a_list_or_refused(pairs in proptest::collection::vec(("(q|sort|size|after|before|last|f\\.(title|views|inserted_at|category)(\\.[a-z]{2,8})?)", "\\PC{0,12}"), 0..6)) {
        let (_, resource) = shop(Dialect::MySql);
        if let Err(refused) = crate::ListQuery::parse(&resource, &pairs) {
            prop_assert!(refused.to_string().len() > 20);
        }
    }
}
