//! A rule on rows whose resource is known from where it stands.

use std::{fmt, sync::Arc};

use sea_query::{Condition, Value};

use crate::{Registry, Resource, ResourceMeta, query::sql::BASE};

/// A condition of the application's own, on a table under an alias, and the fields that it looks at.
pub(crate) type OwnCondition = Arc<dyn Fn(&Resource, &str) -> (Condition, Vec<&'static str>) + Send + Sync>;

/// A [`RowFilter`](crate::RowFilter) whose type is forgotten.
///
/// `query/sql/scope.rs` says what each means to a database. Code that wants to know more than that asks
/// [`values_of`](Self::values_of), and leaves every other form to the database.
#[derive(Clone)]
pub(crate) enum RowRule {
    /// The field has one of these values; no row for none.
    AnyOf { field: &'static str, values: Vec<Value> },
    /// The field has none of these values; every row for none.
    NoneOf { field: &'static str, values: Vec<Value> },
    /// The field compares like this.
    Compares { field: &'static str, how: Comparison, value: Value },
    /// Every rule holds; every row for none.
    All(Vec<RowRule>),
    /// One of the rules holds; no row for none.
    Any(Vec<RowRule>),
    /// The row that a relation names meets the rule.
    Over { relation: &'static str, rule: Box<RowRule> },
    /// A condition of the application's own.
    Own(OwnCondition),
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    AtLeast,
    AtMost,
    Above,
    Below,
}

impl RowRule {
    /// The values that a rule of the plainest form leaves to a field: what can be said beside an input
    /// without asking the database.
    pub(crate) fn values_of(&self) -> Option<(&'static str, &[Value])> {
        match self {
            Self::AnyOf { field, values } => Some((field, values)),
            _ => None,
        }
    }

    /// Whether it looks at a field for which something holds, over relations, too. A relation that cannot be
    /// followed counts as one: nobody knows what is behind it.
    pub(crate) fn looks_at(
        &self,
        registry: &Registry,
        resource: &Resource,
        is_one: &dyn Fn(&'static ResourceMeta, &str) -> bool,
    ) -> bool {
        match self {
            Self::AnyOf { field, .. } | Self::NoneOf { field, .. } | Self::Compares { field, .. } => {
                is_one(resource.meta(), field)
            }
            Self::All(rules) | Self::Any(rules) => rules.iter().any(|rule| rule.looks_at(registry, resource, is_one)),
            Self::Over { relation, rule } => {
                let field = resource.meta().relation(relation);
                let target = field.and_then(|field| registry.of((field.belongs_to?.target)()));
                let Some((field, target)) = field.zip(target) else { return true };
                is_one(resource.meta(), field.name) || rule.looks_at(registry, target, is_one)
            }
            Self::Own(condition) => condition(resource, BASE).1.into_iter().any(|field| is_one(resource.meta(), field)),
        }
    }
}

impl fmt::Debug for RowRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AnyOf { field, values } => write!(f, "{field} is one of {values:?}"),
            Self::NoneOf { field, values } => write!(f, "{field} is none of {values:?}"),
            Self::Compares { field, how, value } => write!(f, "{field} is {how:?} {value:?}"),
            Self::All(rules) => f.debug_tuple("All").field(rules).finish(),
            Self::Any(rules) => f.debug_tuple("Any").field(rules).finish(),
            Self::Over { relation, rule } => write!(f, "{relation}.({rule:?})"),
            Self::Own(_) => f.write_str("a condition of its own"),
        }
    }
}
