//! The fields of groups and tasks that can be searched by, and what they hold.

use sea_query::{CaseStatement, Expr, ExprTrait, Query};

use super::super::names::{GROUPS, JOBS, TASKS, is, literal};
use crate::{FieldPath, GroupStatus, JobState, SearchError, Strategy, TaskStatus};

/// A field, found by its name.
pub(super) struct Field {
    pub(super) value: Expr,
    pub(super) of: Of,
    pub(super) is_nullable: bool,
}

/// What a field holds.
#[derive(Clone)]
pub(super) enum Of {
    Id,
    Text,
    /// One of some words.
    Word(fn(&str) -> bool),
    Number,
    Time,
    /// JSON, and the keys into it.
    Json(Vec<String>),
}

/// Which kind of row is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Groups,
    Tasks,
}

impl Kind {
    /// A field to search by.
    pub(super) fn field(self, path: &FieldPath) -> Result<Field, SearchError> {
        let (name, keys) = path.parts();
        let found = match self {
            Self::Groups => group_field(name, keys),
            Self::Tasks => task_field(name, keys),
        };
        let is_json = matches!(&found, Some(Field { of: Of::Json(_), .. }));
        // Only JSON has something inside; and no database finds a key with these in it by a path.
        let is_odd = keys.iter().any(|key| key.is_empty() || key.contains(['"', '\\', '\0']));
        found.filter(|_| !is_odd && (is_json || keys.is_empty())).ok_or_else(|| SearchError::UnknownField(path.text()))
    }

    /// A field to sort by.
    pub(super) fn order(self, path: &FieldPath) -> Result<Field, SearchError> {
        let field = self.field(path).ok().filter(|field| !matches!(field.of, Of::Json(_)) && path.text() != "error");
        field.ok_or_else(|| SearchError::UnknownOrder(path.text()))
    }
}

/// The one name of a field that has several (G18).
pub(super) fn canonical(name: &str) -> &str {
    match name {
        "inserted_at" | "started_at" => "created_at",
        name => name,
    }
}

fn group_field(name: &str, keys: &[String]) -> Option<Field> {
    let column =
        |name: &'static str, of, is_nullable| Some(Field { value: Expr::col((GROUPS, name)), of, is_nullable });
    match canonical(name) {
        "id" => column("id", Of::Id, false),
        "name" => column("name", Of::Text, true),
        "type" => column("group_type", Of::Text, false),
        "strategy" => column("strategy", Of::Word(|word| Strategy::of_word(word).is_some()), false),
        "status" => {
            let of = Of::Word(|word| GroupStatus::of_word(word).is_some());
            Some(Field { value: group_status(), of, is_nullable: false })
        }
        "meta" => column("meta", Of::Json(keys.to_vec()), true),
        "created_by" => column("created_by", Of::Text, true),
        "created_at" => column("created_at", Of::Time, false),
        "ended_at" => column("ended_at", Of::Time, true),
        _ => None,
    }
}

fn task_field(name: &str, keys: &[String]) -> Option<Field> {
    let column = |name: &'static str, of, is_nullable| Some(Field { value: Expr::col((TASKS, name)), of, is_nullable });
    match canonical(name) {
        "id" => column("id", Of::Id, false),
        "group_id" => column("group_id", Of::Id, false),
        "job_id" => column("job_id", Of::Id, true),
        "name" => column("name", Of::Text, true),
        "type" => column("job_type", Of::Text, false),
        "position" => column("position", Of::Number, false),
        "priority" => column("priority", Of::Number, false),
        "status" => {
            let of = Of::Word(|word| TaskStatus::of_word(word).is_some());
            Some(Field { value: task_status(), of, is_nullable: false })
        }
        "meta" => column("meta", Of::Json(keys.to_vec()), true),
        "result" => column("result", Of::Json(keys.to_vec()), true),
        "error" => column("error", Of::Text, true),
        "created_at" => column("created_at", Of::Time, false),
        "ended_at" => column("ended_at", Of::Time, true),
        _ => None,
    }
}

/// The status of a task beside its job: whether it runs is written there.
pub(super) fn task_status() -> Expr {
    let runs = Expr::col((TASKS, "status"))
        .eq(literal(TaskStatus::Pending.word()))
        .and(Expr::col((JOBS, "state")).eq(literal(JobState::Running.word())));
    let stored = Expr::col((TASKS, "status"));
    CaseStatement::new().case(runs, literal(TaskStatus::Running.word())).finally(stored).into()
}

/// The status of a group: one whose first task runs has begun.
pub(super) fn group_status() -> Expr {
    let running = Query::select()
        .expr(Expr::val(1))
        .from(TASKS)
        .and_where(Expr::col((TASKS, "group_id")).equals((GROUPS, "id")))
        .and_where(Expr::col((TASKS, "status")).eq(literal(TaskStatus::Pending.word())))
        .and_where(
            Expr::col((TASKS, "job_id")).in_subquery(
                Query::select()
                    .column("id")
                    .from(JOBS)
                    .and_where(Expr::col((JOBS, "id")).equals((TASKS, "job_id")))
                    .and_where(is(JobState::Running))
                    .to_owned(),
            ),
        )
        .to_owned();
    let runs = Expr::col((GROUPS, "status")).eq(literal(GroupStatus::Pending.word())).and(Expr::exists(running));
    let stored = Expr::col((GROUPS, "status"));
    CaseStatement::new().case(runs, literal(GroupStatus::Running.word())).finally(stored).into()
}
