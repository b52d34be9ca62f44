//! The macros of kaffy. Use the `kaffy` crate, which re-exports them.

mod admin_choice;
mod admin_fields;
mod admin_resource;
mod admin_value;
mod chore;
mod doc;
mod function;
mod job_handler;
mod nearest;
mod receive;
mod schedule;
mod scheduled_task;
mod shape;
mod span;
mod syntax;
#[cfg(test)]
mod tests;
mod wording;
mod words;

use proc_macro::TokenStream;

/// Makes a struct a resource of the admin: a table with a list, a search, filters and forms.
///
/// The struct is annotated, not rewritten; it may derive whatever else it needs. Everything has a
/// default, so that this is enough:
///
/// ```
/// use kaffy::AdminResource;
///
/// /// What is on sale.
/// #[derive(AdminResource)]
/// struct Product {
///     id: i64,
///     title: String,
///     price: Option<f64>,
/// }
///
/// assert_eq!(Product::META.table.name, "products");
/// assert_eq!(Product::fields().title.name(), "title");
/// ```
///
/// The type of a field is a number, `bool`, `String`, `char`, `Decimal`, `Uuid`, a date or time of
/// chrono, `serde_json::Value`, `Json<T>`, `StoredFile`, `Vec<u8>`, an enum with [`macro@AdminChoice`], a newtype
/// with [`macro@AdminValue`], or an `Option` or a `Vec` of these. Fields are named by identifier,
/// never in quotes: a typo is an error under that word.
///
/// # Options of the struct
///
/// | option | meaning | default |
/// |---|---|---|
/// | `table = "shop.products"` | the table, with its schema where it needs one | the plural of the struct, in snake case |
/// | `schema = "shop"` | the schema; a dot in `table` is then part of its name | none |
/// | `rename_all = "PascalCase"` | how fields become columns, with the spellings of serde | as they are |
/// | `primary_key(b, a)` | the key, in this order | the fields that are marked, else `id` |
/// | `composite` | several fields are marked with `primary_key` | one |
/// | `context = "Shop"` | the group it stands in | `"Data"` |
/// | `name = "Product"` | what people call one | the struct's name in words |
/// | `plural = "Products"` | what people call all | the English plural of `name` |
/// | `slug = "products"` | its part of the address | `plural` in kebab case |
/// | `help = "…"` | a sentence above the list | the first paragraph of the doc comment |
/// | `list(title, category.name)` | the columns of the list | every field that fits a cell |
/// | `list_edit(price, status)` | columns of the list that are changed in it, by who may change records | none |
/// | `search(title, exact(id))` | where the search box looks; see below | no search box |
/// | `filter(status, category)` | what can be filtered by | nothing |
/// | `drill_down(inserted_at)` | a date to go by year, month and day | none |
/// | `order(desc(views), title)` | the order of the list, the key last | by the key |
/// | `form(title, section(…))` | the form; see below | all fields |
/// | `has_many(Ingredient, by = product_id)` | rows of another resource on the form; see below | none |
/// | `many_to_many(Tag, through = ProductTag)` | rows of another resource to choose from; see below | none |
/// | `label(first_name, last_name)` | how a record is named | `name`, `title`, the first text, the key |
/// | `admin = ProductAdmin` | a value of a type with `ResourceAdmin`: hooks, rows, rights, order, everything that is code | none |
/// | `validate = garde` | the rules of a validation crate hold in forms too; see below | ours alone |
/// | `page_size = 100` | rows of a page, 25 to 200 | 50 |
/// | `crate = ::path` | where `kaffy` is, if not at `::kaffy` | `::kaffy` |
///
/// ```
/// # use kaffy::AdminResource;
/// #[derive(AdminResource)]
/// #[admin(table = "shop.products", context = "Shop", name = "Product", plural = "Products")]
/// #[admin(slug = "products", help = "What is on sale.", page_size = 100, rename_all = "PascalCase")]
/// #[admin(list(id, title, views), list_edit(title), filter(views, since), drill_down(since))]
/// #[admin(order(desc(views), asc(title)), label(title, id))]
/// struct Product {
///     id: i64,
///     title: String,
///     views: u32,
///     since: chrono::NaiveDate,
/// }
/// # assert_eq!(Product::META.table.schema, Some("shop"));
/// # assert_eq!(Product::META.fields[1].column, "Title");
/// ```
///
/// **`search`** looks for each word anywhere in a text. `contains(title)` says the same, `prefix(code)`
/// looks at the start only, `exact(id)` at the whole value, which numbers, dates and uuids need.
///
/// `full_text(title)` looks for words and their beginnings in a full-text index of your database, which is what a search
/// of millions of rows needs. All fields of one table that are searched so are in one index: on PostgreSQL
/// `USING gin (to_tsvector('simple', title))`, or of several `to_tsvector('simple', coalesce(title, '') || ' ' || coalesce(text, ''))`;
/// on MySQL and MariaDB `FULLTEXT (title, text)`; on SQLite a table of FTS5 named after yours, `products_fts`, with columns of
/// the same names and the same `rowid`. `build()` says so where there is none, except on PostgreSQL, which then reads every row. Where a
/// trigram index is enough (PostgreSQL's `gin_trgm_ops`), `contains` uses it as it is.
///
/// **`form`** takes fields and sections. `section("Title", price, stock)` puts fields under a heading,
/// `collapsed` lets it start closed, `description = "…"` says more. A field called `collapsed` is
/// written `r#collapsed` in there. Fields that are not named are not on the form.
///
/// ```
/// # use kaffy::AdminResource;
/// #[derive(AdminResource)]
/// #[admin(search(title, prefix(code), exact(id)))]
/// #[admin(form(
///     title,
///     section("Price", price),
///     section("More", collapsed, description = "Seldom needed.", code),
/// ))]
/// struct Product {
///     id: i64,
///     title: String,
///     code: String,
///     price: f64,
/// }
/// # assert_eq!(Product::META.form.len(), 3);
/// ```
///
/// **`validate`** asks a validation crate about the record as it would be saved, after the rules of the
/// fields and before the hooks that write: `validate = garde` with kaffy's feature `garde` and
/// `derive(garde::Validate)`, `validate = validator` with the feature `validator` and
/// `derive(validator::Validate)`. What it finds wrong stands beside the field, in its words; what is wrong
/// inside a field, or with the whole, above the form. Fields that the database is to fill in are not asked
/// about, and neither is a form saved as it was.
///
/// ```ignore
/// #[derive(AdminResource, garde::Validate)]
/// #[admin(validate = garde)]
/// struct Signup {
///     #[garde(skip)]
///     id: i64,
///     #[garde(email)]
///     mail: String,
/// }
/// ```
///
/// # Options of a field
///
/// | option | meaning | default |
/// |---|---|---|
/// | `label = "…"` | what people read | the name in words; with `belongs_to`, without "ID" |
/// | `help = "…"` | a sentence under the input | the first paragraph of the doc comment |
/// | `column = "Title"` | the column | the field's name, by `rename_all` |
/// | `primary_key` | it is the key, or with `composite` a part of it | the field `id` |
/// | `belongs_to = Category` | it holds the key of another resource | no |
/// | `relation = manager` | the name of that relation in paths | the field's name without `_id` |
/// | `create = editable` | on the form for a new record: `editable`, `readonly` or `hidden` | `editable`; `hidden` for a key that is a number or a uuid |
/// | `update = editable` | on the form of an existing record | `editable`; `readonly` for a key |
/// | `default = …` | what a new record starts with: a literal | empty |
/// | `choices("s", "l" = "Large")` | the only values of a text or whole number | any |
/// | `textarea`, `textarea(rows = 4)` | several lines of text | one line |
/// | `richtext` | formatted text, written in an editor and kept as HTML, which is cleaned at saving and at drawing | plain text |
/// | `file`, `file(types("text/csv", "application/pdf"), max_size = "5MB", folder = "manuals")` | an upload; a text holds its key, a `StoredFile` its name, size and type as well | any type, 10 MB, a folder named like resource and field |
/// | `image`, `image(types("image/png"), max_size = "2MB")` | a picture with a preview, 50 million pixels at most | PNG, JPEG, GIF and WebP, 10 MB |
/// | `email`, `url`, `tel`, `color` | the input of a text, and what it must look like | plain text |
/// | `password` | written, and never shown anywhere | plain text |
/// | `min = 0`, `max = "2030-12-31"` | the limits of a number, date or time | those of the type |
/// | `min_len = 2`, `max_len = 80` | the limits of a text, in characters | none |
/// | `pattern = "[A-Z]+"` | a regular expression for the whole text | none |
/// | `placeholder = "…"` | what an empty input shows | nothing |
/// | `blank` | a text that is not an `Option` may be empty | it may not |
/// | `storage = blob` | a decimal or uuid is `text` or `blob` where the database has no type for it | `text` |
/// | `embedded` | a `Json<T>` or `Json<Vec<T>>`, also in an `Option`, whose `T` derives [`macro@AdminFields`]: its fields are drawn | JSON as text |
/// | `key_value` | a JSON object of scalars is edited as rows of a key and a value | JSON as text |
/// | `custom` | its type implements `CustomField` and draws its own inputs | those of its kind |
/// | `slug_from = title`, `slug_from(title, code)` | left empty in a new record, it is made of these, for addresses | typed |
/// | `show_if(kind = Physical)`, `show_if(kind = A \| B)` | only asked for while another field is that; else NULL or left as it is | always |
/// | `version` | a whole number or point in time that changes with every write, which kaffy sees to; who saves a form that was drawn from another version is asked first | what the form shows is compared |
/// | `soft_delete` | an `Option` of a point in time: when the record was moved to the trash, which kaffy sees to; deleting moves there | deleting deletes |
/// | `skip` | the admin does not know the field; `Default` fills it | known |
///
/// ```
/// # use kaffy::AdminResource;
/// #[derive(AdminResource)]
/// struct Employee {
///     #[admin(primary_key)]
///     number: i64,
///     #[admin(label = "Full name", help = "As in the passport.", column = "NAME")]
///     #[admin(min_len = 2, max_len = 80, pattern = "[A-Z].*", placeholder = "Ada Lovelace")]
///     name: String,
///     #[admin(email)]
///     mail: String,
///     #[admin(textarea(rows = 4), blank)]
///     notes: String,
///     #[admin(richtext)]
///     biography: Option<String>,
///     #[admin(image(max_size = "2MB"))]
///     portrait: Option<String>,
///     #[admin(file(types("application/pdf"), folder = "contracts"))]
///     contract: Option<kaffy::StoredFile>,
///     #[admin(password)]
///     pin: String,
///     #[admin(choices("s" = "Small", "l" = "Large"), default = "s")]
///     shirt: String,
///     #[admin(min = 0, max = 40, default = 40)]
///     hours: u8,
///     #[admin(min = "1990-01-01")]
///     hired: chrono::NaiveDate,
///     #[admin(create = hidden, update = readonly)]
///     logins: i64,
///     #[admin(storage = blob)]
///     badge: uuid::Uuid,
///     #[admin(skip)]
///     cache: Vec<String>,
/// }
/// # assert_eq!(Employee::META.fields.len(), 13);
/// ```
///
/// # Two people at one record
///
/// The form of a record says which state it was drawn from. When somebody else changed a field meanwhile that
/// is changed here as well, to something else, nothing is saved and a page asks what is to stay, field by
/// field. What only others changed stays as they made it, and the message after saving names it.
///
/// A field with **`version`** makes that stricter: any other version of the row is asked about, whatever
/// changed in it. A whole number is counted up with every write of kaffy, a point in time becomes the time of
/// the write and is always later than the one before; forms show the field and set it nowhere. Where code
/// writes rows by statements of its own, it has to change the version, too.
///
/// ```
/// # use kaffy::AdminResource;
/// #[derive(AdminResource)]
/// struct Contract {
///     id: i64,
///     text: String,
///     #[admin(version)]
///     revision: i32,
/// }
/// # assert!(Contract::META.fields[2].is_version);
/// ```
///
/// # The trash
///
/// With **`soft_delete`** on a field, a record that is deleted stays in its table, with the time in that column:
/// lists, counts, searches, pickers, exports and dashboards know nothing of it any more, a field that names it
/// still says what it is called, and a trash beside the list restores it (who may change it) or deletes it for
/// ever (who may delete it). The column is yours and may be NULL; a live row is one in which it is. Your own
/// queries have to leave trashed rows out themselves. A unique index still counts them, unless it is a partial
/// one: `CREATE UNIQUE INDEX … WHERE deleted_at IS NULL`. The hooks around a deletion run when a record is moved to the
/// trash, and once more when it is deleted for ever: what cannot be taken back, such as a mail, looks at the column first.
///
/// ```
/// # use kaffy::AdminResource;
/// #[derive(AdminResource)]
/// struct Note {
///     id: i64,
///     text: String,
///     #[admin(soft_delete)]
///     deleted_at: Option<chrono::DateTime<chrono::Utc>>,
/// }
/// # assert!(Note::META.fields[2].is_soft_delete);
/// ```
///
/// Nothing is deleted for ever by itself. A task of yours can do that, without hooks and without the audit log:
///
/// ```text
/// /// Deletes for ever what has been in the trash for a month.
/// #[scheduled_task(every = "1d")]
/// async fn empty_trash(_: (), Data(pool): Data<sqlx::PgPool>) -> Result<(), JobError> {
///     sqlx::query("DELETE FROM notes WHERE deleted_at < now() - interval '30 days'").execute(&pool).await?;
///     Ok(())
/// }
/// ```
///
/// # Relations
///
/// A field with `belongs_to` makes a relation that `list`, `search`, `filter` and `order` can follow,
/// as far as there are relations. Named by itself in `list` or `filter`, it stands for its field.
///
/// ```
/// # use kaffy::AdminResource;
/// #[derive(AdminResource)]
/// struct Category {
///     id: i64,
///     name: String,
///     #[admin(belongs_to = Category)]
///     parent_id: Option<i64>,
/// }
///
/// #[derive(AdminResource)]
/// #[admin(list(title, category.name, category.parent.name), filter(category), search(title, category.name))]
/// struct Product {
///     id: i64,
///     title: String,
///     #[admin(belongs_to = Category)]
///     category_id: i64,
///     #[admin(belongs_to = Product, relation = successor)]
///     replaced_by: Option<i64>,
/// }
/// # let _ = Product::fields().successor;
/// ```
///
/// **`has_many`** puts the rows of another resource on the form of the one they belong to, saved in the
/// same transaction, each as its own form would save it. It can be written several times.
///
/// | in its parentheses | meaning | default |
/// |---|---|---|
/// | `Ingredient` | the other resource, which comes first | |
/// | `by = product_id` | the field of it whose `belongs_to` is this struct | |
/// | `tabular`, `stacked` | a line of a table for each row, or a small form | `tabular` |
/// | `fields(name, organic)` | the fields of a row | those of its own form, without `by` |
/// | `min = 1`, `max = 20` | how many rows there must and may be | 0, any number |
/// | `extra = 2` | how many empty rows the form starts with | 1 |
/// | `label = "What goes in"` | the heading | the plural of the other resource |
/// | `name = parts` | what its inputs start with: `parts.0.name` | the plural of the struct in snake case |
///
/// Who may view, add, change and delete the rows is what their own resource says, and so are their row
/// scope and their rules. More than 50 rows come 50 at a time; those that are not shown stay as they are.
///
/// ```
/// # use kaffy::AdminResource;
/// #[derive(AdminResource)]
/// #[admin(has_many(Ingredient, by = product_id, min = 1, max = 20, fields(name, organic)))]
/// #[admin(has_many(Review, by = product_id, stacked, extra = 0, label = "What people say"))]
/// struct Product {
///     id: i64,
///     title: String,
/// }
///
/// #[derive(AdminResource)]
/// struct Ingredient {
///     id: i64,
///     #[admin(belongs_to = Product)]
///     product_id: i64,
///     name: String,
///     organic: bool,
/// }
///
/// #[derive(AdminResource)]
/// struct Review {
///     id: i64,
///     #[admin(belongs_to = Product)]
///     product_id: i64,
///     #[admin(textarea)]
///     words: String,
/// }
/// # assert_eq!(Product::META.inlines[1].name, "reviews");
/// ```
///
/// **`many_to_many`** shows the rows of another resource that are joined to this one by rows of a third, as
/// tokens to add and take away. Its name in `list(…)` makes a column of them: the labels of the first ones, each a link, and
/// how many more there are, for those who may view both the other resource and the rows between; all such columns of a
/// list cost one statement together. It has no order. The rows between are added and deleted in the same transaction, each as its
/// own form would, by whoever may add and delete them; what the actor cannot see is neither shown nor
/// taken away.
///
/// | in its parentheses | meaning | default |
/// |---|---|---|
/// | `Tag` | the other resource, which comes first | |
/// | `through = ProductTag` | the resource of the rows between | |
/// | `by = product_id` | the field of it whose `belongs_to` is this struct | this struct in snake case, with `_id` |
/// | `to = tag_id` | the field of it whose `belongs_to` is the other resource | the other struct in snake case, with `_id` |
/// | `label = "Words"` | what people read | the plural of the other resource |
/// | `name = words` | what its inputs and its column are called: `words`, `words.was` | the plural of the other struct in snake case |
///
/// ```
/// # use kaffy::AdminResource;
/// #[derive(AdminResource)]
/// #[admin(list(title, tags))]
/// #[admin(many_to_many(Tag, through = ProductTag))]
/// #[admin(many_to_many(Product, through = Pairing, by = product_id, to = other_id, name = goes_with))]
/// struct Product {
///     id: i64,
///     title: String,
/// }
///
/// #[derive(AdminResource)]
/// struct Tag {
///     id: i64,
///     name: String,
/// }
///
/// #[derive(AdminResource)]
/// #[admin(primary_key(product_id, tag_id))]
/// struct ProductTag {
///     #[admin(belongs_to = Product)]
///     product_id: i64,
///     #[admin(belongs_to = Tag)]
///     tag_id: i64,
/// }
///
/// #[derive(AdminResource)]
/// struct Pairing {
///     id: i64,
///     #[admin(belongs_to = Product)]
///     product_id: i64,
///     #[admin(belongs_to = Product, relation = other)]
///     other_id: i64,
/// }
/// # assert_eq!(Product::META.many[0].name, "tags");
/// # assert_eq!(Product::META.list[1].name, "tags");
/// ```
///
/// The other end is checked by the compiler too:
///
/// ```compile_fail,E0609
/// # use kaffy::AdminResource;
/// # #[derive(AdminResource)]
/// # struct Category { id: i64, name: String }
/// #[derive(AdminResource)]
/// #[admin(list(category.nmae))] // no field `nmae`; a field with a similar name exists: `name`
/// struct Product {
///     id: i64,
///     #[admin(belongs_to = Category)]
///     category_id: i64,
/// }
/// ```
#[proc_macro_derive(AdminResource, attributes(admin))]
pub fn derive_admin_resource(input: TokenStream) -> TokenStream {
    admin_resource::derive(input.into()).into()
}

