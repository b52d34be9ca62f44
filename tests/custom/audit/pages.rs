//! The pages of the log, and who sees what on them.

use http::StatusCode;
use kaffy::{Actor, AdminResource, Audit, Permission};

use super::{Pie, Shop};

/// `viewer` looks only, `guest` sees no pies, `sweet` only those that cost less than 10.
async fn shop(db: kaffy::Database) -> Shop {
    Shop::with(db, |builder| {
        builder
            .audit(Audit::on())
            .permissions(|actor, meta, permission| match actor.id.as_str() {
                "viewer" => permission == Permission::View,
                "guest" => meta.rust_name == "Slice",
                _ => true,
            })
            .scope::<Pie>(|actor| match actor.id.as_str() {
                "sweet" => vec![Pie::fields().price.below(10)],
                _ => Vec::new(),
            })
    })
    .await
}

async fn change(shop: &Shop, key: &str, field: &str, value: &str) {
    shop.form_of::<Pie>(key).await.without(field).set(field, value).submit(shop).await.is(StatusCode::SEE_OTHER);
}

pub(crate) async fn a66_a_record_has_a_page_of_what_happened_to_it(db: kaffy::Database) {
    let shop = shop(db).await;
    let page = shop.get("/shop/pies/1/history").await.ok();
    assert_eq!(page.words(".empty h2"), "Nothing is recorded of this record yet.");
    change(&shop, "1", "fresh", "false").await;
    change(&shop, "1", "oven_id", "2").await;
    change(&shop, "2", "price", "8").await;
    let form = shop.get("/shop/pies/1").await.ok();
    assert_eq!(form.attribute(".page-head a[href$='/history']", "href").as_deref(), Some("/admin/shop/pies/1/history"));
    assert!(!shop.get("/shop/pies/new").await.ok().has("a[href$='/history']"));
    let page = shop.get("/shop/pies/1/history").await.ok();
    assert_eq!(page.words("h1"), "History of Apple");
    assert_eq!(page.texts("section.entry h2"), ["Changed Entry 2", "Changed Entry 1"], "the newest first");
    assert_eq!(page.texts("section.entry tbody tr:first-child"), ["Oven Stone Steel", "Fresh Yes No"], "in words");
    assert!(page.words("section.entry .quiet:is(p)").starts_with("Test · "), "{}", page.words("section.entry p"));
    assert!(page.words("section.entry p").contains("from 192.0.2.7"));
    assert_eq!(
        page.texts("section.entry thead th"),
        ["Field", "Before", "After", "Set back", "Field", "Before", "After", "Set back"]
    );
    assert!(!page.has("style, script:not([src]), [style], [onclick]"));
    shop.get("/shop/pies/99/history").await.is(StatusCode::NOT_FOUND);
    shop.get("/shop/pies/x/history").await.is(StatusCode::NOT_FOUND);
    shop.get("/shop/pies/1/history?before=x").await.is(StatusCode::BAD_REQUEST);
}

pub(crate) async fn a66_a_long_history_comes_fifty_entries_at_a_time(db: kaffy::Database) {
    let shop = shop(db).await;
    for at in 1..=53 {
        change(&shop, "1", "price", &(100 + at).to_string()).await;
        if at % 10 == 0 {
            change(&shop, "2", "price", &(100 + at).to_string()).await;
        }
    }
    let first = shop.get("/shop/pies/1/history").await.ok();
    let older = first.attribute("a[rel=next]", "href").expect("more").replace("/admin", "");
    let second = shop.get(&older).await.ok();
    let (one, two) = (first.texts("section.entry h2"), second.texts("section.entry h2"));
    assert_eq!((one.len(), two.len()), (50, 3));
    assert!(one.iter().all(|it| !two.contains(it)) && !first.has("a[rel=prev]") && !second.has("a[rel=next]"));
    let newer = second.attribute("a[rel=prev]", "href").expect("back").replace("/admin", "");
    assert_eq!(shop.get(&newer).await.ok().texts("section.entry h2"), one);
}

