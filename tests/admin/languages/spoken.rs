//! Which language is spoken to whom: the browser asks, a choice wins, the actor wins over both.

use axum::body::Body;
use http::{Request, StatusCode};

use super::{bakery::bakery, marked, walk::walk_form};
use crate::support::TestApp;

#[tokio::test]
async fn k20_german_is_spoken_to_whoever_asks_for_it() {
    let app = bakery("fr, de;q=0.9, en;q=0.5", |builder| builder).await;
    let page = app.get("/agora/loaves").await.ok();
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("de"));
    assert_eq!(page.words("#count"), "65 Ψωμιά");
    assert_eq!(page.words(".page-head .button"), "Ψωμί hinzufügen");
    assert_eq!(page.attribute("#search", "placeholder").as_deref(), Some("Suchen"));
    assert!(
        page.texts("td[data-label=Τιμή], td.number").iter().any(|text| text.contains("12") && text.contains(",50"))
    );
    assert!(page.texts("td time").contains(&"29.03.2026".to_owned()), "{:?}", page.texts("td time"));
    let none = app.get("/agora/loaves?q=%CE%BE%CE%BE").await.ok();
    assert_eq!(none.words(".empty h2"), "Keine Ψωμιά gefunden");
    let gone = app.get("/agora/loaves/999").await.is(StatusCode::NOT_FOUND);
    assert_eq!(gone.words("h1"), "Nicht gefunden");
    assert!(gone.words("main").contains("(Ψωμί)"), "a noun stays as it is: {}", gone.words("main"));
    app.post("/agora/ovens", &[("name", "Νέος")]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.get("/agora/ovens").await.ok().words(".flash"), "Φούρνος „Νέος“ wurde hinzugefügt.");
}

#[tokio::test]
async fn k20_scripts_speak_the_language_of_the_page_under_a_hash_of_their_own() {
    let (english, german) = (bakery("en", |builder| builder).await, bakery("de", |builder| builder).await);
    let script = async |app: &TestApp| {
        let page = app.get("/agora/loaves").await.ok();
        let address = page.attribute("script[src$='kaffy.js']", "src").expect("a script");
        let path = address.strip_prefix("/admin").expect("inside").to_owned();
        (address.clone(), app.get(&path).await.ok().body)
    };
    let ((one, said), (other, gesagt)) = (script(&english).await, script(&german).await);
    assert_ne!(one, other);
    assert!(said.contains("\"Nothing found\"") && said.contains("\"{count} found\""));
    assert!(gesagt.contains("\"Nichts gefunden\"") && gesagt.contains("\"Gefunden: {count}\""));
    assert!(!said.contains("t(\"combo") && !gesagt.contains("t(\"combo"), "no message is left to say");
    // Whoever has the page of before still gets its script, whatever they ask for.
    assert_eq!(german.get(one.strip_prefix("/admin").expect("inside")).await.ok().body, said);
}

#[tokio::test]
async fn k20_a_choice_wins_over_the_browser_and_the_actor_over_both() {
    let app = bakery("de", |builder| builder).await;
    let page = app.get("/agora/ovens").await.ok();
    assert_eq!(page.texts(".languages button"), ["English", "Deutsch", marked::TAG]);
    assert_eq!(page.words(".languages [aria-current]"), "Deutsch");
    let answer = app.post("/language", &[("language", "en"), ("_here", "/admin/agora/ovens")]).await;
    assert_eq!(answer.location(), "/admin/agora/ovens");
    assert_eq!(app.cookie("kaffy_language").as_deref(), Some("en"));
    assert_eq!(app.get("/agora/ovens").await.ok().attribute("html", "lang").as_deref(), Some("en"));
    let as_somebody = |locale: &str| {
        Request::get("/admin/agora/ovens").header("x-locale", locale).body(Body::empty()).expect("a request")
    };
    let page = app.send(as_somebody("de-CH")).await.ok();
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("de"), "what the application knows of somebody");
    assert!(!page.has(".languages"), "who has a language has nothing to choose");
    let page = app.send(as_somebody("tlh")).await.ok();
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"), "one that nobody speaks here is no language");
    let bad = app.post("/language", &[("language", "tlh")]).await.is(StatusCode::BAD_REQUEST);
    assert_eq!(bad.words("h1"), "This request does not fit here");
    assert_eq!(app.cookie("kaffy_language").as_deref(), Some("en"));
}

#[tokio::test]
async fn k20_a_refused_form_is_explained_in_the_language_of_the_actor() {
    let app = bakery("en", |builder| builder).await;
    let request = walk_form("/admin/agora/ovens").header("x-locale", "de").body(Body::from("name=x"));
    let page = app.send(request.expect("a request")).await.is(StatusCode::FORBIDDEN);
    assert_eq!(page.words("h1"), "Das dürfen Sie nicht");
    assert!(page.words("main").contains("Nichts wurde geändert."), "{}", page.words("main"));
}
