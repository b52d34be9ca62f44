//! Messages in templates and scripts: `{{ t(id="list-search") }}` and `t("combo-nothing")`.
//!
//! A message without variables is written into the source when it is loaded, once for each language, so that a
//! page costs no look-up for its words. One with variables stays a call of the function `t`.

use kaffy_core::i18n::{Argument, Localizer};
use tera::{Kwargs, State, TeraResult};

const OPEN: &str = "{{ t(id=\"";
const CLOSE: &str = "\") }}";

/// A template with its constant messages written out, in the language of the [`Localizer`] at hand.
pub(super) fn template(source: &str) -> String {
    let mut parts = source.split(OPEN);
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(CLOSE).filter(|(id, _)| is_id(id)) {
            Some((id, rest)) => said.extend([&escaped(&kaffy_core::tr!(id)), rest]),
            None => said.extend([OPEN, part]),
        }
    }
    said
}

/// A script with its messages as strings. A variable is written `{name}`, for the script to put in.
pub(crate) fn script(source: &str) -> String {
    let mut said = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find("t(\"") {
        let (before, call) = rest.split_at(at);
        let is_a_name = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$'));
        let found = call[3..].split_once("\")").filter(|(id, _)| !is_a_name && is_id(id));
        said.push_str(before);
        match found {
            Some((id, after)) => {
                said.push_str(&serde_json::Value::from(with_places(id)).to_string());
                rest = after;
            }
            None => {
                said.push_str("t(\"");
                rest = &call[3..];
            }
        }
    }
    said + rest
}

/// The function `t` of templates.
pub(super) fn say(arguments: Kwargs, _: &State) -> TeraResult<String> {
    let id: &str = arguments.must_get("id")?;
    let values: Vec<(String, Argument<'_>)> = arguments
        .iter()
        .map(|(name, value)| {
            let argument = match value.as_f64().filter(|_| value.is_number()) {
                Some(number) => Argument::from(number),
                None => Argument::from(value.to_string()),
            };
            (name.to_string(), argument)
        })
        .filter(|(name, _)| name != "id")
        .collect();
    let values: Vec<_> = values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    Ok(Localizer::current().say(id, &values))
}

/// A message whose variables are `{name}`.
fn with_places(id: &str) -> String {
    const NAMES: [&str; 4] = ["count", "total", "name", "words"];
    let places = NAMES.map(|name| (name, Argument::from(format!("{{{name}}}"))));
    Localizer::current().say(id, &places)
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// A text between tags or inside a quoted attribute, which tera does not take for its own signs either.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '{' => escaped.push_str("&#123;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k20_messages_are_written_into_templates_and_scripts() {
        assert_eq!(template("<p>{{ t(id=\"form-required\") }}</p>"), "<p>This is required.</p>");
        let call = "{{ t(id=\"a\", count=page.n) }} {{ t(id=\"No such id\") }}";
        assert_eq!(template(call), call);
        assert_eq!(
            script("at(\"x\"); said = t(\"form-required\") + x.t(\"y\");"),
            "at(\"x\"); said = \"This is required.\" + x.t(\"y\");"
        );
        assert_eq!(escaped("<a \"b\" {{ c }}>"), "&lt;a &quot;b&quot; &#123;&#123; c }}&gt;");
    }
}
