//! A form with files: `multipart/form-data`, part by part, files into temporary places.
//!
//! Texts are kept in memory within the limits of any form. Of a file no more than one piece is; the token
//! has to come before the first, so that a forged form writes nothing (S2, S11, S18).

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{body::Body, http::HeaderMap, http::header};
use bytes::Bytes;
use futures_util::Stream;
use kaffy_core::{Upload, tr};
use multer::{Constraints, Field, Multipart, SizeLimit};
use tokio::time::{Instant, timeout_at};

use super::{Form, Visit, params::MOST};
use crate::{WebError, csrf};

/// All texts together.
const TEXTS: usize = 2 * 1024 * 1024;
/// Bytes of files beyond their limits that are read to the end and thrown away, so that the form can be
/// drawn again with the words beside the field. A body that is larger is refused.
const THROWN_AWAY: u64 = 32 * 1024 * 1024;
/// Bytes between two parts: headers, boundaries, whatever stands before the first.
const BETWEEN: usize = 256 * 1024;
/// How long the next piece may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The slowest line that large files are waited for, in bytes per second.
const SLOWEST: u64 = 32 * 1024;

/// A field that takes a file.
pub(crate) struct FileInput {
    pub(crate) name: &'static str,
    pub(crate) max_size: u64,
}

/// Reads a form with files. Only its token is checked here; where it comes from the guard has asked.
///
/// # Errors
/// 400 for what is no such form, 403 without the token, 408, 413.
pub(crate) async fn read(
    visit: &Visit,
    headers: &HeaderMap,
    body: Body,
    inputs: &[FileInput],
) -> Result<Form, WebError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| bad("error-parts-boundary"))?;
    if boundary.is_empty() || boundary.len() > 70 {
        return Err(bad("error-parts-boundary"));
    }
    let files: u64 = inputs.iter().map(|input| input.max_size).sum();
    let most = TEXTS as u64 + files + THROWN_AWAY;
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > most) {
        return Err(too_large(inputs));
    }
    let since = Arc::new(AtomicUsize::new(0));
    let pieces = Pieces { body: Box::pin(body.into_data_stream()), since: since.clone(), rests: false };
    let constraints = Constraints::new().size_limit(SizeLimit::new().whole_stream(most));
    let mut reader = Reader {
        parts: Multipart::with_constraints(pieces, boundary, constraints),
        since,
        end: Instant::now() + PATIENCE + Duration::from_secs(most / SLOWEST),
        inputs,
        visit,
        is_ours: false,
        text: 0,
        pairs: Vec::new(),
        uploads: Vec::new(),
    };
    reader.read().await?;
    if !reader.is_ours {
        return Err(crate::middleware::guard::without_token());
    }
    Ok(Form::new(reader.pairs, reader.uploads))
}

struct Reader<'a> {
    parts: Multipart<'static>,
    since: Arc<AtomicUsize>,
    end: Instant,
    inputs: &'a [FileInput],
    visit: &'a Visit,
    /// Whether the token of this browser came.
    is_ours: bool,
    text: usize,
    pairs: Vec<(String, String)>,
    uploads: Vec<(String, Arc<Upload>)>,
}

