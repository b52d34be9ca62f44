//! Lists full of poison: what is filtered, chosen, picked and saved.

use super::{
    draw::LIST,
    place::{Place, expected},
    world::{LISTS, World, pairs},
};
use crate::{models::poison, shop::Page, work::SHARED_VIEW};

impl World {
    pub(super) async fn tabs(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get(LIST).await,
            admin.get(&format!("{LIST}?tab=dear&q=nosuch&facets=1")).await,
            admin.get(&format!("{LIST}?tab=dear")).await,
        ]
    }

    pub(super) async fn cells(&self) -> Vec<Page> {
        let admin = &self.admin;
        let cells = format!("{LIST}/cells");
        let page = admin.get(&cells).await;
        let wrong = page.form("form.cells").set("rows.0.mail", &poison("typed")).submit(admin).await;
        let one = admin.get(&format!("{cells}?_id=1&_cell=title")).await;
        let saved = one.form("form.cell-form").submit(admin).await;
        vec![page, wrong, one, saved]
    }

    pub(super) async fn selection(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![admin.get(&format!("{LIST}?{}", pairs(&[("q", &poison("words"))]))).await, admin.get(LIST).await]
    }

    pub(super) async fn picker(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get("/shop/things?_pick=maker_id").await,
            admin.get("/shop/makers?q=zqx7").await,
            admin.get("/shop/things/new").await.ok().form("form.record").set("_pick", "maker_id").submit(admin).await,
        ]
    }

    pub(super) async fn views(&self) -> Vec<Page> {
        let admin = &self.admin;
        let fields = [("list", "shop/things"), ("name", &*poison("typed")), ("query", "")];
        let mut pages = vec![
            admin.get("/views?list=shop/things").await,
            admin.get(&format!("/views/{SHARED_VIEW}")).await,
            admin.post("/views", &fields).await,
            admin.post(&format!("/views/{SHARED_VIEW}"), &fields).await,
        ];
        admin.post("/views/default", &[("list", "shop/things"), ("view", SHARED_VIEW)]).await.location();
        pages.push(admin.get("/shop/things?view=none").await);
        admin.post("/views/default", &[("list", "shop/things")]).await.location();
        pages.push(admin.get(LIST).await);
        for list in LISTS {
            pages.push(admin.get(&format!("/{list}")).await);
            pages.push(admin.get(&format!("/views?list={list}")).await);
        }
        pages
    }
}

/// One filter for each column that has any.
pub(super) fn filters() -> String {
    let names: Vec<_> = expected(Place::FilterChip).split_whitespace().collect();
    let values: Vec<_> = names.iter().map(|name| (format!("f.{name}"), poison(name))).collect();
    let query: Vec<_> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs(&query)
}
