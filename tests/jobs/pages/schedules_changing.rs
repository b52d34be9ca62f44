//! What people do with schedules: J41, J42, J43, Q3, Q22, Q30, S31.

use kaffy::{
    Database,
    jobs::{NewSchedule, ScheduleState},
};

use super::{
    TestApp,
    app::pay,
    page::Page,
    schedules::{of, with},
};
use crate::waiting::working;

/// What a form for notes posts.
const NEW: [(&str, &str); 9] = [
    ("type", "note"),
    ("name", "tea time"),
    ("arg.text", "tea"),
    ("cron", "0 16 * * *"),
    ("timezone", "Europe/London"),
    ("missed", "all"),
    ("most", "3"),
    ("overlap", "queue"),
    ("run_on", "one"),
];

async fn post(app: &TestApp, path: &str, changes: &[(&str, &str)]) -> Page {
    let kept = NEW.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    let fields: Vec<_> = kept.chain(changes).copied().collect();
    app.post(path, &fields).await
}

pub(crate) async fn j41_s31_what_is_wrong_stands_beside_its_input(db: Database) {
    let app = TestApp::over(&db).await;
    let types = app.get("/schedules/new").await.ok().texts("main .card a");
    assert!(types.contains(&"note".to_owned()) && types.contains(&"pay".to_owned()), "{types:?}");
    for (name, typed, words) in [
        ("name", "", "A name has 1 to 150 characters"),
        ("name", "..", "A name has 1 to 150 characters"),
        ("name", "a\u{7}", "A name has 1 to 150 characters"),
        ("name", &"x".repeat(151), "A name has 1 to 150 characters"),
        ("cron", "* * * *", "This is no cron expression. an expression has 5 fields"),
        ("cron", "@sometimes", "There is no such nickname: @annually"),
        ("cron", "0 0 31 2 *", "There is no such time within five years: look at its day and its month."),
        ("cron", "0 0 29 2 *", "a schedule runs at least five times"),
        ("cron", "0 0 1-100000000 * *", "This is no cron expression. day of the month"),
        ("cron", &"1,".repeat(60), "An expression has at most 100 characters: shorten it."),
        ("cron", "0 16 * * <b>", "This is no cron expression"),
        ("every", "5m", "Write a cron expression or a time between runs, not both."),
        ("timezone", "Mars/Crater", "There is no such time zone: write one like Europe/Berlin."),
        ("timezone", "europe/berlin", "There is no such time zone: did you mean Europe/Berlin?"),
        ("most", "0", "Write a whole number from 1 to 100."),
        ("most", "many", "Write a whole number from 1 to 100."),
        ("missed", "fly", "Choose one of these."),
        ("overlap", "fly", "Choose one of these."),
        ("run_on", "fly", "Choose one of these."),
        ("run_on", "node", "The name of a node has 1 to 60 characters."),
        ("window", "0s", "Write a length of time"),
        ("window", "long", "Write a length of time"),
        ("queue", &"x".repeat(65), "The name of a queue has 1 to 64 characters."),
        ("priority", "-1", "A priority is a whole number"),
        ("priority", "high", "A priority is a whole number"),
        ("max_attempts", "0", "Write a whole number from 1 to 1000."),
    ] {
        let page = post(&app, "/schedules", &[(name, typed)]).await;
        assert_eq!(page.status, 422, "{name} {typed}");
        let place = match (name, typed) {
            ("every", _) => "cron",
            ("run_on", "node") => "node",
            (name, _) => name,
        };
        assert!(
            page.words(&format!("#job-{place}-words .error")).contains(words),
            "{name} {typed}: {}",
            page.words("main")
        );
        let kept = page.attribute(&format!("input[name={name}]"), "value");
        assert!(kept.is_none_or(|kept| kept == typed), "{name}: what was typed is still there");
        assert!(page.has("[role=alert] a[href^='#job-']"), "{name} {typed}: a way to the input");
    }
    let page = post(&app, "/schedules", &[("cron", ""), ("every", "0s")]).await;
    assert!(page.words("#job-every-words .error").contains("whole seconds"));
    let page = post(&app, "/schedules", &[("every", "soon"), ("cron", "")]).await;
    assert!(page.words("#job-every-words .error").contains("whole seconds"));
    let page = post(&app, "/schedules", &[("cron", "x"), ("timezone", "y"), ("priority", "z")]).await;
    assert_eq!(
        page.texts("[role=alert] li").len(),
        2,
        "a zone that is none hides what is wrong in it: {}",
        page.words("main")
    );
    let page = app.post("/schedules", &[("type", "typed"), ("cron", "0 0 31 2 *"), ("window", "x")]).await;
    let wrong = page.attributes("[role=alert] li a", "href");
    assert_eq!(wrong, ["#job-name", "#job-arg-number", "#job-cron", "#job-window"], "all at once");
    for (path, fields, status) in [
        ("/schedules", [("type", "nosuch")], 404),
        ("/schedules", [("paused_by", "x")], 400),
        ("/schedules", [("type", "\0")], 404),
    ] {
        assert_eq!(post(&app, path, &fields).await.status.as_u16(), status, "{fields:?}");
    }
    assert!(app.jobs.schedules().all().await.unwrap().is_empty());
}

