//! What the struct says about lists, searches, filters, orders and forms.

use std::collections::HashSet;

use darling::{Error, Result};

use super::{
    names::{NamedField, Names},
    path::{Found, PathModel, spanned},
};
use crate::{
    admin_resource::{
        attr::ResourceAttrs,
        check::{Check, Rule, Subject},
    },
    syntax::{AccessWord, DotPath, FormItem, NameList, Operator},
};

/// A part of a form.
#[derive(Debug, Default)]
pub(crate) struct SectionModel {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) collapsed: bool,
    pub(crate) fields: Vec<String>,
}

/// All of it, with the questions that are left for the compiler.
#[derive(Debug, Default)]
pub(crate) struct LayoutModel {
    pub(crate) list: Vec<PathModel>,
    pub(crate) list_edit: Vec<String>,
    pub(crate) search: Vec<(PathModel, Operator)>,
    pub(crate) filter: Vec<PathModel>,
    pub(crate) drill_down: Option<String>,
    pub(crate) order: Vec<(PathModel, bool)>,
    pub(crate) form: Vec<SectionModel>,
    pub(crate) label: Vec<String>,
    pub(crate) checks: Vec<Check>,
}

impl LayoutModel {
    pub(crate) fn new(attrs: &ResourceAttrs, names: &Names<'_>) -> Result<Self> {
        let mut layout = Self::default();
        let mut errors = Error::accumulator();
        errors.handle(layout.list(attrs, names));
        errors.handle(layout.list_edit(attrs, names));
        errors.handle(layout.search(attrs, names));
        errors.handle(layout.filter(attrs, names));
        errors.handle(layout.drill_down(attrs, names));
        errors.handle(layout.order(attrs, names));
        errors.handle(layout.form(attrs, names));
        errors.handle(layout.label(attrs, names));
        errors.finish_with(layout)
    }

    fn list(&mut self, attrs: &ResourceAttrs, names: &Names<'_>) -> Result<()> {
        each_once(paths(&attrs.list), "list", |path| {
            if let [only] = path.0.as_slice()
                && names.field(only).is_none()
                && names.relation(only).is_none()
            {
                if !names.is_many(only) {
                    return Err(names.unknown_among(only, &names.many));
                }
                let model = PathModel { relations: Vec::new(), field: only.clone() };
                let name = model.name();
                self.list.push(model);
                return Ok(name);
            }
            let (model, _) = self.resolve(names, path, "list", true)?;
            if !model.relations.is_empty() {
                self.ask(&model, None, path, Rule::Exists, String::new());
            }
            self.list.push(model.clone());
            Ok(model.name())
        })
    }

    fn list_edit(&mut self, attrs: &ResourceAttrs, names: &Names<'_>) -> Result<()> {
        each_once(paths(&attrs.list_edit), "list_edit", |path| {
            let field = names.own(path, "list_edit")?;
            shown(field, path, "list_edit")?;
            if let Some(why) = not_in_a_cell(field) {
                return Err(spanned(format!("`{}` {why}; take it out of `list_edit`", field.name), path));
            }
            // Of a list that says nothing, all fields that fit a cell are columns.
            let is_listed = attrs.list.is_none() || paths(&attrs.list).any(|listed| listed.name() == field.name);
            if !is_listed {
                let message = format!("`{}` is no column of the list; add it to `list` as well", field.name);
                return Err(spanned(message, path));
            }
            self.list_edit.push(field.name.clone());
            Ok(field.name.clone())
        })
    }

    fn search(&mut self, attrs: &ResourceAttrs, names: &Names<'_>) -> Result<()> {
        let terms = attrs.search.as_ref().map_or(&[][..], |search| &search.0);
        let mut operators = terms.iter().map(|term| term.operator);
        each_once(terms.iter().map(|term| &term.path), "search", |path| {
            let operator = operators.next().flatten();
            let (model, own) = self.resolve(names, path, "search", false)?;
            let name = path.name();
            let (rule, message) = match operator {
                None => {
                    (Rule::Text, format!("`{name}` is not a text; search for its whole value with `exact({name})`"))
                }
                Some(Operator::Exact) => {
                    (Rule::Ordered, format!("`{name}` has no single value to search for; leave it out of `search`"))
                }
                Some(other) => {
                    let word = match other {
                        Operator::Prefix => "prefix",
                        Operator::FullText => "full_text",
                        Operator::Contains | Operator::Exact => "contains",
                    };
                    (Rule::Text, format!("`{word}` looks into texts, and `{name}` is not one; use `exact({name})`"))
                }
            };
            self.ask(&model, own, path, rule, message);
            self.search.push((model.clone(), operator.unwrap_or(Operator::Contains)));
            Ok(model.name())
        })
    }

