//! What the shop under attack sells: a thing with a field of every kind and with every input, its parts, its tags,
//! and who makes it. Everything belongs to a tenant, `a` or `b`.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use kaffy::{
    Reader, RowFilter, StoredFile, Tab,
    dashboard::{Chart, Text, Tidbit, Widget, WidgetValue},
    prelude::*,
    site::{CustomLink, CustomPage},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
pub(crate) enum Grade {
    Good,
    #[admin(
        label = "zqx7choice <zqx7n>\" zqx7attr=\"1\" ' zqx7attr='1' {{7331*7919}} </script></textarea></title><zqx7n>"
    )]
    Fair,
}

/// How it is packed.
#[derive(Debug, Serialize, Deserialize, AdminFields)]
pub(crate) struct Packing {
    pub(crate) colour: String,
    #[admin(min = 0)]
    pub(crate) layers: i64,
}

/// A thing on sale.
#[derive(Debug, AdminResource)]
#[admin(
    table = "things", context = "Shop", admin = ThingAdmin, page_size = 25, label(title),
    list(title, maker, tags, flag, small, ratio, price, letter, code, day, hour, packed, sold, grade, words, size, site, mail,
         phone, color, story, photo, paper, notes, data, owner),
    list_edit(title, flag, small, ratio, price, letter, code, day, hour, packed, sold, grade, words, size, site, mail, phone, color,
              notes),
    search(title, notes),
    filter(title, maker, flag, small, ratio, price, letter, code, day, hour, packed, sold, grade, words, size, site, mail,
           phone, color, notes),
    drill_down(day), order(title),
    has_many(Part, by = thing_id), many_to_many(Tag, through = Tagging)
)]
pub(crate) struct Thing {
    pub(crate) id: i64,
    #[admin(max_len = 400)]
    pub(crate) title: String,
    #[admin(belongs_to = Maker)]
    pub(crate) maker_id: Option<i64>,
    pub(crate) flag: Option<bool>,
    #[admin(min = -1000, max = 1000)]
    pub(crate) small: Option<i32>,
    pub(crate) ratio: Option<f64>,
    pub(crate) price: Option<Decimal>,
    pub(crate) letter: Option<char>,
    pub(crate) blob: Option<Vec<u8>>,
    pub(crate) code: Option<Uuid>,
    pub(crate) day: Option<NaiveDate>,
    pub(crate) hour: Option<NaiveTime>,
    pub(crate) packed: Option<NaiveDateTime>,
    pub(crate) sold: Option<DateTime<Utc>>,
    pub(crate) data: Option<serde_json::Value>,
    pub(crate) grade: Option<Grade>,
    pub(crate) words: Vec<String>,
    #[admin(choices("s" = "Small", "l" = "zqx7fixed <zqx7n>\" zqx7attr=\"1\" ' zqx7attr='1' {{7331*7919}} </script></textarea></title><zqx7n>"))]
    pub(crate) size: Option<String>,
    #[admin(url)]
    pub(crate) site: Option<String>,
    #[admin(email)]
    pub(crate) mail: Option<String>,
    #[admin(tel)]
    pub(crate) phone: Option<String>,
    #[admin(
        color,
        label = "zqx7label <zqx7n>\" zqx7attr=\"1\" ' zqx7attr='1' {{7331*7919}} </script></textarea></title><zqx7n>"
    )]
    pub(crate) color: Option<String>,
    #[admin(richtext)]
    pub(crate) story: Option<String>,
    /// zqx7help <zqx7n>" zqx7attr="1" ' zqx7attr='1' {{7331*7919}} </script></textarea></title><zqx7n>
    #[admin(textarea)]
    pub(crate) notes: Option<String>,
    #[admin(password)]
    pub(crate) secret: Option<String>,
    #[admin(embedded)]
    pub(crate) packing: Option<Json<Packing>>,
    #[admin(image)]
    pub(crate) photo: Option<StoredFile>,
    #[admin(file(types("text/csv", "application/pdf")))]
    pub(crate) paper: Option<String>,
    /// The tenant, which no form offers.
    #[admin(create = hidden, update = readonly, default = "a")]
    pub(crate) owner: String,
}

