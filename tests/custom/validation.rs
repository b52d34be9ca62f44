//! Rules that a struct has from a validation crate, beside ours.

use http::StatusCode;
use kaffy::{AdminResource, Changeset, Ctx, Database, Refusal, ResourceAdmin};

use crate::app::{TestApp, by};

fn lower(text: &str, (): &()) -> garde::Result {
    if text == text.to_lowercase() { Ok(()) } else { Err(garde::Error::new("write it in small letters")) }
}

#[derive(Debug, AdminResource, garde::Validate)]
#[admin(context = "People", table = "members", plural = "Guarded", admin = Wishes, validate = garde)]
struct Guarded {
    // The database makes it, so nobody is told about it.
    #[garde(range(min = 1))]
    id: i64,
    #[garde(custom(lower), length(min = 2))]
    #[admin(max_len = 5)]
    name: String,
    #[garde(range(min = 18))]
    age: Option<i64>,
    #[garde(inner(length(min = 3)))]
    tags: Vec<String>,
    #[garde(range(max = 3))]
    #[admin(create = hidden, update = hidden, default = 0)]
    wishes: i64,
}

/// Counts the wishes as code, which validation sees, and refuses afterwards.
struct Wishes;

impl ResourceAdmin for Wishes {
    type Record = Guarded;

    async fn changeset(&self, _: &mut Ctx, change: &mut Changeset<Guarded>) -> Result<(), Refusal> {
        let tags = change.get(Guarded::fields().tags).map_or(0, |tags| tags.len());
        change.set(Guarded::fields().wishes, i64::try_from(tags).expect("a few"));
        Ok(())
    }

    async fn before_save(&self, _: &mut Ctx, change: &mut Changeset<Guarded>) -> Result<(), Refusal> {
        let name = change.get(Guarded::fields().name).expect("validated before");
        assert!(name == name.to_lowercase(), "validation comes first");
        Ok(())
    }
}

#[derive(Debug, AdminResource, validator::Validate)]
#[admin(context = "People", table = "members", plural = "Checked", validate = validator)]
#[validate(schema(function = "no_cook"))]
struct Checked {
    id: i64,
    #[validate(length(min = 2, max = 5))]
    name: String,
    #[validate(range(min = 18, message = "come back later"))]
    age: Option<i64>,
    #[admin(create = hidden, update = hidden, default = "[]")]
    tags: Vec<String>,
    #[admin(create = hidden, update = hidden, default = 0)]
    wishes: i64,
}

fn no_cook(checked: &Checked) -> Result<(), validator::ValidationError> {
    match checked.name.as_str() {
        "cook" => Err(validator::ValidationError::new("cook").with_message("Too many cooks".into())),
        _ => Ok(()),
    }
}

async fn club(db: Database) -> TestApp {
    let id = by(&db, "INTEGER PRIMARY KEY", "BIGSERIAL PRIMARY KEY", "BIGINT PRIMARY KEY AUTO_INCREMENT");
    let json = by(&db, "TEXT", "JSONB", "JSON");
    let table = format!(
        "CREATE TABLE members (id {id}, name VARCHAR(80) NOT NULL, age BIGINT, tags {json} NOT NULL, \
         wishes BIGINT NOT NULL);"
    );
    TestApp::over(db, &table, |builder| builder.resource::<Guarded>().resource::<Checked>()).await
}

pub(crate) async fn k114_rules_of_garde_hold_beside_ours(db: Database) {
    let app = club(db).await;
    let form = app.new_form::<Guarded>().await.set("name", "A").set("age", "17").set("tags", "one\nno\ntwo\nsix\nten");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words("#field-age-error"), "Lower than 18.");
    assert!(!page.words("#field-name-error").is_empty());
    let summary = page.words(".summary");
    assert!(summary.contains("Tags, item 2: Length is lower than 3."), "{summary}");
    assert!(summary.contains("Wishes: Greater than 3."), "what code set is validated too: {summary}");
    assert_eq!(page.form("form.record").value("age"), Some("17"), "what was typed is kept");
    // Ours and those of the crate at once, ours first where both have a say.
    let form = app.new_form::<Guarded>().await.set("name", "TOO LONG").set("age", "17").set("tags", "");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.words("#field-name-error").contains("too long"), "{}", page.words("#field-name-error"));
    assert_eq!(page.words("#field-age-error"), "Lower than 18.");

    let form = app.new_form::<Guarded>().await.set("name", "ada").set("age", "").set("tags", "one");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Guarded>("1").await.set("name", "ADA");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words("#field-name-error"), "Write it in small letters.");
    // A row that breaks the rules already can be saved as it is, and has to be mended with anything else.
    app.run("UPDATE members SET age = 3;").await;
    app.form_of::<Guarded>("1").await.submit(&app).await.is(StatusCode::SEE_OTHER);
    let page = app.form_of::<Guarded>("1").await.set("name", "eve").submit(&app).await;
    assert_eq!(page.is(StatusCode::UNPROCESSABLE_ENTITY).words("#field-age-error"), "Lower than 18.");
}

pub(crate) async fn k114_rules_of_validator_hold_beside_ours(db: Database) {
    let app = club(db).await;
    let form = app.new_form::<Checked>().await.set("name", "x").set("age", "17");
    let page = form.submit(&app).await.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.words("#field-name-error"), "The length must be from 2 to 5.");
    assert_eq!(page.words("#field-age-error"), "Come back later.");
    let page = app.new_form::<Checked>().await.set("name", "cook").set("age", "").submit(&app).await;
    assert!(page.is(StatusCode::UNPROCESSABLE_ENTITY).words(".summary").contains("Too many cooks."));
    let page = app.new_form::<Checked>().await.set("name", "ada").set("age", "18").submit(&app).await;
    page.is(StatusCode::SEE_OTHER);
}
