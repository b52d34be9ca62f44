//! Nothing of a hidden field is on any page, in any file, in any address.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use http::StatusCode;
use kaffy::{Access, AdminResource, Database, prelude::*};

use super::{Person, staff};
use crate::{
    app::{Page, TestApp, by},
    exporting::download,
};

/// What of a clerk's pages would give something away: values, and what the fields are called.
const SECRETS: [&str; 14] = [
    "987654", "70000", "1990", "123321", "555666", "661661", "662662", "774477", "1984", "1985", "quietude", "alary",
    "udget", "Born",
];

fn given_away(page: &Page) -> Vec<&'static str> {
    SECRETS.into_iter().filter(|secret| page.body.contains(secret)).collect()
}

pub(crate) async fn s37_a72_a_hidden_field_is_on_no_page_and_in_no_file(db: Database) {
    let staff = staff(db).await;
    let boss = staff.of("boss");
    boss.form_of::<Person>("1").await.set("salary", "987655").set("wish", "quietude!").submit(boss).await.location();
    boss.form_of::<Person>("2").await.set("name", "Bobby").set("salary", "123322").submit(boss).await.location();
    let all = boss.get("/staff/people").await.ok();
    assert!(all.texts("thead th").iter().any(|head| head.starts_with("Salary")), "{:?}", all.texts("thead th"));
    assert!(boss.get("/staff/people/1").await.ok().body.contains("987655"));
    let clerk = staff.of("clerk");
    for path in [
        "/",
        "/staff",
        "/dashboard",
        "/staff/people",
        "/staff/people?size=25",
        "/staff/people?q=Ada&sort=name",
        "/staff/people/new",
        "/staff/people/1",
        "/staff/people/1/history",
        "/staff/people/1/delete",
        "/staff/people/export",
        "/staff/people/import",
        "/staff/people/import?_example=1",
        "/staff/people/options?q=A",
        "/staff/teams",
        "/staff/teams/1",
        "/staff/teams/1/delete",
        "/staff/badges",
        "/staff/badges/1",
        "/audit",
    ] {
        let page = clerk.get(path).await.ok();
        assert_eq!(given_away(&page), Vec::<&str>::new(), "{path}: {}", page.words("main"));
    }
    let list = clerk.get("/staff/people?size=25").await.ok();
    assert_eq!(list.column("Name").len(), 25, "the rows are all there");
    let history = clerk.get("/staff/people/1/history").await.ok();
    assert_eq!(history.texts(".entry"), Vec::<String>::new(), "nothing happened that they know of");
    let bob = clerk.get("/staff/people/2/history").await.ok();
    assert!(bob.body.contains("Bobby"), "what they may see is there: {}", bob.words("main"));
    let wrong = clerk.form_of::<Person>("1").await.set("name", "").submit(clerk).await;
    assert_eq!(given_away(&wrong.is(StatusCode::UNPROCESSABLE_ENTITY)), Vec::<&str>::new());
    for style in ["raw", "shown"] {
        let offered = clerk.get("/staff/people/export").await.ok().attributes("[name=_column]", "value");
        let offered: Vec<_> = offered.iter().map(String::as_str).collect();
        let file = download(clerk, "/staff/people/export", &offered, &[("_as", style)]).await.ok();
        assert_eq!(given_away(&file), Vec::<&str>::new(), "{style}: {}", file.body);
    }
}

