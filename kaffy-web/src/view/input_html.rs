//! The inputs of a form as HTML: what `resource/input.html` draws.

use kaffy_core::tr;

use super::{
    FieldView, InputKind, InputView, Parts, PickView,
    field_html::{described, said},
    row_html::Html,
};

/// One input. `takes_related` is whether rows that fields name can be added and changed beside them.
pub(super) fn draw(html: &mut Html, field: &FieldView, input: &InputView, parts: &Parts, takes_related: bool) {
    match input.kind {
        InputKind::Line => line(html, field, input),
        InputKind::Area => area(html, field, input),
        InputKind::Check => {
            html.tag("<input type=\"hidden\" name=\"").text(&field.name);
            html.tag("\" value=\"false\">\n<label class=\"check\"><input type=\"checkbox\" value=\"true\"");
            html.tag(if input.value == "true" { " checked " } else { " " });
            attributes(html, field);
            html.tag("> ").text(&field.label).tag("</label>");
        }
        InputKind::Select => {
            html.tag("<select ");
            attributes(html, field);
            html.tag(">");
            for option in &input.options {
                html.tag("<option value=\"").text(&option.value).tag("\"");
                html.tag(if option.is_on { " selected>" } else { ">" }).text(&option.label).tag("</option>");
            }
            html.tag("</select>");
        }
        InputKind::Checks => checks(html, field, input),
        InputKind::Pick => {
            if let Some(pick) = &input.pick {
                self::pick(html, field, (input, pick), parts, takes_related);
            }
        }
        // Left to the template.
        InputKind::File | InputKind::Rich => {}
    }
}

fn pick(
    html: &mut Html,
    field: &FieldView,
    (input, pick): (&InputView, &PickView),
    parts: &Parts,
    takes_related: bool,
) {
    let label = said(&pick.label);
    html.tag("<div class=\"combo\" data-combo data-options=\"").text(&pick.options_href);
    html.tag("\">\n  <input value=\"").text(&input.value).tag("\" data-combo-key data-combo-label=\"");
    html.text(label.unwrap_or_default()).tag("\" ");
    attributes(html, field);
    html.tag(">\n  <button class=\"button\" name=\"_pick\" value=\"").text(&field.name);
    html.tag("\" formnovalidate data-combo-button>").tag(&parts.choose);
    html.tag("<span class=\"sr\"> ").text(&field.label).tag("</span></button>\n  <p class=\"picked\">");
    let said_of = |html: &mut Html, class: &str, words: &str| {
        html.tag("<span class=\"").tag(class).tag("\">").text(words).tag("</span>");
    };
    let thing = pick.thing.as_str();
    match label {
        Some(label) => {
            html.tag("<span data-combo-picked>").text(label).tag("</span>");
            if let Some(href) = said(&pick.href) {
                html.tag(" <a href=\"").text(href).tag("\">").tag(&parts.open);
                html.tag("<span class=\"sr\"> ").text(label).tag("</span></a>");
            }
        }
        None if !input.value.is_empty() => said_of(html, "broken", &tr!("pick-gone", thing = thing)),
        None => said_of(html, "quiet", &tr!("pick-nothing", thing = thing)),
    }
    html.tag("</p>\n  ");
    let (add, edit) = (said(&pick.add_href), said(&pick.edit_base));
    if takes_related && (add.is_some() || edit.is_some()) {
        let button = |html: &mut Html, does: &str| {
            html.tag("<button class=\"link\" name=\"_related\" value=\"").tag(does).tag(":").text(&field.name);
            html.tag("\" formnovalidate data-related");
        };
        html.tag("<p class=\"related\">\n    ");
        if let Some(href) = add {
            button(html, "add");
            html.tag("=\"").text(href).tag("\">").tag(&parts.add);
            html.tag("<span class=\"sr\"> ").text(&tr!("page-thing", thing = thing)).tag("</span></button>");
        }
        html.tag("\n    ");
        if let Some(base) = edit {
            button(html, "edit");
            html.tag("-base=\"").text(base).tag(if label.is_none() { "\" hidden>" } else { "\">" });
            html.tag(&parts.edit)
                .tag("<span class=\"sr\"> ")
                .text(&tr!("page-thing", thing = thing))
                .tag("</span></button>");
        }
        html.tag("\n  </p>");
    }
    html.tag("\n</div>");
}

fn line(html: &mut Html, field: &FieldView, input: &InputView) {
    let has_suffix = !input.suffix.is_empty();
    html.tag(if has_suffix { "<div class=\"line has-suffix\">" } else { "<div class=\"line\">" });
    html.tag("<input type=\"").text(input.input_type).tag("\" value=\"").text(&input.value).tag("\"");
    if !input.inputmode.is_empty() {
        html.tag(" inputmode=\"").text(input.inputmode).tag("\"");
    }
    if !input.step.is_empty() {
        html.tag(" step=\"").text(input.step).tag("\"");
    }
    placeholder(html, input);
    code(html, input);
    if input.input_type == "password" {
        html.tag(" autocomplete=\"new-password\"");
    }
    html.tag(" ");
    attributes(html, field);
    html.tag(">");
    if has_suffix {
        html.tag("<span class=\"suffix\">").text(input.suffix).tag("</span>");
    }
    html.tag("</div>");
}

fn area(html: &mut Html, field: &FieldView, input: &InputView) {
    html.tag("<textarea rows=\"").tag(&input.rows.to_string()).tag("\"");
    code(html, input);
    placeholder(html, input);
    html.tag(" ");
    attributes(html, field);
    // A browser drops one line break here, and keeps one that the value begins with.
    html.tag(">\n").text(&input.value).tag("</textarea>");
}

fn checks(html: &mut Html, field: &FieldView, input: &InputView) {
    html.tag("<input type=\"hidden\" name=\"").text(&field.name).tag("\" value=\"\">\n<div class=\"checks\">");
    for (at, option) in input.options.iter().enumerate() {
        html.tag("<label class=\"check\"><input type=\"checkbox\" name=\"").text(&field.name);
        html.tag("\" value=\"").text(&option.value).tag(if option.is_on { "\" checked" } else { "\"" });
        if at == 0 {
            html.tag(" id=\"").text(&field.id).tag("\"");
        }
        html.tag("> ").text(&option.label).tag("</label>");
    }
    html.tag("</div>");
}

/// What every input has.
fn attributes(html: &mut Html, field: &FieldView) {
    html.tag("id=\"").text(&field.id).tag("\" name=\"").text(&field.name).tag("\"");
    if field.is_required {
        html.tag(" required");
    }
    described(html, field);
    if said(&field.error).is_some() {
        html.tag(" aria-invalid=\"true\"");
    }
    if field.has_focus {
        html.tag(" autofocus");
    }
    if !field.slug_from.is_empty() {
        html.tag(" data-slug-from=\"").text(&field.slug_from).tag("\"");
    }
}

fn placeholder(html: &mut Html, input: &InputView) {
    if let Some(placeholder) = input.placeholder.filter(|text| !text.is_empty()) {
        html.tag(" placeholder=\"").text(placeholder).tag("\"");
    }
}

fn code(html: &mut Html, input: &InputView) {
    if input.is_code {
        html.tag(" class=\"code\" spellcheck=\"false\"");
    }
}
