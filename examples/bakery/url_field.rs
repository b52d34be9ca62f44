//! A field type of the bakery's own: an address and its words, typed in two inputs and kept together as
//! one anchor tag.

use kaffy::{CustomError, CustomField, FieldType, Kind, Shown, TypeMeta, ValueError, is_web_address, sea_query::Value};

/// `<a href="one">two</a>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UrlField {
    pub(crate) one: String,
    pub(crate) two: String,
}

impl FieldType for UrlField {
    const TYPE: TypeMeta = TypeMeta::new(Kind::Text);

    fn to_value(&self) -> Value {
        format!("<a href=\"{}\">{}</a>", escaped(&self.one), escaped(&self.two)).into()
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        let tag = String::from_value(value)?;
        let inside = tag.strip_prefix("<a href=\"").and_then(|rest| rest.strip_suffix("</a>"));
        match inside.and_then(|inside| inside.split_once("\">")) {
            Some((one, two)) => Ok(Self { one: plain(one), two: plain(two) }),
            // What was there before the column held tags.
            None if is_web_address(&tag) => Ok(Self { one: tag.clone(), two: tag }),
            None => Err(ValueError::new("expected an anchor tag or an address")),
        }
    }
}

impl CustomField for UrlField {
    const TEMPLATE: &'static str = "fields/url.html";
    const INPUTS: &'static [&'static str] = &["one", "two"];

    fn fill(&self) -> Vec<String> {
        vec![self.one.clone(), self.two.clone()]
    }

    fn read(typed: &[String]) -> Result<Option<Self>, CustomError> {
        let [one, two] = typed else { return Ok(None) };
        let (one, two) = (one.trim(), two.trim());
        match (is_web_address(one), two.is_empty()) {
            (true, false) => Ok(Some(Self { one: one.to_owned(), two: two.to_owned() })),
            (true, true) => Err(CustomError::new("The link has no words.").at("two", "Say where it leads.")),
            (false, true) if one.is_empty() => Ok(None),
            (false, _) => Err(CustomError::new("This leads nowhere.").at("one", "Begin with https://.")),
        }
    }

    fn show(&self) -> Shown {
        Shown::link(&self.two, &self.one)
    }
}

const ENTITIES: [(&str, &str); 4] = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")];

fn escaped(text: &str) -> String {
    ENTITIES.iter().fold(text.to_owned(), |text, (plain, entity)| text.replace(plain, entity))
}

fn plain(text: &str) -> String {
    ENTITIES.iter().rev().fold(text.to_owned(), |text, (plain, entity)| text.replace(entity, plain))
}
