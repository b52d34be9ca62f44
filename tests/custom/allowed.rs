//! What may be done to a resource and to one of its records, enforced wherever it is asked for.

use http::StatusCode;
use kaffy::{Actor, AdminResource, Database, OrderBy, ResourceAdmin};

use crate::app::{TestApp, by};

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", list(title, price), order(title))]
struct Invoice {
    #[admin(create = editable)]
    id: i64,
    title: String,
    price: i64,
    paid: bool,
}

#[derive(Clone, Copy)]
struct Office {
    add: bool,
    change: bool,
    delete: bool,
    by_price: bool,
}

const EVERYTHING: Office = Office { add: true, change: true, delete: true, by_price: false };

impl ResourceAdmin for Office {
    type Record = Invoice;

    fn may_add(&self, actor: &Actor) -> bool {
        assert_eq!(actor.id, "test");
        self.add
    }

    fn may_change(&self, _: &Actor, invoice: Option<&Invoice>) -> bool {
        self.change && invoice.is_none_or(|invoice| !invoice.paid)
    }

    fn may_delete(&self, _: &Actor, invoice: Option<&Invoice>) -> bool {
        self.delete && invoice.is_none_or(|invoice| !invoice.paid)
    }

    fn order(&self, _: &Actor) -> Vec<OrderBy<Invoice>> {
        if self.by_price { vec![Invoice::fields().paid.asc(), Invoice::fields().price.desc()] } else { Vec::new() }
    }
}

fn tables(db: &Database) -> &'static str {
    let columns = "title VARCHAR(80) NOT NULL, price BIGINT NOT NULL, paid BOOLEAN NOT NULL);\
         INSERT INTO invoices VALUES (1, 'a', 30, TRUE), (2, 'b', 20, FALSE), (3, 'c', 10, FALSE), (4, 'd', 20, FALSE);";
    let key = by(db, "INTEGER", "BIGINT", "BIGINT");
    format!("CREATE TABLE invoices (id {key} PRIMARY KEY, {columns}").leak()
}

async fn office(db: &Database, tables: &str, office: Office) -> TestApp {
    TestApp::over(db.clone(), tables, |builder| builder.resource_admin(office)).await
}

const NEW: [(&str, &str); 3] = [("id", "9"), ("title", "x"), ("price", "1")];
const CHANGED: [(&str, &str); 3] = [("title", "x"), ("price", "1"), ("paid", "false")];

pub(crate) async fn k118_k119_what_is_switched_off_answers_403_on_every_route(db: Database) {
    let app = office(&db, tables(&db), Office { add: false, ..EVERYTHING }).await;
    let list = app.list_path::<Invoice>();
    assert!(!app.get(&list).await.ok().body.contains(&format!("{list}/new")));
    assert!(!app.get("/").await.ok().body.contains(&format!("{list}/new")));
    assert!(!app.get(&format!("{list}/2")).await.ok().body.contains("Save and add another"));
    let words = app.get(&format!("{list}/new")).await.is(StatusCode::FORBIDDEN).words("main");
    assert!(words.contains("You may not add Invoices."), "{words}");
    app.post(&list, &NEW).await.is(StatusCode::FORBIDDEN);

    let app = office(&db, "SELECT 1;", Office { change: false, ..EVERYTHING }).await;
    let page = app.get(&format!("{list}/2")).await.ok();
    assert!(!page.has("form.record") && !page.has("main input[name=title]"), "a record is text");
    assert!(page.has(&format!("a[href='/admin{list}/2/delete']")), "deleting is another matter");
    app.post(&format!("{list}/2"), &CHANGED).await.is(StatusCode::FORBIDDEN);

    let app = office(&db, "SELECT 1;", Office { delete: false, ..EVERYTHING }).await;
    assert!(!app.get(&format!("{list}/2")).await.ok().body.contains("/delete"));
    app.get(&format!("{list}/2/delete")).await.is(StatusCode::FORBIDDEN);
    app.post(&format!("{list}/2/delete"), &[]).await.is(StatusCode::FORBIDDEN);
    assert_eq!(app.keys::<Invoice>("").await.len(), 4, "nothing was done");
}

