//! A bakery that speaks Greek: everything of the application is in Greek letters, so that each Latin one is ours.

use std::{sync::Mutex, time::Duration};

use axum::{Router, extract::Request as Asked, http::header, middleware::map_request};
use chrono::NaiveDate;
use kaffy::{
    AdminBuilder, Auth, Database, FileContent, FileKey, FileStorage, Json, Reader, StorageError, StoredFile, Tab,
    dashboard::{Chart, Progress, Text, Tidbit, Widget, WidgetValue},
    prelude::*,
    site::{Context, CustomLink, CustomPage},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::support::TestApp;

/// Ό,τι πωλείται.
#[derive(Debug, AdminResource)]
#[admin(
    table = "loaves", slug = "loaves", context = "agora", name = "Ψωμί", plural = "Ψωμιά", admin = LoafAdmin, page_size = 25,
    list(title, price, on_sale, fresh, kind, made_on, site, labels, oven_id), list_edit(title, price, on_sale, kind, labels),
    search(title, site), filter(title, price, on_sale, fresh, kind, made_on, oven), drill_down(made_on), order(title),
    form(
        title, price, on_sale, fresh, kind, weight, oven_id, made_on, views,
        section("Άλλα", collapsed, site, secret, labels, notes, photo, settings, extra, lines, facts)
    )
)]
#[admin(has_many(Crumb, by = loaf_id, tabular, min = 1, max = 4, extra = 1, label = "Ψίχουλα"))]
#[admin(has_many(Remark, by = loaf_id, stacked, label = "Σχόλια"))]
#[admin(many_to_many(Tag, through = LoafTag, name = tags, label = "Ετικέτες"))]
pub(super) struct Loaf {
    #[admin(label = "Αριθμός")]
    id: i64,
    /// Πώς λέγεται.
    #[admin(label = "Τίτλος", max_len = 20)]
    title: String,
    #[admin(label = "Τιμή", min = 0)]
    price: Decimal,
    #[admin(label = "Διαθέσιμο")]
    on_sale: bool,
    #[admin(label = "Φρέσκο")]
    fresh: Option<bool>,
    #[admin(label = "Είδος")]
    kind: Kind,
    #[admin(label = "Βάρος", show_if(kind = White | Dark))]
    weight: Option<f64>,
    #[admin(label = "Φούρνος", belongs_to = Oven)]
    oven_id: Option<i64>,
    #[admin(label = "Ημέρα")]
    made_on: Option<NaiveDate>,
    #[admin(label = "Προβολές", create = hidden, update = readonly, default = 0)]
    views: i32,
    #[admin(label = "Σελίδα", url)]
    site: Option<String>,
    #[admin(label = "Μυστικό", password)]
    secret: Option<String>,
    #[admin(label = "Λέξεις")]
    labels: Vec<String>,
    #[admin(label = "Σημειώσεις", richtext)]
    notes: Option<String>,
    #[admin(label = "Εικόνα", image(types("image/png"), max_size = "100kB"))]
    photo: Option<StoredFile>,
    #[admin(label = "Ρυθμίσεις", embedded)]
    settings: Json<Settings>,
    #[admin(label = "Επιπλέον", embedded)]
    extra: Option<Json<Settings>>,
    #[admin(label = "Γραμμές", embedded)]
    lines: Json<Vec<Line>>,
    #[admin(label = "Στοιχεία", key_value)]
    facts: Option<serde_json::Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
pub(super) enum Kind {
    #[admin(label = "Λευκό")]
    White,
    #[admin(label = "Μαύρο")]
    Dark,
    #[admin(label = "Άλλο")]
    Other,
}

#[derive(Debug, Serialize, Deserialize, AdminFields)]
#[admin(name = "Ρύθμιση")]
struct Settings {
    #[admin(label = "Μέγεθος", min = 1)]
    size: Option<i64>,
}

#[derive(Debug, Serialize, Deserialize, AdminFields)]
#[admin(name = "Γραμμή")]
struct Line {
    #[admin(label = "Κείμενο")]
    text: String,
}

#[derive(Debug, AdminResource)]
#[admin(
    table = "ovens",
    slug = "ovens",
    context = "agora",
    name = "Φούρνος",
    plural = "Φούρνοι",
    label(name),
    search(name)
)]
pub(super) struct Oven {
    #[admin(label = "Αριθμός")]
    id: i64,
    #[admin(label = "Όνομα")]
    name: String,
}

