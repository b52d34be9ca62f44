//! Style, script and icon, compiled in; their address holds a hash, so that a cache may keep them for ever.

use sha2::{Digest, Sha256};

/// One file.
#[derive(Clone, Copy)]
pub(crate) struct Asset {
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) body: &'static str,
}

const FILES: [Asset; 5] = [
    Asset { name: "kaffy.css", kind: "text/css; charset=utf-8", body: include_str!("../assets/kaffy.css") },
    Asset { name: "kaffy.js", kind: "text/javascript; charset=utf-8", body: include_str!("../assets/kaffy.js") },
    Asset { name: "richtext.js", kind: "text/javascript; charset=utf-8", body: include_str!("../assets/richtext.js") },
    Asset { name: "form.js", kind: "text/javascript; charset=utf-8", body: include_str!("../assets/form.js") },
    Asset { name: "icon.svg", kind: "image/svg+xml", body: include_str!("../assets/icon.svg") },
];

/// All files, under the hash of all of them.
pub(crate) struct Assets {
    hash: String,
}

impl Assets {
    pub(crate) fn new() -> Self {
        let mut hasher = Sha256::new();
        for file in FILES {
            hasher.update(file.body);
        }
        let hash = hasher.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Self { hash }
    }

    pub(crate) fn hash(&self) -> &str {
        &self.hash
    }

    /// The file of this name, if the hash is the current one: an old address must not be answered with
    /// new content and then kept for ever.
    pub(crate) fn find(&self, hash: &str, name: &str) -> Option<Asset> {
        FILES.into_iter().find(|file| hash == self.hash && file.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w8_assets_hold_nothing_that_needs_another_origin() {
        for file in FILES {
            let without_namespace = file.body.replace("http://www.w3.org/2000/svg", "");
            assert!(!without_namespace.contains("http://") && !without_namespace.contains("https://"), "{}", file.name);
            assert!(!file.body.contains("innerHTML") && !file.body.contains("eval("), "{}", file.name);
        }
    }

    #[test]
    fn every_script_stays_small() {
        for script in FILES.iter().filter(|file| file.name.ends_with(".js")) {
            assert!(script.body.len() <= 10_240, "{}: {} bytes", script.name, script.body.len());
        }
    }

    #[test]
    fn s10_only_listed_names_under_the_current_hash_are_served() {
        let assets = Assets::new();
        let hash = assets.hash().to_owned();
        assert!(assets.find(&hash, "kaffy.css").is_some());
        for (hash, name) in [("0", "kaffy.css"), (hash.as_str(), "../kaffy.css"), (&hash, "Cargo.toml"), (&hash, "")] {
            assert!(assets.find(hash, name).is_none());
        }
    }
}