    fn filter(&mut self, attrs: &ResourceAttrs, names: &Names<'_>) -> Result<()> {
        each_once(paths(&attrs.filter), "filter", |path| {
            let (model, own) = self.resolve(names, path, "filter", true)?;
            let message = format!(
                "`{}` cannot be filtered by: there are no operators for JSON and bytes; leave it out of `filter`",
                path.name()
            );
            self.ask(&model, own, path, Rule::Filterable, message);
            self.filter.push(model.clone());
            Ok(model.name())
        })
    }

    fn drill_down(&mut self, attrs: &ResourceAttrs, names: &Names<'_>) -> Result<()> {
        let Some(list) = &attrs.drill_down else { return Ok(()) };
        let [path] = list.paths.as_slice() else {
            return Err(Error::custom("`drill_down` takes one field").with_span(&list.span));
        };
        let field = names.own(path, "drill_down")?;
        let message = format!("`{}` has no date; `drill_down` goes by year, month and day", field.name);
        self.ask(&own_path(field, path), Some(field), path, Rule::HasDate, message);
        self.drill_down = Some(field.name.clone());
        Ok(())
    }

    fn order(&mut self, attrs: &ResourceAttrs, names: &Names<'_>) -> Result<()> {
        let terms = attrs.order.as_ref().map_or(&[][..], |order| &order.0);
        let mut directions = terms.iter().map(|term| term.descending);
        each_once(terms.iter().map(|term| &term.path), "order", |path| {
            let descending = directions.next().unwrap_or(false);
            let (model, own) = self.resolve(names, path, "order", false)?;
            let message = format!(
                "`{}` has no order: JSON, lists and bytes are neither smaller nor larger; leave it out of `order`",
                path.name()
            );
            self.ask(&model, own, path, Rule::Ordered, message);
            self.order.push((model.clone(), descending));
            Ok(model.name())
        })
    }

    fn form(&mut self, attrs: &ResourceAttrs, names: &Names<'_>) -> Result<()> {
        let mut errors = Error::accumulator();
        let mut seen = HashSet::new();
        let mut field = |path: &DotPath| {
            let field = match names.path(path)? {
                Found::Own(field) | Found::Relation(field) => field,
                Found::Over(_) => {
                    return Err(spanned("a form has fields of the struct itself, not of a relation", path));
                }
            };
            if !seen.insert(field.name.clone()) {
                return Err(spanned(format!("`{}` is on the form already; keep it in one place", field.name), path));
            }
            Ok(field.name.clone())
        };
        for item in attrs.form.as_ref().map_or(&[][..], |form| &form.0) {
            match item {
                FormItem::Field(path) => {
                    let Some(name) = errors.handle(field(path)) else { continue };
                    match self.form.last_mut() {
                        Some(section) if section.title.is_none() => section.fields.push(name),
                        _ => self.form.push(SectionModel { fields: vec![name], ..SectionModel::default() }),
                    }
                }
                FormItem::Section(section) => self.form.push(SectionModel {
                    title: Some(section.title.value()),
                    description: section.description.as_ref().map(|text| text.value()),
                    collapsed: section.collapsed,
                    fields: section.fields.iter().filter_map(|path| errors.handle(field(path))).collect(),
                }),
            }
        }
        errors.finish()
    }

    fn label(&mut self, attrs: &ResourceAttrs, names: &Names<'_>) -> Result<()> {
        each_once(paths(&attrs.label), "label", |path| {
            let field = names.own(path, "label")?;
            shown(field, path, "label")?;
            self.label.push(field.name.clone());
            Ok(field.name.clone())
        })
    }

