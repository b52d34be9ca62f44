//! The admin of an application: what it was told, checked and ready to serve.

use std::{
    any::{Any, TypeId},
    collections::{HashMap, HashSet},
    fmt,
    sync::Arc,
    time::Duration,
};

use crate::{
    Actor, AdminResource, Auth, Behaviour, BuildError, Database, FileStorage, Files, KeptFiles, Permission, Problem,
    Record, Registry, Resource, ResourceAdmin, ResourceMeta, RowFilter,
    access::{PermissionRule, RowRule, ScopeRule},
    accounts::{Accounts, Grants},
    actions::Secret,
    data::{KeptFinds, kept_finds},
    registry,
};

/// Values of other crates by their types.
type Extensions = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// An admin, ready to serve. Cheap to clone.
#[derive(Clone)]
pub struct Admin(Arc<Inner>);

struct Inner {
    title: String,
    empty_text: Option<String>,
    database: Database,
    auth: Auth,
    accounts: Option<Accounts>,
    registry: Registry,
    finds: KeptFinds,
    /// What resources do, by the `id` of their metadata: found without looking through all of them.
    behaviours: HashMap<(&'static str, &'static str), Behaviour>,
    permissions: Option<PermissionRule>,
    scopes: HashMap<(&'static str, &'static str), ScopeRule>,
    widgets: crate::dashboard::Widgets,
    site: crate::site::Checked,
    spoken: crate::i18n::Checked,
    transport: crate::Transport,
    https: bool,
    save_timeout: Duration,
    secret: Secret,
    /// Whether the key was given, and is not this process's alone.
    has_own_secret: bool,
    files: Option<Files>,
    audit: Option<crate::Audit>,
    export_limit: u64,
    kept_files: KeptFiles,
    extensions: Extensions,
}