pub(crate) async fn s37_whatever_names_a_hidden_field_gets_the_answer_of_an_unknown_name(db: Database) {
    let staff = staff(db).await;
    for (who, field) in [("clerk", "salary"), ("clerk", "born"), ("clerk", "team.budget"), ("guest", "team.name")] {
        let app = staff.of(who);
        for path in [
            "/staff/people?sort=X",
            "/staff/people?sort=-X",
            "/staff/people?f.X=1",
            "/staff/people?f.X.gte=1",
            "/staff/people?f.X.empty=1",
            "/staff/people?f.X.during=1984",
            "/staff/people/export?f.X=1",
            "/staff/people/1/files/X",
            "/staff/people/new?X=1",
        ] {
            let [known, unknown] = [field, "nonsense"].map(|name| path.replace('X', name));
            let (known, unknown) = (app.get(&known).await, app.get(&unknown).await);
            assert_eq!(known.status, unknown.status, "{who}: {path} with {field}");
            let words = |page: &Page| page.words("main").split("Number of this").next().unwrap_or_default().to_owned();
            assert_eq!(words(&known).replace(field, "nonsense"), words(&unknown), "{who}: {path} with {field}");
        }
    }
    let clerk = staff.of("clerk");
    for sort in ["per_grade", "-per_grade"] {
        let page = clerk.get(&format!("/staff/people?sort={sort}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "an expression with a hidden field in it");
    }
    staff.of("boss").get("/staff/people?sort=per_grade").await.ok();
    let columns = [("_back", ""), ("_column", "salary"), ("_run", "1")];
    assert_eq!(staff.of("clerk").post("/staff/people/export", &columns).await.status, StatusCode::BAD_REQUEST);
    let found = |page: Page| page.texts("tbody tr").len();
    let words = "/staff/people?q=quietude";
    assert_eq!(found(staff.of("boss").get(words).await.ok()), 1);
    assert_eq!(found(staff.of("clerk").get(words).await.ok()), 0, "nor is it searched");
}

pub(crate) async fn s37_a23_a_hidden_field_can_be_no_column(db: Database) {
    let staff = staff(db).await;
    let boss = staff.of("boss").get("/staff/people?columns=name,wish,bonus,salary").await.ok();
    let starts = ["Name", "Wish", "Bonus", "Salary"];
    let heads = boss.texts("thead th");
    assert!(heads.len() == 4 && heads.iter().zip(starts).all(|(head, start)| head.starts_with(start)), "{heads:?}");
    let clerk = staff.of("clerk");
    let refused = async |name: &str| {
        let page = clerk.get(&format!("/staff/people?columns=name,{name}")).await.is(StatusCode::BAD_REQUEST);
        let words = page.words("main").replace(name, "…");
        words.split("Number of this request").next().unwrap_or_default().to_owned()
    };
    let unknown = refused("nonsense").await;
    for name in ["wish", "salary", "born", "team.budget", "per_grade_squared"] {
        assert_eq!(refused(name).await, unknown, "{name}");
    }
    let list = clerk.get("/staff/people").await.ok();
    let offered = list.attributes("input[name=_column]", "value");
    assert!(offered.contains(&"bonus".to_owned()) && !offered.contains(&"wish".to_owned()), "{offered:?}");
    let chosen = clerk.get("/staff/people?columns=name,grade,bonus").await.ok();
    assert_eq!(given_away(&chosen), Vec::<&str>::new());
    // A view that somebody shared who reads more.
    let boss = staff.of("boss");
    let fields = [
        ("list", "staff/people"),
        ("name", "Wages"),
        ("audience", "everyone"),
        ("query", "columns=name,salary&f.salary.gte=70000&f.grade.gte=1&sort=-salary,name"),
    ];
    let place = boss.post("/views", &fields).await.location().to_owned();
    let (_, id) = place.rsplit_once("view=").expect("a view");
    let clerk = staff.of("clerk");
    let cut = clerk.get(&format!("/staff/people?view={id}")).await.location().to_owned();
    assert_eq!(cut, format!("/admin/staff/people?f.grade.gte=1&sort=name&columns=name&view={id}"));
    for path in
        [cut.strip_prefix("/admin").expect("below"), "/views?list=staff/people", &format!("/views/{id}"), "/audit"]
    {
        let page = clerk.get(path).await;
        assert_eq!(given_away(&page), Vec::<&str>::new(), "{path}: {}", page.words("main"));
    }
}

pub(crate) async fn s37_places_in_a_list_hold_nothing_that_is_hidden(db: Database) {
    let staff = staff(db).await;
    let places = |page: &Page| -> Vec<String> {
        let hrefs = page.attributes("a[href]", "href").into_iter();
        let tokens = hrefs.filter_map(|href| {
            let (_, token) = href.split_once("after=")?;
            Some(token.split('&').next().unwrap_or_default().to_owned())
        });
        tokens.map(|it| String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(it).expect("base64")).expect("text")).collect()
    };
    let boss = places(&staff.of("boss").get("/staff/people").await.ok());
    assert!(boss.iter().any(|place| place.contains("70000")), "the list is sorted by pay: {boss:?}");
    let mut path = "/staff/people".to_owned();
    let mut names = Vec::new();
    for _ in 0..2 {
        let page = staff.of("clerk").get(&path).await.ok();
        names.extend(page.column("Name"));
        let held = places(&page);
        assert!(held.iter().all(|place| !SECRETS.iter().any(|secret| place.contains(secret))), "{held:?}");
        let next = page.attributes("a[href]", "href").into_iter().find(|href| href.contains("after="));
        let Some(next) = next else { break };
        path = next.replacen("/admin", "", 1);
    }
    let ends = (names.first().map(String::as_str), names.last().map(String::as_str));
    assert_eq!((names.len(), ends), (29, (Some("P29"), Some("Ada"))), "by the key, each once");
}

pub(crate) async fn s37_a_hidden_label_names_nothing_anywhere(db: Database) {
    let staff = staff(db).await;
    let boss = staff.of("boss");
    boss.form_of::<Person>("2").await.set("name", "Bobby").set("grade", "6").submit(boss).await.location();
    boss.get("/").await.ok();
    let guest = staff.of("guest");
    for path in [
        "/staff/people?size=25&sort=salary",
        "/staff/people/1",
        "/staff/people/2/history",
        "/staff/people/options",
        "/staff/people/1/delete",
        "/staff/teams/1/delete",
        "/staff/teams/options",
        "/staff/badges/1",
        "/audit",
    ] {
        let page = guest.get(path).await.ok();
        for name in ["Ada", "Bob", "Cyd", "Ovens", "Tills", "kneading"] {
            assert!(!page.body.contains(name), "{path} says {name}: {}", page.words("main"));
        }
    }
    let page = guest.get("/staff/people/1").await.ok();
    assert_eq!(page.words("h1"), "Person 1");
    assert!(guest.get("/staff/people?q=Ada").await.ok().texts("tbody tr").is_empty());
    assert_eq!(guest.get("/staff/people/options?q=Ada").await.ok().texts("li").len(), 0);
    assert!(guest.get("/audit").await.ok().body.contains("Person 2"), "the log says who by the key");
    assert!(staff.of("boss").get("/audit").await.ok().body.contains("Bob"));
}

pub(crate) async fn s37_code_that_fails_or_names_no_field_hides_all_of_them(db: Database) {
    let staff = staff(db).await;
    for who in ["typo", "panic"] {
        let app = staff.of(who);
        let list = app.get("/staff/people?size=25").await.ok();
        assert_eq!(list.texts("thead th").len(), 1, "{who}: only what code makes: {:?}", list.texts("thead th"));
        let page = app.get("/staff/people/1").await.ok();
        assert!(!page.has("form.record input[name=name]") && !page.body.contains("Ada"), "{}", page.words("main"));
    }
    let actor = |id: &str| Actor::new(id, id);
    let access = |id, field| staff.app.admin.access(&actor(id), Person::META, field);
    assert_eq!(access("clerk", "salary"), Access::Hidden);
    assert_eq!(access("clerk", "grade"), Access::ReadOnly);
    assert_eq!(access("clerk", "name"), Access::Editable);
    assert_eq!(access("typo", "name"), Access::Hidden);
}

pub(crate) async fn s37_rows_that_refer_by_a_hidden_field_are_on_no_form(db: Database) {
    let staff = staff(db).await;
    assert!(staff.of("boss").get("/staff/people/1").await.ok().body.contains("zebra"));
    let page = staff.of("outsider").get("/staff/people/1").await.ok();
    assert!(!page.body.contains("zebra"), "{}", page.words("main"));
}

#[derive(Debug, AdminResource)]
#[admin(context = "Mill", table = "sacks", admin = SackAdmin, list(title, cost), order(desc(cost)), page_size = 25)]
struct Sack {
    id: i64,
    title: String,
    cost: i64,
}

struct SackAdmin;

impl ResourceAdmin for SackAdmin {
    type Record = Sack;

    fn columns(&self, columns: &mut Columns<Sack>) {
        columns.field(Sack::fields().cost).visible_to(|actor| actor.id == "miller");
    }
}

pub(crate) async fn s37_a_column_that_is_hidden_from_an_actor_orders_nothing(db: Database) {
    let serial = by(
        &db,
        "INTEGER PRIMARY KEY",
        "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "BIGINT AUTO_INCREMENT PRIMARY KEY",
    );
    let rows: Vec<_> = (1..31).map(|id| format!("('S{id}', {})", 998_800 - id)).collect();
    let rows = rows.join(", ");
    let tables = format!(
        "CREATE TABLE sacks (id {serial}, title VARCHAR(80) NOT NULL, cost BIGINT NOT NULL);
         INSERT INTO sacks (title, cost) VALUES {rows}"
    );
    let app = TestApp::over(db, &tables, |builder| builder.resource::<Sack>()).await;
    let page = app.get("/mill/sacks").await.ok();
    assert_eq!(page.column("Title")[0], "S30", "the newest first, as in a list without an order");
    let next = page.attributes("a[href]", "href").into_iter().find(|href| href.contains("after=")).expect("a page");
    let token = next.split_once("after=").map(|(_, token)| token.split('&').next().unwrap_or_default());
    let held = BASE64_URL_SAFE_NO_PAD.decode(token.unwrap_or_default()).expect("base64");
    let held = String::from_utf8(held).expect("text");
    assert!(held.starts_with("[\"-id\",") && !held.contains("9988") && !held.contains("9987"), "{held}");
    assert_eq!(app.get(&next.replacen("/admin", "", 1)).await.ok().column("Title")[0], "S5");
}
