//! What can be done to a product, and to many.
//!
//! The first two stand on the page of a product and on the list, in other words there.

use chrono::Utc;
use kaffy::{
    FieldType,
    prelude::*,
    sea_query::{Expr, ExprTrait, Query, Value},
};
use rust_decimal::Decimal;

use crate::models::{Category, Product, Status};

pub(super) fn all() -> Actions<Product> {
    Actions::new().with(Publish).with(SellOut).with(Reprice).with(Raise).with(Move).with(Fail)
}

/// Sets one column of a product.
async fn set(ctx: &mut Ctx, product: &Product, column: &'static str, value: Value) -> Result<(), Refusal> {
    let mut update = Query::update();
    update.table("products").value(column, value).value("updated_at", Utc::now().naive_utc());
    update.and_where(Expr::col("id").eq(product.id));
    ctx.execute(&update).await?;
    Ok(())
}

struct Publish;

impl RecordAction for Publish {
    type Record = Product;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("publish", "Publish this product").plural("Bring back").done("brought back")
    }

    async fn run(&self, ctx: &mut Ctx, product: &Product, _: &()) -> Result<(), Refusal> {
        set(ctx, product, "status", Status::Available.to_value()).await
    }
}

struct SellOut;

impl RecordAction for SellOut {
    type Record = Product;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("sold-out", "Sold out!").plural("Mark as soldout").done("sold out")
    }

    async fn run(&self, ctx: &mut Ctx, product: &Product, _: &()) -> Result<(), Refusal> {
        if product.id == 3 {
            return Err(format!("{} should never be sold out!", product.title).into());
        }
        set(ctx, product, "status", Status::Soldout.to_value()).await
    }
}

/// What the products cost from now on.
#[derive(AdminFields)]
struct NewPrice {
    #[admin(min = 0, default = 3)]
    price: Decimal,
}

struct Reprice;

impl RecordAction for Reprice {
    type Record = Product;
    type Inputs = NewPrice;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("price", "Change the price").done("repriced").on_list()
    }

    async fn run(&self, ctx: &mut Ctx, product: &Product, new: &NewPrice) -> Result<(), Refusal> {
        set(ctx, product, "price", new.price.to_value()).await
    }
}

/// By how much prices go up.
#[derive(AdminFields)]
struct Percent {
    #[admin(min = 1, max = 100, default = 5, label = "By how many percent?")]
    percent: Decimal,
}

/// Many prices take their time, so a job does it: the page shows how far it is, and may be closed.
struct Raise;

impl RecordAction for Raise {
    type Record = Product;
    type Inputs = Percent;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("raise", "Raise the price").plural("Raise prices").done("made dearer").on_list().background()
    }

    async fn run(&self, ctx: &mut Ctx, product: &Product, by: &Percent) -> Result<(), Refusal> {
        if product.status == Status::Soldout {
            return Err("Nobody can buy it: bring it back first.".into());
        }
        let price = product.price + product.price * by.percent / Decimal::ONE_HUNDRED;
        set(ctx, product, "price", price.round_dp(2).to_value()).await
    }
}

/// Where the products belong from now on.
#[derive(AdminFields)]
struct NewCategory {
    #[admin(belongs_to = Category)]
    category_id: i64,
}

struct Move;

impl RecordAction for Move {
    type Record = Product;
    type Inputs = NewCategory;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("category", "Change Category").done("moved").on_list()
    }

    async fn run(&self, ctx: &mut Ctx, product: &Product, new: &NewCategory) -> Result<(), Refusal> {
        set(ctx, product, "category_id", new.category_id.to_value()).await
    }
}

/// To see what an error looks like.
struct Fail;

impl RecordAction for Fail {
    type Record = Product;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("error", "Error me out").on_list()
    }

    async fn run(&self, _: &mut Ctx, _: &Product, _: &()) -> Result<(), Refusal> {
        Err("This action always fails, as it says.".into())
    }
}
