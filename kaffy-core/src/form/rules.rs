//! The rules a field adds to its type: bounds, lengths, pattern, choices, the shape of its widget.

use sea_query::Value;

use crate::{
    Column, Kind, Widget,
    i18n::Localizer,
    tr,
    value::{is_null, parse, print},
};

/// Asks whether a value may stand in its field; `text` is what was typed.
///
/// # Errors
/// In words for beside the input.
pub(super) fn check(column: &Column, text: &str, value: &Value) -> Result<(), String> {
    let meta = column.meta;
    bounds(column, value)?;
    if matches!(meta.ty.kind, Kind::Text | Kind::Char) {
        lengths(column, text)?;
        shape(meta.widget, text)?;
        if let Some(pattern) = meta.pattern
            && !matches_whole(pattern, text)
        {
            return Err(tr!("rule-pattern", pattern = pattern));
        }
    }
    if !meta.choices.is_empty() && !meta.choices.iter().any(|choice| choice.value == text.trim()) {
        return Err(tr!("value-not-a-choice"));
    }
    meta.ty.check.map_or(Ok(()), |check| check(value).map_err(|reason| tr!("form-does-not-fit", reason = reason)))
}

/// Asks the same of a value that code has set.
///
/// # Errors
/// In words for beside the input.
pub(crate) fn check_value(column: &Column, value: &Value) -> Result<(), String> {
    match is_null(value) {
        true if column.meta.ty.nullable => Ok(()),
        true => Err(tr!("form-required")),
        false => check(column, &print(column.kind(), value), value),
    }
}

fn bounds(column: &Column, value: &Value) -> Result<(), String> {
    let kind = column.kind();
    let bound = |text: Option<&str>| text.and_then(|text| parse(kind, text).ok().map(|value| (text.to_owned(), value)));
    if let Some((text, min)) = bound(column.meta.min)
        && less(value, &min)
    {
        return Err(tr!("rule-too-small", min = written(kind, &text)));
    }
    if let Some((text, max)) = bound(column.meta.max)
        && less(&max, value)
    {
        return Err(tr!("rule-too-large", max = written(kind, &text)));
    }
    Ok(())
}

/// A bound as its input takes it.
fn written(kind: Kind, text: &str) -> String {
    if kind.is_number() { Localizer::current().conventions().input(text) } else { text.to_owned() }
}

/// Whether one value of a kind comes before another of the same.
fn less(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::BigInt(Some(a)), Value::BigInt(Some(b))) => a < b,
        (Value::BigUnsigned(Some(a)), Value::BigUnsigned(Some(b))) => a < b,
        (Value::Float(Some(a)), Value::Float(Some(b))) => a < b,
        (Value::Double(Some(a)), Value::Double(Some(b))) => a < b,
        (Value::Decimal(Some(a)), Value::Decimal(Some(b))) => a < b,
        (Value::ChronoDate(Some(a)), Value::ChronoDate(Some(b))) => a < b,
        (Value::ChronoTime(Some(a)), Value::ChronoTime(Some(b))) => a < b,
        (Value::ChronoDateTime(Some(a)), Value::ChronoDateTime(Some(b))) => a < b,
        (Value::ChronoDateTimeUtc(Some(a)), Value::ChronoDateTimeUtc(Some(b))) => a < b,
        _ => false,
    }
}

fn lengths(column: &Column, text: &str) -> Result<(), String> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let min = column.meta.min_len.unwrap_or(0);
    if length < min {
        return Err(tr!("rule-too-short", min = min, length = length));
    }
    match column.meta.max_len.into_iter().chain(column.max_len).min() {
        Some(max) if length > max => Err(tr!("rule-too-long", max = max, length = length)),
        _ => Ok(()),
    }
}

fn shape(widget: Widget, text: &str) -> Result<(), String> {
    let fits = match widget {
        Widget::Email => is_email(text),
        Widget::Url => is_web_address(text),
        Widget::Color => {
            text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|it| it.is_ascii_hexdigit()))
        }
        _ => true,
    };
    if fits {
        return Ok(());
    }
    Err(match widget {
        Widget::Email => tr!("rule-not-email"),
        Widget::Url => tr!("rule-not-web-address"),
        _ => tr!("rule-not-colour"),
    })
}

/// The shape that HTML's e-mail input accepts, roughly: one `@`, a domain without spaces.
fn is_email(text: &str) -> bool {
    let plain = text.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"\"(),:;<>[\\]".contains(c));
    match text.split_once('@') {
        Some((local, domain)) => {
            let labels = domain.split('.');
            plain
                && !local.is_empty()
                && !domain.contains('@')
                && labels.clone().count() > 1
                && labels.into_iter().all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        }
        None => false,
    }
}

/// Whether a text may be a link: http or https with a host, nothing else (S34).
pub fn is_web_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty()) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether the pattern matches the text from its first to its last character, as HTML's `pattern` does.
fn matches_whole(pattern: &str, text: &str) -> bool {
    // Compiled each time: a save is rare, and the derive has checked that it compiles.
    regex::Regex::new(&format!(r"\A(?:{pattern})\z")).is_ok_and(|regex| regex.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Dialect, FieldMeta, FieldType};

    fn allows(meta: FieldMeta, text: &str) -> bool {
        let column = Column::assumed(Box::leak(Box::new(meta)), 0, Dialect::Sqlite);
        parse(column.kind(), text).is_ok_and(|value| check(&column, text, &value).is_ok())
    }

    #[test]
    fn a53_bounds_hold_for_numbers_and_dates() {
        let price = FieldMeta::of::<rust_decimal::Decimal>("price").min("0").max("99.99");
        assert!(allows(price, "0") && allows(price, "99.99"));
        assert!(!allows(price, "-0.01") && !allows(price, "100"));
        let day = FieldMeta::of::<chrono::NaiveDate>("day").min("2026-01-01");
        assert!(allows(day, "2026-01-01") && !allows(day, "2025-12-31"));
    }

    #[test]
    fn a53_lengths_count_characters_and_patterns_the_whole_text() {
        let slug = FieldMeta::of::<String>("slug").min_len(3).max_len(5).pattern("[a-z0-9-]+");
        assert!(allows(slug, "a-b"));
        assert!(!allows(slug, "ab") && !allows(slug, "abcdef") && !allows(slug, "ab c"));
        assert!(allows(FieldMeta::of::<String>("name").max_len(2), "äö"));
    }

    #[test]
    fn s34_only_web_addresses_are_links() {
        for good in ["http://a", "https://example.org/x?y#z", "HTTPS://EXAMPLE.ORG"] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in
            ["javascript:alert(1)", "//evil.example", "http://", "http:///", "http://a b", "\u{1}http://a", "mailto:x"]
        {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn a42_widgets_check_their_shape() {
        let email = FieldMeta::of::<String>("email").widget(Widget::Email);
        assert!(
            allows(email, "a@b.co") && !allows(email, "a@b") && !allows(email, "a@b@c.d") && !allows(email, "a b@c.d")
        );
        let color = FieldMeta::of::<String>("color").widget(Widget::Color);
        assert!(allows(color, "#1f6feB") && !allows(color, "#ggg") && !allows(color, "rgb(0,0,0)"));
        assert_eq!(String::TYPE.check.map(|_| ()), None);
    }
}