pub(crate) async fn j41_j46_a_schedule_from_a_form_after_a_look_at_its_runs(db: Database) {
    let app = TestApp::over(&db).await;
    let page = post(&app, "/schedules", &[("do", "preview")]).await.ok();
    assert_eq!(page.texts("main .next-runs li").len(), 10);
    assert!(page.words(".box[role=status]").contains("Every day at 16:00 Europe/London"));
    assert_eq!(page.attribute("[name=name]", "value").as_deref(), Some("tea time"));
    assert!(app.jobs.schedules().all().await.unwrap().is_empty(), "nothing is stored by a look");
    let page = post(&app, "/schedules", &[("do", "preview"), ("cron", "0 0 31 2 *")]).await;
    assert_eq!(page.status, 422);
    let page = post(&app, "/schedules", &[]).await;
    assert_eq!(page.location(), "/admin/schedules/tea%20time");
    let page = app.follow(page).await;
    assert_eq!(page.words(".flash"), "tea time was added.");
    assert_eq!(page.texts("#schedule-now .next-runs li").len(), 20);
    assert!(page.words(".facts").contains("These pages, added by all"));
    assert!(page.words(".facts").contains("The latest 3 are made up for, one by one"));
    let schedule = app.jobs.schedules().find("tea time").await.unwrap().unwrap();
    assert_eq!((schedule.cron.as_deref(), &*schedule.timezone), (Some("0 16 * * *"), "Europe/London"));
    assert_eq!(schedule.args, serde_json::json!({ "text": "tea" }));
    let again = post(&app, "/schedules", &[]).await;
    assert_eq!(again.status, 422);
    assert!(
        again
            .words("#job-name-words .error")
            .contains("There is a schedule of this name already: choose another name.")
    );
    let log = app.log().await;
    assert_eq!(log.len(), 1, "{log:?}");
    assert!(log[0].contains("schedule-added tea time") && log[0].contains("0 16 * * *"), "{log:?}");
    let audit = app.get("/audit?about=schedules").await.ok();
    assert!(audit.has("a[href='/admin/schedules/tea%20time']"));
}

