//! A form while it is drawn: of a new or an existing record, empty, filled in, or wrong.

use axum::{http::StatusCode, response::Response};
use kaffy_core::{
    Allowed, Found, Key, Mode, Permission, Resource, SaveError, View, i18n::Localizer, sea_query::Value, tr,
};

use super::{
    drawing::{Drawing, markup},
    filled::Filled,
    inlines, links, merging, respond,
};
use crate::{
    WebError,
    extract::{Form, Visit},
    list_state::ListState,
    pages::Web,
    view::{
        ActionButton, FieldView, FormView, InTrashView, InlineView, LinkView, LinksView, Problem, Screen, SectionView,
        is_site_address,
    },
};

/// One form.
pub(super) struct Editing<'a> {
    pub(super) web: &'a Web,
    pub(super) visit: &'a Visit,
    pub(super) seen: &'a Allowed<View>,
    /// The record; none for a new one.
    pub(super) record: Option<(Key, Found)>,
    pub(super) back: ListState,
}

impl<'a> Editing<'a> {
    /// The form of a record.
    pub(super) async fn open(
        web: &'a Web,
        visit: &'a Visit,
        seen: &'a Allowed<View>,
        key: Key,
        back: ListState,
    ) -> Result<Self, WebError> {
        let found = seen.find(&key).await?;
        let found = found.ok_or_else(|| WebError::no_record(seen.resource().meta().singular))?;
        Ok(Self { web, visit, seen, record: Some((key, found)), back })
    }

    /// Draws it, with 422 when something is wrong.
    pub(super) async fn draw(&self, filled: Filled) -> Result<Response, WebError> {
        let status = if filled.is_wrong() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        self.draw_with(status, filled).await
    }

    /// Draws it after a save that went wrong, with what was typed.
    pub(super) async fn draw_again(&self, form: &Form, error: SaveError) -> Result<Response, WebError> {
        match error {
            SaveError::Conflict(conflict) => {
                self.draw_with(StatusCode::CONFLICT, Filled::conflicting(form, *conflict)).await
            }
            SaveError::Invalid(rejected) => self.draw(Filled::rejected(form, *rejected)).await,
            SaveError::Panicked(rejected) => {
                self.draw_with(StatusCode::INTERNAL_SERVER_ERROR, Filled::rejected(form, *rejected)).await
            }
            SaveError::TooSlow(rejected) => {
                self.draw_with(StatusCode::SERVICE_UNAVAILABLE, Filled::rejected(form, *rejected)).await
            }
            error => Err(WebError::of_save(error, self.seen)),
        }
    }

    /// Draws it after it was sent, and would add a second record that is another one: with what was typed, as a form
    /// of its own.
    pub(super) async fn draw_anew(&self, form: &Form, words: String) -> Result<Response, WebError> {
        let mut filled = Filled { nonce: None, ..Filled::posted(form) };
        filled.general.push(words);
        self.draw_with(StatusCode::CONFLICT, filled).await
    }

    async fn draw_with(&self, status: StatusCode, filled: Filled) -> Result<Response, WebError> {
        let view = self.view(&filled).await?;
        let resource = self.seen.resource();
        let list = self.back.href(&self.visit.links, resource);
        let screen = Screen::new(self.web, self.visit, view.heading.clone())
            .below(self.web, self.visit, resource)
            .after(resource.meta().plural, list)
            .failed_if(filled.is_wrong());
        let markup = markup(&view.sections);
        Ok(respond::page(status, view.render(screen, self.web, markup)?))
    }

    fn mode(&self) -> Mode {
        if self.record.is_some() { Mode::Update } else { Mode::Create }
    }

    /// Whether the actor may do something to the record, or to the resource.
    fn may(&self, permission: Permission) -> bool {
        match (&self.record, permission) {
            (Some((_, found)), Permission::Change | Permission::Delete) => {
                self.web.admin.may_record(self.seen.actor(), permission, &found.record)
            }
            _ => self.web.admin.may(self.seen.actor(), self.seen.resource().meta(), permission),
        }
    }

