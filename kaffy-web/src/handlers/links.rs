//! What is chosen of other resources on a form: what the record has, or what was sent.

use kaffy_core::{Add, Allowed, Delete, Key, Linked, Many, OptionRow, Resource, View};

use super::{editing::Editing, filled::Filled};
use crate::{
    WebError,
    view::{LinksView, TokenView, key_of_text},
};

/// All of a form; nothing of resources that the actor may not view.
pub(super) async fn draw(
    editing: &Editing<'_>,
    filled: &Filled,
    is_read_only: bool,
) -> Result<Vec<LinksView>, WebError> {
    let mut views = Vec::new();
    let (admin, actor) = (&editing.web.admin, editing.seen.actor());
    for many in editing.seen.resource().many() {
        let ends = (admin.registry().of(many.target()), admin.registry().of(many.through()));
        let (Some(target), Some(between)) = ends else { continue };
        let proofs = (admin.authorize::<View>(actor, target), admin.authorize::<View>(actor, between));
        let (Ok(target), Ok(through)) = proofs else { continue };
        let is_read_only = is_read_only || !editing.seen.can_write(many.meta.name);
        let may_add = !is_read_only && admin.authorize::<Add>(actor, between).is_ok();
        let may_remove = !is_read_only && admin.authorize::<Delete>(actor, between).is_ok();
        let held = match &editing.record {
            Some((key, _)) => through.linked(many, key).await?,
            None if !may_add => continue,
            None => Linked::default(),
        };
        views.push(LinksView {
            name: many.meta.name.to_owned(),
            id: format!("field-{}", many.meta.name),
            label: many.label().to_owned(),
            singular: target.resource().meta().singular.to_lowercase(),
            thing: target.resource().meta().singular.to_owned(),
            is_cut: held.is_cut,
            tokens: tokens(editing, filled, many, &target, held.rows).await?,
            options_href: editing.visit.links.options(target.resource()),
            add_href: admin
                .authorize::<Add>(actor, target.resource())
                .is_ok()
                .then(|| editing.visit.links.new_record(target.resource())),
            may_add,
            may_remove,
            error: filled.errors.get(many.meta.name).cloned(),
            has_focus: filled.focus.as_deref() == Some(many.meta.name),
        });
    }
    Ok(views)
}

/// The most rows that are named which only were sent: an address may hold thousands.
const SENT: usize = 1_000;

/// What the record has, with what was sent over it; one statement for all that only were sent.
async fn tokens(
    editing: &Editing<'_>,
    filled: &Filled,
    many: &Many,
    target: &Allowed<View>,
    held: Vec<OptionRow>,
) -> Result<Vec<TokenView>, WebError> {
    let resource = target.resource();
    let sent = |name: &str| -> Vec<String> {
        let values = filled.values.get(name).into_iter().flatten();
        // An address may have them in one, with commas (A55).
        let split =
            values.flat_map(|value| if filled.is_posted { vec![value.as_str()] } else { value.split(',').collect() });
        split.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect()
    };
    let (chosen, was) = (sent(many.meta.name), sent(&format!("{}.was", many.meta.name)));
    let token = |row: OptionRow, is_on, was| TokenView {
        value: row.key.words(resource),
        href: editing.visit.links.record(resource, &row.key),
        label: row.label,
        is_on,
        was,
    };
    let mut tokens = Vec::new();
    for row in held {
        let value = row.key.words(resource);
        match filled.is_posted {
            false => tokens.push(token(row, true, true)),
            true if was.contains(&value) || chosen.contains(&value) => {
                tokens.push(token(row, chosen.contains(&value), was.contains(&value)));
            }
            // Somebody added it meanwhile: this form has not seen it.
            true => {}
        }
    }
    let mut keys: Vec<Key> = Vec::new();
    for value in chosen.iter().chain(&was).filter(|value| !tokens.iter().any(|token| token.value == **value)) {
        if keys.len() < SENT {
            keys.extend(key_of_text(resource, value).filter(|key| !keys.contains(key)));
        }
    }
    let mut named = target.labels_for(&keys).await?;
    // As they were sent.
    named.sort_by_key(|(key, _)| keys.iter().position(|sent| sent == key));
    for (key, label) in named {
        let value = key.words(resource);
        let (is_on, was) = (chosen.contains(&value), was.contains(&value));
        tokens.push(token(OptionRow { key, label }, is_on, was));
    }
    Ok(tokens)
}

/// The relation behind the name of an input.
pub(super) fn many_of<'a>(resource: &'a Resource, name: &str) -> Option<&'a Many> {
    resource.many().iter().find(|many| many.meta.name == name)
}
