//! Saving and deleting through the public API, on each database.

mod cases;
mod models;
mod server;
#[path = "../support/mod.rs"]
mod support;

/// One test per case and database; without its feature a database is reported as ignored all the same.
macro_rules! on_every_database {
    ($($case:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test] async fn $case() { crate::cases::$case(&crate::server::sqlite().await).await; })+
        }
        #[cfg(not(feature = "postgres"))]
        mod postgres {
            $(#[test] #[ignore = "needs PostgreSQL: cargo xtask test"]
            fn $case() { panic!("built without the feature `postgres`"); })+
        }
        #[cfg(feature = "postgres")]
        mod postgres {
            $(#[tokio::test] #[ignore = "needs PostgreSQL: cargo xtask test"]
            async fn $case() { crate::cases::$case(&crate::server::postgres().await).await; })+
        }
        #[cfg(not(feature = "mysql"))]
        mod mysql {
            $(#[test] #[ignore = "needs MySQL: cargo xtask test"]
            fn $case() { panic!("built without the feature `mysql`"); })+
        }
        #[cfg(feature = "mysql")]
        mod mysql {
            $(#[tokio::test] #[ignore = "needs MySQL: cargo xtask test"]
            async fn $case() { crate::cases::$case(&crate::server::mysql().await).await; })+
        }
    };
}

on_every_database! {
    a54_a_new_record_is_saved_and_read_back,
    f29_an_unchanged_form_writes_nothing,
    a54_only_changed_columns_are_written,
    s14_a_duplicate_value_is_an_error_beside_its_field,
    s14_a_reference_to_nothing_is_an_error_beside_its_field,
    s14_every_bad_field_is_named_at_once,
    s14_what_the_column_cannot_hold_is_an_error_in_words,
    s8_readonly_hidden_and_unknown_fields_are_refused,
    s14_missing_and_repeated_fields_are_errors,
    k116_a_row_that_went_meanwhile_is_not_found,
    a64_a_referred_record_names_its_blockers_and_stays,
    w5_counts_of_what_goes_too_stop_at_100,
    b11_keys_of_any_type_are_saved_found_and_deleted,
    a71_rows_outside_the_scope_cannot_be_touched,
    s5_metacharacters_are_only_ever_values,
}
