//! The message files beside one another, and beside the code that says their messages.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use chrono_tz::Tz;
use fluent_syntax::{
    ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use regex::Regex;

use super::{Languages, Localizer, builtin::LANGUAGES};
use crate::{
    Count, Kind, Preset,
    query::Period,
    size_in_words,
    value::{self, InvalidText},
};

/// What reads the same in both languages.
const SAME: &[&str] = &[
    "cell-kilobytes",
    "cell-megabytes",
    "chart-single",
    "group-inside",
    "jobs-ms",
    "jobs-s",
    "jobs-step-in",
    "keys-escape",
    "kind-json",
    "page-count",
    "page-list-place",
    "page-thing",
    "rich-example",
    "rich-link",
    "views-name",
    "row-blocker",
    "schedules-again-on",
    "schedules-at",
    "schedules-odd-day",
];

/// A message: its variables, and what it says, whatever the white space.
#[derive(Debug, Default)]
struct Message {
    variables: BTreeSet<String>,
    words: String,
}

type Messages = BTreeMap<String, Message>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn locale(tag: &str) -> BTreeMap<String, Messages> {
    let entries = fs::read_dir(root().join("locales").join(tag)).expect("a folder for each language");
    entries
        .map(|entry| {
            let path = entry.expect("it can be read").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, messages(&fs::read_to_string(path).expect("a text")))
        })
        .collect()
}

fn messages(source: &str) -> Messages {
    let resource = parser::parse(source).expect("a test reads it");
    let mut found = Messages::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let mut read = Message::default();
        gather(message.value.as_ref().unwrap_or_else(|| panic!("`{id}` says nothing")), &mut read);
        read.words = read.words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(found.insert(id.to_owned(), read).is_none(), "`{id}` is there twice");
    }
    found
}

fn gather(pattern: &Pattern<&str>, into: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => into.words.push_str(value),
            PatternElement::Placeable { expression } => expression_of(expression, into),
        }
    }
}

fn expression_of(expression: &Expression<&str>, into: &mut Message) {
    match expression {
        Expression::Inline(inline) => inline_of(inline, into),
        Expression::Select { selector, variants } => {
            inline_of(selector, into);
            variants.iter().for_each(|variant| gather(&variant.value, into));
        }
    }
}

fn inline_of(inline: &InlineExpression<&str>, into: &mut Message) {
    let arguments = |arguments: &CallArguments<&str>, into: &mut Message| {
        arguments.positional.iter().for_each(|it| inline_of(it, into));
        arguments.named.iter().for_each(|it| inline_of(&it.value, into));
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            into.words.push_str(&format!("{{{}}}", id.name));
            into.variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments: given, .. } => arguments(given, into),
        InlineExpression::TermReference { arguments: Some(given), .. } => arguments(given, into),
        InlineExpression::Placeable { expression } => expression_of(expression, into),
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            into.words.push_str(value);
        }
        _ => {}
    }
}

#[test]
fn k20_every_language_says_everything_in_its_own_words() {
    let english = locale("en");
    for (tag, _, files) in LANGUAGES {
        let other = locale(tag);
        assert_eq!(files.len(), other.len(), "`{tag}`: every file of its folder is compiled in");
        assert!(other.keys().eq(english.keys()), "`{tag}` has the files that English has");
        let mut wrong = Vec::new();
        for (file, messages) in &english {
            let other = &other[file];
            wrong.extend(other.keys().filter(|id| !messages.contains_key(*id)).map(|id| format!("{id}: not English")));
            for (id, message) in messages {
                match other.get(id) {
                    None => wrong.push(format!("{id}: missing")),
                    Some(it) if *tag != "en" && it.words == message.words && !SAME.contains(&id.as_str()) => {
                        wrong.push(format!("{id}: still English"));
                    }
                    Some(_) => {}
                }
            }
        }
        assert!(wrong.is_empty(), "{tag}/…ftl:\n{}", wrong.join("\n"));
    }
}

/// A message that code says: where, which, and with what variables if that can be told.
struct Said {
    place: String,
    id: String,
    variables: Option<BTreeSet<String>>,
}

/// Every file below these folders with one of the endings, but for tests, without lines that are comments.
fn sources(folders: &[&str], endings: &[&str]) -> Vec<(String, String)> {
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).filter(|it| it.exists()).collect();
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).expect("a folder").map(|entry| entry.expect("it can be read").path()));
        } else if endings.iter().any(|it| path.extension().is_some_and(|ending| ending == *it))
            && !path.file_name().is_some_and(|name| name.to_string_lossy().ends_with("tests.rs"))
        {
            let text = fs::read_to_string(&path).expect("a text");
            let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            found.push((path.strip_prefix(root()).unwrap_or(&path).display().to_string(), code.join("\n")));
        }
    }
    found
}

