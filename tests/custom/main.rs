//! What a team adds to its structs with code of its own, through the pages, on each database.

#[path = "../schemas/app.rs"]
#[allow(dead_code, reason = "shared with the tests of odd schemas, which ask more of it")]
mod app;
#[macro_use]
#[path = "../support/cases.rs"]
mod cases;
mod describing;
mod inputs;
#[path = "../support/mod.rs"]
mod support;

on_every_database! {
    describing::{k65_a_description_in_words_of_the_actor},
    inputs::{k142_fields_without_a_table_are_asked_for_and_checked},
}
