//! Dashboards: which widgets stand where, for whom, and what becomes of one that fails.

use std::{
    future::pending,
    time::{Duration, Instant},
};

use http::StatusCode;
use kaffy::{
    Actor, AdminResource, Database, Permission, Reader, Refusal, ResourceAdmin, Tone,
    dashboard::{Chart, Progress, Text, Tidbit, Widget, WidgetValue},
    icons,
};
use sea_query::{Expr, ExprTrait, Order, Query};

use crate::{app::TestApp, support};

#[derive(Debug, AdminResource)]
#[admin(context = "The <Shop>", admin = LoafAdmin, order(title))]
struct Loaf {
    id: i64,
    title: String,
    price: i32,
    baker: String,
}

#[derive(Debug, AdminResource)]
#[admin(context = "Back room", admin = FlourAdmin)]
struct Flour {
    id: i64,
    name: String,
}

const TABLES: &str = "CREATE TABLE loafs (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL, price INTEGER NOT NULL, \
                      baker VARCHAR(80) NOT NULL);\n\
                      CREATE TABLE flours (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL);\n\
                      INSERT INTO loafs VALUES (1, 'Rye', 3, 'ann'), (2, 'Spelt', 4, 'bob'), (3, 'Oat', 5, 'ann');";

struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn widgets(&self) -> Vec<Widget> {
        vec![
            Widget::new("All loaves", LoafCount).order(4).icon(icons::LuCookie),
            Widget::new("Only here", Text::new("main")).order(2).main_only(),
            Widget::new("Only there", Text::new("context")).order(2).context_only(),
            Widget::new("By baker", ByBaker).tone(Tone::Info),
        ]
    }
}

struct FlourAdmin;

impl ResourceAdmin for FlourAdmin {
    type Record = Flour;

    fn widgets(&self) -> Vec<Widget> {
        vec![Widget::new("Flour", Text::new("is white")).order(3)]
    }
}

struct LoafCount;

impl WidgetValue for LoafCount {
    type Value = Tidbit;

    async fn value(&self, reader: &Reader) -> Result<Tidbit, Refusal> {
        let all = reader.all::<Loaf>([Loaf::fields().baker.is("ann".to_owned())], 10).await?;
        let names: Vec<_> = all.iter().map(|loaf| format!("{} {} {}", loaf.id, loaf.title, loaf.price)).collect();
        Ok(Tidbit::new(reader.count::<Loaf>([]).await?).note(names.join(", ")))
    }
}

struct ByBaker;

impl WidgetValue for ByBaker {
    type Value = Chart;

    async fn value(&self, reader: &Reader) -> Result<Chart, Refusal> {
        let mut select = reader.rows_of::<Loaf>()?;
        select.column("baker").expr(Expr::col("id").count()).group_by_col("baker").order_by("baker", Order::Asc);
        let rows = reader.fetch::<(String, i64)>(&select).await?;
        let (bakers, loaves): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
        Ok(Chart::bar(bakers).series("Loaves", loaves))
    }
}

async fn shop(db: Database) -> TestApp {
    TestApp::over(db, TABLES, |builder| {
        let builder = builder.resource::<Loaf>().resource::<Flour>();
        builder.widget(Widget::new("Of the admin", Text::new("hello")).order(1).width(12))
    })
    .await
}

async fn plain(widgets: impl IntoIterator<Item = Widget>) -> TestApp {
    TestApp::over(support::sqlite().await, TABLES, |builder| {
        widgets.into_iter().fold(builder.resource_admin(Bare), kaffy::AdminBuilder::widget)
    })
    .await
}

