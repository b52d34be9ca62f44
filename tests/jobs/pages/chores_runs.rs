//! Runs of chores on their pages: C31, C60–C64, C72, C73, J73, J74, J77–J81, J86.

use kaffy::{Database, jobs::chores::RunStatus};

use super::chores_app::{POISON, agreeing, at_work, comes_to, priced, reaches, start, start_as};

pub(crate) async fn c73_j86_a_run_says_everything_as_plain_text(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "3"), ("word", "fail")]).await;
    reaches(&app, id, RunStatus::Errored).await;
    let page = app.get(&format!("/chores/runs/{id}")).await.ok();
    assert_eq!(page.words("h1"), "Count up");
    assert_eq!(page.words("[data-run=state]"), "Failed");
    assert!(page.words(".blocked").contains("At: number <two>"), "{}", page.words(".blocked"));
    assert_eq!(page.words(".blocked pre"), format!("cannot count {POISON}"));
    let lines = page.texts(".run-log li span");
    assert_eq!(lines, [format!("{POISON} 1"), format!("{POISON} 2")], "in order, each once");
    assert_eq!(page.texts(".counters dt"), ["counted <b>"]);
    assert!(page.words("#run-facts-list").contains("all") && page.words("#run-facts-list").contains("On its page"));
    assert!(!page.has("main i"), "nothing of it is markup");
    // What is over is not live, and can be let go on or started again.
    assert!(!page.has("[data-run-live]"));
    assert_eq!(page.texts(".page-buttons button, .page-buttons a"), ["Go on", "Start again…"]);
    // Items that failed while the rest went on.
    let id = start(&app, "count_up", &[("to", "4"), ("word", "some")]).await;
    reaches(&app, id, RunStatus::Succeeded).await;
    let page = app.get(&format!("/chores/runs/{id}")).await.ok();
    assert_eq!(page.words("#run-failures h2"), "Not done to 1 item");
    assert!(page.words(".failures li").contains(&format!("cannot count {POISON}")));
    assert_eq!(page.words("section[aria-labelledby=run-result] pre"), "{ \"counted\": 4 }");
    let file = app.get(&format!("/chores/runs/{id}/failures")).await.ok();
    assert!(file.body.lines().nth(1).unwrap().contains("cannot count"), "{}", file.body);
}

pub(crate) async fn j73_how_far_it_is_in_words(db: Database) {
    let (app, _worker) = at_work(&db).await;
    for (word, done, words, bar) in [
        ("begun", 0, "It has just begun: 4 items to go.", Some("0")),
        ("open", 5, "5 items done; nobody knows how many there are.", None),
        ("over", 9, "9 items done, more than the 3 that there seemed to be.", None),
    ] {
        let id = start(&app, "count_up", &[("to", "3"), ("word", word)]).await;
        reaches(&app, id, RunStatus::Running).await;
        comes_to(&app, id, word, |run| run.done == done && (run.total.is_some() || word == "open")).await;
        let page = app.get(&format!("/chores/runs/{id}")).await.ok();
        assert_eq!(page.words("[data-run=words]"), words);
        assert_eq!(page.attribute("#run-now progress", "value").as_deref(), bar, "{word}");
        app.post(&format!("/chores/runs/{id}/move"), &[("move", "cancel")]).await.location();
        reaches(&app, id, RunStatus::Cancelled).await;
    }
    let id = start(&app, "count_up", &[("to", "8")]).await;
    reaches(&app, id, RunStatus::Succeeded).await;
    let page = app.get(&format!("/chores/runs/{id}")).await.ok();
    assert_eq!(page.words("[data-run=words]"), "8 of 8 items");
    assert_eq!(page.attribute("#run-now progress", "value").as_deref(), Some("100"));
    assert!(page.words("[data-run=rate]").contains("items a second"));
    let id = start(&app, "count_up", &[("to", "3"), ("word", "say")]).await;
    comes_to(&app, id, "it says something", |run| run.message.is_some()).await;
    assert_eq!(app.get(&format!("/chores/runs/{id}")).await.ok().words("[data-run=message]"), POISON);
}

