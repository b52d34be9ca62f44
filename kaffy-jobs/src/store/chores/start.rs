//! A run that is started: its row, what keeps others out, its files, its job; all or none.

use kaffy_core::{
    Database, DbError,
    inside::{Lent, Read},
};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use uuid::Uuid;

use super::{
    files,
    rows::{self, ChoreRow},
};
use crate::{
    JobState,
    chores::{Holder, RunStatus},
    clock::Micros,
    store::{
        cells::{Cells, TEXT},
        current,
        names::{CHORE_FILES, CHORE_LOCKS, CHORE_RUNS, JOBS, is_one_of},
        text,
    },
};

/// A run that is about to be stored.
#[derive(Debug)]
pub(crate) struct NewRun {
    pub(crate) id: Uuid,
    pub(crate) chore: &'static str,
    pub(crate) title: &'static str,
    pub(crate) status: RunStatus,
    pub(crate) is_dry: bool,
    pub(crate) actor: String,
    pub(crate) actor_name: String,
    pub(crate) who: String,
    pub(crate) via: &'static str,
    pub(crate) shown: String,
    pub(crate) given: String,
    pub(crate) digest: String,
    pub(crate) build: String,
    pub(crate) approvals: u32,
    pub(crate) is_resumable: bool,
    pub(crate) nonce: Option<String>,
    pub(crate) admin: Option<String>,
    pub(crate) again_of: Option<Uuid>,
    pub(crate) job: Option<Uuid>,
}

/// Stores a run; the id of the one that has the same nonce, where there is one.
pub(crate) async fn add(lent: &mut Lent<'_>, run: &NewRun, now: Micros) -> Result<Option<Uuid>, DbError> {
    let flag = |it: bool| Expr::val(i64::from(it));
    let zeros = ["starts", "busy_us", "done", "line_count", "failures", "revision"].map(|name| (name, Expr::val(0i64)));
    let values: Vec<(&str, Expr)> = vec![
        ("id", text(run.id).into()),
        ("chore", run.chore.into()),
        ("title", run.title.into()),
        ("status", run.status.word().into()),
        ("is_dry", flag(run.is_dry)),
        ("actor", run.actor.as_str().into()),
        ("actor_name", run.actor_name.as_str().into()),
        ("who", run.who.as_str().into()),
        ("via", run.via.into()),
        ("shown", run.shown.as_str().into()),
        ("given", run.given.as_str().into()),
        ("digest", run.digest.as_str().into()),
        ("build", run.build.as_str().into()),
        ("created_at", now.into()),
        ("changed_at", now.into()),
        ("approvals", i64::from(run.approvals).into()),
        ("is_resumable", flag(run.is_resumable)),
        ("nonce", run.nonce.clone().into()),
        ("admin", run.admin.clone().into()),
        ("again_of", run.again_of.map(text).into()),
        ("job", run.job.map(text).into()),
    ];
    let (names, values): (Vec<_>, Vec<_>) = values.into_iter().chain(zeros).unzip();
    let mut insert = Query::insert().into_table(CHORE_RUNS).columns(names).to_owned();
    insert.values_panic(values);
    if run.nonce.is_some() {
        insert.on_conflict(OnConflict::column("nonce").do_nothing_on(["nonce"]).to_owned());
    }
    lent.execute(&insert).await?;
    match &run.nonce {
        Some(nonce) => {
            let mut select = with_nonce(nonce);
            current(&mut select, lent.dialect());
            Ok(id_of(lent.fetch(&select, &[TEXT]).await?)?.filter(|known| *known != run.id))
        }
        None => Ok(None),
    }
}

/// The run that was started with this nonce.
pub(crate) async fn known(lent: &mut Lent<'_>, nonce: &str) -> Result<Option<Uuid>, DbError> {
    id_of(lent.fetch(&with_nonce(nonce), &[TEXT]).await?)
}

fn with_nonce(nonce: &str) -> SelectStatement {
    Query::select().column("id").from(CHORE_RUNS).and_where(Expr::col("nonce").eq(nonce)).to_owned()
}

fn id_of(rows: Vec<Vec<kaffy_core::Cell>>) -> Result<Option<Uuid>, DbError> {
    rows.into_iter().next().map(|row| Cells::new(row).id()).transpose()
}

/// Takes what keeps others out; `false` where another run has it.
pub(crate) async fn lock(lent: &mut Lent<'_>, name: &str, run: Uuid) -> Result<bool, DbError> {
    let mut insert = Query::insert().into_table(CHORE_LOCKS).columns(["name", "run_id"]).to_owned();
    insert.values_panic([name.into(), text(run).into()]);
    insert.on_conflict(OnConflict::column("name").do_nothing_on(["name"]).to_owned());
    lent.execute(&insert).await?;
    // MySQL counts a row that it left as it was.
    let mut holder =
        Query::select().column("run_id").from(CHORE_LOCKS).and_where(Expr::col("name").eq(name)).to_owned();
    current(&mut holder, lent.dialect());
    let row = lent.fetch(&holder, &[TEXT]).await?.into_iter().next();
    Ok(row.map(|row| Cells::new(row).id()).transpose()? == Some(run))
}

