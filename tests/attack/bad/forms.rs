//! Values that break nothing in any field of any form.

use std::time::Instant;

use http::StatusCode;
use kaffy::{Database, Dialect};

use super::{fields, is_calm, json};
use crate::{
    matrix::of_pattern,
    shop::{Page, Shop, Who},
    support,
};

/// Every input of a form, save those that say where it came from.
fn inputs(page: &Page) -> Vec<String> {
    let mut names = page.attributes("form.record [name]", "name");
    // Where it came from, what its rows are, and files are not typed.
    names.retain(|name| {
        !name.starts_with(['_', '+'])
            && !name.contains("._")
            && !matches!(name.as_str(), "tags.was" | "packing" | "photo" | "paper")
    });
    names.sort();
    names.dedup();
    names
}

pub(crate) async fn s7_s14_no_value_of_any_field_breaks_a_form(db: Database) {
    let every = if db.dialect() == Dialect::Sqlite { 1 } else { 2 };
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    let (mut saved, mut refused) = (0, 0);
    for value in fields().iter().step_by(every) {
        for path in ["/shop/things/new", "/shop/things/1"] {
            let page = editor.get(path).await.ok();
            let names = inputs(&page);
            assert!(names.len() > 25, "{names:?}");
            let mut form = names.iter().fold(page.form("form.record"), |form, name| form.set(name, value));
            // Fields that take it reach the database together, once those that do not are as they were.
            for _ in 0..4 {
                let answer = form.submit(&editor).await;
                is_calm(&answer, value);
                assert_ne!(answer.status, StatusCode::BAD_REQUEST, "{names:?}: {}", answer.words("main"));
                if answer.status != StatusCode::UNPROCESSABLE_ENTITY {
                    saved += usize::from(answer.status == StatusCode::SEE_OTHER);
                    break;
                }
                refused += 1;
                let wrong = answer.attributes("form.record [aria-invalid]", "name");
                form = wrong.iter().fold(form, |form, name| form.set(name, good(name)));
            }
            is_calm(&editor.get("/shop/things").await, value);
        }
        shop.as_at_first().await;
    }
    assert!(saved > 40 && refused > 100, "{saved} saved, {refused} refused");
}

/// A value that the field takes.
fn good(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or(name) {
        "title" | "name" | "colour" => "Anvil",
        "layers" => "1",
        "words" => "[]",
        _ => "",
    }
}

#[tokio::test]
async fn s7_s14_no_json_breaks_a_form() {
    let shop = Shop::over(support::sqlite().await).await;
    let editor = shop.browser(Who::Editor).await;
    for value in json() {
        for name in ["data", "words"] {
            let form = editor.get("/shop/things/1").await.ok().form("form.record").set(name, &value);
            let started = Instant::now();
            is_calm(&form.submit(&editor).await, &value);
            assert!(started.elapsed().as_secs() < 10, "{name}: {:?}", started.elapsed());
        }
        is_calm(&editor.get("/shop/things").await, &value);
        is_calm(&editor.get("/shop/things/1/history").await, &value);
    }
}

#[tokio::test]
async fn s7_s14_no_value_breaks_a_form_that_is_no_record() {
    let shop = Shop::over(support::sqlite().await).await;
    let admin = shop.browser(Who::Admin).await;
    let names = [
        "email",
        "name",
        "roles",
        "disabled",
        "locale",
        "time_zone",
        "do",
        "session",
        "old",
        "password",
        "again",
        "code",
        "key",
        "next",
        "theme",
        "keys",
        "language",
        "_here",
        "grant",
        "grants",
        "_action",
        "_id",
        "_all",
        "_these",
        "_run",
        "_seen",
        "_column",
        "_format",
        "_as",
        "_back",
        "_file",
        "_mode",
        "_map.title",
        "_local",
        "_whole",
        "_entry",
        "field",
        "_save",
        "_version",
        "_take.title",
        "_rows",
        "_at.parts",
        "_cell",
        "rows.0._key",
        "rows.0._version",
        "rows.0.title",
        "parts.0._key",
        "parts.0.name",
        "parts.99999999999.name",
        "tags",
        "tags.was",
        "_related",
        "_from",
        "_for",
        "_carried",
        "_clear.photo",
        "_zone",
        "_region",
        "_token",
    ];
    let token = admin.token().await;
    for value in fields().iter().filter(|value| value.len() < 3_000) {
        let pairs: Vec<_> = names.iter().map(|name| (*name, value.as_str())).collect();
        for address in kaffy::web::addresses().iter().filter(|address| address.post && address.path != "/logout") {
            // Only the first wrong one is said in some, so each is also alone now and then.
            let path = of_pattern(address.path);
            is_calm(&admin.post_with(&token, &path, &pairs).await, value);
            is_calm(&admin.post_with(&token, &path, &pairs[value.len() % names.len()..][..1]).await, value);
        }
    }
}
