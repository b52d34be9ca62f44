//! Storing a group with its tasks, and tasks for one that runs.

use kaffy_core::{DbError, inside::Lent};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query};
use uuid::Uuid;

use super::{
    super::{
        cells::{Cells, NUMBER, TEXT},
        current,
        insert::insert,
        names::{GROUPS, TASKS},
        text,
    },
    settle::{self, Turn},
};
use crate::{
    Enqueued, GroupError, GroupStatus, Strategy, TaskStatus,
    clock::Micros,
    group::{Created, StoredTask},
    new_job::NewJob,
};

/// Rows in one statement.
const ROWS: usize = 200;
/// How often it is tried to find or make the one group of a key, while others end and begin.
const TRIES: usize = 50;

/// Stores a group, unless one of its key has not ended. Says the jobs that are available now, too.
pub(crate) async fn create(lent: &mut Lent<'_>, group: &Created) -> Result<(Enqueued, Vec<NewJob>), DbError> {
    let mut tries = 0;
    while let Some(holder) = insert_group(lent, group).await? {
        if let Some(holder) = holder.id {
            return Ok((Enqueued::Existing(holder), Vec::new()));
        }
        tries += 1;
        if tries > TRIES {
            return Err(DbError::Unavailable("a unique key is taken and released all the time".into()));
        }
    }
    let first = match group.strategy {
        Strategy::Sequential => Turn::first_of(&group.tasks),
        Strategy::Concurrent => Turn::free_of(&group.tasks),
    };
    let published = insert_tasks(lent, group.id, group.strategy, &group.tasks, first, 0, group.created_at).await?;
    Ok((Enqueued::Created(group.id), published))
}

/// Who has the key of a group that was not stored; no id when it has ended meanwhile.
struct Holder {
    id: Option<Uuid>,
}

async fn insert_group(lent: &mut Lent<'_>, group: &Created) -> Result<Option<Holder>, DbError> {
    let mut insert = Query::insert()
        .into_table(GROUPS)
        .columns([
            "id",
            "group_type",
            "name",
            "strategy",
            "status",
            "meta",
            "callbacks",
            "created_by",
            "unique_held",
            "created_at",
        ])
        .to_owned();
    insert.values_panic([
        text(group.id).into(),
        group.group_type.clone().into(),
        group.name.clone().into(),
        Expr::val(group.strategy.word()),
        Expr::val(GroupStatus::Pending.word()),
        group.meta.clone().into(),
        group.callbacks.clone().into(),
        group.created_by.clone().into(),
        group.unique.clone().into(),
        group.created_at.into(),
    ]);
    let Some(key) = &group.unique else { return lent.execute(&insert).await.map(|_| None) };
    insert.on_conflict(OnConflict::new().do_nothing_on(["id"]).to_owned());
    lent.execute(&insert).await?;
    let mut holder =
        Query::select().column("id").from(GROUPS).and_where(Expr::col("unique_held").eq(key.as_str())).to_owned();
    current(&mut holder, lent.dialect());
    let row = lent.fetch(&holder, &[TEXT]).await?.into_iter().next();
    match row.map(|row| Cells::new(row).id()).transpose()? {
        Some(id) if id == group.id => Ok(None),
        id => Ok(Some(Holder { id })),
    }
}

/// Stores more tasks in a group that has not ended. Says the jobs that are available now.
pub(crate) async fn add(
    lent: &mut Lent<'_>,
    group: Uuid,
    mut tasks: Vec<StoredTask>,
    now: Micros,
) -> Result<Vec<NewJob>, GroupError> {
    settle::lock(lent, [group]).await?;
    let Some(row) = settle::row_of(lent, group).await? else { return Err(GroupError::NotFound(group)) };
    if row.has_ended {
        return Err(GroupError::Ended(row.status));
    }
    let mut last = Query::select()
        .column("position")
        .from(TASKS)
        .and_where(Expr::col("group_id").eq(text(group)))
        .order_by("position", Order::Desc)
        .limit(1)
        .to_owned();
    current(&mut last, lent.dialect());
    let last = lent.fetch(&last, &[NUMBER]).await?.into_iter().next();
    let last = last.map(|row| Cells::new(row).number()).transpose()?.unwrap_or(0);
    let turn = match row.strategy {
        // The one before is not over, or the group would be.
        Strategy::Sequential => {
            tasks.iter_mut().for_each(StoredTask::in_line);
            Turn::none_of(&tasks)
        }
        Strategy::Concurrent => Turn::all_of(&tasks),
    };
    Ok(insert_tasks(lent, group, row.strategy, &tasks, turn, last, now).await?)
}

async fn insert_tasks(
    lent: &mut Lent<'_>,
    group: Uuid,
    strategy: Strategy,
    tasks: &[StoredTask],
    Turn(turns): Turn,
    last: i64,
    now: Micros,
) -> Result<Vec<NewJob>, DbError> {
    let mut published = Vec::new();
    let mut rows = Vec::new();
    for (at, (task, has_turn)) in tasks.iter().zip(turns).enumerate() {
        let position = last.saturating_add(i64::try_from(at).unwrap_or(i64::MAX)).saturating_add(1);
        let job = has_turn.then(|| settle::published(task, group, now));
        let later = if has_turn { None } else { Some(encoded(task)?) };
        let priority = match strategy {
            Strategy::Sequential => position,
            Strategy::Concurrent => task.job.priority,
        };
        let status = if has_turn { TaskStatus::Pending } else { TaskStatus::New };
        rows.push([
            text(Uuid::now_v7()).into(),
            text(group).into(),
            position.into(),
            task.name.clone().into(),
            task.job.job_type.clone().into(),
            priority.into(),
            Expr::val(status.word()),
            job.as_ref().map(|job| text(job.id)).into(),
            later.into(),
            waits_for(task)?.into(),
            task.job.meta.clone().into(),
            now.into(),
        ]);
        published.extend(job);
    }
    // Jobs first, as everywhere.
    insert(lent, &published, now).await?;
    for rows in rows.chunks(ROWS) {
        let mut insert = Query::insert()
            .into_table(TASKS)
            .columns([
                "id",
                "group_id",
                "position",
                "name",
                "job_type",
                "priority",
                "status",
                "job_id",
                "job",
                "waits_for",
                "meta",
                "created_at",
            ])
            .to_owned();
        for row in rows {
            insert.values_panic(row.clone());
        }
        lent.execute(&insert).await?;
    }
    Ok(published)
}

fn waits_for(task: &StoredTask) -> Result<Option<String>, DbError> {
    let waits = (!task.waits.places.is_empty()).then(|| serde_json::to_string(&task.waits)).transpose();
    waits.map_err(|error| DbError::Other(error.into()))
}

fn encoded(task: &StoredTask) -> Result<String, DbError> {
    serde_json::to_string(task).map_err(|error| DbError::Other(error.into()))
}
