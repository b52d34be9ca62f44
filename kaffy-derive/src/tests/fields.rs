//! `#[derive(AdminFields)]`.

use quote::quote;

use super::pretty;
use crate::admin_fields::derive;

#[test]
fn fields_without_a_table() {
    let tokens = derive(quote! {
        /// What it costs.
        struct Price {
            #[admin(min = 0)]
            amount: f64,
            #[admin(skip)]
            cache: Vec<i64>,
        }
    });
    insta::assert_snapshot!(pretty(tokens), @r#"
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[doc(hidden)]
        pub struct FieldsOfPrice {
            pub amount: _kaffy::Field<Price, f64>,
        }
        #[automatically_derived]
        impl _kaffy::Copy for FieldsOfPrice {}
        #[automatically_derived]
        impl _kaffy::Clone for FieldsOfPrice {
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl _kaffy::AdminFields for Price {
            type Fields = FieldsOfPrice;
            const FIELDS: FieldsOfPrice = FieldsOfPrice {
                amount: _kaffy::Field::new("amount"),
            };
            const META: &'static _kaffy::ResourceMeta = &_kaffy::ResourceMeta::new(
                    "Price",
                    _kaffy::TableMeta::new(""),
                )
                .names("Price", "Price")
                .help("What it costs.")
                .fields(&[_kaffy::FieldMeta::of::<f64>("amount").label("Amount").min("0")]);
            fn from_record(
                __record: &_kaffy::Record,
            ) -> _kaffy::Result<Self, _kaffy::RecordError> {
                _kaffy::Result::Ok(Self {
                    amount: _kaffy::read::<f64>(__record, "amount")?,
                    cache: _kaffy::Default::default(),
                })
            }
            fn to_values(&self) -> _kaffy::Vec<_kaffy::Value> {
                _kaffy::Vec::from([<f64 as _kaffy::FieldType>::to_value(&self.amount)])
            }
        }
        const _: () = {
            _kaffy::require(
                _kaffy::kind_of::<f64>().takes_integer(0i128),
                "`min` does not fit `amount`: it cannot hold 0; a date is written in quotes, the length of a text as `min_len`",
            );
        };
    };
    "#);
}
