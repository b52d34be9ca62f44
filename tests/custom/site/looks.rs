//! Pages, style sheets, scripts and templates of the application's own.

use axum::Router;
use http::{StatusCode, header};
use kaffy::{
    AdminResource, Reader, Refusal,
    site::{CustomPage, PageData},
    web::{Pages, TemplateError},
};

use super::{Loaf, page, problems, site, somebody};
use crate::app::TestApp;

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
