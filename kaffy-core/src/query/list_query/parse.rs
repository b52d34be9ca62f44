//! From the parameters of an address to a list, by declared names only (A73, S15).

use super::{ListQuery, MOST_SORTS, look::Look};
use crate::{
    BadQuery, Cursor, Direction, Filter, Operator, Order, Path, Position, Resource,
    query::{bad_query::quoted, search::Search},
    tr,
};

const MOST_FILTERS: usize = 20;
const MOST_VALUES: usize = 100;

impl ListQuery {
    /// Reads the parameters of an address: `q`, `tab`, `sort`, `size`, `columns`, `density`, `view`, `trash`, `after`,
    /// `before`, `last` and `f.…`.
    ///
    /// Other parameters are somebody else's and change nothing, and so does a filter with an empty
    /// value, as a form sends for an input left blank. A filter whose value cannot be read is kept with
    /// its error.
    ///
    /// # Errors
    /// For a filter, operator, sort, column or tab that is not there, a size that is not offered, a cursor that
    /// is forged or belongs to another order, and more of anything than a person would ask for.
    pub fn parse(resource: &Resource, params: &[(String, String)]) -> Result<Self, BadQuery> {
        Self::new(resource).read(resource, params)
    }

    /// Reads the parameters into the plain list of an actor.
    pub(crate) fn read(self, resource: &Resource, params: &[(String, String)]) -> Result<Self, BadQuery> {
        let mut query = self;
        let last = |name| params.iter().rev().find(|(param, _)| param == name).map(|(_, value)| value.trim());
        query.in_trash = resource.soft_delete().is_some() && last("trash") == Some("1");
        if let Some(key) = last("tab").filter(|key| !key.is_empty()) {
            query.tabs = query.tabs.at(key).ok_or_else(|| {
                BadQuery::new(tr!("list-no-tab", things = resource.meta().plural, name = quoted(key)))
            })?;
        }
        if !resource.search().is_empty() {
            query.search = Search::parse(last("q").unwrap_or_default())?.into();
        }
        if let Some(sort) = last("sort").filter(|sort| !sort.is_empty()) {
            query.sort = self::sort(resource, sort)?.into();
        }
        if let Some(size) = last("size").filter(|size| !size.is_empty()) {
            query.size = query.parse_size(size)?;
        }
        query.look = Look::read(resource, |name| last(name).filter(|value| !value.is_empty()))?;
        query.filters = self::filters(resource, params)?.into();
        query.position = query.parse_position(resource, last)?;
        Ok(query)
    }

    fn parse_size(&self, text: &str) -> Result<u16, BadQuery> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let size = digits.then(|| text.parse().ok()).flatten().filter(|size| self.sizes().contains(size));
        size.ok_or_else(|| {
            let sizes: Vec<_> = self.sizes().iter().map(u16::to_string).collect();
            BadQuery::new(tr!("list-size", size = quoted(text), sizes = sizes.join(", ")))
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
            (None, None, Some(other)) => Err(BadQuery::new(tr!("list-last", value = quoted(other)))),
            _ => Err(BadQuery::new(tr!("list-one-place"))),
        }
    }
}

fn sort(resource: &Resource, text: &str) -> Result<Vec<Order>, BadQuery> {
    let mut sort: Vec<Order> = Vec::new();
    for part in text.split(',') {
        let (name, direction) = match part.strip_prefix('-') {
            Some(name) => (name, Direction::Desc),
            None => (part, Direction::Asc),
        };
        let path = resource.sortable().iter().find(|path| path.name == name);
        let path = path.ok_or_else(|| BadQuery::unsortable(resource, name))?;
        if sort.iter().any(|order| order.path.name == name) {
            return Err(BadQuery::new(tr!("list-sort-twice", name = quoted(name))));
        }
        sort.push(Order { path: path.clone(), direction });
    }
    if sort.len() > MOST_SORTS {
        return Err(BadQuery::new(tr!("list-too-many-sorts", count = MOST_SORTS)));
    }
    Ok(sort)
}

fn filters(resource: &Resource, params: &[(String, String)]) -> Result<Vec<Filter>, BadQuery> {
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
        return Err(BadQuery::new(tr!("list-too-many-filters", filters = MOST_FILTERS, values = MOST_VALUES)));
    }
    Ok(found.into_iter().map(|(path, operator, values)| Filter::new(path, operator, values)).collect())
}

/// `price.gte` as a declared filter and an operator that fits it.
fn resolve<'a>(resource: &'a Resource, name: &str) -> Result<(&'a Path, Operator), BadQuery> {
    let unknown = || BadQuery::new(tr!("list-unfilterable", things = resource.meta().plural, name = quoted(name)));
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
    let (name, operators) = (quoted(name), offered.join(", "));
    Err(BadQuery::new(tr!("list-no-operator", name = name, label = &path.label, operators = operators)))
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
