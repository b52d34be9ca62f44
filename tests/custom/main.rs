//! What a team adds to its structs with code of its own, through the pages, on each database.

#[path = "../schemas/app.rs"]
#[allow(dead_code, reason = "shared with the tests of odd schemas, which ask more of it")]
mod app;
#[macro_use]
#[path = "../support/cases.rs"]
mod cases;
mod describing;
mod hooks;
mod inputs;
mod rich_text;
#[path = "../support/mod.rs"]
mod support;

on_every_database! {
    describing::{k65_a_description_in_words_of_the_actor},
    hooks::{
        k110_everything_wrong_is_said_at_once,
        k150_a_form_saved_as_it_was_runs_the_hooks_and_is_no_event,
        k150_a_hook_that_hangs_is_stopped_and_lets_others_write,
        k150_a_hook_that_panics_rolls_back_and_keeps_what_was_typed,
        k150_hooks_run_in_kaffys_order_in_one_transaction,
        k150_k115_a_refusal_takes_all_of_it_back_and_keeps_what_was_typed,
        k150_what_plain_resources_cost_stays,
        k150_what_the_database_refuses_of_a_hook_is_said_above_the_form,
        k151_a_refused_deletion_says_why_on_the_page,
        k152_hooks_replace_the_statements,
        k95_clients_set_no_field_that_code_may_set,
    },
    inputs::{k142_fields_without_a_table_are_asked_for_and_checked},
    rich_text::{
        k98_rich_text_is_cleaned_when_it_is_saved,
        k98_rich_text_is_cleaned_when_it_is_drawn,
        k98_a_form_with_rich_text_brings_its_editor,
        k98_an_empty_rich_text_is_no_text,
    },
}
