//! Rows of other resources that are joined to a record: which there are, and saving a choice of them in
//! the transaction of the form (A48).

use sea_query::{Condition, ExprTrait, IntoIden, Query, SelectStatement, Value};

use super::{
    condition::{self, BASE},
    inlines::{Plan, obstacle, wrong},
    options::OptionRow,
    save::Given,
    shown::LinkAt,
    stop::Stop,
};
use crate::{
    Add, Allowed, Cell, Ctx, DbError, Delete, Key, Many, Posted, Refused, Resource, View,
    access::Action,
    form::{Change, FormErrors, PostedLinks},
    query::{
        keys::own,
        sql::{Narrowing, Rows},
    },
    store::{Read, column_sql},
    tr, value,
};

/// The most that a form shows.
const MOST: usize = 200;

/// The rows of another resource that are joined to a record.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Linked {
    /// The rows that the actor may see, by label.
    pub rows: Vec<OptionRow>,
    /// Whether there are more.
    pub is_cut: bool,
}

/// What is to be joined, and what no longer.
#[derive(Debug)]
pub(super) struct LinkSteps {
    many: Many,
    added: Vec<Value>,
    removed: Vec<Value>,
}

impl Allowed<View> {
    /// The rows of the other resource that are joined to a record by rows of this one, in one statement.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn linked(&self, many: &Many, parent: &Key) -> Result<Linked, DbError> {
        let resource = self.resource();
        let Some(refers) = refers(many, resource, parent) else { return Ok(Linked::default()) };
        let Some(to) = resource.column(many.meta.to) else { return Ok(Linked::default()) };
        let (statement, link) = self.with_source(|source| {
            let mut rows = Rows::new(source, Narrowing::none(), &[]);
            rows.only(refers);
            let link = LinkAt::show(&mut rows, source, &own(to));
            (rows.cut(None, false, MOST as u64 + 1), link)
        });
        let mut found = self.database().fetch(&statement.select, &statement.reads).await?;
        let is_cut = found.len() > MOST;
        found.truncate(MOST);
        // A row that the actor may not see is joined as if it were not there.
        let read = |row: &Vec<Cell>| {
            let named = link.as_ref()?.read(row, self.admin(), self.actor()).filter(|named| !named.in_trash)?;
            Some(OptionRow { key: named.key, label: named.label })
        };
        let mut rows: Vec<_> = found.iter().filter_map(read).collect();
        rows.sort_by_cached_key(|row| row.label.to_lowercase());
        Ok(Linked { rows, is_cut })
    }
}

impl<A: Action> Allowed<A> {
    /// Why rows between cannot go, since others would be lost with them or are in the way. Asked before the
    /// transaction, like that of the rows of a form, and only where something refers to rows between.
    pub(super) async fn preview_links(&self, parent: &Key, posted: &[PostedLinks]) -> Result<FormErrors, Stop> {
        let mut errors = FormErrors::new();
        let registry = self.admin().registry();
        for PostedLinks { many, removed, .. } in posted.iter().filter(|posted| !posted.removed.is_empty()) {
            let ends = registry.of(many.target()).zip(registry.of(many.through()));
            let Some((target, through)) = ends else { continue };
            let is_referred_to = through.live.as_ref().is_some_and(|it| registry.references_to(it).next().is_some());
            // Whoever may not delete the rows between is refused when the form is read.
            let Ok(proof) = self.admin().authorize::<Delete>(self.actor(), through) else { continue };
            let [only] = target.key() else { continue };
            for held in removed.iter().filter(|_| is_referred_to).filter_map(|it| value::parse(only.kind(), it).ok()) {
                let Some((select, reads)) = self.between(many, through, parent, &held, Some(proof.scope())) else {
                    continue;
                };
                for key in keys(self.database().fetch(&select, &reads).await?) {
                    let preview = proof.references(&key).await?;
                    if let Some(words) = preview.as_ref().and_then(obstacle) {
                        errors.insert(many.meta.name.into(), words);
                    }
                }
            }
        }
        Ok(errors)
    }

    /// Reads and checks what was chosen.
    pub(super) async fn plan_links(
        &self,
        ctx: &mut Ctx,
        posted: Vec<PostedLinks>,
        plan: &mut Plan,
    ) -> Result<(), Stop> {
        for PostedLinks { many, added, removed } in posted {
            let name = many.meta.name;
            if added.is_empty() && removed.is_empty() {
                continue;
            }
            let registry = self.admin().registry();
            let (Some(target), Some(through)) = (registry.of(many.target()), registry.of(many.through())) else {
                return Err(Refused::of(name).into());
            };
            let may_add = self.admin().authorize::<Add>(self.actor(), through).is_ok();
            let may_remove = self.admin().authorize::<Delete>(self.actor(), through).is_ok();
            let is_writable = self.can_write(name);
            if !is_writable || (!added.is_empty() && !may_add) || (!removed.is_empty() && !may_remove) {
                return Err(Refused::of(name).into());
            }
            let key = |text: &String| match target.key() {
                [only] => value::parse(only.kind(), text).ok(),
                _ => None,
            };
            let mut steps = LinkSteps { many: many.clone(), added: Vec::new(), removed: Vec::new() };
            for text in &added {
                match key(text) {
                    Some(held) if self.exists(&mut ctx.tx, many.target(), &held).await? => steps.added.push(held),
                    _ => {
                        plan.errors.insert(name.into(), tr!("form-no-such", thing = target.meta().singular));
                    }
                }
            }
            for text in &removed {
                let held = key(text).ok_or_else(|| Refused::of(name))?;
                // One that the actor cannot see was not on the form.
                if !self.exists(&mut ctx.tx, many.target(), &held).await? {
                    return Err(Refused::of(name).into());
                }
                steps.removed.push(held);
            }
            plan.links.push(steps);
        }
        Ok(())
    }

