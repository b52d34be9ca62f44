//! Hooks around a save and a deletion, through the pages.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use http::StatusCode;
use kaffy::{
    Actor, AdminResource, Changeset, Committed, Ctx, Database, DbError, Key, Refusal, Replaced, ResourceAdmin,
};
use tokio::sync::Notify;

use crate::app::{Page, TestApp, by};

#[derive(Debug, Clone, AdminResource)]
#[admin(context = "Shop", admin = ProductAdmin::default(), label(title))]
struct Product {
    id: i64,
    title: String,
    #[admin(create = hidden, update = hidden, blank)]
    slug: String,
    #[admin(min = 1)]
    price: i64,
    #[admin(create = hidden, update = readonly, default = 0)]
    views: i64,
    #[admin(create = hidden, update = hidden, default = false)]
    gone: bool,
}

/// What the hooks did, as rows that a rollback takes back.
#[derive(Debug, AdminResource)]
#[admin(context = "Shop", plural = "Entries", slug = "entries", table = "entries")]
struct Entry {
    id: i64,
    words: String,
}

/// What it does depends on the title that is saved.
#[derive(Clone, Default)]
struct ProductAdmin {
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

struct Shop {
    app: TestApp,
    told: Arc<Mutex<Vec<String>>>,
    begun: Arc<Notify>,
    go_on: Arc<Notify>,
}

impl Shop {
    async fn open(db: Database) -> Self {
        let admin = ProductAdmin::default();
        let (told, begun, go_on) = (admin.told.clone(), admin.begun.clone(), admin.go_on.clone());
        let tables = tables(&db);
        let app = TestApp::over(db, tables, |builder| {
            builder.resource::<Entry>().resource_admin(admin).save_timeout(Duration::from_secs(2))
        });
        Self { app: app.await, told, begun, go_on }
    }

    async fn add(&self, title: &str, price: &str) -> Page {
        self.app.new_form::<Product>().await.set("title", title).set("price", price).submit(&self.app).await
    }

    async fn change(&self, key: &str, title: &str, price: &str) -> Page {
        self.app.form_of::<Product>(key).await.set("title", title).set("price", price).submit(&self.app).await
    }

    async fn delete(&self, key: &str) -> Page {
        let path = format!("{}/{key}/delete", self.app.list_path::<Product>());
        self.app.get(&path).await.ok().form("form.answer").submit(&self.app).await
    }

    async fn product(&self, id: i64) -> Option<Product> {
        let found = self.app.view::<Product>().find(&Key::from(id)).await.expect("the database answers");
        found.map(|found| Product::from_record(&found.record).expect("a product"))
    }

    /// What the hooks wrote, oldest first; then it is gone.
    async fn entries(&self) -> Vec<String> {
        let page = self.app.get(&format!("{}?sort=id&size=200", self.app.list_path::<Entry>())).await.ok();
        self.app.run("DELETE FROM entries").await;
        let heads = page.texts("thead th");
        if heads.is_empty() { Vec::new() } else { page.column("Words") }
    }

    fn told(&self) -> Vec<String> {
        std::mem::take(&mut *self.told.lock().expect("one thread"))
    }
}

pub(crate) async fn k150_hooks_run_in_kaffys_order_in_one_transaction(db: Database) {
    let shop = Shop::open(db).await;
    shop.add("Rye Loaf", "3").await.is(StatusCode::SEE_OTHER);
    let order = ["changeset", "before_insert", "before_save", "insert", "after_save", "after_insert"];
    assert_eq!(shop.entries().await, order);
    assert_eq!(shop.told(), ["mail about 1", "Test added Rye Loaf"], "after the commit, in order");
    let rye = shop.product(1).await.expect("it was added");
    assert_eq!((rye.slug.as_str(), rye.price, rye.views), ("rye-loaf", 3, 0), "a hook set a hidden field");

    shop.change("1", "Spelt Loaf", "4").await.is(StatusCode::SEE_OTHER);
    let order = ["changeset", "before_update", "before_save", "update", "after_save", "after_update"];
    assert_eq!(shop.entries().await, order);
    let spelt = shop.product(1).await.expect("it is there");
    assert_eq!((spelt.views, spelt.price), (1, 4), "a hook set a field that is read-only on the form");
    assert_eq!(shop.told(), ["Test changed title and price and views of Spelt Loaf"]);

    shop.delete("1").await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.entries().await, ["before_delete", "delete", "after_delete"]);
    assert_eq!(shop.told(), ["Test deleted Spelt Loaf"]);
    assert!(shop.product(1).await.is_none());
}

