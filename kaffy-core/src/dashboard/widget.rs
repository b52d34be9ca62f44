//! Where and how something is shown on a dashboard.

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use super::{Content, WidgetContent, WidgetValue};
use crate::{Actor, Icon, Reader, Refusal, Tone};

type Run = dyn Fn(Reader) -> Pin<Box<dyn Future<Output = Result<Content, Refusal>> + Send>> + Send + Sync;
type Rule = dyn Fn(&Actor) -> bool + Send + Sync;

/// Something to see on a dashboard.
///
/// ```
/// use kaffy_core::{Tone, dashboard::{Tidbit, Widget}};
///
/// let open = Widget::new("Open orders", Tidbit::new(12)).width(4).order(10).tone(Tone::Info).main_only();
/// assert_eq!(open.columns(), 4);
/// ```
#[derive(Clone)]
pub struct Widget {
    pub(crate) title: String,
    pub(crate) order: i32,
    pub(crate) width: u8,
    pub(crate) icon: Option<Icon>,
    pub(crate) tone: Tone,
    pub(crate) board: Board,
    pub(crate) context: Option<String>,
    pub(crate) timeout: Duration,
    pub(crate) rule: Option<Arc<Rule>>,
    pub(crate) run: Arc<Run>,
}

/// On which dashboards a widget stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Board {
    /// The main one and that of its context.
    #[default]
    Both,
    /// The main one.
    Main,
    /// That of its context.
    Context,
}

impl Widget {
    /// A widget under this title.
    pub fn new<V: WidgetValue>(title: impl Into<String>, value: V) -> Self {
        let value = Arc::new(value);
        Self {
            title: title.into(),
            order: 999,
            width: <V::Value as WidgetContent>::WIDTH,
            icon: None,
            tone: Tone::default(),
            board: Board::default(),
            context: None,
            timeout: Duration::from_secs(10),
            rule: None,
            run: Arc::new(move |reader| {
                let value = value.clone();
                Box::pin(async move { value.value(&reader).await.map(Into::into) })
            }),
        }
    }

    /// Sets its place: smaller numbers first, 999 by default. Equal ones stay as they were declared.
    #[must_use]
    pub fn order(mut self, order: i32) -> Self {
        self.order = order;
        self
    }

    /// Sets how many of twelve columns it takes on a wide screen: 3 by default for a tidbit, 6 for all
    /// others. `build()` refuses anything but 1 to 12.
    #[must_use]
    pub fn width(mut self, columns: u8) -> Self {
        self.width = columns;
        self
    }

    /// Adds an icon: `kaffy::icons::LuCookie`. None by default.
    #[must_use]
    pub fn icon(mut self, icon: impl Into<Icon>) -> Self {
        self.icon = Some(icon.into());
        self
    }

    /// Sets its colour, which never says more than its words do.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Shows it on the main dashboard only.
    #[must_use]
    pub fn main_only(mut self) -> Self {
        self.board = Board::Main;
        self
    }

    /// Shows it on the dashboard of its context only.
    #[must_use]
    pub fn context_only(mut self) -> Self {
        self.board = Board::Context;
        self
    }

    /// Sets its context, by the name that resources give it. A widget of a resource has that of the
    /// resource; a widget of the whole admin has none, and stands on the main dashboard.
    #[must_use]
    pub fn context(mut self, context: impl Into<String>) -> Self {
        self.context = Some(context.into());
        self
    }

    /// Sets how long it may take before an error is shown in its place: ten seconds by default.
    #[must_use]
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Says who sees it. A widget of a resource is never seen by somebody who may not view the resource.
    #[must_use]
    pub fn visible_to(mut self, rule: impl Fn(&Actor) -> bool + Send + Sync + 'static) -> Self {
        self.rule = Some(Arc::new(rule));
        self
    }

    /// How many of twelve columns it takes.
    pub fn columns(&self) -> u8 {
        self.width
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its icon.
    pub fn shown_icon(&self) -> Option<Icon> {
        self.icon
    }

    /// Its colour.
    pub fn shown_tone(&self) -> Tone {
        self.tone
    }

    /// How long it may take.
    pub fn time_limit(&self) -> Duration {
        self.timeout
    }
}

impl fmt::Debug for Widget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Widget").field("title", &self.title).field("order", &self.order).finish_non_exhaustive()
    }
}
