//! The contract that all three databases keep, and what stores promise without one.
//!
//! Each case runs on a database of its own. SQLite is always there; the servers of the others are named
//! by `KAFFY_TEST_POSTGRES` and `KAFFY_TEST_MYSQL`, as `cargo xtask test` sets them.
#![expect(clippy::unwrap_used, reason = "in a test a failure is a panic")]

mod audit {
    pub(super) use crate::audit::tests::{
        s40_a_log_that_was_put_back_goes_on_from_there, s40_an_entry_is_one_statement_until_somebody_else_writes,
        s40_many_processes_at_once_make_one_chain,
    };
}
mod catalog;
mod column_sql;
mod decode;
mod errors;
mod indexes;
mod kinds;
mod migrations {
    pub(super) use crate::own_tables::tests::f23_j92_one_of_many_migrates_and_the_others_wait;
}
#[cfg(feature = "sqlite")]
mod own;
mod places;
mod statements;
mod storage;
mod table;

/// One test per case and database.
macro_rules! on_every_database {
    ($($module:ident: $($case:ident),+;)+) => {
        #[cfg(feature = "sqlite")]
        mod on_sqlite {
            $(mod $module { $(
                #[tokio::test]
                async fn $case() { crate::store::tests::$module::$case(&super::super::places::sqlite().await).await; }
            )+ })+
        }
        #[cfg(feature = "postgres")]
        mod on_postgres {
            $(mod $module { $(
                #[tokio::test]
                #[ignore = "needs PostgreSQL: cargo xtask test"]
                async fn $case() { crate::store::tests::$module::$case(&super::super::places::postgres().await).await; }
            )+ })+
        }
        #[cfg(feature = "mysql")]
        mod on_mysql {
            $(mod $module { $(
                #[tokio::test]
                #[ignore = "needs MySQL: cargo xtask test"]
                async fn $case() { crate::store::tests::$module::$case(&super::super::places::mysql().await).await; }
            )+ })+
        }
    };
}

on_every_database! {
    kinds:
        b5_whole_numbers_of_every_width,
        b5_unsigned_numbers_to_their_extremes,
        b5_fractions,
        b5_flags,
        b5_texts,
        b5_bytes_and_uuids,
        b5_dates_and_times,
        b5_json_and_lists,
        b5_choices,
        f29_any_scalar_survives;
    decode:
        f18_an_unreadable_cell_leaves_its_row,
        a3_sort_keys_are_as_stored;
    errors:
        s14_refusals_say_what_a_caller_can_act_on,
        s14_values_that_fit_no_column_are_unfit,
        s43_a_statement_ends_in_time;
    statements:
        s19_a_dropped_transaction_leaves_nothing,
        w12_statements_are_counted,
        b11_a_new_key_comes_back,
        s5_metacharacters_are_only_ever_values,
        w19_identifiers_of_any_form;
    audit:
        s40_an_entry_is_one_statement_until_somebody_else_writes,
        s40_many_processes_at_once_make_one_chain,
        s40_a_log_that_was_put_back_goes_on_from_there;
    migrations:
        f23_j92_one_of_many_migrates_and_the_others_wait;
    indexes:
        w11_the_statements_it_names_are_all_that_is_missing,
        w11_an_index_has_to_fit;
    catalog:
        w18_columns_and_their_facts,
        w5_foreign_keys_and_their_rules,
        w18_a_thousand_tables;
}
