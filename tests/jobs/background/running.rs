//! From the list to the end of a run.

use kaffy::{AdminBuilder, Audit, Database, prelude::*};

use super::models::{Loaf, begun, drain, priced, run, shop, start};

pub(crate) async fn a37_an_action_on_a_selection_is_a_job_with_progress_and_a_result(db: Database) {
    let app = shop(&db, 4).await;
    run(&db, "UPDATE loaves SET title = 'Sticky <i>bun</i>' WHERE id = 2;").await;
    run(&db, "UPDATE loaves SET title = 'Rock' WHERE id = 3;").await;
    // The same page asks, with the same inputs and their errors.
    let ids = [("_id", "1"), ("_id", "2"), ("_id", "3"), ("_id", "4")];
    let asked = app.post("/shop/loaves/actions/raise", &ids).await.ok();
    assert_eq!(asked.words("h1"), "Raise the price: 4 loaves");
    let wrong: Vec<_> = ids.into_iter().chain([("_run", "1"), ("by", "none")]).collect();
    assert_eq!(app.post("/shop/loaves/actions/raise", &wrong).await.status, 422);
    assert!(app.jobs.list(&kaffy::jobs::JobFilter::new(), None, 9).await.unwrap().is_empty());
    let place = start(&app, "all", "raise", &["1", "2", "3", "4"]).await;
    let page = app.get(&place).await.ok();
    assert_eq!(
        (page.words("h1"), page.words(".progress-line span")),
        ("Raise the price".into(), "0 of 4 loaves".into())
    );
    assert!(page.words(".flash").contains("was started"), "{}", page.words("main"));
    assert_eq!(page.words("#run-note"), "It waits for a worker.");
    assert!(page.has("form[action$='/cancel']"));
    assert_eq!(priced(&app, 100).await, 4, "nothing is done while somebody waits");
    assert!(!app.get("/shop/loaves").await.ok().has(".run-news"));
    // Sent twice, it is one run; by somebody else, or with something else in it, another.
    assert_eq!(start(&app, "all", "raise", &["1", "2", "3", "4"]).await, place);
    for (user, ids) in [("ann", vec!["1", "2", "3", "4"]), ("all", vec!["1"])] {
        let other = start(&app, user, "raise", &ids).await;
        assert_ne!(other, place);
        assert_eq!(app.post_as(user, &format!("{other}/cancel"), &[]).await.status, 303);
        assert_eq!(app.post_as(user, &format!("{other}/seen"), &[]).await.status, 303);
    }
    assert_eq!(drain(&app.jobs, "default").await.succeeded, 1);
    assert_eq!((priced(&app, 105).await, priced(&app, 100).await), (2, 2));
    let page = app.get(&place).await.ok();
    assert_eq!((page.words("dd#run-done"), page.words("dd#run-failed")), ("2".into(), "2".into()));
    let failures = page.texts(".failures li");
    assert_eq!(failures[0], "Sticky <i>bun</i> =It <b>sticks</b>");
    assert!(failures[1].starts_with("Rock Something broke on our side"), "{failures:?}");
    assert_eq!(page.attribute(".failures a", "href").as_deref(), Some("/admin/shop/loaves/2"));
    assert!(!page.has("form[action$='/cancel']"));
    let file = app.get(&format!("{place}/failures")).await.ok();
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(lines[..2], ["Key,Name,Reason", "2,Sticky <i>bun</i>,'=It <b>sticks</b>"], "no formula");
    assert_eq!(lines.len(), 3);
    // The list says it until it was seen.
    let list = app.get("/shop/loaves").await.ok();
    assert_eq!(list.words(".run-news a"), "Raise the price: done for 2 loaves, not for 2.");
    assert_eq!(list.attribute(".run-news a", "href"), Some(format!("/admin{place}")));
    assert!(!app.get_as("view", "/shop/loaves").await.ok().has(".run-news"), "nobody else's business");
    assert_eq!(app.post(&format!("{place}/seen"), &[]).await.location(), "/admin/shop/loaves");
    assert!(!app.get("/shop/loaves").await.ok().has(".run-news"));
    // From the actor to the job to the rows: the entries of the rows have the request that started it.
    let log = app.log().await;
    let of = |word: &str| log.iter().filter(|line| line.contains(word)).count();
    assert_eq!((of("action-started"), of("action-ended"), of("all raise")), (3, 1, 2), "{log:#?}");
    let ended = log.iter().find(|line| line.contains("action-ended")).unwrap();
    assert!(ended.contains(r#"done"#) && ended.contains(r#"failed"#), "{ended}");
    let entries = app.admin.audit_page(&Actor::new("all", "all"), &kaffy::AuditQuery::default()).await.unwrap().entries;
    let requests: std::collections::BTreeSet<_> = entries
        .iter()
        .filter(|entry| ["action-ended", "raise"].contains(&&*entry.detail))
        .map(|entry| entry.request.clone())
        .collect();
    let started = entries.iter().rev().find(|entry| entry.detail == "action-started").unwrap();
    assert!(requests.len() == 1 && requests.contains(&started.request), "{requests:?} {started:?}");
    assert!(!started.request.is_empty());
}

pub(crate) async fn a37_all_that_match_are_those_that_matched_when_it_was_started(db: Database) {
    let app = shop(&db, 260).await;
    run(&db, "UPDATE loaves SET price = 900 WHERE id > 250;").await;
    let list = app.get("/shop/loaves?f.price.lt=500").await.ok();
    let token = list.attribute("[data-select-all]", "value").unwrap();
    let fields = [("_all", &*token), ("_run", "1"), ("by", "5")];
    let place = begun(app.post("/shop/loaves/actions/raise", &fields).await);
    // One comes later, one stops to match.
    run(&db, "INSERT INTO loaves VALUES (1000, 'Late', 100, 'ann'); ").await;
    run(&db, "UPDATE loaves SET price = 800 WHERE id = 7;").await;
    assert_eq!(drain(&app.jobs, "default").await.succeeded, 1);
    assert_eq!((priced(&app, 105).await, priced(&app, 100).await, priced(&app, 905).await), (249, 1, 0));
    let page = app.get(&place).await.ok();
    assert_eq!(page.words("dd#run-done"), "249");
    assert_eq!(page.words(".progress-line span"), "249 of 250 loaves", "what did not match any more was not met");
    // A token of somebody else, or one that was changed, starts nothing.
    let page = app.post_as("view", "/shop/loaves/actions/raise", &fields).await;
    assert_eq!(page.status, 400, "{}", page.words("main"));
}

/// Columns that are searched no more, by a deploy or since they are hidden: a search that falls away is not all rows.
pub(crate) async fn w6_a_search_that_fell_away_does_nothing_to_anybody(db: Database) {
    let app = shop(&db, 30).await;
    let list = app.get("/shop/loaves?f.price.lt=500").await.ok();
    let token = list.attribute("[data-select-all]", "value").unwrap();
    let place = begun(app.post("/shop/loaves/actions/raise", &[("_all", &*token), ("_run", "1"), ("by", "5")]).await);
    // As if it had been started while titles were searched.
    run(&db, "UPDATE kaffy_action_runs SET meant = REPLACE(meant, 'f.price.lt=500', 'q=rye');").await;
    drain(&app.jobs, "default").await;
    assert_eq!((priced(&app, 105).await, priced(&app, 100).await), (0, 30));
    assert!(app.get(&place).await.ok().has("#run-now .flash"), "and it says so");
}

pub(crate) async fn a37_the_button_of_a_record_starts_a_job_too(db: Database) {
    let app = shop(&db, 2).await;
    let place = begun(app.post("/shop/loaves/1/actions/warm", &[]).await);
    assert!(place.starts_with("/shop/loaves/actions/warm/"), "{place}");
    assert_eq!(drain(&app.jobs, "default").await, kaffy::jobs::testing::Drained::default(), "it has another queue");
    assert_eq!(drain(&app.jobs, "ovens").await.succeeded, 1);
    assert_eq!((priced(&app, 101).await, priced(&app, 100).await), (1, 1));
    assert_eq!(app.get(&place).await.ok().words("#run-now .flash.success"), "It was done to every row.");
    // What was asked about must still be so.
    let asked = app.get("/shop/loaves/2/actions/raise").await.ok();
    let seen = asked.attribute("input[name=_seen]", "value").unwrap();
    run(&db, "UPDATE loaves SET price = 300 WHERE id = 2;").await;
    let fields = [("_run", "1"), ("by", "5"), ("_seen", &*seen)];
    assert_eq!(app.post("/shop/loaves/2/actions/raise", &fields).await.status, 409);
    assert_eq!(app.post("/shop/loaves/9/actions/raise", &[("_run", "1"), ("by", "5")]).await.status, 404);
    assert_eq!(app.jobs.list(&kaffy::jobs::JobFilter::new(), None, 9).await.unwrap().len(), 1);
}

pub(crate) async fn a37_without_jobs_the_admin_is_not_built(db: Database) {
    super::models::tables(&db, 1).await;
    let auth = || Auth::external(|_| async { None });
    let with = |builder: AdminBuilder| builder.audit(Audit::on()).resource::<Loaf>();
    let problems = with(Admin::builder(db.clone()).auth(auth())).build().await.unwrap_err().to_string();
    for words in ["the action `raise` runs in the background", "the action `warm` runs", ".jobs("] {
        assert!(problems.contains(words), "{words}: {problems}");
    }
    let (jobs, _) = crate::handlers::jobs(&db).await;
    with(Admin::builder(db).auth(auth()).jobs(jobs)).build().await.unwrap();
}

pub(crate) async fn a37_a_list_costs_a_statement_more_where_there_are_such_actions(db: Database) {
    let app = shop(&db, 30).await;
    app.get("/shop/loaves").await.ok();
    let before = db.statements();
    app.get("/shop/loaves").await.ok();
    let cost = db.statements() - before;
    assert!(cost <= 4, "{cost} statements");
    let place = start(&app, "all", "raise", &["1", "2"]).await;
    drain(&app.jobs, "default").await;
    let before = db.statements();
    app.get(&place).await.ok();
    let cost = db.statements() - before;
    assert!(cost <= 3, "{cost} statements");
}

pub(crate) async fn w6_ten_thousand_failures_are_kept_and_all_are_counted(db: Database) {
    let app = shop(&db, 1).await;
    for from in 0..11 {
        let values: Vec<_> = (0..1000).map(|id| format!("({}, 'Sticky', 100, 'ann')", 10 + from * 1000 + id)).collect();
        run(&db, &format!("INSERT INTO loaves VALUES {};", values.join(", "))).await;
    }
    let list = app.get("/shop/loaves").await.ok();
    let token = list.attribute("[data-select-all]", "value").unwrap();
    let fields = [("_all", &*token), ("_run", "1"), ("by", "5")];
    let place = begun(app.post("/shop/loaves/actions/raise", &fields).await);
    assert_eq!(drain(&app.jobs, "default").await.succeeded, 1);
    let page = app.get(&place).await.ok();
    assert_eq!((page.words("dd#run-done"), page.words("dd#run-failed")), ("1".into(), "11,000".into()));
    assert_eq!(page.texts(".failures li").len(), 101);
    let file = app.get(&format!("{place}/failures")).await.ok();
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!((lines.len(), lines.last().copied()), (10_002, Some("\"and 1,000 more\"")));
}