fn said() -> Vec<Said> {
    let mut said = Vec::new();
    let mut look = |folders: &[&str], endings: &[&str], pattern: &str| {
        let pattern = Regex::new(pattern).expect("a pattern");
        for (place, text) in sources(folders, endings) {
            for found in pattern.captures_iter(&text) {
                let behind = &text[found.get(0).expect("all of it").end()..];
                let variables = (endings == ["rs"]).then(|| names(behind));
                said.push(Said { place: place.clone(), id: found[1].to_owned(), variables });
            }
        }
    };
    look(&["src", "../kaffy-jobs/src", "../kaffy-web/src"], &["rs"], r#"\btr!\(\s*"([^"]+)""#);
    look(&["../kaffy-web/templates"], &["html"], r#"\bt\(\s*id\s*=\s*["']([^"']+)["']"#);
    look(&["../kaffy-web/assets"], &["js", "ts"], r#"\bt\(\s*["']([a-z][a-z0-9-]*)["']"#);
    said
}

/// The names in `, count = 3, thing = it(x, y))`, up to the bracket that closes what is open.
fn names(behind: &str) -> BTreeSet<String> {
    let (mut depth, mut quoted, mut part, mut parts) = (0_usize, false, String::new(), Vec::new());
    let mut letters = behind.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if quoted => drop(letters.next()),
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => parts.push(std::mem::take(&mut part)),
            letter if depth == 0 => part.push(letter),
            _ => {}
        }
    }
    parts.push(part);
    parts.iter().filter_map(|part| Some(part.split_once('=')?.0.trim().to_owned())).collect()
}

/// A language need not use all of what it is given: German has no use for a word in small letters, and English none
/// for the plural behind "no". What one of them uses has to be given.
#[test]
fn k20_what_code_says_is_a_message_with_its_variables() {
    let english: Messages = locale("en").into_values().flatten().collect();
    let others = LANGUAGES.iter().filter(|(tag, ..)| *tag != "en");
    let others: Vec<Messages> = others.map(|(tag, ..)| locale(tag).into_values().flatten().collect()).collect();
    let (mut wrong, mut checked) = (Vec::new(), BTreeSet::new());
    for Said { place, id, variables } in said() {
        let Some(message) = english.get(&id) else {
            wrong.push(format!("{place}: there is no message `{id}`"));
            continue;
        };
        let Some(given) = variables else { continue };
        let all = others.iter().filter_map(|other| other.get(&id)).chain([message]);
        let used: BTreeSet<_> = all.flat_map(|message| message.variables.iter().cloned()).collect();
        if given != used {
            wrong.push(format!("{place}: `{id}` wants {used:?}, and gets {given:?}"));
        }
        checked.insert(id);
    }
    // Of those that only templates and scripts say, English knows the variables.
    for (id, message) in others.iter().flatten().filter(|(id, _)| !checked.contains(*id)) {
        let unknown = |variable: &&String| english.get(id).is_none_or(|it| !it.variables.contains(*variable));
        wrong.extend(message.variables.iter().find(unknown).map(|it| format!("`{id}`: English has no {it}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn k20_every_message_is_said_somewhere() {
    let mut folders = vec!["src"];
    let web = ["../kaffy-web/src", "../kaffy-web/templates", "../kaffy-web/assets", "../kaffy-jobs/src"];
    // Published alone, this crate has the messages of the pages, and not the pages.
    let has_web = root().join(web[0]).exists();
    if has_web {
        folders.extend(web);
    }
    let texts = sources(&folders, &["rs", "html", "js", "ts"]);
    let is_said = |id: &str| {
        let quoted = [format!("\"{id}\""), format!("'{id}'")];
        texts.iter().any(|(_, text)| quoted.iter().any(|quoted| text.contains(quoted)))
    };
    let english = locale("en").into_iter().filter(|(file, _)| {
        has_web
            || !matches!(&**file, "web.ftl" | "trash.ftl" | "transfer.ftl" | "accounts.ftl" | "jobs.ftl" | "runs.ftl")
    });
    let unsaid: Vec<_> = english.flat_map(|(_, messages)| messages.into_keys()).filter(|id| !is_said(id)).collect();
    assert!(unsaid.is_empty(), "nobody says {}", unsaid.join(", "));
}

#[test]
fn k20_the_core_speaks_german() {
    let languages = Languages::new(None, &[]).expect("the built-in messages can be read");
    let german = Localizer::new(languages.find("de").expect("built in").clone(), Tz::UTC);
    german.run(|| {
        let wrong = |kind, text| value::parse(kind, text).map_err(|InvalidText(words)| words).expect_err("it is wrong");
        assert_eq!(wrong(Kind::Bool, "x"), "Das ist weder Ja noch Nein: Wählen Sie eines von beiden.");
        assert!(wrong(Kind::Decimal, "x").ends_with("mit einem Komma, zum Beispiel 12,50."));
        assert_eq!(Count::About(10_000).to_string(), "etwa 10.000");
        assert_eq!(Count::MoreThan(10_000).to_string(), "10.000+");
        assert_eq!((size_in_words(1_250_000), size_in_words(1)), ("1,2 MB".to_owned(), "1 Byte".to_owned()));
        assert_eq!(Preset::Past7Days.label(), "Letzte 7 Tage");
        let day = NaiveDate::from_ymd_opt(2026, 3, 5).expect("a day");
        assert_eq!(Period::Month(day).label(), "März 2026");
        assert_eq!(Period::Day(day).label(), "5. März 2026");
        assert_eq!(crate::tr!("row-too-many", count = 1, thing = "Zutat", things = "Zutaten"), {
            "Erlaubt ist höchstens 1 Zutat: Entfernen Sie welche."
        });
    });
}
