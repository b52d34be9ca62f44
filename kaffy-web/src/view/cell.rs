//! One value as a person reads it, in a list or where a form shows text.

use std::cell::OnceCell;

use chrono::Timelike;
use kaffy_core::value::print;
use kaffy_core::{
    Cell, CleanHtml, FieldMeta, HeldFile, Kind, Shown, Tone, Widget,
    i18n::{Conventions, Localizer},
    is_web_address, size_in_words, tr, value,
};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// Longer texts are cut in a list.
const LONG: usize = 140;
/// Longer lists are cut.
const MOST_ITEMS: usize = 4;
/// What a cut text shows on focus ends somewhere, too.
const LONGEST: usize = 2_000;
/// As much of a rich text as its first words need.
const ENOUGH: usize = 16_000;

/// How a value is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CellKind {
    /// NULL or an empty text.
    Empty,
    /// Words.
    Text,
    /// Code: JSON, a uuid.
    Code,
    /// A number, aligned right.
    Number,
    /// True.
    Yes,
    /// False.
    No,
    /// A choice.
    Badge,
    /// A date, a time or both.
    Time,
    /// A link: another record, a web or mail address.
    Link,
    /// Rows of another resource.
    Rows,
    /// A colour.
    Color,
    /// A secret, which is never shown.
    Secret,
    /// A value that could not be read.
    Broken,
}

/// What cells say and how they write numbers and dates, fetched once for all of a list.
#[derive(Default)]
pub(super) struct CellWords {
    yes: OnceCell<String>,
    no: OnceCell<String>,
    conventions: OnceCell<Conventions>,
}

impl CellWords {
    fn yes(&self) -> &str {
        self.yes.get_or_init(|| tr!("cell-yes"))
    }

    fn no(&self) -> &str {
        self.no.get_or_init(|| tr!("cell-no"))
    }

    /// The ways of the region; none without one, where a value is written as it is stored.
    fn conventions(&self) -> Option<&Conventions> {
        let found = self.conventions.get_or_init(|| *Localizer::current().conventions());
        (*found != Conventions::default()).then_some(found)
    }
}

/// One value, ready to draw.
///
/// There are hundreds on a page, so a template sees as little as there is: a cell that is nothing but
/// its text is that text (`{% if cell is string %}{{ cell }}`), and of any other one what it does not
/// have is left out (`{% if cell.href %}`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellView {
    /// How it is drawn.
    pub kind: CellKind,
    /// Its text.
    pub text: String,
    /// The whole text, where `text` had to be cut; why a value is broken; `text` once more where an empty
    /// one says so in words; an instant with its seconds and its zone.
    pub full: Option<String>,
    /// Where it leads.
    pub href: Option<String>,
    /// Whether `href` leaves the admin.
    pub is_external: bool,
    /// The value for machines, and what a pointer reads: `2026-03-29T14:05:00Z`.
    pub machine: Option<String>,
    /// Rich text where all of it is shown, as it was saved: `{{ cell.html | clean_html }}` draws it. There
    /// is no other way, since a template trusts no text.
    pub html: Option<String>,
    /// Which colour a badge has, from 0 to 6; 6 is for what is wrong.
    pub tone: Option<usize>,
    /// Rows of another resource, of which `text` has the labels one after the other.
    pub rows: Vec<RowLink>,
    /// That there are more of them, in words.
    pub more: Option<String>,
    /// Whether its text is all there is to draw, as with most cells of most lists.
    is_plain: bool,
}

/// A row of another resource in a cell with several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowLink {
    /// What people call it.
    pub text: String,
    /// Its page.
    pub href: String,
}

impl Serialize for CellView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_plain {
            return serializer.serialize_str(&self.text);
        }
        let mut cell = serializer.serialize_map(None)?;
        cell.serialize_entry("kind", &self.kind)?;
        cell.serialize_entry("text", &self.text)?;
        for (name, text) in
            [("full", &self.full), ("href", &self.href), ("machine", &self.machine), ("html", &self.html)]
        {
            if let Some(text) = text {
                cell.serialize_entry(name, text)?;
            }
        }
        if !self.rows.is_empty() {
            cell.serialize_entry("rows", &self.rows)?;
        }
        if let Some(more) = &self.more {
            cell.serialize_entry("more", more)?;
        }
        if self.is_external {
            cell.serialize_entry("is_external", &true)?;
        }
        if let Some(tone) = self.tone {
            cell.serialize_entry("tone", &tone)?;
        }
        cell.end()
    }
}

