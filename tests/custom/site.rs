//! The site around the resources: menu, home page, links, pages, look, templates.

use std::sync::{Arc, Mutex};

use axum::Router;
use http::{StatusCode, header};
use kaffy::{
    Actor, Admin, AdminBuilder, AdminResource, Auth, Icon, Reader, Refusal, ResourceAdmin,
    dashboard::{Text, Widget},
    icons,
    site::{Context, CustomLink, CustomPage, Footer, Home, Logo, PageData},
    web::{Pages, TemplateError},
};

use crate::{app::TestApp, support};

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", admin = LoafAdmin)]
struct Loaf {
    id: i64,
    title: String,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", plural = "Aniseed")]
struct Spice {
    id: i64,
    title: String,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Back room")]
struct Flour {
    id: i64,
    title: String,
}

struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn links(&self) -> Vec<CustomLink> {
        vec![
            CustomLink::new("About loaves", "https://example.org/loaf").new_tab().icon(icons::LuLink),
            CustomLink::new("Loaf on top", "/loaf").top().order(1),
        ]
    }

    fn icon(&self) -> Option<Icon> {
        Some(icons::LuCookie.into())
    }

    fn menu_order(&self) -> i32 {
        1
    }

    fn in_menu(&self, actor: &Actor) -> bool {
        !actor.has_role("shy")
    }

