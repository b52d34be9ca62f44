//! Ingredients: nothing but widgets.

use kaffy::{
    dashboard::{Chart, Text, Widget},
    prelude::*,
};

use crate::models::Ingredient;

pub(crate) struct IngredientAdmin;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl ResourceAdmin for IngredientAdmin {
    type Record = Ingredient;

    fn widgets(&self) -> Vec<Widget> {
        let about = Text::new("An admin for the structs you already have: this one is made of five of them.")
            .link("Its source", concat!(env!("CARGO_PKG_REPOSITORY"), "/tree/main/examples/bakery"));
        let news = Text::new("Actions with typed inputs, rows of other resources on a form, dashboards.")
            .link("The change log", concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/CHANGELOG.md"));
        let sales = Chart::line(DAYS).series("USD", [150, 230, 75, 240, 290, 300, 190]);
        let visits = Chart::bar(DAYS).series("Visits", [500, 600, 480, 738, 800, 770, 920]);
        vec![
            Widget::new(concat!("Kaffy ", env!("CARGO_PKG_VERSION")), about).order(5).width(6),
            Widget::new("What’s new", news).order(5).width(6),
            Widget::new("This week’s imaginary sales", sales).order(10).width(6),
            Widget::new("Imaginary visits", visits).order(10).width(6),
        ]
    }
}
