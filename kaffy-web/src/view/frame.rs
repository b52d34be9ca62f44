//! What is around a page, from a stencil of the templates below `layout/`.
//!
//! An application with templates of its own has pages without: nobody knows what is in them.

use std::mem;

use serde::Serialize;
use tera::{Context, Value};

use super::{Flash, Screen, screen::Surroundings, screen_html};
use crate::{
    WebError,
    templates::{Press, Slot},
};

/// A screen that is drawn already but for the page inside.
pub(super) struct Frame {
    pub(super) parts: [String; 4],
    pub(super) csrf: String,
    pub(super) zone: &'static str,
    pub(super) region: String,
    pub(super) form_js: String,
    pub(super) flash: Option<Flash>,
}

/// The same as our templates see it.
#[derive(Serialize)]
struct FrameView<'a> {
    frame: Parts,
    csrf: &'a str,
    zone: &'a str,
    region: &'a str,
    form_js: &'a str,
    flash: Option<&'a Flash>,
}

#[derive(Serialize)]
struct Parts {
    head: Value,
    links: Value,
    top: Value,
    foot: Value,
}

impl Frame {
    pub(super) fn new(mut screen: Screen, press: Press<'_>) -> Result<Self, WebError> {
        let nav = screen_html::nav(&screen.nav, &screen.here, &screen.csrf, press.parts);
        let crumbs = screen_html::crumbs(&screen.crumbs);
        let (title, csrf, here) =
            (mem::take(&mut screen.title), mem::take(&mut screen.csrf), mem::take(&mut screen.here));
        let (actor, flash) = (screen.actor.take().unwrap_or_default(), screen.flash.take());
        screen.forget_the_page();
        let slots = [
            Slot::Text(&title),
            Slot::Text(&csrf),
            Slot::Text(&here),
            Slot::Text(&actor),
            Slot::Html(&nav),
            Slot::Html(&crumbs),
        ];
        let parts = press.stencils.fill(&screen, slots, |[title, csrf, here, actor, nav, crumbs]| {
            let marked = Screen { title, csrf, here, actor: Some(actor), ..screen.clone() };
            let mut context = Context::new();
            context.insert_value("screen", Surroundings::new(&marked, &nav, &crumbs).value()?);
            let draw = |name| Ok::<_, WebError>(press.templates.current().render(name, &context)?);
            Ok([
                draw("layout/head.html")?,
                draw("layout/links.html")?,
                draw("layout/top.html")?,
                draw("layout/foot.html")?,
            ])
        })?;
        let Screen { zone, region, form_js, .. } = screen;
        Ok(Self { parts, csrf, zone, region, form_js, flash })
    }

    /// The screen for a template.
    pub(super) fn value(&self) -> Result<Value, WebError> {
        let [head, links, top, foot] = self.parts.each_ref().map(|html| Value::safe_string(html));
        Ok(Value::try_from_serializable(&FrameView {
            frame: Parts { head, links, top, foot },
            csrf: &self.csrf,
            zone: self.zone,
            region: &self.region,
            form_js: &self.form_js,
            flash: self.flash.as_ref(),
        })?)
    }
}
