//! The filters of a list: one group of inputs for each declared path, and a chip for each that is on.

use kaffy_core::{Filter, Kind, ListQuery, Operator, Path, Preset, Resource, tr};
use serde::Serialize;

use super::input::Hidden;
use crate::{handlers::facets::Facets, links::Links};

/// One filter as a group of inputs.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[non_exhaustive]
pub struct FilterView {
    /// What it looks at.
    pub label: String,
    /// The `id` of its group, and the beginning of those of its inputs.
    pub id: String,
    /// Whether it narrows the list.
    pub is_on: bool,
    /// Values to tick.
    pub options: Vec<FacetView>,
    /// The name of the boxes, and of the input for one more row.
    pub name: String,
    /// Where rows to pick from are found; none unless rows of another resource are picked.
    pub options_href: Option<String>,
    /// The value of the button that opens the page to pick from.
    pub pick: Option<String>,
    /// Texts to type.
    pub texts: Vec<RangeView>,
    /// Named ranges of days.
    pub presets: Vec<PresetView>,
    /// The name of the choice between empty and not empty, where a value may be.
    pub empty_name: Option<String>,
    /// What was chosen there: `true`, `false` or nothing.
    pub empty_value: String,
    /// How many rows are empty there, where that was asked for.
    pub empty_count: Option<String>,
    /// How many are not.
    pub full_count: Option<String>,
    /// Whether counting took too long.
    pub is_slow: bool,
}

/// One value to tick, with the rows that it leaves.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct FacetView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is ticked.
    pub is_on: bool,
    /// How many rows it leaves, where that was asked for: `1,204`, `10,000+`.
    pub count: Option<String>,
}

/// A named range of days, with the rows that it leaves.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct PresetView {
    /// Its words.
    pub label: String,
    /// The list narrowed to it, or no longer.
    pub href: String,
    /// Whether it is on.
    pub is_current: bool,
    /// How many rows it leaves, where that was asked for.
    pub count: Option<String>,
}

/// One value to choose.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct OptionView {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is ticked or selected.
    pub is_on: bool,
}

/// One input of a filter: an end of a range, a text, or one of several words.
#[derive(Clone, Debug, Default, Hash, Serialize)]
#[non_exhaustive]
pub struct RangeView {
    /// Its label.
    pub label: String,
    /// Its name.
    pub name: String,
    /// What was typed.
    pub value: String,
    /// Its type: `text`, `date` or `datetime-local`.
    pub input_type: &'static str,
    /// The keyboard it wants on a phone.
    pub inputmode: &'static str,
    /// What can be chosen, where it is one of these and not a text.
    pub options: Vec<OptionView>,
}

/// A filter or search that is on.
#[derive(Clone, Debug, Hash, Serialize)]
#[non_exhaustive]
pub struct ChipView {
    /// What it says: `Status is Available or Sold out`.
    pub words: String,
    /// The list without it.
    pub remove_href: String,
    /// Why it was not applied.
    pub error: Option<String>,
}

/// Everything the filters of one list are drawn from.
pub(crate) struct Filters<'a> {
    pub(crate) links: &'a Links,
    pub(crate) resource: &'a Resource,
    pub(crate) query: &'a ListQuery,
    /// A text for each value of each filter of the query.
    pub(crate) labels: &'a [Vec<String>],
    /// How many rows each value leaves, where that was asked for.
    pub(crate) facets: &'a Facets,
    /// The list that is picked from for a path; none if the actor may not view it.
    pub(crate) target: &'a dyn Fn(&Path) -> Option<String>,
}