pub(crate) async fn k150_a_form_saved_as_it_was_runs_the_hooks_and_is_no_event(db: Database) {
    let shop = Shop::open(db).await;
    shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    shop.entries().await;
    shop.told();
    shop.app.form_of::<Product>("1").await.submit(&shop.app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.entries().await.len(), 6);
    assert_eq!(shop.told(), Vec::<String>::new());
}

pub(crate) async fn k150_k115_a_refusal_takes_all_of_it_back_and_keeps_what_was_typed(db: Database) {
    let shop = Shop::open(db).await;
    for hook in ["changeset", "before_insert", "before_save", "insert", "after_save", "after_insert"] {
        let page = shop.add(&format!("{hook} refuses"), "7").await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words(".summary").contains(&format!("{hook} said no.")), "{}", page.words(".summary"));
        assert_eq!(page.form("form.record").value("price"), Some("7"));
        let page = shop.add(&format!("{hook} refuses the price"), "8").await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.words("#field-price-error"), format!("{hook} dislikes it."));
        assert_eq!(page.form("form.record").value("price"), Some("8"));
    }
    assert_eq!(shop.entries().await, Vec::<String>::new());
    shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    shop.entries().await;
    shop.told();
    let id = shop.app.keys::<Product>("").await.pop().expect("one");
    for hook in ["changeset", "before_update", "before_save", "update", "after_save", "after_update"] {
        let page = shop.change(&id, &format!("{hook} refuses"), "9").await.is(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.words(".summary").contains(&format!("{hook} said no.")));
        assert_eq!(page.form("form.record").value("title"), Some(format!("{hook} refuses").as_str()));
    }
    assert_eq!(shop.entries().await, Vec::<String>::new());
    assert_eq!(shop.told(), Vec::<String>::new(), "nothing follows what was taken back");
    assert_eq!(shop.app.keys::<Product>("").await.len(), 1);
}

pub(crate) async fn k110_everything_wrong_is_said_at_once(db: Database) {
    let shop = Shop::open(db).await;
    let page = shop.add("two mistakes", "many").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words("#field-title-error"), "Name one.");
    assert!(!page.words("#field-price-error").is_empty(), "what was typed is no number");
    let summary = page.words(".summary");
    assert!(summary.contains("And look again.") && summary.contains("Slug: has no place."), "{summary}");
    // A hook may mend what was typed, and is held to the rules of the field.
    shop.add("no price", "none").await.is(StatusCode::SEE_OTHER);
    let page = shop.add("bad price", "7").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words("#field-price-error"), "This is too small: it must be at least 1.");
}

pub(crate) async fn k150_what_the_database_refuses_of_a_hook_is_said_above_the_form(db: Database) {
    let shop = Shop::open(db).await;
    let page = shop.add("after_save breaks", "7").await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words(".summary").contains("second record"), "{}", page.words(".summary"));
    assert_eq!(shop.entries().await, Vec::<String>::new());
    assert_eq!(shop.app.keys::<Product>("").await.len(), 0);
}

pub(crate) async fn k150_a_hook_that_panics_rolls_back_and_keeps_what_was_typed(db: Database) {
    let shop = Shop::open(db).await;
    for hook in ["changeset", "before_insert", "insert", "after_insert"] {
        let page = shop.add(&format!("{hook} panics"), "7").await.is(StatusCode::INTERNAL_SERVER_ERROR);
        assert!(page.words(".summary").contains("Something broke on our side"), "{}", page.words(".summary"));
        assert!(!page.body.contains("as the test asks"), "what it said is for the log");
        assert_eq!(page.form("form.record").value("price"), Some("7"));
    }
    assert_eq!(shop.entries().await, Vec::<String>::new());
    // One after the commit is too late to take anything back.
    shop.add("after_commit panics", "7").await.is(StatusCode::SEE_OTHER);
    shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.app.keys::<Product>("").await.len(), 2);
}

