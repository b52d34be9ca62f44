//! What crashes must not undo: real processes, real signals, real restarts of a database. A worker may be silent for two
//! seconds here, so that all of it runs in minutes.
//!
//! After each case five things hold, whatever happened in it; see [`rig::Rig::check`].
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "in a test a failure is a panic")]

mod background;
mod chores;
mod faults;
mod groups;
mod handlers;
mod hanging;
mod killing;
mod process;
mod rig;
mod schedules;
mod server;
mod stopping;

/// One test per case for each database: SQLite in a file, and the two servers.
macro_rules! on_each {
    ($($module:ident::{$($case:ident),+ $(,)?}),+ $(,)?) => {
        mod sqlite {
            $(mod $module {
                $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)] async fn $case() {
                    crate::$module::$case(crate::rig::Rig::sqlite().await).await;
                })+
            })+
        }
        #[cfg(feature = "postgres")]
        mod postgres {
            $(mod $module {
                $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                #[ignore = "needs PostgreSQL: cargo xtask test"]
                async fn $case() { crate::$module::$case(crate::rig::Rig::postgres().await).await; })+
            })+
        }
        #[cfg(feature = "mysql")]
        mod mysql {
            $(mod $module {
                $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                #[ignore = "needs MySQL: cargo xtask test"]
                async fn $case() { crate::$module::$case(crate::rig::Rig::mysql().await).await; })+
            })+
        }
    };
}

on_each! {
    background::{
        w6_j22_killed_five_times_a_run_does_each_row_once,
        w6_a_worker_that_was_given_up_does_no_row_twice,
    },
    chores::{
        r29_killed_ten_times_an_import_does_each_row_once,
        r30_killed_while_it_is_asked_to_pause_or_to_stop,
        r31_a_killed_holder_lets_others_in_within_its_lease,
        r31_five_processes_start_fifty_chores_at_once,
    },
    killing::{
        r1_j25_killed_workers_are_replaced_within_their_silence,
        r2_j26_x2_p19_a_poisonous_job_ends_and_harms_no_neighbour,
        r3_j27_p20_a_zombie_changes_nothing,
        r4_x6_slow_is_not_dead,
        r23_what_ended_is_written_soon,
        x1_a_killed_worker_comes_back_under_its_name,
        x13_two_workers_of_one_name,
    },
    stopping::{
        r20_j28_j29_sigterm_gives_back_what_does_not_end_in_time,
        r20_a_second_signal_is_quicker,
        x12_a_long_job_survives_a_deploy,
    },
    hanging::{
        r22_j32_without_notifications_the_poll_is_enough,
        r25_handlers_that_take_every_connection,
    },
    groups::{
        r32_a_crash_at_every_call_of_the_database,
        r32_workers_killed_while_many_groups_run,
        r32_a_task_that_kills_its_workers_crashes_its_group,
    },
    faults::{
        r35_a_crash_at_every_call_of_the_database,
        r35_a_failure_at_every_call_of_the_database,
    },
    schedules::{
        r11_five_nodes_with_wrong_clocks_fire_each_time_once,
        r33_j31_whoever_leaves_the_others_go_on,
        r15_clocks_that_jump_run_nothing_twice,
        r12_what_was_missed_while_no_process_was_there,
        r35_q51_a_crash_at_every_call_of_a_firing_node,
        q48_a_start_of_the_cluster_is_seen_by_one_of_many,
        k131_d14_a_task_loses_nothing_it_has_said,
    },
}
