//! Files that are given to runs and made by them, in pieces, so that every node reads them and none holds one whole.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use kaffy_core::{
    Database, DbError,
    inside::{Lent, Read},
};
use sea_query::{Cond, Expr, ExprTrait, Order, Query, SelectStatement};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, DuplexStream, ReadBuf};
use uuid::Uuid;

use crate::{
    chores::{FileError, RunFile},
    clock::{self, Micros},
    store::{
        cells::{BYTES, Cells, NUMBER, TEXT},
        in_transaction,
        names::{CHORE_CHUNKS, CHORE_FILES},
        text,
    },
};

/// Bytes of a piece.
const PIECE: usize = 256 * 1024;

/// A file on its way in.
pub(crate) struct NewFile<'a> {
    pub(crate) run: Option<Uuid>,
    pub(crate) name: &'a str,
    pub(crate) media_type: &'a str,
    pub(crate) is_input: bool,
    pub(crate) actor: &'a str,
    /// The most bytes it may have.
    pub(crate) limit: u64,
    pub(crate) now: Micros,
    pub(crate) expires_at: Micros,
}

/// The size of a file that is not there to its end yet.
const UNFINISHED: i64 = -1;

/// Keeps a file. One that is too large, or breaks off, leaves nothing behind; what a process leaves that is killed
/// meanwhile is nobody's, and taken away once its time is over.
pub(crate) async fn add(
    db: &Database,
    file: NewFile<'_>,
    content: &mut (impl AsyncRead + Unpin + Send),
) -> Result<RunFile, FileError> {
    let kept = RunFile {
        id: Uuid::now_v7(),
        name: super::log::clean(file.name, 200),
        media_type: super::log::clean(file.media_type, 100),
        size: 0,
        digest: String::new(),
        is_input: file.is_input,
        created_at: clock::time(file.now),
        expires_at: clock::time(file.expires_at),
    };
    let columns = ["id", "name", "media_type", "size", "digest", "is_input", "actor", "created_at", "expires_at"];
    let mut insert = Query::insert().into_table(CHORE_FILES).columns(columns).to_owned();
    insert.values_panic([
        text(kept.id).into(),
        kept.name.as_str().into(),
        kept.media_type.as_str().into(),
        UNFINISHED.into(),
        "".into(),
        i64::from(file.is_input).into(),
        file.actor.chars().take(200).collect::<String>().into(),
        file.now.into(),
        file.expires_at.into(),
    ]);
    in_transaction(db, async |tx| tx.execute(&insert).await.map(drop)).await?;
    let id = kept.id;
    let done = keep(db, kept, &file, content).await;
    if done.is_err() {
        remove(db, &[text(id)]).await?;
    }
    done
}

async fn keep(
    db: &Database,
    kept: RunFile,
    file: &NewFile<'_>,
    content: &mut (impl AsyncRead + Unpin + Send),
) -> Result<RunFile, FileError> {
    let (mut size, mut digest, mut number) = (0u64, Sha256::new(), 0i64);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        (&mut *content).take(PIECE as u64).read_to_end(&mut piece).await.map_err(FileError::Io)?;
        if piece.is_empty() {
            break;
        }
        size += piece.len() as u64;
        if size > file.limit {
            return Err(FileError::TooLarge { limit: file.limit });
        }
        digest.update(&piece);
        let mut insert = Query::insert().into_table(CHORE_CHUNKS).columns(["file_id", "number", "body"]).to_owned();
        insert.values_panic([text(kept.id).into(), number.into(), piece.into()]);
        in_transaction(db, async |tx| tx.execute(&insert).await.map(drop)).await?;
        number += 1;
    }
    let kept = RunFile { size, digest: format!("{:x}", digest.finalize()), ..kept };
    let finish = Query::update()
        .table(CHORE_FILES)
        .values([
            ("size", i64::try_from(size).unwrap_or(i64::MAX).into()),
            ("digest", kept.digest.as_str().into()),
            ("run_id", file.run.map(text).into()),
        ])
        .and_where(Expr::col("id").eq(text(kept.id)))
        .to_owned();
    in_transaction(db, async |tx| tx.execute(&finish).await.map(drop)).await?;
    Ok(kept)
}

