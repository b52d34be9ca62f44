//! What validator finds wrong, in the words that the struct gives it, else in ours.

use validator::{Validate, ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::{AdminResource, Mistake, Record, RecordError};

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
        (Some(equal), ..) => format!("exactly {equal}"),
        (None, Some(min), Some(max)) => format!("from {min} to {max}"),
        (None, Some(min), None) => format!("at least {min}"),
        (None, None, Some(max)) => format!("at most {max}"),
        (None, None, None) => "of another size".to_owned(),
    };
    match (&error.message, error.code.as_ref()) {
        (Some(message), _) => message.to_string(),
        (None, "email") => "This is not an e-mail address".to_owned(),
        (None, "url") => "This is not a web address".to_owned(),
        (None, "length") => format!("The length must be {}", bounds()),
        (None, "range") => format!("This must be {}", bounds()),
        (None, "required") => "This is required: fill it in".to_owned(),
        (None, "must_match") => "This does not match the other field".to_owned(),
        (None, "regex") => "This does not have the right form".to_owned(),
        (None, "contains") => "Something is missing in this".to_owned(),
        (None, "does_not_contain") => "This contains something that it may not".to_owned(),
        (None, "credit_card") => "This is not the number of a card".to_owned(),
        (None, "non_control_character") => "This contains control characters".to_owned(),
        (None, code) => format!("This is not valid: {}", code.replace('_', " ")),
    }
}
