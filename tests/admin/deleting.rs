//! Deleting: the question, what it says, what happens (A64).

use http::StatusCode;

use crate::support::TestApp;

#[tokio::test]
async fn a64_the_question_names_the_record_and_what_goes_with_it() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools/1/delete").await.ok();
    assert_eq!(page.words("h1"), "Delete the tool “Saw”?");
    assert!(page.words("#cascades").contains("Will also be deleted"));
    let text = page.words("main");
    assert!(text.contains("2 Parts") && text.contains("A/1"), "{text}");
    assert!(page.has("form.answer a[autofocus]"), "Cancel comes first");
    let gone = page.form("form.answer").submit(&app).await;
    assert_eq!(gone.location(), "/admin/shed/tools");
    let list = app.get("/shed/tools").await.ok();
    assert_eq!(list.words(".flash"), "The tool “Saw” was deleted.");
    assert_eq!(list.column("Title"), ["File"]);
    assert_eq!(app.get("/shed/parts").await.ok().texts("tbody tr").len(), 0);
}

#[tokio::test]
async fn a64_w5_a_record_that_others_need_names_them_and_stays() {
    let app = TestApp::new().await;
    let page = app.get("/shed/tools/2/delete").await.ok();
    assert!(page.has("#blocked") && !page.has("form.answer"));
    assert!(page.words(".blocked").contains("1 Loan") && page.words(".blocked").contains("Mia"));
    let refused = app.post("/shed/tools/2/delete", &[]).await.is(StatusCode::CONFLICT);
    assert!(refused.has("#blocked"));
    assert_eq!(app.get("/shed/tools").await.ok().texts("tbody tr").len(), 2);
}

#[tokio::test]
async fn a64_what_is_only_unlinked_is_said() {
    let app = TestApp::new().await;
    let page = app.get("/shed/makers/1/delete").await.ok();
    assert!(page.has("#unlinked"), "the second maker of a tool");
    assert!(page.has("#blocked"), "the maker of a tool");
}

#[tokio::test]
async fn k116_deleting_what_is_gone_is_a_404() {
    let app = TestApp::new().await;
    app.get("/shed/tools/99/delete").await.is(StatusCode::NOT_FOUND);
    app.post("/shed/tools/99/delete", &[]).await.is(StatusCode::NOT_FOUND);
    app.post("/shed/tools/99", &[("title", "x")]).await.is(StatusCode::NOT_FOUND);
}
