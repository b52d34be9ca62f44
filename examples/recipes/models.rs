//! One table, with JSON in some of its columns.

#![expect(unreachable_pub, reason = "the kitchen, which would use them, is not part of the example")]

use kaffy::{Json, StoredFile, prelude::*};
use serde::{Deserialize, Serialize};

/// What to make, and how.
#[derive(Debug, AdminResource)]
#[admin(
    list(title, kind, degrees),
    search(title),
    filter(kind),
    label(title),
    form(
        title,
        slug,
        kind,
        degrees,
        photo,
        story,
        section("In the kitchen", steps),
        section("At the table", serving, facts)
    )
)]
pub struct Recipe {
    pub id: i64,
    #[admin(max_len = 80)]
    pub title: String,
    /// The end of its address; made of the title while it is empty.
    #[admin(slug_from = title, max_len = 80, pattern = "[a-z0-9-]+")]
    pub slug: String,
    pub kind: Kind,
    /// Of the oven, in °C.
    #[admin(show_if(kind = Bread | Cake), min = 50, max = 300, label = "Temperature")]
    pub degrees: Option<i64>,
    /// How it should look.
    #[admin(image(max_size = "2MB"))]
    pub photo: Option<StoredFile>,
    /// What people read before they begin.
    #[admin(richtext)]
    pub story: Option<String>,
    #[admin(embedded)]
    pub steps: Json<Vec<Step>>,
    #[admin(embedded)]
    pub serving: Option<Json<Serving>>,
    /// Whatever else is known of it.
    #[admin(key_value)]
    pub facts: Option<serde_json::Value>,
}

/// Into which part of the book it goes.
#[derive(Debug, AdminChoice)]
pub enum Kind {
    Bread,
    Cake,
    Drink,
}

/// One thing to do.
#[derive(Debug, Serialize, Deserialize, AdminFields)]
pub struct Step {
    #[admin(max_len = 120)]
    pub task: String,
    #[admin(min = 0)]
    pub minutes: u16,
}

/// For whom it is enough.
#[derive(Debug, Serialize, Deserialize, AdminFields)]
pub struct Serving {
    #[admin(min = 1)]
    pub people: u8,
    pub warm: bool,
}
