//! A file as an input of a chore.

use kaffy_core::{FieldType, Kind, TypeMeta, ValueError};
use sea_query::Value;
use uuid::Uuid;

/// A file that whoever starts a chore chooses: the type of an input. Its content lies in the database, so that every
/// node can read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoreFile(Uuid);

impl ChoreFile {
    /// The file of an id, as an upload made it.
    pub const fn new(id: Uuid) -> Self {
        Self(id)
    }

    /// Its id.
    pub const fn id(self) -> Uuid {
        self.0
    }
}

impl FieldType for ChoreFile {
    const TYPE: TypeMeta = TypeMeta::new(Kind::Uuid).upload();

    fn to_value(&self) -> Value {
        self.0.to_value()
    }

    fn from_value(value: Value) -> Result<Self, ValueError> {
        Uuid::from_value(value).map(Self)
    }
}
