//! The options of an admin that are about its site.

use super::{Context, CustomLink, CustomPage, Footer, Home, Logo};
use crate::{AdminBuilder, AdminResource};

impl AdminBuilder {
    /// Shows a picture in place of the title, which then is what it says to those who do not see it (K6).
    #[must_use]
    pub fn logo(mut self, logo: Logo) -> Self {
        self.site.logo = Some(logo);
        self
    }

    /// Shows another picture on narrow screens (K6).
    #[must_use]
    pub fn mini_logo(mut self, logo: Logo) -> Self {
        self.site.mini_logo = Some(logo);
        self
    }

    /// Sets the line at the foot of each page: the title by default (K7).
    #[must_use]
    pub fn footer(mut self, footer: Footer) -> Self {
        self.site.footer = footer;
        self
    }

    /// Sets the first page (K8); see [`Home`] for the default.
    #[must_use]
    pub fn home(mut self, home: Home) -> Self {
        self.site.home = home;
        self
    }

    /// Turns the main dashboard off: neither its link nor its page is there (K9).
    #[must_use]
    pub fn without_dashboard(mut self) -> Self {
        self.site.no_dashboard = true;
        self
    }

    /// Turns the dashboards of contexts off: their pages show resources only (K47).
    #[must_use]
    pub fn without_context_dashboards(mut self) -> Self {
        self.site.no_context_dashboards = true;
        self
    }

    /// Says how a context is called, where it stands in the menu, and its icon.
    #[must_use]
    pub fn context(mut self, context: Context) -> Self {
        self.site.contexts.push(context);
        self
    }

    /// Leaves a resource out of the menu; its pages stay (K14). See also
    /// [`ResourceAdmin::in_menu`](crate::ResourceAdmin::in_menu).
    #[must_use]
    pub fn hide_in_menu<R: AdminResource>(mut self) -> Self {
        self.site.hidden.push(R::META.id());
        self
    }

    /// Adds a link to the menu (K32).
    #[must_use]
    pub fn link(mut self, link: CustomLink) -> Self {
        self.site.links.push(link);
        self
    }

    /// Adds a page of the application's own (K48).
    #[must_use]
    pub fn page(mut self, page: CustomPage) -> Self {
        self.site.pages.push(page);
        self
    }
}
