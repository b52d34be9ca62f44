//! What a node does for runs now and then: ends those that nobody will, and takes away what is old.

use kaffy_core::{Database, DbError, tr};

use super::{job, moves::forgotten};
use crate::{
    Jobs,
    clock::micros,
    store::chores::{files, list, moving, working::Ending},
};

/// Runs and files of one slice.
const SLICE: u64 = 50;

/// Ends runs whose jobs are over or gone: somebody deleted one, or it used up all its attempts.
pub(crate) async fn repair(jobs: &Jobs, db: &Database) -> Result<u64, DbError> {
    let now = jobs.clock().now();
    let mut ended = 0;
    for row in list::forsaken(db, now, SLICE).await? {
        let given = forgotten(jobs, &row).filter(|_| !row.is_resumable);
        let gone = Ending { given, ..job::errored(tr!("chore-job-gone"), None) };
        let mut tx = db.begin().await?;
        // Whoever lets it go on meanwhile gives it another job, and changes its status.
        let done = moving::settle_of(&mut tx.lend(), &row, &gone, now).await?;
        if done {
            super::tell_starter(jobs, &mut tx.lend(), &row, gone.status, None).await?;
            tx.commit().await?;
            ended += 1;
            tracing::warn!(run = %row.run.id, chore = row.run.chore, "nobody was working on a chore any more");
            // On a task of its own: a worker that looks for silent ones waits for nobody.
            jobs.chores().tell_ended(Some((row.run.id, row.run.chore)));
        }
    }
    Ok(ended)
}

/// Takes away a slice of what is old, and says whether there may be more.
pub(crate) async fn prune(jobs: &Jobs, db: &Database) -> Result<bool, DbError> {
    let now = jobs.clock().now();
    let files = files::prune(db, now, SLICE).await?;
    let runs = match jobs.parts().retention.of_chores() {
        Some(kept) => list::prune(db, now.saturating_sub(micros(kept)), SLICE).await?,
        None => 0,
    };
    Ok(runs == SLICE || files == SLICE)
}
