//! The pages of an admin before they become a router: where they are mounted, which templates differ.

use std::{borrow::Cow, fmt, sync::Arc};

use crate::{
    Closing,
    assets::{Asset, Assets, CSS, JS},
    router,
    templates::{self, Press, Stencils, Templates},
    view::Parts,
};
use axum::Router;
use kaffy_core::{
    Admin,
    i18n::{Language, Localizer},
    site::{Logo, LogoSource},
};
use tokio::sync::Semaphore;

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
    extensions: Extensions,
    closing: Closing,
}

/// Style sheets and scripts of the application.
#[derive(Clone, Default)]
pub(crate) struct Extensions {
    styles: Vec<String>,
    scripts: Vec<String>,
    files: Vec<Asset>,
}

impl Extensions {
    fn add(&mut self, name: impl Into<String>, kind: &'static str, body: impl Into<Cow<'static, [u8]>>) -> String {
        // A name of our own would win over it.
        let name = format!("x{}-{}", self.files.len() + 1, name.into());
        self.files.push(Asset { name: name.clone().into(), kind, body: body.into() });
        name
    }
}

impl Pages {
    /// The pages of this admin.
    pub fn new(admin: Admin) -> Self {
        Self {
            admin,
            prefix: None,
            templates: Vec::new(),
            extensions: Extensions::default(),
            closing: Closing::default(),
        }
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
    /// The closest name is drawn: for the list of the resource at `/shop/products` that is
    /// `shop/products/list.html`, then `shop/list.html` for all of the context, then `resource/list.html`,
    /// then the built-in one (A94). So for `form.html`, `pick.html` and `delete.html`, and for the page of a
    /// context `shop/context.html`, then `context.html`.
    ///
    /// To add something, extend the built-in one and fill a block: `head`, `before_content` and
    /// `after_content` are in all of them, empty; `content` is the whole page, `list` and `form` what their
    /// names say.
    ///
    /// ```
    /// # fn pages(admin: kaffy_core::Admin) -> Result<axum::Router, kaffy_web::TemplateError> {
    /// kaffy_web::Pages::new(admin)
    ///     .template(
    ///         "shop/products/list.html",
    ///         "{% extends \"builtin/resource/list.html\" %}\
    ///          {% block before_content %}<p class=\"lead\">Prices are net.</p>{% endblock before_content %}",
    ///     )
    ///     .router()
    /// # }
    /// ```
    ///
    /// A template sees `screen` ([`Screen`](crate::view::Screen)) and `page`: a
    /// [`HomeView`](crate::view::HomeView) in `home.html`, a
    /// [`DashboardView`](crate::view::DashboardView) in `dashboard.html`, a
    /// [`ContextView`](crate::view::ContextView) in `context.html`, a [`WidgetView`](crate::view::WidgetView) in
    /// `widget.html`, a [`ListView`](crate::view::ListView)
    /// in `resource/list.html`, a [`FormView`](crate::view::FormView) in `resource/form.html`, a
    /// [`PickPage`](crate::view::PickPage) in `resource/pick.html`, a
    /// [`DeleteView`](crate::view::DeleteView) in `resource/delete.html`, a
    /// [`HistoryView`](crate::view::HistoryView) in `resource/history.html`, an
    /// [`AuditView`](crate::view::AuditView) in `audit.html`, an
    /// [`ActionView`](crate::view::ActionView) in `resource/action.html`, a
    /// [`ResultView`](crate::view::ResultView) in `resource/action_done.html`, a
    /// [`RunView`](crate::view::RunView) in `resource/action_run.html`, an
    /// [`ExportView`](crate::view::ExportView) in `resource/export.html`, an
    /// [`ImportView`](crate::view::ImportView) in `resource/import.html`, an
    /// [`ImportResultView`](crate::view::ImportResultView) in `resource/import_done.html`, an
    /// [`GoneView`](crate::view::GoneView) in `resource/gone.html`, an
    /// [`ErrorView`](crate::view::ErrorView) in `error.html`. `layout.html` is around all of them. A form of
    /// one's own sends `page.version` back as `_version`, and `row.version` of each row likewise: a form without them
    /// is asked about everything that it changes.
    #[must_use]
    pub fn template(mut self, name: impl Into<String>, source: impl Into<String>) -> Self {
        self.templates.push((name.into(), source.into()));
        self
    }

    /// Adds a style sheet to every page, after the admin's own and in the order of these calls (K19):
    /// `.stylesheet("shop.css", include_str!("shop.css"))`.
    ///
    /// It is served from the admin's own address under a hash of its content. The policy of the pages
    /// allows pictures and fonts from this host only, and no `<style>` or `style="…"` anywhere.
    #[must_use]
    pub fn stylesheet(mut self, name: impl Into<String>, content: impl Into<Cow<'static, str>>) -> Self {
        let name = self.extensions.add(name, CSS, bytes(content.into()));
        self.extensions.styles.push(name);
        self
    }

    /// Adds a script to every page, after the admin's own and in the order of these calls (K19). It runs as
    /// a module, once the page is read.
    #[must_use]
    pub fn script(mut self, name: impl Into<String>, content: impl Into<Cow<'static, str>>) -> Self {
        let name = self.extensions.add(name, JS, bytes(content.into()));
        self.extensions.scripts.push(name);
        self
    }

    /// What ends answers that stay open, for a server that waits for all of them when it shuts down.
    ///
    /// ```
    /// # async fn stopped() {}
    /// # fn app(admin: kaffy_core::Admin) -> Result<(), kaffy_web::TemplateError> {
    /// let pages = kaffy_web::Pages::new(admin);
    /// let closing = pages.closing();
    /// let app = axum::Router::new().nest_service("/admin", pages.router()?);
    /// let shutdown = async move {
    ///     stopped().await;
    ///     closing.close();
    /// };
    /// // axum::serve(listener, app).with_graceful_shutdown(shutdown).await
    /// # let _: (axum::Router, _) = (app, shutdown);
    /// # Ok(()) }
    /// ```
    pub fn closing(&self) -> Closing {
        self.closing.clone()
    }

    /// The pages as a router, to nest wherever the application likes.
    ///
    /// # Errors
    /// When a template of the application does not compile, is not named `….html`, or is named like none
    /// that is ever drawn.
    pub fn router(self) -> Result<Router, TemplateError> {
        let pages = self.admin.all_pages().iter();
        let mut own: Vec<_> =
            pages.map(|page| (format!("p/{}.html", page.slug()), page.template().to_owned())).collect();
        own.extend(self.templates);
        templates::check_names(&own, self.admin.registry())?;
        let templates = templates::load(&own, self.admin.languages())?;
        Ok(router::routes(Web::new(self.admin, templates, self.prefix, self.extensions, self.closing)))
    }
}

fn bytes(text: Cow<'static, str>) -> Cow<'static, [u8]> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
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
    /// A type of a field draws itself by a template that nobody added.
    #[error("`{field}` is drawn by the template `{name}`, which is not there: add it with `Pages::template`")]
    Missing {
        /// The template.
        name: &'static str,
        /// The field.
        field: String,
    },
    /// Nothing would ever draw it.
    #[error(
        "nothing draws the template `{name}`{}: name it like a built-in one, alone or below the slugs of a context \
         and a resource, or use it in another template",
        .nearest.as_ref().map(|name| format!(", did you mean `{name}`?")).unwrap_or_default()
    )]
    Unused {
        /// Its name.
        name: String,
        /// The name that may have been meant.
        nearest: Option<String>,
    },
    /// It does not compile; the words name the template and the line.
    #[error("the templates do not compile: {0}")]
    Syntax(#[from] tera::Error),
}

