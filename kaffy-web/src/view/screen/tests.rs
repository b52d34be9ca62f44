//! What of the screen is drawn in Rust is what the layout draws, to the last byte.

use tera::{Context, Value};

use super::*;
use crate::{
    templates::{self, Press, Stencils, Templates},
    view::{NavLink, NavResource, Parts},
};

const NASTY: &str = "<b title=\"x\" lang='y'>&amp; — ä";

fn links() -> Vec<NavLink> {
    let link = NavLink {
        label: NASTY.to_owned(),
        href: NASTY.to_owned(),
        icon: None,
        is_current: false,
        is_new_tab: false,
        is_post: false,
    };
    let icon = || Some(NASTY.to_owned());
    vec![
        NavLink { is_current: true, ..link.clone() },
        NavLink { icon: icon(), is_new_tab: true, ..link.clone() },
        NavLink { icon: icon(), is_new_tab: true, is_post: true, ..link.clone() },
        NavLink { is_post: true, ..link },
    ]
}

fn groups() -> Vec<NavContext> {
    let resource = |href: &str, icon: Option<&str>, links| NavResource {
        label: NASTY.to_owned(),
        href: href.to_owned(),
        icon: icon.map(str::to_owned),
        is_current: true,
        links,
    };
    let group = NavContext {
        label: NASTY.to_owned(),
        href: "/shop".to_owned(),
        icon: Some(NASTY.to_owned()),
        dashboard: links().pop(),
        is_current: true,
        resources: vec![resource("/here", None, links()), resource("/shop/there", Some(NASTY), Vec::new())],
    };
    let plain = NavResource { is_current: false, ..resource(NASTY, None, Vec::new()) };
    let other = NavContext { icon: None, dashboard: None, resources: vec![plain], ..group.clone() };
    vec![group, other]
}

pub(crate) fn screen(nav: Vec<NavContext>, menu: MenuView) -> Screen {
    let text = || NASTY.to_owned();
    Screen {
        lang: "en".to_owned(),
        languages: Vec::new(),
        language_action: "/admin/language".to_owned(),
        zone: "UTC",
        region: "en".to_owned(),
        title: text(),
        admin_title: text(),
        theme: Theme::Auto,
        theme_action: text(),
        here: "/here".to_owned(),
        csrf: text(),
        css: text(),
        js: text(),
        form_js: text(),
        icon: text(),
        home: text(),
        nav,
        menu,
        logo: None,
        mini_logo: None,
        footer: None,
        styles: Vec::new(),
        scripts: Vec::new(),
        place: Vec::new(),
        crumbs: [Some(text()), None].map(|href| Crumb { label: text(), href }).into(),
        flash: None,
        actor: None,
        account: None,
        acting: None,
        search: None,
        bell: None,
        keys: None,
        has_keys: true,
        is_local: false,
    }
}

fn layout(templates: &Templates, screen: Value) -> String {
    let mut context = Context::new();
    context.insert_value("screen", screen);
    templates.current().render("layout.html", &context).expect("draws")
}

/// What the templates draw by themselves.
fn theirs(templates: &Templates, screen: &Screen) -> String {
    layout(templates, Value::try_from_serializable(&Surroundings::new(screen, "", "")).expect("a value"))
}

fn screens() -> Vec<Screen> {
    let bottom = || MenuView { bottom: links(), ..MenuView::default() };
    let all = || MenuView { dashboard: links().pop(), top: links(), pages: links(), bottom: links() };
    let logo = || Some(LogoView { src: NASTY.to_owned(), alt: NASTY.to_owned() });
    let language = |is_current| LanguageView { tag: NASTY.to_owned(), name: NASTY.to_owned(), is_current };
    let plain = || screen(groups(), MenuView::default());
    let account = || AccountLinks { profile: NASTY.to_owned(), sign_out: "/out".to_owned() };
    let acting = |stop| Some(ActingView { words: NASTY.to_owned(), stop });
    vec![
        plain(),
        screen(groups(), bottom()),
        screen(Vec::new(), bottom()),
        screen(Vec::new(), all()),
        Screen { crumbs: Vec::new(), nav: Vec::new(), ..plain() },
        Screen { actor: Some(NASTY.to_owned()), is_local: true, theme: Theme::Dark, ..plain() },
        Screen { actor: Some(NASTY.to_owned()), account: Some(account()), theme: Theme::Light, ..plain() },
        Screen { acting: acting(None), ..plain() },
        Screen { account: Some(account()), acting: acting(Some(NASTY.to_owned())), ..plain() },
        Screen { actor: Some(String::new()), title: String::new(), ..plain() },
        Screen { logo: logo(), mini_logo: logo(), footer: Some(NASTY.to_owned()), ..plain() },
        Screen { mini_logo: logo(), languages: vec![language(true), language(false)], ..plain() },
        Screen { styles: vec![NASTY.to_owned(); 2], scripts: vec![NASTY.to_owned()], ..plain() },
        Screen {
            flash: Some(Flash {
                level: crate::flash::Level::Warning,
                text: NASTY.to_owned(),
                undo_href: None,
                undo: None,
            }),
            ..plain()
        },
    ]
}

/// From a stencil.
fn ours(press: Press<'_>, screen: Screen) -> String {
    layout(press.templates, Frame::new(screen, press).expect("draws").value().expect("a value"))
}

#[test]
fn a1_what_is_drawn_beforehand_is_what_the_layout_draws() {
    let templates = templates::load_english(&[]).expect("the built-in templates compile");
    let (parts, stencils) = (Parts::of(&templates), Stencils::new());
    let press = Press { templates: &templates, parts: &parts, stencils: &stencils };
    // The second time each comes from a stencil that is known.
    for screen in screens().into_iter().chain(screens()) {
        assert_eq!(ours(press, screen.clone()), theirs(&templates, &screen), "{screen:?}");
    }
}

#[test]
fn s36_what_is_around_a_page_shows_nothing_of_the_page_that_it_was_drawn_for() {
    let templates = templates::load_english(&[]).expect("the built-in templates compile");
    let (parts, stencils) = (Parts::of(&templates), Stencils::new());
    let press = Press { templates: &templates, parts: &parts, stencils: &stencils };
    let one = |secret: &str| Screen {
        title: format!("title {secret}"),
        csrf: format!("token {secret}"),
        here: format!("/here/{secret}"),
        actor: Some(format!("actor {secret}")),
        crumbs: vec![Crumb { label: format!("crumb {secret}"), href: None }],
        ..screen(groups(), MenuView::default())
    };
    let (first, second) = (ours(press, one("ada")), ours(press, one("bob <i>")));
    assert_eq!(first.matches("ada").count(), second.matches("bob &lt;i&gt;").count());
    assert!(first.contains("token ada") && !second.contains("ada") && !second.contains("<i>"), "{second}");
}

#[test]
fn k1_links_of_the_applications_own_are_drawn() {
    let own = "{% component nav_link(link, csrf, sub=false) %}mine{% endcomponent nav_link %}";
    let templates = templates::load_english(&[("components.html".to_owned(), own.to_owned())]).expect("compiles");
    assert_eq!(theirs(&templates, &screen(groups(), MenuView::default())).matches("mine").count(), 5);
}
