//! What is around every page: head, sidebar, breadcrumb, message, theme.

use kaffy_core::Resource;
use serde::Serialize;

use super::{Flash, Theme};
use crate::{WebError, extract::Visit, pages::Web};

/// What is around a page; `screen` in every template.
#[derive(Clone, Debug, Serialize)]
pub struct Screen {
    /// The title of the page, without the admin's.
    pub title: String,
    /// The title of the admin.
    pub admin_title: String,
    /// Light, dark or auto.
    pub theme: Theme,
    /// Where a choice of theme is posted.
    pub theme_action: String,
    /// The address of this page below the host, to come back to.
    pub here: String,
    /// The value of the hidden field `_csrf` of every form that posts.
    pub csrf: String,
    /// The address of the style sheet.
    pub css: String,
    /// The address of the script.
    pub js: String,
    /// The script of forms.
    pub form_js: String,
    /// The address of the icon.
    pub icon: String,
    /// The address of the first page.
    pub home: String,
    /// The sidebar; empty for somebody who is not signed in.
    pub nav: Vec<NavContext>,
    /// The way here; the last one is this page.
    pub crumbs: Vec<Crumb>,
    /// A message to show once.
    pub flash: Option<Flash>,
    /// Who is signed in.
    pub actor: Option<String>,
    /// Whether nobody signs in here, as on a developer's machine.
    pub is_local: bool,
}

/// A group of the sidebar.
#[derive(Clone, Debug, Serialize)]
pub struct NavContext {
    /// Its name.
    pub label: String,
    /// Its page.
    pub href: String,
    /// Whether this page is in it.
    pub is_current: bool,
    /// Its resources that the actor may view.
    pub resources: Vec<NavResource>,
}

/// One resource of the sidebar.
#[derive(Clone, Debug, Serialize)]
pub struct NavResource {
    /// Its name.
    pub label: String,
    /// Its list.
    pub href: String,
    /// Whether this page is about it.
    pub is_current: bool,
}

/// One step of the breadcrumb.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// What it is called.
    pub label: String,
    /// Where it leads; none for this very page.
    pub href: Option<String>,
}

impl Screen {
    /// The screen of a page at the top.
    pub(crate) fn new(web: &Web, visit: &Visit, title: impl Into<String>) -> Self {
        let (title, links, hash) = (title.into(), &visit.links, web.assets.hash());
        let mut crumbs = vec![Crumb { label: "Home".to_owned(), href: Some(links.home()) }];
        crumbs.push(Crumb { label: title.clone(), href: None });
        Self {
            title,
            admin_title: web.admin.title().to_owned(),
            theme: visit.theme,
            theme_action: links.theme(),
            here: visit.here.clone(),
            csrf: visit.token.value.clone(),
            css: links.asset(hash, "kaffy.css"),
            js: links.asset(hash, "kaffy.js"),
            form_js: links.asset(hash, "form.js"),
            icon: links.asset(hash, "icon.svg"),
            home: links.home(),
            nav: nav(web, visit),
            crumbs,
            flash: visit.flash.clone(),
            actor: visit.actor().map(|actor| actor.name.clone()),
            is_local: web.admin.auth().is_local_development(),
        }
    }

    /// Puts the way to a resource before the last step.
    #[must_use]
    pub(crate) fn below(mut self, visit: &Visit, resource: &Resource) -> Self {
        let links = &visit.links;
        let context = resource.meta().context.to_owned();
        let at = self.crumbs.len() - 1;
        self.crumbs.insert(at, Crumb { label: context, href: Some(links.context(resource.context_slug())) });
        self
    }

    /// Puts one more step before the last.
    #[must_use]
    pub(crate) fn after(mut self, label: impl Into<String>, href: String) -> Self {
        let at = self.crumbs.len() - 1;
        self.crumbs.insert(at, Crumb { label: label.into(), href: Some(href) });
        self
    }

    /// Says in the title that something is wrong, for those who hear it first (A53).
    #[must_use]
    pub(crate) fn failed(mut self) -> Self {
        self.title = format!("Error: {}", self.title);
        self
    }

    /// Draws a page inside.
    pub(crate) fn render(&self, web: &Web, template: &str, page: &impl Serialize) -> Result<String, WebError> {
        self.render_value(web, template, tera::Value::try_from_serializable(page)?)
    }

    /// Draws a page whose view is a value already.
    pub(crate) fn render_value(&self, web: &Web, template: &str, page: tera::Value) -> Result<String, WebError> {
        let mut context = tera::Context::new();
        context.insert("screen", self);
        context.insert_value("page", page);
        Ok(web.templates.render(template, &context)?)
    }
}

fn nav(web: &Web, visit: &Visit) -> Vec<NavContext> {
    let Some(actor) = visit.actor() else { return Vec::new() };
    let (context, slug) = (visit.segment(0).unwrap_or_default(), visit.segment(1).unwrap_or_default());
    let mut nav: Vec<NavContext> = Vec::new();
    for resource in web.admin.visible(actor) {
        let is_here = resource.context_slug() == context;
        let entry = NavResource {
            label: resource.meta().plural.to_owned(),
            href: visit.links.list(resource),
            is_current: is_here && resource.slug() == slug,
        };
        match nav.last_mut().filter(|group| group.label == resource.meta().context) {
            Some(group) => group.resources.push(entry),
            None => nav.push(NavContext {
                label: resource.meta().context.to_owned(),
                href: visit.links.context(resource.context_slug()),
                is_current: is_here,
                resources: vec![entry],
            }),
        }
    }
    nav
}
