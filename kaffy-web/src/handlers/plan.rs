//! Which fields a section draws, one after the other: its own, and those inside an embedded one.

use std::borrow::Cow;

use kaffy_core::{Embedded, EmbeddedMeta, EmbeddedRow, FormField, FormSection, Inputs, Mode, Record, ResourceMeta, tr};

use super::drawing::{Drawing, Placed};
use crate::view::{FieldView, GroupButton, GroupPart, GroupView, Hidden, form};

/// One thing to draw.
pub(super) enum Step<'a> {
    Field(Placed<'a>),
    /// A group begins or ends, or something that is no field.
    Drawn(Box<FieldView>),
}

impl<'a> Drawing<'a> {
    pub(super) fn plan(&self, section: &FormSection) -> Vec<Step<'a>> {
        let mut steps = Vec::new();
        for field in &section.fields {
            self.place(
                &mut steps,
                Placed {
                    name: field.column.meta.name.to_owned(),
                    inside: String::new(),
                    field: field.clone(),
                    record: self.found.map(|found| Cow::Borrowed(&found.record)),
                    labels: self.found.map(|found| &found.labels[..]),
                    note: None,
                    label: None,
                    of: self.meta,
                },
            );
            let computed = self.computed_after(Some(field.column.meta.name));
            steps.extend(computed.into_iter().map(|view| Step::Drawn(Box::new(view))));
        }
        steps
    }

    fn place(&self, steps: &mut Vec<Step<'a>>, mut placed: Placed<'a>) {
        let meta = placed.field.column.meta;
        let cell = form::cell(&placed.field, placed.record.as_deref());
        let shown = Embedded::of(meta, &placed.name, self.typed(), cell);
        let (Some(embedded), Some(shown)) = (meta.embedded, shown) else { return steps.push(Step::Field(placed)) };
        match shown {
            Embedded::Text(reason) => {
                placed.note = reason.map(|reason| tr!("group-json", why = reason));
                steps.push(Step::Field(placed));
            }
            Embedded::Nothing => self.nothing(steps, &placed),
            Embedded::One(record) => {
                let may_remove = meta.ty.nullable && self.is_input(&placed.field);
                let remove = may_remove.then(|| button("remove", &placed.name, tr!("group-remove"), about(meta.label)));
                self.start(steps, &placed, Some(mark(&placed.name, "")), None);
                self.inner(steps, &placed, &embedded, &placed.name, meta.label.to_owned(), record);
                end(steps, &placed.name, GroupPart::End, remove.into_iter().collect());
            }
            Embedded::Many(rows) => self.rows(steps, &placed, &embedded, rows),
        }
    }

    fn start(&self, steps: &mut Vec<Step<'a>>, placed: &Placed<'a>, mark: Option<Hidden>, empty: Option<String>) {
        let mark = mark.filter(|_| self.is_input(&placed.field));
        let group = GroupView { part: GroupPart::Start, mark, buttons: Vec::new(), empty };
        let view = FieldView::new(&placed.field, self.around(placed));
        let show_if = self.show_if(placed).filter(|_| self.is_input(&placed.field));
        steps.push(Step::Drawn(Box::new(FieldView { group: Some(group), show_if, is_required: false, ..view })));
    }

    fn nothing(&self, steps: &mut Vec<Step<'a>>, placed: &Placed<'a>) {
        let label = placed.field.column.meta.label;
        let hidden = Hidden { name: placed.name.clone(), value: String::new() };
        let add = self.is_input(&placed.field).then(|| button("add", &placed.name, tr!("group-add"), about(label)));
        self.start(steps, placed, Some(hidden), Some(tr!("group-nothing")));
        end(steps, &placed.name, GroupPart::End, add.into_iter().collect());
    }

    fn rows(&self, steps: &mut Vec<Step<'a>>, placed: &Placed<'a>, embedded: &EmbeddedMeta, rows: Vec<EmbeddedRow>) {
        let label = placed.field.column.meta.label;
        let is_input = self.is_input(&placed.field);
        let singular = match embedded.is_map {
            true => tr!("group-entry"),
            false => fields_of(embedded).singular.to_owned(),
        };
        self.start(steps, placed, Some(mark(&placed.name, "")), rows.is_empty().then(|| tr!("group-none")));
        let last = rows.len();
        for (at, row) in rows.into_iter().enumerate() {
            let name = format!("{}.{}", placed.name, row.at);
            let title = format!("{singular} {}", at + 1);
            let group = GroupView {
                part: if embedded.is_map { GroupPart::Pair } else { GroupPart::Row },
                mark: is_input.then(|| mark(&name, &row.origin)),
                buttons: Vec::new(),
                empty: None,
            };
            steps.push(Step::Drawn(Box::new(FieldView::group(&name, title.clone(), group))));
            let inside = tr!("group-inside", label = label, row = title.as_str());
            self.inner(steps, placed, embedded, &name, inside, row.record);
            let buttons = [
                (at > 0, button("up", &name, tr!("group-up"), about(&title))),
                (at + 1 < last, button("down", &name, tr!("group-down"), about(&title))),
                (true, button("remove", &name, tr!("group-remove"), about(&title))),
            ];
            let buttons = buttons.into_iter().filter(|(is_there, _)| *is_there && is_input).map(|(_, button)| button);
            end(steps, &name, GroupPart::RowEnd, buttons.collect());
        }
        let add = || {
            let label = tr!("group-add-to", label = label);
            button("add", &placed.name, tr!("group-add-one", thing = singular), label)
        };
        let add = is_input.then(add);
        end(steps, &placed.name, GroupPart::End, add.into_iter().collect());
    }

    /// The fields inside, under `name`.
    fn inner(
        &self,
        steps: &mut Vec<Step<'a>>,
        outer: &Placed<'a>,
        embedded: &EmbeddedMeta,
        name: &str,
        inside: String,
        record: Option<Record>,
    ) {
        let mode = if record.is_some() { Mode::Update } else { Mode::Create };
        let sections = Inputs::new(fields_of(embedded), mode).sections();
        for field in sections.into_iter().flat_map(|section| section.fields) {
            // What is read-only outside is read-only inside.
            let field = FormField { access: outer.field.access.max(field.access), ..field };
            let own = field.column.meta.name;
            let placed = Placed {
                name: format!("{name}.{own}"),
                inside: inside.clone(),
                field,
                record: record.clone().map(Cow::Owned),
                labels: None,
                note: None,
                label: label_in(embedded, own),
                of: fields_of(embedded),
            };
            self.place(steps, placed);
        }
    }
}

fn fields_of(embedded: &EmbeddedMeta) -> &'static ResourceMeta {
    (embedded.fields)()
}

/// What an entry of an object is made of is named by us, and so in the language of the page.
fn label_in(embedded: &EmbeddedMeta, name: &str) -> Option<String> {
    match name {
        _ if !embedded.is_map => None,
        "key" => Some(tr!("group-key")),
        _ => Some(tr!("group-value")),
    }
}

fn mark(name: &str, value: &str) -> Hidden {
    Hidden { name: format!("{name}.@"), value: value.to_owned() }
}

fn button(does: &'static str, name: &str, label: String, about: String) -> GroupButton {
    GroupButton { value: format!("{does}:{name}"), does, label, about }
}

/// What a button is about, behind its label.
fn about(thing: &str) -> String {
    tr!("page-thing", thing = thing)
}

fn end(steps: &mut Vec<Step<'_>>, name: &str, part: GroupPart, buttons: Vec<GroupButton>) {
    let group = GroupView { part, mark: None, buttons, empty: None };
    steps.push(Step::Drawn(Box::new(FieldView::group(name, String::new(), group))));
}