impl CellView {
    fn new(kind: CellKind, text: impl Into<String>) -> Self {
        let is_plain = matches!(kind, CellKind::Text | CellKind::Number);
        Self {
            kind,
            text: text.into(),
            full: None,
            href: None,
            is_external: false,
            machine: None,
            html: None,
            tone: None,
            rows: Vec::new(),
            more: None,
            is_plain,
        }
    }

    /// Nothing: a sign for it, or words.
    pub(crate) fn empty(text: &str) -> Self {
        let words = text.chars().any(char::is_alphanumeric).then(|| text.to_owned());
        Self { full: words, ..Self::new(CellKind::Empty, text) }
    }

    /// What code shows.
    pub(crate) fn shown(shown: &Shown) -> Self {
        Self::shown_in(shown, &CellWords::default())
    }

    /// The same with words at hand.
    pub(super) fn shown_in(shown: &Shown, said: &CellWords) -> Self {
        match shown {
            Shown::Text(text) => Self::words(Widget::Auto, text.clone()),
            Shown::Value { meta, value } => Self::of_in(meta, &Ok(value.clone()), said),
            Shown::Badge { text, tone } => Self { tone: Some(colour(*tone)), ..Self::new(CellKind::Badge, text) },
            // What is a link is decided when it is drawn (S34).
            Shown::Link { text, href } if is_web_address(href) => {
                Self { href: Some(href.clone()), is_external: true, ..Self::new(CellKind::Link, text).cut() }
            }
            Shown::Link { text, href } if is_near(href) => Self::link(text, href.clone()),
            Shown::Link { text, .. } => Self::words(Widget::Auto, text.clone()),
            Shown::Broken(why) => Self::broken(why.to_string()),
            _ => Self::empty("—"),
        }
    }

    /// A value that leads to another record.
    pub(crate) fn link(text: &str, href: String) -> Self {
        Self { href: Some(href), ..Self::new(CellKind::Link, text).cut() }
    }

    /// The first of several other records, and how many there are in all.
    pub(crate) fn rows(mut rows: Vec<RowLink>, total: usize) -> Self {
        if rows.is_empty() {
            return Self::empty("—");
        }
        // As lists of values are cut (K62), so that there is never one other alone.
        if total > MOST_ITEMS {
            rows.truncate(MOST_ITEMS - 1);
        }
        let others = total.saturating_sub(rows.len());
        let more = (others > 0).then(|| tr!("cell-more", count = others));
        let labels: Vec<_> = rows.iter().map(|row| row.text.as_str()).collect();
        let text = [labels.join(", ")].into_iter().chain(more.clone()).collect::<Vec<_>>().join(" ");
        Self { rows, more, ..Self::new(CellKind::Rows, text) }
    }

    /// The label of another record that the actor may not open.
    pub(crate) fn plain(text: &str) -> Self {
        Self::new(CellKind::Text, text).cut()
    }

    /// Words that are not cut, however long they are.
    pub(crate) fn entire(text: &str) -> Self {
        Self::new(CellKind::Text, text)
    }

    /// A value of a field.
    pub(crate) fn of(meta: &FieldMeta, cell: &Cell) -> Self {
        Self::of_in(meta, cell, &CellWords::default())
    }

