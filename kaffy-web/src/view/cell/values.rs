//! JSON, lists and bytes in a few words.

use kaffy_core::{Kind, i18n::Localizer, tr, value, value::print};

pub(super) fn one_line(held: &sea_query::Value) -> String {
    match held {
        sea_query::Value::Json(Some(json)) => json.to_string(),
        other => print(Kind::Text, other),
    }
}

pub(super) fn items(kind: Kind, held: &sea_query::Value) -> Vec<String> {
    let sea_query::Value::Json(Some(json)) = held else { return vec![print(kind, held)] };
    let Some(items) = json.as_array() else { return vec![json.to_string()] };
    items.iter().map(|item| item_words(kind, item)).collect()
}

fn item_words(kind: Kind, item: &serde_json::Value) -> String {
    if let Kind::List(of) = kind
        && let Kind::Choice(choice) = of.kind
        && let Ok(held) = value::from_json(of.kind, item)
        && let Some(variant) = choice.by_key(&print(of.kind, &held))
    {
        return variant.label.to_owned();
    }
    item.as_str().map_or_else(|| item.to_string(), str::to_owned)
}

pub(super) fn size(held: &sea_query::Value) -> String {
    let sea_query::Value::Bytes(Some(bytes)) = held else { return String::new() };
    let tenths = |whole, tenth| Localizer::current().conventions().decimal(&format!("{whole}.{tenth}"));
    match bytes.len() {
        count @ 0..1_000 => tr!("cell-bytes", count = count),
        count @ 1_000..1_000_000 => tr!("cell-kilobytes", size = tenths(count / 1_000, count % 1_000 / 100)),
        count => tr!("cell-megabytes", size = tenths(count / 1_000_000, count % 1_000_000 / 100_000)),
    }
}
