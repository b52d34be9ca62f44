//! Taking jobs that are under a limit: the row of each key is locked while it is counted what runs under it, so that no
//! two nodes take the last place.

use std::collections::{BTreeMap, HashMap};

use kaffy_core::{
    Database, DbError, Dialect,
    inside::{Lent, Tx},
};
use sea_query::{Expr, ExprTrait, Func, LockBehavior, LockType, OnConflict, Order, Query};
use uuid::Uuid;

use super::{
    Claim, Claimed,
    cells::{Cells, NUMBER, TEXT},
    in_transaction,
    names::{JOBS, LIMITS, is},
};
use crate::{JobState, Limit, clock::Micros, limit::LANE};

/// How many keys one claim looks at.
const KEYS: u64 = 100;

/// Takes jobs under limits. A limit that this node does not know lets one job run at a time.
pub(crate) async fn claim_limited(
    db: &Database,
    claim: Claim<'_>,
    limits: &HashMap<String, Limit>,
) -> Result<Vec<Claimed>, DbError> {
    in_transaction(db, async |tx| {
        let keys = waiting_keys(tx, &claim).await?;
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut starts = lock(tx, &keys, db.dialect()).await?;
        let running = running(tx, &keys).await?;
        let mut claimed: Vec<Claimed> = Vec::new();
        for key in &keys {
            let left = claim.room.saturating_sub(claimed.len() as u64);
            let Some(starts) = starts.get_mut(key).filter(|_| left > 0) else { continue };
            let room = limit_of(key, limits).room(running.get(key).copied().unwrap_or(0), starts, claim.now);
            let taken = take(tx, &claim, key, Ord::min(left, room as u64)).await?;
            if !taken.is_empty() {
                note(tx, key, starts, taken.len(), limit_of(key, limits), claim.now).await?;
                claimed.extend(taken);
            }
        }
        claimed.sort_by_key(|job| (job.sort_at, job.id));
        Ok(claimed)
    })
    .await
}

fn limit_of(key: &str, limits: &HashMap<String, Limit>) -> Limit {
    let name = key.split_once(':').map_or(key, |(name, _)| name);
    let serial = Limit::running(1);
    if name == LANE { serial } else { limits.get(name).copied().unwrap_or(serial) }
}

/// The keys with somebody waiting, in the order of who waits longest.
async fn waiting_keys(tx: &mut Tx, claim: &Claim<'_>) -> Result<Vec<String>, DbError> {
    let mut select = claim.candidates();
    select
        .column("limit_key")
        .and_where(Expr::col("limit_key").is_not_null())
        .group_by_columns(["limit_key"])
        .clear_order_by()
        .order_by_expr(Func::min(Expr::col("sort_at")).into(), Order::Asc)
        .limit(KEYS);
    let mut keys = tx
        .fetch(&select, &[TEXT])
        .await?
        .into_iter()
        .map(|row| Cells::new(row).text())
        .collect::<Result<Vec<_>, _>>()?;
    keys.dedup();
    Ok(keys)
}

/// Locks the rows of the keys, in their own order, and reads when jobs were last started under each.
async fn lock(tx: &mut Tx, keys: &[String], dialect: Dialect) -> Result<HashMap<String, Vec<Micros>>, DbError> {
    let mut in_order: Vec<&String> = keys.iter().collect();
    in_order.sort();
    let mut add = Query::insert().into_table(LIMITS).columns(["limit_key"]).to_owned();
    for key in &in_order {
        add.values_panic([Expr::val(key.as_str())]);
    }
    add.on_conflict(OnConflict::column("limit_key").do_nothing_on(["limit_key"]).to_owned());
    tx.execute(&add).await?;
    let mut select = Query::select()
        .columns(["limit_key", "starts"])
        .from(LIMITS)
        .and_where(Expr::col("limit_key").is_in(in_order.iter().map(|key| key.as_str())))
        .order_by("limit_key", Order::Asc)
        .to_owned();
    if dialect != Dialect::Sqlite {
        select.lock_exclusive();
    }
    let mut starts = HashMap::new();
    for row in tx.fetch(&select, &[TEXT, TEXT]).await? {
        let mut cells = Cells::new(row);
        let key = cells.text()?;
        let list = cells.maybe_text()?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        starts.insert(key, list);
    }
    Ok(starts)
}

/// How many run under each key. Those of a lost worker count until it is swept.
async fn running(tx: &mut Tx, keys: &[String]) -> Result<BTreeMap<String, u32>, DbError> {
    let select = Query::select()
        .column("limit_key")
        .expr(Func::count(Expr::col("id")))
        .from(JOBS)
        .and_where(is(JobState::Running))
        .and_where(Expr::col("limit_key").is_in(keys.iter().map(String::as_str)))
        .group_by_columns(["limit_key"])
        .to_owned();
    let mut running = BTreeMap::new();
    for row in tx.fetch(&select, &[TEXT, NUMBER]).await? {
        let mut cells = Cells::new(row);
        running.insert(cells.text()?, cells.count()?);
    }
    Ok(running)
}

async fn take(tx: &mut Tx, claim: &Claim<'_>, key: &str, room: u64) -> Result<Vec<Claimed>, DbError> {
    if room == 0 {
        return Ok(Vec::new());
    }
    let mut which = Claim { room, ..*claim }.candidates();
    which.and_where(Expr::col("limit_key").eq(key));
    let mut tx: Lent<'_> = tx.lend();
    if tx.dialect() != Dialect::Sqlite {
        which.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    claim.take_in_two_steps(&mut tx, which, Uuid::new_v4()).await
}

/// Notes the starts that a rate counts.
async fn note(
    tx: &mut Tx,
    key: &str,
    starts: &mut Vec<Micros>,
    more: usize,
    limit: Limit,
    now: Micros,
) -> Result<(), DbError> {
    if limit.rate.is_none() {
        return Ok(());
    }
    starts.extend(std::iter::repeat_n(now, more));
    let text = serde_json::to_string(starts).unwrap_or_default();
    let note = Query::update().table(LIMITS).value("starts", text).and_where(Expr::col("limit_key").eq(key)).to_owned();
    tx.execute(&note).await.map(drop)
}
