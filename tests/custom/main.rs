//! What a team adds to its structs with code of its own, through the pages, on each database.

mod actions;
#[path = "../schemas/app.rs"]
#[allow(dead_code, reason = "shared with the tests of odd schemas, which ask more of it")]
mod app;
mod around;
mod asked_again;
mod audit;
#[macro_use]
#[path = "../support/cases.rs"]
mod cases;
mod allowed;
mod cells;
mod column_choice;
mod column_costs;
mod columns;
mod dashboard;
mod describing;
mod embedding;
mod exporting;
mod exporting_xlsx;
mod field_rights;
mod filling;
mod forms;
mod going_along;
mod goods;
mod guide;
mod hooks;
mod importing;
mod index;
mod inlines;
mod inputs;
#[path = "../support/jar.rs"]
mod jar;
mod linked;
mod linked_columns;
mod list_tabs;
mod lost_updates;
mod notifying;
mod related;
mod rich_text;
mod rows;
mod saved_views;
mod sending_twice;
mod setup;
mod shared_views;
mod site;
mod slow_sorts;
mod sort_expressions;
#[path = "../support/mod.rs"]
mod support;
mod time_zones;
mod traps;
mod trash;
mod typed_rows;
mod unreadable;
mod uploads;
mod validation;

use actions::{building, bulk_delete, on_record, on_selection, running, tokens};
use audit::{chain, pages, restoring, writing};
use field_rights::{reading, writing as field_writing};
use traps::beside;
use trash::{elsewhere, moving, rights, selecting};

