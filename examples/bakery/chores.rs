//! What the bakers run by hand: a value that has no page of its own, an import, a slow one to pause, a dangerous one.

use std::{error::Error, process::ExitCode, time::Duration};

use chrono::NaiveTime;
use kaffy::{
    chores::{ChoreCsv, ChoreTx, Pages, command_line},
    jobs::JobsBuilder,
    prelude::*,
    sea_query::{Expr, ExprTrait, Func, OnConflict, Order, Query},
};
use rust_decimal::Decimal;

use crate::models::{Category, Product};

/// Makes the jobs know them.
pub(crate) fn add(builder: JobsBuilder) -> JobsBuilder {
    builder.chore::<set_opening_hours>().chore::<import_prices>().chore::<recount_stock>().chore::<reprice>()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, AdminChoice)]
pub(crate) enum Day {
    Weekdays,
    Saturday,
    Sunday,
}

/// When the shop is open. The doors, the website and the answering machine go by it.
#[chore]
pub(crate) async fn set_opening_hours(
    day: Day,
    #[input(default = "06:30")] opens: NaiveTime,
    /// An hour after the last bread, as a rule.
    #[input(default = "18:00")]
    closes: NaiveTime,
    run: ChoreRun,
) -> Result<String, ChoreError> {
    if closes <= opens {
        return Err(run.fail("The shop would close before it opens."));
    }
    let (name, hours) = (format!("{day:?}"), format!("{} to {}", opens.format("%H:%M"), closes.format("%H:%M")));
    let mut put = Query::insert().into_table("settings").columns(["name", "value"]).to_owned();
    put.values_panic([name.as_str().into(), hours.as_str().into()]);
    put.on_conflict(OnConflict::column("name").update_column("value").to_owned());
    run.transaction(async |mut tx| Ok(tx.execute(&put).await?)).await?;
    run.log(format!("{name}: {hours}"));
    Ok(hours)
}

/// A row of the mill's price list.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct PriceLine {
    title: String,
    price: Decimal,
}

/// Takes prices from a file with the columns `title` and `price`. What no product is called is left out and named.
#[chore(queue = "default")]
pub(crate) async fn import_prices(prices: ChoreCsv<PriceLine>, run: ChoreRun) -> Result<(), ChoreError> {
    let lines = prices.rows(&run).await?;
    run.walk(lines)
        .keep_going()
        .run(async |mut tx, line: PriceLine| {
            if line.price.is_sign_negative() {
                return Err(ChoreError::failed(format!("{} costs nothing less than nothing", line.title)));
            }
            let which = Expr::col("title").eq(line.title.as_str());
            match tx.update_rows::<Product>([("price", Expr::val(line.price))], which).await? {
                0 => Err(ChoreError::failed(format!("no product is called {}", line.title))),
                changed => {
                    run.inc_counter("products", changed as f64);
                    Ok(())
                }
            }
        })
        .await?;
    run.log("The list is read.");
    Ok(())
}

/// Counts every product once more, one after the other: slow, so that there is time to pause it, to close the browser,
/// or to stop the program and start it again.
#[chore]
pub(crate) async fn recount_stock(
    /// How long one takes, in milliseconds.
    #[input(default = 100, min = 0, max = 5000)]
    pace: u64,
    run: ChoreRun,
) -> Result<(), ChoreError> {
    let total = run.transaction(async |mut tx| count(&mut tx).await).await?;
    let next = |after: Option<i64>| {
        let run = run.clone();
        async move {
            tokio::time::sleep(Duration::from_millis(pace)).await;
            let select = Query::select()
                .columns(["id", "title"])
                .from("products")
                .and_where(Expr::col("id").gt(after.unwrap_or(0)))
                .order_by("id", Order::Asc)
                .limit(1)
                .to_owned();
            run.transaction(async |mut tx| tx.fetch::<(i64, String)>(&select).await).await
        }
    };
    run.walk(Pages::new(next).total(total))
        .run(async |_tx, title: String| {
            run.log(title);
            run.inc_counter("counted", 1.0);
            Ok(())
        })
        .await
}

async fn count(tx: &mut ChoreTx) -> Result<u64, ChoreError> {
    let select = Query::select().expr(Func::count(Expr::col("id"))).from("products").to_owned();
    let rows = tx.fetch::<(i64,)>(&select).await?;
    Ok(rows.first().map_or(0, |(count,)| count.unsigned_abs()))
}

/// Gives every product of a category a new price. Try it first: that shows each price before and after, and changes
/// nothing. Somebody else has to agree before it runs.
#[chore(dry_run, approvals = 1)]
pub(crate) async fn reprice(
    #[input(belongs_to = Category, relation = shelf)] category: i64,
    /// What each price is multiplied with; 1.1 is ten percent more.
    #[input(min = 0.1, max = 10)]
    factor: Decimal,
    run: ChoreRun,
) -> Result<u64, ChoreError> {
    let price: Expr = Func::cust("ROUND").arg(Expr::col("price").mul(factor)).arg(2).into();
    let changed = run
        .transaction(async |mut tx| {
            tx.update_rows::<Product>([("price", price)], Expr::col("category_id").eq(category)).await
        })
        .await?;
    run.log(format!("{changed} prices are {factor} times what they were"));
    Ok(changed)
}

/// Runs one from the command line, in this process, and says with what the program is to end.
pub(crate) async fn run(jobs: &Jobs, admin: &Admin, words: Vec<String>) -> Result<ExitCode, Box<dyn Error>> {
    let user = std::env::var("USER").unwrap_or_else(|_| "somebody".to_owned());
    let actor = Actor::new(format!("command line {user}"), format!("{user} on the command line"));
    // With accounts this one is none of them: whoever may start the program may start chores.
    let admin = Some(admin).filter(|admin| admin.accounts().is_none());
    let here = (!words.is_empty() && !words.iter().any(|word| word == "--detach")).then(|| "--here".to_owned());
    let words = std::iter::once("chore".to_owned()).chain(words).chain(here);
    let code = command_line(jobs, admin, &actor, words, &mut std::io::stdout()).await;
    Ok(ExitCode::from(code))
}
