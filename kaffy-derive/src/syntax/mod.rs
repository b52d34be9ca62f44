//! The values that options take, as darling reads them: what may be written, with its spans.
//!
//! Each knows how to say what it expects, in the words of the option it stands at.

mod condition;
mod duration;
mod file;
mod form;
mod has_many;
mod literal;
mod many_to_many;
mod names;
mod storage;
mod unique;
mod value;

pub(crate) use condition::{ShowIf, SlugFrom, Wanted};
pub(crate) use duration::{Time, TimeRange};
pub(crate) use file::FileRule;
pub(crate) use form::{FormItem, FormList};
pub(crate) use has_many::{HasMany, Number};
pub(crate) use literal::{ChoiceList, Literal, LiteralKind};
pub(crate) use many_to_many::ManyToMany;
pub(crate) use names::{DotPath, NameList, Operator, OrderList, SearchList};
pub(crate) use storage::{ChoiceStorage, Stored};
pub(crate) use unique::UniqueRule;
pub(crate) use value::{
    AccessWord, Count, Instance, Name, Rename, RestrictionWord, RootPath, StorageWord, Text, TextArea, TypePath,
    ValidateWord, Word, expected, value_of,
};
