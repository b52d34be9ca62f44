//! Jobs: what every database must do, and what crashes must not undo.
#![expect(clippy::unwrap_used, reason = "in a test a failure is a panic")]

#[path = "../support/mod.rs"]
mod support;
#[macro_use]
#[path = "../support/cases.rs"]
mod cases;

mod changing;
mod enqueueing;
mod handlers;
mod hooks;
mod limits;
mod once;
mod reading;
mod running;
mod stock;
mod waiting;

on_every_database! {
    enqueueing::{
        j1_what_is_rolled_back_leaves_nothing,
        j1_a_transaction_of_sqlx_takes_jobs_too,
        j4_many_at_once,
        j6_a_delayed_job_waits_for_its_time,
        j7_what_cannot_be_stored_is_a_typed_error,
    },
    once::{
        j2_the_same_job_is_there_once,
        j2_some_arguments_and_a_period,
        j3_debounce_throttle_and_replace,
        r9_a_hundred_producers_of_ten_keys,
        r9_in_one_transaction_nothing_is_poisoned,
        r10_a_key_is_free_again_when_it_was_said_so,
    },
    changing::{
        p10_waiting_is_cancelled_and_all_else_says_why_not,
        p11_all_that_waits_for_a_record_is_cancelled,
        p12_rescheduling_is_refused_while_it_runs_and_when_it_is_done,
        j63_other_arguments_must_fit,
        j62_retry_run_now_and_delete,
        p10_of_two_changes_at_once_one_wins,
    },
    reading::{
        j59_lists_and_counts_by_filter,
        j87_what_is_over_for_long_is_taken_away,
    },
    limits::{
        j5_higher_priority_first_and_waiting_counts,
        j12_a_lane_runs_one_at_a_time_on_two_nodes,
        j50_a_limit_holds_over_nodes,
        j51_a_rate_holds_over_nodes,
        j52_a_paused_queue_says_by_whom,
        j49_places_are_changed_live,
    },
    hooks::{
        j1_a_hook_enqueues_in_the_transaction_of_the_save,
        j1_without_jobs_a_hook_says_how_to_have_them,
        j7_handlers_register_themselves,
        j33_everything_that_is_wrong_is_said_at_once,
    },
    stock::{
        x3_a_failure_waits_for_its_backoff,
        x4_come_back_later_is_later,
        x5_a_panic_is_a_failed_attempt,
        x8_at_defaults_a_job_starts_at_once,
        x11_a_key_is_an_answer_and_is_free_again,
        x14_an_idle_worker_asks_at_most_three_times_a_second,
        x15_one_authority_counts_attempts,
        x16_a_worker_can_be_spawned,
        x17_the_end_is_written_within_milliseconds,
        x18_the_defaults_are_those_of_the_documentation,
        x19_a_worker_that_vanishes_is_replaced,
        x21_waiting_and_running_are_told_apart,
        x22_jobs_can_be_handled,
        x23_plain_tables_are_enough,
        x24_a_broken_row_harms_no_batch,
    },
    running::{
        j19_a_result_is_kept,
        j13_r17_a_failure_comes_back_later_and_then_ends,
        r18_a_snooze_costs_no_attempt,
        r19_panics_are_failed_attempts_with_their_place,
        j17_a_time_limit_ends_an_attempt,
        j16_r21_a_running_job_is_cancelled_within_two_seconds,
        j23_a_handler_gives_up,
        r24_unknown_handlers_are_left_alone_and_broken_payloads_say_where,
        j20_j21_progress_and_log_lines,
        j34_completed_in_its_own_transaction,
        r20_a_worker_that_stops_gives_back_what_runs,
        r34_hooks_that_panic_or_hang_harm_nothing,
        j89_a_worker_says_how_it_is,
        r4_a_blocking_handler_runs_once,
        j24_helpers_for_tests,
        j18_layers_are_around_every_job,
    },
}
