//! One run from its start to its end, and who hears of it.

use std::time::Duration;

use kaffy::{
    Actor, Database, Jobs,
    chores::{RunFilter, RunOptions, RunStatus, StartError, StartedVia},
    jobs::{JobEvent, JobEvents, Retention, testing::TestJobs},
};
use serde_json::json;

use crate::chores::{
    ada, again, bakery, bakery_with, ends_of, for_managers, gives_up, grace, quick, reaches, says, spawns, talks,
    until, working,
};

fn saying(words: &str) -> says {
    says { words: words.to_owned(), times: 2, key: None }
}

async fn lines(jobs: &Jobs, id: uuid::Uuid) -> Vec<String> {
    jobs.chores().log(id, 0, 10_000).await.unwrap().into_iter().map(|line| line.text).collect()
}

pub(crate) async fn c30_c40_c53_j81_a_run_says_who_did_what_and_how_it_went(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let worker = working(&jobs).await;
    let chore = says { key: Some("hunter2".into()), ..saying("hello") };
    let id = jobs.chores().run(&ada(), chore, RunOptions::new()).await.unwrap();
    let run = reaches(&jobs, id, RunStatus::Succeeded).await;
    assert_eq!(
        (run.chore.as_str(), run.title.as_str(), run.actor.as_str(), run.actor_name.as_str()),
        ("says", "Says", "ada", "Ada")
    );
    assert_eq!(
        (run.via, run.starts, run.is_dry, run.result),
        (StartedVia::Code, 1, false, Some(json!({ "said": "hello" })))
    );
    assert_eq!(run.counters, [("said".to_owned(), 2.0), ("times".to_owned(), 2.0)]);
    let inputs: Vec<_> = run.inputs.iter().map(|it| (it.label.as_str(), it.text.as_deref().unwrap_or("-"))).collect();
    assert_eq!(inputs, [("Words", "hello"), ("Times", "2"), ("Key", "••••••")], "a secret is masked");
    assert!(run.created_at <= run.started_at.unwrap() && run.started_at.unwrap() <= run.finished_at.unwrap());
    assert!(run.node.is_some() && !run.build.is_empty() && run.error.is_none());
    assert_eq!(lines(&jobs, id).await, ["by Ada", "hello 1", "hello 2"]);
    assert_eq!(run.lines, 3);
    // Pages of the log, and filters.
    let page = jobs.chores().log(id, 1, 1).await.unwrap();
    assert_eq!((page.len(), page[0].number, page[0].text.as_str()), (1, 2, "hello 1"));
    let other = jobs.chores().run(&grace(), saying("again"), RunOptions::new().again_of(id)).await.unwrap();
    assert_eq!(reaches(&jobs, other, RunStatus::Succeeded).await.again_of, Some(id));
    let mut filter = RunFilter::new();
    filter.actor_name = Some("ADA".to_owned());
    let found = jobs.chores().list_runs(&filter, None, 10).await.unwrap();
    assert_eq!(found.iter().map(|run| run.id).collect::<Vec<_>>(), [id]);
    let all = jobs.chores().list_runs(&RunFilter::new(), None, 10).await.unwrap();
    assert_eq!(all.iter().map(|run| run.id).collect::<Vec<_>>(), [other, id], "the newest first");
    assert!(jobs.chores().list_running().await.unwrap().is_empty());
    worker.stop().await;
}

pub(crate) async fn c34_c51_a_failure_and_a_panic_are_states_and_not_lines(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let worker = working(&jobs).await;
    for (words, expected) in [("error", "no disk"), ("panic", "panicked: as it was told at ")] {
        let id = jobs.chores().run(&ada(), saying(words), RunOptions::new()).await.unwrap();
        let run = reaches(&jobs, id, RunStatus::Errored).await;
        assert!(run.error.as_deref().is_some_and(|error| error.starts_with(expected)), "{run:#?}");
        assert!(!run.can_resume && run.finished_at.is_some());
        assert_eq!(lines(&jobs, id).await.len(), 3, "what it said before is kept");
        until("it is heard", async || ends_of(id) == [RunStatus::Errored]).await;
    }
    worker.stop().await;
}

