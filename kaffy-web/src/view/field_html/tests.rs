//! What is drawn in Rust is what the templates draw, to the last byte.

use kaffy_core::{FieldMeta, Shown, Tone, Unreadable};
use tera::{Context, Map, Value};

use super::*;
use crate::{
    templates::{self, Templates},
    view::{CellView, GroupPart, GroupView, OptionView, PickView, SectionView, ShowIfView},
};

/// Something to escape, for wherever there is room for it.
const NASTY: &str = "<b title=\"x\" lang='y'>&amp; — ä";

fn bare(input: InputView) -> FieldView {
    FieldView {
        input: Some(input),
        text: None,
        name: "items.0.title".to_owned(),
        ..FieldView::computed(0, NASTY.to_owned(), CellView::plain("x"))
    }
}

/// The same with everything that can stand around it.
fn crowded(field: FieldView) -> FieldView {
    let nasty = || Some(NASTY.to_owned());
    FieldView {
        help: nasty(),
        is_required: true,
        error: nasty(),
        unreadable: nasty(),
        described_by: "a b".to_owned(),
        has_focus: true,
        note: nasty(),
        slug_from: "field-a field-b".to_owned(),
        show_if: Some(ShowIfView { field: NASTY.to_owned(), values: "a\nb".to_owned(), words: NASTY.to_owned() }),
        ..field
    }
}

fn input(kind: InputKind) -> InputView {
    let option = |value: &str, is_on| OptionView { value: value.to_owned(), label: NASTY.to_owned(), is_on };
    InputView {
        kind,
        input_type: "text",
        value: NASTY.to_owned(),
        options: vec![option("", false), option(NASTY, true)],
        rows: 5,
        inputmode: "",
        step: "",
        placeholder: None,
        suffix: "",
        is_code: false,
        pick: None,
        file: None,
    }
}

fn picks() -> Vec<InputView> {
    let nasty = || Some(NASTY.to_owned());
    let pick = PickView {
        label: nasty(),
        href: nasty(),
        singular: NASTY.to_owned(),
        add_href: nasty(),
        edit_base: nasty(),
        options_href: NASTY.to_owned(),
    };
    let broken = PickView { label: None, href: None, ..pick.clone() };
    let unlinked = PickView { href: None, add_href: None, ..pick.clone() };
    let plain = PickView { add_href: None, edit_base: None, label: Some(String::new()), ..pick.clone() };
    let of = |pick| InputView { pick: Some(pick), ..input(InputKind::Pick) };
    let empty = InputView { value: String::new(), ..of(broken.clone()) };
    vec![of(pick), of(broken), of(unlinked), of(plain), empty]
}

/// Every kind of input that is drawn here.
fn inputs() -> Vec<InputView> {
    let of = |kind| input(kind);
    let full = |kind| InputView {
        inputmode: "numeric",
        step: "1",
        placeholder: Some(NASTY),
        suffix: "UTC",
        is_code: true,
        ..of(kind)
    };
    let mut all = picks();
    all.extend([of(InputKind::Line), full(InputKind::Line), of(InputKind::Area), full(InputKind::Area)]);
    all.push(InputView { input_type: "password", value: String::new(), placeholder: Some(""), ..of(InputKind::Line) });
    all.push(InputView { value: "\n a".to_owned(), ..of(InputKind::Area) });
    all.push(InputView { value: "true".to_owned(), ..of(InputKind::Check) });
    all.extend([of(InputKind::Check), of(InputKind::Select), of(InputKind::Checks)]);
    all
}

/// Values that can only be read.
fn texts() -> Vec<FieldView> {
    let text = FieldMeta::of::<String>("a");
    let cells = [
        CellView::plain(NASTY),
        CellView::link(NASTY, "/admin/shop/products/7?a=1&b=2".to_owned()),
        CellView::empty("—"),
        CellView::shown(&Shown::badge(NASTY, Tone::Bad)),
        CellView::of(&text, &Err(Unreadable::new(NASTY))),
        CellView::of(&FieldMeta::of::<bool>("a"), &Ok(true.into())),
    ];
    cells.into_iter().map(|text| FieldView::computed(0, NASTY.to_owned(), text)).collect()
}

