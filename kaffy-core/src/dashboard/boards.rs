//! All widgets of an admin, and which of them somebody sees.

use std::{collections::HashSet, time::Duration};

use super::{Board, Content, Widget};
use crate::{Actor, Admin, Icon, Problem, Reader, Refusal, Registry, Resource, ResourceMeta, registry::slugify};

/// A widget in its place.
#[derive(Clone, Debug)]
pub struct PlacedWidget {
    id: String,
    widget: Widget,
    /// The resource that declared it, whose permission applies.
    resource: Option<&'static ResourceMeta>,
    context_slug: Option<String>,
}

impl PlacedWidget {
    /// Names it in its address.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What was declared.
    pub fn widget(&self) -> &Widget {
        &self.widget
    }

    /// Makes what it shows to an actor.
    ///
    /// # Errors
    /// What its function refuses.
    pub async fn content(&self, reader: Reader) -> Result<Content, Refusal> {
        (self.widget.run)(reader).await
    }

    fn is_on(&self, context: Option<&str>) -> bool {
        match context {
            None => self.widget.board != Board::Context,
            Some(slug) => self.widget.board != Board::Main && self.context_slug.as_deref() == Some(slug),
        }
    }

    fn is_for(&self, admin: &Admin, actor: &Actor) -> bool {
        self.resource.is_none_or(|meta| admin.may(actor, meta, crate::Permission::View))
            && self.widget.rule.as_ref().is_none_or(|rule| rule(actor))
    }
}

/// All widgets, in their order.
#[derive(Debug, Default)]
pub(crate) struct Widgets(Vec<PlacedWidget>);

impl Widgets {
    /// Takes the widgets of the resources and then the admin's own, and says what is wrong with them.
    pub(crate) fn place(registry: &Registry, own: Vec<Widget>, problems: &mut Vec<Problem>) -> Self {
        let of = |resource: &Resource| {
            let widgets = resource.behaviour.as_ref().map(|behaviour| behaviour.get().widgets()).unwrap_or_default();
            let meta = resource.meta();
            widgets.into_iter().map(move |widget| (widget, Some(meta))).collect::<Vec<_>>()
        };
        let declared = registry.resources().iter().flat_map(|resource| of(resource));
        let declared = declared.chain(own.into_iter().map(|widget| (widget, None)));
        let mut ids = HashSet::new();
        let mut all = Vec::new();
        for (widget, resource) in declared {
            let place = format!("the widget “{}”", widget.title);
            let mut wrong = |message: String| problems.push(Problem::new(&*place, message));
            if !(1..=12).contains(&widget.width) {
                wrong(format!("is {} of 12 columns wide: choose 1 to 12", widget.width));
            }
            if widget.timeout < Duration::from_millis(1) {
                wrong("has no time at all: give `timeout` more than nothing".to_owned());
            }
            let context = widget.context.as_deref().or(resource.map(|meta| meta.context));
            if let Some(name) = context.filter(|name| registry.resources().iter().all(|it| it.meta().context != *name))
            {
                wrong(format!("is in the context {name:?}, which no resource is in: name one that exists"));
            }
            if context.is_none() && widget.board == Board::Context {
                wrong("stands on the dashboard of its context only, and has none: add `.context(…)`".to_owned());
            }
            let stem = [resource.map(|meta| meta.slug), Some(&widget.title)];
            let stem = slugify(&stem.into_iter().flatten().collect::<Vec<_>>().join(" "));
            let numbered = (2..).map(|number| format!("{stem}-{number}"));
            let free = std::iter::once(stem.clone()).chain(numbered).find(|id| !id.is_empty() && !ids.contains(id));
            let id = free.unwrap_or_default();
            ids.insert(id.clone());
            all.push(PlacedWidget { id, context_slug: context.map(slugify), widget, resource });
        }
        all.sort_by_key(|placed| placed.widget.order);
        Self(all)
    }

    pub(crate) fn icons(&self) -> impl Iterator<Item = Icon> {
        self.0.iter().filter_map(|placed| placed.widget.icon)
    }
}

impl Admin {
    /// The widgets that an actor sees on the main dashboard, or on that of the context with this slug.
    pub fn widgets<'a>(&'a self, actor: &'a Actor, context: Option<&'a str>) -> impl Iterator<Item = &'a PlacedWidget> {
        self.all_widgets().0.iter().filter(move |placed| placed.is_on(context) && placed.is_for(self, actor))
    }

    /// The widget with this id, if the actor sees it on some dashboard.
    pub fn widget(&self, actor: &Actor, id: &str) -> Option<&PlacedWidget> {
        self.all_widgets().0.iter().find(|placed| placed.id == id).filter(|placed| placed.is_for(self, actor))
    }
}
