//! What a stranger would try against an admin that faces the internet: every address as everybody, every value in
//! every place, and rows that are not theirs.

mod again;
mod bad;
#[macro_use]
#[path = "../support/cases.rs"]
mod cases;
mod chores;
mod faithful;
mod hidden;
#[path = "../support/jar.rs"]
mod jar;
mod known;
mod matrix;
mod models;
mod parsers;
mod places;
mod rows;
mod shop;
#[path = "../support/mod.rs"]
mod support;
mod work;

on_every_database! {
    again::{a78_rows_of_a_form_jobs_and_schedules_ask_too},
    bad::{s6_s14_no_value_of_any_parameter_breaks_an_address, s7_s14_no_value_of_any_field_breaks_a_form},
    chores::{s30_what_no_chore_asks_for_starts_nothing},
    faithful::{f29_what_is_shown_is_what_is_saved},
    hidden::{w10_s22_what_is_out_of_reach_is_in_no_answer},
    known::{
        d1_s1_nothing_is_open_to_whoever_did_not_sign_in,
        d2_s16_widgets_and_pages_ask_for_the_right_and_say_403_or_404,
        d3_s21_an_action_reaches_the_rows_of_its_actor_only,
        s21_all_that_match_are_those_within_reach,
        d4_s14_values_that_cannot_be_decoded_are_errors_after_the_right_was_asked,
        d5_parameters_of_others_are_marks_or_refused_in_words,
        d6_s15_a79_a_secret_neither_sorts_nor_filters,
        d7_s6_sizes_and_places_that_nobody_offers_are_refused,
        d8_s22_counts_are_of_the_rows_that_are_seen,
        d9_s8_what_a_form_does_not_offer_is_not_taken,
        d10_s23_a_picker_is_the_list_of_its_target,
        d11_s39_an_id_is_a_text_of_the_type_of_its_key,
        d12_s5_wildcards_are_characters,
        d13_s19_an_unknown_button_saves_and_goes_on_or_saves_nothing,
        d15_s35_rich_text_and_labels_of_charts_are_harmless,
        d16_addresses_of_no_page_are_404,
        s24_no_parameter_names_a_column_to_show,
        s26_rows_of_a_form_need_the_rights_of_their_own_resource,
        s42_no_text_of_rows_or_requests_is_a_template,
    },
    matrix::{
        s13_no_other_method_does_anything,
        s13_s28_reading_changes_nothing,
        s2_every_form_needs_its_token_and_origin,
        w9_every_address_method_and_actor_get_the_status_that_is_written_down,
    },
}