/// Lets a form fill in a struct that is no table: the inputs of an action, the inside of a JSON column.
///
/// Its fields have the types and the options of a field of [`macro@AdminResource`], without those about
/// columns (`column`, `storage`, `primary_key`). A form for it is drawn and checked like that of a
/// record.
///
/// ```
/// use kaffy::{AdminFields, AdminResource};
///
/// #[derive(AdminResource)]
/// struct Category {
///     id: i64,
///     name: String,
/// }
///
/// /// What the products cost from now on.
/// #[derive(AdminFields)]
/// struct NewPrice {
///     #[admin(min = 0, help = "Without tax.")]
///     price: f64,
///     #[admin(belongs_to = Category)]
///     category_id: Option<i64>,
/// }
///
/// assert_eq!(NewPrice::META.singular, "New price");
/// assert_eq!(NewPrice::fields().price.name(), "price");
/// ```
///
/// # Options of the struct
///
/// | option | meaning | default |
/// |---|---|---|
/// | `name = "Price"` | what people call one | the struct's name in words |
/// | `help = "…"` | a sentence above its fields | the first paragraph of the doc comment |
/// | `form(price, section(…))` | the order of the fields, under headings | all, in the order of the struct |
/// | `crate = ::path` | where `kaffy` is, if not at `::kaffy` | `::kaffy` |
#[proc_macro_derive(AdminFields, attributes(admin))]
pub fn derive_admin_fields(input: TokenStream) -> TokenStream {
    admin_fields::derive(input.into()).into()
}