    async fn view(&self, filled: &Filled) -> Result<FormView, WebError> {
        let (resource, links) = (self.seen.resource(), &self.visit.links);
        let meta = resource.meta();
        let in_trash = self.seen.is_in_trash();
        let is_read_only = self.record.is_some() && (in_trash || !self.may(Permission::Change));
        let drawing = Drawing {
            web: self.web,
            visit: self.visit,
            actor: self.seen.actor(),
            sections: resource.form(self.mode()),
            found: self.record.as_ref().map(|(_, found)| found),
            filled,
            is_read_only,
            files_at: self.record.as_ref().map(|(key, _)| links.files(resource, key)),
            resource: Some(resource),
            meta,
            choices: resource.own_choices(self.seen.actor(), self.record.as_ref().map(|(_, found)| &found.record)),
            computed: self
                .record
                .as_ref()
                .map(|(_, found)| resource.computed_fields(&found.record))
                .unwrap_or_default(),
        };
        let sections = drawing.draw().await?;
        let chosen = links::draw(self, filled, is_read_only).await?;
        let inlines = inlines::draw(self, filled, is_read_only).await?;
        let conflict = merging::draw(self, filled).await?;
        let version = match (&filled.version, &self.record) {
            (Some(version), Some(_)) => version.clone(),
            (None, Some((key, found))) if !is_read_only => self.seen.version(key, &found.record),
            _ => String::new(),
        };
        let nonce = match &self.record {
            None => filled.nonce.clone().or_else(|| self.web.admin.form_nonce()).unwrap_or_default(),
            Some(_) => String::new(),
        };
        let (heading, action, delete_href) = match &self.record {
            None => (tr!("page-form-add", thing = meta.singular), links.list(resource), None),
            Some((key, found)) => (
                resource.label_of(&found.record),
                links.record(resource, key),
                (!in_trash && self.may(Permission::Delete)).then(|| self.back.on(&links.delete(resource, key))),
            ),
        };
        Ok(FormView {
            heading,
            singular: meta.singular.to_owned(),
            is_new: self.record.is_none(),
            is_read_only,
            nonce,
            version,
            conflict,
            action,
            back: self.back.text().to_owned(),
            cancel_href: self.back.href(links, resource),
            delete_href,
            history_href: self
                .record
                .as_ref()
                .filter(|_| self.web.admin.has_audit())
                .map(|(key, _)| links.history(resource, key)),
            jobs: self.jobs().await?,
            actions: self.actions(),
            trash: self.trash(),
            held: filled.in_trash.as_ref().map(|held| LinkView {
                label: held.label.clone(),
                href: links.record(resource, &held.key),
                is_current: false,
            }),
            may_add: self.may(Permission::Add),
            site_href: self
                .record
                .as_ref()
                .and_then(|(_, found)| resource.site_url(&found.record))
                .filter(|href| is_site_address(href)),
            rich_text_js: sections
                .iter()
                .flat_map(|it| &it.fields)
                .chain(inlines.iter().flat_map(|it| &it.rows).flat_map(|row| row.fields.iter().flatten()))
                .any(FieldView::is_rich)
                .then(|| links.asset(self.web.assets().hash(), "richtext.js")),
            takes_files: sections.iter().flat_map(|it| &it.fields).any(FieldView::takes_file),
            problems: problems(&sections, &chosen, &inlines),
            general: filled.general.iter().cloned().chain(elsewhere(resource, filled, &sections)).collect(),
            sections,
            drawn: Vec::new(),
            sections_html: tera::Value::none(),
            links: chosen,
            takes_related: !is_read_only && filled.related.is_empty(),
            key: self.record.as_ref().map(|(key, _)| key.words(resource)),
            related: filled.related.clone(),
            inlines,
        })
    }
}

