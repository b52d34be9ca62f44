//! What the bakery has, of every kind of field.

use chrono::NaiveDate;
use kaffy::{Json, StoredFile, prelude::*};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::actions::LoafAdmin;

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
    pub(super) id: i64,
    /// Πώς λέγεται.
    #[admin(label = "Τίτλος", max_len = 20)]
    pub(super) title: String,
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
pub(super) struct Settings {
    #[admin(label = "Μέγεθος", min = 1)]
    size: Option<i64>,
}

#[derive(Debug, Serialize, Deserialize, AdminFields)]
#[admin(name = "Γραμμή")]
pub(super) struct Line {
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
pub(super) struct Crumb {
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
pub(super) struct Remark {
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
pub(super) struct Tag {
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
pub(super) struct LoafTag {
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