/// Lets a field of a resource hold a unit enum.
///
/// A form offers its variants in the order of the enum, a filter several at once.
///
/// ```
/// use kaffy::{AdminChoice, AdminResource};
///
/// #[derive(AdminChoice)]
/// enum Status {
///     Draft,
///     #[admin(label = "On sale")]
///     Published,
/// }
///
/// #[derive(AdminResource)]
/// #[admin(filter(status))]
/// struct Product {
///     id: i64,
///     #[admin(default = "draft")]
///     status: Status,
/// }
/// ```
///
/// # Options of the enum
///
/// | option | meaning | default |
/// |---|---|---|
/// | `storage = text` | `text`, `integer`, or `native("pg_type")`: a PostgreSQL enum, text elsewhere | `text` |
/// | `rename_all = "UPPERCASE"` | how variants become texts, with the spellings of serde | `"snake_case"` |
/// | `crate = ::path` | where `kaffy` is, if not at `::kaffy` | `::kaffy` |
///
/// Integers are the discriminants that Rust gives the variants.
///
/// # Options of a variant
///
/// | option | meaning | default |
/// |---|---|---|
/// | `label = "On sale"` | what people read | the name in words |
/// | `value = "sale"`, `value = 3` | what the column holds | the name by `rename_all`; the discriminant |
/// | `order = 1` | where it is offered: the smallest first, then those without | the order of the enum |
///
/// In forms and addresses, and in `default = "…"`, a variant is its name in snake case.
///
/// ```
/// # use kaffy::AdminChoice;
/// #[derive(AdminChoice)]
/// #[admin(storage = integer)]
/// enum Level {
///     Low = 10,
///     #[admin(order = 1, label = "As high as it gets")]
///     High,
///     #[admin(value = -1)]
///     Unknown,
/// }
///
/// #[derive(AdminChoice)]
/// #[admin(storage = native("mood"), rename_all = "UPPERCASE")]
/// enum Mood {
///     Sad,
///     #[admin(value = "very happy")]
///     Happy,
/// }
/// ```
#[proc_macro_derive(AdminChoice, attributes(admin))]
pub fn derive_admin_choice(input: TokenStream) -> TokenStream {
    admin_choice::derive(input.into()).into()
}

