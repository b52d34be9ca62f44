//! What an admin is told before it is built.

use std::{any::TypeId, collections::HashMap, fmt, sync::Arc, time::Duration};

use super::Extensions;
use crate::{
    Actor, AdminResource, Area, Auth, Behaviour, Database, FieldRights, FileStorage, Files, KeptFiles, Permission,
    ResourceAdmin, ResourceMeta, RowFilter,
    access::{AreaRule, FieldRule, PermissionRule, ScopeRule},
    secret::Secret,
};

/// What an admin is told before it is built.
///
/// ```
/// # mod kaffy { pub use kaffy_core::*; }
/// # use kaffy_core::*;
/// # #[derive(Clone, Copy)]
/// # struct Fields { title: Field<Product, String>, price: Field<Product, i64>, shop: Field<Product, String> }
/// # struct Product { id: i64, title: String, stock: i64 }
/// # impl AdminResource for Product {
/// #     type Fields = Fields;
/// #     const FIELDS: Fields = Fields { title: Field::new("title"), price: Field::new("price"), shop: Field::new("shop") };
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self { id: 1, title: String::new(), stock: 0 }) }
/// # }
/// use kaffy::{Admin, Audit, Auth, Database, Permission, dashboard::{Text, Widget}};
///
/// # async fn example(db: Database) -> Result<Admin, BuildError> {
/// let admin = Admin::builder(db)
///     .title("Bakery")
///     .auth(Auth::built_in())
///     .resource::<Product>() // or .discover()
///     // Who may do what, which rows they see, and which fields.
///     .permissions(|actor, _, permission| permission == Permission::View || actor.has_role("manager"))
///     .scope::<Product>(|actor| match actor.has_role("manager") {
///         true => Vec::new(), // all of them
///         false => vec![Product::fields().shop.is(actor.id.clone())],
///     })
///     .field_rights::<Product>(|actor, rights| {
///         if !actor.has_role("manager") {
///             rights.read_only(Product::fields().price);
///         }
///     })
///     .widget(Widget::new("Welcome", Text::new("The oven is cold on Mondays.")).width(12))
///     .audit(Audit::on())
///     // In production; `kaffy::doctor::deploy` says what is missing.
///     .https(true)
///     .allowed_hosts(["admin.bakery.example"])
///     .secret(std::env::var("ADMIN_SECRET").unwrap_or_default())
///     .build() // compares the structs with the live tables, and says everything that is wrong
///     .await?;
/// # Ok(admin) }
/// ```
pub struct AdminBuilder {
    pub(super) title: String,
    pub(super) empty_text: Option<String>,
    pub(super) database: Database,
    pub(super) auth: Option<Auth>,
    pub(super) metas: Vec<&'static ResourceMeta>,
    pub(super) behaviours: HashMap<(&'static str, &'static str), Behaviour>,
    pub(super) permissions: Option<PermissionRule>,
    pub(super) scopes: HashMap<(&'static str, &'static str), ScopeRule>,
    pub(super) field_rights: HashMap<(&'static str, &'static str), FieldRule>,
    pub(crate) area_rule: Option<AreaRule>,
    pub(crate) areas: Vec<Area>,
    pub(super) widgets: Vec<crate::dashboard::Widget>,
    pub(crate) site: crate::site::Site,
    pub(crate) spoken: crate::i18n::Spoken,
    pub(crate) transport: crate::Transport,
    pub(super) check_database: bool,
    pub(super) allow_slow_sorts: bool,
    pub(super) https: bool,
    pub(super) save_timeout: Duration,
    pub(super) secret: Option<Secret>,
    pub(super) files: Option<Files>,
    pub(crate) audit: Option<crate::Audit>,
    pub(crate) remember_forms: Option<bool>,
    pub(crate) saved_views: Option<bool>,
    pub(crate) notifications: Option<bool>,
    pub(super) export_limit: u64,
    pub(super) kept_files: KeptFiles,
    pub(super) extensions: Extensions,
    pub(super) once_built: Vec<super::weak::Told>,
}

impl AdminBuilder {
    /// One that nothing was said to yet.
    pub(super) fn new(database: Database) -> Self {
        Self {
            title: "Admin".to_owned(),
            empty_text: None,
            database,
            auth: None,
            metas: Vec::new(),
            behaviours: HashMap::new(),
            permissions: None,
            scopes: HashMap::new(),
            field_rights: HashMap::new(),
            area_rule: None,
            areas: Vec::new(),
            widgets: Vec::new(),
            site: crate::site::Site::default(),
            spoken: crate::i18n::Spoken::default(),
            transport: crate::Transport::default(),
            check_database: true,
            allow_slow_sorts: false,
            https: false,
            save_timeout: Duration::from_secs(30),
            secret: None,
            files: None,
            audit: None,
            remember_forms: None,
            saved_views: None,
            notifications: None,
            export_limit: 1_000_000,
            kept_files: KeptFiles::default(),
            extensions: Extensions::default(),
            once_built: Vec::new(),
        }
    }

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
    ///
    /// ```
    /// # use kaffy_core::{Admin, AdminBuilder, Database, Permission};
    /// # fn example(db: Database) -> AdminBuilder {
    /// Admin::builder(db).permissions(|actor, resource, permission| match permission {
    ///     Permission::View => true,
    ///     Permission::Delete => actor.has_role("manager"),
    ///     _ => actor.has_role("manager") || resource.context == "Notes",
    /// })
    /// # }
    /// ```
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

    /// Limits what an actor may do with single fields of a resource: see [`FieldRights`]. That of
    /// [`ResourceAdmin::field_rights`] holds as well.
    #[must_use]
    pub fn field_rights<R: AdminResource>(
        mut self,
        rule: impl Fn(&Actor, &mut FieldRights<R>) + Send + Sync + 'static,
    ) -> Self {
        let erased = move |actor: &Actor| FieldRights::<R>::collect(|rights| rule(actor, rights));
        self.field_rights.insert(R::META.id(), Arc::new(erased));
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

    /// Offers every sort, also one that reads more than a million rows without an index, for everybody who clicks a
    /// heading. By default those are no links and say why, their addresses are refused in words, and
    /// [`doctor::indexes`](crate::doctor::indexes) names the index to add. How long tables are and which indexes there
    /// are is looked up when the admin is built.
    #[must_use]
    pub fn allow_slow_sorts(mut self, allowed: bool) -> Self {
        self.allow_slow_sorts = allowed;
        self
    }

    /// Skips the comparison with the live database. Columns are then taken to be as the structs say,
    /// and mistakes show up as unreadable cells or failed saves.
    #[must_use]
    pub fn skip_database_check(mut self) -> Self {
        self.check_database = false;
        self
    }
}

impl fmt::Debug for AdminBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AdminBuilder").field("title", &self.title).finish_non_exhaustive()
    }
}
