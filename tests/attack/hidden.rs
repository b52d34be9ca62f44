//! A row outside of somebody's reach is nowhere: neither its key nor any text of it is in any answer (W10, S22).
//!
//! Keys and texts are made anew for each case, so that nothing is found by accident; the addresses are the router's.

use std::collections::BTreeSet;

use kaffy::{Database, Dialect};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, TestRunner},
};

use crate::{
    matrix::of_pattern,
    shop::{Page, Shop, TestApp, Who, run},
};

/// What is hidden, and must not be found.
#[derive(Clone, Debug)]
struct Hidden {
    maker: (i64, String),
    tag: (i64, String),
    thing: (i64, String),
    part: (i64, String),
}

/// Keys that are in no page by accident, and texts that are in no language.
fn hidden() -> impl Strategy<Value = Hidden> {
    let row = || (1_000_000_000_i64..9_000_000_000_000, "q[a-z0-9]{12}x");
    (row(), row(), row(), row()).prop_map(|(maker, tag, thing, part)| Hidden { maker, tag, thing, part })
}

impl Hidden {
    async fn insert(&self, shop: &Shop) {
        let Self { maker, tag, thing, part } = self;
        let statements = [
            format!("INSERT INTO makers (id, name, owner) VALUES ({}, '{}', 'b')", maker.0, maker.1),
            format!("INSERT INTO tags (id, name, owner) VALUES ({}, '{}', 'b')", tag.0, tag.1),
            format!(
                "INSERT INTO things (id, title, maker_id, words, notes, phone, owner, small) VALUES \
                 ({}, '{}', {}, '[]', '{}', '{}', 'b', 7)",
                thing.0, thing.1, maker.0, thing.1, thing.1
            ),
            format!("INSERT INTO parts (id, thing_id, name) VALUES ({}, {}, '{}')", part.0, thing.0, part.1),
            format!("INSERT INTO taggings (id, thing_id, tag_id) VALUES ({}, {}, {})", part.0 + 1, thing.0, tag.0),
            // A row within reach that names rows which are not.
            format!("INSERT INTO taggings (id, thing_id, tag_id) VALUES ({}, 3, {})", part.0 + 2, tag.0),
            format!("UPDATE things SET maker_id = {} WHERE id = 3", maker.0),
        ];
        for statement in statements {
            run(shop.admin.database(), &statement).await;
        }
    }

    fn texts(&self) -> [&str; 4] {
        [&self.maker.1, &self.tag.1, &self.thing.1, &self.part.1]
    }

    /// The keys of rows that no row within reach names.
    fn keys(&self) -> [i64; 2] {
        [self.thing.0, self.part.0]
    }

    /// Nothing of it stands in an answer, save what was asked with.
    #[track_caller]
    fn is_nowhere(&self, page: &Page, asked: &str) {
        let asked = format!("{} {asked}", page.address);
        let echo: Vec<_> = self.keys().iter().map(i64::to_string).filter(|key| asked.contains(key.as_str())).collect();
        let heads = format!("{:?}", page.headers);
        for text in self.texts() {
            if asked.contains(text) {
                continue;
            }
            assert!(!page.body.contains(text) && !heads.contains(text), "{asked}: {text} is shown");
        }
        for key in self.keys().map(|key| key.to_string()) {
            if echo.contains(&key) {
                continue;
            }
            assert!(!page.body.contains(&key) && !heads.contains(&key), "{asked}: {key} is shown");
        }
        assert!(!page.status.is_server_error(), "{asked}: {}", page.status);
    }
}

