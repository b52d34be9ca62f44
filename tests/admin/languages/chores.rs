//! The pages of chores in the made-up language: every state of a run, every form and what it refuses.

use std::time::Duration;

use kaffy::{
    Audit, Database,
    jobs::chores::{Chore, ChoreError, ChoreFile, ChoreMeta, ChoreRun, ChoreSource, Restriction, RunStatus},
    prelude::*,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Walk, bakery::bakery_over, marked};

/// Does what its word says.
#[derive(Clone, Debug, AdminFields)]
struct Knead {
    #[admin(label = "Λέξη")]
    λέξη: Option<String>,
    #[admin(label = "Αριθμός", min = 0)]
    αριθμός: u64,
    #[admin(label = "Μυστικό", password)]
    μυστικό: Option<String>,
}

impl Chore for Knead {
    const CHORE: &'static ChoreMeta =
        &ChoreMeta::new("ζύμωμα", "languages::knead", "Ζύμωμα", ChoreSource::new("ζ", 1, "ζ")).description("Ζυμώνει.");

    async fn run(self, run: ChoreRun) -> Result<Value, ChoreError> {
        match self.λέξη.as_deref() {
            Some("ανοιχτό") => run.progress(2, None),
            Some("πολύ") => run.progress(9, 3),
            Some("αρχή") => run.progress(0, self.αριθμός),
            Some("λάθος") => {
                run.download("ψωμί", "α").await?;
                run.log("Ζεστό");
                return Err(ChoreError::failed("Κρύο").at("Ψωμί"));
            }
            _ => run.progress(self.αριθμός, self.αριθμός),
        }
        run.message("Ζυμώνει");
        run.inc_counter("ψωμιά", 1);
        while self.λέξη.is_some() {
            // A place to go on from, and to leave at.
            run.checkpoint(&self.αριθμός).await?;
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(json!(self.μυστικό.is_some()))
    }
}

/// Takes files, alone.
#[derive(Clone, Debug, AdminFields)]
struct Weigh {
    #[admin(label = "Αρχείο")]
    αρχείο: ChoreFile,
    #[admin(label = "Άλλο")]
    άλλο: Option<ChoreFile>,
}

impl Chore for Weigh {
    const CHORE: &'static ChoreMeta =
        &ChoreMeta::new("ζύγισμα", "languages::weigh", "Ζύγισμα", ChoreSource::new("ζ", 1, "ζ"))
            .restriction(Restriction::None);

    async fn run(self, run: ChoreRun) -> Result<Value, ChoreError> {
        run.log(self.αρχείο.id());
        Ok(json!(self.άλλο.is_some()))
    }
}

/// Waits for others, and can be tried.
#[derive(Clone, Debug, AdminFields)]
struct Bake {
    #[admin(label = "Αριθμός")]
    αριθμός: u64,
}

impl Chore for Bake {
    const CHORE: &'static ChoreMeta =
        &ChoreMeta::new("ψήσιμο", "languages::bake", "Ψήσιμο", ChoreSource::new("ζ", 1, "ζ"))
            .restriction(Restriction::Global)
            .dry_run()
            .approvals(2);

