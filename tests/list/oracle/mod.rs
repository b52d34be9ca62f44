//! Filters mean what they say: random rows and random filters, asked of the database and of plain Rust (F28).

mod asked;
mod meaning;
mod rows;

use std::collections::BTreeSet;

use kaffy::Dialect;
use proptest::{
    collection::vec,
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use self::{
    asked::test,
    meaning::Test,
    rows::{MAKERS, insert, row},
};
use crate::{models::Item, server::Shop};

/// How many rows stand against one another in a batch.
const ROWS: usize = 60;

/// How many lists are asked of them before there are others.
const BATCH: usize = 250;

/// How many cases; `KAFFY_CASES` sets another number. MariaDB takes ten times as long as the others for statements that it
/// has not seen before, so that a tenth has to do there.
fn cases(dialect: Dialect) -> usize {
    let usual = if dialect == Dialect::MySql { 1_000 } else { 10_000 };
    std::env::var("KAFFY_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

pub(crate) async fn f28_filters_mean_what_they_say(shop: &Shop) {
    let makers: Vec<_> = MAKERS.iter().enumerate().map(|(at, name)| format!("({}, '{name}', NULL)", at + 1)).collect();
    shop.run(format!("INSERT INTO makers (id, name, country_id) VALUES {}", makers.join(", "))).await;
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (cases, mut done, mut kinds) = (cases(shop.dialect()), 0, BTreeSet::new());
    let mut sizes = [0_usize; 3];
    while done < cases {
        let rows = vec(row(), ROWS).new_tree(&mut runner).expect("rows").current();
        insert(shop, &rows).await;
        for _ in 0..BATCH.min(cases - done) {
            let tests = vec(test(), 1..4).new_tree(&mut runner).expect("tests").current();
            let mut names = BTreeSet::new();
            // Two conditions on one name are one condition of two values, which is another question.
            let tests: Vec<_> = tests
                .into_iter()
                .filter(|test| test.parameters().first().is_some_and(|(name, _)| names.insert(name.clone())))
                .collect();
            let pairs: Vec<_> = tests.iter().flat_map(Test::parameters).collect();
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
            let found = shop.found::<Item>(&query).await;
            let expected: Vec<i64> = (1..)
                .zip(&rows)
                .filter(|(_, row)| tests.iter().all(|test| test.holds(row, shop.dialect())))
                .map(|(id, _)| id)
                .collect();
            if found != expected {
                let wrong = found.iter().chain(&expected).find(|id| found.contains(id) != expected.contains(id));
                let row = wrong.and_then(|id| rows.get(usize::try_from(*id - 1).ok()?));
                panic!("case {done}: {pairs:?}\nfound {found:?}, expected {expected:?}\n{row:?}");
            }
            kinds.extend(pairs.iter().map(|(name, _)| name.clone()));
            sizes[if found.is_empty() {
                0
            } else if found.len() == ROWS {
                2
            } else {
                1
            }] += 1;
            done += 1;
        }
    }
    assert!(kinds.len() > 45, "{kinds:?}");
    assert!(sizes[1] > cases / 4, "most cases divide the rows: {sizes:?}");
}