pub(crate) async fn c42_fail_ends_the_run_wherever_it_is_called(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    for (spawned, words) in [(false, "said here"), (true, "said elsewhere")] {
        let id = jobs.chores().run(&ada(), gives_up { spawned }, RunOptions::new()).await.unwrap();
        let run = reaches(&jobs, id, RunStatus::Errored).await;
        assert_eq!(run.error.as_deref(), Some(words));
        until("it is heard, and not once more as finished", async || ends_of(id) == [RunStatus::Errored]).await;
    }
    assert_eq!(seen.count("went on"), 0);
    worker.stop().await;
}

pub(crate) async fn c43_c44_tasks_that_it_spawns_report_as_well(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let done = test.run_chore(&ada(), spawns {}, RunOptions::new()).await.unwrap();
    assert_eq!((done.run.status, done.counter("tasks"), done.lines.len()), (RunStatus::Succeeded, 20.0, 20));
}

pub(crate) async fn c50_the_end_is_heard_however_it_comes(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.chores().run(&ada(), saying("well"), RunOptions::new()).await.unwrap();
    reaches(&jobs, id, RunStatus::Succeeded).await;
    until("it is heard", async || ends_of(id) == [RunStatus::Succeeded]).await;
    let id = jobs.chores().run(&ada(), crate::chores::hangs {}, RunOptions::new()).await.unwrap();
    seen.wait_for("hangs").await;
    jobs.chores().stop(id, &grace()).await.unwrap();
    reaches(&jobs, id, RunStatus::Cancelled).await;
    until("it is heard", async || ends_of(id) == [RunStatus::Cancelled]).await;
    worker.stop().await;
    // Nobody works, and the one who stops it tells.
    let id = jobs.chores().run(&ada(), saying("never"), RunOptions::new()).await.unwrap();
    assert_eq!(jobs.chores().stop(id, &grace()).await.unwrap(), RunStatus::Cancelled);
    until("it is heard", async || ends_of(id) == [RunStatus::Cancelled]).await;
}

#[derive(Clone, Default)]
struct Heard(std::sync::Arc<std::sync::Mutex<Vec<String>>>);

impl JobEvents for Heard {
    fn on(&self, event: &JobEvent) {
        let words = match event {
            JobEvent::ChoreStarted { chore, start, is_dry, .. } => format!("{chore} {start} {is_dry}"),
            JobEvent::ChoreEnded { chore, status, .. } => format!("{chore} {status}"),
            _ => return,
        };
        self.0.lock().unwrap().push(words);
    }
}

pub(crate) async fn c52_c80_who_listens_hears_of_each_beginning_and_end(db: Database) {
    let heard = Heard::default();
    let (jobs, _) = bakery_with(&db, |builder| builder.events(heard.clone())).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    test.run_chore(&ada(), saying("well"), RunOptions::new()).await.unwrap();
    test.run_chore(&ada(), saying("panic"), RunOptions::new()).await.unwrap();
    let id = jobs.chores().run(&ada(), saying("never"), RunOptions::new()).await.unwrap();
    jobs.chores().stop(id, &ada()).await.unwrap();
    let all = ["says 1 false", "says succeeded", "says 1 false", "says errored", "says cancelled"];
    until("all are heard", async || *heard.0.lock().unwrap() == all).await;
}

pub(crate) async fn c10_inputs_that_nobody_declared_start_nothing(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let object = |value: serde_json::Value| value.as_object().unwrap().clone();
    for (given, expected) in [
        (json!({ "words": "x", "other": 1 }), "other"),
        (json!({}), "words"),
        (json!({ "words": "x", "times": "12abc" }), "times"),
        (json!({ "words": "x", "times": 6 }), "times"),
        (json!({ "words": "x", "times": 1e300 }), "times"),
        (json!({ "words": null }), "words"),
        (json!({ "words": ["x"] }), "words"),
    ] {
        let error = jobs.chores().run_by_name(&ada(), "says", &object(given.clone()), RunOptions::new()).await;
        let error = error.expect_err("it is wrong").to_string();
        assert!(error.contains(expected), "{given}: {error}");
    }
    for name in ["", "nosuch", "../says", "a/b", "<b>", "SAYS"] {
        let error = jobs.chores().run_by_name(&ada(), name, &object(json!({})), RunOptions::new()).await;
        assert!(matches!(error, Err(StartError::Unknown(unknown)) if unknown == name));
    }
    // The type itself goes by the same rules.
    let error = jobs.chores().run(&ada(), says { times: 6, ..saying("x") }, RunOptions::new()).await;
    assert!(matches!(error, Err(StartError::Inputs(_))));
    assert!(jobs.chores().list_runs(&RunFilter::new(), None, 10).await.unwrap().is_empty(), "nothing was started");
    // Strings are texts whatever they look like.
    let given = object(json!({ "words": "$(id); drop table loaves" }));
    let id = jobs.chores().run_by_name(&ada(), "says", &given, RunOptions::new()).await.unwrap();
    let run = jobs.chores().find_run(id).await.unwrap().unwrap();
    assert_eq!(run.inputs[1].text.as_deref(), Some("2"), "the default");
}