impl Reader<'_> {
    async fn read(&mut self) -> Result<(), WebError> {
        let mut count = 0;
        while let Some(part) = self.next().await? {
            count += 1;
            if count > MOST {
                return Err(WebError::TooLarge(tr!("error-fields", most = MOST.to_string())));
            }
            let Some(name) = part.name().filter(|name| !name.is_empty()).map(str::to_owned) else {
                return Err(bad("error-parts-nameless"));
            };
            if part.content_type().is_some_and(|kind| kind.type_() == "multipart") {
                return Err(bad("error-parts-nested"));
            }
            match part.file_name().map(str::to_owned) {
                Some(file) => self.file(name, &file, part).await?,
                None => self.text(name, part).await?,
            }
        }
        Ok(())
    }

    async fn text(&mut self, name: String, mut part: Field<'static>) -> Result<(), WebError> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.piece(&mut part).await? {
            self.text += piece.len();
            if self.text > TEXTS {
                return Err(WebError::TooLarge(tr!("error-text-size")));
            }
            bytes.extend_from_slice(&piece);
        }
        let text = String::from_utf8(bytes).map_err(|_| WebError::bad_request(tr!("error-request-utf8")))?;
        if name == csrf::FIELD {
            self.is_ours = self.visit.token.matches(&text);
        }
        if self.takes_file(&name).is_some() && !text.is_empty() {
            return Err(unread(&tr!("error-parts-text", field = short(&name))));
        }
        self.pairs.push((name, text));
        Ok(())
    }

    async fn file(&mut self, name: String, file: &str, mut part: Field<'static>) -> Result<(), WebError> {
        if !self.is_ours {
            return Err(crate::middleware::guard::without_token());
        }
        let Some(input) = self.takes_file(&name) else {
            return Err(unread(&tr!("error-parts-file", field = short(&name))));
        };
        let mut piece = self.piece(&mut part).await?;
        // A browser sends an empty file without a name where none was chosen.
        if file.is_empty() && piece.is_none() {
            return Ok(());
        }
        if self.uploads.iter().any(|(known, _)| *known == name) {
            return Err(unread(&tr!("error-parts-files", field = short(&name))));
        }
        let mut upload = Upload::begin(file, input.max_size).await.map_err(WebError::storage)?;
        while let Some(bytes) = piece {
            upload.write(&bytes).await.map_err(WebError::storage)?;
            piece = self.piece(&mut part).await?;
        }
        upload.finish().await.map_err(WebError::storage)?;
        self.uploads.push((name, Arc::new(upload)));
        Ok(())
    }

    fn takes_file(&self, name: &str) -> Option<&FileInput> {
        self.inputs.iter().find(|input| input.name == name)
    }

    async fn next(&mut self) -> Result<Option<Field<'static>>, WebError> {
        let arriving = timeout_at(self.patience(), self.parts.next_field());
        let part = arriving.await.map_err(|_| WebError::TooSlow)?.map_err(|error| self.explained(error));
        self.since.store(0, Ordering::Relaxed);
        part
    }

    async fn piece(&self, part: &mut Field<'static>) -> Result<Option<Bytes>, WebError> {
        loop {
            let arriving = timeout_at(self.patience(), part.chunk());
            let piece = arriving.await.map_err(|_| WebError::TooSlow)?.map_err(|error| self.explained(error))?;
            self.since.store(0, Ordering::Relaxed);
            // An empty part is one empty piece.
            if !piece.as_ref().is_some_and(Bytes::is_empty) {
                return Ok(piece);
            }
        }
    }

    /// The next piece has its own time, and all of them together have some.
    fn patience(&self) -> Instant {
        self.end.min(Instant::now() + PATIENCE)
    }

    fn explained(&self, error: multer::Error) -> WebError {
        match error {
            multer::Error::StreamSizeExceeded { .. } => too_large(self.inputs),
            multer::Error::IncompleteFieldData { .. }
            | multer::Error::IncompleteHeaders
            | multer::Error::IncompleteStream => bad("error-parts-short"),
            _ => bad("error-parts-broken"),
        }
    }
}

fn bad(message: &str) -> WebError {
    unread(&tr!(message))
}

fn unread(why: &str) -> WebError {
    WebError::bad_request(tr!("error-parts", why = why))
}

fn too_large(inputs: &[FileInput]) -> WebError {
    let largest = inputs.iter().map(|input| input.max_size).max().unwrap_or_default();
    WebError::TooLarge(tr!("error-file-size", size = crate::view::bytes(largest)))
}

/// A name from outside in a message.
fn short(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(60).collect()
}

type Arriving = Pin<Box<dyn Stream<Item = Result<Bytes, axum::Error>> + Send>>;

/// The body, one piece at a time: the parser would take in all that is there before it looks at any of it.
struct Pieces {
    body: Arriving,
    /// Bytes since the parser last made something of them.
    since: Arc<AtomicUsize>,
    rests: bool,
}

impl Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.rests) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        match self.body.as_mut().poll_next(cx) {
            Poll::Ready(Some(Ok(piece))) => {
                self.rests = true;
                // The first piece may hold several parts, whatever its size.
                let before = self.since.fetch_add(piece.len(), Ordering::Relaxed);
                if before > BETWEEN {
                    return Poll::Ready(Some(Err(std::io::Error::other("too much between two parts"))));
                }
                Poll::Ready(Some(Ok(piece)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(std::io::Error::other(error)))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    }
}