/// Lets others in again.
pub(crate) async fn unlock(lent: &mut Lent<'_>, run: Uuid) -> Result<(), DbError> {
    let delete = Query::delete().from_table(CHORE_LOCKS).and_where(Expr::col("run_id").eq(text(run))).to_owned();
    lent.execute(&delete).await.map(drop)
}

/// Takes away what keeps others out for no run that is there.
pub(crate) async fn forget_lock(lent: &mut Lent<'_>, name: &str) -> Result<(), DbError> {
    let runs = Query::select().column("id").from(CHORE_RUNS).to_owned();
    let delete = Query::delete()
        .from_table(CHORE_LOCKS)
        .and_where(Expr::col("name").eq(name))
        .and_where(Expr::col("run_id").not_in_subquery(runs))
        .to_owned();
    lent.execute(&delete).await.map(drop)
}

fn holding(name: &str) -> (SelectStatement, Vec<Read>) {
    let (mut select, reads) = rows::select();
    select
        .inner_join(CHORE_LOCKS, Expr::col((CHORE_LOCKS, "run_id")).equals((CHORE_RUNS, "id")))
        .and_where(Expr::col((CHORE_LOCKS, "name")).eq(name));
    // Nothing is locked here: whoever ends that run has it, and waits for the row of the lock.
    (select, reads)
}

fn standing(job: Option<Uuid>) -> Option<SelectStatement> {
    let select = Query::select()
        .column("id")
        .from(JOBS)
        .and_where(Expr::col("id").eq(text(job?)))
        .and_where(is_one_of(&JobState::FINAL).not())
        .to_owned();
    Some(select)
}

/// The run that keeps others out, and whether its job still stands for it.
pub(crate) async fn holder(lent: &mut Lent<'_>, name: &str, now: Micros) -> Result<Option<(ChoreRow, bool)>, DbError> {
    let (select, reads) = holding(name);
    let Some(row) = lent.fetch(&select, &reads).await?.into_iter().next() else { return Ok(None) };
    let row = ChoreRow::read(row, now)?;
    let has_job = match standing(row.job) {
        Some(select) => !lent.fetch(&select, &[TEXT]).await?.is_empty(),
        None => false,
    };
    let stands = row.run.status.is_active() && has_job;
    Ok(Some((row, stands)))
}

/// The run that keeps others out now, for people: without a transaction, which would wait for others on SQLite.
pub(crate) async fn holder_now(db: &Database, name: &str, now: Micros) -> Result<Option<ChoreRow>, DbError> {
    let (select, reads) = holding(name);
    let Some(row) = db.fetch(&select, &reads).await?.into_iter().next() else { return Ok(None) };
    let row = ChoreRow::read(row, now)?;
    let Some(select) = standing(row.job) else { return Ok(None) };
    let stands = row.run.status.is_active() && !db.fetch(&select, &[TEXT]).await?.is_empty();
    Ok(stands.then_some(row))
}

/// Gives uploaded files to a run: those that nobody's run has and this actor sent, and copies of those that a run of this
/// chore had. Says which file it has instead of which; `None` where one of them is neither.
pub(crate) async fn give_files(
    lent: &mut Lent<'_>,
    run: Uuid,
    chore: &str,
    actor: &str,
    asked: &[Uuid],
) -> Result<Option<Vec<(Uuid, Uuid)>>, DbError> {
    let mut given: Vec<(Uuid, Uuid)> = Vec::new();
    for file in asked {
        if given.iter().any(|(known, _)| known == file) {
            continue;
        }
        let give = Query::update()
            .table(CHORE_FILES)
            .value("run_id", text(run))
            .and_where(Expr::col("id").eq(text(*file)))
            .and_where(Expr::col("is_input").eq(1i64))
            .and_where(Expr::col("size").gte(0i64))
            .and_where(Expr::col("run_id").is_null())
            .and_where(Expr::col("actor").eq(actor))
            .to_owned();
        if lent.execute(&give).await? > 0 {
            given.push((*file, *file));
            continue;
        }
        let runs = Query::select().column("id").from(CHORE_RUNS).and_where(Expr::col("chore").eq(chore)).to_owned();
        let had = Query::select()
            .column("id")
            .from(CHORE_FILES)
            .and_where(Expr::col("id").eq(text(*file)))
            .and_where(Expr::col("is_input").eq(1i64))
            .and_where(Expr::col("run_id").in_subquery(runs))
            .to_owned();
        if lent.fetch(&had, &[TEXT]).await?.is_empty() {
            return Ok(None);
        }
        given.push((*file, files::copy(lent, *file, run).await?));
    }
    Ok(Some(given))
}

impl From<&ChoreRow> for Holder {
    fn from(row: &ChoreRow) -> Self {
        let run = &row.run;
        Self {
            run: run.id,
            chore: run.chore.clone(),
            title: run.title.clone(),
            actor_name: run.actor_name.clone(),
            status: run.status,
            created_at: run.created_at,
            node: run.node.clone(),
        }
    }
}
