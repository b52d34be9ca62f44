//! What stands on a form that was not saved because of what somebody else did meanwhile (A57, W2).

use axum::{http::StatusCode, response::Response};
use kaffy_core::{Cell, Clash, Embedded, FieldMeta, HeldFile, Kind, Mode, Resource, View, tr, value};

use super::{editing::Editing, filled::Filled, respond};
use crate::{
    WebError,
    extract::Form,
    view::{ByView, CellView, ClashView, ConflictView, GoneView, Screen, TypedView, key_of_text},
};

/// The choices between what others did and what was typed; none without a conflict.
pub(super) async fn draw(editing: &Editing<'_>, filled: &Filled) -> Result<Option<ConflictView>, WebError> {
    let Some(conflict) = filled.conflict.as_ref().filter(|conflict| !conflict.clashes.is_empty()) else {
        return Ok(None);
    };
    let entries = match &editing.record {
        Some((key, _)) => editing.seen.last_changes(key).await?,
        None => Vec::new(),
    };
    let mut clashes = Vec::new();
    for clash in &conflict.clashes {
        let base = match &clash.base {
            Some(base) => Some(cell(editing, clash, base).await?),
            None => None,
        };
        let yours = match (&clash.yours, clash.is_yours, &base) {
            (Some(typed), ..) => cell(editing, clash, typed).await?,
            (None, false, Some(base)) => base.clone(),
            (None, ..) => as_typed(clash.field.column.meta, filled.values.get(&clash.name)),
        };
        clashes.push(ClashView {
            id: format!("take-{}", clash.name),
            input: format!("field-{}", clash.name),
            label: clash.label(),
            // Entries are about the record; rows of other resources have their own.
            by: ByView::of(&entries, |change| clash.row.is_none() && change.column.index == clash.field.column.index),
            base,
            theirs: cell(editing, clash, &clash.theirs).await?,
            yours,
            is_yours: clash.is_yours,
            name: clash.name.clone(),
        });
    }
    Ok(Some(ConflictView { clashes }))
}

/// 404, with everything that was typed into the form of a record that is gone, so that it can be copied.
pub(super) fn gone(editing: &Editing<'_>, form: &Form) -> Result<Response, WebError> {
    let resource = editing.seen.resource();
    let mut typed = Vec::new();
    for field in resource.inputs(Mode::Update).iter().filter(|field| !field.column.meta.is_secret()) {
        let meta = field.column.meta;
        let below = format!("{}.", meta.name);
        let is_own = |name: &str| name == meta.name || (name.starts_with(&below) && !name.ends_with('@'));
        let texts: Vec<_> = form.fields().filter(|(name, text)| is_own(name) && !text.trim().is_empty()).collect();
        let texts: Vec<_> = texts.into_iter().map(|(_, text)| text).collect();
        if !texts.is_empty() {
            typed.push(TypedView { label: meta.label.to_owned(), text: texts.join("\n") });
        }
    }
    if typed.is_empty() {
        return Err(WebError::no_record(resource.meta().singular));
    }
    let back_href = editing.back.href(&editing.visit.links, resource);
    let view = GoneView { heading: tr!("conflict-gone", thing = resource.meta().singular), typed, back_href };
    let screen = Screen::new(editing.web, editing.visit, view.heading.clone())
        .below(editing.web, editing.visit, resource)
        .after(resource.meta().plural, view.back_href.clone())
        .failed();
    Ok(respond::page(StatusCode::NOT_FOUND, screen.render(editing.web, "resource/gone.html", &view)?))
}

/// A value as people read it: a row by its name, a choice by its label, a file by its name.
async fn cell(editing: &Editing<'_>, clash: &Clash, held: &Cell) -> Result<CellView, WebError> {
    let (meta, web) = (clash.field.column.meta, editing.web);
    let Ok(known) = held else { return Ok(CellView::of(meta, held)) };
    if let Some(file) = HeldFile::of(meta, held) {
        return Ok(CellView::entire(&file.name));
    }
    if meta.embedded.is_some() {
        let mut lines = Vec::new();
        inside(meta, held, "", &mut lines);
        return Ok(if lines.is_empty() { CellView::whole(meta, held) } else { CellView::entire(&lines.join("\n")) });
    }
    let text = value::print(meta.ty.kind, known);
    if matches!(meta.ty.kind, Kind::Json) && !text.is_empty() {
        return Ok(CellView::entire(&text));
    }
    if let Some(target) = meta.belongs_to.and_then(|relation| web.admin.registry().of((relation.target)()))
        && let (Ok(seen), Some(key)) =
            (web.admin.authorize::<View>(editing.seen.actor(), target), key_of_text(target, &text))
        && let Some(label) = seen.label_for(&key).await?
    {
        return Ok(CellView::entire(&label));
    }
    if clash.field.is_chosen && !matches!(meta.ty.kind, Kind::List(_)) {
        let resource: &Resource = editing.seen.resource();
        let record = editing.record.as_ref().map(|(_, found)| &found.record);
        let own = resource.own_choices(editing.seen.actor(), record);
        let choice = own.get(meta.name).and_then(|own| own.iter().find(|choice| choice.value == text));
        if let Some(choice) = choice.filter(|_| clash.row.is_none()) {
            return Ok(CellView::entire(&choice.label));
        }
    }
    Ok(CellView::whole(meta, held))
}

/// The fields inside a field, a line for each, without those that no form shows.
fn inside(meta: &FieldMeta, held: &Cell, before: &str, lines: &mut Vec<String>) {
    let nothing = std::collections::BTreeMap::new();
    let records = match Embedded::of(meta, meta.name, &nothing, Some(held)) {
        Some(Embedded::One(record)) => vec![(String::new(), record)],
        Some(Embedded::Many(rows)) => rows.into_iter().map(|row| (format!("{}. ", row.at + 1), row.record)).collect(),
        _ => Vec::new(),
    };
    for (place, record) in records.into_iter().filter_map(|(place, record)| Some((place, record?))) {
        for (field, cell) in record.meta().fields.iter().zip(record.cells()) {
            if field.is_secret() || field.update == kaffy_core::Access::Hidden {
                continue;
            }
            let name = format!("{before}{place}{}: ", field.label);
            match field.embedded {
                Some(_) => inside(field, cell, &name, lines),
                None => lines.push(format!("{name}{}", CellView::whole(field, cell).text)),
            }
        }
    }
}

/// What was typed, where it makes no value.
fn as_typed(meta: &FieldMeta, texts: Option<&Vec<String>>) -> CellView {
    match texts {
        _ if meta.is_secret() => CellView::entire(&tr!("conflict-secret")),
        Some(texts) => CellView::entire(&texts.join("\n")),
        None => CellView::unsaved(meta),
    }
}
