//! What `#[derive(AdminChoice)]` calls: variants to values and back.

use sea_query::Value;

use super::ValueError;
use crate::{ChoiceValue, Kind, TypeMeta, VariantMeta, tr};

/// The value of the variant at `index`.
pub fn variant_value(ty: &TypeMeta, index: usize) -> Value {
    match variants(ty).get(index).map(|variant| variant.value) {
        Some(ChoiceValue::Text(text)) => Value::String(Some(text.to_owned())),
        Some(ChoiceValue::Integer(number)) => Value::BigInt(Some(number)),
        None => crate::value::NULL,
    }
}

/// The variant that `value` stands for; `all` are the variants in the order of the metadata.
///
/// # Errors
/// When no variant has that value.
pub fn variant_of<T, const N: usize>(ty: &TypeMeta, value: &Value, all: [T; N]) -> Result<T, ValueError> {
    let stands_for = |variant: &VariantMeta| match (variant.value, value) {
        (ChoiceValue::Text(text), Value::String(Some(held))) => text == held,
        (ChoiceValue::Integer(number), Value::BigInt(Some(held))) => number == *held,
        _ => false,
    };
    let index = variants(ty).iter().position(stands_for);
    index.and_then(|index| all.into_iter().nth(index)).ok_or_else(|| {
        let known: Vec<String> = variants(ty)
            .iter()
            .map(|variant| match variant.value {
                ChoiceValue::Text(text) => format!("{text:?}"),
                ChoiceValue::Integer(number) => number.to_string(),
            })
            .collect();
        ValueError::unexpected(&tr!("kind-one-of", choices = known.join(", ")), value)
    })
}

fn variants(ty: &TypeMeta) -> &'static [VariantMeta] {
    match ty.kind {
        Kind::Choice(choice) => choice.variants,
        _ => &[],
    }
}