pub(crate) async fn k150_what_follows_a_commit_does_not_end_with_the_browsers_patience(db: Database) {
    let shop = Shop::open(db).await;
    let form = shop.app.new_form::<Product>().await.set("title", "after_commit waits").set("price", "3");
    tokio::select! {
        _ = form.submit(&shop.app) => panic!("it waits"),
        () = shop.begun.notified() => {}
    }
    assert_eq!(shop.app.keys::<Product>("").await.len(), 1, "committed, and nobody is there to be told");
    shop.go_on.notify_one();
    shop.begun.notified().await;
    assert_eq!(shop.told(), ["mail about 1", "Test added after_commit waits"]);
}

pub(crate) async fn k150_a_hook_that_hangs_is_stopped_and_lets_others_write(db: Database) {
    let shop = Shop::open(db).await;
    let (slow, other) = tokio::join!(shop.add("after_insert hangs", "7"), async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        shop.add("Rye", "3").await
    });
    let slow = slow.is(StatusCode::SERVICE_UNAVAILABLE);
    let summary = slow.words(".summary");
    assert!(summary.contains("took longer than 2 seconds"), "{summary}");
    assert_eq!(slow.form("form.record").value("price"), Some("7"));
    // On SQLite it had to wait, and may have run out of time itself.
    if other.status != StatusCode::SEE_OTHER {
        shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    }
    assert_eq!(shop.app.keys::<Product>("").await.len(), 1);
}

pub(crate) async fn k152_hooks_replace_the_statements(db: Database) {
    let shop = Shop::open(db).await;
    shop.add("insert mine", "3").await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.product(1).await.expect("it was added").views, 100);
    shop.change("1", "update mine", "9").await.is(StatusCode::SEE_OTHER);
    let product = shop.product(1).await.expect("it is there");
    assert_eq!((product.title.as_str(), product.price), ("update mine", 3));
    shop.change("1", "only marked", "3").await.is(StatusCode::SEE_OTHER);
    shop.entries().await;
    shop.delete("1").await.is(StatusCode::SEE_OTHER);
    assert_eq!(shop.entries().await, ["before_delete", "delete", "after_delete"]);
    assert!(shop.product(1).await.is_some_and(|product| product.gone), "it stays, marked");
}

pub(crate) async fn k151_a_refused_deletion_says_why_on_the_page(db: Database) {
    let shop = Shop::open(db).await;
    for (at, hook) in ["before_delete", "delete", "after_delete"].into_iter().enumerate() {
        shop.add(&format!("{hook} refuses"), "3").await.is(StatusCode::SEE_OTHER);
        shop.entries().await;
        let key = (at + 1).to_string();
        let page = shop.delete(&key).await.is(StatusCode::CONFLICT);
        assert!(page.words(".summary").contains(&format!("{hook} said no.")), "{}", page.words(".summary"));
        assert!(page.words("title").starts_with("Error: "));
        assert_eq!(shop.entries().await, Vec::<String>::new());
    }
    shop.add("delete panics", "3").await.is(StatusCode::SEE_OTHER);
    let page = shop.delete("4").await.is(StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.words(".summary").contains("nothing was deleted"));
    shop.add("delete hangs", "3").await.is(StatusCode::SEE_OTHER);
    let page = shop.delete("5").await.is(StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.words(".summary").contains("was stopped"));
    assert_eq!(shop.app.keys::<Product>("").await.len(), 5);
}

pub(crate) async fn k95_clients_set_no_field_that_code_may_set(db: Database) {
    let shop = Shop::open(db).await;
    for field in ["slug", "views", "gone", "id"] {
        let form = shop.app.new_form::<Product>().await.set("title", "Rye").set("price", "3");
        form.also(field, "1").submit(&shop.app).await.is(StatusCode::BAD_REQUEST);
    }
    shop.add("Rye", "3").await.is(StatusCode::SEE_OTHER);
    let form = shop.app.form_of::<Product>("1").await;
    form.also("views", "900").submit(&shop.app).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(shop.product(1).await.expect("it is there").views, 0);
}

pub(crate) async fn k150_what_plain_resources_cost_stays(db: Database) {
    let shop = Shop::open(db.clone()).await;
    let form = shop.app.new_form::<Entry>().await.set("words", "one");
    let before = db.statements();
    form.submit(&shop.app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(db.statements() - before, 1, "an insert");
    let form = shop.app.form_of::<Entry>("1").await.set("words", "two");
    let before = db.statements();
    form.submit(&shop.app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(db.statements() - before, 2, "a select and an update");
}