/// What one type masks is not read by way of another that takes it for something else.
pub(crate) async fn j9_s25_the_mask_of_one_type_opens_nothing_for_another(db: Database) {
    let app = with(&db, []).await;
    let paid = NewSchedule::new("rent", &pay { token: "s3cret".into(), amount: 7, note: None }).unwrap();
    app.jobs.schedules().add(&paid.cron("@monthly"), Some("Ada")).await.unwrap();
    for args in ["\"••••••\"", "{\"to\": \"••••••\", \"weight\": \"••••••\", \"token\": \"••••••\"}"]
    {
        let fields = [("type", "send"), ("name", "rent"), ("args", args), ("cron", "@daily")];
        let page = app.post("/schedules", &fields).await;
        assert_eq!(page.status, 422, "{args}");
        assert!(!page.body.contains("s3cret"), "{args}: {}", page.words("main"));
    }
    let held = app.jobs.schedules().find("rent").await.unwrap().unwrap();
    assert_eq!((held.job_type.as_str(), held.args["token"].as_str()), ("pay", Some("s3cret")));
}

/// A job that only kaffy enqueues, and a task that only its schedule does.
pub(crate) async fn s29_what_nobody_enqueues_by_hand_is_no_type_to_choose(db: Database) {
    let app = with(&db, []).await;
    for path in ["/schedules/new", "/jobs/new", "/schedules"] {
        assert!(!app.get(path).await.ok().body.contains("kaffy.action"), "{path}");
    }
    for path in ["/schedules/new?type=kaffy.action", "/jobs/new?type=kaffy.action"] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
    let fields = [("type", "kaffy.action"), ("name", "mine"), ("cron", "@daily"), ("args", "{}")];
    assert_eq!(app.post("/schedules", &fields).await.status, 404);
    let own = NewSchedule::by_type("mine", "kaffy.action", serde_json::json!({})).cron("@daily");
    assert!(app.jobs.schedules().add(&own, None).await.is_err());
    // A name of a node that no database takes is said beside its input.
    let fields = [("type", "note"), ("name", "there"), ("arg.text", "x"), ("run_on", "node"), ("node", "a\0b")];
    let page = app.post("/schedules", &fields).await;
    assert!(page.status == 422 || page.status == 400, "{}", page.status);
}

pub(crate) async fn j41_what_was_added_is_changed_and_what_is_masked_stays(db: Database) {
    let app = with(&db, [of("code").cron("@daily")]).await;
    let schedules = app.jobs.schedules();
    let paid = NewSchedule::new("rent", &pay { token: "s3cret".into(), amount: 7, note: None }).unwrap();
    schedules.add(&paid.cron("@monthly"), Some("Ada")).await.unwrap();
    let page = app.get("/schedules/rent").await.ok();
    assert!(!page.body.contains("s3cret") && page.words("main pre").contains("••••••"));
    let page = app.get("/schedules/rent/edit").await.ok();
    assert!(!page.body.contains("s3cret") && !page.has("[name=name]") && !page.has("[name=type]"));
    assert_eq!(page.attribute("[name='arg.token']", "value").as_deref(), Some("••••••"));
    let revision = page.attribute("[name=revision]", "value").unwrap();
    schedules.deactivate("rent", Some("Ada"), Some("no money")).await.unwrap();
    let fields = |cron: &'static str, revision: &str| {
        let revision = revision.to_owned();
        move |amount: &'static str| {
            vec![
                ("arg.token".to_owned(), "••••••".to_owned()),
                ("arg.amount".to_owned(), amount.to_owned()),
                ("arg.note".to_owned(), String::new()),
                ("cron".to_owned(), cron.to_owned()),
                ("timezone".to_owned(), "UTC".to_owned()),
                ("missed".to_owned(), "skip".to_owned()),
                ("revision".to_owned(), revision.clone()),
            ]
        }
    };
    let send = async |path: &str, fields: Vec<(String, String)>| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        app.post(path, &fields).await
    };
    let page = send("/schedules/rent/edit", fields("@weekly", &revision)("many")).await;
    assert_eq!(page.status, 422);
    assert!(page.has("[name='arg.amount'][aria-invalid=true]"));
    let page = send("/schedules/rent/edit", fields("@weekly", &revision)("8")).await;
    assert_eq!(app.follow(page).await.words(".flash"), "rent was changed.");
    let schedule = schedules.find("rent").await.unwrap().unwrap();
    assert_eq!(schedule.args["token"], "s3cret", "what was masked is what it was");
    assert_eq!((schedule.args["amount"].as_i64(), schedule.cron.as_deref()), (Some(8), Some("@weekly")));
    assert_eq!(
        (schedule.state, schedule.reason.as_deref()),
        (ScheduleState::Inactive, Some("no money")),
        "still paused"
    );
    let page = send("/schedules/rent/edit", fields("@daily", &revision)("9")).await;
    assert_eq!(page.status, 409, "somebody else was faster");
    assert!(page.words("[role=alert]").contains("Somebody else has changed the schedule meanwhile"));
    let mut renamed = fields("@daily", &revision)("9");
    renamed.push(("name".into(), "other".into()));
    assert_eq!(send("/schedules/rent/edit", renamed).await.status, 400, "its name stays");
    assert!(!app.get("/schedules/code").await.ok().has("a[href$='/edit']"));
    assert_eq!(app.get("/schedules/code/edit").await.status, 409, "the code says what it is");
    assert_eq!(send("/schedules/code/edit", fields("@daily", "1")("9")).await.status, 409);
    let log = app.log().await;
    assert!(log[0].contains("schedule-changed rent") && log[0].contains("@weekly"), "{log:?}");
    assert!(!log.join("").contains("s3cret"), "{log:?}");
}