pub(crate) async fn w10_s22_what_is_out_of_reach_is_in_no_answer(db: Database) {
    // Each case is some two hundred requests.
    let cases = if db.dialect() == Dialect::Sqlite { 6 } else { 2 };
    let shop = Shop::over(db).await;
    let (editor, viewer, admin) =
        (shop.browser(Who::Editor).await, shop.browser(Who::Viewer).await, shop.browser(Who::Admin).await);
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    for _ in 0..cases {
        let hidden = hidden().new_tree(&mut runner).expect("a case").current();
        shop.as_at_first().await;
        hidden.insert(&shop).await;
        // So that the log has entries about it, and about who names it.
        let form = admin.get(&format!("/shop/things/{}", hidden.thing.0)).await.ok().form("form.record");
        form.set("phone", &hidden.thing.1.replace('q', "r")).submit(&admin).await.location();
        let form = admin.get("/shop/things/3").await.ok().form("form.record");
        form.set("phone", "1").set("maker_id", "1").submit(&admin).await.location();
        let form = admin.get("/shop/things/3").await.ok().form("form.record");
        form.set("phone", "2").set("maker_id", &hidden.maker.0.to_string()).submit(&admin).await.location();
        reads(&hidden, &editor).await;
        reads(&hidden, &viewer).await;
        writes(&hidden, &editor).await;
        // The test finds what there is to find.
        let seen = admin.get("/shop/things").await.ok().body;
        assert!(seen.contains(&hidden.thing.1) && seen.contains(&hidden.thing.0.to_string()));
        let found = admin.get(&format!("/search?q={}&part", &hidden.thing.1[..8])).await.ok().body;
        assert!(found.contains(&hidden.thing.1) && found.contains(&hidden.thing.0.to_string()));
        let straight = admin.get(&format!("/search?q=thing+{}", hidden.thing.0)).await;
        assert_eq!(straight.location(), format!("/admin/shop/things/{}", hidden.thing.0));
    }
}

/// Every address that can be read, for each resource; with the rows that are seen, and with the hidden key.
async fn reads(hidden: &Hidden, by: &TestApp) {
    let mut asked = BTreeSet::new();
    let keys =
        [("makers", hidden.maker.0), ("tags", hidden.tag.0), ("things", hidden.thing.0), ("parts", hidden.part.0)];
    for address in kaffy::web::addresses().into_iter().filter(|address| address.get) {
        for (slug, key) in keys {
            let path = of_pattern(&address.path.replace("{resource}", slug));
            asked.insert(path.clone());
            asked.insert(path.replace("/1", "/3"));
            if path.contains("/1") {
                let path = path.replace("/1", &format!("/{key}"));
                let page = by.get(&path).await;
                if address.path.starts_with("/{context}/{resource}/{id}") {
                    assert!(matches!(page.status.as_u16(), 403 | 404), "{path}: {}", page.status);
                }
                hidden.is_nowhere(&page, "");
            }
        }
    }
    let (maker, tag, thing) = (hidden.maker.0, hidden.tag.0, hidden.thing.0);
    let title = &hidden.thing.1;
    let more = [
        format!("/shop/things?q={}", &title[..8]),
        format!("/shop/things?f.title.starts={}", &title[..8]),
        format!("/shop/things?f.maker={maker}"),
        format!("/shop/things?f.maker_id={maker}&f.maker_id=1"),
        format!("/shop/parts?f.thing={thing}"),
        format!("/shop/things/new?maker_id={maker}"),
        format!("/shop/parts/new?thing_id={thing}"),
        format!("/shop/makers/options?q={}", &hidden.maker.1[..8]),
        format!("/search?q={}", &hidden.thing.1[..8]),
        format!("/search?q={}&part", &hidden.maker.1[..8]),
        format!("/search?q={}&part", &hidden.tag.1[..8]),
        format!("/search?q=thing+{}", &hidden.thing.1[..8]),
        format!("/search?q=thing+{thing}"),
        format!("/search?q=maker+{maker}"),
        format!("/search?q=tag+{tag}&part"),
        format!("/search?q=part+{}&part", hidden.part.0),
        "/search?q=clamp&part".to_owned(),
        format!("/shop/tags/options?q={tag}"),
        format!("/shop/things/3?_picked=maker_id:{maker}"),
        format!("/shop/things/actions/delete?_id={thing}"),
        format!("/shop/things/actions/rename?_id={thing}&_id=3"),
        format!("/shop/things/export?_id={thing}"),
        format!("/audit?about=shop/things&key={thing}"),
        "/shop/things?sort=-title".to_owned(),
        "/shop/things?sort=maker_id&last=1".to_owned(),
        "/shop/things?f.day.during=2026".to_owned(),
        "/shop/things?_pick=maker_id".to_owned(),
        "/dashboard?whole".to_owned(),
        "/dashboard/widgets/things-by-title?part".to_owned(),
        "/dashboard/widgets/things-newest?part".to_owned(),
    ];
    for path in asked.into_iter().chain(more) {
        hidden.is_nowhere(&by.get(&path).await, "");
    }
}

