//! The list that a view is of, found by the text that names it, for an actor who may see the list.

use kaffy_core::{
    Actor, Allowed, View,
    views::{SavedView, Views},
};
use uuid::Uuid;

use crate::{
    WebError,
    extract::{Visit, pairs},
    handlers::list::no_such_list,
    links::with_query,
    pages::Web,
    view::view_href,
};

pub(super) struct Place {
    /// What the list is of: `Products`.
    pub(super) title: String,
    /// The plain list.
    pub(super) href: String,
    pub(super) views: Views,
    seen: Allowed<View>,
}

impl Place {
    /// The list of this name. Another kind of list has its own name here, such as `jobs`, and its own proof.
    pub(super) fn find(web: &Web, visit: &Visit, actor: &Actor, list: &str) -> Result<Self, WebError> {
        let (context, slug) = list.split_once('/').ok_or_else(WebError::no_page)?;
        let resource = web.admin.registry().find(context, slug).ok_or_else(WebError::no_page)?;
        let seen = web.admin.authorize::<View>(actor, resource)?;
        let views = seen.views().ok_or_else(WebError::no_page)?;
        Ok(Self { title: resource.meta().plural.to_owned(), href: visit.links.list(resource), views, seen })
    }

    /// What the list shows, as a view keeps it. What is no query of this list is refused.
    pub(super) fn query(&self, visit: &Visit, text: &str) -> Result<String, WebError> {
        let query = self.seen.list_query(&pairs(text.as_bytes())?);
        let query = query.map_err(|bad| no_such_list(visit, self.seen.resource(), bad))?;
        Ok(query.to_view_string())
    }

    /// Whether the list leaves out something of a view, for this actor.
    pub(super) fn is_cut(&self, view: &SavedView) -> bool {
        self.seen.list_of(&view.query).1
    }

    /// The list as it is shown, in a view.
    pub(super) fn at(&self, query: &str, id: Uuid) -> String {
        match query {
            "" => with_query(&self.href, "view=none"),
            query => with_query(&self.href, &format!("{query}&view={id}")),
        }
    }

    /// The list as a view has it.
    pub(super) fn in_view(&self, id: Uuid) -> String {
        view_href(&self.href, id)
    }
}