fn problems(sections: &[SectionView], links: &[LinksView], inlines: &[InlineView]) -> Vec<Problem> {
    let own = sections.iter().flat_map(|it| it.fields.iter().filter_map(FieldView::problem));
    own.chain(links.iter().filter_map(LinksView::problem))
        .chain(inlines.iter().flat_map(InlineView::problems))
        .collect()
}

impl Editing<'_> {
    /// The jobs that are about the record.
    #[cfg(feature = "jobs")]
    async fn jobs(&self) -> Result<Option<crate::view::JobPanelView>, WebError> {
        match &self.record {
            Some((key, _)) => super::jobs::panel::panel(self.web, self.visit, self.seen.resource(), key).await,
            None => Ok(None),
        }
    }

    /// Nothing knows of jobs.
    #[cfg(not(feature = "jobs"))]
    async fn jobs(&self) -> Result<Option<crate::view::JobPanelView>, WebError> {
        Ok(None)
    }

    /// What can be done to a record in the trash.
    fn trash(&self) -> Option<InTrashView> {
        let (key, found) = self.record.as_ref().filter(|_| self.seen.is_in_trash())?;
        let (resource, links) = (self.seen.resource(), &self.visit.links);
        let since = resource.soft_delete().filter(|column| self.seen.can_read(column.meta.name));
        let since = since.and_then(|column| found.record.cells().get(column.index)?.as_ref().ok());
        Some(InTrashView {
            words: tr!("trash-is-here", thing = resource.meta().singular),
            since: since.and_then(moment).map(|when| tr!("trash-since", when = when)),
            restore_href: self.may(Permission::Change).then(|| links.restore(resource, key)),
            purge_href: self.may(Permission::Delete).then(|| self.back.on(&links.purge(resource, key))),
        })
    }

    /// What else can be done to the record.
    fn actions(&self) -> Vec<ActionButton> {
        let Some((key, found)) = &self.record else { return Vec::new() };
        let actions = self.seen.record_actions(&found.record);
        actions.iter().map(|action| ActionButton::new(&self.visit.links, action, key, &self.back)).collect()
    }
}

/// A point in time as people read it.
fn moment(held: &Value) -> Option<String> {
    let at = match held {
        Value::ChronoDateTimeUtc(Some(at)) => *at,
        Value::ChronoDateTime(Some(at)) => at.and_utc(),
        _ => return None,
    };
    Some(Localizer::current().moment(at).0)
}

/// What is wrong with fields that have no place on this form, such as a hidden one that must be unique.
fn elsewhere(resource: &Resource, filled: &Filled, sections: &[SectionView]) -> Vec<String> {
    let is_shown = |name: &str| {
        // What is wrong with rows stands at the rows.
        let rows = resource.inlines().iter().any(|it| name.split('.').next() == Some(it.meta.name))
            || resource.many().iter().any(|it| it.meta.name == name);
        let own = |field: &FieldView| {
            field.name == name || (field.is_custom && name.starts_with(&format!("{}.", field.name)))
        };
        rows || sections.iter().any(|it| it.fields.iter().any(own))
    };
    let hidden = filled.errors.iter().filter(|(name, _)| !is_shown(name));
    hidden.map(|(name, message)| format!("{}: {message}", place(resource, name))).collect()
}

/// A place inside a record in words: `Tags, item 2` for `tags[1]`, `Settings color` for `settings.color`.
fn place(resource: &Resource, path: &str) -> String {
    let mut parts = path.split(['.', '[']);
    let field = parts.next().unwrap_or_default();
    let label = resource.column(field).map_or(field, |column| column.meta.label).to_owned();
    parts.fold(label, |words, part| match part.strip_suffix(']').map(str::parse::<usize>) {
        Some(Ok(at)) => tr!("page-form-item", place = words, number = at + 1),
        _ => format!("{words} {}", part.trim_end_matches(']').replace('_', " ")),
    })
}
