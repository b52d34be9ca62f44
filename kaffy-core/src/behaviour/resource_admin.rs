//! The typed trait for people.

use std::future::{Future, ready};

use super::{
    Changeset, Committed, Ctx, Refusal, Replaced,
    unset::{self, Unset},
};
use crate::{Actions, Actor, AdminResource, Columns, FieldRights, FormSpec, Key, OrderBy, RowFilter, Tab};

type Done = Result<(), Refusal>;

/// Everything about a resource that is code and not data.
///
/// Implement it for a type of its own and name that with `#[admin(admin = ProductAdmin)]` on the
/// struct, or hand over a value that needs more than its name with
/// [`AdminBuilder::resource_admin`](crate::AdminBuilder::resource_admin). Every function has a default.
///
/// # Hooks
///
/// A save and everything around it is one transaction (K150). In this order, each function a plain
/// `async fn`:
///
/// | adding | changing | deleting |
/// |---|---|---|
/// | [`create_changeset`](Self::create_changeset) | [`update_changeset`](Self::update_changeset) | |
/// | the rules of the fields | the rules of the fields | |
/// | [`before_insert`](Self::before_insert) | [`before_update`](Self::before_update) | [`before_delete`](Self::before_delete) |
/// | [`before_save`](Self::before_save) | [`before_save`](Self::before_save) | |
/// | [`insert`](Self::insert), or ours | [`update`](Self::update), or ours | [`delete`](Self::delete), or ours |
/// | [`after_save`](Self::after_save) | [`after_save`](Self::after_save) | |
/// | [`after_insert`](Self::after_insert) | [`after_update`](Self::after_update) | [`after_delete`](Self::after_delete) |
/// | the commit | the commit | the commit |
/// | [`after_commit`](Self::after_commit) | [`after_commit`](Self::after_commit) | [`after_commit`](Self::after_commit) |
///
/// A [`Refusal`] anywhere before the commit takes all of it back. The person sees its words and the form
/// as it was typed, with status 422; on the page that deletes, the words, with status 409. A hook that
/// panics or takes longer than [`AdminBuilder::save_timeout`](crate::AdminBuilder::save_timeout) takes all
/// of it back as well. A form saved as it was goes the same way; only the statement is left out.
///
/// The functions that get a record get it as the database has it then, which costs one statement. They are
/// not reached with a row that does not fit the struct, such as one with a cell that cannot be read: deleting it is
/// refused, and so is saving it where one of those that would get it is yours; the words name the field.
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
/// use kaffy::{
///     Actor, Changeset, Committed, Ctx, OrderBy, Refusal, ResourceAdmin, RowFilter,
///     dashboard::{Text, Widget},
///     site::CustomLink,
/// };
///
/// struct ProductAdmin;
///
/// impl ResourceAdmin for ProductAdmin {
///     type Record = Product;
///
///     // Which rows there are for somebody, and in which order.
///     fn scope(&self, actor: &Actor) -> Vec<RowFilter<Product>> {
///         match actor.has_role("manager") {
///             true => Vec::new(), // all of them
///             false => vec![Product::fields().shop.is(actor.id.clone())],
///         }
///     }
///
///     fn order(&self, _: &Actor) -> Vec<OrderBy<Product>> {
///         vec![Product::fields().price.desc(), Product::fields().title.asc()]
///     }
///
///     // Without a record the question is about all of them.
///     fn may_change(&self, actor: &Actor, product: Option<&Product>) -> bool {
///         actor.has_role("manager") || product.is_none_or(|product| product.stock > 0)
///     }
///
///     // What was typed, before it is checked and written.
///     async fn changeset(&self, _: &mut Ctx, change: &mut Changeset<Product>) -> Result<(), Refusal> {
///         let fields = Product::fields();
///         if let Some(title) = change.get(fields.title) {
///             change.set(fields.title, title.trim().to_owned());
///         }
///         if change.get(fields.price).is_some_and(|price| price % 5 != 0) {
///             change.error(fields.price, "Prices end in 0 or 5.");
///         }
///         Ok(())
///     }
///
///     async fn before_delete(&self, _: &mut Ctx, product: &Product) -> Result<(), Refusal> {
///         match product.stock {
///             0 => Ok(()),
///             left => Err(format!("There are {left} left: sell or remove them first.").into()),
///         }
///     }
///
///     // Mails and calls to other services: what is here lasts.
///     async fn after_commit(&self, actor: &Actor, event: &Committed<Product>) {
///         match event {
///             Committed::Inserted(product) => println!("{} added {}", actor.name, product.title),
///             Committed::Updated { record, changed } => println!("{}: {}", record.title, changed.join(", ")),
///             _ => {}
///         }
///     }
///
///     // Around the list and the form.
///     fn site_url(&self, product: &Product) -> Option<String> {
///         Some(format!("/p/{}", product.id))
///     }
///
///     fn widgets(&self) -> Vec<Widget> {
///         vec![Widget::new("How it works", Text::new("Bread first, then cake."))]
///     }
///
///     fn links(&self) -> Vec<CustomLink> {
///         vec![CustomLink::new("In the shop", "/products").new_tab()]
///     }
/// }
/// ```
///
/// Longer ones stand with [`Columns`], [`FormSpec`], [`FieldRights`], [`tabs`](Self::tabs) and
/// [`RecordAction`](crate::RecordAction).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say how a resource behaves",
    label = "does not implement `ResourceAdmin`",
    note = "write `impl ResourceAdmin for {Self} {{ type Record = …; }}`; every function has a default"
)]
pub trait ResourceAdmin: Send + Sync + 'static {
    /// The struct it is about.
    type Record: AdminResource;

    /// A sentence or two above the list; the struct's `help` by default (K65).
    fn description(&self, actor: &Actor) -> Option<String> {
        let _ = actor;
        None
    }

    /// Columns of the list that are computed, and columns of fields shown in another way; asked once, while
    /// the admin is built (K61, A1). See [`Columns`].
    fn columns(&self, columns: &mut Columns<Self::Record>) {
        let _ = columns;
    }

    /// The rows that an actor may know of: listed, counted, opened, picked, named, changed, deleted. All of
    /// them by default; other rows answer 404 (K80, K121).
    ///
    /// It holds together with that of [`AdminBuilder::scope`](crate::AdminBuilder::scope). A new or changed
    /// row must stay inside. A field that a single [`is`](crate::Field::is) names is filled in for a new row
    /// whose form does not have it.
    fn scope(&self, actor: &Actor) -> Vec<RowFilter<Self::Record>> {
        let _ = actor;
        Vec::new()
    }

    /// The rows of the list and of its count, inside the [`scope`](Self::scope); all of them by default
    /// (K80, K81). A row that the list leaves out still has its page, and can be picked.
    fn list_scope(&self, actor: &Actor) -> Vec<RowFilter<Self::Record>> {
        let _ = actor;
        Vec::new()
    }

    /// Tabs above the list, each with some of its rows, in this order; none by default (A18).
    ///
    /// They narrow what the actor may see. Asked at each request, so that labels and conditions may be the actor's;
    /// one whose rows are told by a field that is hidden from the actor is left out.
    ///
    /// ```
    /// # mod kaffy { pub use kaffy_core::*; }
    /// # use kaffy_core::*;
    /// # #[derive(Clone, Copy)]
    /// # struct OrderFields { paid: Field<Order, bool>, total: Field<Order, i64> }
    /// # struct Order;
    /// # impl AdminResource for Order {
    /// #     type Fields = OrderFields;
    /// #     const FIELDS: OrderFields = OrderFields { paid: Field::new("paid"), total: Field::new("total") };
    /// #     const META: &'static ResourceMeta = &ResourceMeta::new("Order", TableMeta::new("orders"));
    /// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self) }
    /// # }
    /// use kaffy::{Actor, ResourceAdmin, Tab};
    ///
    /// struct OrderAdmin;
    ///
    /// impl ResourceAdmin for OrderAdmin {
    ///     type Record = Order;
    ///
    ///     fn tabs(&self, actor: &Actor) -> Vec<Tab<Order>> {
    ///         let fields = Order::fields();
    ///         vec![
    ///             Tab::new("paid", "Paid", fields.paid.is(true)),
    ///             Tab::new("open", "Open", fields.paid.is(false)),
    ///             Tab::new("large", "Large", fields.total.above(1_000)).only_if(actor.has_role("boss")).count(false),
    ///         ]
    ///     }
    /// }
    /// ```
    fn tabs(&self, actor: &Actor) -> Vec<Tab<Self::Record>> {
        let _ = actor;
        Vec::new()
    }

    /// What the list is sorted by when nobody asks for anything else; as the struct declares by default. The
    /// primary key is always added.
    fn order(&self, actor: &Actor) -> Vec<OrderBy<Self::Record>> {
        let _ = actor;
        Vec::new()
    }

    /// Whether the actor may add records; yes by default (K118, K119).
    ///
    /// Buttons follow it, and so does the server, whatever is posted where. The rule of
    /// [`AdminBuilder::permissions`](crate::AdminBuilder::permissions) has to agree as well.
    fn may_add(&self, actor: &Actor) -> bool {
        let _ = actor;
        true
    }

    /// Whether the actor may change records at all (`None`), and whether this one; yes by default. Without
    /// the right a record is a page of text.
    ///
    /// A row that does not fit the struct cannot be shown to this function, and is not for changing where it is yours.
    fn may_change(&self, actor: &Actor, record: Option<&Self::Record>) -> bool {
        let _ = (actor, record);
        unset::is_ours::<Self>();
        true
    }

    /// Whether the actor may delete records at all (`None`), and whether this one; yes by default. A row
    /// that does not fit the struct is not for deleting where there is a `ResourceAdmin`.
    fn may_delete(&self, actor: &Actor, record: Option<&Self::Record>) -> bool {
        let _ = (actor, record);
        true
    }

    /// What the actor may not do with single fields; nothing by default, so that they may do everything (A72, S37).
    /// See [`FieldRights`].
    fn field_rights(&self, actor: &Actor, rights: &mut FieldRights<Self::Record>) {
        let _ = (actor, rights);
    }

    /// Choices and computed values of the form; asked once, while the admin is built (K93, K100, A44). See
    /// [`FormSpec`].
    fn form(&self, form: &mut FormSpec<Self::Record>) {
        let _ = form;
    }

    /// Where a record can be seen outside the admin: `https://shop.example/p/7` or `/p/7`. The page of the
    /// record leads there, where this is a web address or a place of the same site (A63).
    fn site_url(&self, record: &Self::Record) -> Option<String> {
        let _ = record;
        None
    }

    /// Adjusts and checks what was typed, when a record is added and when it is changed; before the rules
    /// of the fields, which hold for what it sets as well.
    ///
    /// It runs although fields may be wrong already, so that everything is said at once:
    /// [`Changeset::get`] has no value for those.
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record from being saved, as [`Changeset::error`] does.
    fn changeset(&self, ctx: &mut Ctx, change: &mut Changeset<Self::Record>) -> impl Future<Output = Done> + Send {
        let _ = (ctx, change);
        ready(Ok(()))
    }

    /// [`changeset`](Self::changeset) of a new record; the same by default (K110).
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record from being saved.
    fn create_changeset(
        &self,
        ctx: &mut Ctx,
        change: &mut Changeset<Self::Record>,
    ) -> impl Future<Output = Done> + Send {
        self.changeset(ctx, change)
    }

    /// [`changeset`](Self::changeset) of an existing record; the same by default (K110).
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record from being saved.
    fn update_changeset(
        &self,
        ctx: &mut Ctx,
        change: &mut Changeset<Self::Record>,
    ) -> impl Future<Output = Done> + Send {
        self.changeset(ctx, change)
    }

    /// Before a new record is written; everything typed is in order by then.
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record from being saved.
    fn before_insert(&self, ctx: &mut Ctx, change: &mut Changeset<Self::Record>) -> impl Future<Output = Done> + Send {
        let _ = (ctx, change);
        ready(Ok(()))
    }

    /// Before a changed record is written; everything typed is in order by then.
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record from being saved.
    fn before_update(&self, ctx: &mut Ctx, change: &mut Changeset<Self::Record>) -> impl Future<Output = Done> + Send {
        let _ = (ctx, change);
        ready(Ok(()))
    }

    /// Before a record is written, new or changed, and after the hook for the one or the other.
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record from being saved.
    fn before_save(&self, ctx: &mut Ctx, change: &mut Changeset<Self::Record>) -> impl Future<Output = Done> + Send {
        let _ = (ctx, change);
        ready(Ok(()))
    }

    /// Writes a new record in place of the admin, and says its key; `None`, the default, leaves it to the
    /// admin (K152).
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record from being saved.
    fn insert(
        &self,
        ctx: &mut Ctx,
        change: &mut Changeset<Self::Record>,
    ) -> impl Future<Output = Result<Option<Key>, Refusal>> + Send {
        let _ = (ctx, change);
        ready(Ok(None))
    }

    /// Writes a changed record in place of the admin; [`Replaced::No`], the default, leaves it to the admin
    /// (K152).
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record from being saved.
    fn update(
        &self,
        ctx: &mut Ctx,
        change: &mut Changeset<Self::Record>,
    ) -> impl Future<Output = Result<Replaced, Refusal>> + Send {
        let _ = (ctx, change);
        ready(Ok(Replaced::No))
    }

    /// After a record was written, new or changed.
    ///
    /// # Errors
    /// A [`Refusal`] takes everything back.
    fn after_save(&self, ctx: &mut Ctx, record: &Self::Record) -> impl Future<Output = Done> + Send {
        let _ = (ctx, record);
        Unset::new(Ok(()))
    }

    /// After a new record was written.
    ///
    /// # Errors
    /// A [`Refusal`] takes everything back.
    fn after_insert(&self, ctx: &mut Ctx, record: &Self::Record) -> impl Future<Output = Done> + Send {
        let _ = (ctx, record);
        Unset::new(Ok(()))
    }

    /// After a changed record was written.
    ///
    /// # Errors
    /// A [`Refusal`] takes everything back.
    fn after_update(&self, ctx: &mut Ctx, record: &Self::Record) -> impl Future<Output = Done> + Send {
        let _ = (ctx, record);
        Unset::new(Ok(()))
    }

    /// Before a record is deleted; where there is a trash, before it is moved there, and again before it is deleted for
    /// ever.
    ///
    /// # Errors
    /// A [`Refusal`] keeps it.
    fn before_delete(&self, ctx: &mut Ctx, record: &Self::Record) -> impl Future<Output = Done> + Send {
        let _ = (ctx, record);
        ready(Ok(()))
    }

    /// Deletes a record in place of the admin; [`Replaced::No`], the default, leaves it to the admin (K152).
    ///
    /// ```
    /// # use kaffy_core::{AdminResource, Ctx, Refusal, Replaced, ResourceAdmin, sea_query};
    /// # trait HasId { fn id(&self) -> i64; }
    /// # struct ProductAdmin<P>(std::marker::PhantomData<fn() -> P>);
    /// # impl<P: AdminResource + HasId> ResourceAdmin for ProductAdmin<P> {
    /// # type Record = P;
    /// async fn delete(&self, ctx: &mut Ctx, product: &P) -> Result<Replaced, Refusal> {
    ///     let mut update = sea_query::Query::update();
    ///     update.table("products").value("is_gone", true);
    ///     update.and_where(sea_query::ExprTrait::eq(sea_query::Expr::col("id"), product.id()));
    ///     ctx.execute(&update).await?;
    ///     Ok(Replaced::Yes)
    /// }
    ///
    /// fn delete_keeps_row(&self) -> bool {
    ///     true
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// A [`Refusal`] keeps the record.
    fn delete(&self, ctx: &mut Ctx, record: &Self::Record) -> impl Future<Output = Result<Replaced, Refusal>> + Send {
        let _ = (ctx, record);
        ready(Ok(Replaced::No))
    }

    /// Whether a record that is deleted stays in its table; no by default.
    ///
    /// Say yes where [`delete`](Self::delete) only marks it: what refers to the record is then neither in
    /// the way nor said to go along.
    fn delete_keeps_row(&self) -> bool {
        false
    }

    /// After a record was deleted, with what it was; where there is a trash, after it was moved there, and again after it
    /// was deleted for ever.
    ///
    /// # Errors
    /// A [`Refusal`] takes everything back.
    fn after_delete(&self, ctx: &mut Ctx, record: &Self::Record) -> impl Future<Output = Done> + Send {
        let _ = (ctx, record);
        ready(Ok(()))
    }

    /// After the commit, and not at all when everything was taken back: the place for mails and calls to
    /// other services. A form saved as it was is no event.
    ///
    /// What fails in here has to be handled in here: the record is saved. It has the time of a save, and
    /// does not end with the browser's patience.
    fn after_commit(&self, actor: &Actor, event: &Committed<Self::Record>) -> impl Future<Output = ()> + Send {
        let _ = (actor, event);
        Unset::new(())
    }

    /// What it shows on the main dashboard and on that of its context; nothing by default (K40).
    ///
    /// Asked for once, at `build()`. Only somebody who may view the resource sees them.
    fn widgets(&self) -> Vec<crate::dashboard::Widget> {
        Vec::new()
    }

    /// What people can do to a record or a selection beside saving and deleting (K140, K141); nothing by
    /// default. Asked once, when the admin is built.
    fn actions(&self) -> Actions<Self::Record> {
        Actions::new()
    }

    /// Whether the actor may take the rows of the list along as a file, all that match at once (A28); yes by
    /// default, for somebody who may view them. Scope, hidden columns and secrets hold as on the list.
    fn may_export(&self, actor: &Actor) -> bool {
        let _ = actor;
        true
    }

    /// Whether the actor may import records from a CSV file (A30); no by default, since one file can do what would
    /// take a person weeks. Adding and changing need their rights beside it, and every row goes through the rules
    /// and hooks of the form.
    fn may_import(&self, actor: &Actor) -> bool {
        let _ = actor;
        false
    }

    /// Whether the list offers "Delete selected" to an actor who may delete (K144); yes by default.
    fn bulk_delete(&self, actor: &Actor) -> bool {
        let _ = actor;
        true
    }

    /// Its links in the menu; none by default (K32). Asked for once, at `build()`.
    fn links(&self) -> Vec<crate::site::CustomLink> {
        Vec::new()
    }

    /// Pages of its own, `/p/{slug}`; none by default (K48). Asked for once, at `build()`.
    fn pages(&self) -> Vec<crate::site::CustomPage> {
        Vec::new()
    }

    /// Its icon in the menu; none by default.
    fn icon(&self) -> Option<crate::Icon> {
        None
    }

    /// Its place in the menu of its context: smaller numbers first, 999 by default, equal ones by name.
    fn menu_order(&self) -> i32 {
        999
    }

    /// Whether the menu of an actor shows it; yes by default (K14). Its pages are there all the same: for
    /// who may see those there are permissions.
    fn in_menu(&self, actor: &Actor) -> bool {
        let _ = actor;
        true
    }

    /// Whether the search of everything (`/search`, Ctrl+K) looks among its records for an actor; yes by default, where
    /// the struct says what its search looks at. Say no where that reads a large table from end to end: its own list can
    /// still be searched.
    fn in_global_search(&self, actor: &Actor) -> bool {
        let _ = actor;
        true
    }
}