    async fn run(self, run: ChoreRun) -> Result<Value, ChoreError> {
        let number = self.αριθμός;
        run.log(number);
        Ok(Value::Null)
    }
}

const KNEAD: &str = "/chores/%CE%B6%CF%8D%CE%BC%CF%89%CE%BC%CE%B1";
const WEIGH: &str = "/chores/%CE%B6%CF%8D%CE%B3%CE%B9%CF%83%CE%BC%CE%B1";
const BAKE: &str = "/chores/%CF%88%CE%AE%CF%83%CE%B9%CE%BC%CE%BF";

async fn reaches(jobs: &Jobs, id: Uuid, status: RunStatus) {
    for _ in 0..3_000 {
        let run = jobs.chores().find_run(id).await.expect("read").expect("there");
        if run.status == status {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the run never was {status}");
}

/// The run that a page is about.
fn run_of(page: &crate::support::Page) -> (String, Uuid) {
    let place = page.address.trim_start_matches("/admin").to_owned();
    let id = place.rsplit('/').next().and_then(|id| id.parse().ok());
    (place, id.expect("the page of a run"))
}

/// A run with a word, once it works.
async fn working(walk: &mut Walk, jobs: &Jobs, word: &str, number: u64) -> (String, Uuid) {
    let fields = [("λέξη", word), ("αριθμός", &*number.to_string()), ("μυστικό", "α")];
    let (place, id) = run_of(&walk.post(303, KNEAD, &fields).await);
    reaches(jobs, id, RunStatus::Running).await;
    // What it says is written down once a second.
    tokio::time::sleep(Duration::from_millis(1_300)).await;
    (place, id)
}

#[tokio::test]
async fn k20_chores_say_only_messages() {
    let db = Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory");
    let jobs =
        Jobs::builder(&db).chore::<Knead>().chore::<Weigh>().chore::<Bake>().build().await.expect("three chores");
    let app = bakery_over(db, marked::TAG, {
        let jobs = jobs.clone();
        |builder| builder.jobs(jobs).audit(Audit::on()).areas(|actor, _, right| actor.id != "viewer" || right == "view")
    })
    .await;
    let mut walk = Walk { app, strays: Vec::new() };
    for path in ["/chores", "/chores?q=%CE%BE", "/chores/runs", "/chores/runs?who=%CE%BE", KNEAD, WEIGH, BAKE] {
        walk.get(path).await;
        walk.get_as("viewer", 200, path).await;
    }
    for path in [
        "/chores?q=%00",
        "/chores/runs?status=x",
        "/chores/runs?from=x",
        "/chores/runs?who=%00",
        "/chores/runs?before=x",
    ] {
        walk.get_as("ann", 400, path).await;
    }
    walk.get_as("ann", 404, "/chores/%CE%BE").await;
    walk.get_as("ann", 404, "/chores/runs/%CE%BE").await;
    walk.post_as("viewer", 403, KNEAD, &[]).await;
    // What waits, for others and for a worker.
    let awaiting = walk.post(303, BAKE, &[("αριθμός", "1")]).await;
    let (place, _) = run_of(&awaiting);
    walk.get_as("viewer", 200, &place).await;
    for (user, status, answer, reason) in [
        ("ann", 409, "agree", "ναι"),
        ("bob", 422, "agree", ""),
        ("bob", 400, "ξ", "ναι"),
        ("bob", 303, "agree", "ναι"),
        ("bob", 409, "agree", "ναι"),
        ("eve", 303, "refuse", "όχι"),
    ] {
        let seen = walk.get_as(user, 200, &place).await.attribute("input[name=seen]", "value").unwrap_or_default();
        let fields = [("answer", answer), ("reason", reason), ("seen", &*seen)];
        walk.post_as(user, status, &format!("{place}/approve"), &fields).await;
    }
    let blind = [("answer", "agree"), ("reason", "ναι")];
    walk.post_as("zoe", 409, &format!("{place}/approve"), &blind).await;
    walk.get(&place).await;
    let worker = jobs.worker().poll(Duration::from_millis(50)).start().await.expect("a worker");
    for (word, number) in [("ανοιχτό", 1), ("πολύ", 1), ("αρχή", 1), ("αρχή", 5), ("αρχή", 0)] {
        let (place, id) = working(&mut walk, &jobs, word, number).await;
        walk.get(&place).await;
        walk.get("/chores").await;
        walk.get(KNEAD).await;
        walk.post(409, KNEAD, &[("λέξη", ""), ("αριθμός", "1"), ("μυστικό", "")]).await;
        match (word, number) {
            ("πολύ", _) => {
                walk.post(303, &format!("{place}/move"), &[("move", "pause")]).await;
                reaches(&jobs, id, RunStatus::Paused).await;
                walk.get(&place).await;
                walk.post(303, &format!("{place}/move"), &[("move", "resume")]).await;
                // With a worker again: what nobody works on yet is stopped at once, and one's own doing is not told.
                reaches(&jobs, id, RunStatus::Running).await;
                walk.post(303, &format!("{place}/move"), &[("move", "cancel")]).await;
            }
            ("ανοιχτό", _) => {
                walk.post(303, &format!("{place}/move"), &[("move", "cancel")]).await;
                walk.get(&place).await;
            }
            _ => drop(walk.post(303, &format!("{place}/move"), &[("move", "cancel")]).await),
        }
        reaches(&jobs, id, RunStatus::Cancelled).await;
        walk.get(&place).await;
        for (status, word) in [(409, "pause"), (409, "force-cancel"), (400, "ξ")] {
            walk.post(status, &format!("{place}/move"), &[("move", word)]).await;
        }
        for word in ["pause", "resume", "cancel", "force-pause", "force-cancel"] {
            walk.get(&format!("{place}/move?move={word}")).await;
        }
    }
    // What failed, and what it made.
    let fields = [("λέξη", "λάθος"), ("αριθμός", "1"), ("μυστικό", "α")];
    let (place, failed) = run_of(&walk.post(303, KNEAD, &fields).await);
    reaches(&jobs, failed, RunStatus::Errored).await;
    let page = walk.get(&place).await;
    let file = page.attribute(".run-files a[download]", "href").expect("a file");
    let file = file.trim_start_matches("/admin").to_owned();
    walk.get(&format!("{file}/delete")).await;
    walk.post(303, &format!("{file}/delete"), &[]).await;
    walk.get_as("ann", 404, &file).await;
    walk.get(&format!("{KNEAD}?again={failed}")).await;
    walk.get_as("ann", 400, &format!("{place}?before=x")).await;
    // Tried, and then in earnest.
    let tried = walk.post(303, BAKE, &[("αριθμός", "2"), ("_start", "dry")]).await;
    let (place, id) = run_of(&tried);
    reaches(&jobs, id, RunStatus::Succeeded).await;
    walk.get(&place).await;
    walk.post(303, &format!("{place}/exactly"), &[]).await;
    // Forms that are refused.
    walk.post(422, KNEAD, &[("λέξη", ""), ("αριθμός", "ξ"), ("μυστικό", "")]).await;
    walk.post(400, KNEAD, &[("λέξη", ""), ("αριθμός", "1"), ("μυστικό", ""), ("_start", "dry")]).await;
    walk.post(422, WEIGH, &[]).await;
    let runs = [("list", "chores/runs"), ("query", "status=succeeded"), ("name", "Μία")];
    walk.post(303, "/views", &runs).await;
    walk.get("/views?list=chores%2Fruns").await;
    walk.get("/chores/runs").await;
    let told = walk.get("/notifications").await;
    let mut told = told.texts(".notices li > div > p:first-child");
    told.sort();
    let stopped = "⟦Look at this:⟧ “Ζύμωμα⟦” was stopped.⟧";
    // What somebody else refused, and what a worker ended: each stop, one failure, one try. Nothing else has ended.
    let refused = "⟦Look at this:⟧ “Ψήσιμο⟦” was stopped.⟧";
    let failed = "⟦Look at this:⟧ “Ζύμωμα⟦” has failed.⟧";
    let tried = "⟦The try of “⟧Ψήσιμο⟦” has succeeded.⟧";
    assert_eq!(told, [failed, stopped, stopped, stopped, stopped, stopped, refused, tried]);
    let search = walk.get("/search?q=%CE%B6%CF%8D%CE%BC").await;
    assert!(search.has(".found a[href*='/chores/']"), "{}", search.words("main"));
    for path in ["/audit", "/audit?about=chores"] {
        walk.get_as("ann", 200, path).await;
    }
    worker.stop().await;
    walk.end();
}
