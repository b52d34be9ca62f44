//! A page from a stencil is what the templates draw, to the last byte.

use super::*;
use crate::{
    templates::{self, Stencils},
    view::{CellView, FieldView, MenuView, Parts, SectionView, screen::Surroundings, screen::tests::screen},
};

/// Something to escape, for wherever there is room for it.
const NASTY: &str = "<b title=\"x\" lang='y'>&amp; — ä";

fn section(change: impl Fn(SectionView) -> SectionView) -> SectionView {
    let text = CellView::plain(NASTY);
    change(SectionView {
        id: "section-0".to_owned(),
        title: Some(NASTY.to_owned()),
        description: None,
        is_collapsible: false,
        is_open: true,
        fields: vec![
            FieldView::computed(0, NASTY.to_owned(), text.clone()),
            FieldView::computed(1, "b".to_owned(), text),
        ],
    })
}

fn form(change: impl Fn(FormView) -> FormView) -> FormView {
    let text = || NASTY.to_owned();
    change(FormView {
        held: None,
        trash: None,
        heading: text(),
        singular: text(),
        is_new: false,
        is_read_only: false,
        version: text(),
        nonce: String::new(),
        conflict: None,
        action: text(),
        back: String::new(),
        cancel_href: text(),
        delete_href: Some(text()),
        history_href: None,
        jobs: None,
        actions: Vec::new(),
        site_href: None,
        may_add: true,
        sections: vec![section(|it| it)],
        drawn: Vec::new(),
        sections_html: Value::none(),
        rich_text_js: None,
        takes_files: false,
        key: Some(text()),
        takes_related: false,
        related: Vec::new(),
        links: Vec::new(),
        inlines: Vec::new(),
        problems: Vec::new(),
        general: Vec::new(),
    })
}

fn forms() -> Vec<FormView> {
    let some = || Some(NASTY.to_owned());
    let folded = |is_open| section(|it| SectionView { is_collapsible: true, is_open, description: some(), ..it });
    vec![
        form(|it| it),
        form(|it| FormView {
            is_new: true,
            version: String::new(),
            nonce: NASTY.to_owned(),
            delete_href: None,
            key: None,
            ..it
        }),
        form(|it| FormView { is_read_only: true, history_href: some(), may_add: false, ..it }),
        form(|it| FormView { site_href: some(), back: NASTY.to_owned(), takes_files: true, ..it }),
        form(|it| FormView { sections: vec![folded(true), section(|it| it), folded(false)], ..it }),
        form(|it| FormView { sections: vec![section(|it| SectionView { title: None, ..it })], ..it }),
        form(|it| FormView { sections: Vec::new(), ..it }),
    ]
}

/// What the templates draw by themselves.
fn theirs(templates: &Templates, screen: &Screen, form: &FormView) -> String {
    let drawn = form.sections.iter().map(|section| section.value(None, false).expect("a value")).collect();
    let form = FormView { drawn, ..form.clone() };
    let mut context = Context::new();
    context.insert_value("screen", Surroundings::new(screen, "", "").value().expect("a value"));
    context.insert_value("page", Value::try_from_serializable(&form).expect("a value"));
    context.insert_value("markup", Value::none());
    templates.current().render(TEMPLATE, &context).expect("draws")
}

#[test]
fn a1_a_form_from_a_stencil_is_what_the_templates_draw() {
    let templates = templates::load_english(&[]).expect("the built-in templates compile");
    let (parts, stencils) = (Parts::of(&templates), Stencils::new());
    let press = Press { templates: &templates, parts: &parts, stencils: &stencils };
    let screen = || screen(Vec::new(), MenuView::default());
    // The second time each comes from a stencil that is known.
    for form in forms().into_iter().chain(forms()) {
        let frame = Frame::new(screen(), press).expect("draws");
        let ours = form.usual_page(&frame, press).expect("draws").expect("nothing rare is in it");
        let theirs = theirs(&templates, &screen(), &form);
        let same = ours.bytes().zip(theirs.bytes()).take_while(|(one, other)| one == other).count();
        let from = same.saturating_sub(80);
        let around =
            |page: &str| String::from_utf8_lossy(&page.as_bytes()[from..(same + 80).min(page.len())]).into_owned();
        assert_eq!(around(&ours), around(&theirs), "{form:?}");
    }
}

#[test]
fn s36_a_form_shows_nothing_of_the_one_that_its_stencil_was_drawn_for() {
    let templates = templates::load_english(&[]).expect("the built-in templates compile");
    let (parts, stencils) = (Parts::of(&templates), Stencils::new());
    let press = Press { templates: &templates, parts: &parts, stencils: &stencils };
    let page = |text: &str| {
        let text = || text.to_owned();
        let field = FieldView::computed(0, text(), CellView::plain(&text()));
        let form = form(|it| FormView {
            heading: text(),
            version: text(),
            nonce: text(),
            action: text(),
            back: text(),
            cancel_href: text(),
            delete_href: Some(text()),
            history_href: Some(text()),
            site_href: Some(text()),
            key: Some(text()),
            sections: vec![section(|it| SectionView { title: Some(text()), fields: vec![field.clone()], ..it })],
            ..it
        });
        let screen = Screen { csrf: text(), ..screen(Vec::new(), MenuView::default()) };
        form.usual_page(&Frame::new(screen, press).expect("draws"), press).expect("draws").expect("usual")
    };
    let (first, second) = (page("of-ada"), page("of-bob<i>"));
    assert_eq!(first.matches("of-ada").count(), second.matches("of-bob&lt;i&gt;").count());
    assert!(first.matches("of-ada").count() > 12, "{first}");
    assert!(!second.contains("of-ada") && !second.contains("<i>"), "{second}");
}
