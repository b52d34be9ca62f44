//! One row of a file as the form of a record: the mapped cells as what was typed, the rest as the form shows it.

use super::{Run, plain_inputs, resolve::Labels};
use crate::{
    Allowed, Ctx, DbError, FormField, ImportField, Key, Kind, Mode, Posted, SaveError, SheetRow,
    access::RowRule,
    data::{
        save::Given,
        stop::{Stop, limited},
    },
    formula_unguarded, tr, value,
};

/// What became of a row.
pub(super) enum Done {
    Added,
    Changed,
    Unchanged,
    Wrong(Vec<String>),
}

/// Cells as a form would send them, by the name of the input.
type Texts = Vec<(&'static str, Vec<String>)>;

impl Run<'_> {
    /// One row: done, or as it was before.
    pub(super) async fn row(&self, ctx: &mut Ctx, labels: &mut Labels, row: &SheetRow) -> Result<Done, DbError> {
        if row.cells.len() != self.width {
            let words = tr!("import-cells", count = row.cells.len(), wanted = self.width);
            return Ok(Done::Wrong(vec![words]));
        }
        let mark = ctx.begin_row().await?;
        let done = self.saved(ctx, labels, row).await?;
        match done {
            Done::Wrong(_) => ctx.undo_row(mark).await?,
            _ => ctx.keep_row(mark).await?,
        }
        Ok(done)
    }

    async fn saved(&self, ctx: &mut Ctx, labels: &mut Labels, row: &SheetRow) -> Result<Done, DbError> {
        let key = match self.key(row) {
            Ok(key) => key,
            Err(words) => return Ok(Done::Wrong(vec![words])),
        };
        let (add, change) = (self.importer.add.as_ref(), self.importer.change.as_ref());
        if let (Some(key), Some(change)) = (&key, change)
            && self.plan.mode.changes()
        {
            // Out of the actor's reach is not there.
            if change.lock(&mut ctx.tx, key).await?.is_some() {
                return self.changed(change, ctx, labels, row, key).await;
            }
            let is_input = self.fields.iter().filter(|field| field.is_key).all(|field| field.create.is_some());
            if !self.plan.mode.adds() || !is_input {
                let (thing, key) = (self.importer.seen.resource().meta().singular, key.words(change.resource()));
                return Ok(Done::Wrong(vec![tr!("import-no-such", thing = thing, key = key)]));
            }
        }
        match add.filter(|_| self.plan.mode.adds()) {
            Some(add) => self.added(add, ctx, labels, row).await,
            None => Ok(Done::Wrong(vec![tr!("import-row-without-key")])),
        }
    }

    /// The key that the row names; none where its cells are empty.
    fn key(&self, row: &SheetRow) -> Result<Option<Key>, String> {
        if !self.plan.mode.changes() {
            return Ok(None);
        }
        let resource = self.importer.seen.resource();
        let mut parts = Vec::new();
        for column in resource.key() {
            let text = self.cell(row, column.meta.name).unwrap_or_default();
            if text.trim().is_empty() && !matches!(column.kind(), Kind::Text) || text.is_empty() {
                return Ok(None);
            }
            let part = value::parse(column.kind(), text);
            parts.push(part.map_err(|error| format!("{}: {}", column.meta.label, String::from(error)))?);
        }
        Ok(Some(Key::new(parts)))
    }

    fn cell<'r>(&self, row: &'r SheetRow, field: &str) -> Option<&'r str> {
        let at = self.plan.columns.get(field)?;
        row.cells.get(*at).map(|cell| formula_unguarded(cell))
    }

    async fn added(
        &self,
        add: &Allowed<crate::Add>,
        ctx: &mut Ctx,
        labels: &mut Labels,
        row: &SheetRow,
    ) -> Result<Done, DbError> {
        let mut inputs = plain_inputs(add.resource().inputs(Mode::Create));
        let mut wrong = Vec::new();
        let mapped = self.texts(ctx, labels, row, |field| field.create.as_ref(), &mut wrong).await?;
        let is_mapped = |field: &FormField| mapped.iter().any(|(name, _)| *name == field.column.meta.name);
        // What a scope leaves one value is filled in, as where a form does not ask.
        let scoped: Vec<_> = add.own_scope().iter().filter_map(RowRule::values_of).map(|(name, _)| name).collect();
        inputs.retain(|field| is_mapped(field) || !scoped.contains(&field.column.meta.name));
        let rest = inputs.iter().filter(|field| !is_mapped(field));
        let rest = rest.map(|field| (field.column.meta.name, vec![untouched(field)]));
        let posted = posted(mapped.iter().cloned().chain(rest));
        let name = add.resource().meta().rust_name;
        let limit = add.admin().save_timeout();
        let given = Given::inputs(&inputs);
        match limited(name, limit, add.insert_in(ctx, &posted, given)).await {
            Ok(_) if wrong.is_empty() => Ok(Done::Added),
            Ok(_) => Ok(Done::Wrong(wrong)),
            Err(stop) => self.refused(add, stop, Mode::Create, posted, wrong),
        }
    }

    async fn changed(
        &self,
        change: &Allowed<crate::Change>,
        ctx: &mut Ctx,
        labels: &mut Labels,
        row: &SheetRow,
        key: &Key,
    ) -> Result<Done, DbError> {
        let is_mapped = |field: &FormField| self.plan.columns.contains_key(field.column.meta.name);
        let inputs = plain_inputs(change.resource().inputs(Mode::Update));
        let inputs: Vec<_> = inputs.into_iter().filter(is_mapped).collect();
        let mut wrong = Vec::new();
        let mapped = self.texts(ctx, labels, row, |field| field.update.as_ref(), &mut wrong).await?;
        let posted = posted(mapped.into_iter());
        let name = change.resource().meta().rust_name;
        let limit = change.admin().save_timeout();
        // A file says nothing of what its rows were when it was made.
        let given = Given { is_settled: true, ..Given::inputs(&inputs) };
        match limited(name, limit, change.update_in(ctx, key, &posted, given)).await {
            Ok(_) if !wrong.is_empty() => Ok(Done::Wrong(wrong)),
            Ok(saved) if saved.changed.is_empty() => Ok(Done::Unchanged),
            Ok(_) => Ok(Done::Changed),
            Err(stop) => self.refused(change, stop, Mode::Update, posted, wrong),
        }
    }

    /// The mapped cells of a row as the inputs of a form would send them; what cannot be one is noted.
    async fn texts(
        &self,
        ctx: &mut Ctx,
        labels: &mut Labels,
        row: &SheetRow,
        input: impl Fn(&ImportField) -> Option<&FormField>,
        wrong: &mut Vec<String>,
    ) -> Result<Texts, DbError> {
        let mut texts = Vec::new();
        for field in &self.fields {
            let (Some(cell), Some(input)) = (self.cell(row, field.name()), input(field)) else { continue };
            match self.as_sent(ctx, labels, input, cell).await? {
                Ok(sent) => texts.push((field.name(), sent)),
                Err(words) => {
                    wrong.push(format!("{}: {words}", field.label()));
                    texts.push((field.name(), vec![cell.to_owned()]));
                }
            }
        }
        Ok(texts)
    }

    /// What is wrong in words, each beside the name of its field.
    fn refused<A: crate::Action>(
        &self,
        allowed: &Allowed<A>,
        stop: Stop,
        mode: Mode,
        posted: Posted,
        mut wrong: Vec<String>,
    ) -> Result<Done, DbError> {
        match allowed.explained(stop, mode, posted) {
            SaveError::Invalid(rejected) | SaveError::Panicked(rejected) | SaveError::TooSlow(rejected) => {
                wrong.extend(rejected.general);
                let known: Vec<_> =
                    wrong.iter().filter_map(|words| words.split_once(':')).map(|it| it.0.to_owned()).collect();
                for (name, words) in rejected.errors {
                    let label = allowed.resource().field_of_input(&name).map_or(&*name, |column| column.meta.label);
                    // Said better already.
                    if !known.iter().any(|known| known == label) {
                        wrong.push(format!("{label}: {words}"));
                    }
                }
                Ok(Done::Wrong(wrong))
            }
            SaveError::Database(error @ DbError::Unavailable(_)) => Err(error),
            other => Ok(Done::Wrong(vec![sentence(&other.to_string())])),
        }
    }
}

/// Words that stand alone.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let end = if words.ends_with(['.', '!', '?']) { "" } else { "." };
    first.chain(letters).chain(end.chars()).collect()
}

/// What the form sends for an input that nobody touched.
fn untouched(field: &FormField) -> String {
    match (field.initial(), field.column.kind()) {
        // A box without a tick.
        (text, Kind::Bool) if text.is_empty() && !field.column.meta.ty.nullable => "false".to_owned(),
        (text, _) => text,
    }
}

fn posted(texts: impl Iterator<Item = (&'static str, Vec<String>)>) -> Posted {
    let pairs: Vec<_> = texts.flat_map(|(name, texts)| texts.into_iter().map(move |text| (name, text))).collect();
    Posted::new(pairs.iter().map(|(name, text)| (*name, text.as_str())))
}
