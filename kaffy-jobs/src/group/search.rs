//! Looking for groups and tasks by rules (G17, G18). What is not known is an error, and never ignored.

use kaffy_core::DbError;
use serde_json::Value;

/// Which field a rule is about: a name, and behind it the keys inside where it holds JSON.
///
/// Dots separate: `"meta.shop.city"`. Where a key has a dot in it, give the parts: `["meta", "shop.city"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPath(pub(crate) Vec<String>);

impl FieldPath {
    pub(crate) fn parts(&self) -> (&str, &[String]) {
        self.0.split_first().map_or(("", &[]), |(name, keys)| (name, keys))
    }

    pub(crate) fn text(&self) -> String {
        self.0.join(".")
    }
}

impl From<&str> for FieldPath {
    fn from(path: &str) -> Self {
        Self(path.split('.').map(str::to_owned).collect())
    }
}

impl From<String> for FieldPath {
    fn from(path: String) -> Self {
        path.as_str().into()
    }
}

impl<const N: usize> From<[&str; N]> for FieldPath {
    fn from(parts: [&str; N]) -> Self {
        Self(parts.map(str::to_owned).to_vec())
    }
}

/// What has to hold of a field.
///
/// Ids and texts are compared as they are, times as RFC 3339 (`"2026-11-27T03:00:00Z"`), numbers as numbers. Inside of
/// JSON the value says what is meant: a text finds texts, a number numbers.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// It is this.
    Equal(Value),
    /// It is not this, or there is none.
    NotEqual(Value),
    /// It is one of these.
    EqualOneOf(Vec<Value>),
    /// It is less.
    LessThan(Value),
    /// It is less, or this.
    LessThanOrEqual(Value),
    /// It is more.
    GreaterThan(Value),
    /// It is more, or this.
    GreaterThanOrEqual(Value),
    /// Another name for [`EqualOneOf`](Self::EqualOneOf).
    In(Vec<Value>),
    /// The text has this in it, whatever the case of its ASCII letters; or the list of JSON has this text among its
    /// items.
    Contains(String),
    /// The text is like this, where `%` is any text and `_` any character, whatever the case of its ASCII letters.
    Like(String),
    /// There is none (`true`), or there is one (`false`).
    Nil(bool),
}

impl Rule {
    /// The names of all rules.
    pub const NAMES: [&str; 11] = [
        "equal",
        "not_equal",
        "equal_one_of",
        "less_than",
        "less_than_or_equal",
        "greater_than",
        "greater_than_or_equal",
        "in",
        "contains",
        "like",
        "nil",
    ];

    /// A rule by its name, for programs that get it as text.
    ///
    /// # Errors
    /// When no rule has the name, or it does not go with such a value.
    pub fn of(name: &str, value: Value) -> Result<Self, SearchError> {
        let unfit = |takes: &'static str| SearchError::Value { field: name.to_owned(), takes };
        let list = |value: Value| match value {
            Value::Array(items) => Ok(items),
            _ => Err(unfit("a list")),
        };
        let text = |value: Value| match value {
            Value::String(text) => Ok(text),
            _ => Err(unfit("a text")),
        };
        Ok(match name {
            "equal" => Self::Equal(value),
            "not_equal" => Self::NotEqual(value),
            "equal_one_of" => Self::EqualOneOf(list(value)?),
            "less_than" => Self::LessThan(value),
            "less_than_or_equal" => Self::LessThanOrEqual(value),
            "greater_than" => Self::GreaterThan(value),
            "greater_than_or_equal" => Self::GreaterThanOrEqual(value),
            "in" => Self::In(list(value)?),
            "contains" => Self::Contains(text(value)?),
            "like" => Self::Like(text(value)?),
            "nil" => Self::Nil(value.as_bool().ok_or_else(|| unfit("true or false"))?),
            _ => return Err(SearchError::UnknownRule(name.to_owned())),
        })
    }
}

