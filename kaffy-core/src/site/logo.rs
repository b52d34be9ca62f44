//! The picture beside the title, and the line at the foot.

use std::borrow::Cow;

/// A picture in place of the title (K6).
///
/// ```
/// # use kaffy_core::{Admin, AdminBuilder, Database, site::{Footer, Logo}};
/// # fn example(db: Database) -> AdminBuilder {
/// Admin::builder(db)
///     .logo(Logo::at("/static/bakery.svg", "Bakery"))
///     .footer(Footer::Text("Bakery, since 1912".to_owned()))
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Logo {
    pub(crate) source: LogoSource,
    pub(crate) alt: String,
}

/// Where a logo comes from.
#[derive(Clone, Debug)]
pub enum LogoSource {
    /// A path of this host.
    Path(String),
    /// A file that the admin serves itself: its type, such as `image/svg+xml`, and what is in it.
    File(&'static str, Cow<'static, [u8]>),
}

impl Logo {
    /// A picture that the application serves at a path of this host: `/static/logo.png`. `alt` says what it
    /// shows, usually the name of the site.
    ///
    /// A page of the admin takes pictures from its own host only; `build()` refuses any other address.
    pub fn at(path: impl Into<String>, alt: impl Into<String>) -> Self {
        Self { source: LogoSource::Path(path.into()), alt: alt.into() }
    }

    /// A picture that the admin serves itself: `Logo::file("image/svg+xml", include_bytes!("logo.svg"), "Bakery")`.
    pub fn file(kind: &'static str, bytes: impl Into<Cow<'static, [u8]>>, alt: impl Into<String>) -> Self {
        Self { source: LogoSource::File(kind, bytes.into()), alt: alt.into() }
    }

    /// Where it comes from.
    pub fn source(&self) -> &LogoSource {
        &self.source
    }

    /// What it shows, in words.
    pub fn alt(&self) -> &str {
        &self.alt
    }
}

/// The line at the foot of each page (K7).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Footer {
    /// The title of the admin.
    #[default]
    Title,
    /// This text, as it is.
    Text(String),
    /// Nothing.
    None,
}