    /// The same with words at hand.
    pub(super) fn of_in(meta: &FieldMeta, cell: &Cell, said: &CellWords) -> Self {
        let held = match cell {
            _ if meta.is_secret() => return Self::new(CellKind::Secret, tr!("cell-secret")),
            Err(unreadable) => return Self::broken(unreadable.to_string()),
            Ok(held) if value::is_null(held) => return Self::empty("—"),
            Ok(held) => held,
        };
        if let Some(file) = HeldFile::of(meta, cell) {
            let size = file.size.map(|size| format!(" ({})", size_in_words(size)));
            return Self::new(CellKind::Text, file.name + &size.unwrap_or_default()).cut();
        }
        if let Some(custom) = meta.custom {
            match (custom.show)(held) {
                Shown::Usual => {}
                shown => return Self::shown_in(&shown, said),
            }
        }
        let text = print(meta.ty.kind, held);
        if let Some(choice) = meta.choices.iter().position(|choice| choice.value == text) {
            return Self { tone: Some(choice % 6), ..Self::new(CellKind::Badge, meta.choices[choice].label) };
        }
        match meta.ty.kind {
            Kind::Bool if text == "true" => Self::new(CellKind::Yes, said.yes()),
            Kind::Bool => Self::new(CellKind::No, said.no()),
            // A number that names something is no quantity.
            Kind::Int(_) if meta.belongs_to.is_some() => Self::new(CellKind::Text, text),
            Kind::Int(_) => Self::new(CellKind::Number, text),
            Kind::Float(_) | Kind::Decimal => {
                Self::new(CellKind::Number, said.conventions().map_or(text.clone(), |it| it.decimal(&text)))
            }
            Kind::Choice(choice) => match choice.variants.iter().position(|variant| variant.key == text) {
                Some(at) => Self { tone: Some(at % 6), ..Self::new(CellKind::Badge, choice.variants[at].label) },
                None => Self::broken(tr!("cell-no-choice")),
            },
            Kind::Date => Self::time(said.conventions().and_then(|it| local_date(it, held)), text, str::to_owned),
            Kind::Time => Self::time(said.conventions().and_then(|it| local_time(it, held)), text, short_time),
            Kind::DateTime => Self::time(said.conventions().and_then(|it| local_moment(it, held)), text, short_moment),
            Kind::Timestamp => match held {
                sea_query::Value::ChronoDateTimeUtc(Some(at)) => {
                    let (words, exact) = Localizer::current().moment(*at);
                    Self { machine: Some(format!("{text}Z")), full: Some(exact), ..Self::new(CellKind::Time, words) }
                }
                _ => Self { machine: Some(format!("{text}Z")), ..Self::new(CellKind::Time, short_moment(&text)) },
            },
            Kind::Json => Self::new(CellKind::Code, one_line(held)).cut(),
            Kind::List(_) => Self::list(&items(meta.ty.kind, held)),
            Kind::Bytes => Self::new(CellKind::Text, size(held)),
            Kind::Uuid => Self::new(CellKind::Code, text),
            _ => Self::words(meta.widget, text),
        }
    }

    /// A value of a field with all of its text, for a page about one record.
    pub(crate) fn whole(meta: &FieldMeta, cell: &Cell) -> Self {
        let mut view = Self::of(meta, cell);
        if let (Widget::RichText, CellKind::Text, Ok(held)) = (meta.widget, view.kind, cell) {
            return Self { html: Some(print(meta.ty.kind, held)), is_plain: false, ..view };
        }
        if matches!(view.kind, CellKind::Text | CellKind::Code | CellKind::Link)
            && let Some(full) = view.full.take()
        {
            view.text = full;
            view.is_plain = view.kind == CellKind::Text;
        }
        view
    }

    /// A field that has no value yet.
    pub(crate) fn unsaved(meta: &FieldMeta) -> Self {
        match meta.default {
            Some(text) => Self::new(CellKind::Text, text),
            None => Self::empty("—"),
        }
    }

    /// A value that could not be read, and why.
    fn broken(why: String) -> Self {
        Self { full: Some(why), ..Self::new(CellKind::Broken, tr!("cell-unreadable")) }
    }

    /// A date or time as the region writes it, else a short form of its text; machines get the text.
    fn time(local: Option<String>, text: String, short: fn(&str) -> String) -> Self {
        let shown = local.unwrap_or_else(|| short(&text));
        Self { machine: Some(text), ..Self::new(CellKind::Time, shown) }
    }

