//! A shelf of loaves whose prices are raised by jobs.

use std::time::Duration;

use kaffy::{AdminBuilder, Database, jobs::testing::TestJobs, prelude::*, sea_query};
use sea_query::{Expr, ExprTrait, Query};

use crate::pages::{Page, TestApp};

#[derive(Debug, AdminResource)]
#[admin(
    context = "Shop",
    table = "loaves",
    plural = "Loaves",
    admin = LoafAdmin,
    list(title, price, baker),
    filter(price, baker),
    page_size = 25
)]
pub(crate) struct Loaf {
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) price: i64,
    pub(crate) baker: String,
}

pub(crate) struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(Raise).with(Warm)
    }

    fn may_change(&self, actor: &Actor, loaf: Option<&Loaf>) -> bool {
        !actor.has_role("guest") && loaf.is_none_or(|loaf| loaf.baker != "locked")
    }
}

#[derive(Debug, AdminFields)]
pub(crate) struct By {
    #[admin(min = 1, max = 1000)]
    by: i64,
}

/// Refuses some, panics over others.
struct Raise;

impl RecordAction for Raise {
    type Record = Loaf;
    type Inputs = By;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("raise", "Raise the price").done("raised").background()
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, inputs: &By) -> Result<(), Refusal> {
        // Written first, so that only a rollback takes it back.
        raise(ctx, loaf, inputs.by).await?;
        assert!(!loaf.title.starts_with("Rock"), "too hard");
        if loaf.title.starts_with("Sticky") {
            return Err("=It <b>sticks</b>".into());
        }
        Ok(())
    }
}

/// Takes its time, in a queue of its own.
struct Warm;

impl RecordAction for Warm {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("warm", "Warm up").background().queue("ovens")
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        tokio::time::sleep(Duration::from_millis(60)).await;
        raise(ctx, loaf, 1).await
    }
}

async fn raise(ctx: &mut Ctx, loaf: &Loaf, by: i64) -> Result<(), Refusal> {
    let mut update = Query::update();
    update.table("loaves").value("price", Expr::col("price").add(by)).and_where(Expr::col("id").eq(loaf.id));
    ctx.execute(&update).await?;
    Ok(())
}

/// The pages over this many loaves, of a price of 100.
pub(crate) async fn shop(db: &Database, loaves: usize) -> TestApp {
    shop_with(db, loaves, |builder| builder).await
}

pub(crate) async fn shop_with(
    db: &Database,
    loaves: usize,
    change: impl FnOnce(AdminBuilder) -> AdminBuilder,
) -> TestApp {
    tables(db, loaves).await;
    TestApp::built(db, |jobs| jobs, |builder| change(builder.resource::<Loaf>())).await
}

pub(crate) async fn tables(db: &Database, loaves: usize) {
    run(
        db,
        "CREATE TABLE loaves (id BIGINT PRIMARY KEY, title VARCHAR(80) NOT NULL, price BIGINT NOT NULL,
            baker VARCHAR(80) NOT NULL);",
    )
    .await;
    let values: Vec<_> = (1..=loaves).map(|id| format!("({id}, 'Loaf {id:03}', 100, 'ann')")).collect();
    run(db, &format!("INSERT INTO loaves VALUES {};", values.join(", "))).await;
}

/// Runs SQL made at run time.
pub(crate) async fn run(db: &Database, sql: &str) {
    db.execute(sql.to_owned().leak()).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}

/// How many loaves have a price.
pub(crate) async fn priced(app: &TestApp, price: i64) -> usize {
    count(app.admin.database(), price).await
}

pub(crate) async fn count(db: &Database, price: i64) -> usize {
    let select = Query::select().column("id").from("loaves").and_where(Expr::col("price").eq(price)).to_owned();
    db.fetch(&select, &[kaffy::inside::Read::integer()]).await.unwrap().len()
}

/// Starts an action on ticked rows; the address of its run.
pub(crate) async fn start(app: &TestApp, user: &str, action: &str, ids: &[&str]) -> String {
    let mut fields = vec![("_run", "1"), ("by", "5")];
    if action == "warm" {
        fields.pop();
    }
    fields.extend(ids.iter().map(|id| ("_id", *id)));
    begun(app.post_as(user, &format!("/shop/loaves/actions/{action}"), &fields).await)
}

/// The address that a start led to.
pub(crate) fn begun(page: Page) -> String {
    assert_eq!(page.status, 303, "{}", page.words("main"));
    page.location().strip_prefix("/admin").unwrap().to_owned()
}

/// Does what waits in a queue.
pub(crate) async fn drain(jobs: &Jobs, queue: &str) -> kaffy::jobs::testing::Drained {
    TestJobs::new(jobs).await.unwrap().drain(queue).await.unwrap()
}
