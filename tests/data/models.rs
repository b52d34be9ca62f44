//! A small library: unique values, every rule of deletion, keys of several types.

use chrono::{NaiveDate, NaiveDateTime};
use kaffy::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(Debug, PartialEq, AdminResource)]
#[admin(table = "authors", context = "Library", filter(country))]
pub(crate) struct Author {
    pub id: i64,
    #[admin(max_len = 40)]
    pub name: String,
    #[admin(email)]
    pub email: Option<String>,
    pub country: String,
}

#[derive(Debug, PartialEq, Eq, Clone, Copy, AdminChoice)]
pub(crate) enum State {
    Printed,
    #[admin(value = "lost")]
    Missing,
}

#[derive(Debug, PartialEq, AdminResource)]
#[admin(table = "books", context = "Library", label(title))]
pub(crate) struct Book {
    pub id: i64,
    pub title: String,
    #[admin(belongs_to = Author)]
    pub author_id: i64,
    /// Who recommended it.
    #[admin(belongs_to = Author)]
    pub recommender_id: Option<i64>,
    #[admin(min = 0)]
    pub price: Decimal,
    pub state: State,
    pub in_print: bool,
    pub pages: i64,
    pub notes: Option<serde_json::Value>,
    pub published: Option<NaiveDate>,
    #[admin(create = hidden, update = readonly, default = 0)]
    pub views: i32,
    pub inserted_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

#[derive(Debug, PartialEq, AdminResource)]
#[admin(table = "reviews", context = "Library")]
pub(crate) struct Review {
    pub id: i64,
    #[admin(belongs_to = Book)]
    pub book_id: i64,
    pub words: String,
}

#[derive(Debug, PartialEq, AdminResource)]
#[admin(table = "loans", context = "Library", composite)]
pub(crate) struct Loan {
    #[admin(primary_key, belongs_to = Book)]
    pub book_id: i64,
    #[admin(primary_key)]
    pub reader: String,
    pub days: i16,
}

#[derive(Debug, PartialEq, AdminResource)]
#[admin(table = "shelves", plural = "Shelves", context = "Library")]
pub(crate) struct Shelf {
    pub id: Uuid,
    pub name: String,
}

pub(crate) const SQLITE: &str = "
    CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, email TEXT, country TEXT NOT NULL);
    CREATE TABLE books (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL, author_id INTEGER NOT NULL REFERENCES authors(id),
        recommender_id INTEGER REFERENCES authors(id) ON DELETE SET NULL, price NUMERIC NOT NULL,
        state TEXT NOT NULL, in_print BOOLEAN NOT NULL, pages INTEGER NOT NULL CHECK (pages < 100000), notes TEXT,
        published TEXT, views INTEGER NOT NULL, inserted_at TEXT NOT NULL, updated_at TEXT NOT NULL,
        UNIQUE (author_id, title)
    );
    CREATE TABLE reviews (
        id INTEGER PRIMARY KEY, book_id INTEGER NOT NULL REFERENCES books(id) ON DELETE CASCADE, words TEXT NOT NULL
    );
    CREATE TABLE loans (
        book_id INTEGER NOT NULL REFERENCES books(id), reader TEXT NOT NULL, days INTEGER NOT NULL,
        PRIMARY KEY (book_id, reader)
    );
    CREATE TABLE shelves (id TEXT PRIMARY KEY, name TEXT NOT NULL);
";

#[cfg(feature = "postgres")]
pub(crate) const POSTGRES: &str = "
    CREATE TABLE authors (
        id BIGSERIAL PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE, email TEXT, country TEXT NOT NULL
    );
    CREATE TABLE books (
        id BIGSERIAL PRIMARY KEY, title TEXT NOT NULL, author_id BIGINT NOT NULL REFERENCES authors(id),
        recommender_id BIGINT REFERENCES authors(id) ON DELETE SET NULL, price NUMERIC(10,2) NOT NULL,
        state TEXT NOT NULL, in_print BOOLEAN NOT NULL, pages INTEGER NOT NULL CHECK (pages < 100000), notes JSONB,
        published DATE, views INTEGER NOT NULL, inserted_at TIMESTAMP(0) NOT NULL, updated_at TIMESTAMP(0) NOT NULL,
        UNIQUE (author_id, title)
    );
    CREATE TABLE reviews (
        id BIGSERIAL PRIMARY KEY, book_id BIGINT NOT NULL REFERENCES books(id) ON DELETE CASCADE, words TEXT NOT NULL
    );
    CREATE TABLE loans (
        book_id BIGINT NOT NULL REFERENCES books(id), reader TEXT NOT NULL, days SMALLINT NOT NULL,
        PRIMARY KEY (book_id, reader)
    );
    CREATE TABLE shelves (id UUID PRIMARY KEY, name TEXT NOT NULL);
";

#[cfg(feature = "mysql")]
pub(crate) const MYSQL: &str = "
    CREATE TABLE authors (
        id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL UNIQUE, email TEXT, country VARCHAR(20) NOT NULL
    );
    CREATE TABLE books (
        id BIGINT AUTO_INCREMENT PRIMARY KEY, title VARCHAR(200) NOT NULL, author_id BIGINT NOT NULL,
        recommender_id BIGINT, price DECIMAL(10,2) NOT NULL, state VARCHAR(20) NOT NULL, in_print BOOLEAN NOT NULL,
        pages INT NOT NULL CHECK (pages < 100000), notes JSON, published DATE, views INT NOT NULL,
        inserted_at DATETIME NOT NULL, updated_at DATETIME NOT NULL, UNIQUE (author_id, title),
        FOREIGN KEY (author_id) REFERENCES authors(id),
        FOREIGN KEY (recommender_id) REFERENCES authors(id) ON DELETE SET NULL
    );
    CREATE TABLE reviews (
        id BIGINT AUTO_INCREMENT PRIMARY KEY, book_id BIGINT NOT NULL, words TEXT NOT NULL,
        FOREIGN KEY (book_id) REFERENCES books(id) ON DELETE CASCADE
    );
    CREATE TABLE loans (
        book_id BIGINT NOT NULL, reader VARCHAR(40) NOT NULL, days SMALLINT NOT NULL, PRIMARY KEY (book_id, reader),
        FOREIGN KEY (book_id) REFERENCES books(id)
    );
    CREATE TABLE shelves (id CHAR(36) PRIMARY KEY, name VARCHAR(40) NOT NULL);
";
