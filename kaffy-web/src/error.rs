//! Everything that can go wrong with a request, and the page that says so.
//!
//! What is shown is short: a heading, words, a way on. What is logged has the cause and the number of
//! the request, which the page names (S14).

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use kaffy_core::{Allowed, DbError, Denied, InvalidKey, SaveError, View, accounts::AccountError, tr};

/// A request that cannot be answered as it asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebError {
    /// 400: a part of the request makes no sense.
    #[error("{words}")]
    BadRequest {
        /// What, in words.
        words: String,
        /// Where to go on: a label and an address.
        way_on: Option<(String, String)>,
    },
    /// 401: nobody is signed in, or no longer.
    #[error("nobody is signed in")]
    SignedOut {
        /// Where to sign in.
        login: String,
    },
    /// 403: whoever asks may not.
    #[error("{0}")]
    Forbidden(String),
    /// 403 as well: whoever asks may, and has to say once more who they are.
    #[error("whoever asks has to prove who they are")]
    Unproven {
        /// Where, if the application asks for it on a page of its own.
        place: Option<String>,
        /// Whether the form stays behind, since a secret was typed into it.
        is_alone: bool,
    },
    /// 404: there is no such page or record.
    #[error("{0}")]
    NotFound(String),
    /// 408: the body did not arrive in time.
    #[error("the form did not arrive in time")]
    TooSlow,
    /// 409: the state of the data does not allow it.
    #[error("{0}")]
    Conflict(String),
    /// 409 as well, with another way on than the first page.
    #[error("{words}")]
    NotNow {
        /// What is in the way.
        words: String,
        /// Where to go on: a label and an address.
        way_on: (String, String),
    },
    /// 413: the body is too large.
    #[error("{0}")]
    TooLarge(String),
    /// 415: the body is not a form.
    #[error("the body was not a form")]
    NotAForm,
    /// 503: as many requests are answered as may be at once.
    #[error("too many requests at once")]
    Busy,
    /// 503: the database is busy or gone.
    #[error("the database cannot be reached")]
    Unavailable(#[source] DbError),
    /// 503: files can be neither taken in nor handed out.
    #[error("files cannot be read or kept")]
    Storage(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// 500: a template that cannot be drawn.
    #[error("a template could not be drawn")]
    Template(#[source] tera::Error),
    /// 500: our own fault.
    #[error("something went wrong")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl WebError {
    pub(crate) fn bad_request(words: impl Into<String>) -> Self {
        Self::BadRequest { words: words.into(), way_on: None }
    }

    pub(crate) fn storage(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Storage(Box::new(error))
    }

    pub(crate) fn no_page() -> Self {
        Self::NotFound(tr!("error-no-page"))
    }

    /// A record that is not there, or that the actor may not know of.
    pub(crate) fn no_record(singular: &str) -> Self {
        Self::NotFound(tr!("error-no-record", thing = singular))
    }

    /// A form that was not saved and cannot be drawn again.
    pub(crate) fn of_save(error: SaveError, seen: &Allowed<View>) -> Self {
        match error {
            SaveError::NotFound => Self::no_record(seen.resource().meta().singular),
            SaveError::Denied(denied) => denied.into(),
            SaveError::Refused(refused) => Self::bad_request(sentence(&refused.to_string())),
            SaveError::Database(error) => error.into(),
            other => Self::Internal(Box::new(other)),
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::BadRequest { .. } => StatusCode::BAD_REQUEST,
            Self::SignedOut { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) | Self::Unproven { .. } => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict(_) | Self::NotNow { .. } => StatusCode::CONFLICT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Busy | Self::Unavailable(_) | Self::Storage(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Template(_) | Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::SignedOut { .. } => tr!("accounts-sign-in-first"),
            Self::Unproven { .. } => tr!("accounts-ask-again-lead"),
            Self::NotAForm => tr!("error-not-a-form"),
            Self::TooSlow => tr!("error-too-slow"),
            Self::Busy => tr!("error-busy"),
            Self::Unavailable(_) => tr!("error-unavailable"),
            Self::Storage(_) => tr!("error-storage"),
            Self::Template(_) if cfg!(debug_assertions) => tr!("error-template"),
            Self::Template(_) | Self::Internal(_) => tr!("error-ours"),
            said => said.to_string(),
        }
    }
}

/// Rides on an answer that has to wait for the password, until the guard draws the page that asks for it; and on that page,
/// which refuses nobody. Where the application asks, the address of its page.
#[derive(Clone, Debug, Default)]
pub(crate) struct AskAgain {
    pub(crate) place: Option<String>,
    /// Whether the form stays behind, since a secret was typed into it.
    pub(crate) is_alone: bool,
}

/// What an error page says; rides on a response until the frame draws it.
#[derive(Clone, Debug)]
pub(crate) struct Complaint {
    pub(crate) words: String,
    pub(crate) way_on: Option<(String, String)>,
    /// The same for the log, which is English wherever it is about us.
    pub(crate) log: String,
    /// Why, for the log.
    pub(crate) cause: Option<String>,
    /// Why, for a developer.
    pub(crate) details: Option<String>,
}

impl Complaint {
    /// For an answer that something else than [`WebError`] made, such as axum's 405.
    pub(crate) fn about(status: StatusCode) -> Self {
        let words = match status {
            StatusCode::METHOD_NOT_ALLOWED => tr!("error-method"),
            StatusCode::NOT_FOUND => tr!("error-no-page"),
            _ if status.is_server_error() => tr!("error-ours-soon"),
            _ => tr!("error-request"),
        };
        Self { words, way_on: None, log: status.to_string(), cause: None, details: None }
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let cause = std::error::Error::source(&self).map(chain);
        let status = self.status();
        let (words, log) = (self.words(), self.to_string());
        let details = cause.clone().filter(|_| cfg!(debug_assertions) && matches!(self, Self::Template(_)));
        let ask_again = match &self {
            Self::Unproven { place, is_alone } => Some(AskAgain { place: place.clone(), is_alone: *is_alone }),
            _ => None,
        };
        let way_on = match self {
            Self::BadRequest { way_on, .. } => way_on,
            Self::NotNow { way_on, .. } => Some(way_on),
            Self::SignedOut { login } => Some((tr!("accounts-sign-in"), login)),
            _ => None,
        };
        let mut response = status.into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        if let Some(ask_again) = ask_again {
            response.extensions_mut().insert(ask_again);
        }
        response.extensions_mut().insert(Complaint { words, way_on, log, cause, details });
        response
    }
}

/// An error in words as a sentence.
pub(crate) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| format!("{}{}.", first.to_uppercase(), chars.as_str())).unwrap_or_default()
}

/// An error with everything behind it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text = format!("{text}: {error}");
        next = error.source();
    }
    text
}

