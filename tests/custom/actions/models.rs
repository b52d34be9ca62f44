//! A shelf of loaves, and what can be done to them.

use kaffy::{AdminBuilder, Database, prelude::*};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};

use crate::app::{TestApp, run};

#[derive(Debug, AdminResource)]
#[admin(
    context = "Shop",
    table = "loaves",
    plural = "Loaves",
    admin = LoafAdmin,
    list(title, price, on_sale),
    search(title),
    filter(on_sale, price, oven_id),
    order(title),
    page_size = 25
)]
pub(crate) struct Loaf {
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) price: i64,
    pub(crate) on_sale: bool,
    #[admin(belongs_to = Oven)]
    pub(crate) oven_id: Option<i64>,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", table = "ovens")]
pub(crate) struct Oven {
    id: i64,
    name: String,
}

pub(crate) struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(TakeOff).with(Reprice).with(Donate).with(Break).with(Hidden)
    }
}

/// An update of one loaf.
pub(crate) fn loaf(id: i64, column: &'static str, value: impl Into<Expr>) -> UpdateStatement {
    let mut update = Query::update();
    update.table("loaves").value(column, value).and_where(Expr::col("id").eq(id));
    update
}

/// Asks for nothing.
struct TakeOff;

impl RecordAction for TakeOff {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("take-off", "Take off sale").plural("Take loaves off sale").done("taken off sale")
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        // Written first, so that only a rollback takes it back.
        ctx.execute(&self::loaf(loaf.id, "on_sale", false)).await?;
        if loaf.title.starts_with("Sticky") {
            return Err("It sticks to <b>the shelf</b>.".into());
        }
        Ok(())
    }
}

/// What a new price is made of.
#[derive(Debug, AdminFields)]
pub(crate) struct NewPrice {
    #[admin(min = 0, max = 1000)]
    price: i64,
    #[admin(belongs_to = Oven)]
    oven_id: Option<i64>,
}

/// Asks for a price and an oven.
struct Reprice;

impl RecordAction for Reprice {
    type Record = Loaf;
    type Inputs = NewPrice;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("reprice", "Change the price").done("repriced").help("The till knows at once.")
    }

    fn initial(&self, _: &Actor, loaf: Option<&Loaf>) -> Option<NewPrice> {
        loaf.map(|loaf| NewPrice { price: loaf.price, oven_id: loaf.oven_id })
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, new: &NewPrice) -> Result<(), Refusal> {
        if new.price == 13 {
            return Err(Refusal::field(NewPrice::fields().price, "Nobody pays thirteen."));
        }
        ctx.execute(&self::loaf(loaf.id, "price", new.price)).await?;
        ctx.execute(&self::loaf(loaf.id, "oven_id", new.oven_id)).await?;
        Ok(())
    }
}

/// Asks first, needs the right to delete, and is for cheap loaves only.
struct Donate;

impl RecordAction for Donate {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("donate", "Donate").confirm("They are fetched tonight.").permission(Permission::Delete).danger()
    }

    fn allows(&self, _: &Actor, loaf: Option<&Loaf>) -> bool {
        loaf.is_none_or(|loaf| loaf.price < 500)
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        ctx.execute(&self::loaf(loaf.id, "price", 0)).await?;
        Ok(())
    }
}

/// Panics over some, breaks a rule of the table over others.
struct Break;

impl RecordAction for Break {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("break", "Break").done("broken")
    }

    async fn run(&self, ctx: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        ctx.execute(&self::loaf(loaf.id, "on_sale", false)).await?;
        assert!(!loaf.title.starts_with("Rock"), "the oven is off");
        if loaf.title.starts_with("Twin") {
            ctx.execute(&self::loaf(loaf.id, "title", "Rye")).await?;
        }
        Ok(())
    }
}

/// For nobody but the baker.
struct Hidden;

impl RecordAction for Hidden {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("bake", "Bake")
    }

    fn allows(&self, actor: &Actor, _: Option<&Loaf>) -> bool {
        actor.has_role("baker")
    }

    async fn run(&self, _: &mut Ctx, _: &Loaf, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

const TABLES: &str = "CREATE TABLE ovens (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL);
    CREATE TABLE loaves (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL UNIQUE, price BIGINT NOT NULL,
        on_sale BOOLEAN NOT NULL, oven_id INTEGER REFERENCES ovens (id));
    INSERT INTO ovens VALUES (1, 'Left'), (2, 'Right');";

/// An admin over some loaves: id, title, price, on sale, oven.
pub(crate) async fn shop(db: Database, loaves: &str) -> TestApp {
    shop_with(db, loaves, |builder| builder).await
}

pub(crate) async fn shop_with(db: Database, loaves: &str, add: impl FnOnce(AdminBuilder) -> AdminBuilder) -> TestApp {
    run(&db, TABLES).await;
    run(&db, loaves).await;
    TestApp::over(db, "SELECT 1;", |builder| add(builder.resource::<Loaf>().resource::<Oven>())).await
}

pub(crate) const THREE: &str = "INSERT INTO loaves VALUES (1, 'Rye', 300, TRUE, 1), (2, 'Sticky bun', 200, TRUE, 1),
    (3, 'Wheat', 900, TRUE, NULL);";

/// `id: price, on sale` of all loaves, by id.
pub(crate) async fn shelf(app: &TestApp) -> Vec<String> {
    let page = app.get("/shop/loaves?sort=price&size=200").await.ok();
    let rows = page.column("Title").into_iter().zip(page.column("Price")).zip(page.column("On sale"));
    let mut rows: Vec<_> = rows.map(|((title, price), on_sale)| format!("{title}: {price}, {on_sale}")).collect();
    rows.sort();
    rows
}
