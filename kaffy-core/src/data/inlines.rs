//! Saving the rows of other resources that stand on a form, in the transaction of the form (A49).
//!
//! First every row is read and checked, so that all that is wrong is said at once; then rows are
//! deleted, changed and added, each the way its own form would do it.

use std::{collections::BTreeMap, sync::Arc};

use sea_query::{Expr, ExprTrait, IntoIden, Query};

use super::{
    children::{reference, refers_to},
    condition,
    links::LinkSteps,
    references::{DeletePreview, Reference},
    refusal,
    save::Given,
    stop::Stop,
};
use crate::{
    Add, Allowed, Change as ChangeAction, Conflict, Ctx, DbError, Delete, Dialect, Inline, Key, Mode, Permission,
    Record, Refused, Resource, View,
    access::{Action, Realm},
    form::{Change, Drift, FormErrors, PostedRow, PostedRows, Submission, Versions},
    store::{Read, column_sql},
    tr,
};

/// What is to be done with the rows of a form, and what is wrong with them.
#[derive(Debug, Default)]
pub(super) struct Plan {
    steps: Vec<Steps>,
    pub(super) links: Vec<LinkSteps>,
    pub(super) errors: FormErrors,
    /// What somebody else changed in the rows.
    pub(super) conflict: Conflict,
}

/// The rows of one inline.
#[derive(Debug)]
struct Steps {
    inline: Inline,
    child: Arc<Resource>,
    deletes: Vec<(String, Key)>,
    updates: Vec<(PostedRow, Key)>,
    inserts: Vec<PostedRow>,
}

impl Steps {
    fn is_empty(&self) -> bool {
        self.deletes.is_empty() && self.updates.is_empty() && self.inserts.is_empty()
    }
}

/// What deleting the rows that are ticked would do, by the name of the row. Asked before the
/// transaction: it takes many statements, and changes nothing.
pub(super) type Previews = BTreeMap<String, DeletePreview>;

impl<A: Action> Allowed<A> {
    /// What deleting the rows that are ticked would do.
    pub(super) async fn preview_rows(&self, posted: &[PostedRows]) -> Result<Previews, Stop> {
        let mut previews = Previews::new();
        for PostedRows { inline, rows } in posted.iter().filter(|posted| !posted.rows.is_empty()) {
            let child = &self.child(inline)?;
            for row in rows.iter().filter(|row| row.is_deleted) {
                let Some(key) = key_of(child, row)? else { continue };
                let proof = self.proof::<Delete>(child, row)?;
                if let Some(preview) = proof.references(&key).await? {
                    previews.insert(row.name.clone(), preview);
                }
            }
        }
        Ok(previews)
    }

    /// Reads and checks every row; `parent` is the record, if it exists already.
    pub(super) async fn plan_rows(
        &self,
        ctx: &mut Ctx,
        parent: Option<&Key>,
        posted: Vec<PostedRows>,
        previews: &Previews,
    ) -> Result<Plan, Stop> {
        let mut plan = Plan::default();
        for PostedRows { inline, rows } in posted {
            let child = match self.child(&inline) {
                Ok(child) => child,
                // Whoever may not see the rows does not have them on the form.
                Err(_) if rows.is_empty() => continue,
                Err(refused) => return Err(refused),
            };
            let held = self.held(ctx, &inline, &child, parent, &rows).await?;
            let mut steps = Steps { inline, child, deletes: Vec::new(), updates: Vec::new(), inserts: Vec::new() };
            for row in rows {
                let Some(key) = key_of(&steps.child, &row)? else {
                    self.plan_new(row, &mut steps, &mut plan.errors)?;
                    continue;
                };
                match held.iter().find(|(known, _)| *known == key) {
                    Some((_, record)) => {
                        self.plan_old(row, key, record, previews, &mut steps, &mut plan)?;
                    }
                    None if self.is_there(ctx, &steps.child, &key).await? => return Err(Refused::of(&row.name).into()),
                    // What is to be left out and is gone: all is well.
                    None if row.is_deleted => {}
                    None => {
                        plan.errors.insert(row.name.into(), tr!("row-gone-remove"));
                    }
                }
            }
            plan.steps.push(steps);
        }
        Ok(plan)
    }

