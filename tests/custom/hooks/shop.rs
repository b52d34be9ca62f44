//! A product with every hook, which do what the title says.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use kaffy::{
    Actor, AdminResource, Changeset, Committed, Ctx, Database, DbError, Key, Refusal, Replaced, ResourceAdmin,
};
use tokio::sync::Notify;

use crate::app::{Page, TestApp, by};

#[derive(Debug, Clone, AdminResource)]
#[admin(context = "Shop", admin = ProductAdmin::default(), label(title))]
pub(super) struct Product {
    pub(super) id: i64,
    pub(super) title: String,
    #[admin(create = hidden, update = hidden, blank)]
    pub(super) slug: String,
    #[admin(min = 1)]
    pub(super) price: i64,
    #[admin(create = hidden, update = readonly, default = 0)]
    pub(super) views: i64,
    #[admin(create = hidden, update = hidden, default = false)]
    pub(super) gone: bool,
}

/// What the hooks did, as rows that a rollback takes back.
#[derive(Debug, AdminResource)]
#[admin(context = "Shop", plural = "Entries", slug = "entries", table = "entries")]
pub(super) struct Entry {
    id: i64,
    words: String,
}

/// What it does depends on the title that is saved.
#[derive(Clone, Default)]
pub(super) struct ProductAdmin {
    told: Arc<Mutex<Vec<String>>>,
    begun: Arc<Notify>,
    go_on: Arc<Notify>,
}

async fn note(ctx: &mut Ctx, words: impl Into<String> + Send) -> Result<Key, DbError> {
    let mut entry = ctx.draft::<Entry>()?;
    entry.set(Entry::fields().words, words.into());
    ctx.insert(entry).await
}

impl ProductAdmin {
    async fn at(&self, hook: &str, ctx: &mut Ctx, title: &str) -> Result<(), Refusal> {
        note(ctx, hook).await?;
        match title.strip_prefix(hook).map(str::trim_start) {
            Some("panics") => panic!("as the test asks"),
            Some("hangs") => std::future::pending::<()>().await,
            Some("refuses") => return Err(Refusal::message(format!("{hook} said no."))),
            Some("refuses the price") => {
                return Err(Refusal::field(Product::fields().price, format!("{hook} dislikes it.")));
            }
            Some("breaks") => {
                let one: i64 = ctx
                    .scalar(&sea_query::Query::select().expr(sea_query::Expr::val(1_i64)).to_owned())
                    .await?
                    .expect("one");
                let mut same = ctx.draft::<Entry>()?;
                same.set(Entry::fields().id, one);
                same.set(Entry::fields().words, "twice".to_owned());
                ctx.write_new(&same).await?;
                ctx.write_new(&same).await?;
            }
            _ => {}
        }
        Ok(())
    }
}

fn title(change: &Changeset<Product>) -> String {
    change.get(Product::fields().title).unwrap_or_default()
}

impl ResourceAdmin for ProductAdmin {
    type Record = Product;

    async fn create_changeset(&self, ctx: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
        let fields = Product::fields();
        assert!(change.is_new() && change.old(fields.title).is_none());
        if let Some(title) = change.get(fields.title) {
            change.set(fields.slug, title.to_lowercase().replace(' ', "-"));
        }
        // What was typed cannot be read when it is no number, or below the smallest.
        if title(change) == "no price" {
            assert_eq!(change.get(fields.price), None);
            change.set(fields.price, 5);
        }
        if title(change) == "bad price" {
            change.set(fields.price, -5);
        }
        if title(change).starts_with("two mistakes") {
            change.error(fields.title, "Name one.");
            change.add_error("And look again.");
            return Err(Refusal::field(fields.slug, "has no place."));
        }
        self.changeset(ctx, change).await
    }

    async fn update_changeset(&self, ctx: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
        let fields = Product::fields();
        assert!(!change.is_new());
        if change.is_changed(fields.title) {
            let views = change.old(fields.views).expect("the record has it");
            change.set(fields.views, views + 1);
        }
        self.changeset(ctx, change).await
    }

    async fn changeset(&self, ctx: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
        self.at("changeset", ctx, &title(change)).await
    }

    async fn before_insert(&self, ctx: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
        let candidate = change.record().expect("everything typed is in order");
        assert_eq!((candidate.id, candidate.gone), (0, false), "the database makes the key");
        self.at("before_insert", ctx, &title(change)).await
    }

    async fn before_update(&self, ctx: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
        self.at("before_update", ctx, &title(change)).await
    }

    async fn before_save(&self, ctx: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
        self.at("before_save", ctx, &title(change)).await
    }

    async fn insert(&self, ctx: &mut Ctx, change: &mut Changeset<Product>) -> Result<Option<Key>, Refusal> {
        self.at("insert", ctx, &title(change)).await?;
        if title(change) != "insert mine" {
            return Ok(None);
        }
        change.set(Product::fields().views, 100);
        Ok(Some(ctx.write_new(change).await?))
    }

    async fn update(&self, ctx: &mut Ctx, change: &mut Changeset<Product>) -> Result<Replaced, Refusal> {
        self.at("update", ctx, &title(change)).await?;
        if title(change) != "update mine" {
            return Ok(Replaced::No);
        }
        let kept = change.old(Product::fields().price).expect("the record has it");
        change.set(Product::fields().price, kept);
        ctx.write_changed(change).await?;
        Ok(Replaced::Yes)
    }

