//! Mistakes that other admins made, tried here: Kaffy's own (D1–D16), and threats that no other test carries.

use http::{Request, StatusCode};
use kaffy::Database;

use crate::{
    matrix::everything,
    shop::{Shop, TestApp, Who, run},
};

const REFUSED: StatusCode = StatusCode::FORBIDDEN;
const GONE: StatusCode = StatusCode::NOT_FOUND;

/// The form of a record as it is drawn for somebody, with fields that it does not offer.
async fn forged(by: &TestApp, path: &str, more: &[(&str, &str)]) -> StatusCode {
    let form = by.get(path).await.ok().form("form.record");
    more.iter().fold(form, |form, (name, value)| form.set(name, value)).submit(by).await.status
}

pub(crate) async fn d1_s1_nothing_is_open_to_whoever_did_not_sign_in(db: Database) {
    let error = kaffy::Admin::builder(db.clone()).build().await.expect_err("no login was chosen").to_string();
    assert!(error.contains(".auth("), "{error}");
    let shop = Shop::over(db).await;
    let stranger = shop.browser(Who::Anonymous).await;
    for path in ["/", "/dashboard", "/shop/things", "/shop/things/1", "/audit"] {
        assert!(stranger.get(path).await.location().starts_with("/admin/login"), "{path}");
    }
}

pub(crate) async fn d2_s16_widgets_and_pages_ask_for_the_right_and_say_403_or_404(db: Database) {
    let shop = Shop::over(db).await;
    let bare = shop.browser(Who::Bare).await;
    bare.get("/dashboard/widgets/things-by-title").await.is(GONE);
    bare.get("/dashboard/widgets/secret").await.is(GONE);
    bare.get("/p/secret").await.is(GONE);
    bare.get("/shop/things").await.is(REFUSED);
    assert!(!bare.get("/dashboard").await.ok().body.contains("Anvil"));
}

pub(crate) async fn d3_s21_an_action_reaches_the_rows_of_its_actor_only(db: Database) {
    let shop = Shop::over(db).await;
    let (viewer, editor) = (shop.browser(Who::Viewer).await, shop.browser(Who::Editor).await);
    let run = |id| [("_id", id), ("_run", "1")];
    viewer.post("/shop/things/actions/praise", &run("1")).await.is(REFUSED);
    viewer.post("/shop/things/1/actions/praise", &[]).await.is(REFUSED);
    editor.post("/shop/things/2/actions/praise", &[]).await.is(GONE);
    let before = everything(&shop).await;
    // A row of others and a row of nobody are the same.
    for id in ["2", "99"] {
        let words = editor.post("/shop/things/actions/delete", &run(id)).await.ok().words("main");
        assert!(words.contains("No thing was deleted. 1 thing was not found"), "{id}: {words}");
        assert!(!words.contains("Bolt"), "{words}");
    }
    assert_eq!(everything(&shop).await, before);
}

pub(crate) async fn s21_all_that_match_are_those_within_reach(db: Database) {
    let shop = Shop::over(db).await;
    let other = shop.browser(Who::Other).await;
    let question = other.post("/shop/things/actions/delete", &[("_all", "1"), ("_id", "1"), ("_id", "2")]).await;
    assert!(!question.body.contains("Anvil") && !question.body.contains("Clamp"), "{}", question.words("main"));
    other.post("/shop/things/actions/delete", &[("_id", "1"), ("_id", "2"), ("_id", "3"), ("_run", "1")]).await;
    let admin = shop.browser(Who::Admin).await;
    assert_eq!(admin.get("/shop/things").await.ok().column("Title"), ["Anvil", "Clamp"], "only the own one went");
}

pub(crate) async fn d4_s14_values_that_cannot_be_decoded_are_errors_after_the_right_was_asked(db: Database) {
    let shop = Shop::over(db).await;
    let (viewer, editor) = (shop.browser(Who::Viewer).await, shop.browser(Who::Editor).await);
    for bad in ["{\"a\":", "[1,]", "NaN", "not base64!", "=", "\u{fffd}"] {
        let fields = [("title", "New"), ("data", bad), ("blob", bad)];
        viewer.post("/shop/things", &fields).await.is(REFUSED);
        let form = editor.get("/shop/things/new").await.ok().form("form.record");
        let page = fields.iter().fold(form, |form, (name, value)| form.set(name, value)).submit(&editor).await;
        assert_eq!(page.is(StatusCode::UNPROCESSABLE_ENTITY).form("form.record").value("data"), Some(bad));
    }
}

