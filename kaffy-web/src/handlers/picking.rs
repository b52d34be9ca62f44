//! Picking a row of another resource without the script: a page of its own between two states of a
//! form or list, which carries everything typed along.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use kaffy_core::{Actor, Allowed, ListQuery, Operator, OptionsQuery, Path, Resource, View, tr};

use super::{inlines, links, list::no_such_list, respond};
use crate::{
    WebError, csrf,
    extract::{AGAIN, Form, Params, Visit},
    pages::Web,
    view::{Hidden, PickOption, PickPage, Screen, search_help},
};

/// The button that opens the page, by the field it is for.
pub(super) const PICK: &str = "_pick";
/// The button that is a row.
pub(super) const PICKED: &str = "_picked";
/// The button that picks nothing and goes back.
pub(super) const LEAVE: &str = "_leave";
const WORDS: &str = "_words";
const AFTER: &str = "_after";

/// Whether the page to pick a row for a filter reads a parameter of this name.
pub(super) fn reads(name: &str) -> bool {
    matches!(name, PICK | WORDS | AFTER)
}

/// What is picked, for what.
struct Picking<'a> {
    target: Arc<Resource>,
    field: &'a str,
    current: Option<String>,
    words: &'a str,
    after: &'a str,
}

/// The page to pick a row for a field of a form.
pub(super) async fn for_form(
    web: &Web,
    visit: &Visit,
    seen: &Allowed<View>,
    form: &Form,
    field: &str,
) -> Result<Response, WebError> {
    for_inputs(web, visit, seen, seen.resource(), form, field).await
}

/// The page to pick a row for a field of some inputs, on a page of a resource.
pub(super) async fn for_inputs(
    web: &Web,
    visit: &Visit,
    seen: &Allowed<View>,
    inputs: &Resource,
    form: &Form,
    field: &str,
) -> Result<Response, WebError> {
    let lost = form.files().map(|(field, name)| (AGAIN.to_owned(), format!("{field}/{name}")));
    let page = question(web, visit, seen.actor(), inputs, form, field, lost.collect()).await?;
    draw(web, visit, seen.resource(), &page)
}

/// The page to pick a row for a field of some inputs; all that was typed goes along, and `more`.
pub(super) async fn question(
    web: &Web,
    visit: &Visit,
    actor: &Actor,
    inputs: &Resource,
    form: &Form,
    field: &str,
    more: Vec<(String, String)>,
) -> Result<PickPage, WebError> {
    let many = links::many_of(inputs, field);
    let meta = inlines::field_of(web, inputs, field).filter(|_| many.is_none());
    let target = match (many, meta) {
        (Some(many), _) => web.admin.registry().of(many.target()).cloned(),
        (None, Some(meta)) => Some(target(web, meta)?),
        (None, None) => None,
    };
    let picking = Picking {
        target: target.ok_or_else(|| WebError::bad_request(tr!("pick-no-field")))?,
        field,
        current: form.get(field).map(str::to_owned),
        words: form.get(WORDS).unwrap_or_default(),
        after: form.get(AFTER).unwrap_or_default(),
    };
    let own = [csrf::FIELD, PICK, PICKED, LEAVE, WORDS, AFTER];
    // What was typed into a password field is not sent back, and the form would not show it again.
    let carried = form
        .pairs()
        .iter()
        .filter(|(name, _)| name != AGAIN)
        .filter(|(name, _)| !own.contains(&name.as_str()) && !inlines::is_secret(web, inputs, name))
        .cloned();
    Ok(PickPage {
        action: visit.here.split('?').next().unwrap_or_default().to_owned(),
        method: "post",
        carried: Hidden::from_pairs(carried.chain(more)),
        may_clear: meta.is_some_and(|meta| meta.ty.nullable),
        ..picking.page(web, visit, actor).await?
    })
}

/// The page to pick a row for a filter of a list.
pub(super) async fn for_filter(
    web: &Web,
    visit: &Visit,
    seen: &Allowed<View>,
    query: &ListQuery,
    name: &str,
    params: &Params,
) -> Result<Response, WebError> {
    let resource = seen.resource();
    let path = resource.filters().iter().find(|path| path.name == name);
    let path: &Path = path.ok_or_else(|| WebError::bad_request(tr!("pick-no-filter")))?;
    let picking = Picking {
        target: target(web, path.column.meta)?,
        field: name,
        current: None,
        words: params.get(WORDS).unwrap_or_default(),
        after: params.get(AFTER).unwrap_or_default(),
    };
    let mut page = PickPage {
        action: visit.links.list(resource),
        method: "get",
        carried: Hidden::from_pairs(query.first_page().pairs()),
        ..picking.page(web, visit, seen.actor()).await?
    };
    let on = query.filter(path, Operator::Is).map_or(&[][..], |filter| filter.values());
    for option in &mut page.options {
        option.is_current = on.contains(&option.value);
    }
    page.picked_name = Operator::Is.parameter(path);
    draw(web, visit, resource, &page)
}

impl Picking<'_> {
    /// The page without what form and list differ in.
    async fn page(&self, web: &Web, visit: &Visit, actor: &Actor) -> Result<PickPage, WebError> {
        let allowed = web.admin.authorize::<View>(actor, &self.target)?;
        let target = allowed.resource();
        let params = [("q".to_owned(), self.words.to_owned()), ("after".to_owned(), self.after.to_owned())];
        let query = OptionsQuery::parse(target, &params).map_err(|bad| no_such_list(visit, target, bad))?;
        let found = allowed.options(&query).await?;
        let option = |row: kaffy_core::OptionRow| {
            let value = row.key.words(target);
            PickOption { is_current: self.current.as_deref() == Some(&value), value, label: row.label }
        };
        let meta = target.meta();
        Ok(PickPage {
            heading: tr!("pick-heading", starts = start(meta.singular), thing = meta.singular),
            plural: meta.plural.to_lowercase(),
            things: meta.plural.to_owned(),
            action: String::new(),
            method: "post",
            carried: Vec::new(),
            field: self.field.to_owned(),
            picked_name: PICKED.to_owned(),
            words: self.words.to_owned(),
            help: search_help(target),
            options: found.rows.into_iter().map(option).collect(),
            more: found.after.map(|cursor| cursor.to_string()),
            may_clear: false,
        })
    }
}

fn target(web: &Web, meta: &kaffy_core::FieldMeta) -> Result<Arc<Resource>, WebError> {
    let target = meta.belongs_to.and_then(|relation| web.admin.registry().of((relation.target)()));
    target.cloned().ok_or_else(|| WebError::bad_request(tr!("pick-no-target")))
}

fn draw(web: &Web, visit: &Visit, resource: &Resource, page: &PickPage) -> Result<Response, WebError> {
    let list = visit.links.list(resource);
    let screen =
        Screen::new(web, visit, page.heading.clone()).below(web, visit, resource).after(resource.meta().plural, list);
    Ok(respond::page(StatusCode::OK, screen.render(web, "resource/pick.html", page)?))
}

/// What a noun begins with, which says its article in English.
fn start(noun: &str) -> &'static str {
    if noun.starts_with(['A', 'E', 'I', 'O', 'U', 'a', 'e', 'i', 'o', 'u']) { "vowel" } else { "other" }
}
