//! What a page or form asks to export: which rows, which columns, written how.

use std::collections::HashSet;

use kaffy_core::{
    Allowed, BadToken, Count, ExportColumn, ExportStyle, Key, ListQuery, Selection, SelectionToken, View, tr,
};

use crate::{
    WebError,
    extract::{Form, Params, Visit, pairs},
    handlers::{
        actions::{ALL, ROW},
        list::no_such_list,
        naming,
    },
    list_state,
    view::Hidden,
};

const COLUMN: &str = "_column";
const STYLE: &str = "_as";
const EXCEL: &str = "_excel";
const FORMAT: &str = "_format";

pub(super) struct Asked {
    /// The list it began on.
    pub(super) query: ListQuery,
    pub(super) selection: Selection,
    /// The selection once more, for the form of the page.
    pub(super) hidden: Vec<Hidden>,
    /// The columns that were ticked; `None` where nobody has chosen yet.
    pub(super) chosen: Option<Vec<String>>,
    style: ExportStyle,
    is_for_excel: bool,
    pub(super) format: String,
}

impl Asked {
    pub(super) fn of_params(visit: &Visit, seen: &Allowed<View>, params: Params) -> Result<Self, WebError> {
        let query = naming::list_query(visit, seen, params)?;
        no_trash(&query)?;
        Ok(Self::all(query.first_page()))
    }

    /// A list that cannot be read is refused: without its filters there would be more rows than were meant.
    pub(super) fn of_form(visit: &Visit, seen: &Allowed<View>, form: &Form) -> Result<Self, WebError> {
        let resource = seen.resource();
        let list = pairs(form.get(list_state::NAME).unwrap_or_default().as_bytes())?;
        let query = seen.list_query(&list).map_err(|bad| no_such_list(visit, resource, bad))?;
        no_trash(&query)?;
        let given = |wanted: &'static str| {
            form.pairs().iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
        };
        let mut asked = match form.get(ALL).filter(|token| !token.is_empty()) {
            Some(token) => {
                let rows = SelectionToken::read(seen, None, token);
                let rows = rows.map_err(|bad| WebError::bad_request(refused(bad)))?;
                // Signed is which rows there are; how they look is said by the list.
                Self { query: query.first_page(), ..Self::all(rows) }
            }
            None => Self::all(query.first_page()),
        };
        let keys: HashSet<&str> = given(ROW).collect();
        if form.get(ALL).is_none() && !keys.is_empty() {
            // What is no key is no row.
            let found: Vec<_> = keys.iter().filter_map(|segment| Key::parse(resource, segment).ok()).collect();
            asked.hidden = Hidden::from_pairs(keys.iter().map(|key| (ROW.to_owned(), (*key).to_owned())));
            asked.selection = Selection::Keys(found);
        }
        if form.get(super::RUN).is_some() {
            asked.chosen = Some(given(COLUMN).map(str::to_owned).collect());
            asked.style = if form.get(STYLE) == Some("raw") { ExportStyle::Raw } else { ExportStyle::Shown };
            asked.is_for_excel = form.get(EXCEL).is_some();
            form.get(FORMAT).unwrap_or("csv").clone_into(&mut asked.format);
        }
        Ok(asked)
    }

    fn all(query: ListQuery) -> Self {
        Self {
            selection: Selection::Query(Box::new(query.clone())),
            query,
            hidden: Vec::new(),
            chosen: None,
            style: ExportStyle::Shown,
            is_for_excel: false,
            format: "csv".to_owned(),
        }
    }

    /// What was ticked, in the order of the list that it began on; other columns come behind.
    pub(super) fn columns(&self, seen: &Allowed<View>) -> Vec<&str> {
        let shown = seen.shown_columns(&self.query).into_iter().map(|column| column.name);
        let order: Vec<_> = shown.chain(seen.export_columns().iter().map(ExportColumn::name)).collect();
        let mut columns: Vec<_> = self.chosen.iter().flatten().map(String::as_str).collect();
        columns.sort_by_key(|column| order.iter().position(|known| known == column));
        columns
    }

    pub(super) fn style(&self) -> ExportStyle {
        self.style
    }

    pub(super) fn is_for_excel(&self) -> bool {
        self.is_for_excel
    }

    /// What narrows it; nothing does where rows were picked.
    pub(super) fn narrowed(&self, words: Vec<String>) -> Vec<String> {
        if matches!(self.selection, Selection::Keys(_)) { Vec::new() } else { words }
    }

    /// How many rows there are, of picked ones those that the actor may see.
    pub(super) async fn count(&self, seen: &Allowed<View>) -> Result<Count, WebError> {
        Ok(match &self.selection {
            Selection::Query(query) => seen.count(query).await?,
            Selection::Keys(keys) => {
                let mut count = 0;
                // As many as one statement takes, where keys have several columns.
                for keys in keys.chunks(100) {
                    count += seen.labels_for(keys).await?.len() as u64;
                }
                Count::Exact(count)
            }
        })
    }
}

fn refused(bad: BadToken) -> String {
    match bad {
        BadToken::Expired => tr!("page-action-expired"),
        _ => tr!("page-action-foreign"),
    }
}

/// Files are of what is there.
fn no_trash(query: &ListQuery) -> Result<(), WebError> {
    if query.is_in_trash() { Err(WebError::bad_request(tr!("trash-no-export"))) } else { Ok(()) }
}