pub(crate) async fn d5_parameters_of_others_are_marks_or_refused_in_words(db: Database) {
    let shop = Shop::over(db).await;
    let (admin, editor) = (shop.browser(Who::Admin).await, shop.browser(Who::Editor).await);
    let lists = ["/shop/things", "/shop/things/cells", "/shop/things/export", "/jobs", "/jobs/groups", "/jobs/export"];
    let more = ["/schedules", "/schedules/export", "/chores", "/chores/runs", "/chores/runs/export"];
    let log = ["/audit", "/audit/export"];
    let of_editor = lists.iter().chain(&more).map(|it| (&editor, *it));
    for (browser, list) in of_editor.chain(log.iter().map(|it| (&admin, *it))) {
        for marks in ["utm_source=x", "utm_campaign=%00&fbclid=1", "gclid=x"] {
            browser.get(&format!("{list}?{marks}")).await.ok();
        }
        for query in ["context=shop&resource=nosuch", "product_of=1", "x_ow=1", "__proto__[a]=1", "b=%00", "_zqx7=1"] {
            let page = browser.get(&format!("{list}?utm_source=x&{query}")).await.is(StatusCode::BAD_REQUEST);
            let name = query.split_once('=').map(|(name, _)| name).unwrap_or_default();
            assert!(page.words("main").contains(&format!("“{name}”")), "{list}: {}", page.words("main"));
            assert!(page.has("main a[href^='/admin/']"), "{list}: the way to the plain list");
        }
    }
}

pub(crate) async fn d6_s15_a79_a_secret_neither_sorts_nor_filters(db: Database) {
    let shop = Shop::over(db).await;
    let admin = shop.browser(Who::Admin).await;
    let mut answers = Vec::new();
    for name in ["secret", "nosuch", "password", "maker.owner", "owner.x"] {
        for query in [format!("sort={name}"), format!("f.{name}=x"), format!("f.{name}.starts=x")] {
            let page = admin.get(&format!("/shop/things?{query}")).await.is(StatusCode::BAD_REQUEST);
            answers.push(page.words("main").replace(name, "*").replace(&page.words("main code"), ""));
        }
    }
    let (first, rest) = answers.split_first_chunk::<3>().expect("three for each name");
    for (answer, expected) in rest.iter().zip(first.iter().cycle()) {
        assert_eq!(answer, expected, "a name that exists answers as one that does not");
    }
}

pub(crate) async fn d7_s6_sizes_and_places_that_nobody_offers_are_refused(db: Database) {
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    let sizes = ["size=0", "size=-1", "size=1000000", "size=99999999999999999999", "size=x"];
    let places = ["after=x", "before=AAAA", "page=0", "limit=0", "page=-1&limit=100000"];
    for query in sizes.into_iter().chain(places) {
        editor.get(&format!("/shop/things?{query}")).await.is(StatusCode::BAD_REQUEST);
    }
}

pub(crate) async fn d8_s22_counts_are_of_the_rows_that_are_seen(db: Database) {
    let shop = Shop::over(db).await;
    for (who, words) in
        [(Who::Admin, "3 things"), (Who::Editor, "2 things"), (Who::Other, "1 thing"), (Who::Admin, "3 things")]
    {
        let browser = shop.browser(who).await;
        assert_eq!(browser.get("/shop/things").await.ok().words(".count"), words, "{who:?}");
        let widget = browser.get("/dashboard/widgets/things-newest?part").await.ok().words(".figure");
        assert!(words.starts_with(&widget), "{who:?}: {widget}");
    }
}

