//! What an actor may do with single fields of a resource (A72, S37).

use std::marker::PhantomData;

use crate::{Access, AdminResource, ColumnName, ResourceMeta};

/// What an actor may not do with single fields of `R`; everything else they may.
///
/// [`ResourceAdmin::field_rights`](crate::ResourceAdmin::field_rights) and
/// [`AdminBuilder::field_rights`](crate::AdminBuilder::field_rights) fill it in, at each request. Of what both
/// say, and the struct itself, the stricter holds.
///
/// ```
/// # mod kaffy { pub use kaffy_core::*; }
/// # use kaffy_core::*;
/// # #[derive(Clone, Copy)]
/// # struct ProductFields { price: Field<Product, i64>, cost: Field<Product, i64> }
/// # struct Product;
/// # impl AdminResource for Product {
/// #     type Fields = ProductFields;
/// #     const FIELDS: ProductFields = ProductFields { price: Field::new("price"), cost: Field::new("cost") };
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self) }
/// # }
/// use kaffy::{Actor, FieldRights, ResourceAdmin};
///
/// struct ProductAdmin;
///
/// impl ResourceAdmin for ProductAdmin {
///     type Record = Product;
///
///     fn field_rights(&self, actor: &Actor, rights: &mut FieldRights<Product>) {
///         let fields = Product::fields();
///         if !actor.has_role("buyer") {
///             rights.hide(fields.cost).read_only(fields.price);
///         }
///     }
/// }
/// ```
///
/// A hidden field is to the actor as if it were not there: it is no column, no filter and nothing to sort or
/// search by, on no form and in no file, in no label, no history and no address; whatever names it gets the answer
/// of a name that nobody knows. A field for reading only is text on forms. Both are refused when they are posted.
///
/// Code of the application sees whole records: a computed column, a widget or an action that shows what a field
/// holds asks [`Admin::access`](crate::Admin::access) itself. The key of a record stands in addresses, whoever
/// asks.
#[derive(Debug)]
pub struct FieldRights<R> {
    rights: Rights,
    of: PhantomData<fn() -> R>,
}

impl<R: AdminResource> FieldRights<R> {
    /// What code says; everything is hidden from the actor where the code panics.
    pub(crate) fn collect(say: impl FnOnce(&mut Self)) -> Rights {
        let mut said = Self { rights: Rights::default(), of: PhantomData };
        match crate::columns::guarded(R::META.rust_name, "field_rights", || say(&mut said)) {
            Some(()) => said.rights,
            None => Rights::none_of(R::META),
        }
    }

    /// Hides a field: given by its handle, or by its name, which may be that of a `many_to_many`. A name that the
    /// resource does not have hides all of its fields, so that a misspelt one is found at once.
    pub fn hide(&mut self, field: impl ColumnName<R>) -> &mut Self {
        self.limit(field.column_name(), Access::Hidden)
    }

    /// Leaves a field for reading only, given like that of [`hide`](Self::hide).
    pub fn read_only(&mut self, field: impl ColumnName<R>) -> &mut Self {
        self.limit(field.column_name(), Access::ReadOnly)
    }

    fn limit(&mut self, name: &str, access: Access) -> &mut Self {
        let meta = R::META;
        let own = meta.field(name).or_else(|| meta.relation(name)).map(|field| field.name);
        match own.or_else(|| meta.many.iter().find(|many| many.name == name).map(|many| many.name)) {
            Some(name) => self.rights.limit(name, access),
            None => {
                tracing::error!(resource = meta.rust_name, name, "no field is called so: all of them are hidden");
                self.rights = std::mem::take(&mut self.rights).and(&Rights::none_of(meta));
            }
        }
        self
    }
}

/// What an actor may do with the fields of a resource, by name; those that are not in it, everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rights(Vec<(&'static str, Access)>);

impl Rights {
    fn none_of(meta: &'static ResourceMeta) -> Self {
        let fields = meta.fields.iter().map(|field| field.name);
        Self(fields.chain(meta.many.iter().map(|many| many.name)).map(|name| (name, Access::Hidden)).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn of(&self, name: &str) -> Access {
        self.0.iter().find(|(known, _)| *known == name).map_or(Access::Editable, |(_, access)| *access)
    }

    pub(crate) fn hides(&self, name: &str) -> bool {
        self.of(name) == Access::Hidden
    }

    /// Whether anything is hidden at all.
    pub(crate) fn hides_any(&self) -> bool {
        self.0.iter().any(|(_, access)| *access == Access::Hidden)
    }

    /// The stricter of what is said already and this.
    pub(crate) fn limit(&mut self, name: &'static str, access: Access) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = access.max(*known),
            None if access == Access::Editable => {}
            None => self.0.push((name, access)),
        }
    }

    /// The stricter of both.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        other.0.iter().for_each(|(name, access)| self.limit(name, *access));
        self
    }
}
