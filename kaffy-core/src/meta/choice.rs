//! Unit enums as values: `#[derive(AdminChoice)]`.

/// How the variants of an enum are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceStorage {
    /// As text.
    Text,
    /// As an integer.
    Integer,
    /// As a native PostgreSQL enum of this name; as text on the other databases.
    Native(&'static str),
}

/// The stored value of one variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceValue {
    /// For [`ChoiceStorage::Text`] and [`ChoiceStorage::Native`].
    Text(&'static str),
    /// For [`ChoiceStorage::Integer`].
    Integer(i64),
}

/// One variant of an enum.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct VariantMeta {
    /// Its token in forms and addresses: the variant's name in snake case.
    pub key: &'static str,
    /// What a person reads.
    pub label: &'static str,
    /// What the column holds.
    pub value: ChoiceValue,
}

impl VariantMeta {
    /// A variant.
    pub const fn new(key: &'static str, label: &'static str, value: ChoiceValue) -> Self {
        Self { key, label, value }
    }
}

/// An enum, in the order its variants are offered.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct ChoiceMeta {
    /// The Rust name of the enum.
    pub name: &'static str,
    /// How its variants are stored.
    pub storage: ChoiceStorage,
    /// Its variants, in the order they are offered.
    pub variants: &'static [VariantMeta],
}

impl ChoiceMeta {
    /// An enum.
    pub const fn new(name: &'static str, storage: ChoiceStorage, variants: &'static [VariantMeta]) -> Self {
        Self { name, storage, variants }
    }

    /// Whether its values are text.
    pub const fn is_text(&self) -> bool {
        !matches!(self.storage, ChoiceStorage::Integer)
    }

    /// The variant with this token.
    pub fn by_key(&self, key: &str) -> Option<&'static VariantMeta> {
        self.variants.iter().find(|variant| variant.key == key)
    }
}
