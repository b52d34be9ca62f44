//! One field of a resource.

use super::{CustomMeta, EmbeddedMeta, FileMeta, Kind, RelationMeta, StorageHint, TypeMeta};
use crate::FieldType;

/// What a form lets a person do with a field; the server enforces it (Kaffy's `create:`/`update:`, K91).
/// The stricter is the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Shown as an input.
    Editable,
    /// Shown as text; a posted value is refused.
    ReadOnly,
    /// Not shown; a posted value is refused.
    Hidden,
}

/// The input of a field, where the default of its kind is not wanted.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Widget {
    /// Decided by the kind.
    Auto,
    /// Several lines of text.
    TextArea {
        /// Visible lines, 5 by default.
        rows: u16,
    },
    /// HTML that a person writes in an editor, cleaned at saving and at drawing
    /// ([`CleanHtml`](crate::CleanHtml)); its words alone in lists.
    RichText,
    /// An e-mail address, checked for its shape.
    Email,
    /// An http(s) address, checked for its scheme; a link in lists.
    Url,
    /// A colour as `#rrggbb`.
    Color,
    /// Written, never shown: absent from lists, search, filters and sorting.
    Password,
    /// A telephone number.
    Tel,
    /// A file, by its key in a text or as a [`StoredFile`](crate::StoredFile).
    File(FileMeta),
}

impl Widget {
    /// The names of all inputs, for whoever has to have something for each of them.
    pub const NAMES: [&'static str; 9] =
        ["auto", "textarea", "richtext", "email", "url", "color", "password", "tel", "file"];

    /// Its name, one of [`NAMES`](Self::NAMES).
    pub const fn name(self) -> &'static str {
        Self::NAMES[match self {
            Self::Auto => 0,
            Self::TextArea { .. } => 1,
            Self::RichText => 2,
            Self::Email => 3,
            Self::Url => 4,
            Self::Color => 5,
            Self::Password => 6,
            Self::Tel => 7,
            Self::File(_) => 8,
        }]
    }
}

/// One of the values a text or number field is limited to: `choices("a", "b" = "Label")`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedChoice {
    /// The value, as a form would send it.
    pub value: &'static str,
    /// What a person reads.
    pub label: &'static str,
}

/// When a form shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ShowIfMeta {
    /// The field that decides.
    pub field: &'static str,
    /// What it has to be, as a form sends it.
    pub values: &'static [&'static str],
}

/// One field of a resource, as its struct declares it.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct FieldMeta {
    /// The Rust name, also its name in forms and addresses.
    pub name: &'static str,
    /// The column's name.
    pub column: &'static str,
    /// What it holds.
    pub ty: TypeMeta,
    /// What a person reads: the name in words by default.
    pub label: &'static str,
    /// A sentence under the input: the doc comment by default.
    pub help: Option<&'static str>,
    /// On the form for a new record.
    pub create: Access,
    /// On the form of an existing record.
    pub update: Access,
    /// Its input.
    pub widget: Widget,
    /// The only values it may take, beside those of an enum.
    pub choices: &'static [FixedChoice],
    /// What the form for a new record starts with, as text.
    pub default: Option<&'static str>,
    /// The smallest number or earliest date allowed, as text.
    pub min: Option<&'static str>,
    /// The largest number or latest date allowed, as text.
    pub max: Option<&'static str>,
    /// The fewest characters allowed.
    pub min_len: Option<u32>,
    /// The most characters allowed.
    pub max_len: Option<u32>,
    /// A regular expression that the whole text must match.
    pub pattern: Option<&'static str>,
    /// What an empty input shows.
    pub placeholder: Option<&'static str>,
    /// Whether a text that is not an `Option` may be empty.
    pub blank: bool,
    /// The row of another resource that this field names.
    pub belongs_to: Option<RelationMeta>,
    /// Where the value lives, if the column leaves a choice.
    pub storage: Option<StorageHint>,
    /// The fields inside its JSON, where a form draws them.
    pub embedded: Option<EmbeddedMeta>,
    /// Its own inputs and cells, where its type brings them.
    pub custom: Option<CustomMeta>,
    /// The fields that a new record's is made of, where it is left empty.
    pub slug_from: &'static [&'static str],
    /// When a form shows it; always by default.
    pub show_if: Option<ShowIfMeta>,
    /// Whether it says which state of the row it is: every write changes it.
    pub is_version: bool,
    /// Whether it says when the row was moved to the trash; NULL for one that is not there.
    pub is_soft_delete: bool,
}

impl FieldMeta {
    /// A field of this type, with every option at its default. The derive sets the label.
    pub const fn of<T: FieldType>(name: &'static str) -> Self {
        Self {
            name,
            column: name,
            ty: T::TYPE,
            label: name,
            help: None,
            create: Access::Editable,
            update: Access::Editable,
            widget: if T::TYPE.is_file { Widget::File(FileMeta::file()) } else { Widget::Auto },
            choices: &[],
            default: None,
            min: None,
            max: None,
            min_len: None,
            max_len: None,
            pattern: None,
            placeholder: None,
            blank: false,
            belongs_to: None,
            storage: None,
            embedded: None,
            custom: None,
            slug_from: &[],
            show_if: None,
            is_version: false,
            is_soft_delete: false,
        }
    }

