//! Random conditions.

use chrono::Datelike;
use proptest::{
    collection::vec,
    prelude::{Strategy, any, prop_oneof},
    sample::select,
    strategy::BoxedStrategy,
};

use super::{
    meaning::{Dated, Ordered, Test, Text},
    rows::{MAKERS, day, moment, price, score, tag, text, views, words},
};

fn texts() -> impl Strategy<Value = Text> {
    // Parts of texts that are there are found more often than others.
    let part = select(vec!["a", "b", "ab", "%", "_", "\\", "!", "'", "1", "ж", "A", "a b", "ü", "ba", "%a", "\""]);
    let part = prop_oneof![part.prop_map(str::to_owned), text()];
    prop_oneof![
        part.clone().prop_map(Text::Contains),
        part.prop_map(Text::Starts),
        vec(prop_oneof![text(), select(MAKERS.to_vec()).prop_map(str::to_owned)], 1..4)
            .prop_map(|all| Text::Is(all.into_iter().filter(|text| !text.is_empty()).collect())),
    ]
}

fn ordered<T: Clone + std::fmt::Debug + 'static>(
    value: impl Strategy<Value = T> + Clone + 'static,
) -> BoxedStrategy<Ordered<T>> {
    prop_oneof![
        vec(value.clone(), 1..4).prop_map(Ordered::Is),
        value.clone().prop_map(Ordered::AtLeast),
        value.clone().prop_map(Ordered::AtMost),
        value.clone().prop_map(Ordered::Above),
        value.prop_map(Ordered::Below),
    ]
    .boxed()
}

fn dated() -> impl Strategy<Value = Dated> {
    let presets = vec!["today", "yesterday", "past_7_days", "past_30_days", "this_month", "last_month", "this_year"];
    prop_oneof![
        4 => ordered(day().boxed()).prop_map(Dated::Days),
        1 => day().prop_map(|day| Dated::Year(day.year())),
        1 => day().prop_map(|day| Dated::Month(day.year(), day.month())),
        1 => select(presets).prop_map(Dated::Preset),
    ]
}

pub(super) fn test() -> impl Strategy<Value = Test> {
    let flag = any::<bool>;
    prop_oneof![
        texts().prop_map(Test::Title),
        texts().prop_map(Test::Nick),
        texts().prop_map(Test::MakerName),
        flag().prop_map(Test::NickEmpty),
        flag().prop_map(Test::MakerNameEmpty),
        ordered(price().boxed()).prop_map(Test::Price),
        ordered(score().boxed()).prop_map(Test::Score),
        flag().prop_map(Test::ScoreEmpty),
        ordered(views().boxed()).prop_map(Test::Views),
        vec(flag(), 1..3).prop_map(Test::Status),
        flag().prop_map(Test::Active),
        vec(0..MAKERS.len() + 1, 1..4).prop_map(Test::Maker),
        flag().prop_map(Test::MakerEmpty),
        dated().prop_map(Test::Made),
        flag().prop_map(Test::MadeEmpty),
        dated().prop_map(Test::Inserted),
        ordered(moment().boxed()).prop_map(Test::InsertedAt),
        vec(tag(), 1..3).prop_map(Test::Tags),
        flag().prop_map(Test::TagsEmpty),
        vec(select(vec!["s", "l"]), 1..3).prop_map(Test::Size),
        vec(prop_oneof![words(), views().prop_map(|number| number.to_string())], 1..3).prop_map(Test::Words),
    ]
}