impl Admin {
    /// Starts an admin over a database.
    pub fn builder(database: Database) -> AdminBuilder {
        AdminBuilder {
            title: "Admin".to_owned(),
            empty_text: None,
            database,
            auth: None,
            metas: Vec::new(),
            behaviours: HashMap::new(),
            permissions: None,
            scopes: HashMap::new(),
            widgets: Vec::new(),
            site: crate::site::Site::default(),
            spoken: crate::i18n::Spoken::default(),
            transport: crate::Transport::default(),
            check_database: true,
            https: false,
            save_timeout: Duration::from_secs(30),
            secret: None,
            files: None,
            audit: None,
            export_limit: 1_000_000,
            kept_files: KeptFiles::default(),
            extensions: Extensions::default(),
        }
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// What a cell of a list without a value shows, where that is not a dash.
    pub fn empty_text(&self) -> Option<&str> {
        self.0.empty_text.as_deref()
    }

    /// Its database.
    pub fn database(&self) -> &Database {
        &self.0.database
    }

    /// How it learns who is asking.
    pub fn auth(&self) -> &Auth {
        &self.0.auth
    }

    /// The accounts of [`Auth::built_in`].
    pub fn accounts(&self) -> Option<&Accounts> {
        self.0.accounts.as_ref()
    }

    /// Its resources.
    pub fn registry(&self) -> &Registry {
        &self.0.registry
    }

    /// Whether it is reached over https only, so that its cookies are marked secure.
    pub fn is_https(&self) -> bool {
        self.0.https
    }

    /// How long a save may take as a whole.
    pub fn save_timeout(&self) -> Duration {
        self.0.save_timeout
    }

    /// Where it keeps files, if it was told.
    pub fn files(&self) -> Option<&Files> {
        self.0.files.as_ref()
    }

    /// The most rows that one export has.
    pub fn export_limit(&self) -> u64 {
        self.0.export_limit
    }

    /// Whether the actor has a permission; for menus and buttons. Data needs
    /// [`authorize`](Self::authorize).
    ///
    /// The rule of [`AdminBuilder::permissions`], the roles of a built-in account and the resource's own rule have to
    /// agree, such as [`ResourceAdmin::may_change`].
    pub fn may(&self, actor: &Actor, meta: &'static ResourceMeta, permission: Permission) -> bool {
        self.may_by_roles(actor, |grants| grants.allow_on(meta, permission.key()))
            && self.may_by_rules(actor, meta, permission)
    }

    /// Whether the roles of a built-in account allow something; without such accounts they are not asked.
    fn may_by_roles(&self, actor: &Actor, allow: impl FnOnce(&Grants) -> bool) -> bool {
        self.0.accounts.is_none() || actor.grants().is_some_and(allow)
    }

    /// Whether the actor may run an action that needs a permission: a role names the action, the other rules are asked
    /// about the permission.
    pub(crate) fn may_act(
        &self,
        actor: &Actor,
        meta: &'static ResourceMeta,
        key: &str,
        permission: Permission,
        record: Option<&Record>,
    ) -> bool {
        self.may_by_roles(actor, |grants| grants.allow_action(meta, key))
            && self.may_by_rules(actor, meta, permission)
            && (permission == Permission::View || self.may_by_code(actor, meta, permission, record))
    }

    fn may_by_rules(&self, actor: &Actor, meta: &'static ResourceMeta, permission: Permission) -> bool {
        self.0.permissions.as_ref().is_none_or(|rule| rule(actor, meta, permission))
            && (permission == Permission::View || self.may_by_code(actor, meta, permission, None))
    }

    /// Whether the actor has a permission on one record; for buttons beside it.
    pub fn may_record(&self, actor: &Actor, permission: Permission, record: &Record) -> bool {
        let meta = record.meta();
        self.may(actor, meta, permission)
            && (permission == Permission::View || self.may_by_code(actor, meta, permission, Some(record)))
    }

    fn may_by_code(
        &self,
        actor: &Actor,
        meta: &'static ResourceMeta,
        permission: Permission,
        record: Option<&Record>,
    ) -> bool {
        self.behaviour(meta).is_none_or(|behaviour| behaviour.get().may(actor, permission, record))
    }

    fn behaviour(&self, meta: &'static ResourceMeta) -> Option<&Behaviour> {
        self.0.behaviours.get(&meta.id())
    }

    /// The resources the actor may see.
    pub fn visible<'a>(&'a self, actor: &'a Actor) -> impl Iterator<Item = &'a Arc<Resource>> {
        self.registry().resources().iter().filter(|resource| self.may(actor, resource.meta(), Permission::View))
    }

    /// Every icon that its pages use.
    pub fn icons(&self) -> Vec<crate::Icon> {
        self.0.widgets.icons().chain(self.0.site.icons(self.registry())).collect()
    }

    pub(crate) fn site(&self) -> &crate::site::Checked {
        &self.0.site
    }

    pub(crate) fn spoken(&self) -> &crate::i18n::Checked {
        &self.0.spoken
    }

    /// Whether it signs with a key that it was given.
    pub(crate) fn has_own_secret(&self) -> bool {
        self.0.has_own_secret
    }

    /// Whether a rule of the application decides who may do what, or the roles of built-in accounts do.
    pub(crate) fn has_permission_rule(&self) -> bool {
        self.0.permissions.is_some() || self.accounts().is_some()
    }

    pub(crate) fn checked_transport(&self) -> &crate::Transport {
        &self.0.transport
    }

    pub(crate) fn all_widgets(&self) -> &crate::dashboard::Widgets {
        &self.0.widgets
    }

    pub(crate) fn kept_finds(&self) -> &KeptFinds {
        &self.0.finds
    }

    pub(crate) fn audit(&self) -> Option<&crate::Audit> {
        self.0.audit.as_ref()
    }

    /// Where files lie between two pages of an import.
    pub(crate) fn kept_files(&self) -> &KeptFiles {
        &self.0.kept_files
    }

    /// What another crate of kaffy added to it, by its type.
    #[doc(hidden)]
    pub fn extension<T: Send + Sync + 'static>(&self) -> Option<&T> {
        self.0.extensions.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// What it signs with.
    pub(crate) fn secret(&self) -> &Secret {
        &self.0.secret
    }

    pub(crate) fn row_scope(&self, actor: &Actor, meta: &'static ResourceMeta) -> Vec<RowRule> {
        let mut rules = self.0.scopes.get(&meta.id()).map(|rule| rule(actor)).unwrap_or_default();
        rules.extend(self.behaviour(meta).into_iter().flat_map(|behaviour| behaviour.get().scope(actor)));
        rules
    }

    /// Rules that the rows of a list must meet, beside those of the scope.
    pub(crate) fn list_scope(&self, actor: &Actor, meta: &'static ResourceMeta) -> Vec<RowRule> {
        self.behaviour(meta).map(|behaviour| behaviour.get().list_scope(actor)).unwrap_or_default()
    }
}

impl fmt::Debug for Admin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Admin").field("title", &self.title()).field("auth", self.auth()).finish_non_exhaustive()
    }
}

