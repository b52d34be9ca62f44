//! The pages around the records in the made-up language: homes, dashboards, pages of the application, search and keys.

use super::{
    Walk,
    bakery::{bakery, with_a_site},
    marked,
};

#[tokio::test]
async fn k20_homes_dashboards_pages_and_links_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    walk.get("/").await;
    walk.get("/agora").await;
    walk.get("/dashboard").await;
    walk.get_as("stranger", 200, "/").await;
    let mut walk = Walk { strays: walk.strays, app: bakery(marked::TAG, with_a_site).await };
    for path in ["/dashboard", "/dashboard?whole", "/p/map"] {
        walk.get(path).await;
    }
    let board = walk.get("/dashboard").await;
    let questions = board.attributes(".nav-links a[href*='/links/']", "href");
    assert_eq!(questions.len(), 1);
    for href in board.attributes(".waiting a", "href").into_iter().chain(questions) {
        let path = href.strip_prefix("/admin").expect("inside").to_owned();
        walk.get(&path).await;
        walk.get(&format!("{path}?part")).await;
    }
    walk.end();
}

#[tokio::test]
async fn k20_the_search_and_the_keys_say_only_messages() {
    let mut walk = Walk::through(|builder| with_a_site(builder.notifications(true))).await;
    for path in [
        "/search",
        "/search?q=%CE%A0",
        "/search?q=%CE%A0&part",
        "/search?q=%CE%BE%CE%BE%CE%BE",
        "/search?q=%CE%BE%CE%BE%CE%BE&part",
        "/keys",
        "/keys?part",
        "/keys?q=%CE%BE%CE%BE",
        "/notifications",
    ] {
        walk.get(path).await;
        walk.get_as("viewer", 200, path).await;
        walk.get_as("stranger", 200, path).await;
    }
    walk.get("/agora/ovens/1").await;
    walk.get("/search").await;
    walk.get(&format!("/search?q={}", "%CE%BE+".repeat(30))).await;
    walk.app.post("/keys", &[("keys", "off")]).await.location();
    for path in ["/agora/loaves", "/keys", "/keys?part"] {
        walk.get(path).await;
    }
    walk.end();
}
