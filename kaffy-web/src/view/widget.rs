//! Widgets, and the dashboards they stand on.

use std::collections::HashMap;

use kaffy_core::{
    Icon, Tone,
    dashboard::{Content, PlacedWidget, Progress, Text, Tidbit, Trend},
};
use serde::Serialize;

use super::{ChartView, ContextView, RecentView};
use crate::{extract::Visit, pages::Web};

/// `dashboard.html`: the main dashboard.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DashboardView {
    /// The heading.
    pub heading: String,
    /// The widgets, in their order.
    pub board: BoardView,
    /// Contexts with their resources.
    pub contexts: Vec<ContextView>,
    /// What the actor did last; nothing without an audit log.
    pub recent: Option<RecentView>,
}

/// The widgets of a dashboard.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct BoardView {
    /// The widgets, in their order.
    pub widgets: Vec<WidgetView>,
    /// The same page with everything in it, for a browser without scripts; none when this is that page.
    pub whole_href: Option<String>,
    /// The address of the script that fetches the widgets.
    pub js: String,
}

/// `widget.html`: one widget; `page` of its own page.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct WidgetView {
    /// Its name in addresses, and the `id` of its element after `widget-`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its own page.
    pub href: String,
    /// Where the script fetches it.
    pub part_href: String,
    /// How many of twelve columns it takes.
    pub columns: u8,
    /// `neutral`, `info`, `good`, `warning` or `bad`.
    pub tone: &'static str,
    /// The address of its icon on the sheet of icons.
    pub icon: Option<String>,
    /// `waiting`, `failed`, `text`, `tidbit`, `progress` or `chart`.
    pub kind: &'static str,
    /// Why there is nothing to see, in words.
    pub error: Option<String>,
    /// The words of a `text`.
    pub text: Option<TextView>,
    /// The number of a `tidbit`.
    pub tidbit: Option<TidbitView>,
    /// The bar of a `progress`.
    pub progress: Option<ProgressView>,
    /// The drawing and the numbers of a `chart`.
    pub chart: Option<ChartView>,
}

/// Words.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TextView {
    /// The words; line breaks stay.
    pub words: String,
    /// What the link below them says.
    pub link_label: Option<String>,
    /// Where it leads.
    pub link_href: Option<String>,
}

/// One number.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct TidbitView {
    /// The number.
    pub value: String,
    /// A few words below.
    pub note: Option<String>,
    /// How it compares: `12% more`.
    pub change: Option<String>,
    /// With what: `than last week`.
    pub than: Option<String>,
    /// `up`, `down` or `level`.
    pub trend: &'static str,
    /// `good`, `bad` or nothing.
    pub verdict: &'static str,
}

/// How far something has come.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ProgressView {
    /// How much of the bar is full, between 0 and 100.
    pub filled: String,
    /// The number as people read it.
    pub shown: String,
    /// What is measured.
    pub label: Option<String>,
}

/// What became of a widget that was asked for.
pub(crate) type Outcome = Result<Content, String>;

impl BoardView {
    /// The widgets of a dashboard: those that were asked for already, and the others waiting.
    pub(crate) fn new(
        web: &Web,
        visit: &Visit,
        placed: &[PlacedWidget],
        mut outcomes: Option<HashMap<String, Outcome>>,
    ) -> Self {
        let here = visit.here.split('?').next().unwrap_or_default();
        let whole = outcomes.is_none().then(|| format!("{here}?whole"));
        let outcome = |outcomes: &mut Option<HashMap<_, _>>, id: &str| outcomes.as_mut().and_then(|all| all.remove(id));
        let widgets = placed.iter().map(|it| WidgetView::new(web, visit, it, outcome(&mut outcomes, it.id())));
        Self {
            widgets: widgets.collect(),
            whole_href: whole.filter(|_| !placed.is_empty()),
            js: visit.links.asset(web.assets().hash(), "dashboard.js"),
        }
    }
}

impl WidgetView {
    /// A widget; waiting without an outcome.
    pub(crate) fn new(web: &Web, visit: &Visit, placed: &PlacedWidget, outcome: Option<Outcome>) -> Self {
        let widget = placed.widget();
        let href = visit.links.widget(placed.id());
        let mut view = Self {
            id: placed.id().to_owned(),
            title: widget.title().to_owned(),
            part_href: format!("{href}?part"),
            href,
            columns: widget.columns(),
            tone: tone(widget.shown_tone()),
            icon: icon(web, visit, widget.shown_icon()),
            kind: "waiting",
            error: None,
            text: None,
            tidbit: None,
            progress: None,
            chart: None,
        };
        match outcome {
            None => {}
            Some(Err(words)) => (view.kind, view.error) = ("failed", Some(words)),
            Some(Ok(Content::Text(text))) => (view.kind, view.text) = ("text", Some(TextView::new(&text))),
            Some(Ok(Content::Tidbit(tidbit))) => (view.kind, view.tidbit) = ("tidbit", Some(TidbitView::new(&tidbit))),
            Some(Ok(Content::Progress(it))) => (view.kind, view.progress) = ("progress", Some(ProgressView::new(&it))),
            Some(Ok(Content::Chart(chart))) => (view.kind, view.chart) = ("chart", Some(ChartView::new(&chart))),
            Some(Ok(_)) => (view.kind, view.error) = ("failed", Some(kaffy_core::tr!("widget-not-here"))),
        }
        view
    }
}

/// The address of an icon on the sheet of icons.
pub(super) fn icon(web: &Web, visit: &Visit, icon: Option<Icon>) -> Option<String> {
    let id = web.assets().icon(icon?)?;
    Some(format!("{}#{id}", visit.links.asset(web.assets().hash(), "icons.svg")))
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Info => "info",
        Tone::Good => "good",
        Tone::Warning => "warning",
        Tone::Bad => "bad",
        _ => "neutral",
    }
}

impl TextView {
    fn new(text: &Text) -> Self {
        let (label, href) = text.shown_link().unzip();
        Self {
            words: text.words().to_owned(),
            link_label: label.map(str::to_owned),
            link_href: href.map(str::to_owned),
        }
    }
}

impl TidbitView {
    fn new(tidbit: &Tidbit) -> Self {
        let comparison = tidbit.comparison();
        Self {
            value: tidbit.value().to_owned(),
            note: tidbit.words().map(str::to_owned),
            trend: match comparison.as_ref().map(|(trend, ..)| *trend) {
                Some(Trend::Up) => "up",
                Some(Trend::Down) => "down",
                _ => "level",
            },
            than: comparison.as_ref().map(|(_, _, than)| (*than).to_owned()),
            change: comparison.map(|(_, change, _)| change),
            verdict: match tidbit.is_good() {
                Some(true) => "good",
                Some(false) => "bad",
                None => "",
            },
        }
    }
}

impl ProgressView {
    fn new(progress: &Progress) -> Self {
        Self {
            filled: format!("{:.1}", progress.filled()).trim_end_matches(".0").to_owned(),
            shown: progress.shown(),
            label: progress.what().map(str::to_owned),
        }
    }
}