    fn words(widget: Widget, text: String) -> Self {
        match widget {
            _ if text.trim().is_empty() => Self::empty("—"),
            // What is a link is decided when it is drawn: the database may hold anything (S34).
            Widget::RichText => {
                let end = text.floor_char_boundary(ENOUGH);
                Self::words(Widget::Auto, CleanHtml::of(&text[..end]).text())
            }
            Widget::Url if is_web_address(&text) => {
                Self { href: Some(text.clone()), is_external: true, ..Self::new(CellKind::Link, text).cut() }
            }
            Widget::Color if is_color(&text) => {
                Self { machine: Some(text.clone()), ..Self::new(CellKind::Color, text) }
            }
            _ => Self::new(CellKind::Text, text).cut(),
        }
    }

    /// A few items, or the first ones and how many there are besides; all of them are at hand.
    fn list(items: &[String]) -> Self {
        if items.len() <= MOST_ITEMS {
            return Self::words(Widget::Auto, items.join(", "));
        }
        let few = &items[..MOST_ITEMS - 1];
        let text = tr!("cell-others", few = few.join(", "), count = items.len() - few.len());
        let all: String = items.join(", ").chars().take(LONGEST).collect();
        Self { full: Some(all), is_plain: false, ..Self::new(CellKind::Text, text).cut() }
    }

    fn cut(mut self) -> Self {
        if self.text.chars().count() > LONG {
            let short: String = self.text.chars().take(LONG - 1).collect();
            self.full = Some(self.text.chars().take(LONGEST).collect());
            self.text = format!("{}…", short.trim_end());
            self.is_plain = false;
        }
        self
    }
}

/// A text as a cell shows it: a megabyte would be one in every place that names the row.
pub(super) fn shortened(text: &str) -> String {
    CellView::new(CellKind::Text, text.to_owned()).cut().text
}

/// Which badge says it.
fn colour(tone: Tone) -> usize {
    match tone {
        Tone::Good => 0,
        Tone::Warning => 1,
        Tone::Info => 2,
        Tone::Bad => 6,
        _ => 5,
    }
}

/// Whether an address stays on the site, or starts a mail or a call.
fn is_near(href: &str) -> bool {
    is_place(href) || href.starts_with("mailto:") || href.starts_with("tel:")
}

fn is_place(href: &str) -> bool {
    href.starts_with('/') && !href.starts_with("//") && !href.contains(['\\', '\t', '\n', '\r'])
}

/// A page of the same site, or of another one over http(s).
pub(crate) fn is_site_address(href: &str) -> bool {
    is_place(href) || is_web_address(href)
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn local_date(conventions: &Conventions, held: &sea_query::Value) -> Option<String> {
    let sea_query::Value::ChronoDate(Some(day)) = held else { return None };
    Some(conventions.date(*day))
}

fn local_time(conventions: &Conventions, held: &sea_query::Value) -> Option<String> {
    let sea_query::Value::ChronoTime(Some(time)) = held else { return None };
    Some(conventions.time(*time))
}

/// A day and the time of day to the minute.
fn local_moment(conventions: &Conventions, held: &sea_query::Value) -> Option<String> {
    let sea_query::Value::ChronoDateTime(Some(moment)) = held else { return None };
    let time = moment.time();
    let minute = time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time);
    Some(format!("{} {}", conventions.date(moment.date()), conventions.time(minute)))
}

/// `14:05:00` as `14:05`; seconds stay where they say something.
fn short_time(text: &str) -> String {
    text.strip_suffix(":00").filter(|short| short.len() == 5).unwrap_or(text).to_owned()
}

/// `2026-03-29T14:05:00.123` as `2026-03-29 14:05`; the rest is in the tooltip.
fn short_moment(text: &str) -> String {
    text.get(..16).unwrap_or(text).replace('T', " ")
}

fn one_line(held: &sea_query::Value) -> String {
    match held {
        sea_query::Value::Json(Some(json)) => json.to_string(),
        other => print(Kind::Text, other),
    }
}

