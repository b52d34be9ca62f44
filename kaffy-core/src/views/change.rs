//! Saving views, changing and deleting them, each in one transaction with what the audit log says of it.
//!
//! The log tells of views that others see, by name and audience: what a view shows may name fields that a reader of the
//! log may not read.

use chrono::Utc;
use sea_query::{Alias, Condition, Expr, ExprTrait, OnConflict, Query, UpdateStatement, Value};
use uuid::Uuid;

use super::{
    Audience, MOST_VIEWS, SavedView, ViewError, Views, list_in_log, owner_key,
    tables::{DEFAULTS, OF_DEFAULT, VIEWS},
    texts::{fitted, good_name, good_query, is_text},
};
use crate::{Ctx, DbError, Dialect, Kind, accounts::Subject, audit::Told, store::Read, view_rights::Share};

/// A view to be saved.
#[derive(Clone, Debug, Default)]
pub struct NewView {
    /// What people call it: 80 characters at most.
    pub name: String,
    /// What the list shows, as a query string of the list without a place in it.
    pub query: String,
    /// Who sees it.
    pub audience: Audience,
}

impl Views {
    /// Saves a view; its id.
    ///
    /// # Errors
    /// See [`ViewError`].
    pub async fn save(&self, new: NewView) -> Result<Uuid, ViewError> {
        let name = good_name(&new.name)?;
        let query = good_query(new.query)?;
        self.may_be_for(&new.audience, None)?;
        let (id, owner) = (Uuid::now_v7(), owner_key(&self.actor));
        let mut ctx = self.admin.open(&self.actor).await?;
        if self.count_own(&mut ctx, &owner).await? >= MOST_VIEWS {
            return Err(ViewError::TooMany);
        }
        let values: [(&str, Value); 10] = [
            ("id", id.to_string().into()),
            ("admin", self.kept_as().into()),
            ("list", self.list.as_str().into()),
            ("owner", owner.into()),
            ("owner_name", fitted(&self.actor.name).into()),
            ("name", name.as_str().into()),
            ("audience", new.audience.code().into()),
            ("role", new.audience.role().into()),
            ("query", query.into()),
            ("created", Utc::now().timestamp().into()),
        ];
        let (columns, values): (Vec<_>, Vec<_>) =
            values.into_iter().map(|(column, value)| (Alias::new(column), Expr::val(value))).unzip();
        let insert = Query::insert().into_table(Alias::new(VIEWS)).columns(columns).values_panic(values).to_owned();
        ctx.execute(&insert).await.map_err(taken)?;
        if new.audience.is_shared() {
            ctx.told(self.told("view-shared", id, &name).field("audience", None, Some(&in_log(&new.audience))));
        }
        ctx.close().await?;
        Ok(id)
    }

    /// Gives a view another name, and others to see it.
    ///
    /// # Errors
    /// See [`ViewError`].
    pub async fn change(&self, id: Uuid, name: &str, audience: Audience) -> Result<(), ViewError> {
        let name = good_name(name)?;
        let before = self.changeable(id).await?;
        self.may_be_for(&audience, Some(&before.audience))?;
        let mut ctx = self.admin.open(&self.actor).await?;
        let values: [(&str, Value); 3] =
            [("name", name.as_str().into()), ("audience", audience.code().into()), ("role", audience.role().into())];
        let changed = ctx.execute(&self.update(&before, values)).await.map_err(taken)?;
        let is_same = before.name == name && before.audience == audience;
        if changed == 0 {
            return Err(ViewError::NotFound);
        }
        if !is_same && (before.audience.is_shared() || audience.is_shared()) {
            let what = match (before.audience.is_shared(), audience.is_shared()) {
                (false, true) => "view-shared",
                (true, false) => "view-unshared",
                _ => "view-changed",
            };
            let told = self.told(what, id, &before.name).field("name", Some(&before.name), Some(&name));
            ctx.told(told.field("audience", Some(&in_log(&before.audience)), Some(&in_log(&audience))));
        }
        Ok(ctx.close().await?)
    }

    /// Lets a view show what a list shows now. `seen` is the [`version`](SavedView::version) of the view that it takes
    /// the place of: who shares a view with others does not write over what they made of it.
    ///
    /// # Errors
    /// See [`ViewError`].
    pub async fn replace(&self, id: Uuid, query: String, seen: &str) -> Result<SavedView, ViewError> {
        let query = good_query(query)?;
        let before = self.changeable(id).await?;
        // A button that was pressed twice.
        if before.query == query {
            return Ok(before);
        }
        if before.version() != seen {
            return Err(ViewError::Changed);
        }
        let mut ctx = self.admin.open(&self.actor).await?;
        let mut update = self.update(&before, [("query", query.as_str().into())]);
        update.and_where(Expr::col(Alias::new("query")).eq(before.query.as_str()));
        if ctx.execute(&update).await? == 0 {
            return Err(ViewError::Changed);
        }
        if before.audience.is_shared() {
            ctx.told(self.told("view-replaced", id, &before.name));
        }
        ctx.close().await?;
        Ok(SavedView { query, ..before })
    }