pub(crate) async fn j74_c31_a_run_is_paused_let_go_on_and_stopped_from_its_page(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "5000"), ("word", "slow")]).await;
    let place = format!("/chores/runs/{id}");
    let press = async |word: &str| app.post(&format!("{place}/move"), &[("move", word)]).await;
    comes_to(&app, id, "it counts", |run| run.done > 0).await;
    let page = app.get(&place).await.ok();
    assert_eq!(page.texts(".page-buttons button"), ["Pause", "Stop"]);
    assert!(page.has("[data-run-live]"));
    let page = app.follow(press("pause").await).await;
    assert!(page.words(".flash").contains("pause"), "{}", page.words(".flash"));
    let paused = reaches(&app, id, RunStatus::Paused).await;
    let page = app.get(&place).await.ok();
    assert_eq!(page.texts(".page-buttons button"), ["Go on", "Stop"]);
    assert!(page.words("#run-note").contains("waits until somebody lets it go on"));
    assert!(app.get("/chores").await.has(".run-card"), "what is paused is not over");
    app.follow(press("resume").await).await;
    comes_to(&app, id, "it goes on", |run| run.done > paused.done).await;
    app.follow(press("cancel").await).await;
    reaches(&app, id, RunStatus::Cancelled).await;
    let page = app.get(&place).await.ok();
    assert_eq!(page.texts(".page-buttons button"), [""; 0]);
    assert!(page.words("#run-note").contains("What was done stays done."));
    // What is not legal says why, and forcing asks first and only helps what is stuck.
    for (word, status) in [("pause", 409), ("cancel", 409), ("force-cancel", 409), ("nosuch", 400), ("", 400)] {
        assert_eq!(press(word).await.status, status, "{word}");
    }
    let page = app.get(&format!("{place}/move?move=force-cancel")).await.ok();
    assert!(page.words("main").contains("an item may be left half done"));
    assert_eq!(app.get(&format!("{place}/move?move=nosuch")).await.status, 400);
    let log = app.log().await.join("\n");
    for words in ["chore-paused", "chore-resumed", "chore-stopped"] {
        assert!(log.contains(words), "{words}: {log}");
    }
}

pub(crate) async fn j74_what_cannot_go_on_has_no_button_for_it(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "3"), ("word", "fail at once")]).await;
    reaches(&app, id, RunStatus::Errored).await;
    let page = app.get(&format!("/chores/runs/{id}")).await.ok();
    assert_eq!(page.texts(".page-buttons button, .page-buttons a"), ["Start again…"]);
    assert_eq!(app.post(&format!("/chores/runs/{id}/move"), &[("move", "resume")]).await.status, 409);
}

pub(crate) async fn j77_what_was_tried_is_shown_and_run_exactly(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "runs", &[("by", "10"), ("_start", "dry")]).await;
    reaches(&app, id, RunStatus::Succeeded).await;
    let page = app.get(&format!("/chores/runs/{id}")).await.ok();
    assert_eq!(page.words("h1"), "Raise prices (tried)");
    assert!(page.words("#run-note").contains("Nothing was changed"));
    assert_eq!(page.texts(".change h3").len(), 2);
    assert!(page.texts(".change h3")[0].starts_with("Changed loaves"), "{:?}", page.texts(".change h3"));
    let cells = page.texts(".change:first-of-type .changed th, .change:first-of-type .changed td");
    assert!(cells[0] == "Price changed", "in words, not by colour alone: {cells:?}");
    assert_eq!(page.texts(".changed td")[..2], ["450", "460"]);
    assert!(page.texts(".change td").contains(&"<b>Rye</b>".to_owned()), "what stays is there, too");
    assert_eq!(priced(&app, 450).await, 1, "nothing was changed");
    let form = page.attribute("form[action$='/exactly']", "action").unwrap();
    // By whoever tried it, and nobody else.
    let others = "view,run,stop,approve,other";
    assert!(!app.get_as(others, &format!("/chores/runs/{id}")).await.ok().has("form[action$='/exactly']"));
    assert_eq!(app.post_as(others, form.trim_start_matches("/admin"), &[]).await.status, 404);
    let page = app.post(form.trim_start_matches("/admin"), &[]).await;
    let real = super::chores_app::id_of(&page);
    let run = reaches(&app, real, RunStatus::Awaiting).await;
    assert!(!run.is_dry && run.again_of == Some(id));
    let again = app.post(form.trim_start_matches("/admin"), &[]).await;
    assert_eq!(super::chores_app::id_of(&again), real, "once");
}