pub(crate) async fn s27_a_history_is_for_those_who_may_see_the_row_and_its_fields(db: kaffy::Database) {
    let shop = shop(db).await;
    change(&shop, "1", "price", "50").await;
    change(&shop, "2", "notes", "<b>&quot;</b>\u{202e}").await;
    let page = shop.get("/shop/pies/2/history").await.ok();
    assert!(page.body.contains("&lt;b&gt;") && !page.body.contains("<b>&quot;</b>"), "escaped");
    assert!(!page.words("main").contains("Inner") && !shop.get("/audit").await.ok().words("main").contains("Inner"));
    shop.ask_as(Actor::new("viewer", "Vera"));
    let page = shop.get("/shop/pies/1/history").await.ok();
    assert!(!page.has("section.entry button, section.entry input"), "who looks only restores nothing");
    assert!(!page.words("section.entry p").contains("192.0.2.7"), "the address of somebody else is not for all");
    shop.post("/shop/pies/1/history", &[("_entry", "1"), ("field", "price")]).await.is(StatusCode::FORBIDDEN);
    shop.ask_as(Actor::new("guest", "Gus"));
    shop.get("/shop/pies/1/history").await.is(StatusCode::FORBIDDEN);
    let page = shop.get("/audit").await.ok();
    let log = page.texts("table.log > tbody > tr > td:nth-child(4)");
    assert!(log.iter().all(|it| !it.starts_with("Pie")), "{log:?}");
    shop.get("/audit?about=shop/pies").await.is(StatusCode::BAD_REQUEST);
    shop.ask_as(Actor::new("sweet", "Sue"));
    shop.get("/shop/pies/1/history").await.is(StatusCode::NOT_FOUND);
    shop.get("/shop/pies/2/history").await.ok();
    let page = shop.get("/audit?about=shop/pies").await.ok();
    assert_eq!(page.texts("table.log > tbody > tr > td:nth-child(4)"), ["Pie Pear"], "and no row outside of the scope");
}

pub(crate) async fn a68_all_entries_are_filtered_by_record_kind_person_and_day(db: kaffy::Database) {
    let shop = shop(db).await;
    change(&shop, "1", "price", "6").await;
    shop.ask_as(Actor::new("bea", "Bea"));
    shop.post("/shop/pies/4/delete", &[]).await.is(StatusCode::SEE_OTHER);
    shop.post("/shop/ovens", &[("name", "Clay")]).await.is(StatusCode::SEE_OTHER);
    let page = shop.get("/audit").await.ok();
    assert_eq!(page.texts("table.log > tbody > tr > td:nth-child(3)"), ["Added", "Deleted", "Changed"]);
    assert_eq!(page.texts("table.log > tbody > tr > td:nth-child(4)"), ["Oven Clay", "Pie Cherry", "Pie Apple"]);
    let href =
        page.attribute("table.log > tbody > tr > td:nth-child(4) a[href*='/pies/']", "href").expect("the record");
    assert!(href.ends_with("/shop/pies/1/history?before=2#entry-1"), "{href}");
    let today = chrono::Utc::now().date_naive();
    let (yesterday, tomorrow) = (today.pred_opt().expect("a day"), today.succ_opt().expect("a day"));
    for (filter, found) in [
        ("about=shop/pies".to_owned(), 2),
        ("who=bea".to_owned(), 2),
        ("who=Test".to_owned(), 1),
        ("who=nobody".to_owned(), 0),
        ("what=deleted".to_owned(), 1),
        ("what=signed-in".to_owned(), 0),
        (format!("from={yesterday}&until={tomorrow}"), 3),
        (format!("from={tomorrow}"), 0),
        (format!("until={yesterday}"), 0),
        ("about=shop/pies&who=bea&what=deleted&from=&until=".to_owned(), 1),
    ] {
        let page = shop.get(&format!("/audit?{filter}")).await.ok();
        assert_eq!(page.texts("table.log > tbody > tr").len(), found, "{filter}");
        assert_eq!(page.has(".empty"), found == 0, "{filter}");
    }
    for bad in ["what=x", "about=x", "from=x", "until=2026-99-01", "before=x", "from=-9999-01-01"] {
        shop.get(&format!("/audit?{bad}")).await.is(StatusCode::BAD_REQUEST);
    }
    let page = shop.get("/audit?what=deleted&who=bea").await.ok();
    assert_eq!(page.attribute("[name=who]", "value").as_deref(), Some("bea"));
    assert_eq!(page.attribute("[name=what] option[selected]", "value").as_deref(), Some("deleted"));
    assert!(page.has(".sidebar a[href='/admin/audit']"));
}

