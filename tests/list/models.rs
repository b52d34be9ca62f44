//! A shop with everything a list can trip over: NULLs, duplicates, keys of several types, decimals.

use chrono::{NaiveDate, NaiveDateTime};
use kaffy::prelude::*;
use rust_decimal::Decimal;

#[derive(AdminResource)]
#[admin(table = "countries", plural = "Countries", context = "Shop", label(name), search(name))]
pub(crate) struct Country {
    pub(crate) id: i64,
    pub(crate) name: String,
}

#[derive(AdminResource)]
#[admin(table = "makers", context = "Shop", label(name), list(name, country.name), search(name, country.name), order(name), page_size = 25)]
pub(crate) struct Maker {
    pub(crate) id: i64,
    pub(crate) name: String,
    #[admin(belongs_to = Country)]
    pub(crate) country_id: Option<i64>,
}

#[derive(Debug, PartialEq, Eq, Clone, Copy, AdminChoice)]
pub(crate) enum Status {
    Available,
    #[admin(value = "gone", label = "Sold out")]
    SoldOut,
}

#[derive(AdminResource)]
#[admin(
    table = "items", context = "Shop", label(title), page_size = 25,
    list(title, nick, price, score, views, status, maker, maker.name, maker.country.name, made, inserted_at),
    search(title, nick, prefix(maker.name), exact(views), exact(price), exact(made), status),
    filter(title, nick, price, score, views, status, active, maker, maker.name, made, inserted_at, tags, size),
    order(desc(views), title), drill_down(inserted_at),
)]
pub(crate) struct Item {
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) nick: Option<String>,
    pub(crate) price: Decimal,
    pub(crate) score: Option<f64>,
    pub(crate) views: i32,
    pub(crate) status: Status,
    pub(crate) active: bool,
    #[admin(belongs_to = Maker)]
    pub(crate) maker_id: Option<i64>,
    pub(crate) made: Option<NaiveDate>,
    pub(crate) inserted_at: NaiveDateTime,
    pub(crate) tags: Vec<String>,
    #[admin(choices("s" = "Small", "l" = "Large"))]
    pub(crate) size: String,
    #[admin(password)]
    pub(crate) secret: String,
}

/// A composite key of a text and a number.
#[derive(AdminResource)]
#[admin(
    table = "slots",
    context = "Shop",
    composite,
    list(room, hour, note),
    search(room, note),
    label(note),
    page_size = 25
)]
pub(crate) struct Slot {
    #[admin(primary_key)]
    pub(crate) room: String,
    #[admin(primary_key)]
    pub(crate) hour: i32,
    pub(crate) note: Option<String>,
}

/// A text as key.
#[derive(AdminResource)]
#[admin(table = "codes", context = "Shop", list(code, weight), page_size = 25)]
pub(crate) struct Code {
    #[admin(primary_key)]
    pub(crate) code: String,
    pub(crate) weight: Decimal,
}

pub(crate) const SQLITE: &str = "
    CREATE TABLE countries (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE makers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country_id INTEGER REFERENCES countries(id));
    CREATE TABLE items (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, nick TEXT COLLATE NOCASE, price TEXT NOT NULL, score REAL,
        views INTEGER NOT NULL, status TEXT NOT NULL, active BOOLEAN NOT NULL,
        maker_id INTEGER REFERENCES makers(id), made TEXT, inserted_at TEXT NOT NULL, tags TEXT NOT NULL,
        size TEXT NOT NULL, secret TEXT NOT NULL
    );
    CREATE TABLE slots (room TEXT NOT NULL, hour INTEGER NOT NULL, note TEXT, PRIMARY KEY (room, hour));
    CREATE TABLE codes (code TEXT NOT NULL PRIMARY KEY, weight TEXT NOT NULL)
";

#[cfg(feature = "postgres")]
pub(crate) const POSTGRES: &str = "
    CREATE TABLE countries (id BIGINT PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE makers (id BIGINT PRIMARY KEY, name TEXT NOT NULL, country_id BIGINT REFERENCES countries(id));
    CREATE TABLE items (
        id BIGINT PRIMARY KEY, title TEXT NOT NULL, nick TEXT, price NUMERIC(10,2) NOT NULL, score DOUBLE PRECISION,
        views INTEGER NOT NULL, status TEXT NOT NULL, active BOOLEAN NOT NULL,
        maker_id BIGINT REFERENCES makers(id), made DATE, inserted_at TIMESTAMP NOT NULL, tags TEXT[] NOT NULL,
        size TEXT NOT NULL, secret TEXT NOT NULL
    );
    CREATE TABLE slots (room TEXT NOT NULL, hour INTEGER NOT NULL, note TEXT, PRIMARY KEY (room, hour));
    CREATE TABLE codes (code TEXT NOT NULL PRIMARY KEY, weight NUMERIC(10,3) NOT NULL)
";

#[cfg(feature = "mysql")]
pub(crate) const MYSQL: &str = "
    CREATE TABLE countries (id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL);
    CREATE TABLE makers (
        id BIGINT PRIMARY KEY, name VARCHAR(40) NOT NULL, country_id BIGINT, FOREIGN KEY (country_id) REFERENCES countries(id)
    );
    CREATE TABLE items (
        id BIGINT PRIMARY KEY, title VARCHAR(60) NOT NULL, nick VARCHAR(60), price DECIMAL(10,2) NOT NULL, score DOUBLE,
        views INTEGER NOT NULL, status VARCHAR(20) NOT NULL, active BOOLEAN NOT NULL,
        maker_id BIGINT, made DATE, inserted_at DATETIME NOT NULL, tags JSON NOT NULL,
        size VARCHAR(5) NOT NULL, secret TEXT NOT NULL, FOREIGN KEY (maker_id) REFERENCES makers(id)
    );
    CREATE TABLE slots (room VARCHAR(20) NOT NULL, hour INTEGER NOT NULL, note TEXT, PRIMARY KEY (room, hour));
    CREATE TABLE codes (code VARCHAR(20) NOT NULL PRIMARY KEY, weight DECIMAL(10,3) NOT NULL)
";