impl Filters<'_> {
    pub(crate) fn groups(&self) -> Vec<FilterView> {
        self.resource.filters().iter().enumerate().map(|(at, path)| self.group(at, path)).collect()
    }

    pub(crate) fn chips(&self) -> Vec<ChipView> {
        let to = |query: ListQuery| self.links.list_at(self.resource, &query.to_query_string());
        let search = (!self.query.search().is_empty()).then(|| ChipView {
            words: tr!("page-list-searched", text = self.query.search()),
            remove_href: to(self.query.without_search()),
            error: self.query.search_note(),
        });
        let filters = self.query.filters().iter().enumerate().map(|(at, filter)| ChipView {
            words: filter.words(self.labels.get(at).map_or(&[], Vec::as_slice)),
            remove_href: to(self.query.without_filter(at)),
            error: filter.error().map(str::to_owned),
        });
        search.into_iter().chain(filters).collect()
    }

    /// What a form that replaces the filters has to carry along: search, order, size, and filters that
    /// no input of it stands for.
    pub(crate) fn carried(&self, groups: &[FilterView]) -> Vec<Hidden> {
        let drawn: Vec<_> = groups
            .iter()
            .flat_map(|group| {
                let texts = group.texts.iter().map(|text| &text.name);
                // Without boxes and without an input of that name nothing stands for the value.
                let boxes = (!group.options.is_empty() || group.pick.is_some()).then_some(&group.name);
                texts.chain(boxes).chain(&group.empty_name)
            })
            .collect();
        Hidden::from_pairs(self.query.first_page().pairs().into_iter().filter(|(name, _)| !drawn.contains(&name)))
    }

    fn group(&self, at: usize, path: &Path) -> FilterView {
        let offered = Operator::offered(path);
        let name = Operator::Is.parameter(path);
        let values = |operator| self.query.filter(path, operator).map_or(&[][..], Filter::values);
        let options_href = (self.target)(path);
        let count = |operator, value: &str| self.facets.of(path, operator, value);
        let facet = |option: OptionView| FacetView {
            count: count(Operator::Is, &option.value),
            value: option.value,
            label: option.label,
            is_on: option.is_on,
        };
        let options: Vec<_> = match path.column.meta.belongs_to {
            Some(_) => self.picked(path).into_iter().map(facet).collect(),
            None => fixed_options(path, values(Operator::Is)).into_iter().map(facet).collect(),
        };
        let pick = options_href.as_ref().map(|_| path.name.to_owned());
        let mut texts = Vec::new();
        if options.is_empty() && pick.is_none() {
            for operator in text_operators(path) {
                let typed = values(operator).first().cloned().unwrap_or_default();
                texts.push(RangeView::new(path, operator, typed));
            }
        }
        let can_be_empty = offered.contains(&Operator::Empty);
        let presets = if offered.contains(&Operator::Preset) { self.presets(path) } else { Vec::new() };
        FilterView {
            label: path.label.clone(),
            id: format!("filter-{at}"),
            is_on: self.query.filters().iter().any(|filter| filter.path().name == path.name),
            options,
            name,
            options_href,
            pick,
            texts,
            presets,
            empty_name: can_be_empty.then(|| Operator::Empty.parameter(path)),
            empty_value: values(Operator::Empty).first().cloned().unwrap_or_default(),
            empty_count: count(Operator::Empty, "true"),
            full_count: count(Operator::Empty, "false"),
            is_slow: self.facets.is_slow(path),
        }
    }

    /// The rows of another resource that the list is narrowed to.
    fn picked(&self, path: &Path) -> Vec<OptionView> {
        let mut picked = Vec::new();
        for (at, filter) in self.query.filters().iter().enumerate() {
            if filter.path().name == path.name && filter.operator() == Operator::Is {
                for (index, value) in filter.values().iter().enumerate() {
                    let label = self.labels.get(at).and_then(|labels| labels.get(index)).unwrap_or(value);
                    picked.push(OptionView { value: value.clone(), label: label.clone(), is_on: true });
                }
            }
        }
        picked
    }

    fn presets(&self, path: &Path) -> Vec<PresetView> {
        let on = self.query.filter(path, Operator::Preset).and_then(|filter| filter.values().first());
        Preset::ALL
            .into_iter()
            .map(|preset| {
                let is_current = on.is_some_and(|on| on == preset.key());
                // A preset that is on is switched off by following it again.
                let values = if is_current { Vec::new() } else { vec![preset.key().to_owned()] };
                let query = self.query.with_filter(path, Operator::Preset, values);
                PresetView {
                    label: preset.label(),
                    href: self.links.list_at(self.resource, &query.to_query_string()),
                    is_current,
                    count: self.facets.of(path, Operator::Preset, preset.key()),
                }
            })
            .collect()
    }
}

impl RangeView {
    fn new(path: &Path, operator: Operator, value: String) -> Self {
        let kind = path.column.kind();
        let label = match operator {
            Operator::AtLeast => tr!("page-filter-from"),
            Operator::AtMost => tr!("page-filter-to"),
            Operator::Contains => tr!("page-filter-contains"),
            Operator::Starts => tr!("page-filter-starts"),
            _ if matches!(kind, Kind::List(_)) => tr!("page-filter-has"),
            _ => tr!("page-filter-is"),
        };
        // A date input cannot show a text that is no date, and then the text would be lost.
        let is_day = value.is_empty() || kaffy_core::value::parse(Kind::Date, &value).is_ok();
        Self {
            label,
            name: operator.parameter(path),
            input_type: if kind.has_date() && is_day { "date" } else { "text" },
            inputmode: match kind {
                Kind::Int(_) => "numeric",
                kind if kind.is_number() => "decimal",
                _ => "text",
            },
            options: Vec::new(),
            value,
        }
    }
}

fn text_operators(path: &Path) -> Vec<Operator> {
    match path.column.kind() {
        Kind::Text | Kind::Char => vec![Operator::Contains, Operator::Starts],
        Kind::Time => vec![Operator::AtLeast, Operator::AtMost],
        kind if kind.has_date() || kind.is_number() => vec![Operator::AtLeast, Operator::AtMost],
        _ => vec![Operator::Is],
    }
}

/// The values that are known beforehand: choices, yes and no.
pub(crate) fn fixed_options(path: &Path, on: &[String]) -> Vec<OptionView> {
    let option = |value: &str, label: &str| OptionView {
        value: value.to_owned(),
        label: label.to_owned(),
        is_on: on.iter().any(|on| on == value),
    };
    let kind = match path.column.kind() {
        Kind::List(item) => item.kind,
        kind => kind,
    };
    match kind {
        _ if !path.column.meta.choices.is_empty() => {
            path.column.meta.choices.iter().map(|choice| option(choice.value, choice.label)).collect()
        }
        Kind::Bool => vec![option("true", &tr!("cell-yes")), option("false", &tr!("cell-no"))],
        Kind::Choice(choice) => choice.variants.iter().map(|it| option(it.key, it.label)).collect(),
        _ => Vec::new(),
    }
}
