//! The form that chooses the columns of a list and how close its rows stand (A23).

use kaffy_core::{Allowed, Density, ListQuery, View};
use serde::Serialize;

use super::{Hidden, OptionView};
use crate::links::Links;

/// `list/columns.html`: the columns to choose from.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct ColumnsView {
    /// Where the form is sent.
    pub action: String,
    /// Hidden inputs that keep the rest of the list.
    pub carried: Vec<Hidden>,
    /// The columns: those that are shown first, in their order.
    pub columns: Vec<ColumnChoice>,
    /// How close rows may stand.
    pub densities: Vec<OptionView>,
    /// The list with its usual columns; none when it has them.
    pub reset_href: Option<String>,
}

/// A column to choose.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct ColumnChoice {
    /// Its name in addresses.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// Where it stands, counted from one; none while it is not shown.
    pub place: Option<usize>,
}

impl ColumnsView {
    pub(crate) fn new(links: &Links, allowed: &Allowed<View>, query: &ListQuery) -> Self {
        let (resource, actor) = (allowed.resource(), allowed.actor());
        let shown = allowed.shown_columns(query);
        let mut offered = allowed.column_choice();
        let place = |name: &str| shown.iter().position(|column| column.name == name).map(|at| at + 1);
        offered.sort_by_key(|column| place(column.name).unwrap_or(usize::MAX));
        let labels: Vec<_> = offered.iter().map(|column| column.label_for(actor)).collect();
        let choice = |(column, label): (&std::sync::Arc<kaffy_core::ListColumn>, &String)| {
            // A list may show what a field names beside the field itself.
            let is_clear = labels.iter().filter(|other| *other == label).count() < 2;
            ColumnChoice {
                name: column.name.to_owned(),
                label: if is_clear { label.clone() } else { format!("{label} ({})", column.name) },
                place: place(column.name),
            }
        };
        let usual = query.with_columns(&[]).with_density(Density::default());
        let carried = usual.pairs().into_iter().filter(|(name, _)| name != "columns" && name != "density");
        let is_usual = query.columns().is_empty() && query.density() == Density::default();
        Self {
            action: links.list(resource),
            carried: Hidden::from_pairs(carried),
            columns: offered.iter().zip(&labels).map(choice).collect(),
            densities: Density::ALL
                .map(|density| OptionView {
                    value: density.key().to_owned(),
                    label: density.label(),
                    is_on: density == query.density(),
                })
                .into(),
            reset_href: (!is_usual).then(|| links.list_at(resource, &usual.to_query_string())),
        }
    }
}
