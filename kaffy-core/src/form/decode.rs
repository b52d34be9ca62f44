//! The values of one input into one canonical value.

use sea_query::Value;

use super::{FormField, rules};
use crate::{
    CleanHtml, Kind, Widget,
    i18n::Localizer,
    tr,
    value::{NULL, parse, to_json},
};

/// What an input asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Decoded {
    /// This value.
    Set(Value),
    /// Whatever the column holds: a secret left empty.
    Keep,
}

/// How the text of a value is read: as people in some place write it, or as programs do.
pub(super) type Reading = fn(Kind, &str) -> Result<Value, String>;

/// Reads what was posted for one field. A field has one value, except a checkbox (a hidden `false`
/// before it) and a list of choices (a hidden empty value before them).
///
/// # Errors
/// In words for beside the input.
pub(super) fn decode(field: &FormField, posted: &[String]) -> Result<Decoded, String> {
    decode_as(field, posted, |kind, text| Localizer::current().typed(kind, text))
}

/// The same, with the values written in this way.
///
/// # Errors
/// In words for beside the input.
pub(super) fn decode_as(field: &FormField, posted: &[String], reading: Reading) -> Result<Decoded, String> {
    let meta = field.column.meta;
    match (meta.ty.kind, posted) {
        (_, []) => Err(tr!("form-missing")),
        (Kind::Bool, [hidden, checked]) if hidden == "false" && checked == "true" => {
            Ok(Decoded::Set(Value::Bool(Some(true))))
        }
        (Kind::List(item), posted) if field.is_chosen || matches!(item.kind, Kind::Choice(_)) => {
            choices(item.kind, posted)
        }
        (_, [text]) => one(field, text, reading),
        _ => Err(tr!("form-twice")),
    }
}

fn one(field: &FormField, text: &str, reading: Reading) -> Result<Decoded, String> {
    let meta = field.column.meta;
    let text = newlines(text);
    if text.is_empty() || (!matches!(meta.ty.kind, Kind::Text | Kind::Char) && text.trim().is_empty()) {
        return empty(field);
    }
    let is_line = matches!(meta.ty.kind, Kind::Text)
        && !matches!(meta.widget, Widget::TextArea { .. } | Widget::RichText | Widget::Password);
    if field.required && is_line && text.trim().is_empty() {
        return Err(tr!("form-white-space"));
    }
    let (text, value) = match meta.ty.kind {
        Kind::List(item) => (text.clone(), list(item.kind, &text)?),
        Kind::Text if meta.widget == Widget::RichText => {
            parse(Kind::Text, &text).map_err(String::from)?;
            let clean = CleanHtml::of(&text);
            if clean.is_blank() {
                return empty(field);
            }
            (clean.as_str().to_owned(), Value::String(Some(clean.into_string())))
        }
        // A choice is posted as it is written in the code.
        kind if field.is_chosen || !meta.choices.is_empty() => (text.clone(), parse(kind, &text)?),
        kind => (text.clone(), reading(kind, &text)?),
    };
    rules::check(&field.column, &text, &value)?;
    Ok(Decoded::Set(value))
}

/// An empty input: NULL where that is allowed, an empty text or list where that is, else an error.
fn empty(field: &FormField) -> Result<Decoded, String> {
    let meta = field.column.meta;
    match meta.ty.kind {
        _ if meta.is_secret() && !field.required => Ok(Decoded::Keep),
        _ if meta.ty.nullable => Ok(Decoded::Set(NULL)),
        Kind::Text if meta.blank => Ok(Decoded::Set(Value::String(Some(String::new())))),
        Kind::List(_) => Ok(Decoded::Set(Value::Json(Some(Box::new(serde_json::Value::Array(Vec::new())))))),
        Kind::Bool => Err(tr!("form-choose-yes-or-no")),
        _ => Err(tr!("form-fill-in")),
    }
}

/// A list of choices, by their keys; the order of the enum, not of the clicks.
fn choices(kind: Kind, posted: &[String]) -> Result<Decoded, String> {
    let mut values = Vec::new();
    for key in posted.iter().filter(|key| !key.is_empty()) {
        let value = to_json(&parse(kind, key).map_err(String::from)?);
        if values.contains(&value) {
            return Err(tr!("form-choice-twice"));
        }
        values.push(value);
    }
    Ok(Decoded::Set(Value::Json(Some(Box::new(serde_json::Value::Array(values))))))
}