pub(crate) async fn k119_a70_a_rule_about_one_record_holds_inside_the_transaction(db: Database) {
    let app = office(&db, tables(&db), EVERYTHING).await;
    let list = app.list_path::<Invoice>();
    let page = app.get(&format!("{list}/1")).await.ok();
    assert!(!page.has("form.record") && !page.body.contains("/1/delete"), "paid is paid");
    let words = app.post(&format!("{list}/1"), &CHANGED).await.is(StatusCode::FORBIDDEN).words("main");
    assert!(words.contains("You may not change this invoice."), "{words}");
    let words = app.get(&format!("{list}/1/delete")).await.is(StatusCode::FORBIDDEN).words("main");
    assert!(words.contains("You may not delete this invoice."), "{words}");
    app.post(&format!("{list}/1/delete"), &[]).await.is(StatusCode::FORBIDDEN);

    // Paid while the form was open.
    let form = app.form_of::<Invoice>("2").await.set("price", "99");
    app.run("UPDATE invoices SET paid = TRUE WHERE id = 2;").await;
    form.submit(&app).await.is(StatusCode::FORBIDDEN);
    let question = app.get(&format!("{list}/3/delete")).await.ok().form("form.answer");
    app.run("UPDATE invoices SET paid = TRUE WHERE id = 3;").await;
    question.submit(&app).await.is(StatusCode::FORBIDDEN);
    assert_eq!(app.get(&format!("{list}?sort=title")).await.ok().column("Price"), ["30", "20", "10", "20"]);

    let form = app.form_of::<Invoice>("4").await.set("paid", "true");
    form.submit(&app).await.is(StatusCode::SEE_OTHER);
    app.get(&format!("{list}/4")).await.ok();
}

pub(crate) async fn a5_an_order_of_ones_own_is_total_and_other_cursors_are_told_apart(db: Database) {
    let app = office(&db, tables(&db), EVERYTHING).await;
    let rows: Vec<_> = (10..70).map(|id| format!("({id}, 't{id}', {}, {})", id % 7, id % 2 == 0)).collect();
    app.run(&format!("INSERT INTO invoices VALUES {};", rows.join(", "))).await;
    let list = app.list_path::<Invoice>();
    let path = format!("{list}?size=25");
    let old = app.get(&path).await.ok().attribute("a[rel=next]", "href").expect("there is another page");
    let old = old.strip_prefix("/admin").expect("below the prefix").to_owned();

    let app = office(&db, "SELECT 1;", Office { by_price: true, ..EVERYTHING }).await;
    let mut seen = Vec::new();
    let mut next = Some(path);
    while let Some(path) = next {
        let page = app.get(&path).await.ok();
        seen.extend(page.column("Title").into_iter().zip(page.column("Price")));
        assert!(seen.len() <= 64, "no row comes twice");
        let href = page.attribute("a[rel=next]", "href");
        next = href.map(|href| href.strip_prefix("/admin").expect("below the prefix").to_owned());
    }
    let mut titles: Vec<_> = seen.iter().map(|(title, _)| title.clone()).collect();
    assert_eq!(&titles[..3], ["d", "b", "c"], "unpaid and dear first, then the newest");
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), 64, "every row came once");
    let words = app.get(&old).await.is(StatusCode::BAD_REQUEST).words("main");
    assert!(words.contains("does not fit the list any more"), "{words}");
    // What the address asks for wins.
    assert_eq!(app.get(&format!("{list}?sort=title&size=25")).await.ok().column("Title")[0], "a");
    // The way back from a record keeps its place in the order of this actor.
    let next = app.get(&format!("{list}?size=25")).await.ok().attribute("a[rel=next]", "href").expect("more");
    let query = next.split_once('?').expect("a query").1;
    let back: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let page = app.get(&format!("{list}/2?_back={back}")).await.ok();
    assert!(page.attribute(".bar a.ghost", "href").is_some_and(|href| href.contains("after=")));
}
