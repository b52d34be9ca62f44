//! Schemas that nobody here would design: odd names, odd keys, odd values, rules kept by the database.
//! Each through the public API and the pages, on each database that can have it.

mod app;
#[macro_use]
#[path = "../support/cases.rs"]
mod cases;
mod collations;
#[path = "../support/jar.rs"]
mod jar;
mod keys;
mod names;
mod relations;
mod rules;
mod server_types;
mod sizes;
mod sqlite_types;
#[path = "../support/mod.rs"]
mod support;
mod values;

/// One test per case, for what only one database has.
macro_rules! on_one_database {
    (sqlite: $($module:ident::$case:ident),+ $(,)?) => {
        mod only_sqlite {
            $(#[tokio::test] async fn $case() { crate::$module::$case(crate::support::sqlite().await).await; })+
        }
    };
    (postgres: $($module:ident::$case:ident),+ $(,)?) => {
        #[cfg(feature = "postgres")]
        mod only_postgres {
            $(#[tokio::test] #[ignore = "needs PostgreSQL: cargo xtask test"]
            async fn $case() { crate::$module::$case(crate::support::postgres().await).await; })+
        }
    };
    (mysql: $($module:ident::$case:ident),+ $(,)?) => {
        #[cfg(feature = "mysql")]
        mod only_mysql {
            $(#[tokio::test] #[ignore = "needs MySQL: cargo xtask test"]
            async fn $case() { crate::$module::$case(crate::support::mysql().await).await; })+
        }
    };
}

on_every_database! {
    names::{b11_any_name_of_a_table_or_column_works, w18_a_view_is_read_and_says_that_it_takes_no_rows},
    keys::{
        b11_text_keys_of_any_text,
        b11_keys_of_a_text_and_a_date,
        b11_keys_of_a_flag_and_a_number,
        b11_a_uuid_key_that_is_not_first_nor_called_id,
    },
    values::{
        f18_numbers_at_their_limits,
        f18_floats_that_are_equal_or_negative_zero,
        f18_dates_at_their_limits,
        f18_choices_nobody_knows,
        f18_bytes_and_uuids,
        f18_lists_and_json,
    },
    rules::{
        s14_a_required_column_that_is_not_on_the_form_is_named,
        s14_the_words_of_a_trigger_reach_the_form,
        s14_checks_and_unique_rules_of_any_shape,
        k95_a_generated_column_is_shown_and_not_written,
        a54_a_trigger_may_change_the_row,
        a54_defaults_of_the_database_fill_what_the_form_leaves_out,
    },
    relations::{
        a64_every_rule_of_deletion_over_composite_keys,
        a4_relations_to_itself_twice_to_one_target_and_round_in_a_circle,
    },
    sizes::{a1_sixty_columns, a1_no_row_and_one_row, w3_texts_of_a_megabyte},
    collations::{w3_texts_that_are_equal_to_the_database},
}

on_one_database! { sqlite:
    sqlite_types::f18_any_value_in_any_column,
    sqlite_types::f18_tables_without_rowid_and_strict_ones,
    sqlite_types::f18_texts_that_are_not_utf8,
}

on_one_database! { postgres:
    names::b11_a_table_in_another_schema,
    rules::s14_a_reference_checked_at_the_commit_is_an_error_in_the_form,
    rules::k95_an_identity_that_is_always_made,
    server_types::f18_types_of_postgresql,
    server_types::w3_infinity_and_nan_have_a_place,
    server_types::k71_native_enums_and_arrays_of_them,
    collations::w3_collations_that_know_no_case,
}

on_one_database! { mysql:
    names::b11_a_table_in_another_database,
    keys::b11_a_counter_that_is_a_part_of_the_key,
    server_types::f18_types_of_mysql,
    server_types::w3_zero_dates_have_a_place,
}
