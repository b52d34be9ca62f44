//! What can be wrong between resources, and between a struct and its table (W18).

use std::collections::HashMap;

use super::{Column, Problem, build::slugify};
use crate::{
    ChoiceValue, Dialect, FieldMeta, Kind, Mode, Resource, ResourceMeta, Widget,
    actions::ActionList,
    store::{Catalog, storage_of},
};

/// First parts of an address that are pages of the admin itself.
const RESERVED: [&str; 18] = [
    "accounts",
    "links",
    "dashboard",
    "login",
    "logout",
    "p",
    "jobs",
    "schedules",
    "chores",
    "audit",
    "assets",
    "theme",
    "language",
    "options",
    "views",
    "search",
    "keys",
    "notifications",
];

/// Reserved and duplicate addresses.
pub(super) fn slugs(metas: &[&'static ResourceMeta], problems: &mut Vec<Problem>) {
    let mut taken = HashMap::new();
    for meta in metas {
        let context = slugify(meta.context);
        if context.is_empty() || RESERVED.contains(&context.as_str()) {
            let message = format!(
                "the context {:?} would have the address `/{context}`, which is a page of the admin: choose another \
                 `context = \"…\"`",
                meta.context
            );
            problems.push(Problem::new(meta.rust_name, message));
        }
        if let Some(other) = taken.insert((context.clone(), meta.slug), meta) {
            let message = format!(
                "`{}` has the same address `/{context}/{}`: give one of them another `slug = \"…\"` or context",
                other.rust_name, meta.slug
            );
            problems.push(Problem::new(meta.rust_name, message));
        }
    }
}

/// Keys that cannot name a row.
pub(super) fn keys(metas: &[&'static ResourceMeta], problems: &mut Vec<Problem>) {
    for meta in metas {
        for field in meta.primary_key.iter().filter_map(|name| meta.field(name)).filter(|field| field.ty.nullable) {
            let message =
                "is part of the primary key and may be NULL, so it could not name a row: take away the `Option`";
            problems.push(Problem::new(format!("{}.{}", meta.rust_name, field.name), message));
        }
    }
}

/// Relations to resources that are not there, or that one column cannot name.
pub(super) fn relations(metas: &[&'static ResourceMeta], problems: &mut Vec<Problem>) {
    let known: std::collections::HashSet<_> = metas.iter().map(|meta| meta.id()).collect();
    for meta in metas {
        super::inline::check(meta, |other| known.contains(&other.id()), problems);
        super::many::check(meta, |other| known.contains(&other.id()), problems);
        for field in meta.fields {
            let Some(relation) = field.belongs_to else { continue };
            let target = (relation.target)();
            let place = format!("{}.{}", meta.rust_name, field.name);
            if !known.contains(&target.id()) {
                let message = format!(
                    "belongs to `{name}`, which is not registered: add `.resource::<{name}>()` or `.discover()`",
                    name = target.rust_name
                );
                problems.push(Problem::new(place, message));
            } else if target.primary_key.len() != 1 {
                let message = format!(
                    "belongs to `{}`, whose primary key has {} parts, and one field cannot hold them: leave out \
                     `belongs_to`",
                    target.rust_name,
                    target.primary_key.len()
                );
                problems.push(Problem::new(place, message));
            }
        }
    }
}

/// A trash where rows cannot wait.
pub(super) fn trash(metas: &[&'static ResourceMeta], problems: &mut Vec<Problem>) {
    let marked = |meta: &&ResourceMeta| meta.fields.iter().any(|field| field.is_soft_delete);
    for meta in metas {
        for field in meta.fields.iter().filter(|field| field.is_soft_delete && !field.ty.nullable) {
            let message =
                "says when a row was moved to the trash, and cannot be NULL for one that was not: make it an `Option`";
            problems.push(Problem::new(format!("{}.{}", meta.rust_name, field.name), message));
        }
        for many in meta.many.iter().filter(|many| marked(&(many.through)())) {
            let message = format!(
                "its rows between are of `{name}`, which has a trash, and what was joined once could not be joined anew: \
                 take `soft_delete` of `{name}` away",
                name = (many.through)().rust_name
            );
            problems.push(Problem::new(format!("{}.{}", meta.rust_name, many.name), message));
        }
    }
}

/// Columns that are to be changed in the list and cannot be.
pub(super) fn cells(resource: &Resource, problems: &mut Vec<Problem>) {
    let meta = resource.meta();
    let inputs = resource.inputs(Mode::Update);
    for name in meta.list_edit {
        let is_key = meta.primary_key.contains(name);
        let is_listed = resource.list.iter().any(|column| column.name == *name && column.path.is_some());
        let input = inputs.iter().find(|field| field.column.meta.name == *name);
        let why = match (meta.field(name), input) {
            (None, _) => "there is no such field",
            _ if is_key => "it is the primary key, which no cell changes",
            (_, None) => "it is no input of the form of a record",
            _ if !is_listed => "it is no column of the list",
            (Some(field), _) if !fits_a_cell(field) => "its input takes more room than a cell has",
            _ => continue,
        };
        let message = format!("`{name}` cannot be changed in the list: {why}. Take it out of `list_edit`");
        problems.push(Problem::new(meta.rust_name, message));
    }
}

/// Whether the input of a field stands in a cell, and says all there is to say.
fn fits_a_cell(field: &FieldMeta) -> bool {
    let is_large = matches!(field.ty.kind, Kind::Json | Kind::Bytes) || matches!(field.widget, Widget::RichText);
    let is_elsewhere = field.embedded.is_some() || field.custom.is_some() || field.file().is_some();
    let is_other = field.is_secret() || field.belongs_to.is_some() || field.show_if.is_some() || field.is_version;
    !is_large && !is_elsewhere && !is_other
}

/// Keys of actions that cannot stand in an address, or are taken.
pub(super) fn actions(meta: &'static ResourceMeta, actions: &ActionList, problems: &mut Vec<Problem>) {
    let mut taken = std::collections::HashSet::from([ActionList::BUILT_IN]);
    for action in &actions.0 {
        let key = action.meta().key();
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        let message = if key.is_empty() || !key.chars().all(is_word) {
            format!("the key {key:?} of an action is part of an address: make it of a-z, 0-9, `-` and `_`")
        } else if ActionList::IN_TRASH.contains(&key) && meta.fields.iter().any(|field| field.is_soft_delete) {
            format!("the action `{key}` has the key of the built-in one of the trash: give it another key")
        } else if key == ActionList::BUILT_IN {
            format!("the action `{key}` has the key of the built-in one that deletes: give it another key")
        } else if !taken.insert(key) {
            format!("two actions have the key `{key}`: give one of them another")
        } else {
            continue;
        };
        problems.push(Problem::new(meta.rust_name, message));
    }
}

/// A struct against its live table; takes over what only the table knows.
pub(super) fn against_table(
    meta: &'static ResourceMeta,
    columns: &mut [Column],
    catalog: &Catalog,
    dialect: Dialect,
    problems: &mut Vec<Problem>,
) {
    let Some(table) = catalog.table(meta.table) else {
        let close = catalog.nearest_table(meta.table.name);
        let hint = close.map_or_else(|| ".".to_owned(), |name| format!(", did you mean `{name}`?"));
        let message = format!(
            "there is no table `{}` in the database{hint} Set `table = \"…\"`, or run your migrations first",
            meta.table.name
        );
        problems.push(Problem::new(meta.rust_name, message));
        return;
    };
    for column in columns {
        let field = column.meta;
        let place = format!("{}.{}", meta.rust_name, field.name);
        let Some(facts) = table.column(field.column) else {
            let names = table.columns.iter().map(|column| column.name.as_str());
            let hint = crate::nearest::nearest(field.column, names)
                .map_or_else(|| ".".to_owned(), |name| format!(", did you mean `{name}`?"));
            let message = format!(
                "the table `{}` has no column `{}`{hint} Set `column = \"…\"`, or mark the field `skip`",
                meta.table.name, field.column
            );
            problems.push(Problem::new(place, message));
            continue;
        };
        if field.is_soft_delete && !facts.nullable {
            let message = format!(
                "the column `{}` says when a row was moved to the trash, and is NULL for one that was not: leave out its \
                 NOT NULL",
                field.column
            );
            problems.push(Problem::new(place.clone(), message));
        }
        if facts.nullable && !field.ty.nullable && !meta.primary_key.contains(&field.name) {
            let message = format!(
                "the column `{}` may be NULL, the field may not: make it an `Option`, or the column NOT NULL",
                field.column
            );
            problems.push(Problem::new(place.clone(), message));
        }
        if let (Kind::Choice(choice), Some(labels)) = (field.ty.kind, &facts.enum_labels) {
            for variant in choice.variants {
                if let ChoiceValue::Text(text) = variant.value
                    && !labels.iter().any(|label| label == text)
                {
                    let message = format!(
                        "the variant {text:?} of `{}` is no label of the database's enum, which has {}: rename it with \
                         `#[admin(value = \"…\")]`",
                        choice.name,
                        labels.iter().map(|label| format!("{label:?}")).collect::<Vec<_>>().join(", ")
                    );
                    problems.push(Problem::new(place.clone(), message));
                }
            }
        }
        match storage_of(dialect, facts, field) {
            Ok(storage) => column.storage = storage,
            Err(message) => problems.push(Problem::new(place, message)),
        }
        column.nullable = facts.nullable;
        column.has_default = facts.has_default;
        column.generated = facts.generated;
        column.equates = facts.equates;
        column.type_name = Some(facts.type_name.as_str().into());
        column.max_len = facts.max_len;
    }
}
