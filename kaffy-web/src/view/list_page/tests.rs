//! A list from a stencil is what the templates draw, to the last byte.

use super::*;
use crate::{
    templates::{self, Stencils},
    view::{
        ActionOption, CellView, ChipView, ColumnsView, HeadView, Hidden, LinkView, MenuView, PagerView, Parts, RowView,
        SearchView, SelectionView, screen::Surroundings, screen::tests::screen,
    },
};

/// Something to escape, for wherever there is room for it.
const NASTY: &str = "<b title=\"x\" lang='y'>&amp; — ä";

fn head(opens: bool) -> HeadView {
    let some = || Some(NASTY.to_owned());
    HeadView {
        label: NASTY.to_owned(),
        opens,
        class: if opens { "words" } else { "number" },
        edit: (!opens).then_some("price"),
        aria_sort: if opens { "ascending" } else { "none" },
        why: String::new(),
        sort_href: some(),
        priority: Some(1),
        also_href: some(),
        remove_href: some(),
    }
}

fn row(key: Option<&str>) -> RowView {
    let key = key.map(str::to_owned);
    let cells = vec![CellView::plain(NASTY), CellView::link(NASTY, NASTY.to_owned())];
    RowView { id: key.clone(), href: key.clone(), key, label: NASTY.to_owned(), cells }
}

fn selection(token: Option<&str>) -> SelectionView {
    let text = || NASTY.to_owned();
    SelectionView {
        action: text(),
        export: None,
        back: text(),
        actions: vec![ActionOption { key: text(), label: text() }],
        rows: 2,
        token: token.map(str::to_owned),
        all: text(),
        select_all: text(),
        selected_all: text(),
        script: text(),
    }
}

fn list(change: impl Fn(ListView) -> ListView) -> ListView {
    let text = || NASTY.to_owned();
    let action = text();
    change(ListView {
        plural: text(),
        singular: text(),
        thing: text(),
        count: text(),
        help: None,
        href: text(),
        new_href: Some(text()),
        export_href: None,
        import_href: None,
        news: Vec::new(),
        search: Some(SearchView { value: String::new(), help: text(), carried: Vec::new() }),
        filters: Vec::new(),
        filters_on: 0,
        carried: Vec::new(),
        chips: Vec::new(),
        clear_href: text(),
        tabs: None,
        has_facets: false,
        facets_href: None,
        cells_href: None,
        cells_at: None,
        script: None,
        drill_down: None,
        columns: ColumnsView {
            action,
            carried: Vec::new(),
            columns: Vec::new(),
            densities: Vec::new(),
            reset_href: None,
        },
        views: None,
        density: "comfortable",
        heads: vec![head(true), head(false)],
        rows: vec![row(Some(NASTY)), row(None), row(Some("7"))],
        drawn: Vec::new(),
        rows_html: Value::none(),
        unsort_href: None,
        selection: None,
        pager: PagerView {
            next: Some(text()),
            sizes: vec![LinkView { label: text(), href: text(), is_current: true }],
            goes_back: true,
            has_last: true,
            ..PagerView::default()
        },
        empty: None,
        trash: None,
    })
}

fn lists() -> Vec<ListView> {
    let some = || Some(NASTY.to_owned());
    vec![
        list(|it| it),
        list(|it| ListView { selection: Some(selection(None)), ..it }),
        list(|it| ListView { selection: Some(selection(Some(NASTY))), rows: Vec::new(), ..it }),
        list(|it| ListView { cells_href: some(), cells_at: some(), selection: Some(selection(None)), ..it }),
        list(|it| ListView { pager: PagerView { previous: some(), first: some(), ..it.pager }, ..it }),
        list(|it| ListView { heads: vec![head(false), head(false)], ..it }),
    ]
}

/// What the templates draw by themselves.
fn theirs(press: Press<'_>, screen: &Screen, list: &ListView) -> String {
    let drawn = RowHtml::new(press, &list.heads).values(&list.rows).expect("draws");
    let mut context = Context::new();
    context.insert_value("screen", Surroundings::new(screen, "", "").value().expect("a value"));
    let list = ListView { drawn, ..list.clone() };
    context.insert_value("page", Value::try_from_serializable(&list).expect("a value"));
    press.templates.current().render(TEMPLATE, &context).expect("draws")
}

