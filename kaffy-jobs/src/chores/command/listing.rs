//! Chores and their inputs as lines of text.

use kaffy_core::{Access, FieldMeta, FormField, Inputs, Kind, Mode, tr};

use crate::chores::ChoreEntry;

/// All of them, one below the other.
pub(super) fn all(entries: &[ChoreEntry]) -> Vec<String> {
    if entries.is_empty() {
        return vec![tr!("chore-command-none")];
    }
    let mut lines = vec![tr!("chore-command-usage")];
    for entry in entries {
        lines.push(String::new());
        lines.extend(one(*entry));
    }
    lines
}

/// One with what it asks for.
pub(super) fn one(entry: ChoreEntry) -> Vec<String> {
    let meta = entry.meta();
    let mut lines = vec![format!("{}  {}", meta.key, meta.title)];
    lines.extend(meta.description.lines().map(|line| format!("    {line}").trim_end().to_owned()));
    let form = Inputs::new(entry.inputs(), Mode::Create);
    lines.extend(
        form.resource().inputs(Mode::Create).iter().filter(|field| field.access == Access::Editable).map(input),
    );
    lines
}

fn input(field: &FormField) -> String {
    let meta = field.column.meta;
    let option = format!("--{}{}", meta.name, value(meta));
    let is_optional = !field.required || meta.default.is_some() || meta.ty.kind.is_bool();
    let option = if is_optional { format!("[{option}]") } else { option };
    let mut line = format!("    {option}  {}", meta.label);
    if let Some(help) = meta.help {
        line.push_str(": ");
        line.push_str(help);
    }
    if let Some(default) = meta.default {
        line.push(' ');
        line.push_str(&tr!("chore-command-default", value = default));
    }
    line
}

/// What stands behind the name of an input.
fn value(meta: &FieldMeta) -> String {
    let chosen = |keys: Vec<&str>| format!(" {}", keys.join("|"));
    match meta.ty.kind {
        _ if meta.ty.is_upload => " @file".to_owned(),
        _ if !meta.choices.is_empty() => chosen(meta.choices.iter().map(|choice| choice.value).collect()),
        Kind::Bool => String::new(),
        Kind::Choice(choice) => chosen(choice.variants.iter().map(|variant| variant.key).collect()),
        Kind::List(item) => format!(" <{}> …", item.kind.name()),
        kind => format!(" <{}>", kind.name()),
    }
}
