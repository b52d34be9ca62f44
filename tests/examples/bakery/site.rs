//! Links, the secret page, and the extension.

use http::{StatusCode, header};

use super::Bakery;

pub(crate) async fn k30_k32_links_stand_where_the_demo_has_them(app: Bakery) {
    let page = app.get("/products/products").await.ok();
    let below = page.texts("nav.sidebar details ~ ul.nav-links li");
    assert_eq!(below, ["Demo Repo", "Kaffy Repo", "Elixir Home", "Phoenix Home"], "by their order");
    let targets = page.attributes("nav.sidebar details ~ ul.nav-links a", "href");
    assert!(targets.iter().all(|target| target.starts_with("https://")), "{targets:?}");
    let groups = page.texts("nav.sidebar details.nav-group");
    let categories = groups.iter().find(|group| group.starts_with("Categories")).unwrap();
    assert!(categories.contains("Google: kaffy admin"), "under its resource: {categories}");
}

pub(crate) async fn k34_the_link_that_leaves_asks_first(app: Bakery) {
    let page = app.get("/products/products").await.ok();
    let links = page.attributes("nav.sidebar a", "href");
    assert!(links.iter().all(|link| !link.contains("google.com")), "not without asking: {links:?}");
    let question = app.get("/links/google-kaffy-admin").await.ok();
    assert!(question.words("main").contains("This leaves the bakery"), "{}", question.words("main"));
    let answer = question.form("main form").submit(&app).await;
    assert_eq!(answer.location(), "https://www.google.com/search?q=kaffy+admin");
}

pub(crate) async fn k48_the_secret_place(app: Bakery) {
    let page = app.get("/p/secret").await.ok();
    assert_eq!(page.words("h1"), "Secret Place");
    let message = "Psst, Test: the recipes of all 200 products are under the mat.";
    assert_eq!(page.words("main .secret"), message);
    assert!(page.has("nav.sidebar a[href='/admin/p/secret'][aria-current=page]"), "it stands in the menu");
    app.get("/p/secrets").await.is(StatusCode::NOT_FOUND);
}

pub(crate) async fn k19_the_extension_is_served_from_our_own_address(app: Bakery) {
    for path in ["/products/products", "/p/secret", "/nothing"] {
        let page = app.get(path).await;
        let sheets = page.attributes("link[rel=stylesheet]", "href");
        let scripts = page.attributes("script", "src");
        for (addresses, name, kind) in [(sheets, "-bakery.css", "text/css"), (scripts, "-bakery.js", "text/javascript")]
        {
            assert!(addresses.iter().all(|address| address.starts_with("/admin/assets/")), "{addresses:?}");
            let address = addresses.iter().find(|address| address.ends_with(name)).unwrap();
            let file = app.get(address.strip_prefix("/admin").unwrap()).await.ok();
            assert!(file.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with(kind));
        }
    }
}