fn ours(press: Press<'_>, screen: Screen, list: ListView) -> String {
    let rows = RowHtml::new(press, &list.heads);
    let rows = rows.rows(&list.rows, list.selection.is_some(), list.cells_at.is_some()).expect("draws");
    let frame = Frame::new(screen, press).expect("draws");
    assert!(list.is_usual());
    list.fill(&frame, &rows, press).expect("draws")
}

#[test]
fn a1_a_list_from_a_stencil_is_what_the_templates_draw() {
    let templates = templates::load_english(&[]).expect("the built-in templates compile");
    let (parts, stencils) = (Parts::of(&templates), Stencils::new());
    let press = Press { templates: &templates, parts: &parts, stencils: &stencils };
    let screen = || screen(Vec::new(), MenuView::default());
    // The second time each comes from a stencil that is known.
    for list in lists().into_iter().chain(lists()) {
        let (ours, theirs) = (ours(press, screen(), list.clone()), theirs(press, &screen(), &list));
        let same = ours.bytes().zip(theirs.bytes()).take_while(|(one, other)| one == other).count();
        let from = same.saturating_sub(80);
        let around =
            |page: &str| String::from_utf8_lossy(&page.as_bytes()[from..(same + 80).min(page.len())]).into_owned();
        assert_eq!(around(&ours), around(&theirs), "{list:?}");
        assert_eq!(ours.len(), theirs.len());
    }
}

#[test]
fn s36_a_list_shows_nothing_of_the_one_that_its_stencil_was_drawn_for() {
    let templates = templates::load_english(&[]).expect("the built-in templates compile");
    let (parts, stencils) = (Parts::of(&templates), Stencils::new());
    let press = Press { templates: &templates, parts: &parts, stencils: &stencils };
    let page = |text: &str| {
        let text = || text.to_owned();
        let bar = SelectionView {
            back: text(),
            all: text(),
            select_all: text(),
            selected_all: text(),
            ..selection(Some("token"))
        };
        let list = list(|it| ListView {
            count: text(),
            cells_href: Some(text()),
            rows: vec![RowView { label: text(), ..row(Some("1")) }],
            pager: PagerView { previous: Some(text()), next: Some(text()), ..it.pager },
            selection: Some(bar.clone()),
            ..it
        });
        ours(press, Screen { csrf: text(), ..screen(Vec::new(), MenuView::default()) }, list)
    };
    let first = page("ada-and-her-secrets");
    assert!(first.matches("ada-and-her-secrets").count() > 8, "{first}");
    let second = page("bob");
    assert!(!second.contains("ada-and-her-secrets"), "{second}");
    assert_eq!(second, page("bob"));
    assert_eq!(second.matches("bob").count(), first.matches("ada-and-her-secrets").count());
}

#[test]
fn s36_the_pages_of_a_list_share_its_stencil() {
    let templates = templates::load_english(&[]).expect("the built-in templates compile");
    let (parts, stencils) = (Parts::of(&templates), Stencils::new());
    let press = Press { templates: &templates, parts: &parts, stencils: &stencils };
    for place in ["one", "two", "three"] {
        let text = || Some(format!("/list?after={place}"));
        let list = list(|it| ListView {
            cells_href: text(),
            facets_href: text(),
            columns: ColumnsView {
                carried: vec![Hidden { name: "after".to_owned(), value: place.to_owned() }],
                reset_href: text(),
                ..it.columns
            },
            pager: PagerView { previous: text(), next: text(), ..it.pager },
            ..it
        });
        let screen = || screen(Vec::new(), MenuView::default());
        assert_eq!(ours(press, screen(), list.clone()), theirs(press, &screen(), &list), "{place}");
    }
    assert_eq!(stencils.len(), 2, "one of what is around them, and one of theirs");
}

#[test]
fn a1_a_list_that_somebody_narrowed_is_drawn_anew() {
    let chip = ChipView { words: "Search for “rye”".to_owned(), remove_href: String::new(), error: None };
    assert!(!list(|it| ListView { chips: vec![chip.clone()], ..it }).is_usual());
}