/// Lets a field of a resource hold a newtype.
///
/// It is stored, shown and edited like the type inside, which may be any type that a field can have.
///
/// | option | meaning | default |
/// |---|---|---|
/// | `validate = check` | a function from `&Inner` to `Result<(), E>`, where `E` can be displayed | everything fits |
/// | `crate = ::path` | where `kaffy` is, if not at `::kaffy` | `::kaffy` |
///
/// What `check` refuses is an error beside the input, in its words. A row that breaks the rule
/// already is shown in lists; it does not become a value of the struct.
///
/// ```
/// use kaffy::{AdminResource, AdminValue};
///
/// #[derive(AdminValue)]
/// #[admin(validate = eight_letters)]
/// struct Sku(String);
///
/// fn eight_letters(text: &str) -> Result<(), &'static str> {
///     if text.chars().count() == 8 { Ok(()) } else { Err("A SKU has 8 letters.") }
/// }
///
/// #[derive(AdminResource)]
/// #[admin(search(prefix(sku)))]
/// struct Product {
///     id: i64,
///     sku: Sku,
/// }
/// ```
#[proc_macro_derive(AdminValue, attributes(admin))]
pub fn derive_admin_value(input: TokenStream) -> TokenStream {
    admin_value::derive(input.into()).into()
}

