//! The list that a view is of, found by the text that names it, for an actor who may see the list.

use kaffy_core::{
    Actor, Allowed, View,
    views::{SavedView, Views},
};
use uuid::Uuid;

use super::own::Own;
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
    seen: Seen,
}

/// The proof that the actor sees the list.
enum Seen {
    Resource(Box<Allowed<View>>),
    Own(Own),
}

impl Place {
    /// The list of this name: one of kaffy's own, or that of a resource.
    pub(super) fn find(web: &Web, visit: &Visit, actor: &Actor, list: &str) -> Result<Self, WebError> {
        if let Some(own) = Own::find(web, actor, list)? {
            let views = own.views.clone().ok_or_else(WebError::no_page)?;
            let (title, href) = ((own.list.title)(), (own.list.href)(&visit.links));
            return Ok(Self { title, href, views, seen: Seen::Own(own) });
        }
        let (context, slug) = list.split_once('/').ok_or_else(WebError::no_page)?;
        let resource = web.admin.registry().find(context, slug).ok_or_else(WebError::no_page)?;
        let seen = web.admin.authorize::<View>(actor, resource)?;
        let views = seen.views().ok_or_else(WebError::no_page)?;
        let (title, href) = (resource.meta().plural.to_owned(), visit.links.list(resource));
        Ok(Self { title, href, views, seen: Seen::Resource(Box::new(seen)) })
    }

    /// What the list shows, as a view keeps it. What is no query of this list is refused.
    pub(super) fn query(&self, visit: &Visit, text: &str) -> Result<String, WebError> {
        match &self.seen {
            Seen::Resource(seen) => {
                let query = seen.list_query(&pairs(text.as_bytes())?);
                Ok(query.map_err(|bad| no_such_list(visit, seen.resource(), bad))?.to_view_string())
            }
            Seen::Own(own) => own.query(visit, text),
        }
    }

    /// Whether the list leaves out something of a view, for this actor.
    pub(super) fn is_cut(&self, visit: &Visit, view: &SavedView) -> bool {
        match &self.seen {
            Seen::Resource(seen) => seen.list_of(&view.query).1,
            Seen::Own(own) => own.is_cut(visit, view),
        }
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
