//! How often somebody may be wrong: per account and per network, counted in the database, so that it holds for
//! all nodes together (S20).
//!
//! An attempt is counted before its password is looked at: a hundred at once would all pass otherwise.

use sea_query::{Expr, ExprTrait, OnConflict, Query};

use super::{Accounts, Network, rows, tables::ATTEMPTS};
use crate::{DbError, store::Tx};

/// Failures of an account that cost nothing but the time to type.
const ACCOUNT_FREE: i64 = 5;
/// The same of a network, behind which many people may sit.
const NETWORK_FREE: i64 = 20;
/// The same of everybody together, where nobody knows where requests come from.
const UNKNOWN_FREE: i64 = 100;
/// The longest wait, in seconds. Longer ones would lock out whoever is attacked, not who attacks.
const LONGEST: i64 = 15 * 60;
/// After how many seconds without an attempt all is forgotten.
const FORGOTTEN: i64 = 24 * 60 * 60;

/// Who has to wait, and how many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wait(pub(super) u64);

struct Counter {
    key: String,
    free: i64,
}

impl Accounts {
    /// Counts an attempt, unless there were too many: then nothing is counted, and it says how long to wait.
    pub(super) async fn count_attempt(&self, email_key: &str, network: Network) -> Result<Option<Wait>, DbError> {
        let now = self.settings().now();
        // The network first: who makes up accounts fills no table, and everybody locks in the same order.
        let counters = [network_counter(network), account_counter(email_key)];
        let mut tx = self.db().begin().await?;
        for counter in &counters {
            let (failures, last) = self.failures(&mut tx, counter, now).await?;
            if let Some(wait) = wait(failures, counter.free, last, now) {
                return Ok(Some(wait));
            }
            set(&mut tx, &counter.key, failures + 1, now).await?;
        }
        tx.commit().await?;
        Ok(None)
    }

    /// Takes back what was counted: the password was right. What others of the network did stays.
    pub(super) async fn forget_attempts(&self, email_key: &str, network: Network) -> Result<(), DbError> {
        let now = self.settings().now();
        let mut tx = self.db().begin().await?;
        let counter = network_counter(network);
        let (failures, _) = self.failures(&mut tx, &counter, now).await?;
        set(&mut tx, &counter.key, Ord::max(failures - 1, 0), now).await?;
        let account = account_counter(email_key).key;
        tx.execute(&rows::delete_from(ATTEMPTS, Expr::col("id").eq(account))).await?;
        // A moment as good as any other.
        tx.execute(&rows::delete_from(ATTEMPTS, Expr::col("last").lt(now - FORGOTTEN))).await?;
        tx.commit().await
    }

    /// Lets somebody try again at once, who got a new password.
    pub(super) async fn forget_account(&self, tx: &mut Tx, email_key: &str) -> Result<(), DbError> {
        let account = account_counter(email_key).key;
        tx.execute(&rows::delete_from(ATTEMPTS, Expr::col("id").eq(account))).await.map(drop)
    }

    /// Failures so far and the last of them; the row is there and locked afterwards.
    async fn failures(&self, tx: &mut Tx, counter: &Counter, now: i64) -> Result<(i64, i64), DbError> {
        let values = [("id", counter.key.clone().into()), ("failures", 0_i64.into()), ("last", now.into())];
        let mut insert = rows::insert_into(ATTEMPTS, values);
        insert.on_conflict(OnConflict::column("id").do_nothing_on(["id"]).to_owned());
        tx.execute(&insert).await?;
        let select = Query::select()
            .columns(["failures", "last"])
            .from(ATTEMPTS)
            .and_where(Expr::col("id").eq(&*counter.key))
            .to_owned();
        let held = rows::lock(tx, self.db().dialect(), &select, &[rows::number(), rows::number()]).await?;
        let Some(row) = held.first() else { return Ok((0, now)) };
        let (failures, last) = (row.number(0)?, row.number(1)?);
        Ok(if last < now - FORGOTTEN { (0, now) } else { (failures, last) })
    }
}

async fn set(tx: &mut Tx, key: &str, failures: i64, now: i64) -> Result<(), DbError> {
    let update = Query::update()
        .table(ATTEMPTS)
        .value("failures", failures)
        .value("last", now)
        .and_where(Expr::col("id").eq(key))
        .to_owned();
    tx.execute(&update).await.map(drop)
}

fn account_counter(email_key: &str) -> Counter {
    // An address of any length, and none that can be read in the table.
    Counter { key: format!("a:{}", super::sessions::digest(email_key.as_bytes())), free: ACCOUNT_FREE }
}

fn network_counter(network: Network) -> Counter {
    Counter { key: network.key(), free: if network.is_known() { NETWORK_FREE } else { UNKNOWN_FREE } }
}

/// A minute after the free ones, then twice as long each time.
fn wait(failures: i64, free: i64, last: i64, now: i64) -> Option<Wait> {
    let over = u32::try_from(failures - free).ok()?;
    let pause = Ord::min(60_i64 << Ord::min(over, 10), LONGEST);
    let left = last.saturating_add(pause) - now;
    u64::try_from(left).ok().filter(|left| *left > 0).map(Wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s20_the_sixth_failure_waits_a_minute_and_each_further_one_longer() {
        assert_eq!(wait(4, 5, 1_000, 1_000), None);
        assert_eq!(wait(5, 5, 1_000, 1_000), Some(Wait(60)));
        assert_eq!(wait(5, 5, 1_000, 1_059), Some(Wait(1)));
        assert_eq!(wait(5, 5, 1_000, 1_060), None);
        assert_eq!(wait(6, 5, 1_000, 1_000), Some(Wait(120)));
        assert_eq!(wait(8, 5, 1_000, 1_000), Some(Wait(480)));
        assert_eq!(wait(9_000, 5, 1_000, 1_000), Some(Wait(900)));
    }
}