/// Πετιούνται και ξαναβρίσκονται.
#[derive(Debug, AdminResource)]
#[admin(table = "notes", slug = "notes", context = "agora", name = "Σημείωση", plural = "Σημειώσεις", label(words))]
#[admin(search(words), list(words, rack))]
pub(super) struct Note {
    #[admin(label = "Αριθμός")]
    id: i64,
    #[admin(label = "Λόγια")]
    words: String,
    #[admin(label = "Ράφι", belongs_to = Rack)]
    rack_id: Option<i64>,
    #[admin(label = "Πετάχτηκε", soft_delete)]
    gone: Option<chrono::DateTime<chrono::Utc>>,
}

#[derive(Debug, AdminResource)]
#[admin(table = "racks", slug = "racks", context = "agora", name = "Ράφι", plural = "Ράφια", label(name))]
pub(super) struct Rack {
    #[admin(label = "Αριθμός")]
    id: i64,
    #[admin(label = "Όνομα")]
    name: String,
    #[admin(label = "Πετάχτηκε", soft_delete)]
    gone: Option<chrono::DateTime<chrono::Utc>>,
}

#[derive(Debug, AdminResource)]
#[admin(table = "crumbs", slug = "crumbs", context = "agora", name = "Ψίχουλο", plural = "Ψίχουλα", label(name))]
struct Crumb {
    #[admin(label = "Αριθμός")]
    id: i64,
    #[admin(label = "Ψωμί", belongs_to = Loaf)]
    loaf_id: i64,
    #[admin(label = "Όνομα", max_len = 20)]
    name: String,
    #[admin(label = "Πλήθος")]
    count: i32,
}

#[derive(Debug, AdminResource)]
#[admin(table = "remarks", slug = "remarks", context = "agora", name = "Σχόλιο", plural = "Σχόλια", label(words))]
struct Remark {
    #[admin(label = "Αριθμός")]
    id: i64,
    #[admin(label = "Ψωμί", belongs_to = Loaf)]
    loaf_id: i64,
    #[admin(label = "Λόγια")]
    words: String,
}

#[derive(Debug, AdminResource)]
#[admin(
    table = "tags",
    slug = "tags",
    context = "agora",
    name = "Ετικέτα",
    plural = "Ετικέτες",
    label(name),
    search(name)
)]
struct Tag {
    #[admin(label = "Αριθμός")]
    id: i64,
    #[admin(label = "Όνομα")]
    name: String,
}

#[derive(Debug, AdminResource)]
#[admin(
    table = "loaf_tags",
    slug = "loaf-tags",
    context = "agora",
    name = "Σύνδεση",
    plural = "Συνδέσεις",
    primary_key(loaf_id, tag_id)
)]
struct LoafTag {
    #[admin(label = "Ψωμί", belongs_to = Loaf)]
    loaf_id: i64,
    #[admin(label = "Ετικέτα", belongs_to = Tag)]
    tag_id: i64,
}

/// Τα ψωμιά τους μένουν.
#[derive(Debug, AdminResource)]
#[admin(
    table = "orders",
    slug = "orders",
    context = "pelates",
    name = "Παραγγελία",
    plural = "Παραγγελίες",
    label(reader)
)]
pub(super) struct Order {
    #[admin(label = "Αριθμός")]
    id: i64,
    #[admin(label = "Ψωμί", belongs_to = Loaf)]
    loaf_id: i64,
    #[admin(label = "Πελάτης")]
    reader: String,
}

struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn tabs(&self, _: &Actor) -> Vec<Tab<Loaf>> {
        let fields = Loaf::fields();
        vec![
            Tab::new("on", "Διαθέσιμα", fields.on_sale.is(true)),
            Tab::new("none", "Τίποτα", fields.title.is("ξξξ".to_owned())).group("Ομάδα"),
        ]
    }

    fn may_import(&self, _: &Actor) -> bool {
        true
    }

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(Reprice).with(TakeOff).with(Ask).with(Slow)
    }

    fn site_url(&self, _: &Loaf) -> Option<String> {
        Some("/bread".to_owned())
    }

    async fn before_delete(&self, _: &mut Ctx, loaf: &Loaf) -> Result<(), Refusal> {
        if loaf.title.starts_with('Ω') { Err("Όχι τώρα.".into()) } else { Ok(()) }
    }
}

#[derive(Debug, AdminFields)]
struct NewPrice {
    #[admin(label = "Τιμή", min = 0, max = 1000)]
    price: i64,
    #[admin(label = "Φούρνος", belongs_to = Oven)]
    oven_id: Option<i64>,
}

/// Asks for inputs, and refuses one row.
struct Reprice;

impl RecordAction for Reprice {
    type Record = Loaf;
    type Inputs = NewPrice;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("reprice", "Αλλαγή τιμής").done("αλλαγμένο").help("Το ταμείο το μαθαίνει.")
    }

    async fn run(&self, _: &mut Ctx, loaf: &Loaf, _: &NewPrice) -> Result<(), Refusal> {
        match loaf.title.chars().next() {
            Some('Β') => Err("Κολλάει.".into()),
            Some('Γ') => panic!("the oven is off"),
            _ => Ok(()),
        }
    }
}

/// Asks for nothing, and has no participle.
struct TakeOff;

