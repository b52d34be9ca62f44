//! What a list shows: search, filters, order, page size and place, all of it from the address.

use super::{
    BadQuery, Cursor, Filter, Operator, Position,
    bad_query::quoted,
    keys::{total_order, word},
    search::Search,
};
use crate::{Direction, Order, Path, Resource};

/// The page sizes anybody may ask for, beside the resource's own.
pub const PAGE_SIZES: [u16; 4] = [25, 50, 100, 200];

const MOST_SORTS: usize = 4;
const MOST_FILTERS: usize = 20;
const MOST_VALUES: usize = 100;

/// What a list shows. Made from an address by [`parse`](Self::parse) and turned back into one by
/// [`to_query_string`](Self::to_query_string); links are made from changed copies.
#[derive(Clone, Debug)]
pub struct ListQuery {
    search: Search,
    sort: Vec<Order>,
    own_order: Vec<Order>,
    filters: Vec<Filter>,
    size: u16,
    own_size: u16,
    position: Position,
}

impl ListQuery {
    /// The plain list of a resource.
    pub fn new(resource: &Resource) -> Self {
        let own_size = resource.meta().page_size;
        Self {
            search: Search::default(),
            sort: Vec::new(),
            own_order: resource.order().to_vec(),
            filters: Vec::new(),
            size: own_size,
            own_size,
            position: Position::First,
        }
    }

    /// Reads the parameters of an address: `q`, `sort`, `size`, `after`, `before`, `last` and `f.…`.
    ///
    /// Other parameters are somebody else's and change nothing, and so does a filter with an empty
    /// value, as a form sends for an input left blank. A filter whose value cannot be read is kept with
    /// its error.
    ///
    /// # Errors
    /// For a filter, operator or sort that is not declared, a size that is not offered, a cursor that
    /// is forged or belongs to another order, and more of anything than a person would ask for.
    pub fn parse(resource: &Resource, params: &[(String, String)]) -> Result<Self, BadQuery> {
        let mut query = Self::new(resource);
        let last = |name| params.iter().rev().find(|(param, _)| param == name).map(|(_, value)| value.trim());
        if !resource.search().is_empty() {
            query.search = Search::parse(last("q").unwrap_or_default())?;
        }
        if let Some(sort) = last("sort").filter(|sort| !sort.is_empty()) {
            query.sort = parse_sort(resource, sort)?;
        }
        if let Some(size) = last("size").filter(|size| !size.is_empty()) {
            query.size = query.parse_size(size)?;
        }
        query.filters = parse_filters(resource, params)?;
        query.position = query.parse_position(resource, last)?;
        Ok(query)
    }

    /// What is searched for, as it was typed; empty for nothing.
    pub fn search(&self) -> &str {
        self.search.text()
    }

    /// Says which words of the search were too many, to show beside it.
    pub fn search_note(&self) -> Option<String> {
        self.search.note()
    }

    /// What the list is sorted by: as asked, else as the resource declares. The primary key, which
    /// every order ends with, is not in it.
    pub fn order(&self) -> &[Order] {
        if self.sort.is_empty() { &self.own_order } else { &self.sort }
    }

    /// Whether the address asks for an order of its own.
    pub fn is_sorted(&self) -> bool {
        !self.sort.is_empty()
    }

    /// Its filters, those with an error among them.
    pub fn filters(&self) -> &[Filter] {
        &self.filters
    }

    /// The filter on this path with this operator.
    pub fn filter(&self, path: &Path, operator: Operator) -> Option<&Filter> {
        self.filters.iter().find(|filter| filter.is_on(path, operator))
    }

    /// Whether something narrows the list, so that an empty page means "no match".
    pub fn is_narrowed(&self) -> bool {
        !self.search.text().is_empty() || !self.filters.is_empty()
    }

    /// Rows of a page.
    pub fn size(&self) -> u16 {
        self.size
    }

    /// The sizes a person may pick: the usual ones and the resource's own.
    pub fn sizes(&self) -> Vec<u16> {
        let mut sizes = PAGE_SIZES.to_vec();
        sizes.push(self.own_size);
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }

    /// Where the page begins.
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// The list as parameters of an address, in an order of their own. Defaults are left out.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut add = |name: &str, value: String| pairs.push((name.to_owned(), value));
        if !self.search.text().is_empty() {
            add("q", self.search.text().to_owned());
        }
        for filter in &self.filters {
            for value in filter.values() {
                add(&filter.operator().parameter(filter.path()), value.clone());
            }
        }
        if !self.sort.is_empty() {
            add("sort", self.sort.iter().map(word).collect::<Vec<_>>().join(","));
        }
        if self.size != self.own_size {
            add("size", self.size.to_string());
        }
        match &self.position {
            Position::First => {}
            Position::After(cursor) => add("after", cursor.to_string()),
            Position::Before(cursor) => add("before", cursor.to_string()),
            Position::Last => add("last", "1".to_owned()),
        }
        pairs
    }

    /// The list as the query string of an address, without `?`; empty for the plain list.
    pub fn to_query_string(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }

    pub(crate) fn terms(&self) -> &Search {
        &self.search
    }

    /// The keys of the total order.
    pub(crate) fn keys(&self, resource: &Resource) -> Vec<Order> {
        total_order(resource, self.order())
    }

    fn parse_size(&self, text: &str) -> Result<u16, BadQuery> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let size = digits.then(|| text.parse().ok()).flatten().filter(|size| self.sizes().contains(size));
        size.ok_or_else(|| {
            let sizes: Vec<_> = self.sizes().iter().map(u16::to_string).collect();
            BadQuery::new(format!(
                "A page cannot have {} rows: `size` must be one of {}.",
                quoted(text),
                sizes.join(", ")
            ))
        })
    }

    fn parse_position<'a>(
        &self,
        resource: &Resource,
        last: impl Fn(&'static str) -> Option<&'a str>,
    ) -> Result<Position, BadQuery> {
        let given = |name| last(name).filter(|value| !value.is_empty());
        match (given("after"), given("before"), given("last")) {
            (None, None, None) => Ok(Position::First),
            (Some(token), None, None) => Cursor::parse(resource, &self.keys(resource), token).map(Position::After),
            (None, Some(token), None) => Cursor::parse(resource, &self.keys(resource), token).map(Position::Before),
            (None, None, Some("1")) => Ok(Position::Last),
            (None, None, Some(other)) => {
                Err(BadQuery::new(format!("`last` must be 1, not {}: it asks for the last page.", quoted(other))))
            }
            _ => Err(BadQuery::new("A page begins at one place: give only one of `after`, `before` and `last`.")),
        }
    }
}

/// Changed copies, for links. All but the last four go back to the first page.
impl ListQuery {
    /// Sorted by this column alone; the other way round if it was the first one already.
    #[must_use]
    pub fn sorted_by(&self, path: &Path) -> Self {
        let direction = match self.order().first() {
            Some(first) if first.path.name == path.name => first.direction.reversed(),
            _ => Direction::Asc,
        };
        Self { sort: vec![Order { path: path.clone(), direction }], ..self.first_page() }
    }

    /// Sorted by this column after the present ones; the other way round if it was one of them.
    #[must_use]
    pub fn also_sorted_by(&self, path: &Path) -> Self {
        let mut sort = self.order().to_vec();
        match sort.iter_mut().find(|order| order.path.name == path.name) {
            Some(order) => order.direction = order.direction.reversed(),
            None => {
                // The least important one makes room.
                sort.truncate(MOST_SORTS - 1);
                sort.push(Order { path: path.clone(), direction: Direction::Asc });
            }
        }
        Self { sort, ..self.first_page() }
    }

    /// No longer sorted by this column.
    #[must_use]
    pub fn not_sorted_by(&self, path: &Path) -> Self {
        let mut sort = self.order().to_vec();
        sort.retain(|order| order.path.name != path.name);
        Self { sort, ..self.first_page() }
    }

    /// In the resource's own order.
    #[must_use]
    pub fn unsorted(&self) -> Self {
        Self { sort: Vec::new(), ..self.first_page() }
    }

    /// Without the filter at this place among [`filters`](Self::filters).
    #[must_use]
    pub fn without_filter(&self, at: usize) -> Self {
        let mut filters = self.filters.clone();
        if at < filters.len() {
            filters.remove(at);
        }
        Self { filters, ..self.first_page() }
    }

    /// Without one value of a filter; without the filter if it was the only one.
    #[must_use]
    pub fn without_value(&self, at: usize, value: usize) -> Self {
        match self.filters.get(at).and_then(|filter| filter.without_value(value)) {
            Some(filter) => {
                let mut filters = self.filters.clone();
                filters[at] = filter;
                Self { filters, ..self.first_page() }
            }
            None => self.without_filter(at),
        }
    }

    /// With this filter in place of any other with the same operator on the same path.
    #[must_use]
    pub fn with_filter(&self, path: &Path, operator: Operator, values: Vec<String>) -> Self {
        let mut filters = self.filters.clone();
        filters.retain(|filter| !filter.is_on(path, operator));
        if !values.is_empty() {
            filters.push(Filter::new(path.clone(), operator, values));
        }
        Self { filters, ..self.first_page() }
    }

    /// Without the search.
    #[must_use]
    pub fn without_search(&self) -> Self {
        Self { search: Search::default(), ..self.first_page() }
    }

