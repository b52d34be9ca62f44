//! Types that bring their own inputs and cells (K109).

use super::FieldType;
use crate::Shown;

/// The type of a field with `#[admin(custom)]`, which draws itself.
///
/// Its inputs are a template of the application, which escapes like all others. It sees `field` (the
/// [`FieldView`](https://docs.rs/kaffy-web) with `label`, `help` and `is_required`) and `inputs`: for each
/// name in [`INPUTS`](Self::INPUTS) a map of `name`, `id`, `value` and, where something is wrong, `error`.
///
/// ```
/// use kaffy_core::{CustomError, CustomField, FieldType, Kind, Shown, TypeMeta, ValueError};
/// use sea_query::Value;
///
/// /// Two addresses in one column.
/// struct Links(String, String);
///
/// impl FieldType for Links {
///     const TYPE: TypeMeta = TypeMeta::new(Kind::Text);
///     fn to_value(&self) -> Value {
///         format!("{} {}", self.0, self.1).into()
///     }
///     fn from_value(value: Value) -> Result<Self, ValueError> {
///         let text = String::from_value(value)?;
///         let (one, two) = text.split_once(' ').ok_or_else(|| ValueError::new("two addresses"))?;
///         Ok(Self(one.to_owned(), two.to_owned()))
///     }
/// }
///
/// impl CustomField for Links {
///     const TEMPLATE: &'static str = "fields/links.html";
///     const INPUTS: &'static [&'static str] = &["one", "two"];
///
///     fn fill(&self) -> Vec<String> {
///         vec![self.0.clone(), self.1.clone()]
///     }
///     fn read(typed: &[String]) -> Result<Option<Self>, CustomError> {
///         match typed {
///             [one, two] if one.is_empty() && two.is_empty() => Ok(None),
///             [one, two] if one.starts_with("https://") => Ok(Some(Self(one.clone(), two.clone()))),
///             _ => Err(CustomError::new("These are no addresses.").at("one", "Begin with https://.")),
///         }
///     }
///     fn show(&self) -> Shown {
///         Shown::link(&self.0, &self.0)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how it is drawn",
    label = "does not implement `CustomField`",
    note = "`custom` is for types that bring inputs of their own; leave it out for the usual input"
)]
pub trait CustomField: FieldType {
    /// The template that draws the inputs; the application adds it with `Pages::template`.
    const TEMPLATE: &'static str;

    /// The names of the inputs: `one` is posted as `links.one`.
    const INPUTS: &'static [&'static str];

    /// What the inputs hold for a value, in the order of [`INPUTS`](Self::INPUTS).
    fn fill(&self) -> Vec<String>;

    /// The value of what was typed, in the order of [`INPUTS`](Self::INPUTS); `None` for an empty one.
    ///
    /// # Errors
    /// In words, beside the field or one of its inputs.
    fn read(typed: &[String]) -> Result<Option<Self>, CustomError>;

    /// What lists and pages show; by default what they show of its kind.
    fn show(&self) -> Shown {
        Shown::Usual
    }
}

impl<T: CustomField> CustomField for Option<T> {
    const TEMPLATE: &'static str = T::TEMPLATE;
    const INPUTS: &'static [&'static str] = T::INPUTS;

    fn fill(&self) -> Vec<String> {
        self.as_ref().map(T::fill).unwrap_or_default()
    }

    fn read(typed: &[String]) -> Result<Option<Self>, CustomError> {
        T::read(typed).map(|value| value.map(Some))
    }

    fn show(&self) -> Shown {
        self.as_ref().map_or(Shown::Empty, T::show)
    }
}

/// What is wrong with the inputs of a [`CustomField`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct CustomError {
    pub(crate) message: String,
    pub(crate) inputs: Vec<(&'static str, String)>,
}

impl CustomError {
    /// In words for beside the field.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), inputs: Vec::new() }
    }

    /// In words for beside one of its inputs.
    #[must_use]
    pub fn at(mut self, input: &'static str, message: impl Into<String>) -> Self {
        self.inputs.push((input, message.into()));
        self
    }
}
