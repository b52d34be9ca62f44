//! A value by the kind of its field.

use kaffy_core::{
    Cell, CleanHtml, FieldMeta, HeldFile, Kind, Shown, Widget, i18n::Localizer, is_web_address, size_in_words, tr,
    value, value::print,
};

use super::{
    CellKind, CellView, CellWords, LONGEST, MOST_ITEMS,
    address::is_color,
    times::{local_date, local_moment, local_time, short_moment, short_time},
    values::{items, one_line, size},
};

/// As much of a rich text as its first words need.
const ENOUGH: usize = 16_000;

impl CellView {
    /// A value of a field.
    pub(crate) fn of(meta: &FieldMeta, cell: &Cell) -> Self {
        Self::of_in(meta, cell, &CellWords::default())
    }

    /// The same with words at hand.
    pub(in crate::view) fn of_in(meta: &FieldMeta, cell: &Cell, said: &CellWords) -> Self {
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
    pub(super) fn broken(why: String) -> Self {
        Self { full: Some(why), ..Self::new(CellKind::Broken, tr!("cell-unreadable")) }
    }

    /// A date or time as the region writes it, else a short form of its text; machines get the text.
    fn time(local: Option<String>, text: String, short: fn(&str) -> String) -> Self {
        let shown = local.unwrap_or_else(|| short(&text));
        Self { machine: Some(text), ..Self::new(CellKind::Time, shown) }
    }

    pub(super) fn words(widget: Widget, text: String) -> Self {
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
}
