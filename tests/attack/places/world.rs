//! A shop in which every value is poison.

use std::fmt::Write;

use kaffy::{AdminBuilder, accounts::NewUser, site::CustomLink};

use crate::{
    models::poison,
    shop::{Shop, TestApp, Who, run},
    support, work,
};

/// Poison for what has to be short.
pub(super) fn short(mark: &str) -> String {
    format!("zqx7{mark} <zqx7n>\"' zqx7attr='1'{{{{7331*7919}}}}")
}

/// A shop full of poison.
pub(super) struct World {
    pub(super) shop: Shop,
    pub(super) admin: TestApp,
    pub(super) viewer: TestApp,
}

pub(super) const TEXTS: [&str; 9] = ["title", "size", "site", "mail", "phone", "color", "story", "notes", "secret"];

pub(super) const OTHERS: [&str; 13] =
    ["letter", "flag", "small", "ratio", "price", "blob", "code", "day", "hour", "packed", "sold", "grade", "packing"];

/// Lists that are no resource, by the texts that name them, which are their addresses.
pub(super) const LISTS: [&str; 5] = ["jobs", "jobs/groups", "schedules", "chores/runs", "audit"];

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

impl World {
    /// A shop whose title and menu are poison.
    pub(super) async fn shop(change: impl FnOnce(AdminBuilder) -> AdminBuilder) -> Shop {
        let link = CustomLink::new(poison("link"), "/poison");
        Shop::with(support::sqlite().await, |builder| change(builder.title(poison("site-title")).link(link))).await
    }

    /// With texts that are poison; and with whatever SQLite can be told to hold in the other columns.
    pub(super) async fn with(all_kinds: bool) -> Self {
        let shop = Self::shop(|builder| builder).await;
        let mut sets = String::new();
        for name in TEXTS {
            let _ = write!(sets, "{name} = {}, ", quoted(&poison(name)));
        }
        if all_kinds {
            for name in OTHERS {
                let _ = write!(sets, "{name} = {}, ", quoted(&poison(name)));
            }
        }
        let json = |value: serde_json::Value| quoted(&value.to_string());
        let file = serde_json::json!({"key": "a.png", "name": poison("photo"), "size": 3, "type": "image/png"});
        let _ = write!(
            sets,
            "words = {}, data = {}, photo = {}, paper = {}",
            json(serde_json::json!([poison("words")])),
            json(serde_json::json!({"k": poison("data")})),
            json(file),
            quoted(&poison("paper")),
        );
        let statements = [
            format!("UPDATE makers SET name = {} WHERE id = 1", quoted(&poison("maker"))),
            format!("UPDATE tags SET name = {} WHERE id = 1", quoted(&poison("tag"))),
            format!("UPDATE leaflets SET title = {} WHERE id = 2", quoted(&poison("leaflet"))),
            format!("UPDATE parts SET name = {} WHERE id = 1", quoted(&poison("part"))),
            format!("UPDATE things SET {sets} WHERE owner = 'a'"),
        ];
        for statement in statements {
            run(shop.admin.database(), &statement).await;
        }
        work::poisoned(shop.admin.database()).await;
        for statement in [
            format!(
                "UPDATE kaffy_views SET name = {}, owner_name = {}",
                quoted(&short("view")),
                quoted(&short("user"))
            ),
            format!(
                "INSERT INTO kaffy_views (id, admin, list, owner, owner_name, name, audience, role, query, created) VALUES \
                 ('01980000-0000-7000-8000-00000000000b', {}, 'shop/things', 'x', 'x', 'x', 'role', {}, '', 1)",
                quoted(&shop.admin.title().chars().take(200).collect::<String>()),
                quoted(&short("role"))
            ),
        ] {
            run(shop.admin.database(), &statement).await;
        }
        for (at, list) in LISTS.iter().enumerate() {
            let insert = format!(
                "INSERT INTO kaffy_views (id, admin, list, owner, owner_name, name, audience, role, query, created) VALUES \
                 ('01980000-0000-7000-8000-0000000001{at:02}', {}, '{list}', 'x', {}, {}, 'everyone', '', '', 1)",
                quoted(&shop.admin.title().chars().take(200).collect::<String>()),
                quoted(&short("user")),
                quoted(&short("view"))
            );
            run(shop.admin.database(), &insert).await;
        }
        shop.accounts().set_role(&short("role"), []).await.expect("a role");
        let new = NewUser::new("poisoned@shop.example").name(short("user")).role(short("role"));
        shop.accounts().create_user(new.password("seven owls in the attic")).await.expect("a user");
        Self { admin: shop.browser(Who::Admin).await, viewer: shop.browser(Who::Viewer).await, shop }
    }
}

pub(super) fn pairs(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
