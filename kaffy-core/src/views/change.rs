//! Saving views, changing and deleting them, each in one transaction with what the audit log says of it.
//!
//! The log tells of views that others see, by name and audience: what a view shows may name fields that a reader of the
//! log may not read.

use chrono::Utc;
use sea_query::{Alias, Condition, Expr, ExprTrait, Query, Value};
use uuid::Uuid;

use super::{
    Audience, MOST_NAME, MOST_QUERY, MOST_VIEWS, SavedView, ViewError, Views, owner_key,
    tables::{DEFAULTS, VIEWS},
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
        let values: [(&str, Value); 9] = [
            ("id", id.to_string().into()),
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

    /// Lets a view show what a list shows now.
    ///
    /// # Errors
    /// See [`ViewError`].
    pub async fn replace(&self, id: Uuid, query: String) -> Result<SavedView, ViewError> {
        let query = good_query(query)?;
        let before = self.changeable(id).await?;
        let mut ctx = self.admin.open(&self.actor).await?;
        ctx.execute(&self.update(&before, [("query", query.as_str().into())])).await?;
        if before.audience.is_shared() && before.query != query {
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
        let of = |column: &'static str| Expr::col(Alias::new(column)).eq(id.to_string());
        ctx.execute(&Query::delete().from_table(Alias::new(DEFAULTS)).and_where(of("view_id")).to_owned()).await?;
        let gone = ctx.execute(&Query::delete().from_table(Alias::new(VIEWS)).and_where(of("id")).to_owned()).await?;
        if gone == 0 {
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
            && !self.all().await?.iter().any(|view| view.id == id)
        {
            return Err(ViewError::NotFound);
        }
        let owner = owner_key(&self.actor);
        let mine = Condition::all()
            .add(Expr::col(Alias::new("owner")).eq(owner.as_str()))
            .add(Expr::col(Alias::new("list")).eq(self.list.as_str()));
        let mut tx = self.admin.database().begin().await?;
        tx.execute(&Query::delete().from_table(Alias::new(DEFAULTS)).cond_where(mine).to_owned()).await?;
        if let Some(id) = id {
            let insert = Query::insert()
                .into_table(Alias::new(DEFAULTS))
                .columns(["owner", "list", "view_id"].map(Alias::new))
                .values_panic([owner.into(), self.list.as_str().into(), id.to_string().into()])
                .to_owned();
            match tx.execute(&insert).await {
                // The same person chose another one at the same moment: one of both it is.
                Err(DbError::Unique { .. }) => return Ok(()),
                done => drop(done?),
            }
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

    fn update<const N: usize>(&self, view: &SavedView, values: [(&str, Value); N]) -> sea_query::UpdateStatement {
        let values = values.into_iter().map(|(column, value)| (Alias::new(column), Expr::val(value)));
        let is_it = Expr::col(Alias::new("id")).eq(view.id.to_string());
        Query::update().table(Alias::new(VIEWS)).values(values).and_where(is_it).to_owned()
    }

    fn told(&self, what: &'static str, id: Uuid, name: &str) -> Told {
        Told::new(what, Subject::View, &id.to_string(), format!("{name} ({})", self.list))
    }
}

fn good_name(name: &str) -> Result<String, ViewError> {
    let name = name.trim();
    if is_text(name, MOST_NAME) { Ok(name.to_owned()) } else { Err(ViewError::BadName) }
}

fn good_query(query: String) -> Result<String, ViewError> {
    if query.len() <= MOST_QUERY && !query.contains('\0') { Ok(query) } else { Err(ViewError::TooLong) }
}

/// Whether it is a text that can be read, of so many characters at most.
fn is_text(text: &str, most: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control)
}

/// As much of a name as the column takes.
fn fitted(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(190).collect()
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