    fn pages(&self) -> Vec<CustomPage> {
        vec![CustomPage::new("loaf-map", "Map of loaves", page("{{ page.name }}"))]
    }
}

const TABLES: &str = "CREATE TABLE loafs (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);\n\
                      CREATE TABLE spices (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);\n\
                      CREATE TABLE flours (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL);\n\
                      INSERT INTO loafs VALUES (1, 'Rye');";

fn page(content: &str) -> String {
    format!(
        "{{% extends \"layout.html\" %}}{{% block content %}}<h1>{{{{ page.name }}}}</h1><p class=\"own\">{content}</p>{{% endblock content %}}"
    )
}

async fn site(change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> TestApp {
    TestApp::over(support::sqlite().await, TABLES, |builder| {
        change(builder.resource::<Loaf>().resource::<Spice>().resource::<Flour>())
    })
    .await
}

/// Somebody whose roles a test changes as it goes.
fn somebody() -> (Auth, Arc<Mutex<Vec<&'static str>>>) {
    let roles: Arc<Mutex<Vec<&'static str>>> = Arc::default();
    let held = roles.clone();
    let auth = Auth::external(move |_| {
        let roles = held.lock().expect("one thread").clone();
        async move { Some(roles.into_iter().fold(Actor::new("test", "Test"), Actor::role)) }
    });
    (auth, roles)
}

async fn problems(change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Vec<String> {
    let db = support::sqlite().await;
    crate::app::run(&db, TABLES).await;
    let builder = Admin::builder(db).auth(Auth::none_for_local_development()).resource::<Loaf>();
    let error = change(builder).build().await.expect_err("refused");
    error.problems().iter().map(ToString::to_string).collect()
}

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

struct Numbers;

impl PageData for Numbers {
    type Data = Vec<(String, u64)>;

    async fn data(&self, reader: &Reader) -> Result<Self::Data, Refusal> {
        if reader.actor().has_role("early") {
            return Err("Come back at <noon>.".into());
        }
        Ok(vec![("<b>Loaves".to_owned(), reader.count::<Loaf>([]).await?)])
    }
}

#[tokio::test]
async fn k48_a_page_of_ones_own_inside_the_layout() {
    let (auth, roles) = somebody();
    let template = page("{% for row in page.data %}{{ row[0] }}: {{ row[1] }}{% endfor %} for {{ screen.actor }}");
    let own = CustomPage::new("numbers", "In <numbers>", template).data(Numbers);
    let app = site(|builder| builder.auth(auth).page(own)).await;
    let page = app.get("/p/numbers").await.ok();
    assert_eq!((page.words("h1"), page.words(".own")), ("In <numbers>".to_owned(), "<b>Loaves: 1 for Test".to_owned()));
    assert_eq!(page.words(".sidebar [aria-current=page]"), "In <numbers>");
    assert_eq!(page.texts(".crumbs li"), ["Home", "In <numbers>"]);
    for path in ["/p/nothing", "/p", "/p/numbers/1"] {
        app.get(path).await.is(StatusCode::NOT_FOUND);
    }
    app.post("/p/numbers", &[]).await.is(StatusCode::METHOD_NOT_ALLOWED);
    roles.lock().expect("one thread").push("early");
    let refused = app.get("/p/numbers").await.is(StatusCode::CONFLICT);
    assert!(refused.words(".notice").contains("Come back at <noon>."));
    let said = problems(|builder| {
        let slug = |slug: &str| CustomPage::new(slug, "x", page_template());
        builder.page(slug("A b")).page(slug("loaf-map"))
    })
    .await;
    assert!(said[0].contains("hyphens") && said[1].contains("another page"), "{said:?}");
}

fn page_template() -> String {
    page("")
}

#[tokio::test]
async fn k2_names_of_fixed_pages_are_refused_at_build() {
    #[derive(Debug, AdminResource)]
    #[admin(table = "loafs", context = "Links")]
    struct Chain {
        id: i64,
    }
    let said = problems(|builder| builder.resource::<Chain>()).await;
    assert!(said[0].contains("/links") && said[0].contains("context"), "{said:?}");
}

/// The app with pages of its own.
fn dressed(app: &TestApp, dress: impl FnOnce(Pages) -> Pages) -> Result<Router, TemplateError> {
    Ok(Router::new().nest("/admin", dress(Pages::new(app.admin.clone())).router()?))
}

#[tokio::test]
async fn k19_style_sheets_and_scripts_of_ones_own_are_files_in_order() {
    let app = site(|builder| builder).await;
    let pages = dressed(&app, |pages| {
        pages
            .stylesheet("shop.css", "h1 { color: red }")
            .stylesheet("kaffy.css", "h2 { color: blue }")
            .script("shop.js", "console.log('shop')")
    });
    let app = app.served(pages.expect("compiles"));
    let page = app.get("/shop/loafs").await.ok();
    let sheets = page.attributes("link[rel=stylesheet]", "href");
    assert_eq!(sheets.len(), 3);
    assert!(sheets[0].ends_with("/kaffy.css") && sheets[1].ends_with("-shop.css") && sheets[2].ends_with("-kaffy.css"));
    for (address, kind, body) in [
        (&sheets[1], "text/css; charset=utf-8", "h1 { color: red }"),
        (&sheets[2], "text/css; charset=utf-8", "h2 { color: blue }"),
        (&page.attributes("script[src$='shop.js']", "src")[0], "text/javascript; charset=utf-8", "console.log('shop')"),
    ] {
        let file = app.get(address.strip_prefix("/admin").expect("from here")).await.ok();
        assert_eq!((file.body.as_str(), &file.headers[header::CONTENT_TYPE]), (body, &kind.parse().expect("a type")));
        assert!(file.headers[header::CACHE_CONTROL].to_str().expect("text").contains("immutable"));
    }
    let error = app.get("/nothing").await.is(StatusCode::NOT_FOUND);
    assert_eq!(error.attributes("link[rel=stylesheet]", "href").len(), 3, "on every page");
}

#[tokio::test]
async fn a94_the_closest_template_wins() {
    let words = |name: &str, base: &str| {
        format!(
            "{{% extends \"builtin/{base}\" %}}{{% block before_content %}}<p id=\"{name}\">x</p>{{% endblock before_content %}}"
        )
    };
    let app = site(|builder| builder).await;
    let pages = dressed(&app, |pages| {
        pages
            .template("resource/list.html", words("site", "resource/list.html"))
            .template("shop/list.html", words("context", "resource/list.html"))
            .template("shop/loafs/list.html", words("loaf", "resource/list.html"))
            .template("shop/loafs/form.html", words("form", "resource/form.html"))
            .template("shop/context.html", words("shop", "context.html"))
    });
    let app = app.served(pages.expect("compiles"));
    for (path, id) in [
        ("/back-room/flours", "site"),
        ("/shop/aniseed", "context"),
        ("/shop/loafs", "loaf"),
        ("/shop/loafs/new", "form"),
        ("/shop/loafs/1", "form"),
        ("/shop", "shop"),
    ] {
        let page = app.get(path).await.ok();
        assert_eq!(page.attributes("main > p[id]", "id"), [id], "{path}");
    }
    assert!(!app.get("/back-room/flours/new").await.ok().has("#form"));
}

#[tokio::test]
async fn a94_templates_are_checked_before_the_first_request() {
    let app = site(|builder| builder).await;
    let error = |name: &str, source: &str| {
        dressed(&app, |pages| pages.template(name, source)).expect_err("refused").to_string()
    };
    let typo = error("shop/loafs/lst.html", "");
    assert!(typo.contains("shop/loafs/lst.html") && typo.contains("shop/loafs/list.html"), "{typo}");
    let syntax = error("resource/list.html", "{% block content %}\n\n{{ page. }}");
    assert!(syntax.contains("resource/list.html") && syntax.contains('3'), "{syntax}");
    let parent = error("resource/list.html", "{% extends \"nothing.html\" %}");
    assert!(parent.contains("nothing.html"), "{parent}");
    let used = dressed(&app, |pages| {
        pages.template("mine/part.html", "x").template("home.html", "{% include \"mine/part.html\" %}")
    });
    let _ = used.expect("a template that another uses needs no known name");
}

#[tokio::test]
async fn a94_a_template_that_cannot_be_drawn_says_why_to_developers() {
    let app = site(|builder| builder).await;
    let broken =
        "{% extends \"builtin/home.html\" %}{% block content %}{{ page.no_such_thing.at_all }}{% endblock content %}";
    let pages = dressed(&app, |pages| pages.template("home.html", broken)).expect("compiles");
    let app = app.served(pages);
    let page = app.get("/").await.is(StatusCode::INTERNAL_SERVER_ERROR);
    if cfg!(debug_assertions) {
        assert!(page.words(".details").contains("home.html"), "{}", page.words("main"));
    } else {
        assert!(!page.body.contains("home.html"));
    }
    assert!(!page.words("main code").is_empty(), "the number of the request");
    app.get("/shop/loafs").await.ok();
}