    async fn after_save(&self, ctx: &mut Ctx, product: &Product) -> Result<(), Refusal> {
        assert!(product.id > 0, "the database made it");
        self.at("after_save", ctx, &product.title).await
    }

    async fn after_insert(&self, ctx: &mut Ctx, product: &Product) -> Result<(), Refusal> {
        let told = self.told.clone();
        let id = product.id;
        ctx.after_commit(async move { told.lock().expect("one thread").push(format!("mail about {id}")) });
        self.at("after_insert", ctx, &product.title).await
    }

    async fn after_update(&self, ctx: &mut Ctx, product: &Product) -> Result<(), Refusal> {
        self.at("after_update", ctx, &product.title).await
    }

    async fn before_delete(&self, ctx: &mut Ctx, product: &Product) -> Result<(), Refusal> {
        self.at("before_delete", ctx, &product.title).await
    }

    async fn delete(&self, ctx: &mut Ctx, product: &Product) -> Result<Replaced, Refusal> {
        self.at("delete", ctx, &product.title).await?;
        if product.title != "only marked" {
            return Ok(Replaced::No);
        }
        let mut change = ctx.edit::<Product>(product.id).await?.expect("it is there");
        change.set(Product::fields().gone, true);
        ctx.update(change).await?;
        Ok(Replaced::Yes)
    }

    async fn after_delete(&self, ctx: &mut Ctx, product: &Product) -> Result<(), Refusal> {
        self.at("after_delete", ctx, &product.title).await
    }

    async fn after_commit(&self, actor: &Actor, event: &Committed<Product>) {
        let words = match event {
            Committed::Inserted(product) => format!("{} added {}", actor.name, product.title),
            Committed::Updated { record, changed } => {
                format!("{} changed {} of {}", actor.name, changed.join(" and "), record.title)
            }
            Committed::Deleted(product) => format!("{} deleted {}", actor.name, product.title),
            _ => "something else".to_owned(),
        };
        if event.record().title == "after_commit waits" {
            self.begun.notify_one();
            self.go_on.notified().await;
        }
        self.told.lock().expect("one thread").push(words);
        self.begun.notify_one();
        assert!(!event.record().title.starts_with("after_commit panics"), "as the test asks");
    }
}

fn tables(db: &Database) -> &'static str {
    by(
        db,
        "CREATE TABLE products (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL, slug VARCHAR(80) NOT NULL, \
         price BIGINT NOT NULL, views BIGINT NOT NULL, gone BOOLEAN NOT NULL);\
         CREATE TABLE entries (id INTEGER PRIMARY KEY, words VARCHAR(80) NOT NULL);",
        "CREATE TABLE products (id BIGSERIAL PRIMARY KEY, title VARCHAR(80) NOT NULL, slug VARCHAR(80) NOT NULL, \
         price BIGINT NOT NULL, views BIGINT NOT NULL, gone BOOLEAN NOT NULL);\
         CREATE TABLE entries (id BIGSERIAL PRIMARY KEY, words VARCHAR(80) NOT NULL);",
        "CREATE TABLE products (id BIGINT PRIMARY KEY AUTO_INCREMENT, title VARCHAR(80) NOT NULL, \
         slug VARCHAR(80) NOT NULL, price BIGINT NOT NULL, views BIGINT NOT NULL, gone BOOLEAN NOT NULL);\
         CREATE TABLE entries (id BIGINT PRIMARY KEY AUTO_INCREMENT, words VARCHAR(80) NOT NULL);",
    )
}

pub(super) struct Shop {
    pub(super) app: TestApp,
    pub(super) told: Arc<Mutex<Vec<String>>>,
    pub(super) begun: Arc<Notify>,
    pub(super) go_on: Arc<Notify>,
}

impl Shop {
    pub(super) async fn open(db: Database) -> Self {
        let admin = ProductAdmin::default();
        let (told, begun, go_on) = (admin.told.clone(), admin.begun.clone(), admin.go_on.clone());
        let tables = tables(&db);
        let app = TestApp::over(db, tables, |builder| {
            builder.resource::<Entry>().resource_admin(admin).save_timeout(Duration::from_secs(2))
        });
        Self { app: app.await, told, begun, go_on }
    }

    pub(super) async fn add(&self, title: &str, price: &str) -> Page {
        self.app.new_form::<Product>().await.set("title", title).set("price", price).submit(&self.app).await
    }

    pub(super) async fn change(&self, key: &str, title: &str, price: &str) -> Page {
        self.app.form_of::<Product>(key).await.set("title", title).set("price", price).submit(&self.app).await
    }

    pub(super) async fn delete(&self, key: &str) -> Page {
        let path = format!("{}/{key}/delete", self.app.list_path::<Product>());
        self.app.get(&path).await.ok().form("form.answer").submit(&self.app).await
    }

    pub(super) async fn product(&self, id: i64) -> Option<Product> {
        let found = self.app.view::<Product>().find(&Key::from(id)).await.expect("the database answers");
        found.map(|found| Product::from_record(&found.record).expect("a product"))
    }

    /// What the hooks wrote, oldest first; then it is gone.
    pub(super) async fn entries(&self) -> Vec<String> {
        let page = self.app.get(&format!("{}?sort=id&size=200", self.app.list_path::<Entry>())).await.ok();
        self.app.run("DELETE FROM entries").await;
        let heads = page.texts("thead th");
        if heads.is_empty() { Vec::new() } else { page.column("Words") }
    }

    pub(super) fn told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().expect("one thread"))
    }
}
