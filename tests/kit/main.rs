//! `kaffy::testing`: a kit with which an application tests its own admin, tried on a small shop on each database (W16).

#[macro_use]
#[path = "../support/cases.rs"]
mod cases;
mod acting;
mod filling;
mod looking;
mod shop;
mod signing_in;
#[path = "../support/mod.rs"]
mod support;

on_every_database! {
    looking::{
        w16_a_list_is_searched_filtered_and_sorted,
        w16_pages_show_their_status_and_their_words,
        w16_a_failure_says_what_the_page_says,
    },
    filling::{
        w16_a_form_is_filled_in_and_saved,
        w16_what_is_wrong_is_known_by_field,
        w16_only_what_people_could_do_is_possible,
        w16_a_file_is_sent_and_a_choice_is_made_by_its_words,
        w16_a_record_is_deleted_or_kept,
    },
    acting::{
        w16_an_action_runs_on_a_selection_with_its_inputs,
        w16_an_action_runs_on_a_record_and_in_the_background,
        w16_an_action_that_is_not_offered_is_not_run,
    },
    signing_in::{
        w16_people_of_another_login_are_said,
        w16_a_login_is_asked_through_its_header,
        w16_people_with_accounts_sign_in_on_the_page,
        w16_the_local_developer_needs_nothing,
    },
}
