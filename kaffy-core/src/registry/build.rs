//! From metadata to resources: columns first, then every path over them.

use std::{collections::HashMap, sync::Arc};

use super::{
    Column, Hop, Inline, ListColumn, Many, Order, Path, Problem, Registry, Resource, SearchTarget, check,
    listing::{Listing, listing},
};
use crate::{
    Behaviour, Dialect, Kind, PathMeta, ResourceMeta, SearchOperator, Widget, access::Rights, nearest::nearest,
    store::Catalog,
};

type ColumnsOf = HashMap<(&'static str, &'static str), Vec<Arc<Column>>>;

/// Resolves the resources and reports whatever is wrong with them; with problems the result is only
/// good for finding more.
pub(crate) fn resolve(
    metas: &[&'static ResourceMeta],
    behaviours: &HashMap<(&'static str, &'static str), Behaviour>,
    catalog: Option<&Catalog>,
    dialect: Dialect,
    problems: &mut Vec<Problem>,
) -> Registry {
    check::slugs(metas, problems);
    check::keys(metas, problems);
    check::relations(metas, problems);
    check::trash(metas, problems);
    let mut columns = ColumnsOf::new();
    for meta in metas {
        let assumed = |(index, field)| Column::assumed(field, index, dialect);
        let mut own: Vec<_> = meta.fields.iter().enumerate().map(assumed).collect();
        if let Some(catalog) = catalog {
            check::against_table(meta, &mut own, catalog, dialect, problems);
        }
        columns.insert(meta.id(), own.into_iter().map(Arc::new).collect());
    }
    let resolver = Resolver { columns, behaviours, catalog, dialect };
    let mut resources: Vec<_> = metas.iter().map(|meta| Arc::new(resolver.resource(meta, problems))).collect();
    resources.sort_by_key(|resource| (resource.meta.context, resource.meta.plural));
    let foreign_keys = catalog.map(|catalog| catalog.foreign_keys.clone()).unwrap_or_default();
    Registry { resources, foreign_keys }
}

struct Resolver<'a> {
    columns: ColumnsOf,
    behaviours: &'a HashMap<(&'static str, &'static str), Behaviour>,
    catalog: Option<&'a Catalog>,
    dialect: Dialect,
}

