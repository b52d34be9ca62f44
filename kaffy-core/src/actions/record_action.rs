//! The typed trait for people.

use crate::{ActionMeta, Actor, AdminFields, AdminResource, Ctx, Refusal};

/// Something people do to a record, or to each record of a selection.
///
/// Implement it for a type of its own and list that in
/// [`ResourceAdmin::actions`](crate::ResourceAdmin::actions). One implementation serves the page of a
/// record and the list, as [`ActionMeta`] says.
///
/// Each row is read and locked for its turn, in a transaction that it shares with some other rows. A
/// refusal or a panic takes back what was done to its own row only, along with what was left for
/// [`after_commit`](Ctx::after_commit) there, and the person reads it beside the name of the row. Should
/// the commit itself fail, the rows of that transaction are done again one by one: [`run`](Self::run) may
/// be called twice for a row whose first time was rolled back, so what cannot be rolled back belongs
/// into `after_commit`. With [`ActionMeta::background`] the rows are done by a job, and all of this holds as well.
///
/// ```
/// # mod kaffy { pub mod prelude { pub use kaffy_core::*; } }
/// # use kaffy_core::{Record, RecordError, ResourceMeta, TableMeta};
/// use kaffy::prelude::*;
///
/// # struct Product { id: i64, stock: i64 }
/// # impl AdminResource for Product {
/// #     type Fields = ();
/// #     const FIELDS: () = ();
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self { id: 1, stock: 0 }) }
/// # }
/// struct TakeOffSale;
///
/// impl RecordAction for TakeOffSale {
///     type Record = Product;
///     type Inputs = ();
///
///     fn about(&self) -> ActionMeta {
///         ActionMeta::new("off-sale", "Take off sale").plural("Take products off sale").done("taken off sale")
///     }
///
///     async fn run(&self, ctx: &mut Ctx, product: &Product, _: &()) -> Result<(), Refusal> {
///         if product.stock > 0 {
///             return Err(format!("There are {} left: sell or remove them first.", product.stock).into());
///         }
///         let mut update = sea_query::Query::update();
///         update.table("products").value("on_sale", false);
///         update.and_where(sea_query::ExprTrait::eq(sea_query::Expr::col("id"), product.id));
///         ctx.execute(&update).await?;
///         Ok(())
///     }
/// }
///
/// struct ProductAdmin;
///
/// impl ResourceAdmin for ProductAdmin {
///     type Record = Product;
///
///     fn actions(&self) -> Actions<Product> {
///         Actions::new().with(TakeOffSale)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no action",
    label = "does not implement `RecordAction`",
    note = "write `impl RecordAction for {Self} {{ type Record = …; type Inputs = (); … }}`"
)]
pub trait RecordAction: Send + Sync + 'static {
    /// The struct it is about.
    type Record: AdminResource;

    /// What it asks for before it runs: a struct with `#[derive(AdminFields)]`, or `()` for nothing.
    /// The same inputs go for all rows of a selection.
    type Inputs: AdminFields;

    /// What it says about itself. Asked once, when the admin is built.
    fn about(&self) -> ActionMeta;

    /// Whether it is for this actor and record, beside the permission that it needs; always by default.
    ///
    /// Without a record the question is about the list: what is refused there is not offered and
    /// answers 403. With one it is asked again for the locked row, just before [`run`](Self::run).
    fn allows(&self, actor: &Actor, record: Option<&Self::Record>) -> bool {
        let _ = (actor, record);
        true
    }

    /// What the inputs hold when the page opens; the defaults of their fields by default. Without a
    /// record it is for a selection.
    fn initial(&self, actor: &Actor, record: Option<&Self::Record>) -> Option<Self::Inputs> {
        let _ = (actor, record);
        None
    }

    /// Does it to one record, which is locked.
    ///
    /// # Errors
    /// What it refuses, in words for the person who asked. A refusal of a field is shown beside the
    /// input of that name, if there is one.
    fn run(
        &self,
        ctx: &mut Ctx,
        record: &Self::Record,
        inputs: &Self::Inputs,
    ) -> impl Future<Output = Result<(), Refusal>> + Send;
}
