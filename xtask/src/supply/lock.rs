//! `Cargo.lock`, as far as it is looked at: names, versions, sources, checksums.

use std::collections::BTreeMap;

/// A package of the lock file.
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// Where it comes from; nothing for those of the workspace.
    pub(super) source: Option<String>,
    pub(super) has_checksum: bool,
}

/// Every package of a lock file.
pub(super) fn packages(text: &str) -> Vec<Package> {
    let package = |block: &str| {
        let value = |key: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.map(|rest| rest.trim_end_matches('"').to_owned())
        };
        Some(Package {
            name: value("name")?,
            version: value("version")?,
            source: value("source"),
            has_checksum: value("checksum").is_some(),
        })
    };
    text.split("[[package]]").filter_map(package).collect()
}

/// Names that are there more than once, with their versions.
pub(super) fn duplicates(packages: &[Package]) -> Vec<String> {
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        by_name.entry(&package.name).or_default().push(&package.version);
    }
    let many = by_name.into_iter().filter(|(_, versions)| versions.len() > 1);
    many.map(|(name, versions)| format!("{name} {}", versions.join("/"))).collect()
}
