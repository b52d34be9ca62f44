//! Compiles every case of every macro (W1).

#[test]
fn w1_mistakes_are_errors_under_the_word_to_change_and_the_rest_compiles() {
    let cases = trybuild::TestCases::new();
    // TRYBUILD=overwrite writes what the compiler says; read it as a user would before committing it.
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
        cases.pass(format!("{macro_name}/pass/*.rs"));
        cases.compile_fail(format!("{macro_name}/fail/*.rs"));
    }
}