pub(crate) async fn k40_widgets_stand_in_their_order_and_each_is_its_own_request(db: Database) {
    let app = shop(db).await;
    let before = app.admin.database().statements();
    let page = app.get("/dashboard").await.ok();
    assert_eq!(app.admin.database().statements(), before, "the page itself asks nothing");
    let titles = ["Of the admin", "Only here", "Flour", "All loaves", "By baker"];
    assert_eq!(page.texts(".widget-title"), titles);
    assert!(page.has("[data-widget=waiting]") && page.has("script[src$='dashboard.js']"));

    let part = app.get("/dashboard/widgets/loafs-all-loaves?part").await.ok();
    assert!(!part.has("nav"), "a part has no layout");
    assert_eq!(part.words(".figure"), "3");
    assert_eq!(part.words(".small"), "3 Oat 5, 1 Rye 3", "in the order of the list");
    let own = app.get("/dashboard/widgets/loafs-all-loaves").await.ok();
    assert_eq!((own.words("h1"), own.words(".figure")), ("All loaves".to_owned(), "3".to_owned()));

    let chart = app.get("/dashboard/widgets/loafs-by-baker?part").await.ok();
    assert_eq!(chart.texts(".chart-data tbody tr"), ["ann 2", "bob 1"]);
    assert_eq!(chart.texts("rect.mark title"), ["ann: 2 Loaves", "bob: 1 Loaves"]);
}

pub(crate) async fn a82_a_reader_sees_the_rows_of_its_actor_only(db: Database) {
    let app = TestApp::over(db, TABLES, |builder| {
        let builder = builder.resource::<Loaf>().resource::<Flour>();
        builder.scope::<Loaf>(|_| vec![Loaf::fields().baker.is("bob".to_owned())]).widget(Widget::new("x", LoafCount))
    })
    .await;
    let part = app.get("/dashboard/widgets/loafs-all-loaves?part").await.ok();
    assert_eq!((part.words(".figure"), part.words(".small")), ("1".to_owned(), String::new()));
    let chart = app.get("/dashboard/widgets/loafs-by-baker?part").await.ok();
    assert_eq!(chart.texts(".chart-data tbody tr"), ["bob 1"]);
}

#[tokio::test]
async fn a82_without_a_script_the_page_is_complete() {
    let app = shop(support::sqlite().await).await;
    let page = app.get("/dashboard").await.ok();
    let refresh = "content=\"0;url=&#x2F;admin&#x2F;dashboard?whole\"";
    assert!(page.body.replace("&#47;", "&#x2F;").replace('/', "&#x2F;").contains(&refresh.replace('/', "&#x2F;")));
    assert!(page.has(".waiting a[href='/admin/dashboard/widgets/flours-flour']"), "each is a link until then");
    let whole = app.get("/dashboard?whole").await.ok();
    assert!(!whole.has("[data-widget=waiting]") && !whole.body.contains("refresh"));
    assert_eq!(whole.words("#widget-loafs-all-loaves .figure"), "3");
    assert_eq!(whole.texts(".widget-title").len(), 5);
}

#[tokio::test]
async fn k40_the_empty_board_says_how_to_add_one() {
    let app = TestApp::over(support::sqlite().await, TABLES, |builder| builder.resource_admin(Bare)).await;
    let page = app.get("/dashboard").await.ok();
    assert!(page.words(".notice").contains("ResourceAdmin::widgets"), "{}", page.words("main"));
    assert!(page.has(".cards a[href='/admin/back-room/flours']"), "and what there is instead");
    assert!(!page.has("script[src$='dashboard.js']"));
}

struct Bare;

impl ResourceAdmin for Bare {
    type Record = Flour;
}

#[tokio::test]
async fn k41_widths_have_one_documented_default_and_wrong_ones_are_refused() {
    let app = plain([
        Widget::new("t", Text::new("")),
        Widget::new("n", Tidbit::new(1)),
        Widget::new("p", Progress::percent(1)),
        Widget::new("c", Chart::line(["a"])),
        Widget::new("w", Text::new("")).width(12),
    ])
    .await;
    let page = app.get("/dashboard?whole").await.ok();
    for (id, class) in [("t", 6), ("n", 3), ("p", 6), ("c", 6), ("w", 12)] {
        assert!(page.has(&format!("#widget-{id}.span-{class}")), "{id}");
    }
    for width in [0, 13] {
        let builder = kaffy::Admin::builder(support::sqlite().await).auth(kaffy::Auth::none_for_local_development());
        let error =
            builder.widget(Widget::new("Broad", Text::new("")).width(width)).build().await.expect_err("refused");
        let problem = error.problems()[0].to_string();
        assert!(problem.contains("“Broad”") && problem.contains("1 to 12"), "{problem}");
    }
}

