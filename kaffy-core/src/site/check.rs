//! What was said about a site, checked and in order.

use std::{collections::HashSet, iter::once};

use super::{Context, Footer, Home, LinkPlace, Logo, LogoSource, PlacedLink, PlacedPage, Site, address::is_path};
use crate::{Actor, Admin, Icon, Problem, Registry, Resource, registry::slugify};

/// A site that was checked.
#[derive(Debug)]
pub(crate) struct Checked {
    site: Site,
    links: Vec<PlacedLink>,
    pages: Vec<PlacedPage>,
}

impl Checked {
    /// Takes what the resources declare and then the admin's own, and says what is wrong with it.
    pub(crate) fn new(mut site: Site, registry: &Registry, problems: &mut Vec<Problem>) -> Self {
        let links = links(&mut site, registry, problems);
        let pages = pages(&mut site, registry, problems);
        let mut wrong = |place: String, message: &str| problems.push(Problem::new(place, message));
        for logo in [&site.logo, &site.mini_logo].into_iter().flatten() {
            let is_fine = match &logo.source {
                LogoSource::Path(path) => is_path(path),
                LogoSource::File(kind, _) => kind.starts_with("image/"),
            };
            if !is_fine {
                let words = "is no path of this host (`/logo.png`) and no image: pages take pictures from their own \
                             host only, so hand it over with `Logo::file`";
                wrong("the logo".to_owned(), words);
            }
            if logo.alt.trim().is_empty() {
                wrong("the logo".to_owned(), "says nothing to those who do not see it: give it an `alt` text");
            }
        }
        for context in &site.contexts {
            if registry.resources().iter().all(|resource| resource.meta().context != context.name) {
                let words = "is no resource’s context: name one as `context = \"…\"` does";
                wrong(format!("the context {:?}", context.name), words);
            }
        }
        match &site.home {
            Home::Dashboard if site.no_dashboard => {
                wrong("the home page".to_owned(), "is the dashboard, which is turned off: choose another");
            }
            Home::List(meta) if registry.of(meta).is_none() => {
                wrong(
                    "the home page".to_owned(),
                    "is the list of a resource that is not registered: add it with `.resource::<…>()` or `.discover()`",
                );
            }
            Home::Page(slug) if pages.iter().all(|page| page.slug() != slug) => {
                wrong("the home page".to_owned(), "is a custom page that does not exist: add it with `.page(…)`");
            }
            _ => {}
        }
        Self { site, links, pages }
    }

    fn context(&self, resource: &Resource) -> Option<&Context> {
        self.site.contexts.iter().find(|context| context.name == resource.meta().context)
    }

    /// Every icon of the site.
    pub(crate) fn icons<'a>(&'a self, registry: &'a Registry) -> impl Iterator<Item = Icon> + 'a {
        let contexts = self.site.contexts.iter().map(|context| context.icon);
        let links = self.links.iter().map(PlacedLink::icon);
        let pages = self.pages.iter().map(PlacedPage::icon);
        contexts.chain(links).chain(pages).chain(registry.resources().iter().map(|it| it.icon())).flatten()
    }
}

fn links(site: &mut Site, registry: &Registry, problems: &mut Vec<Problem>) -> Vec<PlacedLink> {
    let declared = registry.resources().iter().flat_map(|resource| {
        let links = resource.behaviour.as_ref().map(|it| it.get().links()).unwrap_or_default();
        links.into_iter().map(|link| (link, Some(resource.meta())))
    });
    let declared: Vec<_> = declared.chain(site.links.drain(..).map(|link| (link, None))).collect();
    let mut ids = HashSet::new();
    let mut links = Vec::new();
    for (link, resource) in declared {
        let mut wrong = |message: String| problems.push(Problem::new(format!("the link “{}”", link.name), message));
        if !super::is_address(&link.url) {
            wrong(format!("leads to {:?}: write a path of this host (`/shop`) or an `http(s)` address", link.url));
        } else if link.post && !is_path(&link.url) {
            wrong("posts to another host, which the pages’ policy forbids: give it a path of this host".to_owned());
        }
        let stem = slugify(&link.name);
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let id = once(stem.clone()).chain(numbered).find(|id| !id.is_empty() && !ids.contains(id)).unwrap_or_default();
        ids.insert(id.clone());
        let usual = if resource.is_some() { LinkPlace::Sub } else { LinkPlace::Bottom };
        links.push(PlacedLink { id, place: link.place.unwrap_or(usual), link, resource });
    }
    links.sort_by_key(|placed| placed.link.order);
    links
}

