//! Templates of the application in place of the built-in ones.

use kaffy::web::Pages;

use crate::support::TestApp;

/// An admin with some templates of the application's own.
async fn app_with(templates: &[(&str, &str)]) -> TestApp {
    let app = TestApp::new().await;
    let pages = Pages::new(app.admin.clone());
    let pages = templates.iter().fold(pages, |pages, (name, source)| pages.template(*name, *source));
    let router = axum::Router::new().nest("/admin", pages.router().expect("the templates compile"));
    TestApp { app: router, ..app }
}

#[tokio::test]
async fn k1_a_table_of_the_applications_own_sees_every_cell() {
    let table = "<ul>{% for row in page.rows %}<li id=\"{{ row.id }}\">{% for cell in row.cells %}{{ <cell cell={cell}/> }}|\
                 {% endfor %}</li>{% endfor %}</ul>";
    let app = app_with(&[("resource/table.html", table)]).await;
    let page = app.get("/shed/tools?q=saw").await.ok();
    let words = page.words("li[id^=row]");
    assert!(words.contains("Saw|") && words.contains("Stahl & Söhne|") && words.contains("Ready|"), "{words}");
}

#[tokio::test]
async fn k1_the_built_in_table_may_be_drawn_around() {
    let list = "{% extends \"builtin/resource/list.html\" %}{% block head %}<meta name=\"mine\">{% endblock head %}";
    let app = app_with(&[("resource/list.html", list)]).await;
    let page = app.get("/shed/tools?q=saw").await.ok();
    assert!(page.has("meta[name=mine]"));
    let ours = TestApp::new().await.get("/shed/tools?q=saw").await.ok();
    assert_eq!(page.column("Site"), ours.column("Site"));
}

#[tokio::test]
async fn k1_a_cell_of_the_applications_own_is_drawn_in_every_list() {
    let cell = "{% component cell(cell) %}<i class=\"mine\">{% if cell is string %}{{ cell }}{% else %}{{ cell.text }}\
                {% endif %}</i>{% endcomponent cell %}";
    let app = app_with(&[("resource/cell.html", cell)]).await;
    let page = app.get("/shed/tools?q=saw").await.ok();
    assert_eq!(page.column("Status"), ["Ready"]);
    assert!(page.has("tbody td i.mine"));
}

#[tokio::test]
async fn k1_an_icon_of_the_applications_own_is_drawn_everywhere() {
    let icons = "{% component icon(name) %}<b class=\"mine\">{{ name }}</b>{% endcomponent icon %}";
    let app = app_with(&[("components.html", icons)]).await;
    let page = app.get("/shed/tools").await.ok();
    assert!(page.has("b.mine"));
    assert!(!page.has("svg.icon"));
}

#[tokio::test]
async fn k1_an_input_of_the_applications_own_is_drawn_on_every_form() {
    let input = "<b class=\"mine\">{{ field.name }}: {{ input.value }}</b>";
    let app = app_with(&[("resource/input.html", input)]).await;
    let page = app.get("/shed/tools/1").await.ok();
    assert!(page.words("b.mine").contains("title: Saw"), "{}", page.words("b.mine"));
    assert!(!page.has("main input[name=title]"));
}

#[tokio::test]
async fn k1_sections_of_the_applications_own_see_every_field() {
    let sections = "<ul>{% for section in page.sections %}{% for field in section.fields %}<li>{{ field.label }}: \
                    {% if field.input %}{{ field.input.value }}{% else %}{{ <cell cell={field.text}/> }}{% endif %}</li>\
                    {% endfor %}{% endfor %}</ul>";
    let app = app_with(&[("resource/sections.html", sections)]).await;
    let page = app.get("/shed/tools/1").await.ok();
    assert!(page.words("form.record li").contains("Title: Saw"), "{}", page.words("form.record li"));
}

#[tokio::test]
async fn k1_a_layout_of_the_applications_own_sees_the_sidebar() {
    let layout = "<nav>{% for group in screen.nav %}{% for it in group.resources %}<a href=\"{{ it.href }}\">{{ it.label }}</a>\
                  {% endfor %}{% endfor %}</nav><ol>{% for crumb in screen.crumbs %}<li>{{ crumb.label }}</li>{% endfor %}</ol>\
                  {% block content %}{% endblock content %}";
    let app = app_with(&[("layout.html", layout)]).await;
    let page = app.get("/shed/tools/1").await.ok();
    assert!(page.has("nav a[href='/admin/shed/tools']") && page.words("ol").contains("Home"), "{}", page.words("ol"));
    assert!(page.has("form.record input[name=title]"));
}
