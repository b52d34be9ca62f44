//! What is around every page: head, sidebar, breadcrumb, message, theme.

use kaffy_core::{
    Resource,
    i18n::{Language, Localizer},
    site::{Footer, Logo, LogoSource},
    tr,
};
use serde::Serialize;

use super::{AccountLinks, Flash, MenuView, NavContext, Theme, frame::Frame, has_bell, menu, screen_html};
use crate::{WebError, extract::Visit, pages::Web};

/// What is around a page; `screen` in every template.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct Screen {
    /// The tag of the language of the page, such as `de`.
    pub lang: String,
    /// The languages to choose from; none where there is one only, or the actor has one.
    pub languages: Vec<LanguageView>,
    /// Where a choice of language is posted.
    pub language_action: String,
    /// The time zone in which instants stand on the page; the hidden field `_zone` of a form of a record, which is
    /// read as it was drawn.
    pub zone: &'static str,
    /// The tag of the region whose signs numbers have; the hidden field `_region`.
    pub region: String,
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
    /// The groups of the sidebar; empty for somebody who is not signed in.
    pub nav: Vec<NavContext>,
    /// The rest of the sidebar.
    pub menu: MenuView,
    /// A picture in place of the title.
    pub logo: Option<LogoView>,
    /// Another one for narrow screens.
    pub mini_logo: Option<LogoView>,
    /// The line at the foot.
    pub footer: Option<String>,
    /// Style sheets of the application, in their order.
    pub styles: Vec<String>,
    /// Scripts of the application, in their order.
    pub scripts: Vec<String>,
    /// Slugs of the context and the resource that the page is about, for templates of their own.
    #[serde(skip)]
    pub(super) place: Vec<String>,
    /// The way here; the last one is this page.
    pub crumbs: Vec<Crumb>,
    /// A message to show once.
    pub flash: Option<Flash>,
    /// Who is signed in.
    pub actor: Option<String>,
    /// The pages of whoever is signed in with a built-in account.
    pub account: Option<AccountLinks>,
    /// That somebody acts as whoever is signed in.
    pub acting: Option<ActingView>,
    /// The search of everything, for somebody who is signed in.
    pub search: Option<String>,
    /// What somebody who is signed in was told, where that is kept.
    pub bell: Option<BellView>,
    /// The page that says what keys do, for somebody who is signed in.
    pub keys: Option<String>,
    /// Whether single keys do something.
    pub has_keys: bool,
    /// Whether nobody signs in here, as on a developer's machine.
    pub is_local: bool,
}

/// A language to choose.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct LanguageView {
    /// Its tag.
    pub tag: String,
    /// What it is called by those who speak it.
    pub name: String,
    /// Whether the page is in it.
    pub is_current: bool,
}

/// The languages that can be chosen on a page.
fn languages(web: &Web, visit: &Visit, current: &str) -> Vec<LanguageView> {
    let offered = web.admin.languages().all();
    if offered.len() < 2 || visit.actor().is_some_and(|actor| actor.locale.is_some()) {
        return Vec::new();
    }
    let view = |language: &std::sync::Arc<Language>| LanguageView {
        tag: language.tag().to_owned(),
        name: language.name().to_owned(),
        is_current: language.tag() == current,
    };
    offered.iter().map(view).collect()
}

/// A picture in place of the title.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct LogoView {
    /// Its address.
    pub src: String,
    /// What it shows, in words.
    pub alt: String,
}

impl LogoView {
    fn new(web: &Web, visit: &Visit, logo: Option<&Logo>, name: &str) -> Option<Self> {
        let logo = logo?;
        let src = match logo.source() {
            LogoSource::Path(path) => path.clone(),
            LogoSource::File(..) => visit.links.asset(web.assets().hash(), name),
        };
        Some(Self { src, alt: logo.alt().to_owned() })
    }
}

/// Where somebody finds what they were told. How much of it is new is asked by the script, when the page is there.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct BellView {
    /// The page.
    pub href: String,
    /// Where the script asks what is new.
    pub news_href: String,
}

/// The words of the banner while somebody acts as another user.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct ActingView {
    /// Who one is, and as whom one acts.
    pub words: String,
    /// Where stopping is posted; where the application's own login says who acts, that is its affair.
    pub stop: Option<String>,
}

impl ActingView {
    fn new(web: &Web, visit: &Visit) -> Option<Self> {
        let actor = visit.actor()?;
        let who = actor.who_acts()?;
        let words = tr!("accounts-acting-banner", who = &*who.name, other = &*actor.name);
        Some(Self { words, stop: web.admin.accounts().map(|_| visit.links.accounts("acting/end")) })
    }
}

/// One step of the breadcrumb.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct Crumb {
    /// What it is called.
    pub label: String,
    /// Where it leads; none for this very page.
    pub href: Option<String>,
}