on_every_database! {
    moving::{
        a65_a_deleted_record_waits_in_the_trash_and_undo_brings_it_back,
        a65_the_trash_is_a_list_of_its_own,
        a65_a_record_in_the_trash_is_opened_restored_and_deleted_for_ever,
        a65_each_way_is_for_rows_on_its_side_only,
        a65_f20_what_was_changed_since_the_question_is_not_moved,
    },
    selecting::{
        a65_selected_rows_are_moved_restored_and_deleted_for_ever,
        a65_the_trash_is_emptied_after_a_question,
        a65_b6_a_selection_of_one_side_is_none_of_the_other,
    },
    elsewhere::{
        a65_rows_in_the_trash_are_in_no_list_picker_file_or_widget,
        a65_what_names_a_row_in_the_trash_says_so,
        a65_rows_of_a_form_are_moved_and_joined_ones_hidden,
        a65_a_value_that_a_row_in_the_trash_holds_is_said_with_the_way_there,
        a65_a_row_whose_place_was_taken_says_why_it_stays,
    },
    rights::{
        a65_restoring_needs_the_right_to_change_and_purging_that_to_delete,
        a65_who_may_not_delete_neither_moves_nor_purges,
        a65_s22_a_row_outside_the_scope_is_in_nobodys_trash,
        a65_k150_hooks_decide_about_both_ways,
    },
    cells::{
        a22_a23_a_saved_cell_comes_back_in_the_columns_of_the_list,
        a22_a_page_of_rows_is_saved_at_once,
        a22_what_is_no_cell_is_refused_before_anything_is_saved,
        a22_a_row_that_one_may_not_change_is_text,
        a22_build_says_which_columns_cannot_be_changed_in_the_list,
        a22_the_script_gets_an_input_and_the_row_as_the_list_shows_it,
        a22_what_is_wrong_stands_beside_its_cell_and_the_others_are_saved,
        s8_a22_nothing_but_cells_of_rows_within_reach_is_taken,
        w2_a22_cells_forms_and_pages_know_of_each_other,
        w2_a22_two_editors_of_a_page_write_over_nothing,
    },
    list_tabs::{
        a15_a18_counts_are_exact_up_to_ten_thousand,
        a15_each_filter_is_counted_without_itself_and_with_everything_else,
        a15_s37_a_hidden_field_is_not_counted,
        a18_b6_what_is_signed_names_the_tab_that_a_list_begins_with,
        a18_a_tab_narrows_the_list_and_everything_that_comes_from_it,
        a18_an_action_on_all_that_match_is_run_on_the_tab,
        a18_code_that_fails_makes_no_tabs,
        a18_tabs_are_counted_in_one_statement_after_the_list,
        a18_the_tab_that_a_list_begins_with_and_those_nobody_may_know_of,
    },
    notifying::{
        a90_a_hook_tells_somebody_in_the_transaction_of_the_save,
        a90_they_are_read_and_deleted_one_by_one_or_all,
        a90_many_are_pages_and_a_count_that_ends,
        a90_what_came_after_the_page_was_drawn_is_not_read_with_the_rest,
        a90_they_are_kept_for_ninety_days,
        a90_what_the_table_holds_by_others_hands_is_harmless,
        a90_where_they_are_not_kept_telling_says_so,
        a90_each_admin_over_one_database_has_its_own_people,
    },
    unreadable::{
        f18_a_record_with_an_unreadable_cell_is_for_changing,
        f18_it_stays_closed_where_nobody_can_be_asked,
        f18_hooks_that_see_the_record_refuse_it_until_it_can_be_read,
    },
    allowed::{
        a5_an_order_of_ones_own_is_total_and_other_cursors_are_told_apart,
        k118_k119_what_is_switched_off_answers_403_on_every_route,
        k119_a70_a_rule_about_one_record_holds_inside_the_transaction,
    },
    rows::{
        k80_a_saved_row_stays_inside,
        k80_every_form_of_a_rule_means_the_same_to_list_count_and_record,
        k80_scopes_of_several_forms_cost_no_further_statements,
        k80_two_scopes_both_hold,
        k80_what_is_out_of_scope_is_neither_changed_deleted_nor_named,
        k81_a_narrower_list_counts_what_it_shows_and_leaves_records_alone,
    },
    chain::{
        s40_a_second_start_goes_on_with_the_same_chain,
        s40_entries_can_be_neither_changed_nor_deleted,
        s40_twenty_at_once_make_one_chain,
        s40_verify_names_the_first_entry_that_is_not_as_it_was,
    },
    pages::{
        a66_a_long_history_comes_fifty_entries_at_a_time,
        a66_a_record_has_a_page_of_what_happened_to_it,
        a68_all_entries_are_filtered_by_record_kind_person_and_day,
        w13_what_matches_is_a_file_for_whoever_may_read_it,
        w13_a_file_goes_over_many_pages_of_the_log,
        a68_the_first_page_shows_my_recent_actions,
        a68_the_page_of_all_entries_may_be_for_auditors,
        s27_a_history_is_for_those_who_may_see_the_row_and_its_fields,
    },
    restoring::{
        w13_a_secret_cannot_be_set_back,
        w13_chosen_fields_are_set_back_and_that_is_an_entry,
        w13_rules_hooks_and_permissions_hold_for_what_is_set_back,
    },
    writing::{
        a67_a_change_is_kept_with_every_field_before_and_after,
        f19_the_entry_is_there_if_and_only_if_the_row_is,
        s25_a_secret_inside_a_field_is_masked_and_the_rest_is_kept,
        s25_a_secret_is_neither_in_the_log_nor_on_its_pages,
        s40_a_log_costs_one_statement_a_save_and_none_where_it_is_off,
        s40_actions_are_entries_of_the_rows_they_were_done_to,
        s40_refusals_and_what_the_application_notes_are_entries,
        s40_rows_of_a_form_joined_rows_and_deletions_are_entries,
        s40_without_triggers_the_head_is_moved_by_a_statement,
    },
    reading::{
        s37_a72_a_hidden_field_is_on_no_page_and_in_no_file,
        s37_whatever_names_a_hidden_field_gets_the_answer_of_an_unknown_name,
        s37_a23_a_hidden_field_can_be_no_column,
        s37_places_in_a_list_hold_nothing_that_is_hidden,
        s37_a_hidden_label_names_nothing_anywhere,
        s37_code_that_fails_or_names_no_field_hides_all_of_them,
        s37_rows_that_refer_by_a_hidden_field_are_on_no_form,
        s37_a_column_that_is_hidden_from_an_actor_orders_nothing,
    },
    field_writing::{
        s37_a_field_for_reading_is_text_and_no_input,
        s37_s8_what_one_may_not_write_is_refused_like_an_unknown_name,
        s37_an_import_does_not_know_of_what_one_may_not_write,
        s37_a_conflict_and_a_restored_entry_know_of_nothing_hidden,
        s37_a52_a_field_that_hangs_on_a_hidden_one_is_always_there,
    },
    sending_twice::{
        s19_a_form_that_is_sent_twice_makes_one_record,
        s19_sent_at_once_to_two_nodes_it_makes_one_record,
        s19_the_same_form_with_something_else_in_it_is_asked_about,
        s19_a_form_that_was_wrong_is_still_the_same_form,
        s19_it_costs_one_statement_and_none_where_it_is_off,
        s19_what_somebody_else_sent_is_nobodys_business_and_a_day_is_enough,
    },
    asked_again::{
        a57_a_conflict_says_who_changed_a_field_and_when,
        a57_without_a_log_nobody_is_named,
        f20_what_was_changed_since_the_question_is_not_deleted,
        f20_rows_that_came_since_the_question_do_not_go_along,
    },
    exporting_xlsx::{
        a28_s17_texts_are_texts_and_numbers_are_numbers,
        a28_days_and_times_are_those_of_excel_and_digits_are_not_lost,
        a28_an_excel_file_says_when_rows_are_left_out,
    },
    setup::{
        k11_what_a_resource_says_about_itself_is_asked_once,
        k17_a_default_does_not_run_beside_what_replaces_it,
        k4_what_is_missing_is_said_before_anything_is_served,
    },
    column_choice::{
        a23_columns_are_chosen_in_the_address_and_stand_in_their_order,
        a23_columns_are_chosen_on_a_form_without_a_script,
        a23_links_forms_and_files_keep_the_columns,
        a23_s37_what_can_be_no_column_is_refused_like_an_unknown_name,
    },
    saved_views::{
        a19_a_list_is_saved_by_name_and_opened_by_it,
        a19_one_view_opens_first_and_all_rows_are_a_click_away,
        a19_s11_there_are_a_hundred_views_of_a_list_at_most,
        a19_s37_what_somebody_may_not_see_of_a_view_is_left_out_in_words,
        a19_w9_views_are_for_one_person_a_role_or_everyone,
        a19_where_there_are_no_views_nothing_is_different,
    },
    shared_views::{
        a19_admins_over_one_database_have_views_of_their_own,
        a19_f20_a_shared_view_is_replaced_by_who_sees_all_of_it_as_it_is,
        a19_s37_the_log_tells_of_views_of_lists_that_its_reader_sees,
    },
    column_costs::{
        a4_computed_columns_come_in_the_statement_of_the_page, k70_build_says_everything_that_is_wrong_with_columns,
    },
    columns::{
        a1_a_path_over_a_relation_is_named_and_shown_by_code, a1_code_that_fails_breaks_its_cell_alone,
        a1_columns_of_a_first_cell_that_is_broken_still_open_the_row, a1_empty_cells_say_what_they_are_told_to,
        a2_chosen_columns_lead_to_the_record, a2_no_column_leads_to_the_record_but_the_keyboard_does,
        k61_a_computed_column_shows_what_its_function_returns, k61_a_field_is_shown_in_another_way,
        k61_headings_and_columns_by_actor, k63_a_row_whose_first_cell_is_empty_opens,
        k70_a_column_without_an_order_says_so_and_one_with_an_order_pages,
    },
    sort_expressions::{
        a1_a3_the_order_is_that_of_the_values_of_the_expression,
        a1_an_expression_is_sorted_by_without_a_look_at_the_database,
        a1_w3_a_list_sorted_by_an_expression_shows_every_row_once_both_ways,
        a3_a_place_that_was_changed_on_its_way_is_told_from_one_that_was_not,
        a3_w3_texts_of_a_collation_that_is_not_the_databases_have_a_place_each,
        a3_w3_texts_that_a_collation_takes_for_equal_have_a_place_each,
        k70_build_says_what_is_wrong_with_an_expression,
        w3_a_place_among_rows_that_are_equal_but_for_the_last_bit,
    },
    dashboard::{
        k40_widgets_stand_in_their_order_and_each_is_its_own_request,
        a82_a_reader_sees_the_rows_of_its_actor_only,
    },
    describing::{k65_a_description_in_words_of_the_actor},
    going_along::{
        k119_a_choice_taken_away_takes_nothing_along_that_may_not_go,
        k119_rows_that_go_along_are_asked_about_one_by_one,
    },
    hooks::{
        k110_everything_wrong_is_said_at_once,
        k150_a_form_saved_as_it_was_runs_the_hooks_and_is_no_event,
        k150_a_hook_that_hangs_is_stopped_and_lets_others_write,
        k150_a_hook_that_panics_rolls_back_and_keeps_what_was_typed,
        k150_hooks_run_in_kaffys_order_in_one_transaction,
        k150_k115_a_refusal_takes_all_of_it_back_and_keeps_what_was_typed,
        k150_what_follows_a_commit_does_not_end_with_the_browsers_patience,
        k150_what_plain_resources_cost_stays,
        k150_what_the_database_refuses_of_a_hook_is_said_above_the_form,
        k151_a_refused_deletion_says_why_on_the_page,
        k152_hooks_replace_the_statements,
        k95_clients_set_no_field_that_code_may_set,
    },
    importing::{
        a30_a_file_becomes_records_after_a_look_at_them,
        a30_a_long_run_is_told_about_while_it_goes_on,
        a30_a_raw_export_comes_back_and_changes_nothing,
        a30_hooks_of_the_form_hold_for_every_row,
        a30_records_are_changed_by_their_key,
        a30_s23_other_records_are_named_by_key_or_label,
        a30_wrong_rows_are_named_and_come_back_as_a_file,
        s22_s38_rows_out_of_reach_are_neither_changed_nor_taken_over,
        s38_bad_files_are_refused_in_words,
        s38_files_on_the_way_belong_to_one_actor_and_resource,
        s38_s8_a_column_reaches_no_field_that_the_form_does_not_have,
        s38_the_right_is_asked_before_the_file_is_read,
    },
    index::{
        k60_the_usual_columns_stand_in_the_order_of_the_struct,
        k62_cells_are_drawn_by_what_they_hold,
        k64_the_heading_names_counts_and_adds,
        k66_page_sizes_are_chosen_on_the_page_and_have_a_limit,
        k67_k68_pages_lead_on_until_the_last_and_keep_the_list,
        k69_a_place_that_is_none_is_said_so,
        k71_an_order_by_two_columns_and_a_key_that_is_not_called_id,
        k72_a_search_is_trimmed_kept_and_cleared,
        k73_k74_a_number_is_a_key_as_a_whole_and_a_part_of_texts,
        k76_k77_a_search_over_a_relation_counts_every_row_once,
        k78_k79_declared_filters_offer_their_values_and_no_other_exists,
        k82_a_count_is_of_now,
        k84_the_list_is_as_it_was_after_saving,
    },
    embedding::{k103_an_embedded_struct_is_drawn_inline_in_its_order, k103_a_save_changes_its_json_and_keeps_keys_nobody_knows, k103_errors_stand_beside_the_inner_field, k103_a_new_record_starts_with_the_defaults, k103_an_optional_struct_is_added_and_removed_without_a_script, k103_json_of_another_shape_stays_a_text, k95_text_does_not_get_past_the_fields_inside, k104_rows_are_added_removed_and_moved_without_a_script, k104_errors_stand_in_the_row_they_are_about},
    exporting::{
        a28_a_list_is_a_file_of_its_columns,
        a28_a_long_file_costs_a_statement_a_batch_and_ends_with_its_reader,
        a28_a_selection_is_exported,
        a28_excel_gets_its_mark_and_its_separator,
        a28_s22_a_file_has_the_rows_of_the_list_and_no_others,
        a28_values_are_written_for_people_or_for_an_import,
        a28_whoever_may_not_export_has_no_way_to,
        a29_s17_no_text_of_a_file_is_a_formula,
        b14_a28_rows_left_out_are_said,
        s13_s2_a_download_needs_the_token_of_the_browser,
        s25_s37_what_an_actor_does_not_see_is_in_no_file,
    },
    filling::{
        a51_an_empty_slug_is_made_of_its_sources_when_a_record_is_added,
        a52_a_field_that_is_not_asked_for_is_not_required_and_becomes_null,
        k93_k100_code_offers_choices_by_actor_and_record,
        k101_an_object_is_edited_as_keys_and_values,
        k101_json_says_where_it_breaks,
        a44_computed_values_stand_on_the_form_and_are_no_inputs,
        a63_view_on_site_leads_to_web_addresses_and_places_only,
        k109_a_type_brings_its_own_inputs_cells_and_errors,
    },
    forms::{
        k100_k101_lists_and_json_are_texts_that_are_checked,
        k102_bytes_are_base64_and_nothing_is_nothing,
        k105_k106_k107_one_picker_for_few_rows_and_for_many,
        k111_k112_k113_a_new_page_its_buttons_and_what_they_say,
        k114_errors_stand_beside_their_fields_and_above_the_form,
        k117_a_deletion_asks_by_name_and_says_what_it_did,
        k120_keys_of_any_text_and_of_several_columns,
        k90_k94_usual_fields_stand_in_the_order_of_the_struct,
        k91_k92_k93_labels_help_rows_and_choices,
        k97_a_time_is_not_shifted_by_opening_and_saving,
        k99_enums_are_selects_in_their_order_with_the_stored_value_chosen,
    },
    lost_updates::{
        w2_f20_the_second_save_of_the_same_field_is_asked_about,
        w2_theirs_can_be_taken_for_each_field,
        w2_different_fields_are_merged_and_said,
        w2_the_same_value_and_an_untouched_form_are_no_conflict,
        w2_a_third_person_makes_it_ask_again,
        f20_a_form_that_does_not_say_what_it_was_drawn_from_writes_over_nothing,
        a57_the_token_says_nothing_that_the_form_does_not,
        w2_rich_text_json_decimals_and_instants_are_compared_by_what_they_mean,
        w2_rows_of_a_form_have_states_of_their_own,
        b5_of_twenty_saves_from_one_state_one_goes_through,
        a57_a_version_column_counts_on_and_is_checked,
        a57_an_instant_is_a_version_and_no_clock_of_a_client_has_a_part_in_it,
        f20_a_record_that_is_gone_gives_back_what_was_typed,
        a57_a_save_costs_no_further_statements,
        w2_a_region_and_a_zone_are_no_changes,
        a57_an_action_is_asked_about_again_when_its_record_changed,
        a57_an_action_on_ticked_rows_is_asked_about_again_when_some_changed,
    },
    inputs::{k142_fields_without_a_table_are_asked_for_and_checked},
    rich_text::{
        k98_rich_text_is_cleaned_when_it_is_saved,
        k98_rich_text_is_cleaned_when_it_is_drawn,
        k98_a_form_with_rich_text_brings_its_editor,
        k98_an_empty_rich_text_is_no_text,
    },
    inlines::{
        a49_rows_are_drawn_and_saved_with_their_record,
        a49_a_new_record_brings_its_rows,
        a49_errors_stand_at_their_rows_and_nothing_is_written,
        a49_rows_are_removed_unless_something_refers_to_them,
        a49_there_are_as_many_rows_as_there_may_be,
        a49_another_row_is_a_button_that_keeps_what_was_typed,
        a49_rows_have_permissions_and_scope_of_their_own,
        a45_a_row_picks_without_the_script,
        a50_rows_come_fifty_at_a_time,
        s11_rows_in_places_made_up_are_drawn_and_end,
        s11_keys_of_a_thousand_rows_are_refused_and_nothing_else,
        s23_rows_of_another_record_cannot_be_reached,
        w3_a_form_asks_once_for_each_kind_of_row,
        w18_rows_of_a_resource_that_is_not_there_stop_the_admin,
    },
    building::{k140_keys_of_actions_are_checked_when_the_admin_is_built},
    beside::{
        c4_1_k35_what_a_resource_adds_to_the_site_is_hidden_with_it,
        c4_3_k121_a_row_out_of_scope_has_no_page_of_any_kind,
        c4_4_k16_k69_k101_addresses_and_texts_that_are_none_are_4xx,
        c4_5_k84_deleting_and_acting_lead_back_to_the_list_as_it_was,
        c4_7_k143_deleting_nothing_is_an_error_too,
        c4_9_k133_a_page_waits_for_no_widget_and_asks_nothing_for_its_layout,
        c4_10_k33_k43_k48_a_name_is_all_that_a_widget_link_or_page_needs,
    },
    bulk_delete::{
        k144_selected_rows_are_deleted_after_a_question,
        k144_a_row_that_cannot_go_says_why_and_the_others_go,
        k144_it_can_be_switched_off_for_a_resource,
        k144_b6_a_row_that_stops_to_match_on_the_way_stays,
    },
    on_record::{
        k140_an_action_on_a_record_is_a_button_of_its_page,
        k140_a_refusal_is_shown_in_words_and_takes_everything_back,
        k142_an_action_asks_for_typed_inputs,
        k142_inputs_that_are_not_asked_for_are_refused,
        a36_an_action_that_asks_first_does_nothing_until_it_is_answered,
        k145_a_record_action_is_only_for_whom_it_is_meant,
        k145_a_record_that_an_action_is_not_for_is_refused,
        s14_a_panic_in_an_action_is_a_message_and_nothing_is_written,
    },
    on_selection::{
        k83_each_row_has_a_named_tick,
        k141_an_action_on_ticked_rows_asks_with_their_names,
        k143_an_empty_selection_is_an_error_in_words_on_the_list,
        k142_inputs_of_a_selection_are_checked_and_the_selection_kept,
        k142_a_row_can_be_picked_for_an_input_of_a_selection,
        k145_rows_outside_the_scope_are_not_acted_on,
        k145_an_action_that_one_may_not_run_is_neither_offered_nor_run,
        k141_nothing_to_run_means_nothing_to_tick,
    },
    running::{
        k141_a_refusal_undoes_its_row_only,
        k141_a_panic_and_a_broken_rule_fail_their_rows_only,
        k141_the_first_hundred_failures_are_named_and_all_counted,
        k141_a_run_over_rows_that_make_more_of_themselves_ends,
        k141_a_long_run_tells_how_far_it_is,
    },
    tokens::{
        a32_all_that_match_are_selected_by_query,
        a32_the_same_with_a_search_and_inputs,
        b6_a_token_is_good_for_its_list_actor_and_action_only,
        b6_a_key_is_shared_by_nodes_that_are_told_one,
    },
    time_zones::{
        k20_k97_a_region_writes_its_own_dates_and_numbers,
        k97_a_time_that_clocks_skip_or_repeat_is_asked_about,
        k97_days_of_filters_begin_at_midnight_in_the_zone,
        k97_instants_are_shown_in_the_zone_and_kept_in_utc,
    },
    traps::{
        k119_k145_k160_a_rule_holds_on_every_route,
        k16_k116_k117_what_is_not_there_or_in_the_way_has_words,
        k81_k105_k145_one_rule_reaches_list_count_choices_and_actions,
        k95_choices_and_ticks_that_are_read_only_stay_as_they_are,
    },
    typed_rows::{
        k150_code_reads_and_writes_rows_as_structs,
        k151_a_row_that_does_not_fit_its_struct_can_be_looked_at,
        k152_a_record_keeps_its_page_under_another_key,
        k152_rows_that_are_said_to_stay_are_not_deleted,
    },
    uploads::{
        a61_a_file_is_kept_shown_replaced_cleared_and_deleted,
        a61_a_text_holds_the_key_of_a_file,
        a61_a_save_that_fails_leaves_no_file_behind,
        a61_a_storage_that_fails_is_said_beside_the_field,
        a61_a_build_without_a_storage_says_what_is_missing,
        s18_bad_uploads_are_refused_in_words,
        s18_files_are_for_those_who_may_see_the_row,
        s11_bodies_that_are_not_as_they_should_be,
        s2_a_form_with_files_needs_its_token_first,
    },
    validation::{k114_rules_of_garde_hold_beside_ours, k114_rules_of_validator_hold_beside_ours},
    linked::{
        a48_a_new_record_is_joined_at_once_also_to_its_own_kind,
        a48_errors_stand_at_the_choice_and_nothing_is_written,
        a48_permissions_of_both_ends_decide,
        a48_w15_tokens_are_picked_on_a_page_of_their_own,
        a48_what_is_joined_is_shown_and_changed_with_the_record,
        a48_what_others_did_meanwhile_stays,
        s11_a_thousand_keys_are_no_thousand_levels,
        s11_an_address_full_of_choices_costs_one_statement,
        w3_a_form_asks_once_for_each_choice,
    },
    linked_columns::{
        a48_build_says_what_a_column_of_joined_rows_cannot_do,
        a48_k62_a_list_shows_what_is_joined_by_label_each_once,
        a48_k70_rows_of_another_resource_are_no_order,
        a48_permissions_of_both_ends_decide_about_the_column,
        a19_w12_saved_views_are_read_beside_what_a_list_reads_anyway,
        w12_a4_columns_of_joined_rows_cost_one_statement_in_all,
    },
    related::{
        a47_a_row_is_changed_on_the_way_or_left_alone,
        a47_b19_a_row_is_added_on_the_way_and_chosen,
        a47_each_button_needs_its_permission,
        k105_k106_a_field_never_lists_the_other_table,
        k107_choosing_is_a_page_with_search_and_pages_that_keeps_the_form,
        k108_a_has_one_is_shown_and_changed_where_it_belongs,
    },
}
