//! The groups of the sidebar and the way to a page as HTML.
//!
//! They are on every page, and like cells and fields they are drawn here and not in a template. What is drawn
//! is what `layout.html` draws, as a test makes sure.

use super::{Crumb, NavContext, NavLink, Parts, row_html::Html};

/// The groups of the sidebar, on the page of this address.
pub(super) fn nav(groups: &[NavContext], here: &str, csrf: &str, parts: &Parts) -> String {
    let mut html = Html(String::with_capacity(2048));
    for (at, group) in groups.iter().enumerate() {
        let number = (at + 1).to_string();
        html.tag(
            "\n    <details class=\"nav-group\" data-nav-group open>\n      <summary class=\"nav-title\" id=\"nav-",
        );
        html.tag(&number).tag("\"><span>");
        glyph(&mut html, group.icon.as_deref());
        html.text(&group.label).tag("</span></summary>\n      <ul aria-labelledby=\"nav-").tag(&number);
        html.tag("\">\n        ");
        if let Some(dashboard) = &group.dashboard {
            link(&mut html, dashboard, csrf, false, parts);
        }
        html.tag("\n        ");
        for resource in &group.resources {
            html.tag("\n        <li><a href=\"").text(&resource.href).tag("\"");
            if resource.is_current {
                let is_page = here == resource.href;
                html.tag(if is_page { " aria-current=\"page\"" } else { " aria-current=\"true\"" });
            }
            html.tag(">");
            glyph(&mut html, resource.icon.as_deref());
            html.text(&resource.label).tag("</a></li>\n        ");
            for own in &resource.links {
                link(&mut html, own, csrf, true, parts);
            }
            html.tag("\n        ");
        }
        html.tag("\n      </ul>\n    </details>\n    ");
    }
    html.0
}

/// The steps of the way to a page.
pub(super) fn crumbs(crumbs: &[Crumb]) -> String {
    let mut html = Html(String::with_capacity(512));
    for crumb in crumbs {
        html.tag("\n      <li>");
        match crumb.href.as_deref().filter(|href| !href.is_empty()) {
            Some(href) => html.tag("<a href=\"").text(href).tag("\">").text(&crumb.label).tag("</a>"),
            None => html.tag("<span aria-current=\"page\">").text(&crumb.label).tag("</span>"),
        };
        html.tag("</li>\n      ");
    }
    html.0
}

/// What the component `nav_link` draws.
fn link(html: &mut Html, link: &NavLink, csrf: &str, is_sub: bool, parts: &Parts) {
    html.tag(if is_sub { "<li class=\"nav-sub\">" } else { "<li>" });
    let label = |html: &mut Html| {
        glyph(html, link.icon.as_deref());
        html.text(&link.label);
    };
    if link.is_post {
        html.tag("<form method=\"post\" action=\"").text(&link.href);
        html.tag(if link.is_new_tab { "\" target=\"_blank\" rel=\"noopener\">" } else { "\">" });
        html.tag("<input type=\"hidden\" name=\"_csrf\" value=\"").text(csrf).tag("\"><button>");
        label(html);
        html.tag("</button></form>");
    } else {
        html.tag("<a href=\"").text(&link.href).tag(if link.is_current { "\" aria-current=\"page\"" } else { "\"" });
        html.tag(if link.is_new_tab { " target=\"_blank\" rel=\"noopener noreferrer\">" } else { ">" });
        label(html);
        if link.is_new_tab {
            html.tag(" ").tag(&parts.out).tag("<span class=\"sr\"> ").tag(&parts.new_tab).tag("</span>");
        }
        html.tag("</a>");
    }
    html.tag("</li>");
}

/// What the component `glyph` draws, with a space behind it.
fn glyph(html: &mut Html, href: Option<&str>) {
    if let Some(href) = href.filter(|href| !href.is_empty()) {
        html.tag(
            "<svg class=\"icon\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\"><use href=\"",
        );
        html.text(href).tag("\"/></svg> ");
    }
}