fn items(kind: Kind, held: &sea_query::Value) -> Vec<String> {
    let sea_query::Value::Json(Some(json)) = held else { return vec![print(kind, held)] };
    let Some(items) = json.as_array() else { return vec![json.to_string()] };
    items.iter().map(|item| item_words(kind, item)).collect()
}

fn item_words(kind: Kind, item: &serde_json::Value) -> String {
    if let Kind::List(of) = kind
        && let Kind::Choice(choice) = of.kind
        && let Ok(held) = value::from_json(of.kind, item)
        && let Some(variant) = choice.by_key(&print(of.kind, &held))
    {
        return variant.label.to_owned();
    }
    item.as_str().map_or_else(|| item.to_string(), str::to_owned)
}

fn size(held: &sea_query::Value) -> String {
    let sea_query::Value::Bytes(Some(bytes)) = held else { return String::new() };
    let tenths = |whole, tenth| Localizer::current().conventions().decimal(&format!("{whole}.{tenth}"));
    match bytes.len() {
        count @ 0..1_000 => tr!("cell-bytes", count = count),
        count @ 1_000..1_000_000 => tr!("cell-kilobytes", size = tenths(count / 1_000, count % 1_000 / 100)),
        count => tr!("cell-megabytes", size = tenths(count / 1_000_000, count % 1_000_000 / 100_000)),
    }
}

#[cfg(test)]
mod tests {
    use kaffy_core::{FieldType, Unreadable};

    use super::*;

    fn cell(meta: FieldMeta, value: impl FieldType) -> CellView {
        CellView::of(&meta, &Ok(value.to_value()))
    }

    #[test]
    fn a1_values_are_drawn_by_what_they_are() {
        assert_eq!(cell(FieldMeta::of::<Option<i32>>("a"), None::<i32>).kind, CellKind::Empty);
        assert_eq!(cell(FieldMeta::of::<bool>("a"), true).kind, CellKind::Yes);
        assert_eq!(cell(FieldMeta::of::<i32>("a"), 7).kind, CellKind::Number);
        assert_eq!(cell(FieldMeta::of::<Vec<u8>>("a"), vec![0_u8; 1_234]).text, "1.2 kB");
        assert_eq!(cell(FieldMeta::of::<Vec<String>>("a"), vec!["x".to_owned(), "y".to_owned()]).text, "x, y");
        let broken = CellView::of(&FieldMeta::of::<i32>("a"), &Err(Unreadable::new("why")));
        assert_eq!((broken.kind, broken.full.as_deref()), (CellKind::Broken, Some("why")));
    }

