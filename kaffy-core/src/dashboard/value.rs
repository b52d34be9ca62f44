//! What a widget shows: the typed trait for people, and what is left of it for the machine.

use super::{Chart, Progress, Text, Tidbit};
use crate::{Reader, Refusal};

mod sealed {
    pub trait Sealed {}
}

/// What a widget shows, of whatever type.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Content {
    /// Words.
    Text(Text),
    /// A number.
    Tidbit(Tidbit),
    /// A bar.
    Progress(Progress),
    /// A chart.
    Chart(Chart),
}

/// A type of content: [`Text`], [`Tidbit`], [`Progress`] or [`Chart`].
pub trait WidgetContent: sealed::Sealed + Into<Content> + Send + 'static {
    /// How many of twelve columns it takes unless the widget says otherwise.
    const WIDTH: u8;
}

/// Makes what a widget shows, each time somebody looks.
///
/// The four types of content are values of themselves, for what never changes.
///
/// ```
/// # mod kaffy { pub use kaffy_core::*; }
/// # use kaffy_core::{AdminResource, Record, RecordError, ResourceMeta, TableMeta};
/// # struct Product;
/// # impl AdminResource for Product {
/// #     type Fields = ();
/// #     const FIELDS: () = ();
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self) }
/// # }
/// use kaffy::{Reader, Refusal, dashboard::{Tidbit, WidgetValue}};
///
/// struct CurrentProducts;
///
/// impl WidgetValue for CurrentProducts {
///     type Value = Tidbit;
///
///     async fn value(&self, reader: &Reader) -> Result<Tidbit, Refusal> {
///         Ok(Tidbit::new(reader.count::<Product>([]).await?))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` says nothing that a widget could show",
    label = "does not implement `WidgetValue`",
    note = "use a `Text`, `Tidbit`, `Progress` or `Chart`, or write `impl WidgetValue for {Self}`"
)]
pub trait WidgetValue: Send + Sync + 'static {
    /// What kind of content it makes.
    type Value: WidgetContent;

    /// Makes it for the actor of the reader. What goes wrong is said in the widget's place; a database
    /// error is logged and described in general words.
    fn value(&self, reader: &Reader) -> impl Future<Output = Result<Self::Value, Refusal>> + Send;
}

macro_rules! contents {
    ($($content:ident: $width:literal),+ $(,)?) => {$(
        impl sealed::Sealed for $content {}
        impl From<$content> for Content {
            fn from(content: $content) -> Self {
                Self::$content(content)
            }
        }
        impl WidgetContent for $content {
            const WIDTH: u8 = $width;
        }
        impl WidgetValue for $content {
            type Value = Self;

            async fn value(&self, _reader: &Reader) -> Result<Self, Refusal> {
                Ok(self.clone())
            }
        }
    )+};
}
contents! { Text: 6, Tidbit: 3, Progress: 6, Chart: 6 }
