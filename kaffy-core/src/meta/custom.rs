//! A field whose type brings its own inputs and cells.

use sea_query::Value;

use crate::{CustomError, CustomField, Shown, value};

/// `custom`: what the type of the field says, its type forgotten.
#[non_exhaustive]
#[derive(Clone, Copy)]
pub struct CustomMeta {
    /// The template that draws its inputs.
    pub template: &'static str,
    /// The names of its inputs, behind its own.
    pub inputs: &'static [&'static str],
    /// What the inputs hold for a value.
    pub fill: fn(&Value) -> Vec<String>,
    /// The value of what was typed, or what is wrong with it.
    pub read: fn(&[String]) -> Result<Value, CustomError>,
    /// What lists and pages show.
    pub show: fn(&Value) -> Shown,
}

impl CustomMeta {
    /// What a type says.
    pub const fn of<T: CustomField>() -> Self {
        Self {
            template: T::TEMPLATE,
            inputs: T::INPUTS,
            fill: |held| T::from_value(held.clone()).map(|value| value.fill()).unwrap_or_default(),
            read: |typed| Ok(T::read(typed)?.map_or(value::NULL, |value| value.to_value())),
            show: |held| T::from_value(held.clone()).map_or(Shown::Usual, |value| value.show()),
        }
    }
}

impl std::fmt::Debug for CustomMeta {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CustomMeta").field("template", &self.template).finish_non_exhaustive()
    }
}