pub(crate) async fn j42_q3_paused_with_a_reason_and_resumed(db: Database) {
    let app = with(&db, [of("code").cron("@hourly")]).await;
    assert!(app.get("/schedules/code").await.ok().has("a[href='/admin/schedules/code/pause']"));
    for reason in ["", "  ", "x\0", &"x".repeat(501)] {
        let page = app.post("/schedules/code/pause", &[("reason", reason)]).await;
        assert_eq!(page.status, 422, "{reason:?}");
        assert!(page.has("[name=reason][aria-invalid=true]"));
    }
    let page = app.post("/schedules/code/pause", &[("reason", "the <oven> is cold")]).await;
    let page = app.follow(page).await;
    assert_eq!(page.words(".flash"), "code is paused.");
    let why = page.words("section[aria-labelledby=schedule-why]");
    assert!(why.contains("by all: the <oven> is cold"), "{why}");
    assert_eq!(page.words("#schedule-next"), "Runs to come, if it were active");
    assert_eq!(page.texts(".next-runs li").len(), 20);
    let page = app.post("/schedules/code/pause", &[("reason", "another")]).await;
    assert!(app.follow(page).await.words(".flash").contains("paused already"));
    let page = app.post("/schedules/code/resume", &[]).await;
    assert_eq!(app.follow(page).await.words(".flash"), "code is active again. Times that passed meanwhile are over.");
    let page = app.post("/schedules/code/resume", &[]).await;
    assert_eq!(app.follow(page).await.words(".flash"), "code was not paused.");
    let log = app.log().await;
    assert_eq!(log.len(), 2, "{log:?}");
    assert!(log[1].contains("schedule-paused code") && log[1].contains("the <oven> is cold"), "{log:?}");
    assert!(log[0].contains("schedule-resumed code"), "{log:?}");
}

