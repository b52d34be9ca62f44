//! The search of everything where something is wrong: endless words, and resources that break. A81.

use kaffy::prelude::*;

use crate::support::{Page, TestApp};

/// Its table is not there.
#[derive(Debug, AdminResource)]
#[admin(table = "ghosts", plural = "Ghosts", context = "Shed", list(name), search(name))]
struct Ghost {
    id: i64,
    name: String,
}

#[derive(Debug, AdminResource)]
#[admin(table = "makers", plural = "Shakies", context = "Shed", list(name), search(name), admin = Shaky)]
struct ShakyMaker {
    id: i64,
    name: String,
}

struct Shaky;

impl ResourceAdmin for Shaky {
    type Record = ShakyMaker;

    fn in_global_search(&self, _: &Actor) -> bool {
        panic!("the code of a resource broke")
    }
}

async fn broken() -> TestApp {
    TestApp::with("/admin", |builder| builder.resource::<Ghost>().resource::<ShakyMaker>().skip_database_check()).await
}

/// The names of lists that could not be searched.
fn late(page: &Page) -> Vec<String> {
    page.texts("section:has(#found-late) li")
}

#[tokio::test]
async fn a81_what_breaks_keeps_nobody_from_what_the_others_find() {
    let app = broken().await;
    let page = app.get("/search?q=aoki").await.ok();
    let titles = page.texts("section.found h2");
    assert!(page.texts("section.found li").contains(&"Aoki".to_owned()), "{}", page.words("main"));
    assert_eq!(late(&page), ["Ghosts"]);
    assert!(!titles.contains(&"Shakies".to_owned()), "{titles:?}");
    // Its key is asked for as well.
    for path in ["/search?q=ghost+1", "/search?q=ghost+1&part"] {
        app.get(path).await.ok();
    }
}

#[tokio::test]
async fn a81_where_not_all_was_looked_at_nothing_is_found_so_far() {
    let app = broken().await;
    let page = app.get("/search?q=nosuchthing").await.ok();
    assert_eq!(late(&page), ["Ghosts"]);
    for place in ["[role=status]", ".empty h2"] {
        assert_eq!(page.words(place), "Nothing found so far", "{place}");
    }
    let part = app.get("/search?q=nosuchthing&part").await.ok();
    assert!(part.has("[data-count='Nothing found so far'] a[role=option][data-late]"), "{}", part.body);
    let part = app.get(&format!("/search?q={}&part", "a+b+c+d+e+f+".repeat(3))).await.ok();
    assert!(!part.has("[data-note]"), "said twice is meant once: {}", part.body);
    let part = app.get("/search?q=a+b+c+d+e+f+g+h+i+j+k&part").await.ok();
    assert!(part.attribute("[data-count]", "data-note").is_some_and(|note| note.contains("`k`")), "{}", part.body);
}

#[tokio::test]
async fn a81_what_was_opened_lately_is_there_without_what_breaks() {
    let app = TestApp::new().await;
    for path in ["/shed/makers/2", "/shed/tools/1"] {
        app.get(path).await.ok();
    }
    app.admin.database().execute("ALTER TABLE tools RENAME TO gone").await.expect("renamed");
    assert_eq!(app.get("/search").await.ok().texts("section:has(#found-1) li"), ["Aoki Maker"]);
}

#[tokio::test]
async fn a81_an_endless_text_is_cut_before_it_is_compared_with_all_names() {
    let app = TestApp::new().await;
    for typed in ["a".repeat(60_000), format!("tool+{}", "%22a+".repeat(9_000))] {
        let page = app.get(&format!("/search?q={typed}")).await.ok();
        let shown = page.attribute("#find", "value").map(|text| text.chars().count());
        assert!(shown.is_some_and(|shown| (990..=1_000).contains(&shown)), "{shown:?}");
        assert!(page.words("main").contains("10 words"), "it says that it was cut");
    }
}