#[tokio::test]
async fn k42_k43_k44_k45_k46_every_type_with_and_without_its_options() {
    let app = plain([
        Widget::new("bare", Tidbit::new("4.7 / 5.0")),
        Widget::new("full", Tidbit::new(1769).compared(1769, 1580, "than last week").note("since May"))
            .icon(icons::LuUser)
            .tone(Tone::Good),
        Widget::new("cakes", Progress::percent(79).label("Customer satisfaction")),
        Widget::new("more", Progress::of(30, 20)).tone(Tone::Bad),
        Widget::new("line", Chart::line(["a, b", "<i>"]).series("USD", [150, 230]).series("EUR", [1, 2])),
        Widget::new("pie", Chart::pie(["Bread", "Cake"]).series("Sold", [3, 1])),
        Widget::new("nothing", Chart::bar(Vec::<String>::new())),
    ])
    .await;
    let page = app.get("/dashboard?whole").await.ok();
    assert!(!page.has("#widget-bare svg"), "an icon is optional");
    assert_eq!(page.words("#widget-bare .figure"), "4.7 / 5.0");
    assert_eq!(page.words("#widget-full .change.good"), "12% more than last week");
    assert!(page.has("#widget-full.is-good") && page.has("#widget-more.is-bad") && page.has("#widget-bare.is-neutral"));
    let icon = page.attribute("#widget-full .widget-title use", "href").expect("an icon");
    let sheet = app.get(icon.split('#').next().and_then(|path| path.strip_prefix("/admin")).expect("below")).await.ok();
    assert!(sheet.body.contains(&format!("id=\"{}\"", icon.split('#').nth(1).expect("a name"))));

    assert_eq!(page.attribute("#widget-cakes progress", "value").as_deref(), Some("79"));
    assert_eq!(page.words("#widget-cakes .progress-line"), "Customer satisfaction 79%");
    assert_eq!(page.attribute("#widget-more progress", "value").as_deref(), Some("100"), "no wider than the bar");
    assert_eq!(page.words("#widget-more strong"), "30 of 20");

    assert_eq!(page.texts("#widget-line tbody tr"), ["a, b 150 1", "<i> 230 2"]);
    assert_eq!(page.texts("#widget-line polyline").len(), 2);
    assert_eq!(page.texts("#widget-line .legend li"), ["USD", "EUR"]);
    assert_eq!(page.texts("#widget-pie .legend li"), ["Bread 75%", "Cake 25%"]);
    let summary = page.attribute("#widget-pie svg[role=img]", "aria-label").expect("in words");
    assert!(summary.contains("Sold: from 1 to 3"), "{summary}");
    assert_eq!(page.words("#widget-nothing .chart"), "There are no numbers yet.");
}

#[tokio::test]
async fn k47_each_context_has_a_board_and_a_widget_may_stand_on_one_only() {
    let app = shop(support::sqlite().await).await;
    let context = app.get("/the-shop").await.ok();
    assert_eq!(context.words("h1"), "The <Shop>", "its name, not its slug");
    assert_eq!(context.texts(".widget-title"), ["Only there", "All loaves", "By baker"]);
    assert!(context.has("noscript") && context.has("script[src$='dashboard.js']"));
    assert_eq!(app.get("/back-room?whole").await.ok().words(".widget .text"), "is white");
    let main = app.get("/dashboard").await.ok().texts(".widget-title");
    assert!(main.contains(&"Only here".to_owned()) && !main.contains(&"Only there".to_owned()));
}

