//! The built-in templates, compiled in.

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$((concat!("builtin/", $name), include_str!(concat!("../../templates/builtin/", $name)))),+]
    };
}

/// Names and sources.
pub(super) const FILES: &[(&str, &str)] = &files![
    "components.html",
    "board.html",
    "chart.html",
    "context.html",
    "dashboard.html",
    "error.html",
    "home.html",
    "layout.html",
    "resource/action.html",
    "resource/action_done.html",
    "resource/action_result.html",
    "resource/action_run.html",
    "resource/action_step.html",
    "link.html",
    "resource/cell.html",
    "resource/chips.html",
    "resource/conflict.html",
    "resource/delete.html",
    "resource/file.html",
    "resource/filters.html",
    "resource/form.html",
    "resource/gone.html",
    "resource/group.html",
    "resource/input.html",
    "resource/links.html",
    "resource/list.html",
    "resource/pick.html",
    "resource/row.html",
    "resource/rows.html",
    "resource/sections.html",
    "resource/selection.html",
    "resource/table.html",
    "widget.html",
    "widget_part.html",
];