pub(crate) async fn w13_what_matches_is_a_file_for_whoever_may_read_it(db: kaffy::Database) {
    let shop = shop(db).await;
    change(&shop, "1", "price", "6").await;
    change(&shop, "2", "price", "8").await;
    change(&shop, "1", "title", "=1+1").await;
    let page = shop.get("/audit?who=Test&what=changed").await.ok();
    assert_eq!(page.texts(".chips .chip > span"), ["Who: name or id is “Test”", "What is Changed"]);
    let href = page.attribute("[data-export]", "href").expect("a file").replace("/admin", "");
    assert_eq!(href, "/audit/export?who=Test&what=changed");
    let file = shop.get(&href).await.ok();
    assert!(file.headers["content-type"].to_str().is_ok_and(|kind| kind.starts_with("text/csv")));
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(lines[0], "Number,When,Who,What,About,Called,Details,Changes,Request,Address");
    assert_eq!(lines.len(), 4);
    assert!(lines[1].starts_with("3,20") && lines[1].contains("Title: Apple → =1+1"), "{}", lines[1]);
    assert!(
        lines[3].contains("Price: 5") && lines[3].contains("→ 6") && lines[3].contains("192.0.2.7"),
        "{}",
        lines[3]
    );
    assert_eq!(shop.get("/audit/export?what=deleted").await.ok().body.lines().count(), 1);
    // Of what somebody else may see, and of rows outside of a scope, nothing is in it.
    shop.ask_as(Actor::new("guest", "Gus"));
    assert!(!shop.get("/audit/export").await.ok().body.contains("Pie"));
    shop.get("/audit/export?about=shop/pies").await.is(StatusCode::BAD_REQUEST);
    shop.ask_as(Actor::new("sweet", "Sue"));
    let file = shop.get("/audit/export").await.ok();
    assert!(file.body.contains("Pear"), "{}", file.body);
    shop.get("/audit/export?nothing=1").await.is(StatusCode::BAD_REQUEST);
}

pub(crate) async fn w13_a_file_goes_over_many_pages_of_the_log(db: kaffy::Database) {
    let shop = Shop::with(db, |builder| builder.audit(Audit::on()).export_limit(230)).await;
    for at in 1..=231 {
        change(&shop, "1", "price", &(100 + at).to_string()).await;
    }
    assert_eq!(shop.get("/audit").await.ok().texts("table.log > tbody > tr").len(), 50);
    assert_eq!(shop.get("/audit?size=200").await.ok().texts("table.log > tbody > tr").len(), 200);
    let file = shop.get("/audit/export").await.ok();
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(lines.len(), 232, "a heading, as many as there may be, and what is left out");
    assert!(
        lines[1].starts_with("231,") && lines[230].starts_with("2,") && lines[231].contains("230"),
        "{}",
        lines[231]
    );
}

pub(crate) async fn a68_the_first_page_shows_my_recent_actions(db: kaffy::Database) {
    let shop = shop(db).await;
    assert!(!shop.get("/").await.ok().has("#recent"));
    for at in 1..=12 {
        change(&shop, "1", "price", &(100 + at).to_string()).await;
    }
    shop.ask_as(Actor::new("bea", "Bea"));
    change(&shop, "2", "title", "Pear tart").await;
    let page = shop.get("/").await.ok();
    assert_eq!(page.words("#recent"), "My recent actions");
    assert_eq!(page.texts(".recent li a"), ["Pear tart"]);
    shop.ask_as(Actor::new("test", "Test"));
    assert_eq!(shop.get("/").await.ok().texts(".recent li a").len(), 10);
}

pub(crate) async fn a68_the_page_of_all_entries_may_be_for_auditors(db: kaffy::Database) {
    let shop = Shop::with(db, |builder| builder.audit(Audit::on().auditors(|actor| actor.has_role("auditor")))).await;
    change(&shop, "1", "price", "6").await;
    shop.get("/audit").await.is(StatusCode::FORBIDDEN);
    let page = shop.get("/").await.ok();
    assert!(page.has("#recent") && !page.has("a[href='/admin/audit']"));
    shop.get("/shop/pies/1/history").await.ok();
    shop.ask_as(Actor::new("eve", "Eve").role("auditor"));
    let page = shop.get("/audit").await.ok();
    assert_eq!(page.texts("table.log > tbody > tr > td:nth-child(3)"), ["Refused", "Changed"], "refusals of everybody");
    assert!(page.words("table.log").contains("192.0.2.7"), "and the addresses");
}
