//! The chores of these tests, as code without the macro writes them, and an admin that has them.

use std::time::Duration;

use axum::body::Body;
use http::Request;
use http_body_util::BodyExt;
use kaffy::{
    Database,
    jobs::{
        JobsBuilder, WorkerHandle,
        chores::{
            Chore, ChoreError, ChoreFile, ChoreMeta, ChoreRun, ChoreRunRecord, ChoreSource, InputErrors, Restriction,
            RunStatus,
        },
    },
    prelude::*,
};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Page, TestApp};
use crate::waiting::{until, working};

/// What a page must escape.
pub(super) const POISON: &str = "<i>no</i> \"'{{ 7 }}";

/// Counts, and does on the way what its word says.
#[derive(Clone, Debug, AdminFields)]
pub(super) struct CountUp {
    /// How far it counts.
    #[admin(min = 1, max = 5_000, default = 3)]
    pub(super) to: i64,
    #[admin(max_len = 200)]
    pub(super) word: Option<String>,
    #[admin(password)]
    pub(super) token: Option<String>,
}

impl Chore for CountUp {
    const CHORE: &'static ChoreMeta = &ChoreMeta::new(
        "count_up",
        "tests::count_up",
        "Count up",
        ChoreSource::new("src/count.rs", 7, "fn <b>count</b>()"),
    )
    .description("Counts <b>up</b>. And says so.\n\nMore about it.");

    async fn run(self, run: ChoreRun) -> Result<Value, ChoreError> {
        count(self.to, self.word.unwrap_or_default(), run).await
    }

    fn check(&mut self, errors: &mut InputErrors) {
        if self.word.as_deref() == Some("wrong") {
            errors.add("word", "says <b>wrong</b>");
            errors.add("word", "and once more");
        }
    }
}