pub(crate) async fn c33_chores_are_for_those_who_may(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let manager = |id: &str| Actor::new(id, id).role("manager");
    let keys =
        |actor: &Actor| jobs.chores().list_available(actor).iter().any(|entry| entry.meta().key == "for_managers");
    assert!(keys(&manager("monday")) && !keys(&manager("sunday")) && !keys(&ada()));
    // Who lost the right meanwhile is asked of the admin; code may do what it likes.
    let id = jobs.chores().run(&ada(), for_managers {}, RunOptions::new()).await.unwrap();
    let worker = working(&jobs).await;
    reaches(&jobs, id, RunStatus::Succeeded).await;
    worker.stop().await;
}

pub(crate) async fn j79_a_hundred_thousand_lines_are_kept_in_order(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let worker = working(&jobs).await;
    let id = jobs.chores().run(&ada(), talks { lines: 100_000 }, RunOptions::new()).await.unwrap();
    let run = reaches(&jobs, id, RunStatus::Succeeded).await;
    assert_eq!((run.lines, run.done, run.total), (100_000, 1_000_009, Some(1_000_000)));
    let mut next = 1;
    while next <= 100_000 {
        let page = jobs.chores().log(id, next - 1, 10_000).await.unwrap();
        assert_eq!(page.len(), 10_000);
        for line in page {
            assert_eq!((line.number, line.text), (next, format!("line {next}")));
            next += 1;
        }
    }
    assert!(jobs.chores().log(id, 100_000, 10).await.unwrap().is_empty());
    worker.stop().await;
}

pub(crate) async fn j85_a_run_again_begins_with_what_was_typed_and_no_secret(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let admin = kaffy::Admin::builder(db.clone()).auth(kaffy::Auth::none_for_local_development());
    let admin = kaffy::jobs::WithJobs::jobs(admin, jobs.clone()).build().await.unwrap();
    let right = admin.authorize_area::<kaffy::chore_rights::Run>(&ada()).unwrap();
    let posted = kaffy::Posted::new([("words", "once"), ("times", "3"), ("key", "hunter2")]);
    let id = jobs.desk().start_chore(&right, "says", &posted, RunOptions::new().once("form")).await.unwrap();
    let same = jobs.desk().start_chore(&right, "says", &posted, RunOptions::new().once("form")).await.unwrap();
    assert_eq!(same, id, "a form that is sent twice starts one run");
    let (entry, values) = jobs.desk().run_again(&right, id).await.unwrap().unwrap();
    assert_eq!(entry.meta().key, "says");
    assert_eq!(
        (values["words"].as_slice(), values["times"].as_slice()),
        (&["once".to_owned()][..], &["3".to_owned()][..])
    );
    assert!(!format!("{values:?}").contains("hunter2"));
    let wrong = kaffy::Posted::new([("words", ""), ("times", "12abc")]);
    let error = jobs.desk().start_chore(&right, "says", &wrong, RunOptions::new()).await;
    let Err(StartError::Inputs(rejected)) = error else { panic!("{error:?}") };
    assert!(rejected.errors.contains_key("words") && rejected.errors.contains_key("times"), "{rejected:?}");
    assert_eq!(rejected.values["times"], ["12abc"], "what was typed is kept");
}

