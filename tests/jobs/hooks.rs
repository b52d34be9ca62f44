//! Enqueueing in the transaction of a save (J1), and what is wrong being said at once when jobs are built (J33).

use kaffy::{
    Action, Actor, Add, Admin, Allowed, Auth, Database, Dialect, JobState, Posted,
    jobs::{Job, JobFilter, Options},
    prelude::*,
};

use crate::{
    handlers::{Done, jobs, note},
    waiting::{reaches, until, working},
};

#[derive(Debug, Clone, AdminResource)]
#[admin(context = "Shop", table = "loaves", admin = LoafAdmin)]
struct Loaf {
    id: i64,
    title: String,
}

struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    async fn after_insert(&self, ctx: &mut Ctx, loaf: &Loaf) -> Result<(), Refusal> {
        ctx.enqueue(note { text: format!("announce {}", loaf.title) }).await?;
        ctx.enqueue_with(note { text: "later".into() }, Options::new().after(std::time::Duration::from_secs(3600)))
            .await?;
        if loaf.title == "refused" {
            return Err(Refusal::message("not this one"));
        }
        Ok(())
    }
}

async fn table(db: &Database) {
    let table = match db.dialect() {
        Dialect::Sqlite => "CREATE TABLE loaves (id INTEGER PRIMARY KEY, title TEXT NOT NULL)",
        Dialect::Postgres => "CREATE TABLE loaves (id BIGSERIAL PRIMARY KEY, title TEXT NOT NULL)",
        Dialect::MySql => "CREATE TABLE loaves (id BIGINT AUTO_INCREMENT PRIMARY KEY, title VARCHAR(100) NOT NULL)",
    };
    db.execute(table).await.unwrap();
}

async fn admin(db: &Database, jobs: Option<&Jobs>) -> Admin {
    let builder = Admin::builder(db.clone()).auth(Auth::none_for_local_development()).resource::<Loaf>();
    let builder = match jobs {
        Some(jobs) => builder.jobs(jobs.clone()),
        None => builder,
    };
    builder.build().await.unwrap()
}

fn allowed<A: Action>(admin: &Admin) -> Allowed<A> {
    let loaf = admin.registry().resources().iter().find(|it| it.meta().rust_name == "Loaf").unwrap();
    admin.authorize::<A>(&Actor::new("ada", "Ada"), loaf).unwrap()
}

pub(crate) async fn j1_a_hook_enqueues_in_the_transaction_of_the_save(db: Database) {
    table(&db).await;
    let (jobs, done) = jobs(&db).await;
    let worker = working(&jobs).await;
    let admin = admin(&db, Some(&jobs)).await;
    let add = allowed::<Add>(&admin);
    add.insert(Posted::new([("title", "refused")])).await.unwrap_err();
    assert!(jobs.list(&JobFilter::new(), None, 10).await.unwrap().is_empty(), "a refusal leaves nothing");
    add.insert(Posted::new([("title", "rye")])).await.unwrap();
    until("it was announced", async || done.all() == ["announce rye"]).await;
    let later = jobs.list(&JobFilter::new().state(JobState::Scheduled), None, 10).await.unwrap();
    assert_eq!((later.len(), later[0].created_by.as_deref()), (1, Some("Ada")), "by whom it was saved");
    worker.stop().await;
}

pub(crate) async fn j1_without_jobs_a_hook_says_how_to_have_them(db: Database) {
    table(&db).await;
    let admin = admin(&db, None).await;
    let error = allowed::<Add>(&admin).insert(Posted::new([("title", "rye")])).await.unwrap_err();
    assert!(format!("{error:?}").contains("Admin::builder(db).jobs(jobs)"), "{error:?}");
}

mod elsewhere {
    use kaffy::prelude::*;

    #[job_handler]
    pub(super) async fn note(other: u8) -> Result<(), JobError> {
        let _ = other;
        Ok(())
    }
}

#[job_handler]
async fn needy(Data(number): Data<u64>) -> Result<u64, JobError> {
    Ok(number)
}

pub(crate) async fn j33_everything_that_is_wrong_is_said_at_once(db: Database) {
    let limit = kaffy::jobs::Limit::running(0);
    let builder = Jobs::builder(&db).handler::<note>().handler::<note>().handler::<elsewhere::note>();
    let problems = builder.handler::<needy>().limit("a:b", limit).build().await.unwrap_err().to_string();
    for part in [
        "`jobs::handlers::note` and `jobs::hooks::elsewhere::note` both do jobs of the type `note`",
        "`jobs::hooks::needy` takes `Data<u64>`",
        "`jobs::handlers::note` takes `Data<Done>`",
        "`a:b` cannot name a limit",
        "the limit `a:b` lets nothing start",
    ] {
        assert!(problems.contains(part), "{part:?} in {problems}");
    }
    let tables = db.execute("SELECT 1 FROM kaffy_jobs").await;
    assert!(tables.is_err(), "nothing was made while something is wrong");
}

#[job_handler(job_type = "tests.discovered")]
async fn discovered(Data(done): Data<Done>) -> Result<(), JobError> {
    done.note("discovered");
    Ok(())
}

/// The two of one name are linked into this binary, and found.
pub(crate) async fn j7_handlers_register_themselves(db: Database) {
    let problems = Jobs::builder(&db).discover().build().await.unwrap_err().to_string();
    assert!(problems.contains("both do jobs of the type `note`"), "{problems}");
    assert!(problems.contains("`jobs::hooks::discovered` takes `Data<Done>`"), "{problems}");
    let done = Done::default();
    let jobs = Jobs::builder(&db).handler::<discovered>().data(done.clone()).build().await.unwrap();
    assert_eq!(jobs.registry().meta("tests.discovered").unwrap().rust_name, discovered::META.rust_name);
    let worker = working(&jobs).await;
    let id = discovered::enqueue(&jobs).await.unwrap().id();
    reaches(&jobs, id, JobState::Succeeded).await;
    assert_eq!(done.all(), ["discovered"]);
    // Still an ordinary function.
    super::hooks::discovered(Data::new(done.clone())).await.unwrap();
    assert_eq!(done.all().len(), 2);
    worker.stop().await;
}
