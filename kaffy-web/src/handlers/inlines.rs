//! The rows of other resources on a form, with what they hold: those of the record, or those typed.

use kaffy_core::{
    Access, Add, Allowed, Change, Child, Children, Delete, FieldMeta, FormField, FormSection, Inline, Mode, Permission,
    Position, Resource, View, row_places, tr,
};

use super::{drawing::Drawing, editing::Editing, filled::Filled, list::no_such_list};
use crate::{
    WebError,
    extract::{Form, VERSION},
    links::{query_string, with_query},
    list_state,
    pages::Web,
    view::{FieldView, FormRow, InlineView, RowHead},
};

/// What a new row is called until the script knows its place.
const PLACE: &str = "__row__";
/// The most rows that an address fills in: anybody can make somebody follow it, and each costs.
const PREFILLED: usize = 50;

/// The rows of one inline while they are drawn.
struct Rows<'a> {
    editing: &'a Editing<'a>,
    filled: &'a Filled,
    inline: &'a Inline,
    seen: &'a Allowed<View>,
    columns: Vec<&'static str>,
    may: May,
}

#[derive(Clone, Copy)]
struct May {
    add: bool,
    change: bool,
    delete: bool,
}

/// One row that is to be drawn.
struct Draft<'a> {
    place: String,
    key: String,
    child: Option<&'a Child>,
}

/// All rows of a form; nothing of resources that the actor may not view.
pub(super) async fn draw(
    editing: &Editing<'_>,
    filled: &Filled,
    is_read_only: bool,
) -> Result<Vec<InlineView>, WebError> {
    let mut views = Vec::new();
    let (admin, actor) = (&editing.web.admin, editing.seen.actor());
    for inline in editing.seen.resource().inlines() {
        let Some(child) = admin.registry().of(inline.child()) else { continue };
        let Ok(seen) = admin.authorize::<View>(actor, child) else { continue };
        let may = May {
            add: !is_read_only && admin.authorize::<Add>(actor, child).is_ok(),
            change: !is_read_only && admin.authorize::<Change>(actor, child).is_ok(),
            delete: !is_read_only && admin.authorize::<Delete>(actor, child).is_ok(),
        };
        if editing.record.is_none() && !may.add {
            continue;
        }
        let columns = columns(inline, seen.resource(), may, editing);
        let rows = Rows { editing, filled, inline, seen: &seen, columns, may };
        views.push(rows.view().await?);
    }
    Ok(views)
}

