//! Saved views as rows: who sees which, and what a row says.

use chrono::DateTime;
use sea_query::{Alias, CaseStatement, Condition, Expr, ExprTrait, JoinType, Order, Query, SelectStatement, Value};
use uuid::Uuid;

use super::{
    Audience, Queries, SHOWN, SavedView, Views, owner_key,
    tables::{DEFAULTS, VIEWS},
};
use crate::{Cell, Database, DbError, Kind, store::Read};

/// A statement whose rows are read by themselves, or beside those of another one.
pub(crate) struct Beside {
    pub(crate) select: SelectStatement,
    pub(crate) reads: Vec<Read>,
}

/// The columns of a result; the last one is NULL unless the view is the actor's default.
const COLUMNS: [&str; 8] = ["id", "name", "query", "audience", "role", "owner", "owner_name", "created"];
const IS_DEFAULT: &str = "view_id";

/// Roles of an actor that are asked about.
const MOST_ROLES: usize = 500;

/// Those that are for the actor; with `all_shared` also what is shared with others. All of the list, or one.
pub(super) fn select(views: &Views, all_shared: bool, one: Option<Uuid>) -> Beside {
    let owner = owner_key(&views.actor);
    let col = |name: &'static str| Expr::col((Alias::new("v"), Alias::new(name)));
    let of_default = |name: &'static str| Expr::col((Alias::new("d"), Alias::new(name)));
    let mut select = Query::select();
    for name in COLUMNS {
        let read: Expr = match (name, views.queries) {
            ("query", Queries::Opened(current)) => {
                let is_opened = Condition::any()
                    .add(of_default("view_id").is_not_null())
                    .add_option(current.map(|id| col("id").eq(id.to_string())));
                CaseStatement::new().case(is_opened, col("query")).finally(Expr::val("")).into()
            }
            _ => col(name),
        };
        select.expr_as(read, Alias::new(name));
    }
    select.expr_as(of_default("view_id"), Alias::new(IS_DEFAULT));
    select.from_as(Alias::new(VIEWS), Alias::new("v"));
    let chosen = Condition::all()
        .add(of_default("view_id").eq(col("id")))
        .add(of_default("owner").eq(owner.as_str()))
        .add(of_default("admin").eq(col("admin")))
        .add(of_default("list").eq(col("list")));
    select.join_as(JoinType::LeftJoin, Alias::new(DEFAULTS), Alias::new("d"), chosen);
    let mut seen = Condition::any().add(col("owner").eq(owner.as_str()));
    if all_shared {
        seen = seen.add(col("audience").ne(Audience::Me.code()));
    } else {
        seen = seen.add(col("audience").eq(Audience::Everyone.code()));
        let roles: Vec<_> = views.actor.roles.iter().take(MOST_ROLES).map(String::as_str).collect();
        if !roles.is_empty() {
            let role = Condition::all().add(col("audience").eq(Audience::Role(String::new()).code()));
            seen = seen.add(role.add(col("role").is_in(roles)));
        }
    }
    let of_list = Condition::all().add(col("admin").eq(views.kept_as())).add(col("list").eq(views.list.as_str()));
    select.cond_where(of_list.add(seen));
    if let Some(id) = one {
        select.and_where(col("id").eq(id.to_string()));
    }
    select.order_by_expr(col("owner").eq(owner), Order::Desc);
    select.order_by_expr(col("name"), Order::Asc).order_by_expr(col("id"), Order::Asc).limit(SHOWN);
    let text = || Read::As(Kind::Text);
    let mut reads: Vec<_> = COLUMNS[..7].iter().map(|_| text()).collect();
    reads.extend([Read::integer(), text()]);
    Beside { select: select.take(), reads }
}

impl Beside {
    /// The names of its columns, in order.
    pub(crate) fn names() -> impl Iterator<Item = Alias> {
        COLUMNS.into_iter().chain([IS_DEFAULT]).map(Alias::new)
    }
}

/// What a row says; `None` for one of nothing, and for one that no kaffy of this version wrote.
pub(super) fn read(row: &[Cell], owner: &str) -> Option<SavedView> {
    let text = |at: usize| match row.get(at) {
        Some(Ok(Value::String(Some(text)))) => Some(text.as_str()),
        _ => None,
    };
    let created = match row.get(7) {
        Some(Ok(Value::BigInt(Some(seconds)))) => DateTime::from_timestamp(*seconds, 0)?,
        _ => return None,
    };
    Some(SavedView {
        id: Uuid::try_parse(text(0)?).ok()?,
        name: text(1)?.to_owned(),
        query: text(2)?.to_owned(),
        audience: Audience::of(text(3)?, text(4)?)?,
        is_own: text(5)? == owner,
        owner: text(6)?.to_owned(),
        is_default: text(8).is_some(),
        created,
    })
}

/// The list of a view of an admin.
pub(super) async fn list_of(db: &Database, admin: String, id: Uuid) -> Result<Option<String>, DbError> {
    let mut select = Query::select();
    select.column(Alias::new("list")).from(Alias::new(VIEWS));
    select.and_where(Expr::col(Alias::new("id")).eq(id.to_string()));
    select.and_where(Expr::col(Alias::new("admin")).eq(admin));
    Ok(match db.fetch_one(&select, &[Read::As(Kind::Text)]).await?.as_deref() {
        Some([Ok(Value::String(list))]) => list.clone(),
        _ => None,
    })
}
