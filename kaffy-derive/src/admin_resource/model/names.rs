//! The names that options may use: fields, and the relations that `belongs_to` makes.

use std::collections::HashMap;

use darling::{Error, Result};
use proc_macro2::Ident;
use syn::{Type, ext::IdentExt};

use crate::{
    admin_resource::attr::FieldAttrs,
    nearest::suggest,
    words::{in_words, plain},
};

/// A relation to the row of another resource.
#[derive(Clone, Debug)]
pub(crate) struct RelationModel {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) target: Type,
}

/// A field and what it is called.
#[derive(Debug)]
pub(crate) struct NamedField<'a> {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) attrs: &'a FieldAttrs,
    pub(crate) relation: Option<RelationModel>,
}

impl NamedField<'_> {
    pub(crate) fn is_secret(&self) -> bool {
        self.attrs.password.0.is_some()
    }

    fn is_skipped(&self) -> bool {
        self.attrs.skip.0.is_some()
    }
}

/// All of them, in the order of the struct.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    pub(crate) fields: Vec<NamedField<'a>>,
    /// What the rows of other resources are called: of each `many_to_many`, of each `has_many`.
    pub(super) many: Vec<String>,
    pub(super) rows: Vec<String>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(fields: &'a [FieldAttrs]) -> Self {
        let named = |attrs: &'a FieldAttrs| {
            let ident = attrs.ident.clone()?;
            let name = plain(&ident);
            let relation = attrs.belongs_to.as_ref().map(|target| relation(attrs, &ident, &target.0));
            Some(NamedField { ident, name, attrs, relation })
        };
        Self { fields: fields.iter().filter_map(named).collect(), many: Vec::new(), rows: Vec::new() }
    }

    /// Every relation needs a name of its own.
    pub(crate) fn check(&self) -> Result<()> {
        let mut errors = Error::accumulator();
        let mut taken: HashMap<&str, &str> = HashMap::new();
        for field in &self.fields {
            if let (Some(name), None) = (&field.attrs.relation, &field.relation) {
                let message = "a relation needs its target; add `belongs_to = Type`";
                errors.push(Error::custom(message).with_span(&name.0));
            }
            let Some(relation) = &field.relation else { continue };
            let name = relation.name.as_str();
            if self.fields.iter().any(|other| other.name == name) {
                let message = format!(
                    "the relation of `{}` would be called `{name}`, like a field; name it with `relation = …`",
                    field.name
                );
                errors.push(Error::custom(message).with_span(&relation.ident));
            } else if let Some(other) = taken.insert(name, &field.name) {
                let message =
                    format!("`{other}` has a relation called `{name}` too; name one of them with `relation = …`");
                errors.push(Error::custom(message).with_span(&relation.ident));
            }
        }
        errors.finish()
    }

    /// The field with this name.
    pub(crate) fn field(&self, word: &Ident) -> Option<&NamedField<'a>> {
        self.fields.iter().find(|field| word.unraw() == field.name)
    }

    /// The field whose relation has this name.
    pub(crate) fn relation(&self, word: &Ident) -> Option<&NamedField<'a>> {
        self.fields.iter().find(|field| field.relation.as_ref().is_some_and(|relation| word.unraw() == relation.name))
    }

    /// The field with this name, as an option may use it.
    pub(crate) fn usable_field(&self, word: &Ident) -> Result<&NamedField<'a>> {
        match self.field(word) {
            Some(field) if field.is_skipped() => {
                let message =
                    format!("`{}` has `skip`, so the admin does not know it; take away one of the two", field.name);
                Err(Error::custom(message).with_span(word))
            }
            Some(field) => Ok(field),
            None => Err(self.unknown(word)),
        }
    }

    /// Whether this is what a `many_to_many` is called, and nothing else.
    pub(super) fn is_many(&self, word: &Ident) -> bool {
        self.field(word).is_none() && self.relation(word).is_none() && self.many.iter().any(|name| word.unraw() == name)
    }

    /// "There is no such field", with the names there are.
    pub(crate) fn unknown(&self, word: &Ident) -> Error {
        self.unknown_among(word, &[])
    }

    /// The same where further names would do.
    pub(super) fn unknown_among(&self, word: &Ident, further: &[String]) -> Error {
        if self.is_many(word) {
            let message = format!("`{word}` is a `many_to_many`; only `list` takes it, by this name alone");
            return Error::custom(message).with_span(word);
        }
        if self.rows.iter().any(|name| word.unraw() == name) {
            let message = format!("`{word}` is a `has_many`, whose rows are on the form; no other option takes it");
            return Error::custom(message).with_span(word);
        }
        let fields = self.fields.iter().filter(|field| !field.is_skipped()).map(|field| field.name.as_str());
        let relations = self.fields.iter().filter_map(|field| Some(field.relation.as_ref()?.name.as_str()));
        let wrong = plain(word);
        let nearest = suggest(&wrong, fields.chain(relations).chain(further.iter().map(String::as_str)));
        Error::custom(format!("no field or relation `{wrong}`{nearest}")).with_span(word)
    }
}

/// `category_id` makes the relation `category`, unless `relation = …` names it.
fn relation(attrs: &FieldAttrs, field: &Ident, target: &Type) -> RelationModel {
    let ident = match &attrs.relation {
        Some(name) => name.0.clone(),
        None => {
            let name = plain(field);
            let name = name.strip_suffix("_id").filter(|stem| !stem.is_empty()).unwrap_or(&name);
            match syn::parse_str::<Ident>(name) {
                Ok(_) => Ident::new(name, field.span()),
                Err(_) => Ident::new_raw(name, field.span()),
            }
        }
    };
    let name = plain(&ident);
    RelationModel { label: in_words(&name), name, ident, target: target.clone() }
}
