//! A resource as the running admin knows it: metadata, live columns, resolved paths.

use std::{collections::BTreeMap, fmt, sync::Arc};

use super::{Column, Inline, ListColumn, Many, Order, Path, SearchTarget};
use crate::{
    Access, Actor, AdminResource, Behaviour, ComputedField, Dialect, Key, Kind, OwnChoice, Record, ResourceMeta,
    TableMeta,
    access::Rights,
    actions::ActionList,
    columns::{Drawing, Links},
    form::FormCode,
    store::{ForeignKey, TableName, UniqueIndex},
    value,
};

/// A resource of a built admin, as [`Admin::registry`](crate::Admin::registry) has it or as an actor knows it.
#[derive(Clone)]
pub struct Resource {
    pub(crate) meta: &'static ResourceMeta,
    /// What it does, where somebody wrote that down.
    pub(crate) behaviour: Option<Behaviour>,
    pub(crate) actions: ActionList,
    /// Its table by the names of the catalog, which leaves out the connection's own schema.
    pub(crate) live: Option<TableName>,
    pub(crate) dialect: Dialect,
    pub(crate) context_slug: String,
    pub(crate) columns: Vec<Arc<Column>>,
    pub(crate) key: Vec<Arc<Column>>,
    pub(crate) list: Vec<Arc<ListColumn>>,
    /// What its list can show beside that.
    pub(crate) offered: Vec<Arc<ListColumn>>,
    pub(crate) search: Vec<SearchTarget>,
    pub(crate) filters: Vec<Path>,
    pub(crate) sortable: Vec<Path>,
    pub(crate) sorts: Vec<(&'static str, Vec<Order>)>,
    pub(crate) links: Links,
    pub(crate) drawing: Option<Arc<dyn Drawing>>,
    /// What code adds to its form.
    pub(crate) form_code: FormCode,
    pub(crate) drill_down: Option<Path>,
    pub(crate) order: Vec<Order>,
    pub(crate) label: Vec<Path>,
    pub(crate) inlines: Vec<Inline>,
    pub(crate) many: Vec<Many>,
    pub(crate) unique: Vec<UniqueIndex>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    /// Other resources that something of it is a part of.
    pub(crate) reach: Vec<&'static ResourceMeta>,
    /// What the actor that it was made for may do with single fields.
    pub(crate) rights: Rights,
    /// All of it, where fields of it are hidden from that actor.
    pub(crate) whole: Option<Arc<Resource>>,
}

impl Resource {
    /// Fields that are no table, as a resource that is in no registry: only good for forms.
    pub(crate) fn of_fields(meta: &'static ResourceMeta) -> Self {
        // Which database makes no difference to a form.
        let dialect = Dialect::Sqlite;
        let column = |(index, field)| Arc::new(Column::assumed(field, index, dialect));
        Self {
            meta,
            behaviour: None,
            actions: ActionList::default(),
            live: None,
            dialect,
            context_slug: String::new(),
            columns: meta.fields.iter().enumerate().map(column).collect(),
            key: Vec::new(),
            list: Vec::new(),
            offered: Vec::new(),
            search: Vec::new(),
            filters: Vec::new(),
            sortable: Vec::new(),
            sorts: Vec::new(),
            links: Links::default(),
            drawing: None,
            form_code: FormCode::default(),
            drill_down: None,
            order: Vec::new(),
            label: Vec::new(),
            inlines: Vec::new(),
            many: Vec::new(),
            unique: Vec::new(),
            foreign_keys: Vec::new(),
            reach: Vec::new(),
            rights: Rights::default(),
            whole: None,
        }
    }

    /// The same, once it is known which other resources it has a part of.
    pub(crate) fn reaching(self) -> Self {
        let listed = self.list.iter().filter_map(|column| column.path.as_ref());
        let searched = self.search.iter().map(|target| &target.path);
        let ordered = self.order.iter().chain(self.sorts.iter().flat_map(|(_, by)| by)).map(|order| &order.path);
        let paths = listed.chain(searched).chain(ordered).chain(&self.filters).chain(&self.sortable);
        let over = paths.chain(&self.drill_down).flat_map(|path| &path.hops).map(|hop| hop.target);
        let between = self.many.iter().map(Many::through);
        let mut reach: Vec<_> = over.chain(between).chain(self.inlines.iter().map(Inline::child)).collect();
        reach.sort_by_key(|meta| meta.id());
        reach.dedup_by_key(|meta| meta.id());
        Self { reach, ..self }
    }

    /// All of it, whoever it was made for.
    pub(crate) fn whole(resource: &Arc<Self>) -> &Arc<Self> {
        resource.whole.as_ref().unwrap_or(resource)
    }

