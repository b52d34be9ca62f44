//! A shop of two tables, and everything that the kit can reach.

use kaffy::{
    LocalFolder,
    prelude::*,
    sea_query::{Expr, ExprTrait, Query},
    testing::TestAdmin,
};

#[derive(Debug, AdminResource)]
#[admin(
    table = "products",
    context = "Shop",
    admin = ProductAdmin,
    list(title, category.name, price, status, note),
    search(title, note),
    filter(status, price, category),
    order(title)
)]
pub(crate) struct Product {
    id: i64,
    #[admin(max_len = 40)]
    pub(crate) title: String,
    #[admin(min = 0, label = "What it costs")]
    pub(crate) price: i64,
    pub(crate) status: Status,
    pub(crate) organic: bool,
    sizes: Vec<Size>,
    #[admin(textarea(rows = 3))]
    note: Option<String>,
    #[admin(belongs_to = Category)]
    category_id: Option<i64>,
    #[admin(file(max_size = "10KB"))]
    recipe: Option<String>,
}

#[derive(Debug, AdminResource)]
#[admin(table = "categories", plural = "Categories", context = "Shop")]
pub(crate) struct Category {
    id: i64,
    name: String,
}

/// Not registered anywhere.
#[derive(Debug, AdminResource)]
pub(crate) struct Elsewhere {
    id: i64,
}

#[derive(Debug, PartialEq, AdminChoice)]
pub(crate) enum Status {
    Available,
    #[admin(label = "Sold out")]
    SoldOut,
}

#[derive(Debug, AdminChoice)]
pub(crate) enum Size {
    Small,
    Large,
}

pub(crate) struct ProductAdmin;

impl ResourceAdmin for ProductAdmin {
    type Record = Product;

    fn actions(&self) -> Actions<Product> {
        Actions::new().with(Archive).with(Greet).with(Bake)
    }

    fn may_change(&self, actor: &Actor, _: Option<&Product>) -> bool {
        !actor.has_role("guest")
    }

    fn may_add(&self, actor: &Actor) -> bool {
        !actor.has_role("guest")
    }

    fn may_delete(&self, actor: &Actor, _: Option<&Product>) -> bool {
        !actor.has_role("guest")
    }
}

#[derive(Debug, AdminFields)]
pub(crate) struct Why {
    #[admin(min_len = 3)]
    reason: String,
}

/// Asks why, and leaves alone what is sold out.
struct Archive;

impl RecordAction for Archive {
    type Record = Product;
    type Inputs = Why;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("archive", "Archive").done("archived").on_list()
    }

    fn allows(&self, actor: &Actor, _: Option<&Product>) -> bool {
        !actor.has_role("guest")
    }

    async fn run(&self, ctx: &mut Ctx, product: &Product, why: &Why) -> Result<(), Refusal> {
        if product.status == Status::SoldOut {
            return Err("This one is gone already.".into());
        }
        let mut update = Query::update();
        update.table("products").value("note", why.reason.as_str()).and_where(Expr::col("id").eq(product.id));
        ctx.execute(&update).await?;
        Ok(())
    }
}

/// A button of a record, which asks nothing.
struct Greet;

impl RecordAction for Greet {
    type Record = Product;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("greet", "Greet").done("greeted").on_record()
    }

    async fn run(&self, _: &mut Ctx, product: &Product, _: &()) -> Result<(), Refusal> {
        match product.organic {
            true => Ok(()),
            false => Err("It does not want to be greeted.".into()),
        }
    }
}

/// In the background, where there are jobs.
struct Bake;

impl RecordAction for Bake {
    type Record = Product;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("bake", "Bake").done("baked").on_list().background()
    }

    async fn run(&self, ctx: &mut Ctx, product: &Product, _: &()) -> Result<(), Refusal> {
        let mut update = Query::update();
        update.table("products").value("price", 100).and_where(Expr::col("id").eq(product.id));
        ctx.execute(&update).await?;
        Ok(())
    }
}

/// The tables, with three products.
pub(crate) async fn tables(db: &Database) {
    let key = match db.dialect() {
        kaffy::Dialect::Sqlite => "INTEGER PRIMARY KEY",
        kaffy::Dialect::Postgres => "BIGSERIAL PRIMARY KEY",
        kaffy::Dialect::MySql => "BIGINT PRIMARY KEY AUTO_INCREMENT",
    };
    for statement in [
        format!("CREATE TABLE categories (id {key}, name VARCHAR(80) NOT NULL)"),
        format!(
            "CREATE TABLE products (id {key}, title VARCHAR(80) NOT NULL, price BIGINT NOT NULL, \
             status VARCHAR(20) NOT NULL, organic BOOLEAN NOT NULL, sizes VARCHAR(200) NOT NULL, note VARCHAR(500), \
             category_id BIGINT REFERENCES categories (id), recipe VARCHAR(300))"
        ),
        "INSERT INTO categories (name) VALUES ('Bread'), ('Cake')".to_owned(),
        "INSERT INTO products (title, price, status, organic, sizes, category_id) VALUES \
         ('Rye bread', 4, 'available', TRUE, '[\"small\"]', 1), ('Rye rolls', 2, 'sold_out', FALSE, '[]', 1), \
         ('Plum cake', 19, 'available', FALSE, '[]', 2)"
            .to_owned(),
    ] {
        db.execute(statement.clone().leak()).await.unwrap_or_else(|error| panic!("{statement}: {error}"));
    }
}

/// An admin over them, with this login.
pub(crate) async fn admin(db: &Database, auth: Auth) -> (Admin, Jobs) {
    tables(db).await;
    let jobs = Jobs::builder(db).build().await.expect("jobs");
    let folder = std::env::temp_dir().join("kaffy-kit");
    let builder = Admin::builder(db.clone()).title("Shop").auth(auth).files(LocalFolder::new(folder));
    let builder = builder.jobs(jobs.clone()).resource::<Product>().resource::<Category>();
    (builder.build().await.unwrap_or_else(|problems| panic!("{problems}")), jobs)
}

/// Ann, who may do everything, with jobs beside her.
pub(crate) async fn ann(db: &Database) -> (TestAdmin, Jobs) {
    let (admin, jobs) = admin(db, Auth::external(|_| async { None })).await;
    (TestAdmin::new(admin).signed_in_as(Actor::new("1", "Ann")), jobs)
}