pub(crate) async fn j78_somebody_else_agrees_with_a_reason(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "runs", &[("by", "5")]).await;
    let place = format!("/chores/runs/{id}");
    let second = "view,approve,second";
    let page = app.get(&place).await.ok();
    assert!(page.words("#run-approvals").contains("0 of 1 other person has agreed."));
    assert!(page.words("#run-approvals").contains("Nobody agrees to a run of their own"));
    assert!(!page.has("form[action$='/approve']"));
    let say = [("answer", "agree"), ("reason", "It is <b>time</b>")];
    assert_eq!(app.post(&format!("{place}/approve"), &say).await.status, 409, "one's own");
    let page = app.get_as(second, &place).await.ok();
    assert_eq!(page.texts("form[action$='/approve'] button"), ["Agree", "Refuse"]);
    let page = app.post_as(second, &format!("{place}/approve"), &[("answer", "agree"), ("reason", "  ")]).await;
    assert_eq!(page.status, 422);
    assert!(page.words("#approval-reason-error").contains("Say why"), "{}", page.words("main"));
    let page = app.post_as(second, &format!("{place}/approve"), &[("answer", "maybe"), ("reason", "x")]).await;
    assert_eq!(page.status, 400);
    assert_eq!(priced(&app, 450).await, 1, "nothing has begun");
    let page = app.post_as(second, &format!("{place}/approve"), &say).await;
    assert_eq!(page.status, 409, "nobody agrees to what they have not looked at");
    assert!(page.words("#approval-reason-error").contains("other ones by now"), "{}", page.words("main"));
    let say = agreeing(&app, second, &place).await;
    let say = say.each_ref().map(|(name, value)| (*name, value.as_str()));
    app.post_as(second, &format!("{place}/approve"), &say).await.location();
    reaches(&app, id, RunStatus::Succeeded).await;
    assert_eq!(priced(&app, 455).await, 1);
    let page = app.get(&place).await.ok();
    assert!(page.words(".approvals li").contains("Agreed view,approve,second"), "{}", page.words(".approvals"));
    assert_eq!(page.words(".approvals li p"), "It is <b>time</b>");
    let log = app.log().await.join("\n");
    assert!(log.contains("chore-agreed Raise prices"), "{log}");
    // Refused, it never begins.
    let id = start(&app, "runs", &[("by", "5")]).await;
    let say = [("answer", "refuse"), ("reason", "Not today")];
    app.post_as(second, &format!("/chores/runs/{id}/approve"), &say).await.location();
    reaches(&app, id, RunStatus::Cancelled).await;
    assert!(app.get(&format!("/chores/runs/{id}")).await.ok().words(".approvals li").contains("Refused"));
}

pub(crate) async fn j79_a_long_log_is_read_in_parts_and_as_a_file(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "1"), ("word", "many")]).await;
    reaches(&app, id, RunStatus::Succeeded).await;
    let place = format!("/chores/runs/{id}");
    let page = app.get(&place).await.ok();
    let lines = page.texts(".run-log li span");
    assert_eq!((lines.len(), &*lines[0]), (500, "line 702"), "the last 500 of 1201");
    assert_eq!(page.attribute(".run-log ol", "start").as_deref(), Some("702"));
    assert_eq!(page.attribute(".run-log", "data-log").as_deref(), Some("tail"));
    let mut href = page.attribute("a[href*='before=']", "href").unwrap();
    let page = app.get(href.trim_start_matches("/admin")).await.ok();
    assert_eq!(page.texts(".run-log li span")[0], "line 202");
    assert_eq!(page.attribute(".run-log", "data-log").as_deref(), Some("earlier"));
    href = page.attribute("a[href*='before=']", "href").unwrap();
    let page = app.get(href.trim_start_matches("/admin")).await.ok();
    assert_eq!(page.texts(".run-log li span").len(), 201);
    assert!(!page.has("a[href*='before=']"));
    for query in ["before=x", "before=-1", "before=99999999999999999999", "changes=x", "failures=%00"] {
        assert_eq!(app.get(&format!("{place}?{query}")).await.status, 400, "{query}");
    }
    assert_eq!(app.get(&format!("{place}?before=9000000000000000000")).await.ok().texts(".run-log li").len(), 500);
    let file = app.get(&format!("{place}/log.txt")).await.ok();
    assert_eq!(file.headers["content-type"], "text/plain; charset=utf-8");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"count_up-20"));
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(lines.len(), 1_201);
    assert!(
        lines[1_199].ends_with("Z line 1200") && lines[1_200].ends_with(&format!("{POISON} 1")),
        "{}",
        lines[1_200]
    );
}

