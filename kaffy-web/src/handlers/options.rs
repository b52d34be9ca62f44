//! Rows to pick from, for the script: 20 at a time, as JSON (A45).

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use kaffy_core::{OptionsQuery, View};
use serde::Serialize;

use crate::{
    WebError,
    extract::{Params, Permitted, Visit},
    handlers::list::no_such_list,
    pages::Web,
};

#[derive(Serialize)]
struct Answer {
    options: Vec<Choice>,
    /// The cursor of the next ones, if there are more.
    after: Option<String>,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

pub(crate) async fn page(
    State(_web): State<Web>,
    visit: Visit,
    allowed: Permitted<View>,
    params: Params,
) -> Result<Response, WebError> {
    let resource = allowed.resource();
    let query = OptionsQuery::parse(resource, &params.0).map_err(|bad| no_such_list(&visit, resource, bad))?;
    let found = allowed.options(&query).await?;
    let choice = |row: kaffy_core::OptionRow| Choice { value: row.key.words(resource), label: row.label };
    let answer = Answer {
        options: found.rows.into_iter().map(choice).collect(),
        after: found.after.map(|cursor| cursor.to_string()),
    };
    let json = serde_json::to_string(&answer).map_err(|error| WebError::Internal(Box::new(error)))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}