#[tokio::test]
async fn k35_widgets_follow_the_permission_of_their_resource_and_their_own_rule() {
    let app = TestApp::over(support::sqlite().await, TABLES, |builder| {
        let builder = builder.resource::<Loaf>().resource::<Flour>();
        let builder = builder
            .permissions(|_, meta, permission| meta.rust_name != "Loaf" || !matches!(permission, Permission::View));
        let secret = Widget::new("Secret", Text::new("psst")).visible_to(|actor: &Actor| actor.has_role("boss"));
        builder.widget(secret).widget(Widget::new("Peek", LoafCount))
    })
    .await;
    assert_eq!(app.get("/dashboard").await.ok().texts(".widget-title"), ["Flour", "Peek"]);
    for id in ["loafs-all-loaves", "secret", "nothing", "%ff"] {
        let page = app.get(&format!("/dashboard/widgets/{id}?part")).await;
        assert!(page.status.is_client_error(), "{id}: {}", page.status);
    }
    let peek = app.get("/dashboard/widgets/peek?part").await.ok();
    assert_eq!(peek.words(".widget-error .error"), "you may not view Loafs.", "a reader asks too");
}

struct Bad(&'static str);

impl WidgetValue for Bad {
    type Value = Text;

    async fn value(&self, reader: &Reader) -> Result<Text, Refusal> {
        match self.0 {
            "hangs" => pending().await,
            "panics" => panic!("the cat sat on it"),
            "sql" => {
                let select = Query::select().column("name").from("no_such_table").to_owned();
                Ok(Text::new(format!("{:?}", reader.fetch::<(String,)>(&select).await?)))
            }
            words => Err(words.into()),
        }
    }
}

#[tokio::test]
async fn a82_one_that_hangs_fails_or_panics_says_so_in_its_place_and_blocks_nothing() {
    let limit = Duration::from_millis(300);
    let app = plain([
        Widget::new("hangs", Bad("hangs")).timeout(limit),
        Widget::new("panics", Bad("panics")),
        Widget::new("sql", Bad("sql")),
        Widget::new("refuses", Bad("Not before <b>noon</b>.")),
        Widget::new("works", Text::new("fine")),
    ])
    .await;
    let start = Instant::now();
    let page = app.get("/dashboard?whole").await.ok();
    assert!(start.elapsed() < Duration::from_secs(3), "they ran side by side");
    assert_eq!(page.words("#widget-works .text"), "fine");
    for (id, words) in [
        ("hangs", "This took longer than 0.3 seconds."),
        ("panics", "This is broken, which is our fault. The log says why."),
        ("sql", "This is broken, which is our fault. The log says why."),
        ("refuses", "Not before <b>noon</b>."),
    ] {
        assert_eq!(page.words(&format!("#widget-{id} .error")), words);
        assert_eq!(
            page.attribute(&format!("#widget-{id} [data-retry]"), "href"),
            Some(format!("/admin/dashboard/widgets/{id}")),
            "a way to try again"
        );
    }
    assert!(!page.body.contains("no_such_table") && !page.body.contains("the cat"), "the cause is for the log");
    app.get("/dashboard/widgets/panics").await.is(StatusCode::OK);
}

#[tokio::test]
async fn k40_markup_in_every_text_of_a_widget_is_text() {
    let evil = "<script>alert(1)</script>\"'&";
    let app = plain([
        Widget::new(format!("1{evil}"), Text::new(evil).link(evil, "/x\"onclick=")),
        Widget::new(format!("2{evil}"), Text::new("js").link("go", "javascript:alert(1)")),
        Widget::new(format!("3{evil}"), Tidbit::new(evil).note(evil).compared(2, 1, evil)),
        Widget::new(format!("4{evil}"), Progress::percent(5).label(evil)),
        Widget::new(format!("5{evil}"), Chart::line([evil, evil]).series(evil, [1, 2]).series("b", [1, 2])),
        Widget::new(format!("6{evil}"), Chart::pie([evil, "b"]).series(evil, [1, 2])),
    ])
    .await;
    let page = app.get("/dashboard?whole").await.ok();
    assert!(!page.body.contains("<script>alert"));
    assert!(!page.has("main a[href^='javascript']") && !page.has("[onclick]"));
    assert_eq!(page.texts(".widget").len(), 6);
    assert!(page.texts(".widget-title").iter().all(|title| title.contains(evil)));
}
