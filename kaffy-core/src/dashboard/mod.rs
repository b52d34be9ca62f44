//! Dashboards: widgets that show a text, a number, a progress or a chart.
//!
//! A [`Widget`] says where and how something is shown; what it shows is a [`WidgetValue`]: a fixed
//! [`Text`], [`Tidbit`], [`Progress`] or [`Chart`], or a type of your own whose async function makes one.
//! Widgets are declared by [`ResourceAdmin::widgets`](crate::ResourceAdmin::widgets), seen by whoever may
//! view the resource, or by [`AdminBuilder::widget`](crate::AdminBuilder::widget).
//!
//! ```
//! use kaffy_core::{Reader, Refusal, dashboard::{Progress, Tidbit, Widget, WidgetValue}};
//!
//! struct Weather;
//!
//! impl WidgetValue for Weather {
//!     type Value = Tidbit;
//!
//!     async fn value(&self, _reader: &Reader) -> Result<Tidbit, Refusal> {
//!         Ok(Tidbit::new("21 °C").note("no rain until tonight"))
//!     }
//! }
//!
//! let widgets = vec![
//!     Widget::new("The weather", Weather).order(1),
//!     Widget::new("Pancakes", Progress::percent(79).label("Customer satisfaction")).width(4),
//! ];
//! # assert_eq!(widgets[0].columns(), 3);
//! ```
//!
//! Each widget is asked for by a request of its own, with a time limit: one that is slow, fails or
//! panics shows an error in its own place and holds up nothing else.

mod boards;
mod chart;
mod number;
mod text;
mod tidbit;
mod value;
mod widget;

pub use boards::PlacedWidget;
pub(crate) use boards::Widgets;
pub use chart::{Chart, ChartKind, Series};
pub use number::Number;
pub use text::{Progress, Text};
pub use tidbit::{Tidbit, Trend};
pub use value::{Content, WidgetContent, WidgetValue};
pub use widget::{Board, Widget};