/// Rules, an order, and which page.
///
/// | of groups | of tasks |
/// |---|---|
/// | `id`, `name`, `type`, `strategy`, `status`, `meta.…`, `created_by`, `created_at`, `ended_at` | `id`, `group_id`, `job_id`, `name`, `type`, `position`, `priority`, `status`, `meta.…`, `result.…`, `error`, `created_at`, `ended_at` |
/// | [`tasks`](Self::tasks): a task for which rules hold | [`group`](Self::group): rules for its group |
///
/// `inserted_at` and `started_at` are other names of `created_at`.
///
/// ```
/// use kaffy_jobs::{Rule, Search};
///
/// # async fn example(jobs: &kaffy_jobs::Jobs) -> Result<(), kaffy_jobs::SearchError> {
/// let failed = Search::new()
///     .rule("status", Rule::Equal("failed".into()))
///     .rule("meta.shop.city", Rule::Equal("Berlin".into()))
///     .tasks(Search::new().rule("name", Rule::Like("load%".into())))
///     .ascending("created_at");
/// let first = jobs.search_groups(&failed).await?;
/// if let Some(cursor) = first.next {
///     let second = jobs.search_groups(&failed.after(cursor)).await?;
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Search {
    pub(crate) conditions: Vec<Condition>,
    pub(crate) order: Vec<(FieldPath, bool)>,
    pub(crate) after: Option<String>,
    pub(crate) limit: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    Field(FieldPath, Rule),
    /// Of what belongs to it: tasks of a group, the group of a task.
    Related(&'static str, Search),
}

/// One page of what was found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Page<T> {
    /// What was found.
    pub items: Vec<T>,
    /// Where the next page begins, if there is one: for [`Search::after`].
    pub next: Option<String>,
}

impl Search {
    /// The tasks of a group, for [`tasks`](Self::tasks) and lists.
    pub(crate) const TASKS: &'static str = "tasks";
    /// The group of a task.
    pub(crate) const GROUP: &'static str = "group";

    /// Everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only where this holds, beside what was said before.
    pub fn rule(mut self, field: impl Into<FieldPath>, rule: Rule) -> Self {
        self.conditions.push(Condition::Field(field.into(), rule));
        self
    }

    /// Only groups with a task for which all these rules hold.
    pub fn tasks(mut self, rules: Self) -> Self {
        self.conditions.push(Condition::Related(Self::TASKS, rules));
        self
    }

    /// Only tasks for whose group all these rules hold.
    pub fn group(mut self, rules: Self) -> Self {
        self.conditions.push(Condition::Related(Self::GROUP, rules));
        self
    }

    /// In the order of this field, the least first, where those before it are the same. Those without one come last.
    pub fn ascending(mut self, field: impl Into<FieldPath>) -> Self {
        self.order.push((field.into(), true));
        self
    }

    /// The other way round. Those without one come first.
    pub fn descending(mut self, field: impl Into<FieldPath>) -> Self {
        self.order.push((field.into(), false));
        self
    }

    /// The page that begins behind another one: its [`Page::next`], for the same order.
    pub fn after(mut self, cursor: impl Into<String>) -> Self {
        self.after = Some(cursor.into());
        self
    }

    /// How many a page has: 50 by default, at most [`MAX_PAGE`](crate::MAX_PAGE).
    pub fn limit(mut self, limit: u64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Rules as lists of JSON: `[["status", "equal", "new"], ["tasks", [["name", "like", "load%"]]]]`.
    ///
    /// # Errors
    /// When it is no such list, or a rule is not known.
    pub fn of_rules(rules: &Value) -> Result<Self, SearchError> {
        let shape = || SearchError::Shape(rules.to_string());
        rules.as_array().ok_or_else(shape)?.iter().try_fold(Self::new(), |search, rule| {
            match rule.as_array().map(Vec::as_slice) {
                Some([Value::String(name), inner @ Value::Array(_)]) => match name.as_str() {
                    Self::TASKS => Ok(search.tasks(Self::of_rules(inner)?)),
                    Self::GROUP => Ok(search.group(Self::of_rules(inner)?)),
                    _ => Err(SearchError::UnknownField(name.clone())),
                },
                Some([Value::String(field), Value::String(rule), value]) => {
                    Ok(search.rule(field.as_str(), Rule::of(rule, value.clone())?))
                }
                _ => Err(SearchError::Shape(rule.to_string())),
            }
        })
    }
}

/// Why a search makes no sense.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SearchError {
    /// There is no such field to look at.
    #[error("there is no field `{0}` to search by")]
    UnknownField(String),
    /// There is no such field to sort by.
    #[error("`{0}` is no field to sort by")]
    UnknownOrder(String),
    /// There is no such rule.
    #[error("there is no rule `{0}`; there are: {rules}", rules = Rule::NAMES.join(", "))]
    UnknownRule(String),
    /// The rule is not one for this field.
    #[error("`{rule}` is no rule for the field `{field}`")]
    Unfit {
        /// The field.
        field: String,
        /// The rule.
        rule: &'static str,
    },
    /// The value is not one of this field.
    #[error("`{field}` takes {takes}")]
    Value {
        /// The field, or the rule.
        field: String,
        /// What it takes.
        takes: &'static str,
    },
    /// The cursor is none, or one of another order.
    #[error("the cursor is none of this search: begin at its first page")]
    Cursor,
    /// It is no list of rules.
    #[error("`{0}` is no rule: [field, rule, value], or [\"tasks\", [rules]]")]
    Shape(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}
