//! The site around the bakery: widgets of every kind, a page and links.

use std::time::Duration;

use kaffy::{
    AdminBuilder, Reader,
    dashboard::{Chart, Progress, Text, Tidbit, Widget, WidgetValue},
    prelude::*,
    site::{CustomLink, CustomPage},
};

/// Widgets of every kind, pages and links of the bakery.
pub(in crate::languages) fn with_a_site(builder: AdminBuilder) -> AdminBuilder {
    let many: Vec<String> = (0..9).map(|at| format!("Μέρος {at}")).collect();
    let widgets = [
        Widget::new("Λόγια", Text::new("Καλημέρα").link("Ψωμιά", "/bread")),
        Widget::new("Αριθμός", Compared(3, 2)),
        Widget::new("Πρώτος", Compared(999, 1000)),
        Widget::new("Ίσος", Compared(1, 1)),
        Widget::new("Πρόοδος", Share),
        Widget::new("Ποσοστό", Progress::percent(79)),
        Widget::new(
            "Γραμμές",
            Chart::line(["α", "β"]).series("Ψωμιά", [1, 20_000]).series("Κέικ", [None::<i64>, None]),
        ),
        Widget::new("Ράβδοι", Chart::bar(["α"]).series("Ψωμιά", [3_000_000])),
        Widget::new("Πίτα", Chart::pie(many).series("Ψωμιά", [1000, 1, 1, 1, 1, 1, 1, 1, 1])),
        Widget::new("Κενό", Chart::bar(Vec::<String>::new())),
        Widget::new("Άρνηση", Odd::Refuses),
        Widget::new("Πανικός", Odd::Panics),
        Widget::new("Αργό", Odd::Waits).timeout(Duration::from_millis(50)),
    ];
    let page = "{% extends \"layout.html\" %}{% block content %}<h1>{{ page.name }}</h1>\
                <p>{{ t(id=\"page-list-search\") }}</p>{% endblock content %}";
    widgets
        .into_iter()
        .fold(builder, AdminBuilder::widget)
        .page(CustomPage::new("map", "Χάρτης", page))
        .link(CustomLink::new("Έξω", "https://1.2.3.4/").new_tab())
        .link(CustomLink::new("Ρωτά", "/x").post().confirm("Σίγουρα;").new_tab())
}

/// A widget that does as it is told.
enum Odd {
    Refuses,
    Panics,
    Waits,
}

impl WidgetValue for Odd {
    type Value = Text;

    async fn value(&self, _: &Reader) -> Result<Text, Refusal> {
        match self {
            Self::Refuses => Err("Δεν γίνεται.".into()),
            Self::Panics => panic!("the oven is off"),
            Self::Waits => std::future::pending().await,
        }
    }
}

/// A number and the one before it; it is compared in words, and so for each reader anew.
struct Compared(i64, i64);

impl WidgetValue for Compared {
    type Value = Tidbit;

    async fn value(&self, _: &Reader) -> Result<Tidbit, Refusal> {
        Ok(Tidbit::new(self.0).compared(self.0, self.1, "από χθες").note("σήμερα"))
    }
}

struct Share;

impl WidgetValue for Share {
    type Value = Progress;

    async fn value(&self, _: &Reader) -> Result<Progress, Refusal> {
        Ok(Progress::of(3, 12).label("Έτοιμα"))
    }
}