/// A list of scalars: a JSON array, or one item per line.
fn list(item: Kind, text: &str) -> Result<Value, String> {
    if text.trim_start().starts_with('[') {
        let kind = Kind::Json;
        if let Ok(Value::Json(Some(json))) = parse(kind, text)
            && let serde_json::Value::Array(items) = &*json
        {
            for (at, element) in items.iter().enumerate() {
                crate::value::from_json(item, element)
                    .map_err(|reason| tr!("value-item", number = at + 1, reason = reason))?;
            }
            return Ok(Value::Json(Some(json)));
        }
    }
    let mut items = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value =
            parse(item, line).map_err(|reason| tr!("form-line", number = at + 1, reason = String::from(reason)))?;
        items.push(to_json(&value));
    }
    Ok(Value::Json(Some(Box::new(serde_json::Value::Array(items)))))
}

/// Browsers send CR LF for every line break, whatever the text held.
pub(super) fn newlines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Access, Column, Dialect, FieldMeta, FieldType};

    fn field(meta: FieldMeta) -> FormField {
        let meta: &'static FieldMeta = Box::leak(Box::new(meta));
        let column = Arc::new(Column::assumed(meta, 0, Dialect::Sqlite));
        FormField { column, access: Access::Editable, required: !meta.ty.nullable && !meta.blank, is_chosen: false }
    }

    fn read(meta: FieldMeta, posted: &[&str]) -> Result<Decoded, String> {
        let posted: Vec<_> = posted.iter().map(|&text| text.to_owned()).collect();
        decode(&field(meta), &posted)
    }

    #[test]
    fn a53_missing_and_repeated_fields_are_told_apart_from_empty_ones() {
        let title = FieldMeta::of::<String>("title");
        assert!(read(title, &[]).is_err_and(|error| error.contains("missing")));
        assert!(read(title, &["a", "b"]).is_err_and(|error| error.contains("more than once")));
        assert!(read(title, &[""]).is_err_and(|error| error.contains("required")));
        assert_eq!(read(FieldMeta::of::<Option<String>>("title"), &[""]), Ok(Decoded::Set(NULL)));
        assert_eq!(read(title.blank(), &[""]), Ok(Decoded::Set(String::new().to_value())));
    }

    #[test]
    fn a42_a_checkbox_posts_its_hidden_false_first() {
        let on = FieldMeta::of::<bool>("on");
        assert_eq!(read(on, &["false"]), Ok(Decoded::Set(false.to_value())));
        assert_eq!(read(on, &["false", "true"]), Ok(Decoded::Set(true.to_value())));
        assert!(read(on, &["true", "false"]).is_err());
        assert!(read(on, &["yes"]).is_err());
    }

    #[test]
    fn a42_a_list_is_lines_or_a_json_array() {
        let notes = FieldMeta::of::<Vec<String>>("notes");
        let expected = Ok(Decoded::Set(vec!["a b".to_owned(), "c".to_owned()].to_value()));
        assert_eq!(read(notes, &["a b\r\nc\r\n"]), expected);
        assert_eq!(read(notes, &["[\"a b\", \"c\"]"]), expected);
        let numbers = FieldMeta::of::<Vec<i32>>("numbers");
        assert!(read(numbers, &["1\n2x"]).is_err_and(|error| error.starts_with("Line 2:")));
        assert!(read(numbers, &["[1, 99999999999]"]).is_err_and(|error| error.starts_with("Item 2:")));
    }

    #[test]
    fn k98_rich_text_is_cleaned_and_markup_alone_is_empty() {
        let body = FieldMeta::of::<String>("body").widget(Widget::RichText);
        let clean = Ok(Decoded::Set("<p>Rye</p>".to_owned().to_value()));
        assert_eq!(read(body, &["<p onclick=x>Rye</p><script>1</script>"]), clean);
        assert!(read(body, &["<p><br></p>"]).is_err_and(|error| error.contains("required")));
        let nullable = FieldMeta::of::<Option<String>>("body").widget(Widget::RichText);
        assert_eq!(read(nullable, &["<p>\u{a0}</p>"]), Ok(Decoded::Set(NULL)));
        assert!(read(body.max_len(12), &["<p>Wheat</p><script>1</script>"]).is_ok());
        assert!(read(body.max_len(11), &["<p>Wheat</p>"]).is_err_and(|error| error.contains("too long")));
    }

    #[test]
    fn k96_a_secret_left_empty_keeps_what_it_was() {
        let secret = FieldMeta::of::<String>("password").widget(Widget::Password);
        let kept = FormField { required: false, ..field(secret) };
        assert_eq!(decode(&kept, &[String::new()]), Ok(Decoded::Keep));
    }
}