    /// Does what was planned, and says of which resources something changed.
    pub(super) async fn write_links(
        &self,
        ctx: &mut Ctx,
        parent: &Key,
        plan: &Plan,
    ) -> Result<Vec<&'static str>, Stop> {
        let mut changed = Vec::new();
        for LinkSteps { many, added, removed } in &plan.links {
            let name = many.meta.name;
            let through = self.admin().registry().of(many.through()).ok_or_else(|| Refused::of(name))?;
            for held in removed {
                let proof = self.admin().authorize::<Delete>(self.actor(), through).map_err(|_| Refused::of(name))?;
                for key in fetched(ctx, self.between(many, through, parent, held, Some(proof.scope()))).await? {
                    proof.delete_in(ctx, &key).await.map(drop).or_else(|stop| refused(name, through, stop))?;
                }
            }
            for held in added {
                let proof = self.admin().authorize::<Add>(self.actor(), through).map_err(|_| Refused::of(name))?;
                // Somebody else may have had the same idea.
                if !fetched(ctx, self.between(many, through, parent, held, None)).await?.is_empty() {
                    continue;
                }
                let (by, to) = (through.column(many.meta.by), through.column(many.meta.to));
                let (Some(by), Some(to), Some(own)) = (by, to, reference(many, through, parent)) else {
                    return Err(Refused::of(name).into());
                };
                let end = value::parse(to.kind(), &value::print(to.kind(), held)).map_err(|_| Refused::of(name))?;
                let changes =
                    vec![Change { column: by.clone(), value: own }, Change { column: to.clone(), value: end }];
                let given = Given { changes, ..Given::inputs(&[]) };
                let saved = Box::pin(proof.insert_in(ctx, &Posted::default(), given)).await;
                saved.map(drop).or_else(|stop| refused(name, through, stop))?;
            }
            if !added.is_empty() || !removed.is_empty() {
                changed.push(name);
            }
        }
        Ok(changed)
    }

    /// The statement for the keys of the rows between a record and a row of the other resource.
    fn between(
        &self,
        many: &Many,
        through: &Resource,
        parent: &Key,
        held: &Value,
        scope: Option<&[crate::access::RowRule]>,
    ) -> Option<(SelectStatement, Vec<Read>)> {
        let (refers, to) = (refers(many, through, parent)?, through.column(many.meta.to)?);
        let dialect = through.dialect;
        let mut select = Query::select();
        select.from_as(condition::table(through.table()), BASE.into_iden()).cond_where(refers);
        for column in through.key() {
            select.expr(column_sql::select(column, BASE, dialect));
        }
        let there = column_sql::operand(to, BASE, dialect).eq(column_sql::bind(to, held, dialect));
        select.cond_where(Condition::all().add(there));
        if let Some(rules) = scope {
            select.cond_where(condition::scope(self.admin().registry(), through, rules));
        }
        Some((select, through.key().iter().map(|column| Read::of(column)).collect()))
    }
}

async fn fetched(ctx: &mut Ctx, between: Option<(SelectStatement, Vec<Read>)>) -> Result<Vec<Key>, Stop> {
    let Some((select, reads)) = between else { return Ok(Vec::new()) };
    Ok(keys(ctx.tx.fetch(&select, &reads).await?))
}

fn keys(rows: Vec<Vec<Cell>>) -> Vec<Key> {
    rows.into_iter().filter_map(|row| row.into_iter().collect::<Result<_, _>>().ok()).map(Key::new).collect()
}

/// What the rows between hold to refer to a record.
fn reference(many: &Many, through: &Resource, parent: &Key) -> Option<Value> {
    let [held] = parent.parts() else { return None };
    value::parse(through.column(many.meta.by)?.kind(), &value::print(many.key.kind(), held)).ok()
}

/// The rows between that refer to a record.
fn refers(many: &Many, through: &Resource, parent: &Key) -> Option<Condition> {
    let (by, held) = (through.column(many.meta.by)?, reference(many, through, parent)?);
    let dialect = through.dialect;
    Some(Condition::all().add(column_sql::operand(by, BASE, dialect).eq(column_sql::bind(by, &held, dialect))))
}

/// Why a row between was not written, beside the choice.
fn refused(name: &'static str, through: &Resource, stop: Stop) -> Result<(), Stop> {
    let join = |(errors, general): (FormErrors, Vec<String>)| {
        wrong(name, general.into_iter().chain(errors.into_values()).collect::<Vec<_>>().join(" "))
    };
    Err(match stop {
        Stop::NotFound => return Ok(()),
        Stop::Invalid(errors, general) => join((errors, general)),
        Stop::Denied(denied) => wrong(name, tr!("link-not-changed", reason = denied.to_string())),
        Stop::Database(error) => match super::refusal::explain(through, crate::Mode::Create, error) {
            Ok(explained) => join(explained),
            Err(error) => Stop::Database(error),
        },
        other => other,
    })
}
