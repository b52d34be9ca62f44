//! The heart of kaffy: what a struct says about itself, and what a database does with it.
//!
//! Use the `kaffy` crate, which re-exports all of this with the macros and the pages.

mod access;
pub mod accounts;
mod actions;
mod admin;
mod audit;
mod behaviour;
mod columns;
pub mod dashboard;
mod data;
mod dialect;
mod discover;
pub mod doctor;
mod field;
mod field_path;
mod field_type;
mod fields;
mod files;
mod form;
pub mod i18n;
mod icon;
mod indexes;
mod key;
mod meta;
mod nearest;
mod notifications;
mod once;
mod one_line;
mod own_tables;
mod query;
mod recent;
mod record;
mod registry;
mod resource;
mod rich_text;
mod secret;
pub mod site;
mod store;
mod tabs;
mod transfer;
mod transport;
mod validation;
pub mod value;
pub mod views;

pub use access::{
    ActedBy, Action, Actor, Add, Allowed, Area, AreaRight, Auth, Change, Delete, Denied, FieldRights, Permission,
    Right, RowFilter, TableRow, View, chore_rights, job_rights, schedule_rights, view_rights,
};
pub use actions::{
    ActionError, ActionMeta, ActionPlace, ActionReport, Actions, AllowedAction, BadToken, Given, NoAction, Preview,
    RecordAction, RowFailure, Selection, SelectionToken,
};
pub use admin::{Admin, AdminBuilder};
pub use audit::{
    AccountChange, AccountEntry, Audit, AuditEntry, AuditError, AuditEvent, AuditFault, AuditPage, AuditPlace,
    AuditQuery, FieldChange, History, Kept, Origin,
};
#[doc(hidden)]
pub use behaviour::Behaviour;
pub(crate) use behaviour::Draft;
pub use behaviour::{Changeset, Committed, Ctx, Refusal, Replaced, ResourceAdmin};
pub use columns::{ColumnName, ColumnOf, Columns, Shown, Tone};
pub use data::{
    Child, Children, Conflict, Count, DateLink, DeleteError, DeletePreview, Deleted, DrillDown, Found, FoundRow,
    ImportFailure, ImportPlan, ImportReport, Importer, InTrash, Link, Linked, LinkedRows, ListCell, LookUp, NoImport,
    OptionRow, Options, Page, ReadRow, Reader, Reference, Row, SaveError, Saved, SavedCells, SearchWords,
};
pub use dialect::Dialect;
pub use discover::ResourceEntry;
#[cfg(feature = "discover")]
#[doc(hidden)]
pub use discover::inventory as __inventory;
pub use field::{Field, OrderBy, Relation};
#[doc(hidden)]
pub use field_path::{follow, is_shown, kind_of_field, require};
pub use field_type::{CustomError, CustomField, Embed, FieldType, ListItem, ValueError};
#[doc(hidden)]
pub use field_type::{checked_inner, holds_file, in_words, is_nullable, kind_of, variant_of, variant_value};
pub use fields::AdminFields;
#[cfg(feature = "object-store")]
pub use files::ObjectStorage;
pub use files::{
    FileContent, FileKey, FileStorage, Files, HeldFile, InvalidFileKey, LocalFolder, OpenError, OpenedFile,
    StorageError, StoredFile, Upload, media_type_name, size_in_words,
};
pub use form::{
    Clash, ComputedField, ComputedOf, Embedded, EmbeddedRow, FormErrors, FormField, FormSection, FormSpec, InputError,
    Inputs, Mode, OwnChoice, Posted, Refused, Rejected, is_web_address,
};
// Names of inputs, as the pages write and read them.
#[doc(hidden)]
pub use form::row_places;
pub use icon::Icon;
pub use key::{InvalidKey, Key};
pub use meta::{
    Access, ChoiceMeta, ChoiceStorage, ChoiceValue, CustomMeta, Direction, EmbeddedMeta, FieldMeta, FileMeta,
    FixedChoice, FloatWidth, InlineMeta, IntWidth, Kind, ManyMeta, Mistake, OrderMeta, PathMeta, RelationMeta,
    ResourceMeta, SearchMeta, SearchOperator, SectionMeta, ShowIfMeta, StorageHint, TableMeta, TypeMeta, Validation,
    ValueCheck, VariantMeta, Widget,
};
#[doc(hidden)]
pub use meta::{Refers, belongs_to_at, leads_to};
#[doc(hidden)]
pub use nearest::nearest as nearest_name;
pub use notifications::{Notification, NotificationKind, NotificationLink, NotificationRecord};
pub use query::{
    BadQuery, Cursor, Density, Filter, ListQuery, Operator, OptionsQuery, PAGE_SIZES, Position, Preset, ViewMark,
};
pub use recent::RecentRecords;
#[doc(hidden)]
pub use record::read;
pub use record::{Cell, Record, RecordError, Unreadable};
pub use registry::{
    BuildError, Column, Hop, Inline, ListColumn, Many, Order, Path, Problem, Registry, Resource, SearchTarget, Storage,
};
pub use resource::AdminResource;
pub use rich_text::CleanHtml;
/// What the other crates of kaffy build on. Not for people: it changes without notice.
#[doc(hidden)]
pub mod inside {
    pub use crate::{
        actions::{Beside, Doing, KeptRun, NotResumed, Resumed, Turn},
        admin::WeakAdmin,
        audit::Told,
        notifications::{MIGRATION as NOTIFICATIONS, notify, prune as prune_notifications, read_about},
        own_tables::{Migration, Step, migrate},
        store::{Lend, Lent, Listener, Read, Tx},
    };
}
/// The crate that statements are built with, in the version used here.
pub use sea_query;
/// `Json<T>` of sqlx: a JSON column with the shape of `T`.
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use sqlx::types::Json;
pub use store::{Catalog, ColumnFacts, Database, DbError, ForeignKey, OnDelete, TableFacts, TableName, UniqueIndex};
pub use tabs::{ListTab, Tab};
#[cfg(feature = "xlsx")]
pub use transfer::XlsxFile;
pub use transfer::{
    BadFile, CsvText, Datum, Export, ExportColumn, ExportStyle, ImportField, ImportMode, NoExport, Sheet, SheetRow,
    Typed, formula_guarded, formula_unguarded,
};
// Where a file lies between two pages of an import, which only those pages know of.
#[doc(hidden)]
pub use transfer::{KeptFile, KeptFiles};
pub use transport::Transport;
#[cfg(feature = "garde")]
#[doc(hidden)]
pub use validation::garde_of;
#[cfg(feature = "validator")]
#[doc(hidden)]
pub use validation::validator_of;
