//! Products: columns shown in another way, actions, widgets, links, a page, and a hook.

mod actions;
mod secret;
mod widgets;

use chrono::Utc;
use kaffy::{
    dashboard::Widget,
    icons,
    prelude::*,
    site::{CustomLink, CustomPage},
};

use crate::models::{Product, Status};

pub(crate) struct ProductAdmin;

impl ResourceAdmin for ProductAdmin {
    type Record = Product;

    fn columns(&self, columns: &mut Columns<Product>) {
        let fields = Product::fields();
        columns.field(fields.title).link();
        columns.field(fields.price).format(|price| format!("{price:.2}"));
        columns.field(fields.status).label("Is it available?").format(|status| match status {
            Status::Available => Shown::badge("✓ Available", Tone::Good),
            Status::Soldout => Shown::badge("✗ Sold out", Tone::Bad),
        });
    }

    fn may_import(&self, _: &Actor) -> bool {
        true
    }

    async fn before_update(&self, _: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
        change.set(Product::fields().updated_at, Utc::now().naive_utc());
        Ok(())
    }

    fn actions(&self) -> Actions<Product> {
        actions::all()
    }

    fn widgets(&self) -> Vec<Widget> {
        widgets::all()
    }

    fn links(&self) -> Vec<CustomLink> {
        vec![
            CustomLink::new("Elixir Home", "https://elixir-lang.org").bottom().order(2).icon(icons::LuExternalLink),
            CustomLink::new("Phoenix Home", "https://www.phoenixframework.org")
                .bottom()
                .order(3)
                .icon(icons::LuExternalLink),
        ]
    }

    fn pages(&self) -> Vec<CustomPage> {
        vec![
            CustomPage::new("secret", "Secret Place", include_str!("secret.html"))
                .icon(icons::LuLock)
                .data(secret::Secret),
        ]
    }
}
