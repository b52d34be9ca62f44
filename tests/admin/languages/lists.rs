//! Lists in the made-up language: filters, tabs, cells that are changed in them, columns and saved views.

use kaffy::Audit;

use super::Walk;

#[tokio::test]
async fn k20_lists_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    for path in [
        "/agora/loaves",
        "/agora/loaves?sort=title,-price",
        "/agora/loaves?sort=-made_on&last=1",
        "/agora/loaves?q=%CE%A0&f.on_sale=true",
        "/agora/loaves?q=%CE%BE%CE%BE%CE%BE",
        "/agora/loaves?f.price.gte=%CE%BE&f.made_on.preset=today",
        "/agora/loaves?f.price.gte=1&f.price.lte=5&f.kind=white&f.kind=dark&f.fresh.empty=true",
        "/agora/loaves?f.title.contains=%CE%A0&f.title.starts=%CE%A0&f.made_on.gte=2020-01-01&f.made_on.lte=2030-01-01",
        "/agora/loaves?f.made_on.during=2026",
        "/agora/loaves?f.made_on.during=2026-03&f.oven=1",
        "/pelates/orders",
        "/agora/crumbs",
    ] {
        walk.get(path).await;
    }
    let page = walk.get("/agora/loaves").await;
    for part in [".pager a[rel=next]", ".filters", ".drill", "[data-select-all]"] {
        assert!(page.has(part), "{part}");
    }
    let path = page.attribute(".filters button[name=_pick]", "value").expect("a row to pick");
    for words in ["", "&_words=%CE%BE"] {
        walk.get(&format!("/agora/loaves?_pick={path}{words}")).await;
    }
    walk.get_as("viewer", 200, "/agora/loaves?q=%CE%BE%CE%BE").await;
    for bad in ["sort=%CE%BE", "f.%CE%BE=1", "size=7", "after=%CE%BE", "last=2", "f.title.%CE%BE=x", "_pick=nonsense"] {
        walk.get_as("ann", 400, &format!("/agora/loaves?{bad}")).await;
    }
    walk.app.admin.database().execute("DELETE FROM orders").await.expect("empty");
    walk.get("/pelates/orders").await;
    walk.get_as("viewer", 200, "/pelates/orders").await;
    walk.end();
}

#[tokio::test]
async fn k20_tabs_counts_and_cells_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    for path in ["/agora/loaves?tab=on", "/agora/loaves?tab=none", "/agora/loaves?facets=1&f.oven=1&tab=on"] {
        walk.get(path).await;
    }
    walk.get_as("ann", 400, "/agora/loaves?tab=%CE%BE").await;
    let page = walk.get("/agora/loaves/cells").await;
    let (first, second) = (page.form("form.cells"), page.form("form.cells"));
    let saved = first.set("rows.0.price", "77").submit(&walk.app).await;
    walk.seen(303, saved);
    walk.get("/agora/loaves").await;
    let both = second.set("rows.0.price", "78").set("rows.1.price", "-1").submit(&walk.app).await;
    assert!(both.status.is_client_error(), "{}", both.status);
    walk.seen(both.status.as_u16(), both);
    let none = walk.app.get("/agora/loaves/cells?tab=none").await;
    walk.seen(303, none);
    walk.get("/agora/loaves?tab=none").await;
    let one = walk.get("/agora/loaves/cells?_id=1&_cell=title").await.form("form.cell-form");
    let wrong = one.set("rows.0.title", "").submit(&walk.app).await;
    let wrong = walk.seen(422, wrong).form("form.cell-form");
    let saved = wrong.set("rows.0.title", "Άλλο").submit(&walk.app).await;
    walk.seen(200, saved);
    walk.end();
}

#[tokio::test]
async fn k20_columns_and_saved_views_say_only_messages() {
    let mut walk = Walk::through(|builder| builder.audit(Audit::on()).areas(|_, _, _| true)).await;
    let list = "/agora/loaves";
    for query in ["columns=%CE%BE", "columns=title,title", "density=%CE%BE", "view=%CE%BE"] {
        walk.get_as("ann", 400, &format!("{list}?{query}")).await;
    }
    let page = walk.get(&format!("{list}?density=compact&columns=id")).await;
    let choices = page.attributes("input[name=_column]", "value");
    walk.get(&format!("{list}?columns={}", choices.join(","))).await;
    walk.get("/views?list=agora%2Floaves").await;
    let new = |name: &'static str, audience: &'static str| {
        [("list", "agora/loaves"), ("query", "q=%CE%A0"), ("name", name), ("audience", audience), ("role", "ρόλος")]
    };
    for (name, audience) in [("Μία", "me"), ("Δύο", "role"), ("Τρία", "everyone")] {
        walk.post(303, "/views", &new(name, audience)).await;
    }
    walk.post(422, "/views", &new("", "me")).await;
    walk.post(422, "/views", &new("Μία", "me")).await;
    walk.post(422, "/views", &[("list", "agora/loaves"), ("name", "Α"), ("audience", "role")]).await;
    walk.post(400, "/views", &new("Α", "nobody")).await;
    let long = "ξ".repeat(5_000);
    walk.post(
        422,
        "/views",
        &[("list", "agora/loaves"), ("name", "Α"), ("query", &format!("f.title.contains={long}"))],
    )
    .await;
    let place = walk.get("/views?list=agora%2Floaves").await.attribute("tbody a[href*='/views/']", "href");
    let view = place.expect("a view").strip_prefix("/admin").expect("below").to_owned();
    let id = view.strip_prefix("/views/").expect("an id").to_owned();
    walk.get(&view).await;
    walk.app.post("/views/default", &[("list", "agora/loaves"), ("view", &id)]).await.location();
    walk.get(&format!("{list}?view=none")).await;
    walk.get("/views?list=agora%2Floaves").await;
    let page = walk.get(&format!("{list}?q=%CE%A1&size=50&view={id}")).await;
    let seen = page.attribute("form[action$='/replace'] [name=seen]", "value").expect("a version");
    walk.post(303, &format!("{view}/replace"), &[("query", "size=25"), ("seen", &seen)]).await;
    walk.post(409, &format!("{view}/replace"), &[("query", "q=%CE%A0"), ("seen", &seen)]).await;
    walk.post(303, &view, &[("name", "Νέα"), ("audience", "everyone")]).await;
    walk.post(303, &view, &[("name", "Νέα"), ("audience", "me")]).await;
    walk.get(&format!("{list}?view=none")).await;
    walk.app.admin.database().execute("UPDATE kaffy_views SET query = 'columns=gone'").await.expect("changed");
    walk.get_as("ann", 303, &format!("{list}?view={id}")).await;
    walk.post(303, &view, &[("name", "Νέα"), ("audience", "everyone")]).await;
    walk.post(409, &format!("{view}/replace"), &[("query", "")]).await;
    walk.post(303, &view, &[("name", "Νέα"), ("audience", "me")]).await;
    walk.get(&format!("{list}?view=none")).await;
    walk.post(303, "/views/default", &[("list", "agora/loaves")]).await;
    walk.get(list).await;
    walk.post(303, &format!("{view}/delete"), &[]).await;
    walk.post(404, &format!("{view}/delete"), &[]).await;
    for path in ["/audit", "/audit?about=views"] {
        walk.get(path).await;
    }
    walk.end();
}
