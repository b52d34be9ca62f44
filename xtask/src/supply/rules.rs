//! `deny.toml`, as far as it is read here: the lists of licences and banned versions.

use super::lock::Package;
use crate::step::Outcome;

/// What may be used.
pub(super) struct Rules {
    pub(super) licences: Vec<String>,
    bans: Vec<Ban>,
}

/// Versions below one.
struct Ban {
    name: String,
    below: Vec<u64>,
    reason: String,
}

impl Rules {
    /// Reads the lists, one entry a line.
    ///
    /// # Errors
    /// When a list is empty, or a line of it is written in another way.
    pub(super) fn read(text: &str) -> Outcome<Self> {
        let licences = list(text, "allow").filter_map(quoted).map(str::to_owned).collect::<Vec<_>>();
        let entries = list(text, "deny").filter(|line| line.starts_with('{'));
        let bans =
            entries.map(|line| ban(line).ok_or_else(|| format!("deny.toml: {line}"))).collect::<Outcome<Vec<_>>>()?;
        if licences.is_empty() || bans.is_empty() {
            return Err("deny.toml: the lists `allow` or `deny` are empty, or written in another way".into());
        }
        Ok(Self { licences, bans })
    }

    /// Why a package may not be used.
    pub(super) fn bans(&self, package: &Package) -> Option<&str> {
        let version = numbers(&package.version);
        let ban = self.bans.iter().find(|ban| ban.name == package.name && version < ban.below);
        ban.map(|ban| ban.reason.as_str())
    }
}

/// The lines of a list.
fn list<'a>(text: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("{name} = [");
    let lines = text.lines().skip_while(move |line| *line != start).skip(1);
    lines.take_while(|line| *line != "]").map(str::trim).filter(|line| !line.starts_with('#'))
}

fn quoted(line: &str) -> Option<&str> {
    line.split('"').nth(1)
}

/// `{ crate = "name@<1.2.3", reason = "…" },`
fn ban(line: &str) -> Option<Ban> {
    let (name, below) = quoted(line)?.split_once("@<")?;
    Some(Ban { name: name.to_owned(), below: numbers(below), reason: line.split('"').nth(3)?.to_owned() })
}

/// The numbers of a version. Of a version before a release, those of the release.
fn numbers(version: &str) -> Vec<u64> {
    let release = version.split(['-', '+']).next().unwrap_or_default();
    release.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}