impl Resolver<'_> {
    fn resource(&self, meta: &'static ResourceMeta, problems: &mut Vec<Problem>) -> Resource {
        let mut path = |path: &PathMeta| match self.path(meta, path) {
            Ok(path) => Some(path),
            Err(message) => {
                problems.push(Problem::new(meta.rust_name, message));
                None
            }
        };
        let all = || meta.fields.iter().map(|field| PathMeta::field(field.name));
        let listed: Vec<_> = if meta.list.is_empty() {
            let fits = |field: &&crate::FieldMeta| {
                !field.is_secret()
                    && !field.is_soft_delete
                    && !matches!(field.ty.kind, Kind::Bytes)
                    && !matches!(field.widget, Widget::TextArea { .. } | Widget::RichText)
            };
            meta.fields.iter().filter(fits).map(|field| PathMeta::field(field.name)).collect()
        } else {
            meta.list.to_vec()
        };
        let columns = self.columns.get(&meta.id()).cloned().unwrap_or_default();
        let key: Vec<_> = meta
            .primary_key
            .iter()
            .filter_map(|name| columns.iter().find(|column| column.meta.name == *name).cloned())
            .collect();
        let (inlines, many) = match key.as_slice() {
            [only] => (
                meta.inlines.iter().map(|meta| Inline { meta, key: Arc::clone(only) }).collect(),
                meta.many.iter().map(|meta| Many { meta, key: Arc::clone(only) }).collect(),
            ),
            _ => (Vec::new(), Vec::new()),
        };
        // Rows of another resource go by a name that no field and no relation has.
        let is_many = |path: &PathMeta| {
            let is_other = !path.relations.is_empty() || meta.relation(path.name).is_some();
            !is_other && meta.many.iter().any(|many| many.name == path.name)
        };
        let mut declared = |asked: &PathMeta| match is_many(asked) {
            true => many.iter().find(|many: &&Many| many.meta.name == asked.name).cloned().map(ListColumn::of_many),
            false => path(asked).map(ListColumn::of),
        };
        let declared: Vec<_> = listed.iter().filter_map(&mut declared).collect();
        let search = if meta.search.is_empty() {
            all().filter_map(|name| default_search(meta, name).map(|operator| (name, operator))).collect()
        } else {
            meta.search.iter().map(|search| (search.path, search.operator)).collect::<Vec<_>>()
        };
        let search = search
            .iter()
            .filter_map(|(name, operator)| path(name).map(|path| SearchTarget::new(meta, path, *operator)))
            .collect();
        let filters: Vec<_> = meta.filter.iter().filter_map(&mut path).collect();
        let order: Vec<_> = meta
            .order
            .iter()
            .filter_map(|order| path(&order.path).map(|path| Order { path, direction: order.direction }))
            .collect();
        let drill_down = meta.drill_down.and_then(|field| path(&PathMeta::field(field)));
        let label = label_fields(meta).iter().filter_map(|field| path(&PathMeta::field(field))).collect();

        let own = self.behaviours.get(&meta.id());
        let set = own.and_then(|behaviour| behaviour.get().columns());
        let Listing { columns: list, sorts, links, drawing } =
            listing(meta, declared, set, &|name| self.path_by_name(meta, name), (&columns, self.dialect), problems);

        for asked in filters.iter().chain(order.iter().map(|order| &order.path)) {
            if !asked.column.is_comparable() {
                let message = format!(
                    "PostgreSQL compares no values of the type `{}`: leave `{}` out of `filter` and `order`",
                    asked.column.type_name.as_deref().unwrap_or_default(),
                    asked.name
                );
                problems.push(Problem::new(meta.rust_name, message));
            }
        }
        let mut sortable: Vec<Path> = Vec::new();
        // A column with an order of its own goes by its own name.
        for (name, by) in &sorts {
            sortable.extend(by.first().map(|first| Path { name, ..first.path.clone() }));
        }
        let listed = list.iter().filter_map(|column| column.path.as_ref());
        for candidate in listed.chain(order.iter().map(|order| &order.path)) {
            let known = sortable.iter().any(|path| path.name == candidate.name);
            let is_ordered = candidate.column.kind().is_ordered() && candidate.column.is_comparable();
            if !known && is_ordered && !candidate.column.meta.is_secret() {
                sortable.push(candidate.clone());
            }
        }
        let live = self.catalog.and_then(|it| it.table(meta.table)).map(|facts| facts.table.clone());
        let actions = own.map(|behaviour| behaviour.get().actions()).unwrap_or_default();
        check::actions(meta, &actions, problems);
        let resource = Resource {
            meta,
            behaviour: own.cloned(),
            actions,
            live,
            dialect: self.dialect,
            context_slug: slugify(meta.context),
            columns,
            key,
            list,
            offered: Vec::new(),
            search,
            filters,
            sortable,
            sorts,
            links,
            drawing,
            form_code: own.map(|behaviour| behaviour.get().form()).unwrap_or_default(),
            drill_down,
            order,
            label,
            inlines,
            many,
            unique: self.catalog.and_then(|it| it.table(meta.table)).map(|it| it.unique.clone()).unwrap_or_default(),
            reach: Vec::new(),
            rights: Rights::default(),
            whole: None,
            foreign_keys: self.catalog.map(|it| it.foreign_keys_of(meta.table)).unwrap_or_default(),
        };
        check::cells(&resource, problems);
        resource.offering().reaching()
    }

    /// Follows a path. The derive has checked it already, unless the metadata was written by hand.
    fn path(&self, meta: &'static ResourceMeta, path: &PathMeta) -> Result<Path, String> {
        self.follow(meta, path.relations, path.field, path.name)
    }

    /// A path as code names it, `category.name`, which nothing has checked yet.
    fn path_by_name(&self, meta: &'static ResourceMeta, name: &'static str) -> Result<Path, String> {
        let mut relations: Vec<_> = name.split('.').collect();
        let field = relations.pop().unwrap_or_default();
        self.follow(meta, &relations, field, name)
    }

    fn follow(
        &self,
        meta: &'static ResourceMeta,
        relations: &[&str],
        field: &str,
        path: &'static str,
    ) -> Result<Path, String> {
        let mut here = meta;
        let mut hops = Vec::new();
        let mut labels = Vec::new();
        for name in relations {
            let field = here.relation(name).ok_or_else(|| {
                let known = here.fields.iter().filter_map(|field| field.belongs_to).map(|relation| relation.name);
                format!("`{path}`: `{}` has no relation `{name}`{}", here.rust_name, hint(name, known))
            })?;
            let relation = field.belongs_to.ok_or_else(|| format!("`{name}` is no relation"))?;
            let target = (relation.target)();
            let key = match target.primary_key {
                [only] => self.column(target, only),
                _ => None,
            };
            hops.push(Hop {
                relation: relation.name,
                from: self.column(here, field.name).ok_or_else(|| format!("`{path}`: no column"))?,
                table: target.table,
                key: key.ok_or_else(|| {
                    format!(
                        "`{path}`: `{0}` is not registered: add `.resource::<{0}>()` or `.discover()`",
                        target.rust_name
                    )
                })?,
                target,
            });
            labels.push(relation.label);
            here = target;
        }
        // `category` alone, the name of a relation, means the field that makes it.
        let found = here.field(field).or_else(|| here.relation(field));
        let field = found.ok_or_else(|| {
            let hint = hint(field, here.fields.iter().map(|field| field.name));
            format!("`{path}`: `{}` has no field `{field}`{hint}", here.rust_name)
        })?;
        let column = self.column(here, field.name).ok_or_else(|| format!("`{path}`: no column"))?;
        let label = match labels.last() {
            // "Category name" reads better than "Name"; "Category" is enough for what names it.
            Some(relation) if label_fields(here) == [field.name] => (*relation).to_owned(),
            Some(relation) => format!("{relation} {}", lower_first(field.label)),
            None => field.label.to_owned(),
        };
        Ok(Path { name: path, label, hops, column })
    }

    fn column(&self, meta: &'static ResourceMeta, field: &str) -> Option<Arc<Column>> {
        self.columns.get(&meta.id())?.iter().find(|column| column.meta.name == field).cloned()
    }
}