pub(crate) async fn d9_s8_what_a_form_does_not_offer_is_not_taken(db: Database) {
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    let before = everything(&shop).await;
    for (name, value) in
        [("owner", "b"), ("id", "77"), ("nosuch", "x"), ("_owner", "b"), ("maker.name", "x"), ("owner[]", "b")]
    {
        let status = forged(&editor, "/shop/things/1", &[(name, value)]).await;
        assert!(status == StatusCode::BAD_REQUEST || status == StatusCode::SEE_OTHER, "{name}: {status}");
        assert_eq!(everything(&shop).await, before, "{name}");
    }
}

pub(crate) async fn d10_s23_a_picker_is_the_list_of_its_target(db: Database) {
    let shop = Shop::over(db).await;
    let (bare, editor) = (shop.browser(Who::Bare).await, shop.browser(Who::Editor).await);
    bare.get("/shop/makers/options").await.is(REFUSED);
    let body = editor.get("/shop/makers/options").await.ok().body;
    assert!(body.contains("Aoki") && !body.contains("Brandt"), "{body}");
    for path in ["/shop/makers/options?q=Brandt", "/shop/things?_pick=maker_id", "/shop/things/new?maker_id=2"] {
        assert!(!editor.get(path).await.ok().body.replace("q=Brandt", "").contains(">Brandt<"), "{path}");
    }
    let page = editor.get("/shop/things/1").await.ok().form("form.record").set("maker_id", "2").submit(&editor).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
}

pub(crate) async fn d11_s39_an_id_is_a_text_of_the_type_of_its_key(db: Database) {
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    for id in
        ["g2gCZAAB", "%83h%02", "1%00", "1;DROP", "0x1", "1.0", "+1", "%D9%A1", "1,2", "-0", "9223372036854775808"]
    {
        let status = editor.get(&format!("/shop/things/{id}")).await.status;
        assert!(matches!(status.as_u16(), 400 | 404), "{id}: {status}");
    }
}

pub(crate) async fn d12_s5_wildcards_are_characters(db: Database) {
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    for query in ["q=%25", "q=_nvil", "q=%5C", "f.title.contains=%25", "f.title.starts=_", "q=An%25il"] {
        assert!(
            editor.get(&format!("/shop/things?{query}")).await.ok().texts("tbody tr th, tbody td").len() <= 1,
            "{query}"
        );
    }
    assert_eq!(editor.get("/shop/things?q=nvi").await.ok().column("Title"), ["Anvil"]);
}

pub(crate) async fn d13_s19_an_unknown_button_saves_and_goes_on_or_saves_nothing(db: Database) {
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    let form = editor.get("/shop/things/1").await.ok().form("form.record");
    let page = form.set("title", "Anvil 2").set("_save", "explode").submit(&editor).await;
    assert!(!page.status.is_server_error(), "{}", page.status);
    let saved = editor.get("/shop/things").await.ok().column("Title").contains(&"Anvil 2".to_owned());
    assert_eq!(saved, page.status == StatusCode::SEE_OTHER, "an answer says what became of it");
}

pub(crate) async fn d15_s35_rich_text_and_labels_of_charts_are_harmless(db: Database) {
    let shop = Shop::over(db).await;
    let editor = shop.browser(Who::Editor).await;
    let evil =
        "<p onclick=\"x()\">a, b<script>alert(1)</script></p><svg></p><style><a id=\"</style><img src=1 onerror=1>\">";
    let form = editor.get("/shop/things/1").await.ok().form("form.record");
    form.set("title", "a,b\"<script>").set("story", evil).submit(&editor).await.location();
    let stored = editor.get("/shop/things/1").await.ok().form("form.record");
    let story = stored.value("story").expect("a field").to_owned();
    assert!(!story.contains("script") && !story.contains("on") && !story.contains("svg"), "{story}");
    let chart = editor.get("/dashboard/widgets/things-by-title?part").await.ok();
    assert!(chart.texts(".chart-data tbody tr").iter().any(|row| row.starts_with("a,b\"<script>")), "one label, whole");
    assert!(!chart.body.contains("<script>"));
}

pub(crate) async fn d16_addresses_of_no_page_are_404(db: Database) {
    let shop = Shop::over(db).await;
    let admin = shop.browser(Who::Admin).await;
    for path in [
        "/kaffy/api/shop/things",
        "/api",
        "/shop/things/1/nosuch",
        "/shop/things/1/actions",
        "/shop/things/1/files",
        "/../etc/passwd",
    ] {
        admin.get(path).await.is(GONE);
    }
}