pub(crate) async fn q22_j43_run_now_also_while_it_is_paused(db: Database) {
    let app = with(&db, [of("code").cron("@yearly"), of("hand")]).await;
    app.jobs.schedules().deactivate("code", Some("Ada"), None).await.unwrap();
    let worker = working(&app.jobs).await;
    for name in ["code", "hand"] {
        let page = app.post(&format!("/schedules/{name}/run"), &[]).await;
        let page = app.follow(page).await;
        assert_eq!(page.words(".flash"), "The run was added: it starts as soon as a worker is free.");
        assert_eq!(page.column("Reason"), ["By all"]);
        let job = page.attribute("#tick-list a.badge", "href").unwrap();
        let id = job.rsplit_once('/').unwrap().1.parse().unwrap();
        crate::waiting::reaches(&app.jobs, id, kaffy::JobState::Succeeded).await;
        assert_eq!(app.get(&format!("/schedules/{name}")).await.ok().column("Outcome"), ["Succeeded"]);
        assert_eq!(app.done.count(name), 1);
    }
    worker.stop().await;
    app.post("/schedules/hand/run", &[]).await.location();
    let page = app.post("/schedules/hand/run", &[]).await;
    let words = app.follow(page).await.words(".flash");
    assert_eq!(words, "It was not run. Left out: the last run was not over.");
    let log = app.log().await;
    assert_eq!(log.iter().filter(|line| line.contains("schedule-run")).count(), 4, "{log:?}");
}

pub(crate) async fn q30_deleting_says_that_the_code_brings_it_back(db: Database) {
    let app = with(&db, [of("code").cron("@hourly")]).await;
    app.jobs.schedules().add(&of("mine").cron("@hourly"), Some("Ada")).await.unwrap();
    let words = |page: &Page| page.words("main .lead");
    let page = app.get("/schedules/code/delete").await.ok();
    assert!(words(&page).contains("it is there again, and active, at the next start"), "{}", words(&page));
    let page = app.get("/schedules/mine/delete").await.ok();
    assert!(words(&page).contains("This cannot be undone."), "{}", words(&page));
    for name in ["code", "mine"] {
        let page = app.post(&format!("/schedules/{name}/delete"), &[]).await;
        assert_eq!(app.follow(page).await.words(".flash"), format!("{name} was deleted."));
        for path in ["", "/delete", "/pause", "/edit"] {
            assert_eq!(app.get(&format!("/schedules/{name}{path}")).await.status, 404, "{path}");
        }
    }
    drop(app);
    let app = with(&db, [of("code").cron("@hourly")]).await;
    assert_eq!(app.get("/schedules").await.ok().texts("#schedule-list tbody th a"), ["code"]);
    let log = app.log().await;
    assert!(log.iter().any(|line| line.contains("schedule-deleted code")), "{log:?}");
}

pub(crate) async fn s29_any_name_has_a_page_and_no_other_is_one(db: Database) {
    let app = TestApp::over(&db).await;
    let names = ["new", "a/b", "ä ö%2F?#", "<b>\"'&", "it's", "pause", "-", "a.b"];
    for name in names {
        let page = post(&app, "/schedules", &[("name", name)]).await;
        let page = app.follow(page).await;
        assert_eq!(page.words("h1"), name);
        let run = page.attribute("form[action$='/run']", "action").unwrap();
        app.post(run.strip_prefix("/admin").unwrap(), &[]).await.location();
        assert_eq!(
            app.get(run.strip_prefix("/admin").unwrap().strip_suffix("/run").unwrap()).await.ok().words("h1"),
            name
        );
    }
    let page = app.get("/schedules").await.ok();
    for href in page.attributes("#schedule-list tbody th a", "href") {
        app.get(href.strip_prefix("/admin").unwrap()).await.ok();
    }
    for name in ["nosuch", "%00", "NEW", &"x".repeat(151), "%0A"] {
        for (path, fields) in
            [("run", vec![]), ("resume", vec![]), ("delete", vec![]), ("pause", vec![("reason", "x")])]
        {
            assert_eq!(app.post(&format!("/schedules/{name}/{path}"), &fields).await.status, 404, "{name} {path}");
        }
        assert_eq!(app.get(&format!("/schedules/{name}")).await.status, 404, "{name}");
    }
    assert_eq!(app.get("/schedules/%ff").await.status, 400);
    for path in ["run", "resume", "delete"] {
        assert_eq!(app.post(&format!("/schedules/pause/{path}"), &[("by", "x")]).await.status, 400, "{path}");
    }
}
