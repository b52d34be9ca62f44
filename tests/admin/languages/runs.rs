//! Runs of actions as jobs in the made-up language: waiting, going on, over and stopped (A37).

use kaffy::{
    Audit, Database,
    jobs::testing::TestJobs,
    prelude::*,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{Walk, bakery::bakery_over, marked};

#[derive(Debug, AdminResource)]
#[admin(table = "buns", slug = "buns", context = "agora", name = "Κουλούρι", plural = "Κουλούρια", admin = BunAdmin, label(name))]
struct Bun {
    #[admin(label = "Αριθμός")]
    id: i64,
    #[admin(label = "Όνομα")]
    name: String,
}

struct BunAdmin;

impl ResourceAdmin for BunAdmin {
    type Record = Bun;

    fn actions(&self) -> Actions<Bun> {
        Actions::new().with(Glaze)
    }
}

#[derive(Debug, AdminFields)]
struct With {
    #[admin(label = "Με τι;")]
    what: String,
}

struct Glaze;

impl RecordAction for Glaze {
    type Record = Bun;
    type Inputs = With;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("glaze", "Γλάσο").done("γλασαρισμένα").background()
    }

    async fn run(&self, ctx: &mut Ctx, bun: &Bun, with: &With) -> Result<(), Refusal> {
        let mut update = Query::update();
        update.table("buns").value("name", with.what.clone()).and_where(Expr::col("id").eq(bun.id));
        ctx.execute(&update).await?;
        assert_ne!(bun.id, 2, "burnt");
        if bun.id == 3 { Err("Καμένο.".into()) } else { Ok(()) }
    }
}

#[tokio::test]
async fn k20_runs_say_only_messages() {
    let db = Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory");
    db.execute("CREATE TABLE buns (id INTEGER PRIMARY KEY, name VARCHAR(40) NOT NULL)").await.expect("made");
    db.execute("INSERT INTO buns VALUES (1, 'Μέλι'), (2, 'Σουσάμι'), (3, 'Άμμος'), (4, 'Ψίχα')").await.expect("filled");
    let jobs = Jobs::builder(&db).build().await.expect("nothing is wrong");
    let app = bakery_over(db, marked::TAG, {
        let jobs = jobs.clone();
        |builder| builder.resource::<Bun>().jobs(jobs).audit(Audit::on()).areas(|_, _, _| true)
    })
    .await;
    let mut walk = Walk { app, strays: Vec::new() };
    let mut test = TestJobs::new(&jobs).await.expect("a test");
    let fields = |ids: &'static [&'static str]| {
        ids.iter().map(|id| ("_id", *id)).chain([("_run", "1"), ("what", "Ζάχαρη")]).collect::<Vec<_>>()
    };
    let start = async |walk: &mut Walk, ids| {
        let page = walk.post(303, "/agora/buns/actions/glaze", &fields(ids)).await;
        page.address.strip_prefix("/admin").expect("inside").to_owned()
    };
    walk.post(422, "/agora/buns/actions/glaze", &[("_id", "1"), ("_run", "1"), ("what", "")]).await;
    // Some fail.
    let partly = start(&mut walk, &["1", "2", "3", "9"]).await;
    test.drain("default").await.expect("drained");
    walk.get(&partly).await;
    walk.get("/agora/buns").await;
    walk.post(303, &format!("{partly}/seen"), &[]).await;
    // All are done.
    let whole = start(&mut walk, &["4"]).await;
    test.drain("default").await.expect("drained");
    walk.get(&whole).await;
    walk.get("/agora/buns").await;
    walk.post(303, &format!("{whole}/cancel"), &[]).await;
    // One is stopped before it begins.
    let stopped = start(&mut walk, &["1"]).await;
    walk.post(303, &format!("{stopped}/cancel"), &[]).await;
    walk.get(&stopped).await;
    walk.get("/agora/buns").await;
    for (state, more) in [("running", ""), ("running", ", cancel_at = 1"), ("retrying", ""), ("failed", "")] {
        let id = stopped.rsplit('/').next().expect("an id");
        let sql = format!("UPDATE kaffy_jobs SET state = '{state}', cancel_at = NULL WHERE id = '{id}'");
        jobs.database().execute(sql.leak()).await.expect("set");
        let sql = format!("UPDATE kaffy_jobs SET state = '{state}'{more} WHERE id = '{id}'");
        jobs.database().execute(sql.leak()).await.expect("set");
        let busy = if more.is_empty() { 90_000_000 } else { 10 };
        let sql = format!("UPDATE kaffy_action_runs SET done = 1, total = 9, busy_us = {busy} WHERE id = '{id}'");
        jobs.database().execute(sql.leak()).await.expect("set");
        walk.get(&stopped).await;
    }
    walk.get_as("ann", 404, "/agora/buns/actions/glaze/x").await;
    walk.get_as("viewer", 404, &stopped).await;
    // What was told of them, and what is done to that.
    assert_eq!(walk.get("/notifications").await.texts(".notices li").len(), 2);
    let told = jobs.database();
    for message in ["notice-run-stopped", "notice-run-failed"] {
        let said = format!(r#"{{"message":"{message}","with":[["name","Γλάσο"],["done",3],["rest",0]]}}"#);
        let sql = format!("UPDATE kaffy_notifications SET said = '{said}', read_at = NULL");
        told.execute(sql.leak()).await.expect("set");
        walk.get("/notifications").await;
    }
    let one = walk.get("/notifications").await.attribute(".notices form", "action").expect("one of them");
    let one = one.strip_prefix("/admin").expect("inside").to_owned();
    for (status, what) in [(303, "read"), (303, "delete"), (404, "read")] {
        let page = walk.app.post(&one, &[("do", what)]).await;
        walk.seen(status, page);
        walk.get("/notifications").await;
    }
    for (status, what) in [(303, "read"), (303, "delete"), (400, "ξ")] {
        walk.post(status, "/notifications", &[("do", what)]).await;
    }
    walk.get("/notifications").await;
    walk.get_as("ann", 400, "/notifications?before=x").await;
    walk.get("/audit").await;
    walk.get("/audit?about=jobs").await;
    walk.end();
}
