//! The site around the resources: its look, its first page, its menu, and pages and links of the
//! application's own.

mod address;
mod builder;
mod check;
mod context;
mod link;
mod logo;
mod page;

pub use address::is_address;
pub(crate) use check::Checked;
pub use context::Context;
pub use link::{CustomLink, LinkPlace, PlacedLink};
pub use logo::{Footer, Logo, LogoSource};
pub use page::{CustomPage, PageData, PlacedPage};

use crate::ResourceMeta;

/// The first page (K8).
///
/// ```
/// # use kaffy_core::{Admin, AdminBuilder, AdminResource, Database, site::Home};
/// # fn example<Product: AdminResource>(db: Database) -> AdminBuilder {
/// Admin::builder(db).home(Home::list::<Product>())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Home {
    /// The dashboard for somebody who sees a widget on it, else an overview of the resources.
    #[default]
    Usual,
    /// An overview of the resources.
    Overview,
    /// The dashboard.
    Dashboard,
    /// The list of a resource; the overview for somebody who may not view it.
    List(&'static ResourceMeta),
    /// The custom page with this slug; the overview for somebody who may not see it.
    Page(String),
}

impl Home {
    /// The list of `R`.
    pub fn list<R: crate::AdminResource>() -> Self {
        Self::List(R::META)
    }

    /// The custom page with this slug.
    pub fn page(slug: impl Into<String>) -> Self {
        Self::Page(slug.into())
    }
}

/// What an admin was told about its site.
#[derive(Debug, Default)]
pub(crate) struct Site {
    pub(crate) logo: Option<Logo>,
    pub(crate) mini_logo: Option<Logo>,
    pub(crate) footer: Footer,
    pub(crate) home: Home,
    pub(crate) no_dashboard: bool,
    pub(crate) no_context_dashboards: bool,
    pub(crate) contexts: Vec<Context>,
    pub(crate) hidden: Vec<(&'static str, &'static str)>,
    pub(crate) links: Vec<CustomLink>,
    pub(crate) pages: Vec<CustomPage>,
}
