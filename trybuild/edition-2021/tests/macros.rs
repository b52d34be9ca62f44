//! What must compile, compiled with edition 2021 (W1).

#[test]
fn w1_users_of_edition_2021_are_welcome() {
    let cases = trybuild::TestCases::new();
    for macro_name in [
        "admin_resource",
        "admin_choice",
        "admin_value",
        "admin_fields",
        "chore",
        "job_handler",
        "schedule",
        "scheduled_task",
    ] {
        cases.pass(format!("../{macro_name}/pass/*.rs"));
    }
}