    /// What the actor that it was made for may do with a field, or with a `many_to_many`; what the struct says of
    /// its forms is not in it.
    pub fn access(&self, field: &str) -> Access {
        self.rights.of(field)
    }

    /// Whether a part of what names its records is hidden from that actor.
    pub(crate) fn has_other_label(&self) -> bool {
        self.whole.as_ref().is_some_and(|whole| whole.label.len() != self.label.len())
    }

    /// What code offers for its fields, by field; for a new record, or for this one.
    pub fn own_choices(&self, actor: &Actor, record: Option<&Record>) -> BTreeMap<&'static str, Vec<OwnChoice>> {
        self.form_code.choices.iter().map(|(field, offer)| (*field, offer(actor, record))).collect()
    }

    /// What code shows on the form of a record.
    pub fn computed_fields(&self, record: &Record) -> Vec<ComputedField> {
        self.form_code.computed(record)
    }

    /// Where a record can be seen outside the admin, where code says so.
    pub fn site_url(&self, record: &Record) -> Option<String> {
        self.behaviour.as_ref().and_then(|behaviour| behaviour.get().site_url(record))
    }

    /// What people call one of its actions.
    pub fn action_label(&self, key: &str) -> Option<&str> {
        let actions = self.actions.0.iter().map(|action| action.meta());
        actions.into_iter().find(|meta| meta.key() == key).map(crate::ActionMeta::label)
    }