fn drawn(templates: &Templates, section: Value, takes_related: bool) -> String {
    let mut context = Context::new();
    let page: Map = [("sections".into(), vec![section].into()), ("takes_related".into(), takes_related.into())]
        .into_iter()
        .collect();
    context.insert_value("page", page.into());
    context.insert_value("markup", Map::default().into());
    templates.render("resource/sections.html", &context).expect("draws")
}

#[test]
fn a1_a_field_is_what_the_templates_draw() {
    let templates = templates::load(&[]).expect("the built-in templates compile");
    let icons = CellIcons::of(&templates);
    let plain = inputs().into_iter().map(bare).chain(texts());
    for field in plain.clone().chain(plain.map(crowded)) {
        let section = SectionView {
            id: "section-0".to_owned(),
            title: None,
            description: None,
            is_collapsible: false,
            is_open: true,
            fields: vec![field],
        };
        for takes_related in [false, true] {
            let html = FieldHtml { icons: &icons, takes_related };
            assert!(html.draw(&section.fields[0], &mut String::new()), "{section:?}");
            let ours = section.value(Some(&html), false).expect("a value");
            let theirs = section.value(None, false).expect("a value");
            let ours = drawn(&templates, ours, takes_related);
            assert_eq!(ours, drawn(&templates, theirs, takes_related), "{section:?}");
        }
    }
}

#[test]
fn a1_fields_stay_in_their_order_whoever_draws_them() {
    let templates = templates::load(&[]).expect("the built-in templates compile");
    let html = FieldHtml { icons: &CellIcons::of(&templates), takes_related: true };
    let group = |part| GroupView { part, mark: None, buttons: Vec::new(), empty: None };
    let line = || bare(input(InputKind::Line));
    let start = FieldView::group("a", NASTY.to_owned(), group(GroupPart::Start));
    let end = FieldView::group("a", NASTY.to_owned(), group(GroupPart::End));
    let fields = vec![line(), bare(input(InputKind::Checks)), start, line(), end, crowded(line()), line()];
    let section = SectionView {
        id: "section-0".to_owned(),
        title: Some(NASTY.to_owned()),
        description: Some(NASTY.to_owned()),
        is_collapsible: true,
        is_open: false,
        fields,
    };
    let theirs = section.value(None, false).expect("a value");
    let theirs = drawn(&templates, theirs, true);
    for is_looked_at in [false, true] {
        let ours = section.value(Some(&html), is_looked_at).expect("a value");
        assert_eq!(drawn(&templates, ours, true), theirs);
    }
}

#[test]
fn a1_what_is_rare_is_left_to_the_templates() {
    let templates = templates::load(&[]).expect("the built-in templates compile");
    let html = FieldHtml { icons: &CellIcons::of(&templates), takes_related: true };
    let group = GroupView { part: GroupPart::End, mark: None, buttons: Vec::new(), empty: None };
    let line = bare(input(InputKind::Line));
    for field in [
        bare(input(InputKind::File)),
        bare(input(InputKind::Rich)),
        FieldView { is_custom: true, ..line.clone() },
        FieldView { input: None, ..line },
        FieldView::group("a", NASTY.to_owned(), group),
        FieldView::computed(0, NASTY.to_owned(), CellView::plain("")),
    ] {
        assert!(!html.draw(&field, &mut String::new()), "{field:?}");
    }
}

#[test]
fn k1_an_input_or_a_cell_of_the_applications_own_is_drawn() {
    let own = |name: &str, source: &str| templates::load(&[(name.to_owned(), source.to_owned())]).expect("compiles");
    assert!(own("home.html", "x").has_our_fields);
    assert!(!own("resource/input.html", "x").has_our_fields);
    assert!(!own("builtin/resource/input.html", "x").has_our_fields);
    assert!(!own("resource/cell.html", "{% component cell(cell) %}x{% endcomponent cell %}").has_our_fields);
}