    /// Without search and filters; order and page size stay.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { filters: Vec::new(), ..self.without_search() }
    }

    /// With pages of this size, if it is one of [`sizes`](Self::sizes).
    #[must_use]
    pub fn with_size(&self, size: u16) -> Self {
        let size = if self.sizes().contains(&size) { size } else { self.size };
        Self { size, ..self.first_page() }
    }

    /// The first page.
    #[must_use]
    pub fn first_page(&self) -> Self {
        self.at(Position::First)
    }

    /// The last page.
    #[must_use]
    pub fn last_page(&self) -> Self {
        self.at(Position::Last)
    }

    /// The page after this place.
    #[must_use]
    pub fn after(&self, cursor: Cursor) -> Self {
        self.at(Position::After(cursor))
    }

    /// The page before this place.
    #[must_use]
    pub fn before(&self, cursor: Cursor) -> Self {
        self.at(Position::Before(cursor))
    }

    fn at(&self, position: Position) -> Self {
        Self { position, ..self.clone() }
    }
}

fn parse_sort(resource: &Resource, text: &str) -> Result<Vec<Order>, BadQuery> {
    let mut sort: Vec<Order> = Vec::new();
    for part in text.split(',') {
        let (name, direction) = match part.strip_prefix('-') {
            Some(name) => (name, Direction::Desc),
            None => (part, Direction::Asc),
        };
        let path = resource.sortable().iter().find(|path| path.name == name).ok_or_else(|| {
            BadQuery::new(format!(
                "{} cannot be sorted by {}: follow the headings of its list.",
                resource.meta().plural,
                quoted(name)
            ))
        })?;
        if sort.iter().any(|order| order.path.name == name) {
            return Err(BadQuery::new(format!("`sort` names {} twice: once is enough.", quoted(name))));
        }
        sort.push(Order { path: path.clone(), direction });
    }
    if sort.len() > MOST_SORTS {
        return Err(BadQuery::new(format!("A list is sorted by {MOST_SORTS} columns at most.")));
    }
    Ok(sort)
}

fn parse_filters(resource: &Resource, params: &[(String, String)]) -> Result<Vec<Filter>, BadQuery> {
    let mut found: Vec<(Path, Operator, Vec<String>)> = Vec::new();
    let mut values = 0;
    for (param, value) in params {
        let Some(name) = param.strip_prefix("f.") else { continue };
        let (path, operator) = resolve(resource, name)?;
        // As a form without script sends it for an input left blank.
        if value.is_empty() {
            continue;
        }
        values += 1;
        let any_of = matches!(operator, Operator::Is | Operator::During);
        let same = found.iter_mut().find(|(known, other, _)| known.name == path.name && *other == operator);
        match same {
            Some((.., all)) if all.contains(value) => {}
            Some((.., all)) if any_of => all.push(value.clone()),
            _ => found.push((path.clone(), operator, vec![value.clone()])),
        }
    }
    if found.len() > MOST_FILTERS || values > MOST_VALUES {
        return Err(BadQuery::new(format!(
            "A list takes {MOST_FILTERS} filters with {MOST_VALUES} values in all: leave some out."
        )));
    }
    Ok(found.into_iter().map(|(path, operator, values)| Filter::new(path, operator, values)).collect())
}

/// `price.gte` as a declared filter and an operator that fits it.
fn resolve<'a>(resource: &'a Resource, name: &str) -> Result<(&'a Path, Operator), BadQuery> {
    let unknown = || {
        BadQuery::new(format!(
            "{} cannot be filtered by {}: use the filters that its list offers.",
            resource.meta().plural,
            quoted(name)
        ))
    };
    if let Some(path) = filterable(resource, name) {
        return Ok((path, Operator::Is)).and_then(|found| fitting(found, name));
    }
    let (path, operator) = name.rsplit_once('.').ok_or_else(unknown)?;
    let path = filterable(resource, path).ok_or_else(unknown)?;
    let operator = Operator::by_key(operator).ok_or_else(unknown)?;
    fitting((path, operator), name)
}

fn fitting<'a>(found: (&'a Path, Operator), name: &str) -> Result<(&'a Path, Operator), BadQuery> {
    let (path, operator) = found;
    // Asking whether something is empty that cannot be is a question with an answer.
    if operator == Operator::Empty || Operator::offered(path).contains(&operator) {
        return Ok(found);
    }
    let offered: Vec<_> = Operator::offered(path).iter().map(|operator| operator.key()).collect();
    Err(BadQuery::new(format!(
        "{} is no way to filter by {}: use one of {}.",
        quoted(name),
        path.label,
        offered.join(", ")
    )))
}

/// A declared filter by its name, or by the other name of a relation: `category` and `category_id`.
fn filterable<'a>(resource: &'a Resource, name: &str) -> Option<&'a Path> {
    let declared = || resource.filters().iter().chain(resource.drill_down());
    declared().find(|path| path.name == name).or_else(|| {
        declared().find(|path| {
            let meta = path.column.meta;
            let relation = meta.belongs_to.filter(|_| path.hops.is_empty());
            relation.is_some_and(|relation| relation.name == name || meta.name == name)
        })
    })
}
