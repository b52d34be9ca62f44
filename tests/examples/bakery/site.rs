//! Links, the secret page, and the extension.

use super::Bakery;

pub(crate) async fn k30_k32_links_stand_where_the_demo_has_them(app: Bakery) {
    let page = app.page("/products/products").await;
    let below = page.texts("nav.sidebar details ~ ul.nav-links li");
    assert_eq!(below, ["Demo Repo", "Kaffy Repo", "Elixir Home", "Phoenix Home"], "by their order");
    let targets = page.attributes("nav.sidebar details ~ ul.nav-links a", "href");
    assert!(targets.iter().all(|target| target.starts_with("https://")), "{targets:?}");
    let groups = page.texts("nav.sidebar details.nav-group");
    let categories = groups.iter().find(|group| group.starts_with("Categories")).unwrap();
    assert!(categories.contains("Google: kaffy admin"), "under its resource: {categories}");
}

pub(crate) async fn k34_the_link_that_leaves_asks_first(app: Bakery) {
    let page = app.page("/products/products").await;
    let links = page.attributes("nav.sidebar a", "href");
    assert!(links.iter().all(|link| !link.contains("google.com")), "not without asking: {links:?}");
    let question = app.page("/links/google-kaffy-admin").await;
    let question = question.assert_text("This leaves the bakery");
    let answer = app.form_on(&question, "main form").unwrap().send().await.unwrap();
    assert_eq!(answer.location(), Some("https://www.google.com/search?q=kaffy+admin"));
}

pub(crate) async fn k48_the_secret_place(app: Bakery) {
    let page = app.page("/p/secret").await;
    assert_eq!(page.heading(), "Secret Place");
    let message = "Psst, Test: the recipes of all 200 products are under the mat.";
    assert_eq!(page.texts("main .secret"), [message]);
    assert!(page.has("nav.sidebar a[href='/admin/p/secret'][aria-current=page]"), "it stands in the menu");
    assert_eq!(app.get("/p/secrets").await.status(), 404);
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
            let file = app.page(address.strip_prefix("/admin").unwrap()).await;
            assert!(file.header("content-type").starts_with(kind));
        }
    }
}
