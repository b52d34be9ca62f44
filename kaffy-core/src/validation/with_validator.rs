//! What validator finds wrong, in the words that the struct gives it, else in ours.

use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::{AdminResource, Mistake, Record, RecordError, tr};

/// Asks validator about a row.
///
/// # Errors
/// When the row does not fit the struct.
pub fn validator_of<R: AdminResource + Validate>(record: &Record) -> Result<Vec<Mistake>, RecordError> {
    let mut mistakes = Vec::new();
    if let Err(errors) = R::from_record(record)?.validate() {
        gather("", &errors, &mut mistakes);
    }
    // It keeps them in a map without an order.
    mistakes.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(mistakes)
}

fn gather(around: &str, errors: &ValidationErrors, mistakes: &mut Vec<Mistake>) {
    for (name, kind) in errors.errors() {
        // What it calls the struct as a whole.
        let path = match (around, name.as_ref()) {
            (around, "__all__") => around.to_owned(),
            ("", name) => name.to_owned(),
            (around, name) => format!("{around}.{name}"),
        };
        match kind {
            ValidationErrorsKind::Struct(inside) => gather(&path, inside, mistakes),
            ValidationErrorsKind::List(items) => {
                for (at, inside) in items {
                    gather(&format!("{path}[{at}]"), inside, mistakes);
                }
            }
            ValidationErrorsKind::Field(errors) => {
                mistakes.extend(errors.iter().map(|error| Mistake::new(path.clone(), &words(error))));
            }
        }
    }
}

fn words(error: &ValidationError) -> String {
    let number = |name: &str| error.params.get(name).filter(|value| value.is_number()).map(ToString::to_string);
    let bounds = || match (number("equal"), number("min"), number("max")) {
        (Some(equal), ..) => tr!("validator-exactly", number = equal),
        (None, Some(min), Some(max)) => tr!("validator-between", min = min, max = max),
        (None, Some(min), None) => tr!("validator-at-least", min = min),
        (None, None, Some(max)) => tr!("validator-at-most", max = max),
        (None, None, None) => tr!("validator-other-size"),
    };
    match (&error.message, error.code.as_ref()) {
        (Some(message), _) => message.to_string(),
        (None, "email") => tr!("validator-not-email"),
        (None, "url") => tr!("validator-not-url"),
        (None, "length") => tr!("validator-length", bounds = bounds()),
        (None, "range") => tr!("validator-range", bounds = bounds()),
        (None, "required") => tr!("validator-required"),
        (None, "must_match") => tr!("validator-must-match"),
        (None, "regex") => tr!("validator-not-of-form"),
        (None, "contains") => tr!("validator-lacks"),
        (None, "does_not_contain") => tr!("validator-contains"),
        (None, "credit_card") => tr!("validator-not-card"),
        (None, "non_control_character") => tr!("validator-control-characters"),
        (None, code) => tr!("validator-other", code = code.replace('_', " ")),
    }
}
