//! What stands around records: the log, widgets, pages of the application, errors, the search.

use kaffy::AdminBuilder;

use super::{
    draw::LIST,
    world::{World, pairs, short},
};
use crate::{
    models::poison,
    shop::{Page, Who},
};

impl World {
    pub(super) async fn audit(&self) -> Vec<Page> {
        let admin = &self.admin;
        self.history().await;
        vec![admin.get("/audit").await, admin.get(&format!("/audit?{}", pairs(&[("who", &short("user"))]))).await]
    }

    pub(super) async fn widgets(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get("/dashboard?whole").await,
            admin.get("/dashboard").await,
            admin.get("/dashboard/widgets/things-newest?part").await,
        ]
    }

    pub(super) async fn chart_labels(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get("/dashboard/widgets/things-by-title").await,
            admin.get("/dashboard/widgets/things-by-title?part").await,
        ]
    }

    pub(super) async fn home(&self) -> Vec<Page> {
        vec![World::shop(AdminBuilder::without_dashboard).await.browser(Who::Admin).await.get("/").await]
    }

    pub(super) async fn custom_link(&self) -> Vec<Page> {
        let admin = &self.admin;
        let home = admin.get("/dashboard").await;
        let href = home.attributes("a[href*='/links/'], form[action*='/links/']", "href");
        let mut pages = vec![home];
        for href in href {
            pages.push(admin.get(href.strip_prefix("/admin").expect("below")).await);
        }
        pages
    }

    pub(super) async fn error_page(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get("/nosuch").await,
            admin.get(&format!("{LIST}?{}", pairs(&[("sort", &poison("typed"))]))).await,
            admin.get(&format!("{LIST}?{}", pairs(&[(&poison("typed"), "x"), ("f.nosuch", &poison("typed"))]))).await,
            self.shop.browser(Who::Bare).await.get(LIST).await,
        ]
    }

    pub(super) async fn search(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        drop(admin.get("/shop/things/1").await);
        vec![
            admin.get("/search").await,
            admin.get("/search?q=zqx7title").await,
            admin.get("/search?q=zqx7title&part").await,
            admin.get("/search?q=thing+1&part").await,
            admin.get("/search?q=zqx7chore&part").await,
            admin.get("/search?q=zqx7maker").await,
            viewer.get("/search?q=zqx7title").await,
            admin.get(&format!("/search?{}", pairs(&[("q", &short("words"))]))).await,
            admin.get(&format!("/search?{}", pairs(&[("q", &poison("words"))]))).await,
        ]
    }

    pub(super) async fn keys(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get("/keys").await,
            admin.get("/keys?part").await,
            admin.get(&format!("/keys?{}", pairs(&[("q", &poison("words"))]))).await,
        ]
    }

    pub(super) async fn notifications(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![admin.get("/notifications").await, admin.get("/notifications/news").await]
    }
}