/// Makes a job of a function: typed, stored, tried again, run by a worker.
///
/// The function stays an ordinary function. Beside it there is a type of the same name, which holds its arguments:
///
/// ```
/// use kaffy::prelude::*;
/// use std::time::Duration;
///
/// /// Greets somebody new.
/// #[job_handler(queue = "mail", max_attempts = 5, timeout = "30s")]
/// async fn send_welcome(user_id: i64, ctx: JobContext) -> Result<(), JobError> {
///     ctx.log(format!("greeting user {user_id}"));
///     Ok(())
/// }
///
/// # async fn example(jobs: Jobs) -> Result<(), Box<dyn std::error::Error>> {
/// send_welcome::enqueue(&jobs, 7).await?;
/// jobs.enqueue(send_welcome { user_id: 7 }).after(Duration::from_secs(60)).await?;
/// # Ok(())
/// # }
/// ```
///
/// The function is `async` and returns `Result<T, JobError>`. `T` is stored as JSON; any error becomes a `JobError` with
/// `?`. A job may run again after a crash: what it does outside of the database should be safe to do twice.
///
/// # Arguments
///
/// | argument | where it comes from |
/// |---|---|
/// | `name: T` | stored with the job as JSON; `T` is serde's `Serialize` and `Deserialize` |
/// | `#[args] args: T` | the same, where one struct of your own is all that is stored |
/// | `ctx: JobContext` | the attempt: its id, log, progress, and whether it is to stop |
/// | `Data(pool): Data<Pool>` | what the application gave to `Jobs::builder(&db).data(pool)` |
///
/// # Options
///
/// | option | meaning | default |
/// |---|---|---|
/// | `queue = "mail"` | the queue, whose jobs share places | `default` |
/// | `max_attempts = 5` | how often a job is started at most | 5 |
/// | `timeout = "30s"` | how long one attempt may take; `ms`, `s`, `m`, `h`, `d` | no limit |
/// | `priority = 10` | 0 to 1,000; higher runs first | 0 |
/// | `backoff = "5s..1h"` | the wait after a failure, doubled each time up to the last; `"30s"` is always the same | `5s..1h` |
/// | `unique` | one job at a time with the same arguments | any number |
/// | `unique(args(user_id), within = "60s", states(scheduled, available), per_queue, whatever_args, key = "…", debounce, throttle)` | the same, by some of it | |
/// | `job_type = "mail.welcome"` | the name that is stored; keep it when you rename the function | the name of the function |
/// | `resource = "product"` | the kind of record that a job is about, named by `.record(id)` | none |
/// | `mask(token)` | arguments whose values no page, filter or log entry shows, wherever they stand | none |
/// | `crate = ::path` | where `kaffy` is, if not at `::kaffy` | `::kaffy` |
///
/// Beside it `#[schedule(…)]` says when the job runs by itself: see [`macro@schedule`].
#[proc_macro_attribute]
pub fn job_handler(options: TokenStream, function: TokenStream) -> TokenStream {
    job_handler::attribute(options.into(), function.into()).into()
}