/// The same rows without code of the application's own, whose forms open whatever a column holds; for superusers.
#[derive(Debug, AdminResource)]
#[admin(
    table = "things",
    context = "Raw",
    label(title),
    list(title, flag, small, ratio, price, code, day, hour, packed, sold, grade)
)]
pub(crate) struct Raw {
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) flag: Option<bool>,
    pub(crate) small: Option<i32>,
    pub(crate) ratio: Option<f64>,
    pub(crate) price: Option<Decimal>,
    pub(crate) letter: Option<char>,
    pub(crate) blob: Option<Vec<u8>>,
    pub(crate) code: Option<Uuid>,
    pub(crate) day: Option<NaiveDate>,
    pub(crate) hour: Option<NaiveTime>,
    pub(crate) packed: Option<NaiveDateTime>,
    pub(crate) sold: Option<DateTime<Utc>>,
    pub(crate) grade: Option<Grade>,
}

/// Who makes things.
#[derive(Debug, AdminResource)]
#[admin(table = "makers", context = "Shop", admin = MakerAdmin, label(name), list(name, owner), search(name), filter(name), order(name))]
pub(crate) struct Maker {
    pub(crate) id: i64,
    #[admin(max_len = 400)]
    pub(crate) name: String,
    #[admin(create = hidden, update = readonly, default = "a")]
    pub(crate) owner: String,
}

/// A part of a thing.
#[derive(Debug, AdminResource)]
#[admin(table = "parts", context = "Shop", label(name), list(name, thing), search(name), filter(thing))]
pub(crate) struct Part {
    pub(crate) id: i64,
    #[admin(belongs_to = Thing)]
    pub(crate) thing_id: i64,
    pub(crate) name: String,
}

/// A word for things.
#[derive(Debug, AdminResource)]
#[admin(table = "tags", context = "Shop", label(name), search(name), list(name))]
pub(crate) struct Tag {
    pub(crate) id: i64,
    pub(crate) name: String,
    #[admin(create = hidden, update = readonly, default = "a")]
    pub(crate) owner: String,
}

/// What is thrown away and can be had back.
#[derive(Debug, AdminResource)]
#[admin(table = "leaflets", context = "Shop", label(title), search(title), list(title), order(title))]
pub(crate) struct Leaflet {
    pub(crate) id: i64,
    pub(crate) title: String,
    #[admin(create = hidden, update = readonly, default = "a")]
    pub(crate) owner: String,
    #[admin(soft_delete)]
    pub(crate) binned: Option<NaiveDateTime>,
}

#[derive(Debug, AdminResource)]
#[admin(table = "taggings", context = "Joins")]
pub(crate) struct Tagging {
    pub(crate) id: i64,
    #[admin(belongs_to = Thing)]
    pub(crate) thing_id: i64,
    #[admin(belongs_to = Tag)]
    pub(crate) tag_id: i64,
}

pub(crate) struct ThingAdmin;

impl ResourceAdmin for ThingAdmin {
    type Record = Thing;

    fn actions(&self) -> Actions<Thing> {
        Actions::new().with(Praise).with(Rename).with(Polish)
    }

    fn tabs(&self, _: &Actor) -> Vec<Tab<Thing>> {
        let fields = Thing::fields();
        vec![
            Tab::new("dear", poison("tab"), fields.price.at_least(Some(Decimal::ONE))).group(poison("group")),
            Tab::all("All"),
        ]
    }

    fn columns(&self, columns: &mut Columns<Thing>) {
        columns.computed("badge", |thing: &Thing| Shown::badge(thing.title.clone(), Tone::Info)).label("Badge");
    }

    fn may_import(&self, actor: &Actor) -> bool {
        actor.has_role("Editor") || actor.has_role("Superuser")
    }

    fn may_export(&self, actor: &Actor) -> bool {
        !actor.has_role("Viewer")
    }

    fn widgets(&self) -> Vec<Widget> {
        vec![Widget::new("By title", ByTitle), Widget::new("Newest", Newest)]
    }
}

pub(crate) struct MakerAdmin;

impl ResourceAdmin for MakerAdmin {
    type Record = Maker;

    fn description(&self, actor: &Actor) -> Option<String> {
        Some(format!("Makers for {}.", actor.name))
    }
}

/// At once.
struct Praise;

