//! What the attributes of an enum mean. Every rule lives here.

use darling::{Error, Result, ast::Data};
use proc_macro2::{Ident, TokenStream};
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use super::attr::{ChoiceAttrs, VariantAttrs};
use crate::{
    shape,
    syntax::{LiteralKind, Stored},
    words::{RenameAll, in_words, plain},
};

/// What the column holds for a variant.
#[derive(Debug)]
pub(super) enum StoredValue {
    Text(String),
    Integer(i64),
    /// The discriminant that Rust gives it.
    Discriminant,
}

/// A checked variant.
#[derive(Debug)]
pub(super) struct VariantModel {
    pub(super) ident: Ident,
    pub(super) key: String,
    pub(super) label: String,
    pub(super) value: StoredValue,
    order: Option<i64>,
}

/// A checked enum, its variants in the order they are offered.
#[derive(Debug)]
pub(super) struct ChoiceModel {
    pub(super) ident: Ident,
    pub(super) root: TokenStream,
    pub(super) storage: Stored,
    pub(super) variants: Vec<VariantModel>,
}

impl ChoiceModel {
    pub(super) fn new(attrs: ChoiceAttrs) -> Result<Self> {
        let Data::Enum(variants) = &attrs.data else {
            let message = "only an enum is a choice; for a newtype derive `AdminValue`, for a row `AdminResource`";
            return Err(Error::custom(message).with_span(&attrs.ident));
        };
        let mut errors = Error::accumulator();
        errors.handle(shape::reject_generics(&attrs.generics, "a choice is a list of values"));
        if variants.is_empty() {
            let message = "an enum without variants offers no choice; add one";
            errors.push(Error::custom(message).with_span(&attrs.ident));
        }
        let storage = attrs.storage.as_ref().map_or(Stored::Text, |storage| storage.stored.clone());
        if let (Stored::Integer, Some(_), Some(at)) = (&storage, attrs.rename_all, &attrs.storage) {
            let message = "`rename_all` makes texts, and this enum is stored as integers; take one of the two away";
            errors.push(Error::custom(message).with_span(&at.span));
        }
        let rename = attrs.rename_all.map_or(RenameAll::Snake, |rename| rename.0);
        let models = variants.iter().filter_map(|variant| errors.handle(variant_model(variant, &storage, rename)));
        let mut models: Vec<VariantModel> = models.collect();
        errors.handle(unique(variants, &models));
        models.sort_by_key(|variant| variant.order.unwrap_or(i64::MAX));
        errors.finish_with(Self {
            root: shape::root(attrs.root.as_ref()),
            ident: attrs.ident,
            storage,
            variants: models,
        })
    }
}

fn variant_model(variant: &VariantAttrs, storage: &Stored, rename: RenameAll) -> Result<VariantModel> {
    let mut errors = Error::accumulator();
    let name = plain(&variant.ident);
    if !variant.fields.is_unit() {
        let message = format!("`{name}` holds data; a choice has only variants without fields");
        errors.push(Error::custom(message).with_span(&variant.ident));
    }
    let order = match &variant.order {
        None => None,
        Some(order) if order.kind == LiteralKind::Integer => order.text.parse().ok(),
        Some(order) => {
            errors.push(Error::custom("`order` takes a whole number").with_span(&order.span));
            None
        }
    };
    let default = || match storage {
        Stored::Integer => StoredValue::Discriminant,
        _ => StoredValue::Text(rename.variant(&name)),
    };
    let value = match (&variant.value, storage) {
        (None, _) => default(),
        (Some(value), Stored::Integer) => match value.text.parse() {
            Ok(number) if value.kind == LiteralKind::Integer => StoredValue::Integer(number),
            _ => {
                errors.push(Error::custom("this enum is stored as integers; write `value = 3`").with_span(&value.span));
                default()
            }
        },
        (Some(value), _) if value.kind == LiteralKind::Text => StoredValue::Text(value.text.clone()),
        (Some(value), _) => {
            let message = "this enum is stored as text; write `value = \"…\"`, or `storage = integer` on the enum";
            errors.push(Error::custom(message).with_span(&value.span));
            default()
        }
    };
    let label = variant.label.as_ref().map_or_else(|| in_words(&name), |label| label.value());
    errors.finish_with(VariantModel {
        key: RenameAll::Snake.variant(&name),
        ident: variant.ident.clone(),
        label,
        value,
        order,
    })
}

/// No two variants with the same value, or the same token in forms.
fn unique(attrs: &[VariantAttrs], models: &[VariantModel]) -> Result<()> {
    let mut errors = Error::accumulator();
    let stored = stored_values(attrs, models);
    for (at, model) in models.iter().enumerate() {
        let span = attrs.iter().find(|variant| variant.ident == model.ident);
        let span = span.and_then(|variant| Some(variant.value.as_ref()?.span)).unwrap_or_else(|| model.ident.span());
        let twin = stored[..at].iter().position(|other| other.is_some() && *other == stored[at]);
        if let Some(twin) = twin {
            let message = format!(
                "`{}` is stored as {} already; give one of them another `value`",
                models[twin].ident,
                stored[at].clone().unwrap_or_default()
            );
            errors.push(Error::custom(message).with_span(&span));
        } else if let Some(twin) = models[..at].iter().find(|other| other.key == model.key) {
            let message =
                format!("`{}` is called `{}` in forms too; rename one of the variants", twin.ident, model.key);
            errors.push(Error::custom(message).with_span(&model.ident));
        }
    }
    errors.finish()
}

/// The values that are known here; a discriminant may be an expression, which only the compiler knows.
fn stored_values(attrs: &[VariantAttrs], models: &[VariantModel]) -> Vec<Option<String>> {
    let mut next = Some(0_i64);
    let discriminants: Vec<(&Ident, Option<i64>)> = attrs
        .iter()
        .map(|variant| {
            let own = variant.discriminant.as_ref().map_or(next, literal);
            next = own.and_then(|number| number.checked_add(1));
            (&variant.ident, own)
        })
        .collect();
    let value = |model: &VariantModel| match &model.value {
        StoredValue::Text(text) => Some(format!("{text:?}")),
        StoredValue::Integer(number) => Some(number.to_string()),
        StoredValue::Discriminant => {
            discriminants.iter().find(|(ident, _)| **ident == model.ident)?.1.map(|number| number.to_string())
        }
    };
    models.iter().map(value).collect()
}

fn literal(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => literal(expr)?.checked_neg(),
        _ => None,
    }
}
