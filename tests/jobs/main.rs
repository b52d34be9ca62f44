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
mod operating;
mod pages;
mod reading;
mod records;
mod running;
mod schedules;
mod stock;
mod waiting;

use schedules::calls as schedule_calls;
use schedules::code as schedule_code;
use schedules::desk as schedule_desk;
use schedules::storage as schedule_storage;
use schedules::tasks as schedule_tasks;
use schedules::travelling as schedule_travelling;
use schedules::working as schedule_working;

on_every_database! {
    enqueueing::{
        j1_what_is_rolled_back_leaves_nothing,
        j1_a_transaction_of_sqlx_takes_jobs_too,
        r8_a_thousand_rollbacks_leave_nothing,
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
    operating::{
        j88_what_an_exporter_of_metrics_needs,
        j90_dead_rows_are_taken_away_early,
        j91_j8_the_doctor_names_what_nobody_will_do,
    },
    records::{
        p1_two_handlers_of_a_type_are_refused,
        p2_p15_what_a_handler_returns_is_kept_and_the_attempt_counts,
        p3_p18_a_type_without_a_handler_waits_and_the_doctor_says_so,
        p4_p5_a_row_and_its_defaults,
        p6_what_is_out_of_bounds_is_refused_and_the_past_is_now,
        p8_the_words_of_the_states,
        p9_p13_a_job_for_a_record_is_found_by_it,
        p14_p16_a_sweep_goes_by_priority_and_time_and_tries_nothing_twice,
        p17_a_panic_ends_no_sweep,
        p21_a_job_is_started_within_a_poll,
        p22_r28_a_week_is_kept_and_pruning_blocks_nobody,
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
    pages::{
        s29_each_right_opens_its_own_change_and_no_other,
        r36_no_change_without_token_origin_or_right,
        s33_a_live_page_is_asked_for_anew_each_time,
        j66_menu_links_and_buttons_follow_the_rights,
        s16_without_a_rule_the_jobs_are_as_open_as_the_rest,
        s29_the_type_of_a_job_and_unknown_fields_are_refused,
        s30_arguments_are_read_strictly,
        j63_bad_values_are_said_beside_their_fields,
        s29_forged_ids_are_404_and_what_cannot_be_is_409,
        j60_what_makes_no_sense_in_an_address_is_400,
        j59_tabs_count_and_pages_go_both_ways,
        j60_p24_filters_are_in_the_address,
        j9_what_is_masked_can_be_neither_read_nor_found,
        r27_j68_a_page_runs_few_statements_whatever_the_table_holds,
        j14_s32_every_attempt_is_there_as_plain_text,
        s32_poison_in_every_text_is_escaped,
        j20_j21_progress_and_log_are_seen_while_it_runs,
        j16_a_running_job_is_cancelled_from_its_page,
        j61_why_it_has_not_run_in_words,
        p26_every_state_with_nothing_in_every_column,
        j64_charts_of_rate_and_waiting,
        p23_a_record_shows_its_jobs_to_whoever_may_see_them,
        j67_every_change_has_its_entry_in_the_log,
        j67_what_is_refused_leaves_no_entry,
        j63_a_job_from_a_form_of_its_arguments,
        j62_ticked_rows_after_a_page_that_asks,
        j62_all_that_match_a_filter,
        b6_a_selection_cannot_be_forged_or_passed_on,
        j62_one_that_refuses_takes_nothing_else_back,
        j52_a_queue_is_paused_with_a_reason,
        j49_places_are_changed_from_the_page,
        j58_workers_are_listed_with_what_they_do,
        j46_the_next_runs_and_the_odd_days_of_the_year,
        j48_what_became_of_its_times_with_their_jobs,
        j39_what_was_left_out_says_why,
        j48_history_goes_further_back,
        q17_j44_the_list_says_all_at_a_glance,
        j44_what_the_code_has_no_more_is_marked,
        j41_pages_of_many_schedules_go_on_by_name,
        k132_simple_tasks_are_a_table,
        k133_no_page_waits_for_a_task,
        k133_j68_pages_run_few_statements_and_stay_fresh,
        j41_s31_what_is_wrong_stands_beside_its_input,
        j41_j46_a_schedule_from_a_form_after_a_look_at_its_runs,
        j41_what_was_added_is_changed_and_what_is_masked_stays,
        j42_q3_paused_with_a_reason_and_resumed,
        q22_j43_run_now_also_while_it_is_paused,
        q30_deleting_says_that_the_code_brings_it_back,
        s29_any_name_has_a_page_and_no_other_is_one,
        s29_each_right_of_schedules_opens_its_own_change,
        r36_no_change_of_schedules_without_token_origin_or_right,
        s16_menu_links_and_buttons_of_schedules_follow_the_rights,
        s16_whoever_may_not_see_jobs_sees_none_of_a_schedule,
    },
    schedule_calls::{
        q17_nine_calls,
        q1_q2_q3_what_a_schedule_says_and_its_defaults,
        q4_q22_one_without_times_is_run_by_hand,
        q6_nothing_is_stored_before_it_is_added,
        q18_q19_q23_not_found_and_nothing_to_do_are_answers,
        q20_q21_a_replaced_schedule_never_fires_at_old_times,
        q10_q11_q12_what_never_fires_is_refused_with_all_reasons,
        j41_lists_by_name_and_filter,
    },
    schedule_code::{
        q7_one_attribute_and_one_form_for_files,
        q10_q13_q14_everything_wrong_in_configuration_is_said_at_build,
        q41_a_zone_for_all_and_for_each,
        q27_q28_q29_j44_code_and_people_do_not_touch_each_other,
        q30_what_is_deleted_of_the_code_returns_at_the_next_start,
        r16_a_deploy_keeps_what_people_decided,
        r16_many_processes_start_at_once,
        j46_the_next_times_and_the_two_odd_days,
    },
    schedule_travelling::{
        r12_missed_times_by_each_rule,
        r12_a_window_ends_how_far_back_it_goes,
        q35_a_year_away_is_one_run,
        q31_f11_none_of_a_pause_is_made_up_for,
        r13_overlaps_by_each_rule,
        q39_q40_r14_changes_of_the_clock,
        r15_q37_a_clock_that_goes_back_runs_nothing_twice,
        q42_one_node_every_node_this_node,
        q32_j37_a_tick_and_its_job_are_one_transaction,
        q46_a_run_that_ends_in_whatever_way_lets_the_next_one_go,
    },
    schedule_tasks::{
        k130_k131_the_value_goes_from_run_to_run,
        k131_d14_what_a_task_knows_outlives_restarts,
        k131_a_run_that_was_lost_has_failed_and_keeps_the_value,
        k132_k133_tasks_are_read_as_rows,
    },
    schedule_working::{
        x9_r11_many_workers_fire_each_time_once,
        x10_r13_a_slow_handler_harms_no_schedule,
        q42_q43_every_node_and_this_node,
        q48_j45_at_the_start_of_the_cluster_and_of_each_node,
        q50_what_happens_is_told,
        q22_j43_run_now_is_done_by_a_worker,
        j42_q20_changes_are_noticed_at_once,
        q47_runs_that_take_long_stall_no_others,
        j48_old_times_are_taken_away,
    },
    schedule_storage::{
        q24_q34_our_tables_conform,
        q26_q27_q29_q30_loading_as_quantum_does,
    },
    schedule_desk::{
        s16_j66_each_right_is_its_own,
        j67_changes_of_schedules_are_in_the_log,
        j46_j48_why_and_what_became_of_it,
    },
}