    #[test]
    fn k20_values_are_written_as_the_region_does() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 29).expect("a day");
        let moment = day.and_hms_opt(14, 5, 7).expect("a time");
        let drawn = || {
            [
                cell(FieldMeta::of::<bool>("a"), true),
                cell(FieldMeta::of::<f64>("a"), 12345.5),
                cell(FieldMeta::of::<chrono::NaiveDate>("a"), day),
                cell(FieldMeta::of::<chrono::NaiveTime>("a"), moment.time()),
                cell(FieldMeta::of::<chrono::NaiveDateTime>("a"), moment),
            ]
        };
        let texts = |cells: &[CellView]| cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        let plain = drawn();
        assert_eq!(texts(&plain), ["Yes", "12345.5", "2026-03-29", "14:05:07", "2026-03-29 14:05"]);
        for (tag, expected) in [
            ("de", ["Yes", "12.345,5", "29.03.2026", "14:05:07", "29.03.2026 14:05"]),
            ("en-US", ["Yes", "12,345.5", "03/29/2026", "2:05:07 PM", "03/29/2026 2:05 PM"]),
        ] {
            let cells = Localizer::current().written_as(tag).run(drawn);
            assert_eq!(texts(&cells), expected, "{tag}");
            let machine = |cells: &[CellView]| cells.iter().map(|cell| cell.machine.clone()).collect::<Vec<_>>();
            assert_eq!(machine(&cells), machine(&plain), "machines read the same everywhere");
        }
    }

    #[test]
    fn a1_long_text_is_cut_and_the_whole_stays_at_hand() {
        let long = "ä".repeat(200);
        let view = cell(FieldMeta::of::<String>("a"), long.clone());
        assert_eq!(view.text.chars().count(), LONG);
        assert_eq!(view.full, Some(long));
    }

    #[test]
    fn s34_only_web_addresses_become_links() {
        let url = FieldMeta::of::<String>("a").widget(Widget::Url);
        assert!(cell(url, "https://example.org".to_owned()).href.is_some());
        for bad in ["javascript:alert(1)", "data:text/html,x", "//example.org", " https://example.org"] {
            assert_eq!(cell(url, bad.to_owned()).href, None, "{bad}");
        }
    }

    #[test]
    fn k98_a_list_shows_the_words_of_a_rich_text() {
        let body = FieldMeta::of::<String>("a").widget(Widget::RichText);
        let html = "<h2>Rye</h2><p>Dark &amp; <b>sour</b>.</p><script>x</script>".to_owned();
        let view = cell(body, html.clone());
        assert_eq!((view.text.as_str(), view.html), ("Rye Dark & sour.", None));
        assert_eq!(CellView::whole(&body, &Ok(html.clone().to_value())).html, Some(html));
        assert_eq!(cell(body, "<p><br></p>".to_owned()).kind, CellKind::Empty);
        assert_eq!(cell(body, "ä<b>".repeat(10_000)).text.chars().count(), LONG);
    }

    #[test]
    fn s34_links_by_code_lead_to_the_web_or_stay_on_the_site() {
        let href = |href: &str| CellView::shown(&Shown::link("words", href)).href;
        for good in ["https://example.org/", "/orders/7?a=1", "mailto:ann@example.org", "tel:+4930"] {
            assert_eq!(href(good).as_deref(), Some(good));
        }
        for bad in
            ["javascript:alert(1)", "//example.org", "/\\example.org", "/\t/example.org", " /x", "data:text/html,x"]
        {
            assert_eq!(href(bad), None, "{bad}");
        }
    }

    #[test]
    fn k62_lists_show_four_items_and_have_the_rest_at_hand() {
        let list =
            |count: usize| cell(FieldMeta::of::<Vec<i32>>("a"), (1..=count).map(|n| n as i32).collect::<Vec<_>>());
        assert_eq!((list(4).text.as_str(), list(4).full), ("1, 2, 3, 4", None));
        assert_eq!(list(5).text, "1, 2, 3 and 2 others");
        assert_eq!(list(5).full.as_deref(), Some("1, 2, 3, 4, 5"));
        assert_eq!(list(0).kind, CellKind::Empty);
        let words = cell(FieldMeta::of::<Vec<String>>("a"), vec!["x".repeat(100); 9]);
        assert!(words.text.chars().count() <= LONG && words.full.is_some_and(|full| full.len() > 900));
    }

    #[test]
    fn k62_rows_are_cut_as_lists_are() {
        let rows = |count: usize| {
            let row = |at| RowLink { text: format!("Tag {at}"), href: format!("/tags/{at}") };
            CellView::rows((1..=count.min(4)).map(row).collect(), count)
        };
        assert_eq!((rows(4).text.as_str(), rows(4).more), ("Tag 1, Tag 2, Tag 3, Tag 4", None));
        assert_eq!((rows(6).text.as_str(), rows(6).rows.len()), ("Tag 1, Tag 2, Tag 3 and 3 others", 3));
        assert_eq!(rows(0).kind, CellKind::Empty);
    }

    #[test]
    fn s36_only_colours_are_drawn_as_colours() {
        let color = FieldMeta::of::<String>("a").widget(Widget::Color);
        assert_eq!(cell(color, "#1f6feb".to_owned()).kind, CellKind::Color);
        assert_eq!(cell(color, "\"/><script>".to_owned()).kind, CellKind::Text);
    }

    #[test]
    fn secrets_are_never_drawn() {
        let secret = FieldMeta::of::<String>("a").widget(Widget::Password);
        assert!(!format!("{:?}", cell(secret, "hunter2".to_owned())).contains("hunter2"));
    }
}
