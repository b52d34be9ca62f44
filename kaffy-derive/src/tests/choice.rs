//! `#[derive(AdminChoice)]`.

use insta::assert_snapshot;
use quote::quote;

use super::pretty;
use crate::admin_choice::derive;

#[test]
fn w1_variants_are_a_table_and_two_matches() {
    let tokens = quote! {
        #[admin(storage = integer)]
        enum Level {
            Low = 10,
            #[admin(label = "Very high", value = -1, order = 1)]
            High,
        }
    };
    assert_snapshot!(pretty(derive(tokens)), @r#"
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[automatically_derived]
        impl _kaffy::FieldType for Level {
            const TYPE: _kaffy::TypeMeta = _kaffy::TypeMeta::new(
                _kaffy::Kind::Choice(
                    &_kaffy::ChoiceMeta::new(
                        "Level",
                        _kaffy::ChoiceStorage::Integer,
                        &[
                            _kaffy::VariantMeta::new(
                                "high",
                                "Very high",
                                _kaffy::ChoiceValue::Integer(-1i64),
                            ),
                            _kaffy::VariantMeta::new(
                                "low",
                                "Low",
                                _kaffy::ChoiceValue::Integer(Self::Low as _kaffy::i64),
                            ),
                        ],
                    ),
                ),
            );
            fn to_value(&self) -> _kaffy::Value {
                _kaffy::variant_value(
                    &Self::TYPE,
                    match self {
                        Self::High => 0usize,
                        Self::Low => 1usize,
                    },
                )
            }
            fn from_value(value: _kaffy::Value) -> _kaffy::Result<Self, _kaffy::ValueError> {
                _kaffy::variant_of(&Self::TYPE, &value, [Self::High, Self::Low])
            }
        }
        #[automatically_derived]
        impl _kaffy::ListItem for Level {}
    };
    "#);
}