/// The names of the columns: those of rows that exist, then those of new ones.
fn columns(inline: &Inline, child: &Resource, may: May, editing: &Editing<'_>) -> Vec<&'static str> {
    let mut modes = Vec::new();
    if editing.record.is_some() {
        modes.push(Mode::Update);
    }
    if may.add {
        modes.push(Mode::Create);
    }
    let mut names = Vec::new();
    for field in modes.into_iter().flat_map(|mode| inline.fields(child, mode)) {
        if !names.contains(&field.column.meta.name) {
            names.push(field.column.meta.name);
        }
    }
    names
}

impl Rows<'_> {
    async fn view(&self) -> Result<InlineView, WebError> {
        let (meta, child) = (self.inline.meta, self.seen.resource());
        let place = self.filled.places.get(meta.name).map_or("", String::as_str);
        let position = Position::of_rows(child, place)
            .map_err(|bad| no_such_list(self.editing.visit, self.editing.seen.resource(), bad))?;
        let children = match &self.editing.record {
            Some((key, _)) => self.seen.children(self.inline, key, &position).await?,
            None => Children::default(),
        };
        let mut rows = Vec::new();
        for draft in self.drafts(&children) {
            rows.push(self.row(&draft).await?);
        }
        let may_add = self.may.add && meta.max.is_none_or(|max| rows.len() < usize::from(max));
        let blank = Draft { place: PLACE.to_owned(), key: String::new(), child: None };
        let blank = if self.may.add { Some(self.row(&blank).await?) } else { None };
        let head = |name: &&str| {
            let field = child.column(name)?.meta;
            Some(RowHead {
                label: field.label.to_owned(),
                help: field.help.map(str::to_owned),
                is_required: self.field(name)?.required && (self.may.add || self.may.change),
            })
        };
        let page = |position: Position| self.page_href(&position.rows_text());
        Ok(InlineView {
            name: meta.name.to_owned(),
            id: format!("rows-{}", meta.name),
            title: self.inline.label().to_owned(),
            singular: child.meta().singular.to_lowercase(),
            thing: child.meta().singular.to_owned(),
            is_stacked: meta.is_stacked,
            heads: self.columns.iter().filter_map(head).collect(),
            may_delete: rows.iter().any(|row| row.may_delete),
            rows,
            blank,
            may_add,
            max: meta.max,
            limits: self.limits(),
            error: self.filled.errors.get(meta.name).cloned(),
            previous_href: children.before.map(|cursor| page(Position::Before(cursor))),
            next_href: children.after.map(|cursor| page(Position::After(cursor))),
            place: place.to_owned(),
        })
    }

    fn field(&self, name: &str) -> Option<FormField> {
        let child = self.seen.resource();
        let modes = [Mode::Create, Mode::Update].into_iter();
        modes.flat_map(|mode| self.inline.fields(child, mode)).find(|field| field.column.meta.name == name)
    }

    /// The rows as they were sent, or those of the record and empty ones.
    fn drafts<'c>(&self, children: &'c Children) -> Vec<Draft<'c>> {
        let (meta, child) = (self.inline.meta, self.seen.resource());
        let typed = row_places(self.inline, self.filled.values.keys().map(String::as_str));
        let mut drafts = Vec::new();
        if !self.filled.is_posted {
            drafts.extend(children.rows.iter().enumerate().map(|(at, row)| Draft {
                place: at.to_string(),
                key: row.key.segment(child),
                child: Some(row),
            }));
        }
        let most = if self.filled.is_posted { usize::MAX } else { PREFILLED };
        for place in typed.into_iter().take(most) {
            let key = self.filled.last(&format!("{}.{place}._key", meta.name)).unwrap_or_default();
            // Addresses fill in new rows only (A55).
            let key = if self.filled.is_posted { key.to_owned() } else { String::new() };
            let row = children.rows.iter().find(|row| !key.is_empty() && row.key.segment(child) == key);
            if drafts.iter().all(|draft| draft.place != place.to_string()) {
                drafts.push(Draft { place: place.to_string(), key, child: row });
            }
        }
        if self.may.add {
            for _ in 0..self.blanks(drafts.len(), children.after.is_some()) {
                let last = drafts.iter().filter_map(|draft| draft.place.parse::<u16>().ok()).max();
                // Behind the last place there is none: somebody made that name up, and gets no further row.
                let Some(next) = last.map_or(Some(0), |it| it.checked_add(1)) else { break };
                drafts.push(Draft { place: next.to_string(), key: String::new(), child: None });
            }
        }
        drafts
    }

    /// How many empty rows there are at the end.
    fn blanks(&self, rows: usize, is_more: bool) -> usize {
        let meta = self.inline.meta;
        let wanted = match (self.filled.is_posted, self.filled.add.as_deref() == Some(meta.name)) {
            (true, asked) => usize::from(asked),
            (false, _) if is_more => 0,
            (false, _) => usize::from(meta.extra).max(usize::from(meta.min).saturating_sub(rows)),
        };
        meta.max.map_or(wanted, |max| wanted.min(usize::from(max).saturating_sub(rows)))
    }

    async fn row(&self, draft: &Draft<'_>) -> Result<FormRow, WebError> {
        let (editing, resource) = (self.editing, self.seen.resource());
        let name = format!("{}.{}", self.inline.meta.name, draft.place);
        let is_new = draft.key.is_empty();
        let mode = if is_new { Mode::Create } else { Mode::Update };
        let mut filled = self.filled.inside(&name);
        let fields = self.inline.fields(resource, mode);
        if is_new
            && self.filled.is_posted
            && self.filled.add.as_deref() == Some(self.inline.meta.name)
            && filled.values.is_empty()
        {
            filled.focus = fields.first().map(|field| field.column.meta.name.to_owned());
        }
        let section = FormSection { title: None, description: None, collapsed: false, fields };
        let drawing = Drawing {
            web: editing.web,
            visit: editing.visit,
            actor: editing.seen.actor(),
            sections: vec![section],
            found: draft.child.map(|child| &child.found),
            filled: &filled,
            resource: Some(resource),
            meta: resource.meta(),
            choices: resource.own_choices(editing.seen.actor(), draft.child.map(|child| &child.found.record)),
            computed: Vec::new(),
            is_read_only: if is_new {
                !self.may.add
            } else {
                !self.may_row(self.may.change, Permission::Change, draft)
            },
            files_at: draft.child.map(|child| editing.visit.links.files(resource, &child.key)),
        };
        let mut drawn: Vec<FieldView> = drawing.draw().await?.into_iter().flat_map(|section| section.fields).collect();
        let mut column = |column: &&str| {
            let at = drawn.iter().position(|field| field.name == **column)?;
            Some(drawn.swap_remove(at).in_row(&name))
        };
        let fields = self.columns.iter().map(&mut column).collect();
        let whole = self.filled.errors.get(name.as_str()).cloned();
        let hidden = filled.errors.iter().filter(|(field, _)| !self.columns.iter().any(|column| column == field));
        let errors: Vec<_> = whole.into_iter().chain(hidden.map(|(_, words)| words.clone())).collect();
        let (label, href) = match draft.child {
            Some(Child { key, found, .. }) => {
                (resource.label_of(&found.record), Some(editing.visit.links.record(resource, key)))
            }
            None if is_new => (tr!("inline-new", thing = resource.meta().singular), None),
            None => (resource.meta().singular.to_owned(), None),
        };
        Ok(FormRow {
            id: format!("row-{name}"),
            label,
            key: draft.key.clone(),
            version: self.version(draft, &name),
            href,
            fields,
            may_delete: if is_new { self.may.add } else { self.may_row(self.may.delete, Permission::Delete, draft) },
            is_deleted: self.filled.last(&format!("{name}._delete")) == Some("true"),
            error: (!errors.is_empty()).then(|| errors.join(" ")),
            name,
        })
    }

    /// The state that a row goes on from: as it was sent, else as the row is.
    fn version(&self, draft: &Draft<'_>, name: &str) -> String {
        match draft.child {
            _ if draft.key.is_empty() || !(self.may.change || self.may.delete) => String::new(),
            _ if self.filled.is_posted => self.filled.last(&format!("{name}.{VERSION}")).unwrap_or_default().to_owned(),
            Some(child) => self.seen.row_version(self.inline, &child.key, &child.found.record),
            None => String::new(),
        }
    }

    /// Whether the actor may do to this very row what one may do to its resource.
    fn may_row(&self, may: bool, permission: Permission, draft: &Draft<'_>) -> bool {
        let record = draft.child.map(|child| &child.found.record);
        may && record.is_none_or(|it| self.editing.web.admin.may_record(self.editing.seen.actor(), permission, it))
    }

    fn limits(&self) -> Option<String> {
        let things = self.seen.resource().meta().plural;
        match (self.inline.meta.min, self.inline.meta.max) {
            (0, None) => None,
            (0, Some(max)) => Some(tr!("inline-up-to", max = max, things = things)),
            (min, None) => Some(tr!("inline-at-least", min = min, things = things)),
            (min, Some(max)) if min == max => Some(tr!("inline-exactly", max = max, things = things)),
            (min, Some(max)) => Some(tr!("inline-between", min = min, max = max, things = things)),
        }
    }

    /// The same record with other rows of this inline.
    fn page_href(&self, place: &str) -> String {
        let editing = self.editing;
        let Some((key, _)) = &editing.record else { return String::new() };
        let name = at(self.inline.meta.name);
        let back = (!editing.back.text().is_empty()).then_some((list_state::NAME, editing.back.text()));
        let query = query_string(back.into_iter().chain([(name.as_str(), place)]));
        format!(
            "{}#rows-{}",
            with_query(&editing.visit.links.record(editing.seen.resource(), key), &query),
            self.inline.meta.name
        )
    }
}

