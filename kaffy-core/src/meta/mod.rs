//! What the derive writes down about a struct: plain `const` data, no behaviour.
//!
//! Every struct here is `#[non_exhaustive]` and built by `const fn`s, so that a new attribute adds a
//! method and breaks nobody. Rules that need more than one resource are the registry's.

mod choice;
mod custom;
mod embedded;
mod field_meta;
mod file_meta;
mod form;
mod inline;
mod many;
mod path;
mod relation;
mod resource_meta;
mod type_meta;
mod validation;

pub use choice::{ChoiceMeta, ChoiceStorage, ChoiceValue, VariantMeta};
pub use custom::CustomMeta;
pub use embedded::EmbeddedMeta;
pub use field_meta::{Access, FieldMeta, FixedChoice, ShowIfMeta, Widget};
pub use file_meta::FileMeta;
pub use form::SectionMeta;
pub use inline::{InlineMeta, Refers, belongs_to_at, leads_to};
pub use many::ManyMeta;
pub use path::{Direction, OrderMeta, PathMeta, SearchMeta, SearchOperator};
pub use relation::RelationMeta;
pub use resource_meta::{ResourceMeta, TableMeta};
pub use type_meta::{FloatWidth, IntWidth, Kind, StorageHint, TypeMeta, ValueCheck};
pub use validation::{Mistake, Validation};
