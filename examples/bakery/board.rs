//! What stands on the bakery's dashboards.

use kaffy::{
    Reader, Refusal, Tone,
    dashboard::{Chart, Progress, Text, Tidbit, Widget, WidgetValue},
    icons,
};
use sea_query::{Expr, ExprTrait, Order};

use crate::models::{Category, Product};

/// The widgets of the demo; the imaginary numbers are its own.
pub(crate) fn widgets() -> Vec<Widget> {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    vec![
        Widget::new("Current products", CurrentProducts).icon(icons::LuCookie).order(1).context("Products"),
        Widget::new("Recent visits", Tidbit::new("1,769").compared(1769, 1580, "than last week"))
            .icon(icons::LuUser)
            .order(2),
        Widget::new("Average reviews", Tidbit::new("4.7 / 5.0")).icon(icons::LuThumbsUp).order(3),
        Widget::new("Total sales", TotalSales)
            .icon(icons::LuCreditCard)
            .order(4)
            .tone(Tone::Good)
            .context("Categories"),
        Widget::new("Latest product", LatestProduct).order(6).context("Products"),
        Widget::new("Pancakes", Progress::percent(79).label("Customer satisfaction")).order(7),
        Widget::new("This week’s imaginary sales", Chart::line(days).series("USD", [150, 230, 75, 240, 290, 300, 190]))
            .order(10),
        Widget::new("Imaginary visits", Chart::bar(days).series("Visits", [500, 600, 480, 738, 800, 770, 920]))
            .order(10),
        Widget::new("Products by status", ByStatus).order(11).context("Products"),
    ]
}

struct CurrentProducts;

impl WidgetValue for CurrentProducts {
    type Value = Tidbit;

    async fn value(&self, reader: &Reader) -> Result<Tidbit, Refusal> {
        Ok(Tidbit::new(reader.count::<Product>([]).await?))
    }
}

struct TotalSales;

impl WidgetValue for TotalSales {
    type Value = Tidbit;

    async fn value(&self, reader: &Reader) -> Result<Tidbit, Refusal> {
        Ok(Tidbit::new(864 * reader.count::<Category>([]).await?).note("dollars, and invented"))
    }
}

struct LatestProduct;

impl WidgetValue for LatestProduct {
    type Value = Text;

    async fn value(&self, reader: &Reader) -> Result<Text, Refusal> {
        let mut newest = reader.rows_of::<Product>()?;
        newest.column("title").order_by("inserted_at", Order::Desc).limit(1);
        let found = reader.fetch::<(String,)>(&newest).await?;
        Ok(Text::new(found.into_iter().next().map_or("Nothing yet.".to_owned(), |(title,)| title)))
    }
}

struct ByStatus;

impl WidgetValue for ByStatus {
    type Value = Chart;

    async fn value(&self, reader: &Reader) -> Result<Chart, Refusal> {
        let mut select = reader.rows_of::<Product>()?;
        select.column("status").expr(Expr::col("id").count()).group_by_col("status").order_by("status", Order::Asc);
        let (statuses, counts): (Vec<_>, Vec<_>) = reader.fetch::<(String, i64)>(&select).await?.into_iter().unzip();
        Ok(Chart::pie(statuses).series("Products", counts))
    }
}
