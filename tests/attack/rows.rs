//! Every threat and every defect that the project names has a test which carries its number.

use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn s45_every_threat_and_defect_has_a_test_of_its_number() {
    let mut known = BTreeSet::new();
    for folder in ["tests", "kaffy-core", "kaffy-cron", "kaffy-web", "kaffy-derive", "kaffy-jobs", "xtask", "trybuild"]
    {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut known);
    }
    assert!(known.len() > 100, "the sources are found");
    let all: BTreeSet<String> =
        (1..=46).map(|at| format!("s{at}")).chain((1..=16).map(|at| format!("d{at}"))).collect();
    let missing: Vec<_> = all.difference(&known).collect();
    assert!(missing.is_empty(), "no test function carries {missing:?}");
}

/// Collects the numbers at the start of names of tests: `fn a29_s17_no_text` has `a29` and `s17`.
fn read(folder: &Path, known: &mut BTreeSet<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("readable").path()) {
        if path.is_dir() {
            if !path.ends_with("node_modules") && !path.ends_with("target") {
                read(&path, known);
            }
            continue;
        }
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("UTF-8");
        for line in text.lines() {
            let Some((_, name)) = line.split_once("fn ") else { continue };
            known.extend(name.split('_').map_while(number).map(str::to_owned));
        }
    }
}

fn number(word: &str) -> Option<&str> {
    let digits = word.strip_prefix(|letter: char| letter.is_ascii_lowercase())?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(word)
}
