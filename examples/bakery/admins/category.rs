//! Categories: the usual list and form, two widgets, and links.

use kaffy::{
    Reader,
    dashboard::{Text, Tidbit, Widget, WidgetValue},
    icons,
    prelude::*,
    sea_query::Order,
    site::CustomLink,
};

use crate::models::{Category, Product};

pub(crate) struct CategoryAdmin;

impl ResourceAdmin for CategoryAdmin {
    type Record = Category;

    fn widgets(&self) -> Vec<Widget> {
        vec![
            Widget::new("Total sales", TotalSales).icon(icons::LuCreditCard).order(4).tone(Tone::Good),
            Widget::new("Latest product", LatestProduct).order(6),
        ]
    }

    fn links(&self) -> Vec<CustomLink> {
        let source = env!("CARGO_PKG_REPOSITORY");
        vec![
            CustomLink::new("Demo Repo", format!("{source}/tree/main/examples/bakery"))
                .bottom()
                .order(1)
                .icon(icons::LuCodeXml),
            CustomLink::new("Kaffy Repo", source).bottom().order(2).icon(icons::LuCodeXml),
            CustomLink::new("Google: kaffy admin", "https://www.google.com/search?q=kaffy+admin")
                .new_tab()
                .confirm("This leaves the bakery and asks a search engine. Go on?"),
        ]
    }
}

/// What the demo takes for its sales: 864 for each category.
struct TotalSales;

impl WidgetValue for TotalSales {
    type Value = Tidbit;

    async fn value(&self, reader: &Reader) -> Result<Tidbit, Refusal> {
        let categories = reader.count::<Category>([]).await?;
        Ok(Tidbit::new(dollars(864 * categories)).note("all of them invented"))
    }
}

/// `$10,368`
fn dollars(amount: u64) -> String {
    match amount {
        0..1000 => format!("${amount}"),
        _ => format!("{},{:03}", dollars(amount / 1000), amount % 1000),
    }
}

struct LatestProduct;

impl WidgetValue for LatestProduct {
    type Value = Text;

    async fn value(&self, reader: &Reader) -> Result<Text, Refusal> {
        let mut newest = reader.rows_of::<Product>()?;
        newest.column("title").order_by("inserted_at", Order::Desc).order_by("id", Order::Desc).limit(1);
        let titles = reader.fetch::<(String,)>(&newest).await?;
        Ok(Text::new(titles.into_iter().next().map_or("nothing".to_owned(), |(title,)| title)))
    }
}
