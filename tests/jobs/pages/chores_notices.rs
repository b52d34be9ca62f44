//! Whoever started a chore hears how it ended: A90.

use kaffy::{Database, jobs::chores::RunStatus};

use super::TestApp;
use super::chores_app::{agreeing, at_work, comes_to, over, reaches, start, start_as};

/// What somebody was told, the newest first.
async fn told(app: &TestApp, user: &str) -> Vec<String> {
    app.get_as(user, "/notifications").await.ok().texts(".notices li > div > p:first-child")
}

pub(crate) async fn a90_the_end_of_a_chore_is_told_together_with_it(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "2")]).await;
    reaches(&app, id, RunStatus::Succeeded).await;
    // What ends is told in the transaction of its end: there is nothing to wait for.
    let page = app.get("/notifications").await.ok();
    assert_eq!(page.texts(".notices li > div > p:first-child"), ["“Count up” has succeeded."]);
    assert_eq!(page.attribute(".notices p > a", "href"), Some(format!("/admin/chores/runs/{id}")));
    let failed = start(&app, "count_up", &[("to", "3"), ("word", "fail at once")]).await;
    reaches(&app, failed, RunStatus::Errored).await;
    assert_eq!(told(&app, "all").await[0], "Look at this: “Count up” has failed.");
    let slow = start(&app, "count_up", &[("to", "5000"), ("word", "slow")]).await;
    comes_to(&app, slow, "it counts", |run| run.done > 0).await;
    app.post(&format!("/chores/runs/{slow}/move"), &[("move", "cancel")]).await.location();
    reaches(&app, slow, RunStatus::Cancelled).await;
    assert_eq!(told(&app, "all").await[0], "Look at this: “Count up” was stopped.");
    let tried = start(&app, "runs", &[("by", "1"), ("_start", "dry")]).await;
    reaches(&app, tried, RunStatus::Succeeded).await;
    assert_eq!(told(&app, "all").await[0], "The try of “Raise prices” has succeeded.");
    assert!(told(&app, "view,run").await.is_empty(), "nobody else");
}

pub(crate) async fn a90_what_others_do_to_a_chore_is_told_and_what_one_does_oneself_is_not(db: Database) {
    let app = over(&db).await;
    let (starter, other) = ("view,run,stop,starter", "view,approve,stop,other");
    // It waits for a worker, and is stopped.
    for (by, heard) in [(starter, 0), (other, 1)] {
        let id = start_as(&app, starter, "count_up", &[("to", "2")]).await;
        app.post_as(by, &format!("/chores/runs/{id}/move"), &[("move", "cancel")]).await.location();
        assert_eq!(told(&app, starter).await.len(), heard, "{by}");
    }
    // It waits for others, who refuse.
    let id = start_as(&app, starter, "runs", &[("by", "1")]).await;
    let place = format!("/chores/runs/{id}");
    let mut say = agreeing(&app, other, &place).await;
    say[0].1 = "refuse".to_owned();
    let say: Vec<_> = say.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(app.post_as(other, &format!("{place}/approve"), &say).await.status, 303);
    let all = told(&app, starter).await;
    assert_eq!((all.len(), all[0].as_str()), (2, "Look at this: “Raise prices” was stopped."));
    assert!(told(&app, other).await.is_empty());
}
