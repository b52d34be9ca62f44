//! What the dashboards show of products; the imaginary numbers are the demo's own.

use kaffy::{
    Reader,
    dashboard::{Chart, Progress, Tidbit, Widget, WidgetValue},
    icons,
    prelude::*,
};

use crate::models::{Product, Status};

pub(super) fn all() -> Vec<Widget> {
    let visits = Tidbit::new("1,769").compared(1769, 1580, "than last week");
    let pancakes = Progress::percent(79).label("Customer satisfaction");
    vec![
        Widget::new("Current products", CurrentProducts).icon(icons::LuCookie).order(1),
        Widget::new("Recent visits", visits).icon(icons::LuUser).order(2),
        Widget::new("Average reviews", Tidbit::new("4.7 / 5.0")).icon(icons::LuThumbsUp).order(3),
        Widget::new("Pancakes", pancakes).order(7),
        Widget::new("Products by status", ByStatus).order(11).context_only(),
    ]
}

struct CurrentProducts;

impl WidgetValue for CurrentProducts {
    type Value = Tidbit;

    async fn value(&self, reader: &Reader) -> Result<Tidbit, Refusal> {
        Ok(Tidbit::new(reader.count::<Product>([]).await?))
    }
}

struct ByStatus;

impl WidgetValue for ByStatus {
    type Value = Chart;

    async fn value(&self, reader: &Reader) -> Result<Chart, Refusal> {
        let status = Product::fields().status;
        let available = reader.count([status.is(Status::Available)]).await?;
        let sold_out = reader.count([status.is(Status::Soldout)]).await?;
        Ok(Chart::pie(["Available", "Sold out"]).series("Products", [available, sold_out]))
    }
}