    /// Sets the column, where it is not named like the field.
    pub const fn column(mut self, column: &'static str) -> Self {
        self.column = column;
        self
    }

    /// Sets what a person reads.
    pub const fn label(mut self, label: &'static str) -> Self {
        self.label = label;
        self
    }

    /// Sets the sentence under the input.
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    /// Sets what the form for a new record lets a person do.
    pub const fn create(mut self, access: Access) -> Self {
        self.create = access;
        self
    }

    /// Sets what the form of an existing record lets a person do.
    pub const fn update(mut self, access: Access) -> Self {
        self.update = access;
        self
    }

    /// Makes the field the whole primary key: a counter or a uuid is the database's to give, any other
    /// key is written once.
    pub const fn primary_key(mut self) -> Self {
        self.create = match self.ty.kind {
            Kind::Int(_) | Kind::Uuid => Access::Hidden,
            _ => Access::Editable,
        };
        self.update = Access::ReadOnly;
        self
    }

    /// Makes the field a part of the primary key, or a key that is chosen: it is written once.
    pub const fn key_part(mut self) -> Self {
        self.create = Access::Editable;
        self.update = Access::ReadOnly;
        self
    }

    /// Sets the input.
    pub const fn widget(mut self, widget: Widget) -> Self {
        self.widget = widget;
        self
    }

    /// Limits the field to these values.
    pub const fn choices(mut self, choices: &'static [FixedChoice]) -> Self {
        self.choices = choices;
        self
    }

    /// Sets what the form for a new record starts with.
    pub const fn default(mut self, text: &'static str) -> Self {
        self.default = Some(text);
        self
    }

    /// Sets the smallest value allowed.
    pub const fn min(mut self, text: &'static str) -> Self {
        self.min = Some(text);
        self
    }

    /// Sets the largest value allowed.
    pub const fn max(mut self, text: &'static str) -> Self {
        self.max = Some(text);
        self
    }

    /// Sets the fewest characters allowed.
    pub const fn min_len(mut self, characters: u32) -> Self {
        self.min_len = Some(characters);
        self
    }

    /// Sets the most characters allowed.
    pub const fn max_len(mut self, characters: u32) -> Self {
        self.max_len = Some(characters);
        self
    }

    /// Sets the regular expression that the whole text must match.
    pub const fn pattern(mut self, regex: &'static str) -> Self {
        self.pattern = Some(regex);
        self
    }

    /// Sets what an empty input shows.
    pub const fn placeholder(mut self, text: &'static str) -> Self {
        self.placeholder = Some(text);
        self
    }

    /// Lets a text be empty.
    pub const fn blank(mut self) -> Self {
        self.blank = true;
        self
    }

    /// Makes the field name a row of another resource.
    pub const fn belongs_to(mut self, relation: RelationMeta) -> Self {
        self.belongs_to = Some(relation);
        self
    }

    /// Says where the value lives, if the column leaves a choice.
    pub const fn storage(mut self, hint: StorageHint) -> Self {
        self.storage = Some(hint);
        self
    }

    /// Draws the inside of its JSON as fields.
    pub const fn embedded(mut self, embedded: EmbeddedMeta) -> Self {
        self.embedded = Some(embedded);
        self
    }

    /// Draws the inputs and cells of its type.
    pub const fn custom(mut self, custom: CustomMeta) -> Self {
        self.custom = Some(custom);
        self
    }

    /// Makes it of these fields where a new record leaves it empty.
    pub const fn slug_from(mut self, fields: &'static [&'static str]) -> Self {
        self.slug_from = fields;
        self
    }

    /// Shows it only while another field is one of these, written as a form sends them.
    pub const fn show_if(mut self, field: &'static str, values: &'static [&'static str]) -> Self {
        self.show_if = Some(ShowIfMeta { field, values });
        self
    }

    /// Makes it say which state of the row it is; kaffy alone writes it.
    pub const fn version(mut self) -> Self {
        self.is_version = true;
        self.create = Access::Hidden;
        self.update = Access::ReadOnly;
        self
    }

    /// Makes it say when the row was moved to the trash; kaffy alone writes it.
    pub const fn soft_delete(mut self) -> Self {
        self.is_soft_delete = true;
        self.create = Access::Hidden;
        self.update = Access::Hidden;
        self
    }

    /// Whether it keeps when a record came or changed, by its name: `inserted_at`, `created_at`,
    /// `updated_at`. Forms leave it out unless they name it (K90), and saving sets it.
    pub fn is_timestamp(&self) -> bool {
        matches!(self.ty.kind, Kind::Timestamp | Kind::DateTime)
            && matches!(self.name, "inserted_at" | "created_at" | "updated_at")
    }

    /// What may be uploaded into it, if it holds a file.
    pub const fn file(&self) -> Option<&FileMeta> {
        match &self.widget {
            Widget::File(rule) => Some(rule),
            _ => None,
        }
    }

    /// Whether its value is written and never shown.
    pub const fn is_secret(&self) -> bool {
        matches!(self.widget, Widget::Password)
    }
}
