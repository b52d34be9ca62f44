//! Arguments without the values that a handler says nobody shall see (J9).

use serde_json::Value;

use crate::JobMeta;

/// What stands in place of a value.
pub const MASK: &str = "••••••";

/// Arguments with a mask in place of each value under a name that the handler masks, however deep. Of a type that
/// nobody here has a handler for it is not known what to mask: then every value is.
pub fn masked(meta: Option<&JobMeta>, args: &Value) -> Value {
    let is_secret = |name: &str| meta.is_none_or(|meta| meta.mask.iter().any(|path| last_of(path) == name));
    match meta {
        None if !matches!(args, Value::Object(_) | Value::Null) => Value::from(MASK),
        _ => hide(args, &is_secret),
    }
}

/// `token` of `account.token`.
fn last_of(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn hide(value: &Value, is_secret: &dyn Fn(&str) -> bool) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| {
                let value = if is_secret(name) { Value::from(MASK) } else { hide(value, is_secret) };
                (name.clone(), value)
            })
            .collect(),
        Value::Array(items) => items.iter().map(|item| hide(item, is_secret)).collect(),
        other => other.clone(),
    }
}

/// Puts what is stored back where somebody left the mask as it was.
pub(super) fn unmasked(typed: Value, stored: &Value) -> Value {
    match (typed, stored) {
        (Value::String(text), stored) if text == MASK => stored.clone(),
        (Value::Object(typed), Value::Object(stored)) => typed
            .into_iter()
            .map(|(name, value)| {
                let value = unmasked(value, stored.get(&name).unwrap_or(&Value::Null));
                (name, value)
            })
            .collect(),
        (Value::Array(typed), Value::Array(stored)) => {
            let stored = stored.iter().chain(std::iter::repeat(&Value::Null));
            typed.into_iter().zip(stored).map(|(value, stored)| unmasked(value, stored)).collect()
        }
        (typed, _) => typed,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const META: JobMeta = JobMeta::new("pay", "app::pay").mask(&["token", "card.number"]);

    #[test]
    fn j9_masked_names_are_masked_at_every_depth() {
        let args = json!({"token": "t", "amount": 3, "card": {"number": "4", "name": "Ada"}, "all": [{"token": [1]}]});
        let shown = masked(Some(&META), &args);
        let all = json!([{"token": MASK}]);
        assert_eq!(shown, json!({"token": MASK, "amount": 3, "card": {"number": MASK, "name": "Ada"}, "all": all}));
        assert_eq!(unmasked(shown, &args), args, "what was left alone is as it was");
        let typed = json!({"token": "new", "amount": 4, "card": {"number": MASK}});
        assert_eq!(unmasked(typed, &args), json!({"token": "new", "amount": 4, "card": {"number": "4"}}));
    }

    #[test]
    fn j9_of_a_type_that_nobody_knows_nothing_is_shown() {
        assert_eq!(masked(None, &json!({"a": {"b": 1}, "c": 2})), json!({"a": MASK, "c": MASK}));
        assert_eq!(masked(None, &json!("secret")), json!(MASK));
        assert_eq!(masked(Some(&JobMeta::new("a", "a")), &json!({"a": 1})), json!({"a": 1}));
    }
}
