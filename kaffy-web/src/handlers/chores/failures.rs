//! The items that a run was not done to, as a file, sent while they are read (J86).

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::HeaderValue,
    response::Response,
};
use futures_util::stream;
use kaffy_core::{CsvText, Datum, DbError, chore_rights::View, tr};
use uuid::Uuid;

use super::{Permitted, broken, no_run, run_id};
use crate::{
    WebError,
    extract::Visit,
    handlers::export::{attachment, file_name},
    pages::Web,
};

/// Items that are read at once.
const PIECE: u64 = 500;

pub(crate) async fn file(_: State<Web>, visit: Visit, at: Permitted<View>) -> Result<Response, WebError> {
    let id = run_id(&visit)?;
    let one = at.desk().chore_run(&at.right, id).await?.ok_or_else(no_run)?;
    let mut text = CsvText::new(b',');
    text.row(&[tr!("chores-element"), tr!("chores-error")].map(Datum::text));
    let name = format!("{}.csv", file_name(&tr!("run-file", action = one.run.title.as_str())));
    let file = File { at, id, text, after: 0, is_over: false, number: visit.number.clone() };
    let body = Body::from_stream(stream::try_unfold(file, File::piece));
    attachment(&name, HeaderValue::from_static("text/csv; charset=utf-8"), body)
}

struct File {
    at: Permitted<View>,
    id: Uuid,
    text: CsvText,
    after: u64,
    is_over: bool,
    number: String,
}

impl File {
    async fn piece(mut self) -> Result<Option<(Bytes, Self)>, DbError> {
        if self.is_over {
            return Ok(None);
        }
        let items = self.at.desk().chore_failures(&self.at.right, self.id, self.after, PIECE).await;
        let items = items.inspect_err(|error| broken(&self.number, error))?;
        for item in &items {
            self.after = item.number;
            self.text.row(&[&item.element, &item.words].map(|it| Datum::text(it.clone())));
        }
        self.is_over = (items.len() as u64) < PIECE;
        Ok(Some((self.text.take().into(), self)))
    }
}