impl RecordAction for Praise {
    type Record = Thing;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("praise", "Praise").done("praised").permission(Permission::Change)
    }

    async fn run(&self, _: &mut Ctx, _: &Thing, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

/// As a job.
struct Polish;

impl RecordAction for Polish {
    type Record = Thing;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("polish", poison("polish")).background()
    }

    async fn run(&self, _: &mut Ctx, _: &Thing, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

#[derive(Debug, AdminFields)]
pub(crate) struct NewName {
    title: String,
    #[admin(belongs_to = Maker)]
    maker_id: Option<i64>,
}

/// Asks first.
struct Rename;

impl RecordAction for Rename {
    type Record = Thing;
    type Inputs = NewName;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("rename", poison("action"))
            .confirm(poison("confirm"))
            .help(poison("helped"))
            .permission(Permission::Change)
    }

    async fn run(&self, ctx: &mut Ctx, thing: &Thing, new: &NewName) -> Result<(), Refusal> {
        let Some(mut change) = ctx.edit::<Thing>(thing.id).await? else { return Ok(()) };
        change.set(Thing::fields().title, new.title.clone());
        Ok(ctx.update(change).await?)
    }
}

struct ByTitle;

impl WidgetValue for ByTitle {
    type Value = Chart;

    async fn value(&self, reader: &Reader) -> Result<Chart, Refusal> {
        let things = reader.all::<Thing>([], 20).await?;
        let sizes: Vec<_> = things.iter().map(|thing| i64::from(thing.small.unwrap_or(1))).collect();
        Ok(Chart::bar(things.into_iter().map(|thing| thing.title)).series("Things", sizes))
    }
}

struct Newest;

impl WidgetValue for Newest {
    type Value = Tidbit;

    async fn value(&self, reader: &Reader) -> Result<Tidbit, Refusal> {
        let things = reader.all::<Thing>([], 5).await?;
        let titles: Vec<_> = things.into_iter().map(|thing| thing.title).collect();
        Ok(Tidbit::new(titles.len()).note(titles.join(", ")))
    }
}

/// Breaks out of text, of both kinds of quotes, of an element, of a script and of a template, if anything lets it; told
/// apart by its mark.
pub(crate) fn poison(mark: &str) -> String {
    let rest = "<zqx7n>\" zqx7attr=\"1\" ' zqx7attr='1' {{7331*7919}} </script></textarea></title><zqx7n>";
    format!("zqx7{mark} {rest}")
}

/// Widgets, a page and a link of the admin itself.
pub(crate) fn site(builder: kaffy::AdminBuilder) -> kaffy::AdminBuilder {
    let only_root = |actor: &Actor| actor.has_role("Superuser");
    let page = "{% extends \"layout.html\" %}{% block content %}<h1>{{ page.name }}</h1>{% endblock content %}";
    builder
        .widget(Widget::new(poison("widget"), Text::new(poison("text"))).order(900))
        .widget(Widget::new("Secret", Text::new("for one")).visible_to(only_root))
        .page(CustomPage::new("secret", poison("page"), page).visible_to(only_root))
        .link(CustomLink::new("Cache", "/cache").visible_to(only_root))
}

/// The rows that somebody sees: of their own tenant, and everything for a superuser.
pub(crate) fn scopes(builder: kaffy::AdminBuilder) -> kaffy::AdminBuilder {
    builder
        .scope::<Thing>(|actor| tenant(actor).map(|of| Thing::fields().owner.is(of)).into_iter().collect())
        .scope::<Maker>(|actor| tenant(actor).map(|of| Maker::fields().owner.is(of)).into_iter().collect())
        .scope::<Tag>(|actor| tenant(actor).map(|of| Tag::fields().owner.is(of)).into_iter().collect())
        .scope::<Leaflet>(|actor| tenant(actor).map(|of| Leaflet::fields().owner.is(of)).into_iter().collect())
        .scope::<Part>(|actor| in_thing(actor, |rule| Part::fields().thing.matches(rule)))
        .scope::<Tagging>(|actor| in_thing(actor, |rule| Tagging::fields().thing.matches(rule)))
}

fn in_thing<R>(actor: &Actor, over: impl Fn(RowFilter<Thing>) -> RowFilter<R>) -> Vec<RowFilter<R>> {
    tenant(actor).map(|of| over(Thing::fields().owner.is(of))).into_iter().collect()
}

fn tenant(actor: &Actor) -> Option<String> {
    match actor {
        root if root.has_role("Superuser") => None,
        other if other.has_role("Tenant B") => Some("b".to_owned()),
        _ => Some("a".to_owned()),
    }
}

/// The tables, in the words of a database.
pub(crate) fn tables(db: &kaffy::Database) -> String {
    let by = |sqlite: &'static str, postgres: &'static str, mysql: &'static str| match db.dialect() {
        kaffy::Dialect::Sqlite => sqlite,
        kaffy::Dialect::Postgres => postgres,
        kaffy::Dialect::MySql => mysql,
    };
    let id = by(
        "INTEGER PRIMARY KEY",
        "BIGINT GENERATED BY DEFAULT AS IDENTITY (START WITH 1000) PRIMARY KEY",
        "BIGINT AUTO_INCREMENT PRIMARY KEY",
    );
    let (json, double, decimal) = (
        by("TEXT", "JSONB", "JSON"),
        by("REAL", "DOUBLE PRECISION", "DOUBLE"),
        by("TEXT", "NUMERIC(20,4)", "DECIMAL(20,4)"),
    );
    let (date, time, moment, instant) = (
        by("TEXT", "DATE", "DATE"),
        by("TEXT", "TIME(6)", "TIME(6)"),
        by("TEXT", "TIMESTAMP", "DATETIME(6)"),
        by("TEXT", "TIMESTAMPTZ", "DATETIME(6)"),
    );
    let (uuid, bytes, flag) = (by("TEXT", "UUID", "CHAR(36)"), by("BLOB", "BYTEA", "BLOB"), "BOOLEAN");
    let blob = by("blob", "blob", "`blob`");
    format!(
        "CREATE TABLE makers (id {id}, name VARCHAR(400) NOT NULL, owner VARCHAR(40) NOT NULL);
         CREATE TABLE tags (id {id}, name VARCHAR(400) NOT NULL, owner VARCHAR(40) NOT NULL);
         CREATE TABLE things (id {id}, title VARCHAR(400) NOT NULL, maker_id BIGINT, flag {flag}, small INTEGER,
             ratio {double}, price {decimal}, letter VARCHAR(1), {blob} {bytes}, code {uuid}, day {date}, hour {time},
             packed {moment}, sold {instant}, data {json}, grade VARCHAR(40), words {json} NOT NULL, size VARCHAR(400),
             site TEXT, mail TEXT, phone TEXT, color TEXT, story TEXT, notes TEXT, secret TEXT, packing {json},
             photo {json}, paper VARCHAR(400), owner VARCHAR(40) NOT NULL,
             FOREIGN KEY (maker_id) REFERENCES makers (id));
         CREATE TABLE parts (id {id}, thing_id BIGINT NOT NULL, name VARCHAR(400) NOT NULL,
             FOREIGN KEY (thing_id) REFERENCES things (id) ON DELETE CASCADE);
         CREATE TABLE leaflets (id {id}, title VARCHAR(400) NOT NULL UNIQUE, owner VARCHAR(40) NOT NULL, binned {moment} NULL);
         CREATE TABLE taggings (id {id}, thing_id BIGINT NOT NULL, tag_id BIGINT NOT NULL);
         {}",
        rows().join(";\n")
    )
}

