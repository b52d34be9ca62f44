//! What others wrote and kaffy is built with: licences, sources, versions with known holes (S45).
//!
//! `deny.toml` says what may be. `cargo deny`, which is installed where it is missing, checks that, and asks the advisory
//! database if that can be reached. What can be told without it is told always, from `Cargo.lock` and `cargo tree`, and
//! what was not checked is said in words.

mod licence;
mod lock;
mod rules;

use std::{fs, process::Command};

use lock::Package;
use rules::Rules;

use crate::{
    cargo,
    step::{Outcome, run, run_quietly},
    workspace,
};

/// The version of `cargo deny` that `deny.toml` is written for.
const VERSION: &str = "0.20.2";

/// Checks everything that can be checked here.
pub(crate) fn check() -> Outcome {
    let read = |name: &str| {
        fs::read_to_string(workspace::root().join(name)).map_err(|error| format!("{name} cannot be read: {error}"))
    };
    let rules = Rules::read(&read("deny.toml")?)?;
    let packages = lock::packages(&read("Cargo.lock")?);
    let mut wrong = versions_and_sources(&rules, &packages);
    let used = cargo::licences()?;
    let (licences, problems) = licences(&rules, &used);
    wrong.extend(problems);
    println!("{} packages, all from one registry and above the floors; licences of {licences} read", packages.len());
    let duplicates = lock::duplicates(&packages);
    println!(
        "in two versions or more: {}",
        if duplicates.is_empty() { "none".to_owned() } else { duplicates.join(", ") }
    );
    if let Some(first) = wrong.first() {
        return Err(if wrong.len() == 1 { first.clone() } else { wrong.join("\n") });
    }
    with_the_tool()
}

fn versions_and_sources(rules: &Rules, packages: &[Package]) -> Vec<String> {
    let mut wrong = Vec::new();
    // Cargo's own registry, unless somebody changed all of the file.
    let registry =
        packages.iter().filter_map(|package| package.source.as_deref()).find(|it| it.starts_with("registry+"));
    for package in packages {
        let named = format!("{} {}", package.name, package.version);
        if let Some(reason) = rules.bans(package) {
            wrong.push(format!("{named} is banned: {reason}"));
        }
        match package.source.as_deref() {
            None => {}
            Some(source) if Some(source) == registry && package.has_checksum => {}
            Some(source) if Some(source) == registry => wrong.push(format!("{named} has no checksum in Cargo.lock")),
            Some(source) => wrong.push(format!("{named} comes from {source}, which is not allowed")),
        }
    }
    wrong
}

/// How many licences were looked at, and those that may not be used.
fn licences(rules: &Rules, used: &str) -> (usize, Vec<String>) {
    let mut lines: Vec<_> =
        used.lines().map(|line| line.trim_end_matches(" (*)")).filter(|line| !line.is_empty()).collect();
    lines.sort_unstable();
    lines.dedup();
    let mut wrong = Vec::new();
    for line in &lines {
        let (package, licence) = line.split_once('|').unwrap_or((line, ""));
        if !licence::is_allowed(licence, &rules.licences) {
            wrong.push(format!("{package}: the licence “{licence}” is not among those allowed"));
        }
    }
    (lines.len(), wrong)
}

/// The same once more by `cargo deny`, which sees every platform and knows the advisories.
fn with_the_tool() -> Outcome {
    let deny = |arguments: &[&str]| {
        let mut command = Command::new("cargo");
        command.current_dir(workspace::root()).arg("deny").args(arguments);
        command
    };
    if run_quietly(&mut deny(&["--version"])).is_err() && !install() {
        println!("NOT CHECKED: known advisories (RustSec), and packages that only other platforms or features use.");
        println!("`cargo install cargo-deny --locked` and a network make up for it.");
        return Ok(());
    }
    run(&mut deny(&["check", "bans", "licenses", "sources"]))?;
    if run_quietly(&mut deny(&["fetch", "db"])).is_err() {
        println!("NOT CHECKED: known advisories (RustSec): the database cannot be reached from here.");
        return Ok(());
    }
    run(&mut deny(&["check", "advisories"]))
}

/// Installs the tool beside cargo, once for a machine. A debug build of it, which is there in half the time, looks through
/// a lock file in no time.
fn install() -> bool {
    println!("cargo-deny is missing: installing it");
    let mut command = Command::new("cargo");
    command.current_dir(workspace::root()).args([
        "install",
        "cargo-deny",
        "--version",
        VERSION,
        "--locked",
        "--quiet",
        "--debug",
    ]);
    run(&mut command).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "
version = 4

[[package]]
name = \"ammonia\"
version = \"4.1.3\"
source = \"registry+https://registry.example/index\"
checksum = \"00\"

[[package]]
name = \"evil\"
version = \"1.0.0\"
source = \"git+https://evil.example/evil#0\"

[[package]]
name = \"ours\"
version = \"0.1.0\"
dependencies = [
 \"ammonia\",
]

[[package]]
name = \"tower-http\"
version = \"0.10.0\"
source = \"registry+https://registry.example/index\"
";

    fn rules() -> Rules {
        let text = fs::read_to_string(workspace::root().join("deny.toml")).expect("it is there");
        Rules::read(&text).expect("it is read")
    }

    #[test]
    fn s45_versions_with_holes_and_other_sources_are_named() {
        let wrong = versions_and_sources(&rules(), &lock::packages(LOCK));
        let starts =
            ["ammonia 4.1.3 is banned: RUSTSEC", "evil 1.0.0 comes from git+", "tower-http 0.10.0 has no checksum"];
        assert_eq!(wrong.len(), starts.len(), "{wrong:?}");
        for (words, start) in wrong.iter().zip(starts) {
            assert!(words.starts_with(start), "{words}");
        }
    }

    #[test]
    fn s45_licences_outside_of_the_list_are_named() {
        let used = "a v1.0.0|MIT OR Apache-2.0\nb v1.0.0|GPL-3.0-only\nc v1.0.0|\na v1.0.0|MIT OR Apache-2.0 (*)\n";
        let (count, wrong) = licences(&rules(), used);
        assert_eq!(count, 3);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
    }

    #[test]
    fn s45_the_packages_of_this_project_are_allowed() {
        let text = fs::read_to_string(workspace::root().join("Cargo.lock")).expect("it is there");
        let packages = lock::packages(&text);
        assert!(packages.len() > 200, "{}", packages.len());
        assert_eq!(versions_and_sources(&rules(), &packages), Vec::<String>::new());
    }
}