pub(crate) async fn c81_a_test_runs_a_chore_by_itself(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let done = test.run_chore(&ada(), saying("aloud"), RunOptions::new()).await.unwrap();
    done.assert_logged("aloud 2");
    assert_eq!((done.run.status, done.counter("said"), done.counter("none")), (RunStatus::Succeeded, 2.0, 0.0));
    let missing = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| done.assert_logged("never said")));
    assert!(missing.is_err(), "it asserts something");
}

pub(crate) async fn j87_what_is_old_is_taken_away_with_all_that_belongs_to_it(db: Database) {
    let keep = |kept: u64| Retention::default().chores(Duration::from_secs(kept));
    let (jobs, _) = bakery_with(&db, |builder| builder.retention(keep(3_600))).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let old = test.run_chore(&ada(), saying("old"), RunOptions::new()).await.unwrap().run.id;
    let (jobs, _) = again(&db, |builder| builder.retention(keep(0))).await;
    let worker = quick(&jobs).start().await.unwrap();
    until("it is gone", async || jobs.chores().find_run(old).await.unwrap().is_none()).await;
    assert!(jobs.chores().log(old, 0, 10).await.unwrap().is_empty());
    worker.stop().await;
}

pub(crate) async fn s25_what_is_secret_is_forgotten_with_the_end(db: Database) {
    let (jobs, seen) = bakery(&db).await;
    let given = async |id: uuid::Uuid| {
        let select = kaffy::sea_query::Query::select()
            .columns(["given", "shown"])
            .from("kaffy_chore_runs")
            .and_where(kaffy::sea_query::ExprTrait::eq(kaffy::sea_query::Expr::col("id"), id.to_string()))
            .to_owned();
        let text = kaffy::inside::Read::As(kaffy::Kind::Text);
        format!("{:?}", db.fetch(&select, &[text, text]).await.unwrap())
    };
    let chore = says { key: Some("hunter2".into()), ..saying("x") };
    let id = jobs.chores().run(&ada(), chore, RunOptions::new()).await.unwrap();
    assert!(given(id).await.contains("hunter2"), "the worker needs it");
    let job = jobs.list(&kaffy::jobs::JobFilter::new(), None, 10).await.unwrap();
    assert!(!format!("{job:?}").contains("hunter2"), "the job does not");
    let worker = working(&jobs).await;
    reaches(&jobs, id, RunStatus::Succeeded).await;
    assert_eq!(seen.count("key true"), 1);
    assert!(!given(id).await.contains("hunter2"));
    worker.stop().await;
    let chore = says { key: Some("hunter2".into()), ..saying("y") };
    let id = jobs.chores().run(&ada(), chore, RunOptions::new()).await.unwrap();
    jobs.chores().stop(id, &ada()).await.unwrap();
    assert!(!given(id).await.contains("hunter2"));
}

pub(crate) async fn c53_a_run_of_a_chore_that_is_no_more_ends(db: Database) {
    let (jobs, _) = bakery(&db).await;
    let chore = says { key: Some("hunter2".into()), ..saying("x") };
    let id = jobs.chores().run(&ada(), chore, RunOptions::new()).await.unwrap();
    let other = Jobs::builder(&db).chore::<Nothing>().build().await.unwrap();
    let mut test = TestJobs::new(&other).await.unwrap();
    for _ in 0..70 {
        test.drain("default").await.unwrap();
        test.advance(Duration::from_secs(6));
    }
    let run = other.chores().find_run(id).await.unwrap().unwrap();
    assert_eq!(run.status, RunStatus::Errored);
    assert_eq!(run.error.as_deref(), Some("No program knows this chore any more"));
    let admin = kaffy::Admin::builder(db.clone()).auth(kaffy::Auth::none_for_local_development());
    let admin = kaffy::jobs::WithJobs::jobs(admin, other.clone()).build().await.unwrap();
    let right = admin.authorize_area::<kaffy::chore_rights::View>(&ada()).unwrap();
    assert!(
        other.desk().chore_run(&right, id).await.unwrap().is_some_and(|one| one.entry.is_none()),
        "it can be looked at"
    );
}

mod nothing {
    use kaffy::prelude::*;

    #[chore]
    pub(crate) async fn nothing() -> Result<(), ChoreError> {
        Ok(())
    }
}
use nothing::nothing as Nothing;
