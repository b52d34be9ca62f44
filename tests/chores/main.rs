//! Chores: what every database must do, from the form to the end of a run.
#![expect(clippy::unwrap_used, reason = "in a test a failure is a panic")]

#[path = "../support/mod.rs"]
mod support;
#[macro_use]
#[path = "../support/cases.rs"]
mod cases;

mod agreeing;
mod chores;
mod command;
mod csv;
mod dry;
mod files;
mod inputs;
mod moving;
mod restricting;
mod running;
mod walking;

on_every_database! {
    running::{
        c30_c40_c53_j81_a_run_says_who_did_what_and_how_it_went,
        c34_c51_a_failure_and_a_panic_are_states_and_not_lines,
        c42_fail_ends_the_run_wherever_it_is_called,
        c43_c44_tasks_that_it_spawns_report_as_well,
        c50_the_end_is_heard_however_it_comes,
        c52_c80_who_listens_hears_of_each_beginning_and_end,
        c10_inputs_that_nobody_declared_start_nothing,
        c33_chores_are_for_those_who_may,
        j79_a_hundred_thousand_lines_are_kept_in_order,
        j85_a_run_again_begins_with_what_was_typed_and_no_secret,
        c81_a_test_runs_a_chore_by_itself,
        j87_what_is_old_is_taken_away_with_all_that_belongs_to_it,
        s25_what_is_secret_is_forgotten_with_the_end,
        c53_a_run_of_a_chore_that_is_no_more_ends,
    },
    moving::{
        r30_the_table_of_moves,
        r30_of_two_people_at_once_one_wins,
        r30_a_stop_that_meets_the_start_of_its_run_stops_it,
        r30_a_stop_that_was_heard_by_nobody_yet_is_no_pause,
        r30_what_has_no_place_to_go_on_from_is_not_done_again,
        r30_a_stuck_run_is_ended_by_force,
        c31_stop_ends_what_has_no_place_to_stop_at,
        j74_pause_and_go_on_behind_the_last_item,
        j74_what_waits_for_a_worker_pauses_at_once,
        j75_a_worker_that_leaves_gives_its_run_to_another,
        r30_a_run_whose_job_is_gone_is_ended_and_lets_others_in,
    },
    restricting::{
        c20_c21_c22_what_may_run_beside_what,
        c23_c32_a_start_that_is_refused_says_who_is_in_the_way,
        r31_of_fifty_starts_at_once_one_is_let_in,
        j82_a_paused_run_lets_others_in_and_waits_for_them,
    },
    walking::{
        j75_each_item_is_done_once_and_how_far_it_is_goes_along,
        j86_the_error_names_the_item,
        j86_others_have_their_turn_after_one_that_failed,
        j76_a_run_waits_while_something_is_not_well,
        j75_two_walks_and_a_checkpoint_of_ones_own,
        j75_a_walk_begins_at_its_own_place,
        j86_a_panic_names_its_item_and_others_have_their_turn,
        j75_pages_of_a_table,
        j73_progress_counters_and_what_is_left,
    },
    dry::{
        j77_a_dry_run_changes_nothing_and_shows_each_row,
        j77_what_cannot_be_taken_back_is_not_offered,
        j77_exactly_this_is_exactly_this,
        j77_a_dry_walk_counts_as_a_real_one_does,
    },
    agreeing::{
        j78_somebody_else_has_to_agree,
        j78_another_build_asks_anew,
        j78_who_refuses_ends_it,
        j78_a78_who_acts_as_another_is_one_and_the_same,
        j78_what_was_looked_at_is_what_is_agreed_to,
        j78_two_at_once_are_counted_both,
    },
    inputs::{
        c11_c12_c13_c14_j71_each_type_is_read_strictly,
        j71_what_fits_arrives_as_it_was_given,
        c17_c18_all_rules_are_asked_and_all_they_say_is_shown,
        s33_c10_nothing_that_is_sent_starts_or_breaks_anything,
        c3_what_is_wrong_with_chores_is_said_when_jobs_are_built,
    },
    csv::{
        j72_each_row_is_an_item_and_a_run_goes_on_behind_the_last,
        j72_a_wrong_file_is_told_of_line_by_line_and_changes_nothing,
        j72_a_long_file_is_read_piece_by_piece,
    },
    command::{
        j83_chores_are_listed_with_what_they_ask_for,
        j83_the_same_run_as_on_the_page_is_started_and_followed,
        j83_where_no_worker_is_it_works_here,
        j83_everything_that_is_wrong_is_said_and_nothing_started,
        j83_with_an_admin_its_rules_hold,
    },
    files::{
        c60_c61_c62_c63_j80_a_download_is_kept_for_a_week,
        c15_c71_an_upload_belongs_to_the_run_that_it_is_given_to,
        c71_uploads_that_nobody_uses_are_taken_away,
        j85_c71_a_file_stays_with_its_run_when_another_has_it_as_well,
    },
}