/// What is there at the start, and again after each request that may have changed it.
pub(crate) fn rows() -> [&'static str; 12] {
    [
        "DELETE FROM leaflets",
        "INSERT INTO leaflets (id, title, owner, binned) VALUES (1, 'Sale', 'a', NULL), \
         (2, 'Old', 'a', '2026-01-02 03:04:05'), (3, 'Theirs', 'b', '2026-01-02 03:04:05')",
        "DELETE FROM taggings",
        "DELETE FROM parts",
        "DELETE FROM things",
        "DELETE FROM tags",
        "DELETE FROM makers",
        "INSERT INTO makers (id, name, owner) VALUES (1, 'Aoki', 'a'), (2, 'Brandt', 'b'), (3, 'Costa', 'a')",
        "INSERT INTO tags (id, name, owner) VALUES (1, 'sweet', 'a'), (2, 'salty', 'b')",
        "INSERT INTO things (id, title, maker_id, small, day, words, notes, packing, owner) VALUES \
         (1, 'Anvil', 1, 3, '2026-01-02', '[\"iron\"]', 'heavy', '{\"colour\": \"red\", \"layers\": 1}', 'a'), \
         (2, 'Bolt', 2, 4, '2026-02-03', '[]', 'tiny', NULL, 'b'), (3, 'Clamp', 1, 5, '2026-03-04', '[]', NULL, NULL, 'a')",
        "INSERT INTO parts (id, thing_id, name) VALUES (1, 1, 'horn'), (2, 2, 'thread')",
        "INSERT INTO taggings (id, thing_id, tag_id) VALUES (1, 1, 1), (2, 2, 2)",
    ]
}
