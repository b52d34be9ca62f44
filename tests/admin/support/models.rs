//! A tool shed: a field of every kind, every rule of deletion, a composite key.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use kaffy::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

/// Who makes tools.
#[derive(Debug, AdminResource)]
#[admin(table = "makers", context = "Shed", search(name), order(name))]
pub(crate) struct Maker {
    pub(crate) id: i64,
    pub(crate) name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
pub(crate) enum Status {
    Ready,
    #[admin(label = "Lent out")]
    Lent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
#[admin(storage = integer)]
pub(crate) enum Grade {
    Good = 1,
    Fair = 2,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
pub(crate) enum Use {
    Wood,
    Metal,
}

/// A thing to work with.
#[derive(Debug, AdminResource)]
#[admin(
    table = "tools", context = "Shed", page_size = 25,
    list(title, maker.name, price, status, grade, sharp, tested, made_on, sold_at, site, color, settings, labels, uses, manual, views),
    search(title, maker.name),
    filter(title, maker, price, status, grade, sharp, tested, made_on, inserted_at, uses),
    drill_down(made_on),
    order(title),
    form(
        title, maker_id, second_maker_id, price, quantity, status, grade, sharp, tested,
        section("Times", description = "When things happened.", made_on, opens, sold_at, inserted_at),
        section("More", collapsed, site, mail, phone, color, secret, notes, settings, labels, uses, weight, code, manual, views, hidden)
    )
)]
pub(crate) struct Tool {
    pub(crate) id: i64,
    /// What it is called.
    #[admin(max_len = 60)]
    pub(crate) title: String,
    #[admin(belongs_to = Maker)]
    pub(crate) maker_id: i64,
    #[admin(belongs_to = Maker)]
    pub(crate) second_maker_id: Option<i64>,
    #[admin(min = 0)]
    pub(crate) price: Decimal,
    #[admin(default = 1)]
    pub(crate) quantity: i32,
    pub(crate) status: Status,
    pub(crate) grade: Option<Grade>,
    pub(crate) sharp: bool,
    pub(crate) tested: Option<bool>,
    pub(crate) made_on: Option<NaiveDate>,
    pub(crate) opens: Option<NaiveTime>,
    pub(crate) sold_at: Option<NaiveDateTime>,
    pub(crate) inserted_at: Option<DateTime<Utc>>,
    #[admin(url)]
    pub(crate) site: Option<String>,
    #[admin(email)]
    pub(crate) mail: Option<String>,
    #[admin(tel)]
    pub(crate) phone: Option<String>,
    #[admin(color)]
    pub(crate) color: Option<String>,
    #[admin(password)]
    pub(crate) secret: Option<String>,
    #[admin(textarea(rows = 3))]
    pub(crate) notes: Option<String>,
    pub(crate) settings: Option<serde_json::Value>,
    pub(crate) labels: Vec<String>,
    pub(crate) uses: Vec<Use>,
    pub(crate) weight: Option<f64>,
    pub(crate) code: Option<Uuid>,
    pub(crate) manual: Option<Vec<u8>>,
    #[admin(create = hidden, update = readonly, default = 0)]
    pub(crate) views: i32,
    #[admin(create = hidden, update = hidden)]
    pub(crate) hidden: Option<String>,
}

/// Where a part of a tool lies: goes with the tool.
#[derive(Debug, AdminResource)]
#[admin(table = "parts", context = "Shed", composite, list(slot, tool.title), order(slot))]
pub(crate) struct Part {
    #[admin(primary_key, belongs_to = Tool)]
    pub(crate) tool_id: i64,
    #[admin(primary_key)]
    pub(crate) slot: String,
}

/// Somebody has it: the tool cannot go.
#[derive(Debug, AdminResource)]
#[admin(table = "loans", context = "People", label(reader))]
pub(crate) struct Loan {
    pub(crate) id: i64,
    #[admin(belongs_to = Tool)]
    pub(crate) tool_id: i64,
    pub(crate) reader: String,
}

pub(crate) const SQLITE: &str = "
    CREATE TABLE makers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE tools (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, maker_id INTEGER NOT NULL REFERENCES makers(id),
        second_maker_id INTEGER REFERENCES makers(id) ON DELETE SET NULL, price TEXT NOT NULL,
        quantity INTEGER NOT NULL, status TEXT NOT NULL, grade INTEGER, sharp BOOLEAN NOT NULL, tested BOOLEAN,
        made_on TEXT, opens TEXT, sold_at TEXT, inserted_at TEXT, site TEXT, mail TEXT, phone TEXT, color TEXT,
        secret TEXT, notes TEXT, settings TEXT, labels TEXT NOT NULL, uses TEXT NOT NULL, weight REAL, code TEXT,
        manual BLOB, views INTEGER NOT NULL, hidden TEXT
    );
    CREATE TABLE parts (
        tool_id INTEGER NOT NULL REFERENCES tools(id) ON DELETE CASCADE, slot TEXT NOT NULL, PRIMARY KEY (tool_id, slot)
    );
    CREATE TABLE loans (id INTEGER PRIMARY KEY, tool_id INTEGER NOT NULL REFERENCES tools(id), reader TEXT NOT NULL);
";

#[cfg(feature = "postgres")]
pub(crate) const POSTGRES: &str = "
    CREATE TABLE makers (id BIGSERIAL PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE tools (
        id BIGSERIAL PRIMARY KEY, title TEXT NOT NULL UNIQUE, maker_id BIGINT NOT NULL REFERENCES makers(id),
        second_maker_id BIGINT REFERENCES makers(id) ON DELETE SET NULL, price NUMERIC(10,2) NOT NULL,
        quantity INTEGER NOT NULL, status TEXT NOT NULL, grade INTEGER, sharp BOOLEAN NOT NULL, tested BOOLEAN,
        made_on DATE, opens TIME, sold_at TIMESTAMP, inserted_at TIMESTAMPTZ, site TEXT, mail TEXT, phone TEXT,
        color TEXT, secret TEXT, notes TEXT, settings JSONB, labels JSONB NOT NULL, uses JSONB NOT NULL,
        weight DOUBLE PRECISION, code UUID, manual BYTEA, views INTEGER NOT NULL, hidden TEXT
    );
    CREATE TABLE parts (
        tool_id BIGINT NOT NULL REFERENCES tools(id) ON DELETE CASCADE, slot TEXT NOT NULL, PRIMARY KEY (tool_id, slot)
    );
    CREATE TABLE loans (
        id BIGSERIAL PRIMARY KEY, tool_id BIGINT NOT NULL REFERENCES tools(id), reader TEXT NOT NULL
    );
";

#[cfg(feature = "mysql")]
pub(crate) const MYSQL: &str = "
    CREATE TABLE makers (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) NOT NULL UNIQUE);
    CREATE TABLE tools (
        id BIGINT AUTO_INCREMENT PRIMARY KEY, title VARCHAR(100) NOT NULL UNIQUE, maker_id BIGINT NOT NULL,
        second_maker_id BIGINT, price DECIMAL(10,2) NOT NULL, quantity INT NOT NULL, status VARCHAR(20) NOT NULL,
        grade INT, sharp BOOLEAN NOT NULL, tested BOOLEAN, made_on DATE, opens TIME, sold_at DATETIME,
        inserted_at DATETIME, site TEXT, mail TEXT, phone TEXT, color TEXT, secret TEXT, notes TEXT, settings JSON,
        labels JSON NOT NULL, uses JSON NOT NULL, weight DOUBLE, code CHAR(36), manual BLOB, views INT NOT NULL,
        hidden TEXT, FOREIGN KEY (maker_id) REFERENCES makers(id),
        FOREIGN KEY (second_maker_id) REFERENCES makers(id) ON DELETE SET NULL
    );
    CREATE TABLE parts (
        tool_id BIGINT NOT NULL, slot VARCHAR(50) NOT NULL, PRIMARY KEY (tool_id, slot),
        FOREIGN KEY (tool_id) REFERENCES tools(id) ON DELETE CASCADE
    );
    CREATE TABLE loans (
        id BIGINT AUTO_INCREMENT PRIMARY KEY, tool_id BIGINT NOT NULL, reader TEXT NOT NULL,
        FOREIGN KEY (tool_id) REFERENCES tools(id)
    );
";

/// What is in the shed, written so that all three databases take it.
pub(crate) const ROWS: &str = "
    INSERT INTO makers VALUES (1, 'Stahl & Söhne'), (2, 'Aoki'), (3, 'Nobody');
    INSERT INTO tools VALUES (
        1, 'Saw', 1, NULL, '12.50', 3, 'ready', 1, TRUE, NULL, '2024-02-29', '08:30:00', '2026-03-29T14:05:00',
        '2026-01-02T03:04:05Z', 'https://example.org/saw', 'a@example.org', '+49 30 1', '#1f6feb', 'hunter2',
        'First line
second', '{\"teeth\": 24}', '[\"long\",\"old\"]', '[\"wood\"]', 1.5, '67e55044-10b1-426f-9247-bb680e5fe0c8', NULL, 7, 'x'
    );
    INSERT INTO tools VALUES (
        2, 'File', 2, 1, '3', 0, 'lent', NULL, FALSE, FALSE, '2025-06-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        NULL, NULL, '[]', '[]', NULL, NULL, NULL, 0, NULL
    );
    INSERT INTO parts VALUES (1, 'A/1'), (1, 'B,2');
    INSERT INTO loans VALUES (1, 2, 'Mia');
";