impl Screen {
    /// The screen of a page at the top.
    pub(crate) fn new(web: &Web, visit: &Visit, title: impl Into<String>) -> Self {
        let (title, links, hash) = (title.into(), &visit.links, web.assets().hash());
        let localizer = Localizer::current();
        let lang = localizer.language().tag().to_owned();
        let mut crumbs = vec![Crumb { label: tr!("layout-home"), href: Some(links.home()) }];
        crumbs.push(Crumb { label: title.clone(), href: None });
        Self {
            languages: languages(web, visit, &lang),
            language_action: links.language(),
            zone: localizer.zone_name(),
            region: localizer.region().to_owned(),
            lang,
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
            nav: menu::groups(web, visit),
            menu: MenuView::new(web, visit),
            logo: LogoView::new(web, visit, web.admin.logos().0, "logo"),
            mini_logo: LogoView::new(web, visit, web.admin.logos().1, "mini-logo"),
            footer: match web.admin.footer() {
                Footer::Title => Some(web.admin.title().to_owned()),
                Footer::Text(text) => Some(text.clone()),
                Footer::None => None,
            },
            styles: web.styles.iter().map(|name| links.asset(hash, name)).collect(),
            scripts: web.scripts.iter().map(|name| links.asset(hash, name)).collect(),
            place: Vec::new(),
            crumbs,
            flash: visit.flash.clone(),
            actor: match web.admin.auth().is_local_development() {
                true => visit.actor().map(|_| tr!("layout-local")),
                false => visit.actor().map(|actor| actor.name.clone()),
            },
            account: visit.signed().map(|_| AccountLinks::new(visit)),
            acting: ActingView::new(web, visit),
            search: visit.actor().map(|_| links.search("")),
            bell: has_bell(web, visit)
                .then(|| BellView { href: links.notifications(""), news_href: links.notifications("news") }),
            keys: visit.actor().map(|_| links.keys()),
            has_keys: visit.has_keys,
            is_local: web.admin.auth().is_local_development(),
        }
    }

    /// Puts the way to a resource before the last step.
    #[must_use]
    pub(crate) fn below(mut self, web: &Web, visit: &Visit, resource: &Resource) -> Self {
        let links = &visit.links;
        let context = web.admin.context_label(resource).to_owned();
        self.place = vec![resource.context_slug().to_owned(), resource.slug().to_owned()];
        let at = self.crumbs.len() - 1;
        self.crumbs.insert(at, Crumb { label: context, href: Some(links.context(resource.context_slug())) });
        self
    }

    /// Says that the page is about a context.
    #[must_use]
    pub(crate) fn of_context(mut self, slug: &str) -> Self {
        self.place = vec![slug.to_owned()];
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
        self.title = tr!("layout-error", title = self.title);
        self
    }

    /// The same where something is.
    #[must_use]
    pub(crate) fn failed_if(self, is_wrong: bool) -> Self {
        if is_wrong { self.failed() } else { self }
    }

    /// Draws a page inside.
    pub(crate) fn render(self, web: &Web, template: &str, page: &impl Serialize) -> Result<String, WebError> {
        self.render_value(web, template, tera::Value::try_from_serializable(page)?)
    }

    /// Draws a page with one more name that its template sees.
    pub(crate) fn render_with(
        self,
        web: &Web,
        template: &str,
        page: &impl Serialize,
        name: &'static str,
        value: tera::Value,
    ) -> Result<String, WebError> {
        self.draw(web, template, [("page", tera::Value::try_from_serializable(page)?), (name, value)])
    }

    /// The same for a page whose view is a value already.
    pub(crate) fn render_value_with(
        self,
        web: &Web,
        template: &str,
        page: tera::Value,
        name: &'static str,
        value: tera::Value,
    ) -> Result<String, WebError> {
        self.draw(web, template, [("page", page), (name, value)])
    }

    /// Draws a page whose view is a value already.
    pub(crate) fn render_value(self, web: &Web, template: &str, page: tera::Value) -> Result<String, WebError> {
        self.draw(web, template, [("page", page)])
    }

    fn draw<const N: usize>(
        self,
        web: &Web,
        template: &str,
        values: [(&'static str, tera::Value); N],
    ) -> Result<String, WebError> {
        let mut context = tera::Context::new();
        for (name, value) in values {
            context.insert_value(name, value);
        }
        let own = match web.templates.has_own {
            true => self.own_template(template).find(|name| web.templates.is_own(name)),
            false => None,
        };
        let screen =
            if self.is_ours(web, template) { Frame::new(self, web.press())?.value()? } else { self.value(web)? };
        context.insert_value("screen", screen);
        Ok(web.templates.current().render(own.as_deref().unwrap_or(template), &context)?)
    }

    /// Whether nothing of the application is in the template of a page, or around it.
    pub(super) fn is_ours(&self, web: &Web, template: &str) -> bool {
        !web.templates.has_own && !template.starts_with("p/")
    }

    /// All of the screen, for templates of the application.
    fn value(&self, web: &Web) -> Result<tera::Value, WebError> {
        let nav = web.templates.has_our_links.then(|| screen_html::nav(&self.nav, &self.here, &self.csrf, web.parts()));
        Surroundings::new(self, &nav.unwrap_or_default(), &screen_html::crumbs(&self.crumbs)).value()
    }

    /// Leaves out what is drawn of this page alone.
    pub(super) fn forget_the_page(&mut self) {
        self.place.clear();
        self.nav.clear();
        self.crumbs.clear();
    }

    /// Names under which the application may have another template for this place, the closest first:
    /// `shop/products/list.html`, `shop/list.html` (A94).
    fn own_template(&self, template: &str) -> impl Iterator<Item = String> {
        let name = template.strip_prefix("resource/").unwrap_or(template);
        (1..=self.place.len()).rev().map(move |depth| format!("{}/{name}", self.place[..depth].join("/")))
    }
}

/// All of a screen, with what of it is drawn already, for templates that draw what is around a page.
#[derive(Serialize)]
pub(super) struct Surroundings<'a> {
    #[serde(flatten)]
    screen: &'a Screen,
    nav_html: tera::Value,
    crumbs_html: tera::Value,
    /// There is none.
    frame: (),
}

impl<'a> Surroundings<'a> {
    pub(super) fn new(screen: &'a Screen, nav: &str, crumbs: &str) -> Self {
        let [nav_html, crumbs_html] = [nav, crumbs].map(tera::Value::safe_string);
        Self { screen, nav_html, crumbs_html, frame: () }
    }

    pub(super) fn value(&self) -> Result<tera::Value, WebError> {
        Ok(tera::Value::try_from_serializable(self)?)
    }
}

#[cfg(test)]
pub(crate) mod tests;