pub(crate) async fn s24_no_parameter_names_a_column_to_show(db: Database) {
    let shop = Shop::over(db).await;
    run(shop.admin.database(), "UPDATE things SET secret = 'zqxsecret' WHERE id = 1").await;
    let admin = shop.browser(Who::Admin).await;
    for path in [
        "/shop/things?_popup=1&_to_field=secret",
        "/shop/things?pop=1&t=secret",
        "/shop/things?fields=secret&columns=secret&list=secret",
        "/shop/things/options?label=secret&q=zqxsecret",
        "/shop/things/export?_column=secret&column=secret",
        "/shop/things/new?_for=secret&_from=secret",
        "/shop/parts?_pick=thing_id&_words=zqx",
        "/shop/things/1?_show=secret",
        "/shop/things/1/history?field=secret",
    ] {
        let page = admin.get(path).await;
        let echo = page.body.replace("q=zqxsecret", "").replace("value=\"zqxsecret\"", "");
        assert!(!echo.contains("zqxsecret"), "{path}");
    }
    let file = admin.post("/shop/things/export", &[("_column", "secret"), ("_column", "title"), ("_run", "1")]).await;
    assert!(!file.body.contains("zqxsecret"), "{}", file.body);
}

pub(crate) async fn s26_rows_of_a_form_need_the_rights_of_their_own_resource(db: Database) {
    let shop = Shop::over(db).await;
    let grants = [("shop/things", "*"), ("shop/makers", "*"), ("shop/parts", "view")];
    let grants = grants.map(|(resource, may)| kaffy::accounts::Grant::new(resource, may));
    shop.accounts().set_role("Editor", grants).await.expect("a role");
    let editor = shop.browser(Who::Editor).await;
    let before = everything(&shop).await;
    let before: Vec<_> = before.into_iter().filter(|row| row.starts_with("parts")).collect();
    for more in [
        &[("_at.parts", "0"), ("parts.0._key", "1"), ("parts.0.name", "mine")][..],
        &[("_at.parts", "0"), ("parts.0._key", "1"), ("parts.0._delete", "true")][..],
        &[("_at.parts", "0"), ("parts.1._key", ""), ("parts.1.name", "new")][..],
        // A row of somebody else's thing.
        &[("_at.parts", "0"), ("parts.0._key", "2"), ("parts.0.name", "stolen")][..],
    ] {
        let status = forged(&editor, "/shop/things/1", more).await;
        assert!(!status.is_server_error(), "{more:?}: {status}");
        let after: Vec<_> = everything(&shop).await.into_iter().filter(|row| row.starts_with("parts")).collect();
        assert_eq!(after, before, "{more:?}: {status}");
    }
}

pub(crate) async fn s42_no_text_of_rows_or_requests_is_a_template(db: Database) {
    let shop = Shop::over(db).await;
    let admin = shop.browser(Who::Admin).await;
    let evil = "{{7331*7919}}{% for a in [1,2] %}zqx{% endfor %}${7331*7919}#{7331*7919}";
    let form = admin.get("/shop/things/1").await.ok().form("form.record");
    form.set("title", evil).set("notes", evil).submit(&admin).await.location();
    let coded: String = form_urlencoded::byte_serialize(evil.as_bytes()).collect();
    for path in ["/shop/things", "/shop/things/1", "/shop/things/1/history", "/dashboard/widgets/things-by-title?part"]
    {
        let page = admin.get(path).await.ok();
        assert!(!page.body.contains("58054189") && !page.body.contains("zqxzqx"), "{path}");
        let page = admin.get(&format!("{path}?q={coded}&_words={coded}&_back={coded}")).await;
        assert!(!page.body.contains("58054189") && !page.body.contains("zqxzqx"), "{path}");
    }
    // The names of templates are those that came with the program.
    for name in ["../../Cargo.toml", "/etc/passwd", "resource/list.html", "p%2f..%2flist"] {
        let request = Request::get(admin.address(&format!("/p/{}", name.replace('/', "%2f"))));
        admin.send(request, axum::body::Body::empty()).await.is(GONE);
    }
}
