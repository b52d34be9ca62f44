//! The menu and the first page: their order, links in them, and who sees what.

use http::{StatusCode, header};
use kaffy::{
    Actor,
    dashboard::{Text, Widget},
    icons,
    site::{Context, CustomLink, CustomPage, Footer, Home, Logo},
};

use super::{Flour, Loaf, page, problems, site, somebody};

#[tokio::test]
async fn k6_k7_title_logos_and_footer() {
    let app = site(|builder| builder.title("Bakery <b>")).await;
    let plain = app.get("/shop/loafs").await.ok();
    assert_eq!(plain.words(".brand"), "Bakery <b>");
    assert_eq!(plain.words("title"), "Loafs – Bakery <b>");
    assert!(plain.words(".foot p").starts_with("Bakery <b> ·"));

    let app = site(|builder| {
        let logo =
            Logo::file("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), "Our \"bakery\"");
        builder
            .logo(logo)
            .mini_logo(Logo::at("/mini.png", "Mini"))
            .footer(Footer::Text("Tel. <i>5</i> &amp;".to_owned()))
    })
    .await;
    let page = app.get("/shop/loafs").await.ok();
    assert_eq!(page.attribute(".brand img", "alt").as_deref(), Some("Our \"bakery\""));
    let logo = page.attribute(".brand img.wide", "src").expect("a logo");
    let file = app.get(logo.strip_prefix("/admin").expect("served here")).await.ok();
    assert_eq!(file.headers[header::CONTENT_TYPE], "image/svg+xml");
    assert_eq!(page.attribute(".brand img.narrow", "src").as_deref(), Some("/mini.png"));
    assert!(page.words(".foot p").starts_with("Tel. <i>5</i> &amp; ·"), "as it was written");

    let bare = site(|builder| builder.footer(Footer::None)).await;
    assert!(!bare.get("/").await.ok().words(".foot").contains("Admin"));
    let said = problems(|builder| builder.logo(Logo::at("https://elsewhere.example/logo.png", " "))).await;
    assert!(said[0].contains("Logo::file") && said[1].contains("alt"), "{said:?}");
}

#[tokio::test]
async fn k8_k9_k160_the_first_page_and_a_dashboard_that_is_off() {
    let widget = || Widget::new("w", Text::new("hello")).visible_to(|actor| !actor.has_role("poor"));
    let (auth, roles) = somebody();
    let app = site(|builder| builder.widget(widget()).auth(auth)).await;
    assert_eq!(app.get("/").await.location(), "/admin/dashboard");
    assert_eq!(app.get("/dashboard").await.ok().words(".nav-links [aria-current=page]"), "Dashboard");
    roles.lock().expect("one thread").push("poor");
    app.get("/").await.ok();

    let (auth, roles) = somebody();
    let app = site(|builder| {
        let permissions = |actor: &Actor, _: &kaffy::ResourceMeta, _| !actor.has_role("poor");
        builder.home(Home::list::<Loaf>()).auth(auth).permissions(permissions)
    })
    .await;
    assert_eq!(app.get("/").await.location(), "/admin/shop/loafs");
    roles.lock().expect("one thread").push("poor");
    app.get("/").await.ok();

    let secret = || CustomPage::new("secret", "Secret place", page("")).visible_to(|actor| !actor.has_role("poor"));
    let (auth, roles) = somebody();
    let app = site(|builder| builder.home(Home::page("secret")).page(secret()).auth(auth)).await;
    assert_eq!(app.get("/").await.location(), "/admin/p/secret");
    roles.lock().expect("one thread").push("poor");
    app.get("/").await.ok();

    let off = site(|builder| builder.widget(widget()).without_dashboard()).await;
    off.get("/").await.ok();
    off.get("/dashboard").await.is(StatusCode::NOT_FOUND);
    assert!(!off.get("/shop/loafs").await.ok().body.contains("/dashboard"));
    let said = problems(|it| it.without_dashboard().home(Home::Dashboard)).await;
    assert!(said[0].contains("turned off"), "{said:?}");
    let said = problems(|builder| builder.home(Home::page("nothing"))).await;
    assert!(said[0].contains("does not exist"), "{said:?}");
    let said = problems(|builder| builder.home(Home::list::<Flour>())).await;
    assert!(said[0].contains("not registered"), "{said:?}");
}