    /// Deletes a view; whoever had it as default has the plain list again.
    ///
    /// # Errors
    /// See [`ViewError`].
    pub async fn delete(&self, id: Uuid) -> Result<SavedView, ViewError> {
        let before = self.changeable(id).await?;
        let mut ctx = self.admin.open(&self.actor).await?;
        let defaults = Expr::col(Alias::new("view_id")).eq(id.to_string());
        ctx.execute(&Query::delete().from_table(Alias::new(DEFAULTS)).and_where(defaults).to_owned()).await?;
        let delete = Query::delete().from_table(Alias::new(VIEWS)).cond_where(self.as_read(&before)).to_owned();
        if ctx.execute(&delete).await? == 0 {
            return Err(ViewError::NotFound);
        }
        if before.audience.is_shared() {
            let was = in_log(&before.audience);
            ctx.told(self.told("view-deleted", id, &before.name).field("audience", Some(&was), None));
        }
        ctx.close().await?;
        Ok(before)
    }

    /// Makes the plain list this view for the actor; with `None` the plain list is the plain list again.
    ///
    /// # Errors
    /// When there is no such view for the actor, and when the database fails.
    pub async fn set_default(&self, id: Option<Uuid>) -> Result<(), ViewError> {
        if let Some(id) = id
            && self.one(id, false).await?.is_none()
        {
            return Err(ViewError::NotFound);
        }
        let key: [String; 3] = [owner_key(&self.actor), self.kept_as(), self.list.clone()];
        let mut tx = self.admin.database().begin().await?;
        if let Some(id) = id {
            // One statement: two that delete no row and then insert one wait for each other in MySQL.
            let again = OnConflict::columns(OF_DEFAULT).update_column("view_id").to_owned();
            let insert = Query::insert()
                .into_table(Alias::new(DEFAULTS))
                .columns(OF_DEFAULT.into_iter().chain(["view_id"]).map(Alias::new))
                .values_panic(key.into_iter().chain([id.to_string()]).map(Expr::val))
                .on_conflict(again)
                .to_owned();
            tx.execute(&insert).await?;
        } else {
            let mine = OF_DEFAULT.into_iter().zip(key);
            let mine = mine.fold(Condition::all(), |all, (column, is)| all.add(Expr::col(Alias::new(column)).eq(is)));
            tx.execute(&Query::delete().from_table(Alias::new(DEFAULTS)).cond_where(mine).to_owned()).await?;
        }
        Ok(tx.commit().await?)
    }

    /// A view that the actor may change.
    async fn changeable(&self, id: Uuid) -> Result<SavedView, ViewError> {
        let view = self.find(id).await?.ok_or(ViewError::NotFound)?;
        if !self.may_change(&view) {
            self.admin.authorize_area::<Share>(&self.actor)?;
        }
        Ok(view)
    }

    /// Whether a view may be for them: as it was it may stay.
    fn may_be_for(&self, audience: &Audience, before: Option<&Audience>) -> Result<(), ViewError> {
        if let Audience::Role(role) = audience
            && !is_text(role, 190)
        {
            return Err(ViewError::BadRole);
        }
        if audience.is_shared() && before != Some(audience) {
            self.admin.authorize_area::<Share>(&self.actor)?;
        }
        Ok(())
    }

    /// How many views of the list somebody has; nobody adds one of theirs before the end of the transaction.
    async fn count_own(&self, ctx: &mut Ctx, owner: &str) -> Result<usize, DbError> {
        let mut own = Query::select();
        own.column(Alias::new("id")).from(Alias::new(VIEWS));
        own.and_where(Expr::col(Alias::new("admin")).eq(self.kept_as()));
        own.and_where(Expr::col(Alias::new("list")).eq(self.list.as_str()));
        own.and_where(Expr::col(Alias::new("owner")).eq(owner));
        let reads = [Read::As(Kind::Text)];
        // SQLite's transaction holds the write lock already.
        if self.admin.database().dialect() != Dialect::Sqlite {
            own.lock_exclusive();
            // Whoever waited for others here sees what they added only in the next statement.
            ctx.tx.fetch(&own, &reads).await?;
        }
        Ok(ctx.tx.fetch(&own, &reads).await?.len())
    }

    fn update<const N: usize>(&self, view: &SavedView, values: [(&str, Value); N]) -> UpdateStatement {
        let values = values.into_iter().map(|(column, value)| (Alias::new(column), Expr::val(value)));
        Query::update().table(Alias::new(VIEWS)).values(values).cond_where(self.as_read(view)).to_owned()
    }

    /// The row of a view, while it is whose and for whom it was when the right to change it was asked about.
    fn as_read(&self, view: &SavedView) -> Condition {
        let col = |name: &'static str| Expr::col(Alias::new(name));
        let owner = owner_key(&self.actor);
        Condition::all()
            .add(col("id").eq(view.id.to_string()))
            .add(col("admin").eq(self.kept_as()))
            .add(if view.is_own { col("owner").eq(owner) } else { col("owner").ne(owner) })
            .add(col("audience").eq(view.audience.code()))
            .add(col("role").eq(view.audience.role()))
    }

    fn told(&self, what: &'static str, id: Uuid, name: &str) -> Told {
        Told::new(what, Subject::View, &id.to_string(), format!("{name}{}", list_in_log(&self.list)))
    }
}

/// An audience as the log keeps it.
fn in_log(audience: &Audience) -> String {
    match audience {
        Audience::Role(role) => format!("role: {role}"),
        other => other.code().to_owned(),
    }
}

fn taken(error: DbError) -> ViewError {
    match error {
        DbError::Unique { .. } => ViewError::NameTaken,
        other => other.into(),
    }
}
