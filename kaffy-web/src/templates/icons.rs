//! Icons whose name stands in a template are drawn when the templates are loaded, not once more on
//! every page: a list has dozens, and a component costs more to call than the icon to write.

use tera::{Context, Tera};

const OPEN: &str = "{{ <icon name=\"";
const CLOSE: &str = "\"/> }}";

/// A template with its icons drawn. One that cannot be drawn alone stays a call.
pub(super) fn drawn(components: &Tera, source: &str) -> String {
    let mut parts = source.split(OPEN);
    let mut drawn = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let call = part.split_once(CLOSE).filter(|(name, _)| name.bytes().all(|byte| byte.is_ascii_lowercase()));
        match call.and_then(|(name, rest)| Some((icon(components, name)?, rest))) {
            Some((svg, rest)) => drawn.extend([&svg, rest]),
            None => drawn.extend([OPEN, part]),
        }
    }
    drawn
}

/// One icon.
pub(super) fn icon(components: &Tera, name: &str) -> Option<String> {
    let mut context = Context::new();
    context.insert("name", name);
    components.render_component("icon", &context, None, true).ok()
}