/// Says when a job runs by itself. It stands beside [`macro@job_handler`], as often as there are times.
///
/// ```
/// # use kaffy::prelude::*;
/// /// Tells everybody what was sold.
/// #[job_handler]
/// #[schedule(cron = "0 9 * * MON-FRI", timezone = "Europe/Berlin", missed = one, overlap = skip, args(days = 1))]
/// #[schedule(name = "weekly report", cron = "@weekly", args(days = 7))]
/// async fn report(days: u32, ctx: JobContext) -> Result<(), JobError> {
///     ctx.log(format!("what was sold in {days} days, for {:?}", ctx.schedule()));
///     Ok(())
/// }
/// # fn main() {}
/// ```
///
/// # Options
///
/// | option | meaning | default |
/// |---|---|---|
/// | `cron = "0 9 * * MON-FRI"` | five fields from the minute, six from the second, seven with the year; names, `18-6/2`, `L`, `15W`, `5#2`; or `@annually`, `@yearly`, `@monthly`, `@weekly`, `@daily`, `@midnight`, `@hourly`, `@minutely`, `@secondly`, `@reboot` | this or `every` |
/// | `every = "15s"` | again and again after this time: `s`, `m`, `h`, `d` | this or `cron` |
/// | `timezone = "Europe/Berlin"` | the zone of `cron` | that of `JobsBuilder::timezone`, which is UTC |
/// | `name = "nightly"` | its name, unique in the application | the name of the function |
/// | `missed = skip` | what becomes of times at which no node was there: nothing (`skip`), one run for all (`one`), a run for each of the last five (`all(5)`) | `one` |
/// | `window = "1h"` | how long ago a missed time may be to be made up for | however long |
/// | `overlap = queue` | while the last run goes on: the new one is left out (`skip`), waits (`queue`), runs at once (`allow`), or the last one is stopped (`cancel`) | `skip` |
/// | `run_on = every` | on one node (`one`), on every node (`every`), or on that of a name (`node("web-1")`) | `one` |
/// | `args(days = 7)` | the arguments of the job, each an expression | the job has none |
///
/// An expression that cannot be read, fires fewer than five times in the next five years, or names an unknown zone is an
/// error at its words; a fixed time that a change of the clock skips in the coming year, a warning. In a gap a fixed time
/// is the first instant after it, and one that comes twice fires once. `@reboot` fires once when the first node starts,
/// with `run_on = every` at the start of each.
#[proc_macro_attribute]
pub fn schedule(options: TokenStream, function: TokenStream) -> TokenStream {
    schedule::attribute(options.into(), function.into()).into()
}