/// Forms that reach for it.
async fn writes(hidden: &Hidden, by: &TestApp) {
    let (maker, tag, thing, part) = (hidden.maker.0, hidden.tag.0, hidden.thing.0, hidden.part.0);
    let text = |number: i64| number.to_string();
    let (maker, tag, thing, part) = (text(maker), text(tag), text(thing), text(part));
    let asked = format!("{maker} {tag} {thing} {part}");
    // What a form says about rows out of reach, whether it is saved or not.
    let form = || async { by.get("/shop/things/1").await.ok().form("form.record") };
    let pages = [
        form().await.set("maker_id", &maker).submit(by).await,
        form().await.set("maker_id", &maker).set("small", "x").submit(by).await,
        form().await.set("_pick", "maker_id").submit(by).await,
        form().await.also("tags", &tag).submit(by).await,
        form().await.set("_at.parts", "0").set("parts.0._key", &part).set("parts.0.name", "mine").submit(by).await,
        form().await.set("owner", "b").submit(by).await,
        by.get("/shop/things/3").await.ok().form("form.record").set("small", "x").submit(by).await,
        by.get("/shop/things/3")
            .await
            .ok()
            .form("form.record")
            .set("title", "Clamp 3")
            .set("maker_id", "2")
            .submit(by)
            .await,
        by.post(&format!("/shop/things/{thing}"), &[("title", "mine")]).await,
        by.post(&format!("/shop/things/{thing}/delete"), &[]).await,
        by.post(&format!("/shop/things/{thing}/actions/praise"), &[]).await,
        by.post(&format!("/shop/things/{thing}/history"), &[("_entry", "1"), ("field", "title")]).await,
        by.post("/shop/things/actions/praise", &[("_id", &thing), ("_id", "1"), ("_run", "1")]).await,
        by.post("/shop/things/actions/rename", &[("_id", "1"), ("_run", "1"), ("title", "x"), ("maker_id", &maker)])
            .await,
        by.post("/shop/things/actions/delete", &[("_id", &thing), ("_id", "1")]).await,
        by.post(
            "/shop/things/export",
            &[("_column", "title"), ("_column", "maker_id"), ("_run", "1"), ("_as", "shown")],
        )
        .await,
        by.post("/shop/things/export", &[("_id", &thing), ("_column", "title"), ("_run", "1")]).await,
        by.post("/shop/makers/export", &[("_column", "name"), ("_run", "1")]).await,
        by.post("/shop/parts/export", &[("_column", "name"), ("_run", "1")]).await,
    ];
    for page in &pages {
        hidden.is_nowhere(page, &asked);
    }
    // A file that names it: a dry run says that it is not there.
    let file = format!("id,title,maker_id\r\n{thing},mine,\r\n,new,{maker}\r\n");
    let part = "--XyZ\r\nContent-Disposition: form-data; name=\"_sheet\"; filename=\"a.csv\"\r\n\r\n";
    let mapped = by.post_parts("/shop/things/import", format!("{part}{file}\r\n--XyZ--\r\n").as_bytes()).await.ok();
    hidden.is_nowhere(&mapped, &asked);
    let dry = mapped.form("form.import").without("_local").set("_run", "check").submit(by).await;
    hidden.is_nowhere(&dry, &asked);
    // After all of that it is still as it was.
    for path in ["/shop/things", "/shop/parts", "/audit", "/dashboard"] {
        hidden.is_nowhere(&by.get(path).await, "");
    }
}