/// What an admin is told before it is built.
pub struct AdminBuilder {
    title: String,
    empty_text: Option<String>,
    database: Database,
    auth: Option<Auth>,
    metas: Vec<&'static ResourceMeta>,
    behaviours: HashMap<(&'static str, &'static str), Behaviour>,
    permissions: Option<PermissionRule>,
    scopes: HashMap<(&'static str, &'static str), ScopeRule>,
    widgets: Vec<crate::dashboard::Widget>,
    pub(crate) site: crate::site::Site,
    pub(crate) spoken: crate::i18n::Spoken,
    pub(crate) transport: crate::Transport,
    check_database: bool,
    https: bool,
    save_timeout: Duration,
    secret: Option<Secret>,
    files: Option<Files>,
    pub(crate) audit: Option<crate::Audit>,
    export_limit: u64,
    kept_files: KeptFiles,
    extensions: Extensions,
}

impl AdminBuilder {
    /// Sets the title, `Admin` by default.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Sets what a cell of a list without a value shows, `—` by default; a column can have its own with
    /// [`ColumnOf::empty`](crate::ColumnOf::empty).
    #[must_use]
    pub fn empty_text(mut self, text: impl Into<String>) -> Self {
        self.empty_text = Some(text.into());
        self
    }

    /// Sets how the admin learns who is asking. There is no default.
    #[must_use]
    pub fn auth(mut self, auth: Auth) -> Self {
        self.auth = Some(auth);
        self
    }

    /// Adds a resource by hand. Adding one twice, or one that was discovered, is no mistake.
    #[must_use]
    pub fn resource<R: AdminResource>(mut self) -> Self {
        self.metas.push(R::META);
        if let Some(behaviour) = R::behaviour() {
            self.behaviours.entry(R::META.id()).or_insert(behaviour);
        }
        self
    }

    /// Adds a resource with what it does as a value, in place of the one that `#[admin(admin = …)]` may
    /// name on the struct.
    #[must_use]
    pub fn resource_admin<A: ResourceAdmin>(mut self, admin: A) -> Self {
        let meta = <A::Record as AdminResource>::META;
        self.metas.push(meta);
        self.behaviours.insert(meta.id(), Behaviour::of(admin));
        self
    }

    /// Adds a resource by its metadata, for resources that no struct stands for.
    #[must_use]
    pub fn resource_meta(mut self, meta: &'static ResourceMeta) -> Self {
        self.metas.push(meta);
        self
    }

    /// Adds every resource that was linked in.
    #[cfg(feature = "discover")]
    #[must_use]
    pub fn discover(mut self) -> Self {
        let mut found: Vec<_> = inventory::iter::<crate::ResourceEntry>.into_iter().collect();
        found.sort_by_key(|entry| (entry.meta().context, entry.meta().plural, entry.meta().rust_name));
        for entry in found {
            self.metas.push(entry.meta());
            if let Some(behaviour) = entry.behaviour() {
                self.behaviours.entry(entry.meta().id()).or_insert(behaviour);
            }
        }
        self
    }

    /// Decides who may do what, per resource; everybody everything by default.
    ///
    /// Menus, buttons and pages follow it: what one may not view answers 403.
    #[must_use]
    pub fn permissions<F>(mut self, rule: F) -> Self
    where
        F: Fn(&Actor, &'static ResourceMeta, Permission) -> bool + Send + Sync + 'static,
    {
        self.permissions = Some(Arc::new(rule));
        self
    }

    /// Limits the rows of a resource that an actor may see, count, change and pick; other rows answer
    /// 404. A new or changed row must stay inside. A scope of [`ResourceAdmin::scope`] holds as well.
    #[must_use]
    pub fn scope<R: AdminResource>(
        mut self,
        rule: impl Fn(&Actor) -> Vec<RowFilter<R>> + Send + Sync + 'static,
    ) -> Self {
        let erased = move |actor: &Actor| rule(actor).into_iter().map(RowFilter::into_rule).collect();
        self.scopes.insert(R::META.id(), Arc::new(erased));
        self
    }

    /// Adds what another crate of kaffy needs to find again.
    #[doc(hidden)]
    #[must_use]
    pub fn extension<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.extensions.insert(TypeId::of::<T>(), Arc::new(value));
        self
    }

    /// Adds a widget of the whole admin to the main dashboard (A82); a widget about a resource is better
    /// declared by its [`ResourceAdmin::widgets`].
    #[must_use]
    pub fn widget(mut self, widget: crate::dashboard::Widget) -> Self {
        self.widgets.push(widget);
        self
    }

