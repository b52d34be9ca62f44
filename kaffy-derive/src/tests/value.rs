//! `#[derive(AdminValue)]`.

use insta::assert_snapshot;
use quote::quote;

use super::pretty;
use crate::admin_value::derive;

#[test]
fn w1_a_newtype_passes_everything_on_to_its_inner_type() {
    assert_snapshot!(pretty(derive(quote!(struct Title(String);))), @r#"
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[automatically_derived]
        impl _kaffy::FieldType for Title {
            const TYPE: _kaffy::TypeMeta = <String as _kaffy::FieldType>::TYPE;
            fn to_value(&self) -> _kaffy::Value {
                <String as _kaffy::FieldType>::to_value(&self.0)
            }
            fn from_value(value: _kaffy::Value) -> _kaffy::Result<Self, _kaffy::ValueError> {
                let inner = <String as _kaffy::FieldType>::from_value(value)?;
                _kaffy::Result::Ok(Self(inner))
            }
        }
        #[automatically_derived]
        impl _kaffy::ListItem for Title {}
    };
    "#);
}

#[test]
fn w1_a_rule_is_asked_by_forms_and_by_rows() {
    let tokens = quote! {
        #[admin(validate = Sku::check)]
        struct Sku(String);
    };
    assert_snapshot!(pretty(derive(tokens)), @r#"
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        fn __accepts(__inner: &String) -> _kaffy::Result<(), _kaffy::String> {
            _kaffy::in_words(Sku::check(__inner))
        }
        #[automatically_derived]
        impl _kaffy::FieldType for Sku {
            const TYPE: _kaffy::TypeMeta = <String as _kaffy::FieldType>::TYPE
                .check(|value| __accepts(&_kaffy::checked_inner::<String>(value)?));
            fn to_value(&self) -> _kaffy::Value {
                <String as _kaffy::FieldType>::to_value(&self.0)
            }
            fn from_value(value: _kaffy::Value) -> _kaffy::Result<Self, _kaffy::ValueError> {
                let inner = <String as _kaffy::FieldType>::from_value(value)?;
                __accepts(&inner).map_err(_kaffy::ValueError::new)?;
                _kaffy::Result::Ok(Self(inner))
            }
        }
        #[automatically_derived]
        impl _kaffy::ListItem for Sku {}
    };
    "#);
}
