//! Arguments as inputs of a form, and back.

use kaffy_core::tr;
use kaffy_jobs::{
    Jobs,
    desk::{ArgField, ArgKind, json},
};
use serde_json::{Map, Value};

use crate::{extract::Form, view::jobs::FormInput};

/// The name of the input that holds all arguments as JSON.
const WHOLE: &str = "args";

/// What a form for arguments has: an input for each, or one for all.
pub(in crate::handlers) enum Inputs {
    Each(Vec<(String, ArgField)>),
    Whole,
}

impl Inputs {
    /// Those of a type; for arguments that are not what the type says, one input.
    pub(in crate::handlers) fn of(jobs: &Jobs, job_type: &str, held: Option<&Value>) -> Self {
        let Some(fields) = jobs.desk().fields(job_type) else { return Self::Whole };
        let fits = |held: &Value| {
            held.as_object().is_some_and(|held| held.keys().all(|name| fields.iter().any(|field| field.name == name)))
        };
        if held.is_some_and(|held| !fits(held)) {
            return Self::Whole;
        }
        Self::Each(fields.into_iter().map(|field| (format!("arg.{}", field.name), field)).collect())
    }

    /// The names of the inputs.
    pub(in crate::handlers) fn names(&self) -> Vec<&str> {
        match self {
            Self::Each(fields) => fields.iter().map(|(name, _)| name.as_str()).collect(),
            Self::Whole => vec![WHOLE],
        }
    }

    /// The inputs with what is stored.
    pub(in crate::handlers) fn shown(&self, held: Option<&Value>) -> Vec<FormInput> {
        match self {
            Self::Each(fields) => fields
                .iter()
                .map(|(name, field)| {
                    let value = held.and_then(|held| held.get(field.name)).unwrap_or(&Value::Null);
                    input(name, field, field.shown(value))
                })
                .collect(),
            Self::Whole => {
                let text = held.and_then(|held| serde_json::to_string_pretty(held).ok());
                vec![whole(text.unwrap_or_else(|| "{\n}".to_owned()))]
            }
        }
    }

    /// The inputs as they were typed, with what is wrong beside each.
    pub(in crate::handlers) fn typed(&self, form: &Form) -> Vec<FormInput> {
        let typed = |name: &str| form.get(name).unwrap_or_default().to_owned();
        match self {
            Self::Each(fields) => fields
                .iter()
                .map(|(name, field)| {
                    let typed = typed(name);
                    let error = field.read(&typed).is_none().then(|| wrong(field));
                    input(name, field, typed).wrong(error)
                })
                .collect(),
            Self::Whole => {
                let error = json(&typed(WHOLE))
                    .err()
                    .map(|error| tr!("jobs-bad-json", line = error.line(), column = error.column()));
                vec![whole(typed(WHOLE)).wrong(error)]
            }
        }
    }

    /// The arguments that were typed; `None` where some are none.
    pub(in crate::handlers) fn read(&self, form: &Form) -> Option<Value> {
        match self {
            Self::Each(fields) => {
                let mut args = Map::new();
                for (name, field) in fields {
                    args.insert(field.name.to_owned(), field.read(form.get(name).unwrap_or_default())?);
                }
                Some(Value::Object(args))
            }
            Self::Whole => json(form.get(WHOLE).unwrap_or_default()).ok(),
        }
    }
}

fn wrong(field: &ArgField) -> String {
    match field.kind {
        ArgKind::Json => tr!("jobs-not-json"),
        ArgKind::Number => tr!("jobs-not-number"),
        _ => tr!("value-not-integer"),
    }
}

fn input(name: &str, field: &ArgField, value: String) -> FormInput {
    let kind = match field.kind {
        _ if field.is_masked => "text",
        ArgKind::Text => "text",
        ArgKind::Integer | ArgKind::Number => "number",
        ArgKind::Flag => "check",
        ArgKind::Json => "code",
    };
    let mut input = FormInput::new(name, field.name.to_owned(), kind, value);
    input.help = field.is_masked.then(|| tr!("jobs-masked-help"));
    input.is_code = true;
    input.is_optional = field.is_optional;
    input
}

fn whole(text: String) -> FormInput {
    let mut input = FormInput::new(WHOLE, tr!("jobs-args"), "code", text);
    input.help = Some(tr!("jobs-args-help"));
    input
}
