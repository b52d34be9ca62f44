//! A cell as what its input would send: `Yes` as `true`, the label of a choice as its key, the label of another
//! record as that record's key, if the actor can see exactly one of that name (S23).

use std::collections::HashMap;

use sea_query::{ExprTrait, Value};

use super::Run;
use crate::{
    Ctx, DbError, FormField, Kind, View,
    data::shown::{KeyAt, LabelAt},
    query::sql::{BASE, Narrowing, Rows},
    store::column_sql,
    tr, value,
};

/// Keys by the place of a field and a label, with what is wrong where there is none.
pub(super) type Labels = HashMap<(usize, String), Result<String, String>>;

/// As many labels are remembered.
const MOST: usize = 10_000;
/// Rows that a label is looked for among: a database may take differently written ones for equal.
const LIKE: u64 = 20;

impl Run<'_> {
    pub(super) async fn as_sent(
        &self,
        ctx: &mut Ctx,
        labels: &mut Labels,
        field: &FormField,
        cell: &str,
    ) -> Result<Result<Vec<String>, String>, DbError> {
        let meta = field.column.meta;
        if meta.belongs_to.is_some() && !cell.trim().is_empty() {
            return Ok(self.reference(ctx, labels, field, cell).await?.map(|key| vec![key]));
        }
        let same = |label: &str| label.trim().to_lowercase() == cell.trim().to_lowercase();
        if let Some(choice) = meta.choices.iter().find(|choice| choice.value != cell && same(choice.label)) {
            let is_value = meta.choices.iter().any(|choice| choice.value == cell);
            return Ok(Ok(vec![if is_value { cell } else { choice.value }.to_owned()]));
        }
        Ok(Ok(match meta.ty.kind {
            Kind::Bool if same("1") || same(&tr!("cell-yes")) || same("true") => vec!["true".to_owned()],
            Kind::Bool if same("0") || same(&tr!("cell-no")) || same("false") => vec!["false".to_owned()],
            Kind::Choice(choice) if choice.by_key(cell.trim()).is_none() => {
                let named = choice.variants.iter().find(|variant| same(variant.label));
                vec![named.map_or(cell, |variant| variant.key).to_owned()]
            }
            // Several boxes, with an empty value before them.
            Kind::List(item) if field.is_chosen || matches!(item.kind, Kind::Choice(_)) => {
                let items: Result<Vec<serde_json::Value>, _> = serde_json::from_str(cell);
                let keys = items.unwrap_or_default().into_iter().map(|json| {
                    value::from_json(item.kind, &json).map(|held| value::print(item.kind, &held)).unwrap_or_default()
                });
                let keys: Vec<_> = keys.collect();
                if keys.is_empty() && !matches!(cell.trim(), "" | "[]") {
                    return Ok(Err(tr!("value-not-a-list")));
                }
                [String::new()].into_iter().chain(keys).collect()
            }
            _ => vec![cell.to_owned()],
        }))
    }

    /// The key of the record that a cell names: the cell itself where it is a key, else by its label.
    async fn reference(
        &self,
        ctx: &mut Ctx,
        labels: &mut Labels,
        field: &FormField,
        cell: &str,
    ) -> Result<Result<String, String>, DbError> {
        let column = &field.column;
        if !matches!(column.kind(), Kind::Text) && value::parse(column.kind(), cell).is_ok() {
            return Ok(Ok(cell.trim().to_owned()));
        }
        let place = (column.index, cell.to_owned());
        if let Some(known) = labels.get(&place) {
            return Ok(known.clone());
        }
        let found = self.look_up(ctx, field, cell).await?;
        // One that is missing may still come with a later row.
        if found.is_ok() && labels.len() < MOST {
            labels.insert(place, found.clone());
        }
        Ok(found)
    }

    async fn look_up(&self, ctx: &mut Ctx, field: &FormField, cell: &str) -> Result<Result<String, String>, DbError> {
        let seen = &self.importer.seen;
        // Whatever is no label is left to the check of keys.
        let as_it_is = || Ok(Ok(cell.to_owned()));
        let Some(relation) = field.column.meta.belongs_to else { return as_it_is() };
        let Some(target) = seen.admin().registry().of((relation.target)()) else { return as_it_is() };
        let Ok(others) = seen.admin().authorize::<View>(seen.actor(), target) else { return as_it_is() };
        let target = others.resource();
        let ([label], [key]) = (target.label(), target.key()) else { return as_it_is() };
        if !label.hops.is_empty() || !matches!(label.column.kind(), Kind::Text) || label.column.meta.is_secret() {
            return as_it_is();
        }
        let text = Value::String(Some(cell.to_owned()));
        let (statement, key_at, label_at) = others.with_source(|source| {
            let dialect = source.resource.dialect;
            let mut rows = Rows::new(source, Narrowing::none(), &[]);
            let named =
                column_sql::operand(&label.column, BASE, dialect).eq(column_sql::bind(&label.column, &text, dialect));
            rows.only(sea_query::Condition::all().add(named));
            let key = KeyAt::show(&mut rows, source.resource);
            let label = LabelAt::show(&mut rows, &[], source.resource.label());
            (rows.cut(None, false, LIKE), key, label)
        });
        let found = ctx.tx.fetch(&statement.select, &statement.reads).await?;
        let all: Vec<_> = found.iter().filter_map(|row| Some((key_at.read(row)?, label_at.read(row)?))).collect();
        let exact: Vec<_> = all.iter().filter(|(_, label)| label == cell).collect();
        let one = match (exact.as_slice(), all.as_slice()) {
            ([only], _) => Some(*only),
            ([], [only]) => Some(only),
            _ => None,
        };
        let thing = target.meta().singular;
        Ok(match one.and_then(|(key, _)| key.parts().first()) {
            Some(part) => Ok(value::print(key.kind(), part)),
            None if all.is_empty() && matches!(key.kind(), Kind::Text) => Ok(cell.to_owned()),
            None if all.is_empty() => Err(tr!("import-no-such-label", thing = thing, label = cell)),
            None => Err(tr!("import-several", thing = thing, label = cell)),
        })
    }
}