    fn plan_new(&self, row: PostedRow, steps: &mut Steps, errors: &mut FormErrors) -> Result<(), Stop> {
        let inputs = steps.inline.inputs(&steps.child, Mode::Create);
        row.fields.only(&inputs).map_err(|refused| row.refused(refused))?;
        if row.is_deleted || inputs.iter().all(|field| is_untouched(field, row.fields.get(field.column.meta.name))) {
            return Ok(());
        }
        self.proof::<Add>(&steps.child, &row)?;
        let read =
            Submission::create_from(&steps.child, &inputs, &row.fields).map_err(|refused| row.refused(refused))?;
        errors.extend(read.errors.into_iter().map(|(field, words)| (row.input(&field).into(), words)));
        steps.inserts.push(row);
        Ok(())
    }

    fn plan_old(
        &self,
        row: PostedRow,
        key: Key,
        record: &Record,
        previews: &Previews,
        steps: &mut Steps,
        plan: &mut Plan,
    ) -> Result<(), Stop> {
        let inputs = steps.inline.inputs(&steps.child, Mode::Update);
        let versions = Versions { secret: self.admin().secret(), resource: &steps.child, key: &key };
        let mut note = |drift: Drift| {
            let place = (&*row.name, &steps.inline, steps.child.label_of(record));
            plan.conflict.note(drift, versions.of(&inputs, record), Some(place));
        };
        if row.is_deleted {
            let drift = Drift::of(versions, &inputs, &row.fields, record);
            if drift.is_conflict {
                note(drift);
                plan.errors.insert(row.name.into(), tr!("conflict-row-removed"));
                return Ok(());
            }
            match previews.get(&row.name).and_then(obstacle) {
                Some(words) => drop(plan.errors.insert(row.name.into(), words)),
                None => steps.deletes.push((row.name, key)),
            }
            return Ok(());
        }
        if !self.admin().may_record(self.actor(), Permission::Change, record) {
            return row.fields.only(&[]).map_err(|refused| row.refused(refused).into());
        }
        let (read, drift) =
            Submission::update_since(versions, &inputs, &row.fields, record).map_err(|refused| row.refused(refused))?;
        if drift.is_any() {
            note(drift);
        }
        let is_changed = !read.changes.is_empty() || !read.errors.is_empty();
        plan.errors.extend(read.errors.into_iter().map(|(field, words)| (row.input(&field).into(), words)));
        if is_changed {
            steps.updates.push((row, key));
        }
        Ok(())
    }