/// Copies a file, so that two runs may have it and neither takes it from the other.
pub(crate) async fn copy(lent: &mut Lent<'_>, id: Uuid, run: Uuid) -> Result<Uuid, DbError> {
    let new = Uuid::now_v7();
    let same = ["name", "media_type", "size", "digest", "is_input", "actor", "created_at", "expires_at"];
    for (table, key, run, same) in
        [(CHORE_FILES, "id", Some(run), &same[..]), (CHORE_CHUNKS, "file_id", None, &["number", "body"][..])]
    {
        let mut from = Query::select().expr(Expr::val(text(new))).from(table).to_owned();
        let mut columns = vec![key];
        if let Some(run) = run {
            from.expr(Expr::val(text(run)));
            columns.push("run_id");
        }
        from.columns(same.iter().copied()).and_where(Expr::col(key).eq(text(id)));
        columns.extend(same);
        let mut insert = Query::insert().into_table(table).columns(columns).to_owned();
        insert.select_from(from).map_err(|error| DbError::Other(error.to_string().into()))?;
        lent.execute(&insert).await?;
    }
    Ok(new)
}

const COLUMNS: [(&str, Read); 8] = [
    ("id", TEXT),
    ("name", TEXT),
    ("media_type", TEXT),
    ("size", NUMBER),
    ("digest", TEXT),
    ("is_input", NUMBER),
    ("created_at", NUMBER),
    ("expires_at", NUMBER),
];

fn select() -> (SelectStatement, [Read; 8]) {
    let mut select = Query::select();
    select.columns(COLUMNS.map(|(name, _)| name)).from(CHORE_FILES).and_where(Expr::col("size").ne(UNFINISHED));
    (select, COLUMNS.map(|(_, read)| read))
}

fn read(row: Vec<kaffy_core::Cell>) -> Result<RunFile, DbError> {
    let mut cells = Cells::new(row);
    Ok(RunFile {
        id: cells.id()?,
        name: cells.text()?,
        media_type: cells.text()?,
        size: cells.unsigned()?,
        digest: cells.text()?,
        is_input: cells.number()? != 0,
        created_at: clock::time(cells.number()?),
        expires_at: clock::time(cells.number()?),
    })
}

/// A file, whosever it is.
pub(crate) async fn find(db: &Database, id: Uuid) -> Result<Option<RunFile>, DbError> {
    let (mut select, reads) = select();
    select.and_where(Expr::col("id").eq(text(id)));
    db.fetch(&select, &reads).await?.into_iter().next().map(read).transpose()
}

/// Some files, whosever they are.
pub(crate) async fn some(lent: &mut Lent<'_>, ids: &[Uuid]) -> Result<Vec<RunFile>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (mut select, reads) = select();
    select.and_where(Expr::col("id").is_in(ids.iter().copied().map(text)));
    lent.fetch(&select, &reads).await?.into_iter().map(read).collect()
}

/// The files of a run, those that it was given first.
pub(crate) async fn of(db: &Database, run: Uuid) -> Result<Vec<RunFile>, DbError> {
    let (mut select, reads) = select();
    select
        .and_where(Expr::col("run_id").eq(text(run)))
        .order_by("is_input", Order::Desc)
        .order_by("id", Order::Asc)
        .limit(1_000);
    db.fetch(&select, &reads).await?.into_iter().map(read).collect()
}

