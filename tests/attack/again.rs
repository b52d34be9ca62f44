//! Who typed the password long ago types it again, also before rows of a form, jobs and schedules are deleted (A78).

use http::{StatusCode, header};
use kaffy::Database;

use crate::{
    matrix::everything,
    shop::{PASSWORD, Page, Shop, TestApp, Who},
    work::WAITS,
};

fn asks(page: Page) -> Page {
    let page = page.is(StatusCode::FORBIDDEN);
    assert!(page.has("form.record [name=_password]"), "{}: {}", page.address, page.words("main"));
    page
}

async fn typed(page: &Page, browser: &TestApp) -> Page {
    page.form("form.record").set("_password", PASSWORD).submit(browser).await
}

pub(crate) async fn a78_rows_of_a_form_jobs_and_schedules_ask_too(db: Database) {
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    shop.later(15 * 60);
    let before = everything(&shop).await;
    let job = format!("/jobs/{WAITS}");
    asks(editor.post(&format!("{job}/delete"), &[]).await);
    asks(editor.post("/schedules/plan/delete", &[]).await);
    let chosen = editor.post("/jobs/bulk", &[("_action", "delete"), ("_id", WAITS)]).await.ok();
    let answer = chosen.form("main form").set("_run", "1");
    let waiting = asks(answer.submit(&editor).await);
    editor.get(&job).await.ok();
    // What only looks dangerous goes on.
    editor.post(&format!("{job}/cancel"), &[]).await.location();
    let page = editor.get("/shop/things/1").await.ok();
    let row = page.attribute("input[name$='._delete']", "name").expect("a row that can be deleted");
    let plain = page.form("form.record").set("title", "Bench").submit(&editor).await;
    plain.location();
    assert_ne!(everything(&shop).await, before, "a form that deletes nothing is saved");
    let before = everything(&shop).await;
    let form = editor.get("/shop/things/1").await.ok().form("form.record").set(&row, "true");
    let asked = asks(form.submit(&editor).await);
    // Nor does the form come along when a secret was typed into it (S25).
    let form = form.set("secret", "open sesame");
    let hidden = asks(form.submit(&editor).await);
    assert!(!hidden.body.contains("open sesame") && !hidden.has(&format!("[name='{row}']")), "{}", hidden.body);
    // With a file the form itself does not come along.
    let version = form.value("_version").expect("drawn").to_owned();
    let field = |name: &str, value: &str| {
        format!("--XyZ\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let file = "--XyZ\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\
                Content-Type: image/png\r\n\r\nx\r\n--XyZ--\r\n";
    let parts = [field("_version", &version), field(&row, "true"), file.to_owned()].concat();
    let alone = asks(editor.post_parts("/shop/things/1", parts.as_bytes()).await);
    assert!(alone.words(".lead").contains("filled in again") && !alone.has(&format!("[name='{row}']")));
    assert_eq!(everything(&shop).await, before);
    assert_eq!(typed(&alone, &editor).await.headers[header::LOCATION], "/admin/shop/things/1");
    assert_eq!(everything(&shop).await, before, "nothing is half saved");
    shop.later(15 * 60);
    typed(&asked, &editor).await.location();
    assert_ne!(everything(&shop).await, before, "the row is gone");
    typed(&waiting, &editor).await.location();
    editor.get(&job).await.is(StatusCode::NOT_FOUND);
}