/// What every handler needs. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Web(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) admin: Admin,
    pub(crate) templates: Templates,
    /// The places of those whose requests are answered at once.
    pub(crate) places: Semaphore,
    /// What differs between languages, by their tags.
    spoken: Vec<(String, Spoken)>,
    pub(crate) prefix: Option<String>,
    /// Style sheets of the application, by name.
    pub(crate) styles: Vec<String>,
    /// Scripts of the application, by name.
    pub(crate) scripts: Vec<String>,
    /// Runs of chores that somebody watches.
    #[cfg(feature = "jobs")]
    pub(crate) watched: crate::watched::Watched,
    /// The end of answers that stay open.
    #[cfg(feature = "jobs")]
    pub(crate) closing: Closing,
}

impl Web {
    pub(crate) fn new(
        admin: Admin,
        templates: Templates,
        prefix: Option<String>,
        own: Extensions,
        closing: Closing,
    ) -> Self {
        #[cfg(not(feature = "jobs"))]
        drop(closing);
        if admin.auth().is_local_development() {
            tracing::warn!("nobody signs in to this admin: it answers this machine only");
        }
        let Extensions { styles, scripts, mut files } = own;
        let (logo, mini) = admin.logos();
        for (name, logo) in [("logo", logo), ("mini-logo", mini)] {
            if let Some(LogoSource::File(kind, body)) = logo.map(Logo::source) {
                files.push(Asset { name: name.into(), kind, body: body.clone() });
            }
        }
        let icons = admin.icons();
        let in_language = |language: &Arc<Language>| {
            let localizer = Localizer::new(language.clone(), admin.time_zone());
            let spoken = || Spoken {
                assets: Assets::new(&icons, &files),
                parts: Parts::of(&templates),
                stencils: Stencils::new(),
            };
            (language.tag().to_owned(), localizer.run(spoken))
        };
        let spoken = admin.languages().all().iter().map(in_language).collect();
        let places = Semaphore::new(admin.transport().at_once().min(Semaphore::MAX_PERMITS));
        Self(Arc::new(Inner {
            places,
            admin,
            templates,
            spoken,
            prefix,
            styles,
            scripts,
            #[cfg(feature = "jobs")]
            watched: crate::watched::Watched::default(),
            #[cfg(feature = "jobs")]
            closing,
        }))
    }
}

/// What differs between languages.
struct Spoken {
    assets: Assets,
    parts: Parts,
    stencils: Stencils,
}

impl Inner {
    /// Style and scripts in the language of whoever reads.
    pub(crate) fn assets(&self) -> &Assets {
        &self.spoken().assets
    }

    /// What is drawn in Rust on many places of a page.
    pub(crate) fn parts(&self) -> &Parts {
        &self.spoken().parts
    }

    /// All of it that pages are drawn with.
    pub(crate) fn press(&self) -> Press<'_> {
        let Spoken { parts, stencils, .. } = self.spoken();
        Press { templates: &self.templates, parts, stencils }
    }

    fn spoken(&self) -> &Spoken {
        let localizer = Localizer::current();
        let tag = localizer.language().tag();
        let found = self.spoken.iter().find(|(of, _)| of == tag).or(self.spoken.first());
        found.map(|(_, spoken)| spoken).unwrap_or_else(|| unreachable!("an admin has one language at least"))
    }

    /// The file of this name under this hash, whatever its language.
    pub(crate) fn asset(&self, hash: &str, name: &str) -> Option<&Asset> {
        self.spoken.iter().find_map(|(_, spoken)| spoken.assets.find(hash, name))
    }
}

impl std::ops::Deref for Web {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
