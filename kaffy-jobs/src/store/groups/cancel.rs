//! Stopping what is left of a group.

use kaffy_core::inside::Lent;
use sea_query::{Expr, ExprTrait, Query};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, TEXT},
        current,
        insert::notify,
        names::{JOBS, TASKS, held_in, is, is_one_of, literal},
        text,
    },
    settle,
};
use crate::{GroupError, JobState, TaskStatus, clock::Micros};

/// Jobs that one statement names.
const IDS: usize = 500;

/// Aborts what waits, asks what runs to stop, and says how many tasks that were. The group ends with the last of them.
pub(crate) async fn cancel(lent: &mut Lent<'_>, group: Uuid, by: Option<&str>, now: Micros) -> Result<u64, GroupError> {
    settle::lock(lent, [group]).await?;
    let Some(row) = settle::row_of(lent, group).await? else { return Err(GroupError::NotFound(group)) };
    if row.has_ended {
        return Err(GroupError::Ended(row.status));
    }
    let mut pending = Query::select()
        .column("job_id")
        .from(TASKS)
        .and_where(Expr::col("group_id").eq(text(group)))
        .and_where(Expr::col("status").eq(literal(TaskStatus::Pending.word())))
        .to_owned();
    current(&mut pending, lent.dialect());
    let rows = lent.fetch(&pending, &[TEXT]).await?;
    let jobs = rows.into_iter().map(|row| Cells::new(row).id()).collect::<Result<Vec<_>, _>>()?;
    let (mut stopped, mut asked) = (0, 0);
    for jobs in jobs.chunks(IDS) {
        let ids = || Expr::col("id").is_in(jobs.iter().map(|id| text(*id)));
        let said = [("cancel_at", Expr::val(now)), ("cancel_by", by.map(str::to_owned).into())];
        let cancel = Query::update()
            .table(JOBS)
            .values([
                ("unique_held", held_in(JobState::Cancelled)),
                ("state", Expr::val(JobState::Cancelled.word())),
                ("finished_at", now.into()),
            ])
            .values(said.clone())
            .and_where(ids())
            .and_where(is_one_of(&JobState::WAITING))
            .to_owned();
        stopped += lent.execute(&cancel).await?;
        let ask = Query::update().table(JOBS).values(said).and_where(ids()).and_where(is(JobState::Running)).to_owned();
        asked += lent.execute(&ask).await?;
    }
    stopped += settle::abort_new(lent, group, now).await?;
    settle::settle(lent, &jobs, now).await?;
    // Where nothing waited as a job there is no end to hear of, and yet the group is another.
    settle::advance(lent, group, now).await?;
    if asked > 0 && lent.dialect() == kaffy_core::Dialect::Postgres {
        notify(lent, "!stop").await?;
    }
    Ok(stopped + asked)
}
