use std::process::ExitCode;

use super::{Severity, deploy};
use crate::{Actor, Admin, Auth, Database};

async fn severity(admin: &Admin, id: &str) -> Severity {
    let report = deploy(admin).await;
    let found = report.findings().iter().find(|finding| finding.id == id);
    found.unwrap_or_else(|| panic!("{id} was not looked at: {report}")).severity
}

async fn open() -> (tempfile::TempDir, Database) {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("shop.db").display());
    (folder, Database::connect(&url).await.expect("opens"))
}

#[tokio::test]
async fn s46_what_must_not_go_to_production_is_a_problem_with_a_way_out() {
    let (_folder, db) = open().await;
    let admin = Admin::builder(db).auth(Auth::none_for_local_development()).build().await.expect("builds");
    for id in ["login", "https", "release"] {
        assert_eq!(severity(&admin, id).await, Severity::Problem, "{id}");
    }
    for id in ["hosts", "secret", "permissions"] {
        assert_eq!(severity(&admin, id).await, Severity::Warning, "{id}");
    }
    let report = deploy(&admin).await;
    assert!(!report.is_ready());
    assert_eq!(format!("{:?}", report.exit_code()), format!("{:?}", ExitCode::FAILURE));
    let wrong = report.findings().iter().filter(|finding| finding.severity != Severity::Good);
    for finding in wrong {
        assert!(finding.words.contains(": "), "{} says no way out: {}", finding.id, finding.words);
    }
    assert!(report.to_string().contains("not ready: 3 problems, 3 warnings"), "{report}");
}

#[tokio::test]
async fn s46_an_admin_that_was_told_everything_has_nothing_left_but_the_build() {
    let (_folder, db) = open().await;
    let admin = Admin::builder(db)
        .auth(Auth::external(|_| async { Some(Actor::new("1", "Mia")) }))
        .https(true)
        .allowed_hosts(["admin.example.org"])
        .secret(b"0123456789abcdef0123456789abcdef".to_vec())
        .permissions(|_, _, _| true)
        .build()
        .await
        .expect("builds");
    let report = deploy(&admin).await;
    let wrong: Vec<_> = report.findings().iter().filter(|it| it.severity != Severity::Good).map(|it| it.id).collect();
    // Tests are debug builds.
    assert_eq!(wrong, ["release"], "{report}");
    for id in ["journal", "busy timeout", "database"] {
        assert_eq!(severity(&admin, id).await, Severity::Good, "{id}");
    }
}