    /// Says that the admin is reached over https only: its cookies are then `Secure` and named
    /// `__Host-…`. Off by default, since a browser would not return them over http.
    #[must_use]
    pub fn https(mut self, only: bool) -> Self {
        self.https = only;
        self
    }

    /// Limits how long a save, a deletion or an action may take as a whole, with the hooks in it: 30 seconds
    /// by default. What takes longer is taken back, so that a hook that hangs does not hold its locks for
    /// ever. A hook that blocks its thread cannot be stopped.
    #[must_use]
    pub fn save_timeout(mut self, limit: Duration) -> Self {
        self.save_timeout = limit;
        self
    }

    /// Says where uploaded files are kept. There is no default; without a field that holds a file none is
    /// needed.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database, LocalFolder};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).files(LocalFolder::new("data/uploads"));
    /// # }
    /// ```
    #[must_use]
    pub fn files(mut self, storage: impl FileStorage) -> Self {
        self.files = Some(Files::new(storage));
        self
    }

    /// Sets the most rows that one export has: a million by default. The page that exports says so, and a file
    /// that lacks rows says so in its last line.
    #[must_use]
    pub fn export_limit(mut self, rows: u64) -> Self {
        self.export_limit = rows;
        self
    }

    /// Sets the folder in which files lie between two pages of an import, for an hour at most. By default each
    /// process has one of its own under the system's temporary folder, which is enough for a single node. Several
    /// nodes need a folder that they share, and the same [`secret`](Self::secret).
    #[must_use]
    pub fn import_folder(mut self, folder: impl Into<std::path::PathBuf>) -> Self {
        self.kept_files = KeptFiles::in_folder(folder.into());
        self
    }

    /// Sets the key that texts are signed with which browsers carry from page to page, such as "all 1,248
    /// that match" or the state of a record that its form was drawn from. At least 32 bytes that nobody can guess, the same on every node that serves the
    /// admin and after a restart, kept out of the repository.
    ///
    /// By default each process makes one of its own: a selection made before a restart, or on another
    /// node, is then refused in words and has to be made again, and a form that was drawn there is not
    /// saved before somebody has looked at what it would change.
    #[must_use]
    pub fn secret(mut self, key: impl Into<Vec<u8>>) -> Self {
        self.secret = Some(Secret::new(key));
        self
    }

    /// Skips the comparison with the live database. Columns are then taken to be as the structs say,
    /// and mistakes show up as unreadable cells or failed saves.
    #[must_use]
    pub fn skip_database_check(mut self) -> Self {
        self.check_database = false;
        self
    }

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
        // With tables or columns missing, their expressions would only say so again.
        if self.check_database && problems.is_empty() {
            crate::data::look_at_sorts(&self.database, &mut registry, &mut problems).await?;
        }
        let widgets = crate::dashboard::Widgets::place(&registry, self.widgets, &mut problems);
        let site = crate::site::Checked::new(self.site, &registry, &mut problems);
        let spoken = self.spoken.check(&mut problems);
        let transport = self.transport.check(&mut problems);
        // Nothing is written while something is wrong.
        let accounts = match self.auth.as_ref().and_then(Auth::account_settings).filter(|_| problems.is_empty()) {
            Some(settings) => Accounts::of_admin(&self.database, settings, &mut problems).await?,
            None => None,
        };
        match (self.auth, spoken) {
            (Some(auth), Some(spoken)) if problems.is_empty() => {
                if self.audit.is_some() {
                    crate::audit::prepare(&self.database).await?;
                }
                let names: Vec<_> = registry.resources().iter().map(|resource| resource.meta().rust_name).collect();
                tracing::info!(resources = names.join(", "), "the admin is ready");
                Ok(Admin(Arc::new(Inner {
                    title: self.title,
                    empty_text: self.empty_text,
                    database: self.database,
                    auth,
                    accounts,
                    finds: kept_finds(&registry),
                    registry,
                    behaviours: self.behaviours,
                    permissions: self.permissions,
                    scopes: self.scopes,
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
                    export_limit: self.export_limit,
                    kept_files: self.kept_files,
                    extensions: self.extensions,
                })))
            }
            _ => Err(BuildError::Problems(problems)),
        }
    }
}

impl fmt::Debug for AdminBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AdminBuilder").field("title", &self.title).finish_non_exhaustive()
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