    /// Does what was planned, and says in which of the inlines something changed.
    pub(super) async fn write_rows(&self, ctx: &mut Ctx, parent: &Key, plan: Plan) -> Result<Vec<&'static str>, Stop> {
        let mut changed = Vec::new();
        for steps in plan.steps {
            let (inline, child) = (&steps.inline, &steps.child);
            for (name, key) in &steps.deletes {
                let proof = self.admin().authorize::<Delete>(self.actor(), child).map_err(|_| Refused::of(name))?;
                if let Err(stop) = proof.delete_in(ctx, key).await {
                    at_deleted(name, stop)?;
                }
            }
            for (row, key) in &steps.updates {
                let proof = self.proof::<ChangeAction>(child, row)?;
                let inputs = inline.inputs(child, Mode::Update);
                // What others changed was settled when this was planned.
                let given = Given { is_settled: true, ..Given::inputs(&inputs) };
                let saved = Box::pin(proof.update_in(ctx, key, &row.fields, given)).await;
                saved.map_err(|stop| at_row(row, child, Mode::Update, stop))?;
            }
            for row in &steps.inserts {
                let proof = self.proof::<Add>(child, row)?;
                let by = child.column(inline.meta.by).zip(reference(inline, child, parent));
                let (column, value) = by.ok_or_else(|| Refused::of(&row.name))?;
                let inputs = inline.inputs(child, Mode::Create);
                let changes = vec![Change { column: column.clone(), value }];
                let given = Given { changes, ..Given::inputs(&inputs) };
                let saved = Box::pin(proof.insert_in(ctx, &row.fields, given)).await;
                saved.map_err(|stop| at_row(row, child, Mode::Create, stop))?;
            }
            if let Some(words) = self.miscounted(ctx, &steps, parent).await? {
                return Err(wrong(inline.meta.name, words));
            }
            if !steps.is_empty() {
                changed.push(inline.meta.name);
            }
        }
        Ok(changed)
    }

    /// The rows that were on the form, as they are now; locked.
    async fn held(
        &self,
        ctx: &mut Ctx,
        inline: &Inline,
        child: &Arc<Resource>,
        parent: Option<&Key>,
        rows: &[PostedRow],
    ) -> Result<Vec<(Key, Record)>, Stop> {
        let mut keys = Vec::new();
        for row in rows {
            keys.extend(key_of(child, row)?);
        }
        let Some(refers) = parent.and_then(|parent| refers_to(inline, child, parent)) else { return Ok(Vec::new()) };
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let dialect = self.database().dialect();
        let proof = self.view_of(child)?;
        let scope = condition::scope(self.admin().registry(), child, proof.scope());
        let reads: Vec<_> = child.columns().iter().map(|column| Read::of(column)).collect();
        let mut held = Vec::new();
        for keys in keys.chunks(condition::KEYS) {
            let mut select = Query::select();
            select.from_as(condition::table(child.table()), condition::BASE.into_iden());
            for column in child.columns() {
                select.expr(column_sql::select(column, condition::BASE, dialect));
            }
            let any = condition::keys(child, keys, dialect);
            select.cond_where(refers.clone()).cond_where(any).cond_where(scope.clone());
            if dialect != Dialect::Sqlite {
                select.lock_exclusive();
            }
            let found = ctx.tx.fetch(&select, &reads).await?;
            let records = found.into_iter().map(|cells| Record::new(child.meta(), cells));
            held.extend(records.filter_map(|record| Some((child.key_of(&record)?, record))));
        }
        Ok(held)
    }

    /// Whether a row is there for this actor, whomever it belongs to.
    async fn is_there(&self, ctx: &mut Ctx, child: &Arc<Resource>, key: &Key) -> Result<bool, Stop> {
        let proof = self.view_of(child)?;
        let dialect = self.database().dialect();
        let mut select = Query::select();
        select.expr(Expr::val(1_i64).cast_as(super::integer(dialect)));
        select.from_as(condition::table(child.table()), condition::BASE.into_iden());
        select.cond_where(condition::key(child, key, dialect)).cond_where(condition::scope(
            self.admin().registry(),
            child,
            proof.scope(),
        ));
        Ok(!ctx.tx.fetch(select.limit(1), &[Read::integer()]).await?.is_empty())
    }

    /// Too few or too many rows, in words. Rows that the actor does not see count as well.
    async fn miscounted(&self, ctx: &mut Ctx, steps: &Steps, parent: &Key) -> Result<Option<String>, Stop> {
        let (inline, child) = (&steps.inline, &steps.child);
        let (min, max) = (inline.meta.min, inline.meta.max.filter(|_| !steps.inserts.is_empty()));
        let is_short = min > 0 && self.may(child, Permission::Add);
        let Some(refers) = refers_to(inline, child, parent).filter(|_| is_short || max.is_some()) else {
            return Ok(None);
        };
        let dialect = self.database().dialect();
        let mut select = Query::select();
        select.expr(Expr::val(1_i64).cast_as(super::integer(dialect)));
        select.from_as(condition::table(child.table()), condition::BASE.into_iden()).cond_where(refers);
        // What is in the trash may come back, and is none of them now.
        let live: Vec<_> = Realm::Live.rule(child).into_iter().collect();
        select.cond_where(condition::scope(self.admin().registry(), child, &live));
        select.limit(u64::from(max.unwrap_or(min)) + 1);
        let count = ctx.tx.fetch(&select, &[Read::integer()]).await?.len();
        let meta = child.meta();
        Ok(match max {
            Some(max) if count > usize::from(max) => {
                Some(tr!("row-too-many", count = max, thing = meta.singular, things = meta.plural))
            }
            _ if is_short && count < usize::from(min) => {
                Some(tr!("row-too-few", count = min, thing = meta.singular, things = meta.plural))
            }
            _ => None,
        })
    }

    fn child(&self, inline: &Inline) -> Result<Arc<Resource>, Stop> {
        let child = self.admin().registry().of(inline.child());
        let seen = child.filter(|child| self.may(child, Permission::View));
        let seen = seen.map(|child| self.admin().seen_by(self.actor(), child));
        seen.ok_or_else(|| Refused::of(inline.meta.name).into())
    }

    fn view_of(&self, child: &Arc<Resource>) -> Result<Allowed<View>, Stop> {
        self.admin().authorize(self.actor(), child).map_err(|_| Refused::of(child.meta().plural).into())
    }

    /// The proof that the actor may do something to the rows; a form shows no input for what one may not.
    fn proof<B: Action>(&self, child: &Arc<Resource>, row: &PostedRow) -> Result<Allowed<B>, Stop> {
        self.admin().authorize(self.actor(), child).map_err(|_| Refused::of(&row.name).into())
    }

    fn may(&self, child: &Resource, permission: Permission) -> bool {
        self.admin().may(self.actor(), child.meta(), permission)
    }
}