/// The name that a misspelt one was meant to be, as the end of a sentence.
fn hint<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(name, known).map(|name| format!(", did you mean `{name}`?")).unwrap_or_default()
}

/// Where a resource without `search(…)` is searched: its texts, and its key as a whole (K73).
fn default_search(meta: &'static ResourceMeta, path: PathMeta) -> Option<SearchOperator> {
    let field = meta.field(path.field)?;
    let is_key = meta.primary_key.contains(&field.name);
    match field.ty.kind {
        _ if field.is_secret() || field.belongs_to.is_some() || field.file().is_some() => None,
        Kind::Int(_) | Kind::Uuid if is_key => Some(SearchOperator::Exact),
        Kind::Text => Some(SearchOperator::Contains),
        _ => None,
    }
}

/// The fields that name a record: as declared, else `name`, `title`, `label`, else the first text.
pub(super) fn label_fields(meta: &'static ResourceMeta) -> Vec<&'static str> {
    if !meta.label.is_empty() {
        return meta.label.to_vec();
    }
    let is_name = |it: &&crate::FieldMeta| {
        matches!(it.ty.kind, Kind::Text) && !it.is_secret() && !matches!(it.widget, Widget::RichText | Widget::File(_))
    };
    let texts = || meta.fields.iter().filter(is_name);
    let usual = ["name", "title", "label", "email"].iter().find_map(|usual| texts().find(|field| field.name == *usual));
    usual.or_else(|| texts().next()).map(|field| field.name).into_iter().collect()
}

/// A name as a part of an address: lower case, with `-` for everything else.
pub(crate) fn slugify(name: &str) -> String {
    let dashed: String = name.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let words: Vec<_> = dashed.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-")
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        // An abbreviation stays one: "ID".
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}