fn pages(site: &mut Site, registry: &Registry, problems: &mut Vec<Problem>) -> Vec<PlacedPage> {
    let declared = registry.resources().iter().flat_map(|resource| {
        let pages = resource.behaviour.as_ref().map(|it| it.get().pages()).unwrap_or_default();
        pages.into_iter().map(|page| PlacedPage { page, resource: Some(resource.meta()) })
    });
    let mut pages: Vec<_> = declared.collect();
    pages.extend(site.pages.drain(..).map(|page| PlacedPage { page, resource: None }));
    let mut slugs = HashSet::new();
    for placed in &pages {
        let mut wrong = |message: &str| problems.push(Problem::new(format!("the page “{}”", placed.name()), message));
        let slug = placed.slug();
        if slug.is_empty() || !slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
            wrong("has a slug with other signs than lower-case letters, digits and hyphens: leave them out");
        }
        if !slugs.insert(slug.to_owned()) {
            wrong("has the slug of another page: give one of them another");
        }
    }
    pages.sort_by_key(|placed| placed.page.order);
    pages
}

impl Admin {
    /// The picture in place of the title, and the one for narrow screens.
    pub fn logos(&self) -> (Option<&Logo>, Option<&Logo>) {
        (self.site().site.logo.as_ref(), self.site().site.mini_logo.as_ref())
    }

    /// The line at the foot of each page.
    pub fn footer(&self) -> &Footer {
        &self.site().site.footer
    }

    /// The first page.
    pub fn home(&self) -> &Home {
        &self.site().site.home
    }

    /// Whether there is a main dashboard.
    pub fn has_dashboard(&self) -> bool {
        !self.site().site.no_dashboard
    }

    /// Whether contexts have dashboards.
    pub fn has_context_dashboards(&self) -> bool {
        !self.site().site.no_context_dashboards
    }

    /// What people call the context of a resource.
    pub fn context_label<'a>(&'a self, resource: &'a Resource) -> &'a str {
        let own = self.site().context(resource).and_then(|context| context.label.as_deref());
        own.unwrap_or(resource.meta().context)
    }

    /// The icon of the context of a resource.
    pub fn context_icon(&self, resource: &Resource) -> Option<Icon> {
        self.site().context(resource).and_then(|context| context.icon)
    }

    /// The resources that an actor may see, in the order of the menu: contexts by their order and name, in
    /// each of them resources by theirs.
    pub fn in_order<'a>(&'a self, actor: &'a Actor) -> Vec<&'a Resource> {
        let mut all: Vec<_> = self.visible(actor).map(|resource| &**resource).collect();
        all.sort_by_key(|resource| {
            let order = self.site().context(resource).map_or(999, |context| context.order);
            (
                order,
                self.context_label(resource),
                resource.meta().context,
                resource.menu_order(),
                resource.meta().plural,
            )
        });
        all
    }

    /// Whether the menu of an actor shows a resource that the actor may view.
    pub fn is_in_menu(&self, actor: &Actor, resource: &Resource) -> bool {
        !self.site().site.hidden.contains(&resource.meta().id()) && resource.in_menu(actor)
    }

    /// The links that an actor sees.
    pub fn links<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a PlacedLink> {
        self.site().links.iter().filter(|link| link.is_for(self, actor))
    }

    /// The custom pages that an actor sees.
    pub fn pages<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a PlacedPage> {
        self.site().pages.iter().filter(|page| page.is_for(self, actor))
    }

    /// All custom pages, whoever sees them.
    pub fn all_pages(&self) -> &[PlacedPage] {
        &self.site().pages
    }
}
