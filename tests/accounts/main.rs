//! Built-in accounts through the pages, on each database: signing in, sessions, roles, users.

mod acting;
mod again;
mod app;
#[macro_use]
#[path = "../support/cases.rs"]
mod cases;
mod factor;
mod first;
#[path = "../support/jar.rs"]
mod jar;
mod journal;
mod limits;
mod own;
mod roles;
mod secrets;
mod sessions;
mod sign_in;
#[path = "../support/mod.rs"]
mod support;
mod users;

on_every_database! {
    sign_in::{
        s1_nobody_gets_past_the_way_in,
        s1_scripts_and_forms_are_told_and_not_sent_elsewhere,
        s2_signing_in_needs_the_token_and_an_origin,
        s2_signing_out_is_a_post,
        s2_a_token_is_good_for_its_session_only,
        s12_one_comes_back_to_pages_of_the_admin_only,
        s20_whoever_is_refused_is_not_told_why,
        s20_a66_sign_ins_are_in_the_audit_log,
    },
    sessions::{
        s3_signing_in_makes_a_new_id_and_keeps_its_hash,
        s3_cookies_are_closed_to_scripts_and_other_sites,
        s3_a_session_ends_when_nobody_uses_it_and_after_a_day_of_work,
        s33_asking_whether_somebody_is_still_there_keeps_no_session_alive,
        s3_signing_out_ends_it_on_the_server,
        s3_disabling_resetting_and_roles_hold_at_the_next_request,
        s3_a_request_looks_the_session_up_in_one_statement,
        s3_a69_a_row_that_is_seen_needs_no_further_statement_for_permissions,
    },
    limits::{
        s20_the_sixth_guess_waits_and_so_does_the_right_password,
        s20_a_hundred_guesses_at_once_are_no_way_around,
        s20_a_network_has_a_limit_of_its_own,
    },
    own::{
        a76_a_password_is_changed_by_who_knows_the_old_one,
        a76_a_password_that_was_set_has_to_be_changed_first,
        a76_hashes_of_before_are_made_anew,
        a76_one_sees_and_ends_ones_own_sessions,
        a76_name_language_and_zone_are_ones_own,
    },
    users::{
        a76_users_are_added_found_changed_and_disabled,
        a76_a_password_is_reset_and_shown_once,
        s16_nobody_makes_more_of_themselves,
        s16_the_last_superuser_stays,
    },
    roles::{
        a69_roles_decide_about_menu_buttons_and_routes,
        a69_an_action_is_a_permission_of_its_own,
        a69_a_rule_of_the_application_has_to_agree,
        a69_a_role_is_a_matrix_of_resources_and_permissions,
        a69_grants_of_resources_that_are_not_here_stay,
    },
    journal::{
        s40_what_is_done_to_users_is_an_entry_without_secrets,
        s40_what_a_role_allows_is_an_entry_before_and_after,
        s40_ones_own_account_and_sign_ins_are_entries_of_ones_own,
        s40_an_entry_about_an_account_lasts_if_and_only_if_the_change_does,
        s40_a_program_of_its_own_tells_the_same_log,
        s40_without_a_log_accounts_write_none,
    },
    secrets::{s25_no_page_shows_a_hash_or_a_session},
    first::{
        f23_one_of_many_makes_tables_and_the_first_user,
        s20_the_first_password_is_never_a_known_one,
        a76_code_adds_users,
    },
    again::{
        a78_a_record_is_deleted_once_the_password_was_typed_again,
        a78_what_destroys_or_gives_power_away_asks_and_nothing_else_does,
        a78_wrong_passwords_count_as_they_do_at_sign_in,
        a78_token_and_origin_are_asked_for_all_the_same,
        a78_a_form_that_waits_comes_back_as_it_was,
        s25_a_secret_that_was_typed_does_not_come_back,
        a78_how_long_is_the_applications_affair,
        a78_with_a_second_factor_the_password_is_enough,
        a78_the_applications_own_login_can_ask_too,
        a78_a_program_of_before_finds_its_tables_brought_up_to_date,
    },
    acting::{
        a78_every_page_says_who_acts_as_whom,
        a78_nobody_acts_as_somebody_with_more,
        a78_every_entry_names_both,
        a78_what_is_the_users_own_stays_theirs,
        a78_acting_ends_with_the_session_and_with_the_right,
        a78_it_begins_with_the_password_and_a_new_id,
        a78_the_application_has_a_say,
    },
    factor::{
        s44_a77_a_code_is_asked_for_and_good_once,
        s44_recovery_codes_are_good_once,
        s44_guesses_of_codes_are_counted_and_a_reset_turns_it_off,
    },
}
