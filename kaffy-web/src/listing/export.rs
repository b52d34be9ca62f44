//! Rows of a list that is no resource as CSV, sent while they are read (W13).
//!
//! A piece is read when the one before has been taken. A failure at the start is a page of its own; a later one breaks the
//! answer off, so that no browser takes the file for whole.

use axum::{
    body::{Body, Bytes},
    http::HeaderValue,
    response::Response,
};
use futures_util::stream;
use kaffy_core::{Count, CsvText, Datum, DbError, i18n::Localizer, tr};

use super::{Asked, ListMeta};
use crate::{
    WebError,
    extract::Visit,
    handlers::export::{attachment, file_name},
    pages::Web,
};

/// Rows that are read at once.
const PIECE: u64 = 200;

/// Where the rows of a file come from. Whoever makes one has the right to the list.
pub(crate) trait Rows: Send + 'static {
    /// What stands above the columns.
    fn headings(&self) -> Vec<String>;

    /// At most so many of the next rows, and whether others follow.
    fn next(&mut self, most: u64) -> impl Future<Output = Result<(Vec<Vec<String>>, bool), DbError>> + Send;
}

/// The file of what an address asks of a list, of as many rows as any export may have.
///
/// # Errors
/// 400 as [`Asked::of`], and what `rows` refuses.
pub(crate) async fn file<R: Rows>(
    web: &Web,
    visit: &Visit,
    list: &'static ListMeta,
    params: &[(String, String)],
    rows: impl FnOnce(&Asked<'_>) -> Result<R, WebError>,
) -> Result<Response, WebError> {
    let rows = rows(&Asked::of(list, &visit.links, params)?)?;
    let mut text = CsvText::new(b',');
    text.row(&rows.headings().into_iter().map(Datum::text).collect::<Vec<_>>());
    let most = web.admin.export_limit();
    let mut sent = Sent { rows, text, left: most, most, is_over: false };
    let first = sent.read().await?;
    let (localizer, number) = (Localizer::current(), visit.number.clone());
    let body = stream::try_unfold((Some(first), sent), move |(first, mut sent)| {
        let number = number.clone();
        localizer.clone().scope(async move {
            let piece = match first {
                Some(first) => first,
                None if sent.is_over => return Ok(None),
                None => sent.read().await.inspect_err(|error| broken(&number, error))?,
            };
            Ok::<_, DbError>(Some((piece, (None, sent))))
        })
    });
    let name = format!("{}.csv", file_name(&(list.title)()));
    attachment(&name, HeaderValue::from_static("text/csv; charset=utf-8"), Body::from_stream(body))
}

struct Sent<R> {
    rows: R,
    text: CsvText,
    left: u64,
    most: u64,
    is_over: bool,
}

impl<R: Rows> Sent<R> {
    /// The next piece; never an empty one that is not the last.
    async fn read(&mut self) -> Result<Bytes, DbError> {
        loop {
            let (rows, goes_on) = self.rows.next(PIECE.min(self.left)).await?;
            self.left = self.left.saturating_sub(rows.len() as u64);
            let is_empty = rows.is_empty();
            for row in rows {
                self.text.row(&row.into_iter().map(Datum::text).collect::<Vec<_>>());
            }
            if goes_on && self.left == 0 {
                let rest = tr!("export-rest-left-out", most = Count::Exact(self.most).to_string());
                self.text.row(&[Datum::text(rest)]);
            }
            self.is_over = !goes_on || self.left == 0;
            if self.is_over || !is_empty {
                return Ok(self.text.take().into());
            }
        }
    }
}

fn broken(number: &str, error: &DbError) {
    tracing::error!(number, error = error as &dyn std::error::Error, "the file of a list broke off");
}
