//! Adding or changing the row that a field names, on a page of its own between two states of a form,
//! which carries everything typed along (A47, B19). The script shows the same page in a dialog.

use std::sync::Arc;

use axum::response::Response;
use kaffy_core::{Add, Allowed, Change, Key, Resource, View, tr};

use super::{editing::Editing, filled::Filled, inlines, links};
use crate::{
    WebError, csrf,
    extract::{AGAIN, Form, Visit, pairs},
    links::query_string,
    list_state::ListState,
    pages::Web,
    view::{Hidden, key_of_text},
};

/// The button, by what it does and for which field: `add:category_id`, `edit:category_id`.
pub(super) const RELATED: &str = "_related";
/// The page of the form to come back to, below the prefix.
const FROM: &str = "_from";
/// The field it is for.
const FOR: &str = "_for";
/// Everything typed there.
const CARRIED: &str = "_carried";

/// The page to add or change the row that a field names.
pub(super) async fn open(
    web: &Web,
    visit: &Visit,
    seen: &Allowed<View>,
    form: &Form,
    button: &str,
) -> Result<Response, WebError> {
    let wrong = || WebError::bad_request(tr!("pick-no-field"));
    let (does, field) = button.split_once(':').ok_or_else(wrong)?;
    let target = target(web, seen.resource(), field).ok_or_else(wrong)?;
    let actor = seen.actor();
    let shown = web.admin.authorize::<View>(actor, &target)?;
    let is_secret = |name: &str| inlines::is_secret(web, seen.resource(), name);
    let own = [csrf::FIELD, RELATED, AGAIN];
    let kept = form.pairs().iter().filter(|(name, _)| !own.contains(&name.as_str()) && !is_secret(name)).cloned();
    // Files do not travel; the form says which have to be chosen again.
    let again = form.files().map(|(field, name)| (AGAIN.to_owned(), format!("{field}/{name}")));
    let kept: Vec<_> = kept.chain(again).collect();
    let segments: Vec<_> = (0..3).map(|at| visit.raw_segment(at)).filter(|it| !it.is_empty()).collect();
    let related = Hidden::from_pairs([
        (FROM.to_owned(), segments.join("/")),
        (FOR.to_owned(), field.to_owned()),
        (CARRIED.to_owned(), query_string(kept.iter().map(|(name, value)| (name.as_str(), value.as_str())))),
    ]);
    let filled = Filled { related, ..Filled::default() };
    let back = ListState::default();
    if does == "add" {
        web.admin.authorize::<Add>(actor, &target)?;
        return Editing { web, visit, seen: &shown, record: None, back }.draw(filled).await;
    }
    web.admin.authorize::<Change>(actor, &target)?;
    let key = form.get(field).and_then(|text| key_of_text(&target, text));
    let key = key.ok_or_else(|| WebError::no_record(target.meta().singular))?;
    Editing::open(web, visit, &shown, key, back).await?.draw(filled).await
}

/// Whether a form was opened from another one.
pub(super) fn is_inside(form: &Form) -> bool {
    form.get(CARRIED).is_some()
}

/// What such a form takes along, to come back.
pub(super) fn carried(form: &Form) -> Vec<Hidden> {
    let own = form.pairs().iter().filter(|(name, _)| [FROM, FOR, CARRIED].contains(&name.as_str()));
    Hidden::from_pairs(own.cloned())
}

/// Back to the form before, with everything typed there and the row chosen, if there is one.
pub(super) async fn back(
    web: &Web,
    visit: &Visit,
    from: &Allowed<View>,
    form: &Form,
    key: Option<&Key>,
) -> Result<Response, WebError> {
    let wrong = || WebError::bad_request(tr!("pick-no-form"));
    let (place, field) = (form.get(FROM).ok_or_else(wrong)?, form.get(FOR).ok_or_else(wrong)?);
    let typed = Form::new(pairs(form.get(CARRIED).unwrap_or_default().as_bytes())?, Vec::new());
    let segments: Vec<_> = place.split('/').collect();
    let [context, slug, rest @ ..] = segments.as_slice() else { return Err(wrong()) };
    let text = |part: &str| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
    let resource = web.admin.registry().find(&text(context), &text(slug)).ok_or_else(wrong)?;
    let seen = web.admin.authorize::<View>(from.actor(), resource)?;
    let list = ListState::of_form(&seen, &typed);
    let value = key.map(|key| key.words(from.resource()));
    let filled = Filled::posted(&typed).picked(resource, field, value.as_deref());
    match rest {
        [] => Editing { web, visit, seen: &seen, record: None, back: list }.draw(filled).await,
        [key] => Editing::open(web, visit, &seen, Key::parse(resource, key)?, list).await?.draw(filled).await,
        _ => Err(wrong()),
    }
}

/// The resource whose row a field names.
fn target(web: &Web, resource: &Resource, field: &str) -> Option<Arc<Resource>> {
    let meta = match links::many_of(resource, field) {
        Some(many) => many.target(),
        None => (inlines::field_of(web, resource, field)?.belongs_to?.target)(),
    };
    web.admin.registry().of(meta).cloned()
}
