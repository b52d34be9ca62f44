//! Walking the chain to find what does not belong.

use sea_query::{Alias, Expr, ExprTrait, Order, Query};

use super::{
    chain::Head,
    stored::{NO_HASH, Stored},
    tables::ENTRIES,
};
use crate::{Admin, DbError};

/// Entries of one statement.
const TOGETHER: u64 = 1_000;

/// What is wrong with the audit log, or with asking.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuditError {
    /// It is not as it was written.
    #[error("entry {sequence} of the audit log {fault}")]
    Broken {
        /// The first entry that is not as it was.
        sequence: i64,
        /// In what way.
        fault: AuditFault,
    },
    /// There is no log.
    #[error("this admin keeps no audit log: switch it on with `.audit(Audit::on())`")]
    Off,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// In what way an entry is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AuditFault {
    /// Something in it was changed.
    #[error("was changed")]
    Changed,
    /// It is gone, and others follow it.
    #[error("is missing")]
    Missing,
    /// It does not continue the one before: one of them was written anew.
    #[error("does not follow the one before it")]
    Misplaced,
    /// It was the last or one of the last, and is gone.
    #[error("was cut off the end")]
    CutOff,
    /// The row that knows the last entry is gone or knows another one.
    #[error("is not the one that the head knows")]
    Head,
}

impl Admin {
    /// Looks through the whole audit log and says how many entries it has.
    ///
    /// Somebody who can write to the tables as they like could write all of it anew. Keep the hash of the last entry
    /// elsewhere from time to time, and that shows, too.
    ///
    /// ```
    /// # use kaffy_core::{Admin, AuditError};
    /// # async fn example(admin: &Admin) -> Result<(), AuditError> {
    /// match admin.verify_audit().await {
    ///     Ok(entries) => println!("{entries} entries, all as they were written"),
    ///     Err(AuditError::Broken { sequence, fault }) => println!("entry {sequence} {fault}"),
    ///     Err(other) => return Err(other),
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The first entry that is not as it was written, or the database's own error.
    pub async fn verify_audit(&self) -> Result<u64, AuditError> {
        if !self.has_audit() {
            return Err(AuditError::Off);
        }
        let db = self.database();
        // First, so that what is added meanwhile cannot be missed.
        let (select, reads) = Head::select(db.dialect(), false);
        let head = Head::read(db.fetch(&select, &reads).await?.first());
        let Some(head) = head else { return Err(AuditError::Broken { sequence: 0, fault: AuditFault::Head }) };
        let (mut last, mut hash, mut count) = (0, NO_HASH.to_owned(), 0);
        loop {
            let rows = db.fetch(&behind(last), &Stored::reads()).await?;
            if rows.is_empty() {
                break;
            }
            for row in &rows {
                let entry = check(row, last + 1, &hash)?;
                if entry.sequence == head.sequence && entry.hash != head.hash {
                    return Err(AuditError::Broken { sequence: entry.sequence, fault: AuditFault::Head });
                }
                (last, hash) = (entry.sequence, entry.hash);
                count += 1;
            }
        }
        if last < head.sequence {
            return Err(AuditError::Broken { sequence: last + 1, fault: AuditFault::CutOff });
        }
        Ok(count)
    }
}

fn behind(sequence: i64) -> sea_query::SelectStatement {
    let place = || Expr::col(Alias::new("sequence"));
    let mut select = Query::select();
    select.columns(Stored::columns()).from(Alias::new(ENTRIES)).and_where(place().gt(sequence));
    select.order_by(Alias::new("sequence"), Order::Asc).limit(TOGETHER).to_owned()
}

fn check(row: &[crate::Cell], expected: i64, previous: &str) -> Result<Stored, AuditError> {
    let broken = |sequence, fault| AuditError::Broken { sequence, fault };
    let entry = Stored::read(row).ok_or_else(|| broken(expected, AuditFault::Changed))?;
    if entry.sequence != expected {
        return Err(broken(expected, AuditFault::Missing));
    }
    if entry.hash != entry.computed() {
        return Err(broken(expected, AuditFault::Changed));
    }
    if entry.previous != previous {
        return Err(broken(expected, AuditFault::Misplaced));
    }
    Ok(entry)
}
