//! `#[chore]`.

use insta::assert_snapshot;
use quote::quote;

use super::pretty;
use crate::chore::attribute;

#[test]
fn w1_a_chore_stays_a_function_and_gets_its_inputs_beside_it() {
    let options = quote!(restriction = "none", dry_run);
    let function = quote! {
        /// New prices.
        async fn reprice(category: i64, #[input(min = 0, validate = even)] factor: f64, run: ChoreRun) -> Result<u32, ChoreError> {
            run.reprice(category, factor).await
        }
    };
    assert_snapshot!(pretty(attribute(options, function)), @r##"
    /// New prices.
    async fn reprice(category: i64, factor: f64, run: ChoreRun) -> Result<u32, ChoreError> {
        run.reprice(category, factor).await
    }
    ///The inputs of the chore `reprice`.
    #[allow(
        non_camel_case_types,
        missing_debug_implementations,
        missing_copy_implementations,
        clippy::all
    )]
    struct reprice {
        ///The input `category`.
        category: i64,
        ///The input `factor`.
        factor: f64,
    }
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[doc(hidden)]
        pub struct FieldsOfreprice {
            pub category: _kaffy::Field<reprice, i64>,
            pub factor: _kaffy::Field<reprice, f64>,
        }
        #[automatically_derived]
        impl _kaffy::Copy for FieldsOfreprice {}
        #[automatically_derived]
        impl _kaffy::Clone for FieldsOfreprice {
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl _kaffy::AdminFields for reprice {
            type Fields = FieldsOfreprice;
            const FIELDS: FieldsOfreprice = FieldsOfreprice {
                category: _kaffy::Field::new("category"),
                factor: _kaffy::Field::new("factor"),
            };
            const META: &'static _kaffy::ResourceMeta = &_kaffy::ResourceMeta::new(
                    "reprice",
                    _kaffy::TableMeta::new(""),
                )
                .names("Reprice", "Reprice")
                .fields(
                    &[
                        _kaffy::FieldMeta::of::<i64>("category").label("Category"),
                        _kaffy::FieldMeta::of::<f64>("factor").label("Factor").min("0"),
                    ],
                );
            fn from_record(
                __record: &_kaffy::Record,
            ) -> _kaffy::Result<Self, _kaffy::RecordError> {
                _kaffy::Result::Ok(Self {
                    category: _kaffy::read::<i64>(__record, "category")?,
                    factor: _kaffy::read::<f64>(__record, "factor")?,
                })
            }
            fn to_values(&self) -> _kaffy::Vec<_kaffy::Value> {
                _kaffy::Vec::from([
                    <i64 as _kaffy::FieldType>::to_value(&self.category),
                    <f64 as _kaffy::FieldType>::to_value(&self.factor),
                ])
            }
        }
        const _: () = {
            _kaffy::require(
                _kaffy::kind_of::<f64>().takes_integer(0i128),
                "`min` does not fit `factor`: it cannot hold 0; a date is written in quotes, the length of a text as `min_len`",
            );
        };
    };
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[automatically_derived]
        impl _kaffy::Chore for reprice {
            const CHORE: &'static _kaffy::ChoreMeta = &_kaffy::ChoreMeta::new(
                    "reprice",
                    _kaffy::concat!(_kaffy::module_path!(), "::", "reprice"),
                    "Reprice",
                    _kaffy::ChoreSource::new(
                        _kaffy::file!(),
                        _kaffy::line!(),
                        "# [chore (restriction = \"none\" , dry_run)] # [doc = r\" New prices.\"] async fn reprice (category : i64 , # [input (min = 0 , validate = even)] factor : f64 , run : ChoreRun) -> Result < u32 , ChoreError > { run . reprice (category , factor) . await }",
                    ),
                )
                .description("New prices.")
                .restriction(_kaffy::Restriction::None)
                .dry_run();
            async fn run(
                self,
                __run: _kaffy::ChoreRun,
            ) -> _kaffy::Result<_kaffy::JsonValue, _kaffy::ChoreError> {
                _kaffy::chore_returned(
                    reprice(
                            self.category,
                            self.factor,
                            <ChoreRun as _kaffy::FromRun>::from_run(&__run)?,
                        )
                        .await,
                )
            }
            fn check(&mut self, __errors: &mut _kaffy::InputErrors) {
                _kaffy::validate_input(&mut self.factor, "factor", __errors, even);
            }
        }
        _kaffy::submit_chore!(_kaffy::ChoreEntry::of:: < reprice > ());
    };
    "##);
}

#[test]
fn w1_a_mistake_leaves_the_chore_a_function_and_nothing_else() {
    let function = quote! {
        fn reprice(#[input(mni = 0)] factor: f64) {}
    };
    assert_snapshot!(pretty(attribute(quote!(dri_run), function)), @r##"
    fn reprice(factor: f64) {}
    ::core::compile_error! {
        "unknown option `dri_run`; did you mean `dry_run`?"
    }
    ::core::compile_error! {
        "a chore is an `async fn`; write `async` in front of it"
    }
    ::core::compile_error! {
        "a chore returns `Result<T, ChoreError>`, such as `-> Result<(), ChoreError>`"
    }
    ::core::compile_error! {
        "unknown option `mni`; there are `belongs_to`, `blank`, `choices`, `color`, `custom`, `default`, `email`, `embedded`, `help`, `key_value`, `label`, `max`, `max_len`, `min`, `min_len`, `pattern`, `placeholder`, `relation`, `secret`, `show_if`, `tel`, `textarea`, `url`, `validate`"
    }
    "##);
}