    /// What its struct says.
    pub fn meta(&self) -> &'static ResourceMeta {
        self.meta
    }

    /// A sentence or two above its list.
    pub fn description(&self, actor: &Actor) -> Option<String> {
        let own = self.behaviour.as_ref().and_then(|behaviour| behaviour.get().description(actor));
        own.or_else(|| self.meta.help.map(str::to_owned))
    }

    /// Its order for an actor, without the primary key that every order ends with: as its own code says,
    /// else as declared. A field that cannot be sorted by is left out, with a warning in the log.
    pub fn order_for(&self, actor: &Actor) -> Vec<Order> {
        let own = self.behaviour.as_ref().map(|behaviour| behaviour.get().order(actor)).unwrap_or_default();
        let order = own.into_iter().filter_map(|(field, direction)| {
            let column = self.column(field).filter(|_| !self.rights.hides(field))?;
            let fits = column.kind().is_ordered() && column.is_comparable() && !column.meta.is_secret();
            if !fits {
                tracing::warn!(resource = self.meta.rust_name, field, "a list cannot be sorted by this field");
            }
            fits.then(|| Order { path: crate::query::keys::own(column), direction })
        });
        let order: Vec<_> = order.collect();
        if order.is_empty() { self.order.clone() } else { order }
    }

    /// Its icon in the menu.
    pub fn icon(&self) -> Option<crate::Icon> {
        self.behaviour.as_ref()?.get().icon()
    }

    /// Its place in the menu of its context.
    pub(crate) fn menu_order(&self) -> i32 {
        self.behaviour.as_ref().map_or(999, |behaviour| behaviour.get().menu_order())
    }

    pub(crate) fn in_menu(&self, actor: &Actor) -> bool {
        self.behaviour.as_ref().is_none_or(|behaviour| behaviour.get().in_menu(actor))
    }

    /// Whether a search of everything by an actor looks among its records.
    pub(crate) fn in_global_search(&self, actor: &Actor) -> bool {
        self.behaviour.as_ref().is_none_or(|behaviour| behaviour.get().in_global_search(actor))
    }

    /// The first part of its address.
    pub fn context_slug(&self) -> &str {
        &self.context_slug
    }

    /// The second part of its address.
    pub fn slug(&self) -> &'static str {
        self.meta.slug
    }

    /// Its table.
    pub fn table(&self) -> TableMeta {
        self.meta.table
    }

    /// Its columns, in the order of the struct; those of hidden fields are among them, since records have all.
    pub fn columns(&self) -> &[Arc<Column>] {
        &self.columns
    }

    /// The column of the field with this name.
    pub fn column(&self, field: &str) -> Option<&Arc<Column>> {
        self.columns.iter().find(|column| column.meta.name == field)
    }

    /// The columns of its primary key, in order.
    pub fn key(&self) -> &[Arc<Column>] {
        &self.key
    }

    /// The column that says which state of a row it is, where there is one.
    pub fn version(&self) -> Option<&Arc<Column>> {
        self.columns.iter().find(|column| column.meta.is_version)
    }

    /// The column that says when a row was moved to the trash, where it has a trash (A65).
    pub fn soft_delete(&self) -> Option<&Arc<Column>> {
        self.columns.iter().find(|column| column.meta.is_soft_delete)
    }

    /// Whether one of its records is in the trash.
    pub fn is_in_trash(&self, record: &Record) -> bool {
        let held = |column: &Arc<Column>| record.cells().get(column.index).cloned();
        self.soft_delete().and_then(held).is_some_and(|held| !held.as_ref().is_ok_and(value::is_null))
    }

    /// The columns of its list, for all actors.
    pub fn list(&self) -> &[Arc<ListColumn>] {
        &self.list
    }

    /// The columns that its list can show when somebody asks for them, for all actors: those that it has by itself, then
    /// what else the page of a record shows.
    pub(crate) fn listable(&self) -> impl Iterator<Item = &Arc<ListColumn>> {
        let is_bytes = |path: &Path| matches!(path.column.kind(), Kind::Bytes);
        let others = self.offered.iter().filter(move |column| !column.path.as_ref().is_some_and(is_bytes));
        self.list.iter().chain(others)
    }

    /// Whether no column of its list may lead to the record.
    pub fn has_no_links(&self) -> bool {
        self.links == Links::None
    }

    /// Where a search looks; empty when it has no search.
    pub fn search(&self) -> &[SearchTarget] {
        &self.search
    }

    /// What its list can be filtered by. A relation is filtered by the field that makes it.
    pub fn filters(&self) -> &[Path] {
        &self.filters
    }

    /// What its list can be sorted by: the columns of the list that have an order, and the parts of its own.
    pub fn sortable(&self) -> &[Path] {
        &self.sortable
    }

    /// The date its list can be narrowed by.
    pub fn drill_down(&self) -> Option<&Path> {
        self.drill_down.as_ref()
    }

    /// Its own order, without the primary key that every order ends with.
    pub fn order(&self) -> &[Order] {
        &self.order
    }

    /// The paths that name a record.
    pub fn label(&self) -> &[Path] {
        &self.label
    }

    /// Rows of other resources on its form.
    pub fn inlines(&self) -> &[Inline] {
        &self.inlines
    }

    /// Rows of other resources that are joined to its records.
    pub fn many(&self) -> &[Many] {
        &self.many
    }

    /// Unique indexes of its table, for naming the field of a duplicate.
    pub fn unique(&self) -> &[UniqueIndex] {
        &self.unique
    }

    /// Foreign keys of its table.
    pub fn foreign_keys(&self) -> &[ForeignKey] {
        &self.foreign_keys
    }

    /// Whether this is the resource of `R`.
    pub fn is<R: AdminResource>(&self) -> bool {
        self.meta.id() == R::META.id()
    }

    /// The key of one of its records; `None` when a part of it is unreadable or NULL.
    pub fn key_of(&self, record: &Record) -> Option<Key> {
        self.key
            .iter()
            .map(|column| match record.cells().get(column.index) {
                Some(Ok(value)) if !value::is_null(value) => Some(value.clone()),
                _ => None,
            })
            .collect::<Option<Vec<_>>>()
            .map(Key::new)
    }

    /// What people call one of its records: its label fields, else `Product 42`.
    pub fn label_of(&self, record: &Record) -> String {
        let cells = self.label.iter().map(|path| (path.column.kind(), record.cells().get(path.column.index)));
        let text = label_text(cells.map(|(kind, cell)| (kind, cell.and_then(|cell| cell.as_ref().ok()))));
        text.unwrap_or_else(|| match self.key_of(record) {
            Some(key) => self.fallback_label(&key),
            None => self.meta.singular.to_owned(),
        })
    }

    /// What people call a record whose label fields are empty.
    pub fn fallback_label(&self, key: &Key) -> String {
        format!("{} {}", self.meta.singular, key.words(self))
    }
}

/// Label fields as one text; `None` when nothing is left to read.
pub(crate) fn label_text<'a>(
    parts: impl Iterator<Item = (crate::Kind, Option<&'a sea_query::Value>)>,
) -> Option<String> {
    let words = parts.filter_map(|(kind, value)| value.map(|value| display(kind, value)));
    words.filter(|word| !word.trim().is_empty()).reduce(|label, word| label + " " + &word)
}

/// A value as a person reads it in running text: a choice by its label, the rest as printed.
pub(crate) fn display(kind: crate::Kind, value: &sea_query::Value) -> String {
    let printed = value::print(kind, value);
    match kind {
        crate::Kind::Choice(choice) => choice.by_key(&printed).map_or(printed, |variant| variant.label.to_owned()),
        _ => printed,
    }
}

impl fmt::Debug for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource").field("struct", &self.meta.rust_name).finish_non_exhaustive()
    }
}