impl RecordAction for TakeOff {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("take-off", "Απόσυρση")
    }

    async fn run(&self, _: &mut Ctx, _: &Loaf, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Asks whether to.
struct Ask;

impl RecordAction for Ask {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("ask", "Δωρεά").confirm("Απόψε φεύγει.").danger().done("δωρισμένο")
    }

    async fn run(&self, _: &mut Ctx, _: &Loaf, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Takes so long that it is told about while it goes on.
struct Slow;

impl RecordAction for Slow {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("slow", "Αργά").done("τελειωμένο").on_list()
    }

    async fn run(&self, _: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        match loaf.id {
            1 => Err("Κολλάει.".into()),
            _ => {
                tokio::time::sleep(Duration::from_millis(3_500)).await;
                Ok(())
            }
        }
    }
}

/// A widget that does as it is told.
enum Odd {
    Refuses,
    Panics,
    Waits,
}

impl WidgetValue for Odd {
    type Value = Text;

    async fn value(&self, _: &Reader) -> Result<Text, Refusal> {
        match self {
            Self::Refuses => Err("Δεν γίνεται.".into()),
            Self::Panics => panic!("the oven is off"),
            Self::Waits => std::future::pending().await,
        }
    }
}

/// A number and the one before it; it is compared in words, and so for each reader anew.
struct Compared(i64, i64);

impl WidgetValue for Compared {
    type Value = Tidbit;

    async fn value(&self, _: &Reader) -> Result<Tidbit, Refusal> {
        Ok(Tidbit::new(self.0).compared(self.0, self.1, "από χθες").note("σήμερα"))
    }
}

struct Share;

impl WidgetValue for Share {
    type Value = Progress;

    async fn value(&self, _: &Reader) -> Result<Progress, Refusal> {
        Ok(Progress::of(3, 12).label("Έτοιμα"))
    }
}

/// Keeps nothing.
struct Nowhere;

impl FileStorage for Nowhere {
    async fn save(&self, _: &FileKey, _: FileContent) -> Result<(), StorageError> {
        Err(std::io::Error::new(std::io::ErrorKind::StorageFull, "no room").into())
    }

    async fn open(&self, _: &FileKey) -> Result<Option<FileContent>, StorageError> {
        Ok(None)
    }

    async fn delete(&self, _: &FileKey) -> Result<(), StorageError> {
        Ok(())
    }
}

const TABLES: &str = r#"
    CREATE TABLE ovens (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE loaves (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, price TEXT NOT NULL, on_sale BOOLEAN NOT NULL, fresh BOOLEAN,
        kind TEXT NOT NULL, weight REAL, oven_id INTEGER REFERENCES ovens(id) ON DELETE SET NULL, made_on TEXT,
        views INTEGER NOT NULL, site TEXT, secret TEXT, labels TEXT NOT NULL, notes TEXT, photo TEXT,
        settings TEXT NOT NULL, extra TEXT, lines TEXT NOT NULL, facts TEXT
    );
    CREATE TABLE crumbs (
        id INTEGER PRIMARY KEY, loaf_id INTEGER NOT NULL REFERENCES loaves(id) ON DELETE CASCADE, name TEXT NOT NULL,
        count INTEGER NOT NULL
    );
    CREATE TABLE remarks (
        id INTEGER PRIMARY KEY, loaf_id INTEGER NOT NULL REFERENCES loaves(id) ON DELETE CASCADE, words TEXT NOT NULL
    );
    CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE loaf_tags (
        loaf_id INTEGER NOT NULL REFERENCES loaves(id) ON DELETE CASCADE, tag_id INTEGER NOT NULL REFERENCES tags(id),
        PRIMARY KEY (loaf_id, tag_id)
    );
    CREATE TABLE orders (id INTEGER PRIMARY KEY, loaf_id INTEGER NOT NULL REFERENCES loaves(id), reader TEXT NOT NULL);
    CREATE TABLE racks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, gone TEXT);
    CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE, rack_id INTEGER, gone TEXT);
    INSERT INTO racks VALUES (1, 'Κάτω', NULL);
    INSERT INTO notes VALUES (1, 'Ένα', 1, NULL), (2, 'Δύο', 1, NULL), (3, 'Τρία', NULL, '2026-01-02 03:04:05');
    INSERT INTO ovens VALUES (1, 'Αριστερός'), (2, 'Δεξιός');
    INSERT INTO tags VALUES (1, 'Νηστίσιμο'), (2, 'Καρύδια');
    INSERT INTO loaves VALUES (
        1, 'Άσπρο', '12345.50', TRUE, NULL, 'white', 1.5, 1, '2026-03-29', 7, 'https://1.2.3.4/', 'x',
        '["α","β","γ","δ","ε"]', 'Λόγια',
        '{"key":"loaves/1.png","name":"ψωμί","size":1500,"type":"image/png","width":40,"height":30}',
        '{"size": 3}', NULL, '[{"text": "α"}, {"text": "β"}]', '{"α": "β"}'
    );
    INSERT INTO loaves VALUES (
        2, 'Βύνη', '3', FALSE, FALSE, 'ξ', 'ξ', NULL, NULL, 0, NULL, NULL, '[]', NULL, NULL, '[1]', '{"size": 1}',
        '[]', NULL
    );
    INSERT INTO loaves VALUES (
        3, 'Γλυκό', '4', FALSE, TRUE, 'dark', NULL, 2, '2025-01-02', 0, NULL, NULL, '[]', NULL, NULL, '{}', NULL, '[]', NULL
    );
    INSERT INTO loaves VALUES (
        4, 'Ωμό', '4', FALSE, TRUE, 'dark', NULL, 2, NULL, 0, NULL, NULL, '[]', NULL, NULL, '{}', NULL, '[]', NULL
    );
    WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
        INSERT INTO loaves SELECT i, 'Π' || i, '1', TRUE, NULL, 'other', NULL, NULL, NULL, 0, NULL, NULL, '[]', NULL, NULL,
            '{}', NULL, '[]', NULL FROM n;
    INSERT INTO crumbs VALUES (1, 1, 'Ένα', 1), (2, 1, 'Δύο', 2);
    INSERT INTO remarks VALUES (1, 1, 'Καλό');
    INSERT INTO loaf_tags VALUES (1, 1);
    INSERT INTO orders VALUES (1, 3, 'Μαρία');
"#;

/// The bakery, in the made-up language as well, asked for with this `Accept-Language`.
pub(super) async fn bakery(accept: &'static str, change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> TestApp {
    let database = Database::connect("sqlite::memory:").await.expect("SQLite opens a database in memory");
    bakery_over(database, accept, change).await
}

