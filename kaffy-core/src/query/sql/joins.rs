//! The tables of a statement: LEFT JOINs for exactly the relations it needs (A4).

use sea_query::{Alias, Condition, Expr, ExprTrait, IntoTableRef, SelectStatement, TableRef};

use super::{Source, scoped};
use crate::{Hop, TableMeta};

/// The alias of the resource's own table.
pub(crate) const BASE: &str = "t";

/// The relations of a statement, each joined once, however many columns come over it.
pub(crate) struct Joins<'a> {
    source: Source<'a>,
    joins: Vec<Join>,
}

pub(crate) struct Join {
    /// From the resource to the table joined.
    way: Vec<&'static str>,
    hop: Hop,
    parent: String,
    pub(crate) alias: String,
    /// Whether it only shows something, so that it can wait until the page is cut.
    pub(crate) late: bool,
}

impl Join {
    /// The column that refers, in the table before.
    pub(crate) fn referring(&self) -> (&str, &'static str) {
        (&self.parent, self.hop.from.meta.column)
    }

    /// Joins the table to a statement. `referring` is the column that refers, wherever it is by now.
    ///
    /// The target's row scope stands in the condition: a row that an actor may not see is joined as if
    /// it were not there, so its values are neither shown nor searched (W10).
    pub(crate) fn add_to(&self, select: &mut SelectStatement, referring: Expr, source: Source<'_>) {
        let key = Expr::col((Alias::new(&self.alias), Alias::new(self.hop.key.meta.column)));
        let mut on = Condition::all().add(key.eq(referring));
        if let Some(target) = source.registry.of(self.hop.target) {
            on = on.add_option(scoped(source.registry, target, &self.alias, &(source.scope)(self.hop.target)));
        }
        select.left_join(table(self.hop.table, &self.alias), on);
    }
}

impl<'a> Joins<'a> {
    pub(crate) fn new(source: Source<'a>) -> Self {
        Self { source, joins: Vec::new() }
    }

    /// The alias of the table at the end of the way, joined if it was not yet.
    pub(crate) fn alias(&mut self, hops: &[Hop], late: bool) -> String {
        let mut alias = BASE.to_owned();
        for end in 1..=hops.len() {
            let way: Vec<_> = hops[..end].iter().map(|hop| hop.relation).collect();
            let known = self.joins.iter().find(|join| join.way == way).map(|join| join.alias.clone());
            alias = known.unwrap_or_else(|| {
                let new = format!("j{}", self.joins.len() + 1);
                let hop = hops[end - 1].clone();
                self.joins.push(Join { way, hop, parent: alias, alias: new.clone(), late });
                new
            });
        }
        alias
    }

    /// Whether the table with this alias is joined after the page is cut.
    pub(crate) fn is_late(&self, alias: &str) -> bool {
        self.joins.iter().any(|join| join.late && join.alias == alias)
    }

    pub(crate) fn late(&self) -> impl Iterator<Item = &Join> {
        self.joins.iter().filter(|join| join.late)
    }

    /// `FROM` the resource's table, with every join that cannot wait.
    pub(crate) fn from(&self, select: &mut SelectStatement) {
        select.from(table(self.source.resource.table(), BASE));
        for join in self.joins.iter().filter(|join| !join.late) {
            let (parent, column) = join.referring();
            join.add_to(select, Expr::col((Alias::new(parent), Alias::new(column))), self.source);
        }
    }
}

/// A table under an alias.
pub(crate) fn table(table: TableMeta, alias: &str) -> TableRef {
    let name = Alias::new(table.name);
    match table.schema {
        Some(schema) => (Alias::new(schema), name).into_table_ref(),
        None => name.into_table_ref(),
    }
    .alias(Alias::new(alias))
}
