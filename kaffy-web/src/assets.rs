//! Style, scripts and icons; their address holds a hash, so that a cache may keep them for ever.

use std::{borrow::Cow, collections::HashMap};

use kaffy_core::Icon;
use sha2::{Digest, Sha256};

use crate::templates::words;

/// One file.
#[derive(Clone)]
pub(crate) struct Asset {
    pub(crate) name: Cow<'static, str>,
    pub(crate) kind: &'static str,
    pub(crate) body: Cow<'static, [u8]>,
}

pub(crate) const CSS: &str = "text/css; charset=utf-8";
pub(crate) const JS: &str = "text/javascript; charset=utf-8";
pub(crate) const SVG: &str = "image/svg+xml";

const FILES: &[(&str, &str, &str)] = &[
    ("actions.js", JS, include_str!("../assets/actions.js")),
    ("kaffy.css", CSS, include_str!("../assets/kaffy.css")),
    ("kaffy.js", JS, include_str!("../assets/kaffy.js")),
    ("keys.js", JS, include_str!("../assets/keys.js")),
    ("richtext.js", JS, include_str!("../assets/richtext.js")),
    ("list.js", JS, include_str!("../assets/list.js")),
    ("form.js", JS, include_str!("../assets/form.js")),
    ("jobs.js", JS, include_str!("../assets/jobs.js")),
    ("chores.js", JS, include_str!("../assets/chores.js")),
    ("palette.js", JS, include_str!("../assets/palette.js")),
    ("bell.js", JS, include_str!("../assets/bell.js")),
    ("dashboard.js", JS, include_str!("../assets/dashboard.js")),
    ("icon.svg", SVG, include_str!("../assets/icon.svg")),
];

/// All files in one language, under the hash of all of them.
pub(crate) struct Assets {
    files: Vec<Asset>,
    icons: HashMap<Icon, String>,
    hash: String,
}

impl Assets {
    /// The built-in files with their words in the language at hand, a sheet of the icons that are used, and files of
    /// the application.
    pub(crate) fn new(used: &[Icon], own: &[Asset]) -> Self {
        let built_in = |&(name, kind, body): &(&'static str, &'static str, &'static str)| Asset {
            name: Cow::Borrowed(name),
            kind,
            body: match kind {
                JS => Cow::Owned(words::script(body).into_bytes()),
                _ => Cow::Borrowed(body.as_bytes()),
            },
        };
        let mut files: Vec<_> = FILES.iter().map(built_in).collect();
        let (sheet, icons) = sheet(used.iter().copied());
        files.push(Asset { name: Cow::Borrowed("icons.svg"), kind: SVG, body: Cow::Owned(sheet.into_bytes()) });
        files.extend_from_slice(own);
        let mut hasher = Sha256::new();
        for file in &files {
            hasher.update(&file.body);
        }
        let hash = hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Self { files, icons, hash }
    }

    /// The name of an icon on the sheet.
    pub(crate) fn icon(&self, icon: Icon) -> Option<&str> {
        self.icons.get(&icon).map(String::as_str)
    }

    pub(crate) fn hash(&self) -> &str {
        &self.hash
    }

    /// The file of this name, if the hash is the current one: an old address must not be answered with
    /// new content and then kept for ever.
    pub(crate) fn find(&self, hash: &str, name: &str) -> Option<&Asset> {
        self.files.iter().find(|file| hash == self.hash && file.name == name)
    }
}

/// One file that holds every icon once, and where each stands in it.
fn sheet(used: impl IntoIterator<Item = Icon>) -> (String, HashMap<Icon, String>) {
    let mut icons = HashMap::new();
    let mut sheet = "<svg xmlns=\"http://www.w3.org/2000/svg\">".to_owned();
    for icon in used {
        let id = format!("i{}", icons.len());
        if let std::collections::hash_map::Entry::Vacant(place) = icons.entry(icon) {
            sheet += &icon.symbol(&id);
            place.insert(id);
        }
    }
    (sheet + "</svg>", icons)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w8_assets_hold_nothing_that_needs_another_origin() {
        for (name, _, body) in FILES {
            let without_namespace = body.replace("http://www.w3.org/2000/svg", "");
            assert!(!without_namespace.contains("http://") && !without_namespace.contains("https://"), "{name}");
            assert!(!body.contains("innerHTML") && !body.contains("eval("), "{name}");
        }
    }

    #[test]
    fn every_script_stays_small() {
        for (name, _, body) in FILES.iter().filter(|(name, ..)| name.ends_with(".js")) {
            assert!(body.len() <= 10_240, "{name}: {} bytes", body.len());
        }
    }

    #[test]
    fn s10_only_listed_names_under_the_current_hash_are_served() {
        let assets = Assets::new(&[], &[]);
        let hash = assets.hash().to_owned();
        assert!(assets.find(&hash, "kaffy.css").is_some());
        for (hash, name) in [("0", "kaffy.css"), (hash.as_str(), "../kaffy.css"), (&hash, "Cargo.toml"), (&hash, "")] {
            assert!(assets.find(hash, name).is_none());
        }
    }
}
