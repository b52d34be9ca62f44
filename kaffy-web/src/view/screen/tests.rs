//! What of the screen is drawn in Rust is what the layout draws, to the last byte.

use tera::{Context, Value};

use super::*;
use crate::{
    templates,
    view::{NavLink, NavResource},
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

fn screen(nav: Vec<NavContext>, menu: MenuView) -> Screen {
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
        nav_html: Value::none(),
        menu,
        logo: None,
        mini_logo: None,
        footer: None,
        styles: Vec::new(),
        scripts: Vec::new(),
        place: Vec::new(),
        crumbs: [Some(text()), None].map(|href| Crumb { label: text(), href }).into(),
        crumbs_html: Value::none(),
        flash: None,
        actor: None,
        account: None,
        is_local: false,
    }
}

fn layout(templates: &Templates, screen: Value) -> String {
    let mut context = Context::new();
    context.insert_value("screen", screen);
    templates.current().render("layout.html", &context).expect("draws")
}

#[test]
fn a1_sidebar_and_way_are_what_the_layout_draws() {
    let templates = templates::load_english(&[]).expect("the built-in templates compile");
    let parts = Parts::of(&templates);
    let bottom = || MenuView { bottom: links(), ..MenuView::default() };
    for (nav, menu) in [(groups(), MenuView::default()), (groups(), bottom()), (Vec::new(), bottom())] {
        let screen = screen(nav, menu);
        let theirs = Value::try_from_serializable(&screen).expect("a value");
        let ours = screen.value(&templates, &parts).expect("a value");
        assert_eq!(layout(&templates, ours), layout(&templates, theirs));
    }
}

#[test]
fn k1_links_of_the_applications_own_are_drawn() {
    let own = "{% component nav_link(link, csrf, sub=false) %}mine{% endcomponent nav_link %}";
    let templates = templates::load_english(&[("components.html".to_owned(), own.to_owned())]).expect("compiles");
    let screen = screen(groups(), MenuView::default());
    let value = screen.value(&templates, &Parts::of(&templates)).expect("a value");
    assert_eq!(layout(&templates, value).matches("mine").count(), 5);
}