async fn count(to: i64, word: String, run: ChoreRun) -> Result<Value, ChoreError> {
    match &*word {
        "fail at once" => return Err(ChoreError::failed("it never began")),
        "open" => run.progress(5, None),
        "over" => run.progress(9, 3),
        "begun" => run.progress(0, 4),
        "many" => (1..=1_200).for_each(|number| run.log(format_args!("line {number}"))),
        "make" => {
            run.download("a \"b\".csv", "=1+1,2\n").await?;
            run.download("page.html", "<script>alert(1)</script>").await?;
        }
        "say" => run.message(POISON),
        _ => {}
    }
    if matches!(&*word, "open" | "over" | "begun" | "say") {
        loop {
            run.leave()?;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    let items = run.each(1..=to);
    let items = if word == "some" { items.keep_going() } else { items };
    items.run(async |_, number| count_one(&run, &word, number).await).await?;
    Ok(json!({ "counted": to }))
}

async fn count_one(run: &ChoreRun, word: &str, number: i64) -> Result<(), ChoreError> {
    run.log(format_args!("{POISON} {number}"));
    run.inc_counter("counted <b>", 1);
    if word == "slow" {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    match (word, number) {
        ("fail" | "some", 2) => Err(ChoreError::failed(format_args!("cannot count {POISON}")).at("number <two>")),
        _ => Ok(()),
    }
}

/// Takes files.
#[derive(Clone, Debug, AdminFields)]
pub(super) struct Import {
    prices: ChoreFile,
    note: String,
    more: Option<ChoreFile>,
}

impl Chore for Import {
    const CHORE: &'static ChoreMeta = &ChoreMeta::new(
        "import",
        "tests::import",
        "Import prices",
        ChoreSource::new("src/import.rs", 1, "fn import()"),
    )
    .restriction(Restriction::None);

    async fn run(self, run: ChoreRun) -> Result<Value, ChoreError> {
        run.log(format_args!("{} {}", self.note, self.more.is_some()));
        Ok(Value::Null)
    }
}

/// A loaf on sale.
#[derive(Debug, AdminResource)]
#[admin(table = "loaves")]
pub(super) struct Loaf {
    id: i64,
    title: String,
    price: i64,
}

/// Gives everything a new price, once somebody else agrees.
#[derive(Clone, Debug, AdminFields)]
pub(super) struct Reprice {
    #[admin(min = 1)]
    pub(super) by: i64,
}

impl Chore for Reprice {
    const CHORE: &'static ChoreMeta =
        &ChoreMeta::new("runs", "tests::reprice", "Raise prices", ChoreSource::new("src/price.rs", 1, "fn reprice()"))
            .restriction(Restriction::Global)
            .dry_run()
            .approvals(1);

    async fn run(self, run: ChoreRun) -> Result<Value, ChoreError> {
        let changed = run
            .transaction(async |mut tx| {
                tx.update_rows::<Loaf>([("price", Expr::col("price").add(self.by))], Expr::col("id").lt(3)).await
            })
            .await?;
        Ok(json!(changed))
    }

    fn is_available(actor: &Actor) -> bool {
        actor.id != "view,run,stop,approve,stranger"
    }
}

/// May not run beside what raises prices, and is there for everybody.
#[derive(Clone, Debug, AdminFields)]
pub(super) struct Sweep {
    #[admin(blank)]
    pub(super) where_to: String,
}

impl Chore for Sweep {
    const CHORE: &'static ChoreMeta =
        &ChoreMeta::new("sweep", "tests::sweep", "Sweep", ChoreSource::new("src/sweep.rs", 1, "fn sweep()"))
            .restriction(Restriction::Global);

    async fn run(self, run: ChoreRun) -> Result<Value, ChoreError> {
        run.log(self.where_to);
        Ok(Value::Null)
    }
}

/// An admin with these chores, and two loaves.
pub(super) async fn over(db: &Database) -> TestApp {
    with(db, |jobs| jobs).await
}

/// The same with more.
pub(super) async fn with(db: &Database, more: impl FnOnce(JobsBuilder) -> JobsBuilder) -> TestApp {
    for statement in [
        "CREATE TABLE loaves (id BIGINT PRIMARY KEY, title VARCHAR(80) NOT NULL, price BIGINT NOT NULL)",
        "INSERT INTO loaves VALUES (1, '<b>Rye</b>', 450), (2, 'Spelt', 520)",
    ] {
        db.execute(statement).await.unwrap();
    }
    TestApp::built(db, |jobs| more(jobs).chore::<CountUp>().chore::<Import>().chore::<Reprice>(), |admin| admin).await
}

/// The same with a worker.
pub(super) async fn at_work(db: &Database) -> (TestApp, WorkerHandle) {
    let app = over(db).await;
    let worker = working(&app.jobs).await;
    (app, worker)
}

/// How many loaves have a price.
pub(super) async fn priced(app: &TestApp, price: i64) -> usize {
    let select = Query::select().column("id").from("loaves").and_where(Expr::col("price").eq(price)).to_owned();
    app.admin.database().fetch(&select, &[kaffy::inside::Read::integer()]).await.unwrap().len()
}

/// Starts a run from its form, and says its id.
/// What somebody says who has looked at a run and agrees to it.
pub(crate) async fn agreeing(app: &TestApp, user: &str, run: &str) -> [(&'static str, String); 3] {
    let page = app.get_as(user, run).await.ok();
    let seen = page.attribute("input[name=seen]", "value").unwrap_or_default();
    [("answer", "agree".to_owned()), ("reason", "It is <b>time</b>".to_owned()), ("seen", seen.to_owned())]
}

pub(super) async fn start(app: &TestApp, key: &str, fields: &[(&str, &str)]) -> Uuid {
    start_as(app, "all", key, fields).await
}

pub(super) async fn start_as(app: &TestApp, user: &str, key: &str, fields: &[(&str, &str)]) -> Uuid {
    let key = if key == "runs" { "%72uns" } else { key };
    id_of(&app.post_as(user, &format!("/chores/{key}"), &whole(fields)).await)
}

/// Fields of `count_up` as its page would send them.
pub(super) fn whole<'f>(fields: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let is_counting = fields.iter().any(|(name, _)| *name == "to");
    let is_said = |name: &str| fields.iter().any(|(known, _)| *known == name);
    let rest = [("word", ""), ("token", "")].into_iter().filter(|(name, _)| is_counting && !is_said(name));
    fields.iter().copied().chain(rest).collect()
}

/// The run that an answer leads to.
pub(super) fn id_of(page: &Page) -> Uuid {
    let place = page.location();
    let id = place.rsplit('/').next().and_then(|id| id.parse().ok());
    id.unwrap_or_else(|| panic!("{place} is no run"))
}

/// Waits until a run is somewhere.
pub(super) async fn reaches(app: &TestApp, id: Uuid, status: RunStatus) -> ChoreRunRecord {
    let run = async || app.jobs.chores().find_run(id).await.unwrap().expect("the run is there");
    until(&format!("the run is {status}"), || async {
        let now = run().await;
        assert!(now.status == status || !now.status.is_final(), "it ended otherwise: {now:#?}");
        now.status == status
    })
    .await;
    run().await
}

/// Waits until something holds of a run.
pub(super) async fn comes_to(app: &TestApp, id: Uuid, what: &str, holds: impl Fn(&ChoreRunRecord) -> bool) {
    until(what, || async { holds(&app.jobs.chores().find_run(id).await.unwrap().unwrap()) }).await;
}

/// Pieces of an answer that stays open, as text.
pub(super) struct Stream(Body);

impl Stream {
    pub(super) async fn open(app: &TestApp, user: &str, path: &str) -> Result<Self, http::StatusCode> {
        let request = Request::get(format!("/admin{path}")).header("x-user", user).header("host", "shed.test");
        let response = app.answer(request.body(Body::empty()).unwrap()).await;
        match response.status().is_success() {
            true => Ok(Self(response.into_body())),
            false => Err(response.status()),
        }
    }

    /// The next piece; none at the end. A minute is longer than anything here takes.
    pub(super) async fn next(&mut self) -> Option<String> {
        let frame = tokio::time::timeout(Duration::from_secs(60), self.0.frame()).await.expect("a piece");
        let bytes = frame?.unwrap().into_data().ok()?;
        Some(String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// The next event.
    pub(super) async fn event(&mut self) -> Option<Value> {
        loop {
            let piece = self.next().await?;
            if let Some((_, data)) = piece.split_once("data: ") {
                return Some(serde_json::from_str(data.trim()).unwrap());
            }
        }
    }
}