/// The answer in place of a handler that panicked.
pub(crate) fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    WebError::Internal(format!("panicked: {text}").into()).into_response()
}

impl From<DbError> for WebError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Unavailable(_) | DbError::Timeout => Self::Unavailable(error),
            DbError::Unique { .. } | DbError::ForeignKey { .. } | DbError::Check { .. } | DbError::NotNull { .. } => {
                Self::Conflict(tr!("error-rule"))
            }
            DbError::Refused(words) => Self::Conflict(words),
            DbError::ReadOnly => Self::Conflict(tr!("error-read-only")),
            DbError::Unfit { .. } => Self::bad_request(tr!("error-unfit")),
            other => Self::Internal(Box::new(other)),
        }
    }
}

impl From<AccountError> for WebError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::NotFound => Self::NotFound(error.to_string()),
            AccountError::Forbidden(words) => Self::Forbidden(words),
            AccountError::LastSuperuser | AccountError::Invalid(_) => Self::Conflict(error.to_string()),
            AccountError::Busy => Self::Unavailable(DbError::Timeout),
            AccountError::Database(error) => error.into(),
            other => Self::Internal(Box::new(other)),
        }
    }
}

impl From<Denied> for WebError {
    fn from(denied: Denied) -> Self {
        Self::Forbidden(sentence(&denied.to_string()))
    }
}

impl From<InvalidKey> for WebError {
    fn from(error: InvalidKey) -> Self {
        Self::NotFound(format!("{error}."))
    }
}

impl From<tera::Error> for WebError {
    fn from(error: tera::Error) -> Self {
        Self::Template(error)
    }
}
