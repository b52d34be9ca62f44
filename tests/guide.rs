//! The guide: every page can be reached, every link and every picture is there, and no code in it goes untested.
//!
//! The code itself is compiled and run as doctests; pictures are taken by `cargo xtask screenshots`, from pages that
//! `tests/browser/guide.test.mjs` walks.

use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path, PathBuf},
};

/// The largest picture, in bytes, and how many there may be.
const PICTURE: u64 = 120_000;
const PICTURES: usize = 16;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn guide() -> PathBuf {
    root().join("docs/guide")
}

fn files(ending: &str) -> BTreeSet<String> {
    let files = fs::read_dir(guide()).expect("the guide is there").map(|file| file.expect("a file").file_name());
    files.map(|name| name.into_string().expect("a name")).filter(|name| name.ends_with(ending)).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The places that a page leads to: `[words](place)`.
fn places(text: &str) -> Vec<String> {
    let mut in_code = false;
    let prose = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        !in_code && !is_fence
    });
    let ends = prose.flat_map(|line| line.split("](").skip(1));
    ends.filter_map(|rest| rest.split(')').next()).map(str::to_owned).collect()
}

/// A heading as the anchor that forges make of it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'));
    kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

/// A path without `..` in it.
fn plain(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut plain, part| {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
        plain
    })
}

#[test]
fn every_page_is_reached_from_the_index() {
    let (mut seen, mut next) = (BTreeSet::new(), vec!["README.md".to_owned()]);
    while let Some(page) = next.pop() {
        if seen.insert(page.clone()) {
            next.extend(places(&read(&guide().join(page))).into_iter().filter(|place| files(".md").contains(place)));
        }
    }
    assert_eq!(seen, files(".md"));
    let index: BTreeSet<_> = places(&read(&guide().join("README.md"))).into_iter().collect();
    let named = files(".md").into_iter().filter(|page| page != "README.md").collect::<BTreeSet<_>>();
    assert!(index.is_superset(&named), "the index lacks {:?}", named.difference(&index));
    assert!(read(&root().join("README.md")).contains("](docs/guide/README.md)"), "the README leads to the guide");
}

#[test]
fn every_link_leads_to_something() {
    let pages = files(".md").into_iter().map(|page| guide().join(page));
    for page in pages.chain([root().join("README.md"), root().join("docs/coming-from-kaffy.md")]) {
        for place in places(&read(&page)).into_iter().filter(|place| !place.starts_with("https://")) {
            let (path, mark) = place.split_once('#').map_or((&*place, None), |(path, mark)| (path, Some(mark)));
            let target = match path {
                "" => page.clone(),
                path => plain(&page.parent().expect("a folder").join(path)),
            };
            assert!(target.exists(), "{} leads to {place}", page.display());
            if let Some(mark) = mark {
                let text = read(&target);
                let headings = text.lines().filter_map(|line| line.strip_prefix('#'));
                let mut anchors = headings.map(|line| anchor(line.trim_start_matches('#')));
                assert!(anchors.any(|anchor| anchor == mark), "{} leads to {place}", page.display());
            }
        }
    }
}

#[test]
fn every_picture_is_small_shown_and_taken_by_a_test() {
    let texts: String = files(".md").iter().map(|page| read(&guide().join(page))).collect();
    let shown: BTreeSet<_> = places(&texts).into_iter().filter(|place| place.ends_with(".png")).collect();
    assert_eq!(shown, files(".png"), "shown on a page, and there");
    assert!(shown.len() <= PICTURES, "{} pictures", shown.len());
    let walk = read(&root().join("tests/browser/guide.mjs"));
    for picture in &shown {
        let size = fs::metadata(guide().join(picture)).expect("a picture").len();
        assert!(size < PICTURE, "{picture} has {size} bytes");
        let name = picture.trim_end_matches(".png");
        assert!(walk.contains(&format!("\n  {name}:")) || walk.contains(&format!("\n  \"{name}\":")), "{name}");
    }
    // Whoever does not see a picture reads what is on it.
    for line in texts.lines().filter(|line| line.starts_with("![")) {
        assert!(line.split(']').next().is_some_and(|words| words.len() > 15), "{line}");
    }
}

#[test]
fn all_code_of_the_guide_is_tested() {
    let lib = read(&root().join("src/lib.rs"));
    for page in files(".md") {
        let text = read(&guide().join(&page));
        if page != "README.md" {
            assert!(lib.contains(&format!("../docs/guide/{page}")), "{page} is not among the doctests of src/lib.rs");
        }
        for fence in text.lines().filter_map(|line| line.strip_prefix("```")).filter(|fence| !fence.is_empty()) {
            assert!(matches!(fence, "rust" | "rust,no_run" | "toml" | "console"), "{page}: {fence}");
        }
        // Lines that documentation hides are seen on a forge.
        assert!(!text.lines().any(|line| line.starts_with("# ") && line.ends_with(';')), "{page} has hidden lines");
    }
}
