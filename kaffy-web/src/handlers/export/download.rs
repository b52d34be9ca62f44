//! The file, sent while its rows are read.
//!
//! Rows are read a batch at a time, and the next batch only when the one before has been taken: what this
//! holds in memory does not depend on how many rows there are. Whoever does not listen any more ends it. When
//! the database fails half-way, the answer breaks off, so that no browser takes the file for whole.

use std::io;

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kaffy_core::{Allowed, Count, CsvText, Datum, Export, View, i18n::Localizer, tr};
use tokio::sync::mpsc::{self, Sender};
use tokio_stream::wrappers::ReceiverStream;

use super::asked::Asked;
use crate::{WebError, extract::Visit, handlers::files::disposition};

/// Without it, Excel reads a file as if it were written a generation ago.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) async fn answer(
    visit: &Visit,
    seen: &Allowed<View>,
    mut export: Export,
    asked: &Asked,
) -> Result<Response, WebError> {
    let name = file_name(seen.resource().meta().plural);
    if asked.format != "csv" {
        return Err(WebError::bad_request(tr!("export-unknown-format", format = short(&asked.format))));
    }
    let separator = if asked.is_for_excel() { separator() } else { b',' };
    // A failure at the start is still a page of its own.
    let first = export.next().await?;
    let mut file = File { text: CsvText::new(separator), export, most: seen.admin().export_limit() };
    let mut start = if asked.is_for_excel() { BYTE_ORDER_MARK.to_vec() } else { Vec::new() };
    file.text.row(&file.export.headings());
    start.extend(file.piece(&first));
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(1);
    let number = visit.number.clone();
    tokio::spawn(Localizer::current().scope(async move {
        if let Err(error) = file.send(&sender, start, first.is_empty()).await {
            tracing::error!(number, %error, "an export broke off");
            let _ = sender.send(Err(io::Error::other(error))).await;
        }
    }));
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    attachment(&format!("{name}.csv"), kind, Body::from_stream(ReceiverStream::new(receiver)))
}

/// A file to save, not to look at.
pub(crate) fn attachment(name: &str, kind: HeaderValue, body: Body) -> Result<Response, WebError> {
    let place = HeaderValue::from_str(&disposition("attachment", name));
    let place = place.map_err(|error| WebError::Internal(Box::new(error)))?;
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, place)], body).into_response())
}

struct File {
    text: CsvText,
    export: Export,
    most: u64,
}

impl File {
    fn piece(&mut self, rows: &[Vec<Datum>]) -> Vec<u8> {
        rows.iter().for_each(|row| self.text.row(row));
        if self.export.is_cut() {
            self.text.row(&[Datum::text(left_out(self.most))]);
        }
        self.text.take()
    }

    async fn send(
        &mut self,
        to: &Sender<io::Result<Bytes>>,
        start: Vec<u8>,
        mut is_over: bool,
    ) -> Result<(), kaffy_core::DbError> {
        let mut piece = start;
        // Nobody listens any more: nothing is read any more.
        while to.send(Ok(piece.into())).await.is_ok() && !is_over && !self.export.is_cut() {
            let rows = self.export.next().await?;
            is_over = rows.is_empty();
            piece = self.piece(&rows);
        }
        Ok(())
    }
}

/// The last line of a file that lacks rows (B14).
pub(super) fn left_out(most: u64) -> String {
    tr!("export-rest-left-out", most = Count::Exact(most).to_string())
}

/// What Excel takes for the sign between cells, where it writes numbers with a comma.
fn separator() -> u8 {
    if Localizer::current().conventions().decimal_sign() == "," { b';' } else { b',' }
}

/// `Products 2026-03-29`, of signs that every system takes in a name.
pub(crate) fn file_name(plural: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let name: String = plural.chars().map(|c| if is_plain(c) { c } else { '-' }).take(60).collect();
    format!("{} {}", name.trim(), chrono::Utc::now().with_timezone(&Localizer::current().zone()).format("%Y-%m-%d"))
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(20).collect()
}