/// Makes a simple task of a function: it runs again and again, and is given what it returned last.
///
/// ```
/// use kaffy::prelude::*;
///
/// /// How often this has run.
/// #[scheduled_task(every = "15s", initial = 0)]
/// async fn count(last: u64) -> Result<u64, JobError> {
///     Ok(last + 1)
/// }
/// # fn main() {}
/// ```
///
/// The value is stored as JSON, so it outlives restarts; one run goes on at a time, whatever number of nodes there is.
/// After an error the next run is given the value that the failed one was given; after a panic it begins with the first
/// value again. Beside the value a task takes `JobContext` and `Data<T>` as a job does. Its error is a `JobError` or
/// anything that `?` makes one of.
///
/// # Options
///
/// | option | meaning | default |
/// |---|---|---|
/// | `every = "15s"` | the time between two runs: `s`, `m`, `h`, `d` | this or `cron` |
/// | `cron = "…"`, `timezone = "…"` | as in [`macro@schedule`] | |
/// | `initial = 0` | the value of the first run, any expression | `Default::default()` |
/// | `name = "…"` | its name | the name of the function |
/// | `queue = "…"` | the queue that it runs in | `default` |
/// | `timeout = "30s"` | how long one run may take | no limit |
/// | `crate = ::path` | where `kaffy` is, if not at `::kaffy` | `::kaffy` |
#[proc_macro_attribute]
pub fn scheduled_task(options: TokenStream, function: TokenStream) -> TokenStream {
    scheduled_task::attribute(options.into(), function.into()).into()
}

