//! The page to pick a row of another resource from, for browsers without the script (A45, W15).

use serde::Serialize;

use super::input::Hidden;

/// `resource/pick.html`: rows to pick from, 20 at a time.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PickPage {
    /// `Choose a category`.
    pub heading: String,
    /// What is picked, all of them, in running text: `categories`.
    pub plural: String,
    /// The same as it stands alone, for messages: `Categories`.
    pub things: String,
    /// The form or list that is being filled in.
    pub action: String,
    /// `post` for a form, `get` for a list.
    pub method: &'static str,
    /// Everything typed so far.
    pub carried: Vec<Hidden>,
    /// The field that is picked for.
    pub field: String,
    /// The name under which a row that is picked is sent.
    pub picked_name: String,
    /// What was searched for.
    pub words: String,
    /// Says where the search looks.
    pub help: String,
    /// The rows found.
    pub options: Vec<PickOption>,
    /// The cursor of the next ones.
    pub more: Option<String>,
    /// Whether nothing may be picked, too.
    pub may_clear: bool,
}

/// One row to pick.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PickOption {
    /// Its key, as the form sends it.
    pub value: String,
    /// What people call it.
    pub label: String,
    /// Whether it is picked already.
    pub is_current: bool,
}
