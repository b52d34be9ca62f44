//! The inputs of a form for arguments, as far as the types say what they are.

use serde_json::Value;

use super::{Desk, MASK};
use crate::JobMeta;

/// One argument of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ArgField {
    /// Its name.
    pub name: &'static str,
    /// Its type, as it is written in the program.
    pub ty: &'static str,
    /// What it takes.
    pub kind: ArgKind,
    /// Whether it may be missing.
    pub is_optional: bool,
    /// Whether its value is shown to nobody.
    pub is_masked: bool,
}

/// What an argument takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgKind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// JSON.
    Json,
}

impl Desk<'_> {
    /// The arguments of a type one by one; `None` where they are one text of JSON, since a struct of the application's
    /// own is all that is stored.
    pub fn fields(&self, job_type: &str) -> Option<Vec<ArgField>> {
        let handler = self.jobs.registry().get(job_type)?;
        let meta = handler.meta();
        // A handler without arguments takes nothing, and a struct whose fields all may be missing takes something.
        let takes_nothing = || handler.check("{}").is_ok() && handler.check("{\"\":0}").is_err();
        (!meta.args.is_empty() || takes_nothing()).then(|| meta.args.iter().map(|arg| field(meta, *arg)).collect())
    }
}

fn field(meta: &JobMeta, (name, ty): (&'static str, &'static str)) -> ArgField {
    let plain: String = ty.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = plain.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>'));
    let kind = match inner.unwrap_or(&plain) {
        "String" | "Uuid" => ArgKind::Text,
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "isize" | "usize" => ArgKind::Integer,
        "f32" | "f64" => ArgKind::Number,
        "bool" => ArgKind::Flag,
        _ => ArgKind::Json,
    };
    // An optional flag has three states.
    let kind = if kind == ArgKind::Flag && inner.is_some() { ArgKind::Json } else { kind };
    ArgField { name, ty, kind, is_optional: inner.is_some(), is_masked: meta.mask.contains(&name) }
}

impl ArgField {
    /// What its input holds for a value.
    pub fn shown(&self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(text) if self.kind == ArgKind::Text || self.is_masked => text.clone(),
            other => other.to_string(),
        }
    }

    /// The value of what was typed; `None` where that is not one. Nothing typed is nothing where it may be missing.
    pub fn read(&self, typed: &str) -> Option<Value> {
        if self.is_masked && typed == MASK {
            return Some(Value::from(MASK));
        }
        let trimmed = typed.trim();
        if trimmed.is_empty() && self.is_optional {
            return Some(Value::Null);
        }
        match self.kind {
            ArgKind::Text => Some(Value::from(typed)),
            ArgKind::Flag => Some(Value::from(trimmed == "true")),
            ArgKind::Integer => {
                let signed = trimmed.parse::<i64>().ok().map(Value::from);
                signed.or_else(|| trimmed.parse::<u64>().ok().map(Value::from))
            }
            ArgKind::Number => trimmed.parse::<f64>().ok().filter(|it| it.is_finite()).map(Value::from),
            ArgKind::Json => super::json(trimmed).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const META: JobMeta = JobMeta::new("pay", "app::pay").mask(&["token"]);

    #[test]
    fn j63_types_say_what_an_input_takes() {
        let read = |ty: &'static str, typed: &str| field(&META, ("a", ty)).read(typed);
        assert_eq!(read("String", " x "), Some(json!(" x ")));
        assert_eq!(read("Option < String >", ""), Some(Value::Null));
        assert_eq!(read("i64", " 7 "), Some(json!(7)));
        assert_eq!(read("u64", "18446744073709551615"), Some(json!(u64::MAX)));
        assert_eq!(read("i64", "7.5"), None);
        assert_eq!(read("f64", "7.5"), Some(json!(7.5)));
        assert_eq!(read("f64", "NaN"), None);
        assert_eq!(read("bool", "true"), Some(json!(true)));
        assert_eq!(read("Vec < u8 >", "[1, 2]"), Some(json!([1, 2])));
        assert_eq!(read("Vec<u8>", "[1,"), None);
        assert_eq!(read("Shape", "{\"a\": 1, \"a\": 2}"), None, "the same name twice");
        let token = field(&META, ("token", "u32"));
        assert_eq!((token.read(MASK), token.read("3")), (Some(json!(MASK)), Some(json!(3))));
        assert_eq!(token.shown(&json!(MASK)), MASK);
    }
}
