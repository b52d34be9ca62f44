//! Newtypes: the inner type, with a rule of their own.
#![deny(warnings)]

use kaffy::{AdminValue, FieldType};

#[derive(AdminValue, Debug, PartialEq)]
#[admin(validate = check_sku)]
struct Sku(String);

fn check_sku(text: &str) -> Result<(), String> {
    if text.len() == 3 { Ok(()) } else { Err(format!("{text} has not 3 letters.")) }
}

#[derive(AdminValue, Debug)]
#[admin(validate = Upper::check)]
struct Upper(Sku);

struct NotUpper;
impl std::fmt::Display for NotUpper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Only capitals.")
    }
}
impl Upper {
    fn check(sku: &Sku) -> Result<(), NotUpper> {
        if sku.0.chars().all(char::is_uppercase) { Ok(()) } else { Err(NotUpper) }
    }
}

#[derive(AdminValue)]
struct Plain(#[allow(dead_code)] i32);

fn main() {
    let text = |text: &str| text.to_owned().to_value();
    assert_eq!(Sku::from_value(text("abc")).unwrap(), Sku("abc".to_owned()));
    assert_eq!(Sku::from_value(text("abcd")).unwrap_err().to_string(), "abcd has not 3 letters.");
    let check = Upper::TYPE.check.unwrap();
    assert_eq!(check(&text("ABC")), Ok(()));
    assert_eq!(check(&text("Abc")), Err("Only capitals.".to_owned()));
    assert_eq!(check(&text("A")), Err("A has not 3 letters.".to_owned()));
    assert!(Plain::TYPE.check.is_none());
}