/// The same over a database that is open.
pub(super) async fn bakery_over(
    database: Database,
    accept: &'static str,
    change: impl FnOnce(AdminBuilder) -> AdminBuilder,
) -> TestApp {
    for statement in TABLES.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()) {
        database.execute(statement).await.expect("the tables can be created");
    }
    let auth = Auth::external(|request| async move {
        let said = |name: &str| request.headers.get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
        let id = said("x-user").unwrap_or_else(|| "ann".to_owned());
        assert_ne!(id, "panic", "the login broke");
        let actor = Actor::new(&id, "Άννα");
        let actor = match said("x-locale") {
            Some(tag) => actor.locale(tag),
            None => actor,
        };
        (id != "nobody").then_some(actor)
    });
    let builder = Admin::builder(database).title("Φούρνος").auth(auth).files(Nowhere);
    let builder = builder
        .resource::<Loaf>()
        .resource::<Oven>()
        .resource::<Crumb>()
        .resource::<Remark>()
        .resource::<Tag>()
        .resource::<LoafTag>()
        .resource::<Order>()
        .resource::<Note>()
        .resource::<Rack>()
        .context(Context::new("agora").label("Αγορά"))
        .context(Context::new("pelates").label("Πελάτες"))
        .messages(super::marked::TAG, super::marked::messages())
        .permissions(|actor, meta, permission| match actor.id.as_str() {
            "viewer" => permission == Permission::View,
            "stranger" => false,
            "careful" => meta.rust_name == "Loaf",
            _ => true,
        });
    let admin = change(builder).build().await.unwrap_or_else(|problems| panic!("{problems}"));
    let accepting = map_request(move |mut request: Asked| async move {
        request.headers_mut().entry(header::ACCEPT_LANGUAGE).or_insert(header::HeaderValue::from_static(accept));
        request
    });
    let app = Router::new().nest("/admin", kaffy::web::router(admin.clone())).layer(accepting);
    TestApp { app, admin, prefix: "/admin", cookies: Mutex::default() }
}

/// Widgets of every kind, pages and links of the bakery.
pub(super) fn with_a_site(builder: AdminBuilder) -> AdminBuilder {
    let many: Vec<String> = (0..9).map(|at| format!("Μέρος {at}")).collect();
    let widgets = [
        Widget::new("Λόγια", Text::new("Καλημέρα").link("Ψωμιά", "/bread")),
        Widget::new("Αριθμός", Compared(3, 2)),
        Widget::new("Πρώτος", Compared(999, 1000)),
        Widget::new("Ίσος", Compared(1, 1)),
        Widget::new("Πρόοδος", Share),
        Widget::new("Ποσοστό", Progress::percent(79)),
        Widget::new(
            "Γραμμές",
            Chart::line(["α", "β"]).series("Ψωμιά", [1, 20_000]).series("Κέικ", [None::<i64>, None]),
        ),
        Widget::new("Ράβδοι", Chart::bar(["α"]).series("Ψωμιά", [3_000_000])),
        Widget::new("Πίτα", Chart::pie(many).series("Ψωμιά", [1000, 1, 1, 1, 1, 1, 1, 1, 1])),
        Widget::new("Κενό", Chart::bar(Vec::<String>::new())),
        Widget::new("Άρνηση", Odd::Refuses),
        Widget::new("Πανικός", Odd::Panics),
        Widget::new("Αργό", Odd::Waits).timeout(Duration::from_millis(50)),
    ];
    let page = "{% extends \"layout.html\" %}{% block content %}<h1>{{ page.name }}</h1>\
                <p>{{ t(id=\"page-list-search\") }}</p>{% endblock content %}";
    widgets
        .into_iter()
        .fold(builder, AdminBuilder::widget)
        .page(CustomPage::new("map", "Χάρτης", page))
        .link(CustomLink::new("Έξω", "https://1.2.3.4/").new_tab())
        .link(CustomLink::new("Ρωτά", "/x").post().confirm("Σίγουρα;").new_tab())
}
