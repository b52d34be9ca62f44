//! All templates are listed, compile, and escape.

use std::{collections::BTreeSet, fs, path::Path};

use super::{embedded::FILES, load_english as load};
use crate::TemplateError;

fn names_on_disk(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("the templates are there") {
        let entry = entry.expect("readable");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            names_on_disk(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}

#[test]
fn every_template_is_listed_and_none_is_stray() {
    let mut on_disk = BTreeSet::new();
    names_on_disk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), "", &mut on_disk);
    let listed: BTreeSet<_> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(on_disk, listed);
}

#[test]
fn s9_every_name_ends_in_html_and_none_trusts_a_text() {
    for (name, source) in FILES {
        assert!(name.ends_with(".html"), "{name} would not be escaped");
        let spaceless: String = source.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(!spaceless.contains("|safe") && !spaceless.contains("autoescape"), "{name} trusts a text");
        for inline in [" style=", "<style", " onclick", " onload", " onsubmit", "javascript:"] {
            assert!(!source.contains(inline), "{name} has {inline}");
        }
    }
}

#[test]
fn s9_html_of_a_value_is_cleaned_on_its_way_into_a_page() {
    let own = ("a.html".to_owned(), "{{ text }}|{{ text | clean_html }}".to_owned());
    let mut context = tera::Context::new();
    context.insert("text", "<b onclick=x>Rye</b><script>1</script><img src=x onerror=1>");
    let html = load(&[own]).expect("compiles").current().render("a.html", &context).expect("draws");
    let (escaped, clean) = html.split_once('|').expect("both");
    assert!(!escaped.contains('<'), "{escaped}");
    assert_eq!(clean, "<b>Rye</b>");
}

#[test]
fn a_template_of_the_application_wins_and_may_extend_ours() {
    let own = ("error.html".to_owned(), "{% extends \"builtin/error.html\" %}".to_owned());
    let tera = load(&[own]).expect("compiles");
    assert!(tera.current().get_template_names().any(|name| name == "error.html"));
}

#[test]
fn s9_a_template_that_would_not_be_escaped_is_refused() {
    let own = ("error.html.tera".to_owned(), String::new());
    assert!(matches!(load(&[own]), Err(TemplateError::Name(name)) if name == "error.html.tera"));
}

#[test]
fn s9_arguments_of_components_are_escaped_too() {
    let own = [
        ("a.html".to_owned(), "{% component hello(name) %}<b>{{ name }}</b>{% endcomponent hello %}".to_owned()),
        ("b.html".to_owned(), "{{ <hello name={who}/> }}".to_owned()),
    ];
    let mut context = tera::Context::new();
    context.insert("who", "<i>\"'");
    let html = load(&own).expect("compiles").current().render("b.html", &context).expect("draws");
    assert_eq!(
        html,
        "<b>&lt;i&gt;&quot;&#39;</b>".replace("&#39;", if html.contains("&#x27;") { "&#x27;" } else { "&#39;" })
    );
}
