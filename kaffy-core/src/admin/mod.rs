//! The admin of an application: what it was told, checked and ready to serve.

mod build;
mod builder;
mod weak;

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt,
    sync::Arc,
    time::Duration,
};

pub use builder::AdminBuilder;
pub use weak::WeakAdmin;

use crate::{
    Actor, Area, Auth, Behaviour, Database, Files, KeptFiles, Permission, Record, Registry, Resource, ResourceMeta,
    access::{AreaRule, FieldRule, PermissionRule, Rights, RowRule, ScopeRule},
    accounts::{Accounts, Grants},
    data::KeptFinds,
    indexes::SlowSorts,
    once::Once,
    secret::Secret,
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
    slow_sorts: SlowSorts,
    /// What resources do, by the `id` of their metadata: found without looking through all of them.
    behaviours: HashMap<(&'static str, &'static str), Behaviour>,
    permissions: Option<PermissionRule>,
    scopes: HashMap<(&'static str, &'static str), ScopeRule>,
    field_rights: HashMap<(&'static str, &'static str), FieldRule>,
    area_rule: Option<AreaRule>,
    areas: Vec<Area>,
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
    once: Option<Once>,
    notifications: Option<crate::notifications::Kept>,
    export_limit: u64,
    kept_files: KeptFiles,
    extensions: Extensions,
}

impl Admin {
    /// Starts an admin over a database.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Auth, BuildError, Database};
    /// # async fn example(db: Database) -> Result<Admin, BuildError> {
    /// Admin::builder(db).title("Bakery").auth(Auth::built_in()).build().await
    /// # }
    /// ```
    pub fn builder(database: Database) -> AdminBuilder {
        AdminBuilder::new(database)
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
    /// agree, such as [`ResourceAdmin::may_change`](crate::ResourceAdmin::may_change).
    ///
    /// ```
    /// # use kaffy_core::{Actor, Admin, AdminResource, Permission};
    /// fn has_button<R: AdminResource>(admin: &Admin, actor: &Actor) -> bool {
    ///     admin.may(actor, R::META, Permission::Add)
    /// }
    /// ```
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

    /// The rule of [`AdminBuilder::areas`], and the areas that it has.
    pub(crate) fn areas_told(&self) -> (Option<&AreaRule>, &[Area]) {
        (self.0.area_rule.as_ref(), &self.0.areas)
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

    /// Whether a list is not sorted by a column, since that would read more than a million rows without an index.
    pub(crate) fn is_slow_sort(&self, meta: &ResourceMeta, name: &str) -> bool {
        self.0.slow_sorts.has(meta, name)
    }

    pub(crate) fn audit(&self) -> Option<&crate::Audit> {
        self.0.audit.as_ref()
    }

    /// Forms that were sent, where they are remembered.
    pub(crate) fn once(&self) -> Option<&Once> {
        self.0.once.as_ref()
    }

    /// Whether notifications are kept.
    pub(crate) fn kept_notifications(&self) -> Option<crate::notifications::Kept> {
        self.0.notifications
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

    /// What the actor may not do with single fields, as the application and the resource's own code say.
    pub(crate) fn field_rights_of(&self, actor: &Actor, meta: &'static ResourceMeta) -> Rights {
        let said = self.0.field_rights.get(&meta.id()).map(|rule| rule(actor)).unwrap_or_default();
        match self.behaviour(meta) {
            Some(behaviour) => behaviour.get().field_rights(actor).and(&said),
            None => said,
        }
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
