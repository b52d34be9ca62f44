//! Lists through the public API, on each database.

mod filtering;
mod full_text;
mod models;
mod oracle;
mod paging;
mod rows;
mod searching;
mod server;
#[path = "../support/mod.rs"]
mod support;

/// One test per case and database; without its feature a database is reported as ignored all the same.
macro_rules! on_every_database {
    ($($module:ident::{$($case:ident),+ $(,)?}),+ $(,)?) => {
        mod sqlite {
            $(mod $module {
                $(#[tokio::test] async fn $case() { crate::$module::$case(&crate::server::Shop::sqlite().await).await; })+
            })+
        }
        #[cfg(not(feature = "postgres"))]
        mod postgres {
            $(mod $module {
                $(#[test] #[ignore = "needs PostgreSQL: cargo xtask test"]
                fn $case() { panic!("built without the feature `postgres`"); })+
            })+
        }
        #[cfg(feature = "postgres")]
        mod postgres {
            $(mod $module {
                $(#[tokio::test] #[ignore = "needs PostgreSQL: cargo xtask test"]
                async fn $case() { crate::$module::$case(&crate::server::Shop::postgres().await).await; })+
            })+
        }
        #[cfg(not(feature = "mysql"))]
        mod mysql {
            $(mod $module {
                $(#[test] #[ignore = "needs MySQL: cargo xtask test"]
                fn $case() { panic!("built without the feature `mysql`"); })+
            })+
        }
        #[cfg(feature = "mysql")]
        mod mysql {
            $(mod $module {
                $(#[tokio::test] #[ignore = "needs MySQL: cargo xtask test"]
                async fn $case() { crate::$module::$case(&crate::server::Shop::mysql().await).await; })+
            })+
        }
    };
}

on_every_database! {
    full_text::{
        a9_words_are_found_in_an_index_over_all_its_fields,
        a9_an_index_over_a_relation_and_beside_other_places,
        a9_an_index_with_a_hidden_field_is_not_asked,
        a9_few_rows_and_many_come_in_the_order_of_the_list,
        a9_a_missing_index_is_said_when_the_admin_is_built,
    },
    oracle::{f28_filters_mean_what_they_say},
    paging::{
        a3_w3_every_sort_shows_every_row_once_both_ways,
        a3_null_sorts_where_the_database_puts_it,
        a3_several_sort_columns_of_any_direction_and_nullability,
        w3_decimals_sort_as_numbers,
        a3_a_composite_key_is_a_total_order,
        a3_text_keys_are_a_total_order,
        a5_first_and_last_page_know_their_neighbours,
        w3_a_place_outlives_its_row,
        w4_small_and_narrowed_lists_are_counted_exactly,
        w4_big_lists_are_estimated_or_counted_to_a_limit,
        w12_pages_counts_and_options_are_one_statement_each,
        a6_the_place_is_in_the_address,
    },
    searching::{
        a7_every_word_must_be_in_at_least_one_field,
        a7_quoted_phrases_stay_together,
        k75_wildcards_are_plain_characters,
        a7_exact_fields_take_whole_typed_values_only,
        a7_choices_are_found_by_what_is_stored,
        a7_a_search_has_a_limit_that_is_named,
    },
    filtering::{
        a14_several_values_of_one_filter_are_any_of,
        a11_texts_have_operators_and_all_filters_hold_together,
        a12_numbers_have_ranges,
        a12_days_are_whole_days,
        a10_presets_count_from_today_in_utc,
        a10_empty_text_is_empty_too,
        k78_a_list_column_is_filtered_by_its_items,
        a16_filters_read_as_sentences,
        a16_a_filter_that_cannot_be_read_is_kept_with_its_error,
        s15_only_declared_names_filter_and_sort,
        s6_odd_addresses_are_a_page_or_a_bad_query_and_never_an_error,
        s5_metacharacters_are_values_everywhere,
    },
    rows::{
        a4_columns_over_relations_and_links_to_rows,
        b11_one_row_is_found_by_its_key,
        a45_options_are_searched_labelled_and_paged,
        a71_w10_the_row_scope_reaches_every_reading,
        a21_a_list_is_narrowed_by_year_month_and_day,
    },
}

#[tokio::test]
async fn w3_values_of_another_class_have_a_place() {
    paging::w3_values_of_another_class_have_a_place(&server::Shop::sqlite().await).await;
}
