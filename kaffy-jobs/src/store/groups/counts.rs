//! How many groups are where, counted as far as anybody reads.

use kaffy_core::{Database, DbError};
use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType};
use uuid::Uuid;

use super::{
    super::{
        LOOKED,
        cells::{Cells, NUMBER, TEXT},
        names::{GROUPS, literal},
    },
    fields::{self, Kind},
    search,
};
use crate::{Count, GroupStatus, Search, SearchError};

/// How many of the groups that a search finds are where, each counted up to `most`. It names no status.
pub(crate) async fn counts(
    db: &Database,
    search: &Search,
    most: u64,
) -> Result<Vec<(GroupStatus, Count)>, SearchError> {
    let found = search::conditions(Kind::Groups, search, db.dialect())?;
    let one = |stored: GroupStatus| {
        let rows = Query::select()
            .expr_as(fields::group_status(), "status")
            .from(GROUPS)
            .and_where(Expr::col((GROUPS, "status")).eq(literal(stored.word())))
            .cond_where(found.clone())
            .limit(most + 1)
            .to_owned();
        // Of those that are stored as pending some have begun.
        Query::select()
            .column("status")
            .expr(Func::count(Expr::col("status")))
            .from_subquery(rows, "counted")
            .group_by_col("status")
            .to_owned()
    };
    let all: Option<SelectStatement> = GroupStatus::ALL.into_iter().map(one).reduce(|mut all, other| {
        all.union(UnionType::All, other);
        all
    });
    let mut numbers = Vec::new();
    if let Some(all) = all {
        for row in db.fetch(&all, &[TEXT, NUMBER]).await? {
            let mut cells = Cells::new(row);
            numbers.push((GroupStatus::of_word(&cells.text()?), cells.number()?.unsigned_abs()));
        }
    }
    let count = |status| {
        let number = numbers.iter().filter(|(it, _)| *it == Some(status)).map(|(_, number)| number).sum::<u64>();
        (status, Count { number: Ord::min(number, most), is_more: number > most })
    };
    Ok(GroupStatus::ALL.into_iter().map(count).collect())
}

/// The last of the newest groups that a page looks through for what no index knows; `None` when there are fewer.
pub(crate) async fn edge(db: &Database) -> Result<Option<Uuid>, DbError> {
    let edge =
        Query::select().column("id").from(GROUPS).order_by("id", Order::Desc).limit(1).offset(LOOKED - 1).to_owned();
    db.fetch(&edge, &[TEXT]).await?.into_iter().next().map(|row| Cells::new(row).id()).transpose()
}
