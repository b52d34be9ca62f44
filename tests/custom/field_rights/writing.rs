//! What an actor may not write is text on forms, and refused when it is posted anyway.

use http::StatusCode;
use kaffy::Database;

use super::{Person, staff};
use crate::{app::Page, exporting::table};

async fn boss_sees(staff: &super::Staff, key: &str, field: &str) -> String {
    staff.of("boss").form_of::<Person>(key).await.value(field).unwrap_or_default().to_owned()
}

pub(crate) async fn s37_a_field_for_reading_is_text_and_no_input(db: Database) {
    let staff = staff(db).await;
    let page = staff.of("clerk").get("/staff/people/1").await.ok();
    assert!(!page.has("[name=grade], [name=salary], [name=born], [name=wish]"));
    assert!(page.has("input[name=name]:not([disabled])"));
    let grade = page.texts("form.record .field").into_iter().find(|field| field.starts_with("Grade"));
    assert_eq!(grade.as_deref(), Some("Grade 7"), "{:?}", page.texts("form.record .field"));
    assert!(!page.has("[disabled]"));
}

pub(crate) async fn s37_s8_what_one_may_not_write_is_refused_like_an_unknown_name(db: Database) {
    let staff = staff(db).await;
    for field in ["salary", "grade", "born", "wish", "nonsense"] {
        let clerk = staff.of("clerk");
        let page = clerk.form_of::<Person>("1").await.set("name", "Changed").set(field, "1").submit(clerk).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{field}: {}", page.words("main"));
        assert!(page.words("main").contains(field), "{}", page.words("main"));
        let page = clerk.new_form::<Person>().await.set("name", "New").set(field, "1").submit(clerk).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{field}: {}", page.words("main"));
    }
    let clerk = staff.of("clerk");
    let page = clerk.form_of::<Person>("1").await.set("skills", "2").submit(clerk).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST, "rows between are theirs to read: {}", page.words("main"));
    let page = clerk.form_of::<Person>("1").await.set("badges.0.door", "1").submit(clerk).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST, "{}", page.words("main"));
    clerk.form_of::<Person>("1").await.set("name", "Ada L.").submit(clerk).await.location();
    assert_eq!(boss_sees(&staff, "1", "salary").await, "987654", "what one does not see stays as it is");
    assert_eq!(boss_sees(&staff, "1", "name").await, "Ada L.");
    assert_eq!(boss_sees(&staff, "1", "wish").await, "quietude");
}

pub(crate) async fn s37_an_import_does_not_know_of_what_one_may_not_write(db: Database) {
    let staff = staff(db).await;
    let clerk = staff.of("clerk");
    let example = clerk.get("/staff/people/import?_example=1").await.ok();
    assert_eq!(table(&example.body)[0], ["id", "name", "team_id", "bonus"]);
    let boss = staff.of("boss").get("/staff/people/import?_example=1").await.ok();
    assert_eq!(table(&boss.body)[0], ["id", "name", "salary", "grade", "team_id", "born", "wish", "bonus"]);
}

pub(crate) async fn s37_a_conflict_and_a_restored_entry_know_of_nothing_hidden(db: Database) {
    let staff = staff(db).await;
    let clerk = staff.of("clerk");
    let drawn = clerk.form_of::<Person>("1").await;
    let version = drawn.value("_version").expect("a state").to_owned();
    let boss = staff.of("boss");
    let saved = boss.form_of::<Person>("1").await.set("name", "Ada B.").set("salary", "424242").set("grade", "6");
    saved.submit(boss).await.location();
    let clerk = staff.of("clerk");
    let page: Page = drawn.set("name", "Ada C.").submit(clerk).await.is(StatusCode::CONFLICT);
    assert!(page.body.contains("Ada B.") && !page.body.contains("424242"), "{}", page.words("main"));
    let forged = clerk.form_of::<Person>("1").await.set("_take.salary", "theirs").submit(clerk).await;
    assert!(forged.status == StatusCode::SEE_OTHER || forged.status == StatusCode::BAD_REQUEST, "{}", forged.status);
    let bytes = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, version).expect("base64");
    let held = String::from_utf8_lossy(&bytes).into_owned();
    assert!(held.contains("Ada") && !held.contains("987654") && !held.contains("salary"), "{held:?}");
    let history = clerk.get("/staff/people/1/history").await.ok();
    let boxes = history.attributes("input[type=checkbox]", "value");
    assert!(boxes.iter().any(|it| it.contains("name")), "{boxes:?}: {}", history.words("main"));
    assert!(!boxes.iter().any(|it| it.contains("salary") || it.contains("grade")), "{boxes:?}");
    let form = history.form("form.restore, main form");
    for field in ["salary", "grade", "nonsense"] {
        let page = form.clone_with_save("").without("_save").also("field", field).submit(clerk).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{field}: {}", page.words("main"));
    }
    assert_eq!(boss_sees(&staff, "1", "salary").await, "424242");
}

pub(crate) async fn s37_a52_a_field_that_hangs_on_a_hidden_one_is_always_there(db: Database) {
    let staff = staff(db).await;
    let boss = staff.of("boss");
    boss.form_of::<Person>("2").await.set("name", "B").submit(boss).await.location();
    assert!(boss.get("/staff/people/2").await.ok().has("[data-show-if], [data-show]"));
    let page = staff.of("typo").get("/staff/people/2").await.ok();
    assert!(!page.has("[data-show-if], [data-show]"));
}
