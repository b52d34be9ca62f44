//! What has to hold before a row is written, beyond what a form can know.

use sea_query::{Expr, ExprTrait, IntoIden, Query, Value};

use crate::{
    Allowed, Ctx, Draft, Key, Kind, Refusal,
    access::{Action, RowRule},
    behaviour::Before,
    data::{condition, stop::Stop},
    form::{Change, check_value},
    store::{Read, Tx},
    tr,
};

impl<A: Action> Allowed<A> {
    /// Everything before the statement: the changeset, the rules, the hooks before it.
    pub(super) async fn prepare(&self, ctx: &mut Ctx, mut draft: Draft) -> Result<Draft, Stop> {
        let behaviour = self.resource().behaviour.clone();
        if let Some(behaviour) = &behaviour {
            let (hooked, result) = behaviour.get().before(Before::Rules, ctx, draft).await;
            draft = hooked;
            if let Err(refusal) = result {
                note(&mut draft, refusal)?;
            }
            check_code(&mut draft);
        }
        self.check(&mut ctx.tx, &mut draft).await?;
        validate(&mut draft);
        if let Some(behaviour) = behaviour.filter(|_| draft.is_valid()) {
            let (hooked, result) = behaviour.get().before(Before::Write, ctx, draft).await;
            draft = hooked;
            if let Err(refusal) = result {
                note(&mut draft, refusal)?;
            }
        }
        if draft.is_valid() { Ok(draft) } else { Err(draft.into()) }
    }

    /// The rules that need more than the form: references exist for this actor, the row stays in scope.
    async fn check(&self, tx: &mut Tx, draft: &mut Draft) -> Result<(), Stop> {
        let is_new = draft.original.is_none();
        // Rules of another form are asked of the database, once the row is written.
        for (field, values) in self.own_scope().iter().filter_map(RowRule::values_of) {
            let Some(column) = self.resource().column(field) else { continue };
            match (draft.change(column), values) {
                (Some(value), allowed) if !allowed.contains(value) => {
                    draft.errors.insert(field.into(), tr!("save-value-out-of-reach"));
                }
                (None, [only]) if is_new => {
                    draft.changes.push(Change { column: column.clone(), value: only.clone() });
                }
                (None, allowed) if is_new && !allowed.contains(&crate::value::NULL) => {
                    draft.errors.insert(field.into(), tr!("save-choose-yours"));
                }
                _ => {}
            }
        }
        self.check_choices(draft);
        for reference in draft.references() {
            let target = (reference.relation.target)();
            if !self.exists(tx, target, &reference.held).await? {
                draft.errors.insert(reference.name, tr!("form-no-such", thing = target.singular));
            }
        }
        Ok(())
    }

    /// A form sets no other value than code offers, unless the record has it already (K93, K100).
    fn check_choices(&self, draft: &mut Draft) {
        let offered = self.resource().own_choices(self.actor(), draft.original.as_ref());
        let mut wrong = Vec::new();
        for change in draft.changes.iter().filter(|change| !draft.is_by_code(&change.column)) {
            let (meta, kind) = (change.column.meta, change.column.kind());
            let Some(choices) = offered.get(meta.name) else { continue };
            let held = draft.old(meta.name).map(|held| items(kind, held)).unwrap_or_default();
            let is_known = |text: &String| choices.iter().any(|choice| choice.value == *text) || held.contains(text);
            if !items(kind, &change.value).iter().all(is_known) {
                wrong.push(meta.name);
            }
        }
        for name in wrong {
            draft.errors.entry(name.into()).or_insert_with(|| tr!("value-not-a-choice"));
        }
    }

    /// Whether the actor can see the row that a field refers to (S23).
    pub(in crate::data) async fn exists(
        &self,
        tx: &mut Tx,
        target: &'static crate::ResourceMeta,
        held: &Value,
    ) -> Result<bool, Stop> {
        let Some(target) = self.admin().registry().of(target) else { return Ok(false) };
        let Ok(proof) = self.admin().authorize::<crate::View>(self.actor(), target) else { return Ok(false) };
        let dialect = self.database().dialect();
        let key = Key::new(vec![held.clone()]);
        let mut select = Query::select();
        select.expr(Expr::val(1_i64).cast_as(crate::data::integer(dialect)));
        select.from_as(condition::table(target.table()), condition::BASE.into_iden());
        select.cond_where(condition::key(target, &key, dialect));
        select.cond_where(condition::scope(self.admin().registry(), target, proof.scope())).limit(1);
        Ok(!tx.fetch(&select, &[Read::integer()]).await?.is_empty())
    }
}

/// Keeps what a hook refused beside whatever else is wrong.
fn note(draft: &mut Draft, refusal: Refusal) -> Result<(), Stop> {
    match refusal {
        Refusal::Message(words) => draft.general.push(words),
        Refusal::Field { field, message } => {
            draft.errors.insert(field.into(), message);
        }
        // PostgreSQL takes no further statement in this transaction.
        Refusal::Database(error) => return Err(Stop::InHook(error)),
    }
    Ok(())
}

/// The rules that the struct has from a validation crate.
fn validate(draft: &mut Draft) {
    let Some(validation) = draft.resource.meta().validation else { return };
    // A row that breaks them already can be looked at and saved as it is.
    if draft.original.is_some() && draft.changes.is_empty() {
        return;
    }
    let mistakes = match validation(&draft.candidate()) {
        Ok(mistakes) => mistakes,
        // Whatever cannot be read is said already.
        Err(_) if !draft.is_valid() => return,
        Err(error) => {
            draft.general.push(tr!("save-rules-unchecked", reason = error.to_string()));
            return;
        }
    };
    let resource = draft.resource.clone();
    for mistake in mistakes {
        let field = mistake.path.split(['.', '[']).next().unwrap_or_default();
        match resource.column(field) {
            Some(column) if draft.is_open(column) || draft.errors.contains_key(field) => {}
            Some(_) => {
                draft.errors.entry(mistake.path.into()).or_insert(mistake.words);
            }
            None => draft.general.push(mistake.words),
        }
    }
}

/// The rules of the fields, for values that no form has sent.
fn check_code(draft: &mut Draft) {
    let by_code = draft.changes.iter().filter(|change| draft.is_by_code(&change.column));
    let wrong = by_code.filter_map(|change| {
        let words = check_value(&change.column, &change.value).err()?;
        Some((change.column.meta.name, words))
    });
    for (name, words) in wrong.collect::<Vec<_>>() {
        draft.errors.entry(name.into()).or_insert(words);
    }
}

/// The values of a field as a form sends them: one, or those of a list.
fn items(kind: Kind, value: &Value) -> Vec<String> {
    match (kind, value) {
        (_, value) if crate::value::is_null(value) => Vec::new(),
        (Kind::List(item), Value::Json(Some(json))) => {
            let items = json.as_array().map_or(&[][..], Vec::as_slice);
            let read = items.iter().filter_map(|one| crate::value::from_json(item.kind, one).ok());
            read.map(|one| crate::value::print(item.kind, &one)).collect()
        }
        (kind, value) => vec![crate::value::print(kind, value)],
    }
}