    /// A path of an option that shows what it finds, with the field where it is one of the struct's own.
    fn resolve<'n, 'a>(
        &self,
        names: &'n Names<'a>,
        path: &DotPath,
        option: &str,
        takes_relations: bool,
    ) -> Result<(PathModel, Option<&'n NamedField<'a>>)> {
        match names.path(path)? {
            Found::Over(model) => Ok((model, None)),
            Found::Relation(field) if !takes_relations => {
                let name = path.name();
                let message = format!(
                    "`{name}` is a relation; `{option}` takes one of its fields, `{name}.…`, or `{}`",
                    field.name
                );
                Err(spanned(message, path))
            }
            Found::Own(field) | Found::Relation(field) => {
                shown(field, path, option)?;
                Ok((own_path(field, path), Some(field)))
            }
        }
    }

    fn ask(&mut self, model: &PathModel, own: Option<&NamedField<'_>>, path: &DotPath, rule: Rule, message: String) {
        let subject = match own {
            Some(field) => Subject::Own(field.attrs.ty.clone()),
            None => Subject::Path(model.clone()),
        };
        let Some(last) = path.0.last() else { return };
        self.checks.push(Check { subject, rule, span: last.span(), message });
    }
}

/// A field of the struct itself, with the user's word for it.
fn own_path(field: &NamedField<'_>, path: &DotPath) -> PathModel {
    let mut ident = field.ident.clone();
    if let Some(word) = path.0.first() {
        ident.set_span(word.span());
    }
    PathModel { relations: Vec::new(), field: ident }
}

/// A key is what a cell is found by, so it stays as it is while one is changed.
pub(super) fn keys_stay(attrs: &ResourceAttrs, keys: &[String]) -> Result<()> {
    let mut errors = Error::accumulator();
    for path in paths(&attrs.list_edit).filter(|path| keys.contains(&path.name())) {
        let message =
            format!("`{}` is the primary key, which no cell changes; take it out of `list_edit`", path.name());
        errors.push(spanned(message, path));
    }
    errors.finish()
}

/// Why a field takes more than a cell to be changed, as the end of a sentence.
fn not_in_a_cell(field: &NamedField<'_>) -> Option<&'static str> {
    let attrs = field.attrs;
    let is_closed = matches!(attrs.update, Some(AccessWord::ReadOnly | AccessWord::Hidden));
    let reasons = [
        (attrs.file.is_some() || attrs.image.is_some(), "is a file, which is chosen on the form of its record"),
        (attrs.richtext.0.is_some(), "is formatted text, which is written on the form of its record"),
        (attrs.embedded.0.is_some(), "has fields of its own, which are on the form of its record"),
        (attrs.key_value.0.is_some(), "has entries of its own, which are on the form of its record"),
        (attrs.custom.0.is_some(), "draws its own inputs, which are on the form of its record"),
        (attrs.belongs_to.is_some(), "names a row of another resource, which is picked on the form of its record"),
        (attrs.show_if.is_some(), "hangs on another field, so it is changed on the form of its record"),
        (attrs.version.0.is_some(), "counts the writes of its row by itself"),
        (is_closed, "is no input of the form of a record (`update = …`)"),
    ];
    reasons.into_iter().find_map(|(is_so, why)| is_so.then_some(why))
}

/// A secret is written and never shown.
fn shown(field: &NamedField<'_>, path: &DotPath, option: &str) -> Result<()> {
    if !field.is_secret() {
        return Ok(());
    }
    let message = format!("`{}` is a `password`, which is never shown; take it out of `{option}`", field.name);
    Err(spanned(message, path))
}

fn paths(list: &Option<NameList>) -> impl Iterator<Item = &DotPath> {
    list.iter().flat_map(|list| &list.paths)
}

/// Takes every path, gathers what is wrong, and refuses the second of two that mean the same.
fn each_once<'p>(
    paths: impl Iterator<Item = &'p DotPath>,
    option: &str,
    mut take: impl FnMut(&'p DotPath) -> Result<String>,
) -> Result<()> {
    let mut errors = Error::accumulator();
    let mut seen = HashSet::new();
    for path in paths {
        let name = errors.handle(take(path));
        if name.is_some_and(|name| !seen.insert(name)) {
            errors.push(spanned(format!("`{}` is in `{option}` twice; keep one", path.name()), path));
        }
    }
    errors.finish()
}
