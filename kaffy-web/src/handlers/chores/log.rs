//! The log of a run as a file, sent while it is read (J79).

use std::fmt::Write;

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::HeaderValue,
    response::Response,
};
use chrono::SecondsFormat;
use futures_util::stream;
use kaffy_core::{DbError, chore_rights::View};
use uuid::Uuid;

use super::{Permitted, broken, no_run, run_id};
use crate::{WebError, extract::Visit, handlers::export::attachment, pages::Web};

/// Lines that are read at once.
const PIECE: u64 = 1_000;

pub(crate) async fn file(_: State<Web>, visit: Visit, at: Permitted<View>) -> Result<Response, WebError> {
    let id = run_id(&visit)?;
    let one = at.desk().chore_run(&at.right, id).await?.ok_or_else(no_run)?;
    let name = format!("{}-{}.txt", one.run.chore, one.run.created_at.format("%Y-%m-%d-%H%M%S"));
    let file = File { at, id, after: 0, number: visit.number.clone() };
    // A piece is read when the one before has been taken.
    let body = Body::from_stream(stream::try_unfold(file, File::piece));
    attachment(&name, HeaderValue::from_static("text/plain; charset=utf-8"), body)
}

struct File {
    at: Permitted<View>,
    id: Uuid,
    after: u64,
    number: String,
}

impl File {
    async fn piece(mut self) -> Result<Option<(Bytes, Self)>, DbError> {
        let lines = self.at.desk().chore_log(&self.at.right, self.id, self.after, PIECE).await;
        let lines = lines.inspect_err(|error| broken(&self.number, error))?;
        let Some(last) = lines.last() else { return Ok(None) };
        self.after = last.number;
        let mut text = String::new();
        for line in &lines {
            // The same for every reader: a file goes from hand to hand.
            let at = line.at.to_rfc3339_opts(SecondsFormat::Millis, true);
            let _ = writeln!(text, "{at} {}", line.text);
        }
        Ok(Some((text.into(), self)))
    }
}