pub(crate) async fn j80_c64_what_a_run_makes_is_saved_and_taken_away(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let id = start(&app, "count_up", &[("to", "1"), ("word", "make")]).await;
    reaches(&app, id, RunStatus::Succeeded).await;
    let place = format!("/chores/runs/{id}");
    let page = app.get(&place).await.ok();
    assert_eq!(page.texts(".run-files a[download]").len(), 2);
    assert!(page.words(".run-files").contains("Kept until"));
    let of = |name: &str| {
        let names = page.texts(".run-files a[download]");
        let at = names.iter().position(|it| it.contains(name)).unwrap();
        page.attributes(".run-files a[download]", "href")[at].trim_start_matches("/admin").to_owned()
    };
    let file = app.get(&of(".csv")).await.ok();
    assert_eq!((file.body.as_str(), file.headers["content-length"].to_str().unwrap()), ("=1+1,2\n", "7"));
    let said = file.headers["content-disposition"].to_str().unwrap();
    assert!(said.starts_with("attachment; filename=\"a _b_.csv\""), "{said}");
    let file = app.get(&of("page.html")).await.ok();
    assert_eq!(file.headers["content-type"], "application/octet-stream", "no page of ours");
    assert!(file.headers["content-security-policy"].to_str().unwrap().contains("sandbox"));
    // Not of another run, nor of nothing.
    let name = of(".csv");
    let file_id = name.rsplit('/').next().unwrap();
    for path in [
        format!("/chores/runs/0197f2a0-0000-7000-8000-000000000000/files/{file_id}"),
        format!("{place}/files/0197f2a0-0000-7000-8000-000000000000"),
        format!("{place}/files/x"),
    ] {
        assert_eq!(app.get(&path).await.status, 404, "{path}");
    }
    let ask = app.get(&format!("{name}/delete")).await.ok();
    assert!(ask.words("main").contains("This cannot be undone."));
    let page = app.follow(app.post(&format!("{name}/delete"), &[]).await).await;
    assert_eq!(page.texts(".run-files a[download]"), ["page.html"]);
    assert_eq!(app.get(&name).await.status, 404);
    assert_eq!(app.post(&format!("{name}/delete"), &[]).await.status, 404);
}

pub(crate) async fn j81_all_runs_by_chore_state_and_person(db: Database) {
    let (app, _worker) = at_work(&db).await;
    let formula = "=HYPERLINK(\"http://evil\")";
    let first = start(&app, "count_up", &[("to", "1"), ("word", formula)]).await;
    reaches(&app, first, RunStatus::Succeeded).await;
    let second = start_as(&app, "=1+1,view,run,other", "count_up", &[("to", "3"), ("word", "fail")]).await;
    reaches(&app, second, RunStatus::Errored).await;
    for _ in 0..55 {
        let id = start(&app, "count_up", &[("to", "1")]).await;
        reaches(&app, id, RunStatus::Succeeded).await;
    }
    let page = app.get("/chores/runs").await.ok();
    assert_eq!((page.words(".count"), page.texts("tbody tr").len()), ("57 runs".to_owned(), 50));
    let next = page.attribute("a[rel=next]", "href").unwrap();
    let page = app.get(next.trim_start_matches("/admin")).await.ok();
    assert_eq!(page.texts("tbody tr").len(), 7);
    assert!(page.words("tbody tr:last-child").contains(&format!("Word: {formula}")), "what was typed");
    assert!(page.has("a[href='/admin/chores/runs']"), "back to the latest");
    for (query, found) in [
        ("status=errored", 1),
        ("who=OTHER", 1),
        ("chore=count_up&status=succeeded", 50),
        ("chore=import", 0),
        ("chore=nosuch", 0),
        ("from=2099-01-01T00:00:00", 0),
        ("until=2099-01-01T00:00:00&status=errored", 1),
    ] {
        let page = app.get(&format!("/chores/runs?{query}")).await.ok();
        assert_eq!(page.texts("tbody tr").len(), found, "{query}");
    }
    for query in ["status=nosuch", "from=yesterday", "before=x", "who=%00", &format!("who={}", "x".repeat(201))] {
        assert_eq!(app.get(&format!("/chores/runs?{query}")).await.status, 400, "{query}");
    }
    let file = app.get("/chores/runs/export").await.ok();
    assert_eq!(file.body.lines().count(), 58);
    assert!(file.body.contains("\"'=1+1,view,run,other\""), "no formula: {}", file.body);
    let last = file.body.lines().last().unwrap();
    assert!(last.contains("Word: =HYPERLINK"), "{last}");
    let file = app.get("/chores/runs/export?status=errored").await.ok();
    assert_eq!(file.body.lines().count(), 2);
}
