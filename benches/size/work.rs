//! What reads or changes many rows: an export of the whole table, and an action on all that match.

use std::{ops::ControlFlow, time::Instant};

use kaffy::{ActionPlace, ExportStyle, Posted, Selection, View, prelude::*};
use sea_query::{Expr, ExprTrait, Query};

use crate::{
    Outcome,
    pages::{Product, Shop},
    support,
};

/// One statement for each row.
pub(crate) struct Restock;

impl RecordAction for Restock {
    type Record = Product;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("restock", "Restock")
    }

    async fn run(&self, ctx: &mut Ctx, product: &Product, _: &()) -> Result<(), Refusal> {
        let mut update = Query::update();
        update.table("products").value("quantity", 100).and_where(Expr::col("id").eq(product.id));
        ctx.execute(&update).await?;
        Ok(())
    }
}

/// Every row of the table, in memory that does not grow.
pub(crate) async fn export(shop: &Shop, rows: u64) -> Outcome {
    let seen = seen(shop)?;
    let query = seen.list_query(&[])?;
    let before = support::memory("VmRSS:");
    let mut export = seen.export(Selection::Query(Box::new(query)), &["id", "title", "price"], ExportStyle::Raw)?;
    let (mut seen, since) = (0, Instant::now());
    loop {
        let batch = export.next().await?;
        if batch.is_empty() {
            break;
        }
        seen += batch.len() as u64;
    }
    assert!(seen == rows || export.is_cut(), "{seen} of {rows} rows were exported");
    let rate = seen as f64 / since.elapsed().as_secs_f64();
    println!("export of {seen} rows: {rate:.0} rows/s, {before} MB before, {} MB at most", support::memory("VmHWM:"));
    Ok(())
}

/// The same number of matching rows in both tables.
pub(crate) async fn action(small: &Shop, large: &Shop, rows: u64) -> Outcome {
    for (name, shop) in [("few", small), ("many", large)] {
        let seen = seen(shop)?;
        let action = seen.action(ActionPlace::List, "restock")?;
        let given = action.read(Posted::default()).await?;
        let query = seen.list_query(&[("f.id.lte".to_owned(), rows.to_string())])?;
        let since = Instant::now();
        let report = action.run(Selection::Query(Box::new(query)), &given, |_| ControlFlow::Continue(())).await;
        assert_eq!(report.done, rows, "every row had its turn: {:?}", report.stopped);
        let rate = rows as f64 / since.elapsed().as_secs_f64();
        println!("an action on {rows} matching rows of {name}: {rate:.0} rows/s");
    }
    Ok(())
}

fn seen(shop: &Shop) -> Outcome<kaffy::Allowed<View>> {
    let resource = shop.admin.registry().resources().iter().find(|it| it.slug() == "products");
    Ok(shop.admin.authorize::<View>(&Actor::new("bench", "Bench"), resource.ok_or("the resource is registered")?)?)
}