#[tokio::test]
async fn k12_k30_k32_the_order_of_the_menu() {
    let app = site(|builder| {
        builder
            .widget(Widget::new("w", Text::new("")).context("Shop"))
            .context(Context::new("Shop").label("The shop").order(1).icon(icons::LuStore))
            .page(CustomPage::new("last", "Last page", page("")))
            .page(CustomPage::new("first", "First page", page("")).order(1).icon(icons::LuKey))
            .page(CustomPage::new("hidden", "Hidden page", page("")).not_in_menu())
            .link(CustomLink::new("Below two", "/two"))
            .link(CustomLink::new("Below one", "/one").order(1).icon(icons::LuHouse))
            .link(CustomLink::new("Above", "/above").top().order(2))
    })
    .await;
    let page = app.get("/shop/loafs").await.ok();
    let all = page.texts(".sidebar :is(.nav-title, li)");
    let expected = [
        "Dashboard",
        "Loaf on top",
        "Above",
        "Pages",
        "First page",
        "Map of loaves",
        "Last page",
        "The shop",
        "Dashboard",
        "Loafs",
        "About loaves (opens in a new tab)",
        "Aniseed",
        "Back room",
        "Flours",
        "Below one",
        "Below two",
    ];
    assert_eq!(all, expected);
    assert_eq!(page.texts(".crumbs li"), ["Home", "The shop", "Loafs"]);
    assert_eq!(app.get("/shop").await.ok().words("h1"), "The shop", "the address stays");
    for icon in [".nav-title use", ".nav-group li use", ".nav-links use"] {
        assert!(page.attribute(icon, "href").expect("an icon").contains("/icons.svg#i"), "{icon}");
    }
    app.get("/p/hidden").await.ok();
    let said = problems(|builder| builder.context(Context::new("Shopp"))).await;
    assert!(said[0].contains("Shopp"), "{said:?}");
}

#[tokio::test]
async fn k14_k31_what_is_not_in_the_menu_is_there_and_empty_groups_are_not() {
    let (auth, roles) = somebody();
    let app = site(|builder| builder.auth(auth).hide_in_menu::<Flour>()).await;
    let nav = |page: &crate::app::Page| page.texts(".sidebar .nav-group li");
    let titles = app.get("/").await.ok().texts(".nav-title");
    assert_eq!(titles, ["Pages", "Shop"], "no group without a resource");
    app.get("/back-room/flours").await.ok();
    let before = app.get("/shop/loafs").await.ok();
    assert!(nav(&before).contains(&"Loafs".to_owned()));
    roles.lock().expect("one thread").push("shy");
    let after = app.get("/shop/loafs").await.ok();
    assert_eq!(nav(&after), ["Map of loaves", "Aniseed"], "neither the resource nor its links");
}

#[tokio::test]
async fn k32_k33_k34_links_with_every_option_in_every_place() {
    let app = site(|builder| {
        builder
            .link(CustomLink::new("Plain top", "/plain").top())
            .link(CustomLink::new("Post", "/admin/theme").post())
            .link(CustomLink::new("Asks <b>", "/cache?x=1").post().confirm("Really <i>?").top())
            .link(CustomLink::new("Asks", "https://example.org/").confirm("Leave?"))
            .link(CustomLink::new("Nobody", "/x").visible_to(|_| false))
    })
    .await;
    let page = app.get("/shop/loafs").await.ok();
    assert!(page.has(".nav-links a[href='/plain']:not(:has(svg))"), "an icon is optional");
    assert_eq!(page.attribute(".nav-sub a", "target").as_deref(), Some("_blank"));
    assert_eq!(page.attribute(".nav-sub a", "rel").as_deref(), Some("noopener noreferrer"));
    assert!(!page.body.contains("Nobody"));
    app.get("/links/nobody").await.is(StatusCode::NOT_FOUND);

    let form = page.form(".nav-links form");
    assert_eq!(page.attribute(".nav-links form", "action").as_deref(), Some("/admin/links/post"));
    let answer = form.submit(&app).await.is(StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(answer.headers[header::LOCATION], "/admin/theme");

    let question = app.get("/links/asks-b").await.ok();
    assert!(page.has(".nav-links a[href='/admin/links/asks-b']"));
    assert_eq!((question.words("h1"), question.words("main > p")), ("Asks <b>".to_owned(), "Really <i>?".to_owned()));
    let answer = question.form("form.answer").submit(&app).await.is(StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(answer.headers[header::LOCATION], "/cache?x=1");
    let answer = app.get("/links/asks").await.ok().form("form.answer").submit(&app).await;
    assert_eq!(answer.location(), "https://example.org/");

    let said = problems(|builder| {
        builder
            .link(CustomLink::new("Bad", "javascript:alert(1)"))
            .link(CustomLink::new("Far", "https://example.org").post())
    })
    .await;
    assert!(said[0].contains("“Bad”") && said[1].contains("another host"), "{said:?}");
}

#[tokio::test]
async fn k35_links_and_pages_follow_permissions() {
    let (auth, roles) = somebody();
    let app = site(|builder| {
        builder.auth(auth).permissions(|actor, meta, _| meta.rust_name != "Loaf" || !actor.has_role("out"))
    })
    .await;
    assert!(app.get("/").await.ok().body.contains("Loaf on top"));
    app.get("/p/loaf-map").await.ok();
    roles.lock().expect("one thread").push("out");
    let page = app.get("/").await.ok();
    assert!(!page.body.contains("Loaf on top") && !page.body.contains("About loaves"));
    assert!(!page.body.contains("Map of loaves"));
    app.get("/p/loaf-map").await.is(StatusCode::NOT_FOUND);
    app.get("/links/about-loaves").await.is(StatusCode::NOT_FOUND);
}
