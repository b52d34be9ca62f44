//! Records full of poison: their forms, what these refuse, what others did meanwhile, deleting.

use http::StatusCode;

use super::{
    draw::LIST,
    place::{Place, expected},
    world::{OTHERS, TEXTS, World, pairs},
};
use crate::{
    models::poison,
    shop::{Page, run},
};

impl World {
    pub(super) async fn form_filled_by_address(&self) -> Vec<Page> {
        let admin = &self.admin;
        let names: Vec<_> = expected(Place::FormFilledByAddress).split_whitespace().collect();
        let values: Vec<_> = names.iter().map(|name| poison(name)).collect();
        let query: Vec<_> = names.iter().copied().zip(values.iter().map(String::as_str)).collect();
        vec![admin.get(&format!("{LIST}/new?{}", pairs(&query))).await]
    }

    pub(super) async fn form_with_errors(&self) -> Vec<Page> {
        vec![self.typed("/shop/things/new").await, self.typed("/shop/things/1").await, self.typed_raw().await]
    }

    pub(super) async fn conflict(&self) -> Vec<Page> {
        let sets =
            [("title", &*poison("mine")), ("notes", "mine"), ("site", ""), ("mail", ""), ("color", ""), ("size", "s")];
        let theirs = "UPDATE things SET title = title || ' theirs', notes = notes || 'x' WHERE id = 3";
        vec![self.changed(&sets, theirs).await]
    }

    pub(super) async fn inline_rows(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        vec![admin.get("/shop/things/1").await, viewer.get("/shop/things/1").await]
    }

    pub(super) async fn delete_question(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get("/raw/raws/1/delete").await,
            admin.get("/shop/things/1/delete").await,
            admin.get("/shop/makers/1/delete").await,
        ]
    }

    pub(super) async fn trash(&self) -> Vec<Page> {
        let admin = &self.admin;
        let held = admin.get("/shop/leaflets/1").await.ok().form("form.record");
        let held = held.set("title", &poison("leaflet")).submit(admin).await;
        let mut pages = vec![
            admin.get("/shop/leaflets?trash=1").await,
            admin.get("/shop/leaflets/2").await,
            admin.get("/shop/leaflets/2/purge").await,
            admin.get("/shop/leaflets/actions/purge?_id=2").await,
            held,
        ];
        pages.push(admin.post("/shop/leaflets/2/restore", &[]).await);
        pages.push(admin.get("/shop/leaflets/2/delete").await);
        pages.push(admin.post("/shop/leaflets/2/delete", &[]).await);
        pages.push(admin.get("/shop/leaflets").await);
        pages
    }

    pub(super) async fn record_gone(&self) -> Vec<Page> {
        vec![self.changed(&[("title", &poison("mine"))], "DELETE FROM things WHERE id = 3").await]
    }

    /// The form of a record with poison in every input, set behind what it holds.
    async fn typed(&self, path: &str) -> Page {
        let page = self.admin.get(path).await.ok();
        // With code of the application's own that cannot be asked about an unreadable record, nobody may change it.
        if !page.has("form.record") {
            return page;
        }
        let form = page.form("form.record");
        let names =
            TEXTS.iter().chain(&OTHERS).chain(&["maker_id", "data", "words"]).filter(|name| **name != "packing");
        let form = names.fold(form, |form, name| form.set(name, &poison(name)));
        let form =
            form.set("packing.colour", &poison("packing.colour")).set("packing.layers", &poison("packing.layers"));
        form.submit(&self.admin).await.is(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The form of a record that cannot be read.
    async fn typed_raw(&self) -> Page {
        let form = self.admin.get("/raw/raws/1").await.ok().form("form.record");
        let names =
            ["title", "flag", "small", "ratio", "price", "letter", "code", "day", "hour", "packed", "sold", "grade"];
        let form = names.iter().fold(form, |form, name| form.set(name, &poison(name)));
        form.submit(&self.admin).await.is(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The form of a record, or its page where there is no form.
    async fn changed(&self, sets: &[(&str, &str)], meanwhile: &str) -> Page {
        let page = self.admin.get("/shop/things/3").await.ok();
        if !page.has("form.record") {
            return page;
        }
        let form = page.form("form.record");
        run(self.shop.admin.database(), meanwhile).await;
        sets.iter().fold(form, |form, (name, value)| form.set(name, value)).submit(&self.admin).await
    }

    /// Takes the poison of a record away through its form, so that the log has it as what was there.
    pub(super) async fn history(&self) -> Page {
        let page = self.admin.get("/shop/things/1").await.ok();
        if page.has("form.record") {
            let form = page.form("form.record");
            let clean = [
                ("title", "Anvil"),
                ("letter", "x"),
                ("size", "s"),
                ("site", ""),
                ("mail", ""),
                ("phone", ""),
                ("color", ""),
                ("story", ""),
                ("notes", ""),
                ("flag", ""),
                ("small", "3"),
                ("ratio", ""),
                ("price", ""),
                ("blob", ""),
                ("code", ""),
                ("day", ""),
                ("hour", ""),
                ("packed", ""),
                ("sold", ""),
                ("data", ""),
                ("grade", ""),
                ("words", "[]"),
            ];
            let form = clean.iter().fold(form, |form, (name, value)| form.set(name, value));
            form.submit(&self.admin).await.location();
        }
        self.admin.get("/shop/things/1/history").await
    }
}