/// What is wrong with one row, by the names that the form has for its inputs.
fn at_row(row: &PostedRow, child: &Resource, mode: Mode, stop: Stop) -> Stop {
    let beside = |(errors, general): (FormErrors, Vec<String>)| {
        let mut found: FormErrors =
            errors.into_iter().map(|(field, words)| (row.input(&field).into(), words)).collect();
        if !general.is_empty() {
            found.insert(row.name.clone().into(), general.join(" "));
        }
        Stop::Invalid(found, Vec::new())
    };
    match stop {
        Stop::Invalid(errors, general) => beside((errors, general)),
        Stop::Refused(refused) => row.refused(refused).into(),
        Stop::NotFound => wrong(&row.name, tr!("row-gone")),
        Stop::Denied(denied) => wrong(&row.name, tr!("row-not-saved", reason = denied.to_string())),
        Stop::Database(error) => refusal::explain(child, mode, error).map_or_else(Stop::Database, beside),
        Stop::InHook(error) => refusal::of_hook(error).map_or_else(Stop::InHook, |words| wrong(&row.name, words)),
        other => other,
    }
}

/// Why a row was not deleted.
fn at_deleted(name: &str, stop: Stop) -> Result<(), Stop> {
    let words = match stop {
        // What is gone already is as it should be.
        Stop::NotFound => return Ok(()),
        Stop::Invalid(errors, general) => general.into_iter().chain(errors.into_values()).collect::<Vec<_>>().join(" "),
        Stop::Denied(denied) => tr!("row-not-removed", reason = denied.to_string()),
        Stop::Database(DbError::ForeignKey { .. }) => tr!("row-referred-to"),
        Stop::InHook(error) => refusal::of_hook(error).map_err(Stop::InHook)?,
        other => return Err(other),
    };
    Err(wrong(name, words))
}

pub(super) fn wrong(name: &str, words: String) -> Stop {
    Stop::Invalid([(name.to_owned().into(), words)].into(), Vec::new())
}

fn key_of(child: &Resource, row: &PostedRow) -> Result<Option<Key>, Stop> {
    let Some(text) = &row.key else { return Ok(None) };
    Key::parse(child, text).map(Some).map_err(|_| Refused::of(&row.name).into())
}

/// Whether the input of a new row is as the form had it; a row of such inputs is no row.
fn is_untouched(field: &crate::FormField, posted: &[String]) -> bool {
    let initial = field.initial();
    match field.column.kind() {
        crate::Kind::Bool => {
            posted.last().is_none_or(|text| *text == initial || (initial.is_empty() && text == "false"))
        }
        _ => posted.iter().all(|text| text.trim().is_empty() || *text == initial),
    }
}

/// Why a row cannot be deleted, with the names of what is in the way.
pub(super) fn obstacle(preview: &DeletePreview) -> Option<String> {
    if !preview.forbidden.is_empty() {
        let names = preview.forbidden.join(", ");
        return Some(tr!("row-forbidden", label = &preview.label, things = names));
    }
    let blockers: Vec<_> = preview.blockers.iter().map(in_words).collect();
    let count: u64 = preview.blockers.iter().map(|blocker| blocker.count).sum();
    let blocked = || tr!("row-blocked", label = &preview.label, blockers = blockers.join("; "), count = count);
    (!blockers.is_empty()).then(blocked)
}

/// `2 stock entries (“Cellar”, “Shop”)`.
fn in_words(blocker: &Reference) -> String {
    let name = match blocker.resource {
        Some(meta) if blocker.count == 1 => meta.singular,
        _ => &blocker.name,
    };
    let more = if blocker.capped { "+" } else { "" };
    let labels: Vec<_> = blocker.samples.iter().map(|(_, label)| tr!("text-quoted", text = label)).collect();
    let named = if labels.is_empty() { String::new() } else { format!(" ({})", labels.join(", ")) };
    tr!("row-blocker", count = format!("{}{more}", blocker.count), things = name) + &named
}