/// Makes a chore of a function: code that is reviewed, and run rarely and by hand, with a form for its inputs.
///
/// The function stays an ordinary function. Beside it there is a type of the same name, which holds its inputs:
///
/// ```
/// use kaffy::prelude::*;
///
/// /// Give every product of a category a new price.
/// #[chore(restriction = self, requires = "manager", dry_run)]
/// async fn reprice(
///     category: i64,
///     /// What each price is multiplied with.
///     #[input(min = 0.1, max = 10, default = 1.1, validate = two_digits)]
///     factor: f64,
///     run: ChoreRun,
/// ) -> Result<u32, ChoreError> {
///     run.log(format!("category {category}, times {factor}"));
///     Ok(0)
/// }
///
/// fn two_digits(factor: f64) -> Result<f64, &'static str> {
///     if factor == (factor * 100.0).round() / 100.0 { Ok(factor) } else { Err("Write two digits at most.") }
/// }
///
/// assert_eq!(reprice::CHORE.title, "Reprice");
/// assert_eq!(reprice { category: 3, factor: 1.2 }.factor, 1.2);
/// ```
///
/// The function is `async` and returns `Result<T, ChoreError>`. `T` is kept as JSON and shown with the run; any error
/// becomes a `ChoreError` with `?`. Its documentation is what people read before they start it.
///
/// # Parameters
///
/// | parameter | where it comes from |
/// |---|---|
/// | `name: T` | the form: `T` is anything that a field of a resource may be, [`ChoreFile`] or `ChoreCsv<Row>`; an `Option` may be left empty |
/// | `run: ChoreRun` | the run: its log, counters, progress, transactions, items; may be missing |
/// | `Data(client): Data<Client>` | what the application gave to `Jobs::builder(&db).data(client)` |
///
/// # Options
///
/// | option | meaning | default |
/// |---|---|---|
/// | `restriction = self` | what it may not run beside, on whatever node: itself (`self`), all that say so (`global`), nothing (`none`) | `self` |
/// | `queue = "slow"` | the queue of its runs, whose places it shares with jobs | `default` |
/// | `timeout = "30m"` | how long a run may work in one go; `ms`, `s`, `m`, `h`, `d` | no limit |
/// | `requires = "manager"`, `requires("manager", "owner")` | the roles that see and start it: one of them | whoever may start chores |
/// | `title = "New prices"` | what people call it | the name of the function in words |
/// | `approvals = 2` | how many other people have to agree before it runs, up to 20 | nobody |
/// | `dry_run` | it may be started dry: all it does goes through its run and is taken back | it may not |
/// | `resumable` | broken off before its first checkpoint it begins again by itself | somebody has to look |
/// | `available = path` | a `fn(&Actor) -> bool`: whether somebody sees and starts it, beside its roles | yes |
/// | `ended = path` | an `async fn(ChoreEnd)` that hears how a run ended, whichever way it did | nobody |
/// | `crate = ::path` | where `kaffy` is, if not at `::kaffy` | `::kaffy` |
///
/// # Options of an input
///
/// `#[input(…)]` stands at its parameter. A comment of documentation there stands under the input.
///
/// | option | meaning | default |
/// |---|---|---|
/// | `label = "Factor"`, `help = "…"`, `placeholder = "…"` | what people read | the name in words; the documentation; nothing |
/// | `default = 1.1` | what the form starts with, and what an input has that is not given | empty |
/// | `min = 0`, `max = "2030-12-31"` | the range of numbers, dates, times | that of the type |
/// | `min_len = 3`, `max_len = 40`, `pattern = "[a-z]+"` | what a text has to be; the pattern is for the whole of it | any |
/// | `blank` | a text that is no `Option` may be empty | it is required |
/// | `choices("a", "b" = "Label")` | the values of a text or a whole number, as a list to choose from | any |
/// | `secret` | what is typed is shown nowhere, and is forgotten with the run's end | |
/// | `validate = path`, `validate(one, other)` | functions `fn(T) -> Result<T, E>` that look at the value once it fits, and may change it; `E` can be displayed, and all errors are shown | |
/// | `textarea(rows = 5)`, `email`, `url`, `color`, `tel`, `belongs_to = Category`, `relation`, `show_if`, `embedded`, `key_value` | as at a field of a form: see [`macro@AdminResource`] | |
///
/// [`ChoreFile`]: https://docs.rs/kaffy
#[proc_macro_attribute]
pub fn chore(options: TokenStream, function: TokenStream) -> TokenStream {
    chore::attribute(options.into(), function.into()).into()
}
