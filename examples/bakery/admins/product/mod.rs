//! Products: columns shown in another way, actions, widgets, links, a page, and a hook.

mod actions;
mod secret;
mod widgets;

use std::time::Duration;

use chrono::Utc;
use kaffy::{
    Tab,
    dashboard::Widget,
    icons,
    jobs::Options,
    prelude::*,
    site::{CustomLink, CustomPage},
};

use crate::{
    jobs::announce,
    models::{Product, Status},
};

/// For how long a product that is saved again is no news.
const MINUTE: Duration = Duration::from_secs(60);

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

    fn tabs(&self, _: &Actor) -> Vec<Tab<Product>> {
        let fields = Product::fields();
        vec![
            Tab::new("available", "Available", fields.status.is(Status::Available)),
            Tab::new("sold-out", "Sold out", fields.status.is(Status::Soldout)),
            Tab::new("short", "Running short", fields.quantity.below(10)).group("Stock"),
        ]
    }

    fn may_import(&self, _: &Actor) -> bool {
        true
    }

    async fn before_update(&self, _: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
        change.set(Product::fields().updated_at, Utc::now().naive_utc());
        Ok(())
    }

    async fn after_insert(&self, ctx: &mut Ctx, product: &Product) -> Result<(), Refusal> {
        // In the transaction of the save: nobody hears of a product that is not there.
        let options = Options::new().record(product.id);
        ctx.enqueue_with(announce { product_id: product.id }, options).await?;
        Ok(())
    }

    async fn after_update(&self, ctx: &mut Ctx, product: &Product) -> Result<(), Refusal> {
        let options = Options::new().record(product.id).unique(Unique::new().within(MINUTE));
        ctx.enqueue_with(announce { product_id: product.id }, options).await?;
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
