//! The pages of an admin before they become a router: where they are mounted, which templates differ.

use std::{fmt, sync::Arc};

use crate::{
    assets::Assets,
    router,
    templates::{self, Templates},
    view::CellIcons,
};
use axum::Router;
use kaffy_core::Admin;

/// The pages of an admin, for when [`router`](crate::router()) is not enough.
///
/// ```no_run
/// # fn pages(admin: kaffy_core::Admin) -> Result<axum::Router, kaffy_web::TemplateError> {
/// let app = axum::Router::new().nest_service(
///     "/backoffice",
///     kaffy_web::Pages::new(admin)
///         .template("home.html", "{% extends \"builtin/home.html\" %}")
///         .router()?,
/// );
/// # Ok(app) }
/// ```
#[derive(Clone)]
pub struct Pages {
    admin: Admin,
    prefix: Option<String>,
    templates: Vec<(String, String)>,
}

impl Pages {
    /// The pages of this admin.
    pub fn new(admin: Admin) -> Self {
        Self { admin, prefix: None, templates: Vec::new() }
    }

    /// Says under which path browsers see the admin, where a proxy in front of the application changes
    /// paths. Otherwise it is found out from each request.
    #[must_use]
    pub fn prefix(mut self, path: impl Into<String>) -> Self {
        let path = path.into();
        let trimmed = path.trim_matches('/');
        self.prefix = Some(if trimmed.is_empty() { String::new() } else { format!("/{trimmed}") });
        self
    }

    /// Replaces a template by name, such as `resource/list.html`. It may extend the one it replaces,
    /// `builtin/resource/list.html`. The name has to end in `.html`, or nothing in it would be escaped.
    ///
    /// A template sees `screen` ([`Screen`](crate::view::Screen)) and `page`: a
    /// [`HomeView`](crate::view::HomeView) in `home.html`, a
    /// [`DashboardView`](crate::view::DashboardView) in `dashboard.html`, a
    /// [`ContextView`](crate::view::ContextView) in `context.html`, a [`WidgetView`](crate::view::WidgetView) in
    /// `widget.html`, a [`ListView`](crate::view::ListView)
    /// in `resource/list.html`, a [`FormView`](crate::view::FormView) in `resource/form.html`, a
    /// [`PickPage`](crate::view::PickPage) in `resource/pick.html`, a
    /// [`DeleteView`](crate::view::DeleteView) in `resource/delete.html`, an
    /// [`ErrorView`](crate::view::ErrorView) in `error.html`. `layout.html` is around all of them.
    #[must_use]
    pub fn template(mut self, name: impl Into<String>, source: impl Into<String>) -> Self {
        self.templates.push((name.into(), source.into()));
        self
    }

    /// The pages as a router, to nest wherever the application likes.
    ///
    /// # Errors
    /// When a template of the application does not compile or is not named `….html`.
    pub fn router(self) -> Result<Router, TemplateError> {
        let templates = templates::load(&self.templates)?;
        Ok(router::routes(Web::new(self.admin, templates, self.prefix)))
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("admin", &self.admin).field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

/// A template that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// It would not be escaped.
    #[error("the template `{0}` is not named `….html`, so nothing in it would be escaped: rename it")]
    Name(String),
    /// It does not compile.
    #[error("the templates do not compile")]
    Syntax(#[from] tera::Error),
}

/// What every handler needs. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Web(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) admin: Admin,
    pub(crate) templates: Templates,
    pub(crate) cell_icons: CellIcons,
    pub(crate) assets: Assets,
    pub(crate) prefix: Option<String>,
}

impl Web {
    pub(crate) fn new(admin: Admin, templates: Templates, prefix: Option<String>) -> Self {
        if admin.auth().is_local_development() {
            tracing::warn!("nobody signs in to this admin: it answers this machine only");
        }
        let (cell_icons, assets) = (CellIcons::of(&templates), Assets::new(admin.icons(), Vec::new()));
        Self(Arc::new(Inner { admin, templates, cell_icons, assets, prefix }))
    }
}

impl std::ops::Deref for Web {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
