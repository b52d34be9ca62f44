//! One resource: a table and how people see it.

use super::{FieldMeta, InlineMeta, ManyMeta, OrderMeta, PathMeta, SearchMeta, SectionMeta, Validation};

/// A table, with its schema where it is not the connection's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableMeta {
    /// The schema (PostgreSQL) or database (MySQL).
    pub schema: Option<&'static str>,
    /// The table or view.
    pub name: &'static str,
}

impl TableMeta {
    /// A table of the connection's own schema.
    pub const fn new(name: &'static str) -> Self {
        Self { schema: None, name }
    }

    /// Sets the schema.
    pub const fn schema(mut self, schema: &'static str) -> Self {
        self.schema = Some(schema);
        self
    }
}

/// Everything the derive knows about a struct.
#[non_exhaustive]
#[derive(Clone, Copy, Debug)]
pub struct ResourceMeta {
    /// The Rust name of the struct, for messages.
    pub rust_name: &'static str,
    /// The module the struct stands in, which with its name tells it from all others.
    pub module: &'static str,
    /// Its table.
    pub table: TableMeta,
    /// The group it stands in, as people read it: `Shop`. Its slug is part of the address.
    pub context: &'static str,
    /// One of them: `Product`.
    pub singular: &'static str,
    /// All of them: `Products`.
    pub plural: &'static str,
    /// Its part of the address, unique in its context.
    pub slug: &'static str,
    /// A sentence above the list: the doc comment by default.
    pub help: Option<&'static str>,
    /// Its fields, in the order of the struct.
    pub fields: &'static [FieldMeta],
    /// Names of the fields that make up the primary key, in order.
    pub primary_key: &'static [&'static str],
    /// Columns of the list. Empty: every field that fits a cell.
    pub list: &'static [PathMeta],
    /// Columns of the list that are changed in it, by the names of their fields.
    pub list_edit: &'static [&'static str],
    /// Where a search looks. Empty: no search box.
    pub search: &'static [SearchMeta],
    /// What a list can be filtered by.
    pub filter: &'static [PathMeta],
    /// The date that the list can be narrowed by, year, month and day.
    pub drill_down: Option<&'static str>,
    /// The order of the list; the primary key is always added.
    pub order: &'static [OrderMeta],
    /// The form. Empty: all fields, no headings.
    pub form: &'static [SectionMeta],
    /// Rows of other resources on the form.
    pub inlines: &'static [InlineMeta],
    /// Rows of other resources that are joined to a record.
    pub many: &'static [ManyMeta],
    /// Names of the fields that name a record. Empty: `name`, `title`, the first text, else the key.
    pub label: &'static [&'static str],
    /// Rows of a page, 50 by default.
    pub page_size: u16,
    /// Rules that the struct has from a validation crate.
    pub validation: Option<Validation>,
}

impl ResourceMeta {
    /// A resource over a table, with every option at its default. The derive sets the names.
    pub const fn new(rust_name: &'static str, table: TableMeta) -> Self {
        Self {
            rust_name,
            module: "",
            table,
            context: "Data",
            singular: rust_name,
            plural: rust_name,
            slug: table.name,
            help: None,
            fields: &[],
            primary_key: &[],
            list: &[],
            list_edit: &[],
            search: &[],
            filter: &[],
            drill_down: None,
            order: &[],
            form: &[],
            inlines: &[],
            many: &[],
            label: &[],
            page_size: 50,
            validation: None,
        }
    }

    /// Sets the rules that the struct has from a validation crate.
    pub const fn validation(mut self, validation: Validation) -> Self {
        self.validation = Some(validation);
        self
    }

    /// Sets the module the struct stands in: `module_path!()`.
    pub const fn module(mut self, module: &'static str) -> Self {
        self.module = module;
        self
    }

    /// Sets the group.
    pub const fn context(mut self, context: &'static str) -> Self {
        self.context = context;
        self
    }

    /// Sets what people call one and all of them.
    pub const fn names(mut self, singular: &'static str, plural: &'static str) -> Self {
        self.singular = singular;
        self.plural = plural;
        self
    }

    /// Sets its part of the address.
    pub const fn slug(mut self, slug: &'static str) -> Self {
        self.slug = slug;
        self
    }

    /// Sets the sentence above the list.
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    /// Sets the fields.
    pub const fn fields(mut self, fields: &'static [FieldMeta]) -> Self {
        self.fields = fields;
        self
    }

    /// Sets the primary key.
    pub const fn primary_key(mut self, fields: &'static [&'static str]) -> Self {
        self.primary_key = fields;
        self
    }

    /// Sets the columns of the list.
    pub const fn list(mut self, paths: &'static [PathMeta]) -> Self {
        self.list = paths;
        self
    }

    /// Sets the columns of the list that are changed in it; `build()` looks whether they can be.
    pub const fn list_edit(mut self, fields: &'static [&'static str]) -> Self {
        self.list_edit = fields;
        self
    }

    /// Sets where a search looks.
    pub const fn search(mut self, search: &'static [SearchMeta]) -> Self {
        self.search = search;
        self
    }

    /// Sets what the list can be filtered by.
    pub const fn filter(mut self, paths: &'static [PathMeta]) -> Self {
        self.filter = paths;
        self
    }

    /// Sets the date that the list can be narrowed by.
    pub const fn drill_down(mut self, field: &'static str) -> Self {
        self.drill_down = Some(field);
        self
    }

    /// Sets the order of the list.
    pub const fn order(mut self, order: &'static [OrderMeta]) -> Self {
        self.order = order;
        self
    }

    /// Sets the form.
    pub const fn form(mut self, sections: &'static [SectionMeta]) -> Self {
        self.form = sections;
        self
    }

    /// Sets the rows of other resources that are joined to a record.
    pub const fn many(mut self, many: &'static [ManyMeta]) -> Self {
        self.many = many;
        self
    }

    /// Sets the rows of other resources on the form.
    pub const fn inlines(mut self, inlines: &'static [InlineMeta]) -> Self {
        self.inlines = inlines;
        self
    }

    /// Sets the fields that name a record.
    pub const fn label(mut self, fields: &'static [&'static str]) -> Self {
        self.label = fields;
        self
    }

    /// Sets the rows of a page.
    pub const fn page_size(mut self, rows: u16) -> Self {
        self.page_size = rows;
        self
    }

    /// Tells one struct from all others. Not its address: a constant may have several.
    pub const fn id(&self) -> (&'static str, &'static str) {
        (self.module, self.rust_name)
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&'static FieldMeta> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field whose relation has this name.
    pub fn relation(&self, name: &str) -> Option<&'static FieldMeta> {
        self.fields.iter().find(|field| field.belongs_to.is_some_and(|relation| relation.name == name))
    }
}
