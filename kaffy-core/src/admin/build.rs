//! From what an admin was told to one that serves: everything is checked, and all problems are said at once.

use std::{collections::HashSet, sync::Arc};

use super::{Admin, AdminBuilder, Inner};
use crate::{
    Area, Auth, BuildError, Problem, Resource, ResourceMeta,
    accounts::Accounts,
    data::kept_finds,
    indexes::SlowSorts,
    notifications::{self, Kept},
    once::{self, Once},
    registry,
    secret::Secret,
    views,
};

impl AdminBuilder {
    /// Checks the resources against each other and against the live database.
    ///
    /// # Errors
    /// All problems together, or the database's own error when it could not be asked.
    pub async fn build(mut self) -> Result<Admin, BuildError> {
        let mut seen = HashSet::new();
        self.metas.retain(|meta| seen.insert(meta.id()));
        let mut problems = Vec::new();
        if self.auth.is_none() {
            problems.push(Problem::new(
                "Admin",
                "no `Auth` was chosen, so anybody could sign in: call `.auth(Auth::external(…))` with your \
                 application's login, `.auth(Auth::built_in())` for accounts of the admin's own, or \
                 `.auth(Auth::none_for_local_development())` while you try things out",
            ));
        }
        if self.secret.as_ref().is_some_and(|secret| !secret.is_long_enough()) {
            problems.push(Problem::new(
                "Admin",
                format!("the key of `.secret(…)` could be guessed: give it at least {} bytes of chance", Secret::LEAST),
            ));
        }
        if let Some(settings) = self.auth.as_ref().and_then(Auth::account_settings) {
            settings.check(&mut problems);
        }
        if self.files.is_none() {
            problems.extend(self.metas.iter().flat_map(|meta| without_storage(meta)));
        }
        let catalog = if self.check_database { Some(self.database.catalog(&self.metas).await?) } else { None };
        let mut registry =
            registry::resolve(&self.metas, &self.behaviours, catalog.as_ref(), self.database.dialect(), &mut problems);
        if !self.areas.contains(&Area::Jobs) {
            problems.extend(registry.resources().iter().flat_map(|resource| without_jobs(resource)));
        }
        // With tables or columns missing, their expressions would only say so again.
        if self.check_database && problems.is_empty() {
            crate::data::look_at_sorts(&self.database, &mut registry, &mut problems).await?;
            crate::data::look_at_searches(&self.database, &registry, &mut problems).await?;
        }
        let slow_sorts = match self.check_database && !self.allow_slow_sorts && problems.is_empty() {
            true => SlowSorts::find(&self.database, &registry).await?,
            false => SlowSorts::default(),
        };
        let widgets = crate::dashboard::Widgets::place(&registry, self.widgets, &mut problems);
        let site = crate::site::Checked::new(self.site, &registry, &mut problems);
        let spoken = self.spoken.check(&mut problems);
        let transport = self.transport.check(&mut problems);
        // Nothing is written while something is wrong.
        if self.audit.is_some() && problems.is_empty() {
            crate::audit::prepare(&self.database).await?;
        }
        let accounts = match self.auth.as_ref().and_then(Auth::account_settings).filter(|_| problems.is_empty()) {
            Some(settings) => Accounts::of_admin(&self.database, settings, self.audit.is_some(), &mut problems).await?,
            None => None,
        };
        match (self.auth, spoken) {
            (Some(auth), Some(spoken)) if problems.is_empty() => {
                let has_own_tables = self.audit.is_some() || accounts.is_some();
                let once = self.remember_forms.unwrap_or(has_own_tables).then(Once::new);
                if once.is_some() {
                    once::prepare(&self.database).await?;
                }
                let has_jobs = self.areas.contains(&Area::Jobs);
                if self.saved_views.unwrap_or(has_own_tables || has_jobs) {
                    views::prepare(&self.database).await?;
                    self.areas.push(Area::Views);
                }
                let notifications = self.notifications.unwrap_or(has_own_tables || has_jobs).then_some(Kept);
                if notifications.is_some() {
                    notifications::prepare(&self.database).await?;
                }
                let names: Vec<_> = registry.resources().iter().map(|resource| resource.meta().rust_name).collect();
                tracing::info!(resources = names.join(", "), "the admin is ready");
                let admin = Admin(Arc::new(Inner {
                    title: self.title,
                    empty_text: self.empty_text,
                    database: self.database,
                    auth,
                    accounts,
                    finds: kept_finds(&registry),
                    slow_sorts,
                    registry,
                    behaviours: self.behaviours,
                    permissions: self.permissions,
                    scopes: self.scopes,
                    field_rights: self.field_rights,
                    area_rule: self.area_rule,
                    areas: self.areas,
                    widgets,
                    site,
                    spoken,
                    transport,
                    https: self.https,
                    save_timeout: self.save_timeout,
                    has_own_secret: self.secret.is_some(),
                    secret: self.secret.unwrap_or_else(Secret::random),
                    files: self.files,
                    audit: self.audit,
                    once,
                    notifications,
                    export_limit: self.export_limit,
                    kept_files: self.kept_files,
                    extensions: self.extensions,
                }));
                self.once_built.into_iter().for_each(|told| told(&admin));
                Ok(admin)
            }
            _ => Err(BuildError::Problems(problems)),
        }
    }
}

/// Fields that hold files, and nobody said where.
fn without_storage(meta: &ResourceMeta) -> impl Iterator<Item = Problem> {
    meta.fields.iter().filter(|field| field.file().is_some()).map(|field| {
        let place = format!("{}.{}", meta.rust_name, field.name);
        Problem::new(
            place,
            "holds a file, and nobody said where files are kept: call `.files(LocalFolder::new(\"…\"))`",
        )
    })
}

/// Actions that run as jobs, where there are none.
fn without_jobs(resource: &Resource) -> impl Iterator<Item = Problem> {
    let background = resource.actions.0.iter().map(|action| action.meta()).filter(|meta| meta.is_background());
    background.map(|meta| {
        Problem::new(
            resource.meta().rust_name,
            format!(
                "the action `{}` runs in the background, and the admin has no jobs: call \
                 `.jobs(Jobs::builder(&db)….build().await?)`, or leave `.background()` out",
                meta.key()
            ),
        )
    })
}