/// A file's content, piece by piece, so that none of it waits in memory; an error where it ends too early.
pub(crate) fn open(db: &Database, file: &RunFile) -> Content {
    let (mut into, content) = tokio::io::duplex(PIECE);
    let (db, id) = (db.clone(), file.id);
    tokio::spawn(async move {
        for number in 0i64.. {
            let piece = Query::select()
                .column("body")
                .from(CHORE_CHUNKS)
                .and_where(Expr::col("file_id").eq(text(id)))
                .and_where(Expr::col("number").eq(number))
                .to_owned();
            let piece = match db.fetch(&piece, &[BYTES]).await {
                Ok(rows) => rows.into_iter().next().map(|row| Cells::new(row).bytes()),
                Err(error) => {
                    tracing::error!(%error, %id, "a file of a chore could not be read");
                    None
                }
            };
            let Some(Ok(piece)) = piece else { return };
            // Nobody may read on.
            if into.write_all(&piece).await.is_err() {
                return;
            }
        }
    });
    Content { content, left: file.size }
}

/// What is in a file.
#[derive(Debug)]
pub(crate) struct Content {
    content: DuplexStream,
    left: u64,
}

impl AsyncRead for Content {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.content).poll_read(cx, buffer))?;
        let read = (buffer.filled().len() - before) as u64;
        if read == 0 && self.left > 0 && buffer.remaining() > 0 {
            return Poll::Ready(Err(std::io::ErrorKind::UnexpectedEof.into()));
        }
        self.left = self.left.saturating_sub(read);
        Poll::Ready(Ok(()))
    }
}

/// Takes files away with their pieces.
pub(crate) async fn remove(db: &Database, ids: &[String]) -> Result<(), DbError> {
    in_transaction(db, async |tx| remove_in(&mut tx.lend(), ids, None).await).await
}

/// The same in a transaction; where a time is given, only those that are over by then.
pub(crate) async fn remove_in(lent: &mut Lent<'_>, ids: &[String], over: Option<Micros>) -> Result<(), DbError> {
    if ids.is_empty() {
        return Ok(());
    }
    let each = || ids.iter().map(String::as_str);
    let mut files = Query::delete().from_table(CHORE_FILES).and_where(Expr::col("id").is_in(each())).to_owned();
    if let Some(now) = over {
        files.cond_where(is_over(now));
    }
    lent.execute(&files).await?;
    let left = Query::select().column("id").from(CHORE_FILES).and_where(Expr::col("id").is_in(each())).to_owned();
    let pieces = Query::delete()
        .from_table(CHORE_CHUNKS)
        .and_where(Expr::col("file_id").is_in(each()))
        .and_where(Expr::col("file_id").not_in_subquery(left))
        .to_owned();
    lent.execute(&pieces).await.map(drop)
}

/// Uploads that no run was given, and what runs made. What a run was given stays with it.
fn is_over(now: Micros) -> Cond {
    Cond::all()
        .add(Expr::col("expires_at").lt(now))
        .add(Expr::col("run_id").is_null().or(Expr::col("is_input").eq(0i64)))
}

/// Whether a file is one that a run made.
pub(crate) async fn made_by(db: &Database, run: Uuid, id: Uuid) -> Result<Option<RunFile>, DbError> {
    let (mut select, reads) = select();
    select.and_where(Expr::col("id").eq(text(id))).and_where(Expr::col("run_id").eq(text(run)));
    db.fetch(&select, &reads).await?.into_iter().next().map(read).transpose()
}

/// Takes away a slice of the files whose time is over, and says how many that were.
pub(crate) async fn prune(db: &Database, now: Micros, limit: u64) -> Result<u64, DbError> {
    let select = Query::select()
        .column("id")
        .from(CHORE_FILES)
        .cond_where(is_over(now))
        .order_by("expires_at", Order::Asc)
        .limit(limit)
        .to_owned();
    let ids = db.fetch(&select, &[TEXT]).await?;
    let ids = ids.into_iter().map(|row| Cells::new(row).text()).collect::<Result<Vec<_>, _>>()?;
    // One may have been given to a run meanwhile.
    in_transaction(db, async |tx| remove_in(&mut tx.lend(), &ids, Some(now)).await).await?;
    Ok(ids.len() as u64)
}