/// The parameter and hidden field that say which rows of an inline are shown.
pub(super) fn at(inline: &str) -> String {
    format!("{AT}{inline}")
}

/// What its name starts with.
pub(super) const AT: &str = "_at.";

/// A record's page with the same rows on it as the form had.
pub(super) fn stay(href: &str, form: &Form) -> String {
    let places = form.pairs().iter().filter(|(name, value)| name.starts_with(AT) && !value.is_empty());
    let query = query_string(places.map(|(name, value)| (name.as_str(), value.as_str())));
    match query.as_str() {
        "" => href.to_owned(),
        query => format!("{href}{}{query}", if href.contains('?') { '&' } else { '?' }),
    }
}

/// Whether what is typed into an input is secret: no page sends it back (S25).
pub(super) fn is_secret(web: &Web, resource: &Resource, name: &str) -> bool {
    field_of(web, resource, name).is_some_and(FieldMeta::is_secret)
}

/// Whether a secret was typed into a form.
pub(super) fn has_secret(web: &Web, resource: &Resource, form: &Form) -> bool {
    form.fields().any(|(name, value)| !value.is_empty() && is_secret(web, resource, name))
}

/// The field behind the name of an input, also of one in a row.
pub(super) fn field_of(web: &Web, resource: &Resource, name: &str) -> Option<&'static FieldMeta> {
    let inline = name.split_once('.').and_then(|(rows, rest)| {
        let inline = resource.inlines().iter().find(|it| it.meta.name == rows)?;
        Some((inline, rest.split_once('.')?.1))
    });
    let Some((inline, field)) = inline else {
        let own = name.split_once('.').map_or(name, |(own, _)| own);
        return Some(resource.field_of_input(name).filter(|_| resource.access(own) != Access::Hidden)?.meta);
    };
    let child = web.admin.registry().of(inline.child())?;
    Some(child.field_of_input(field)?.meta)
}
