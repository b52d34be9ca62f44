//! What code adds to the form of a resource: choices, and values that are computed.

use std::{collections::BTreeMap, fmt, marker::PhantomData, sync::Arc};

use crate::{Actor, AdminResource, Field, FieldType, Record, Shown, Unreadable, columns::guarded};

/// What [`ResourceAdmin::form`](crate::ResourceAdmin::form) says about the form of a resource.
///
/// ```
/// # mod kaffy { pub use kaffy_core::*; }
/// # use kaffy_core::{AdminResource, Field, Record, RecordError, ResourceMeta, TableMeta};
/// # struct Order { total: f64 }
/// # #[derive(Clone, Copy)]
/// # struct Fields { courier: Field<Order, String>, total: Field<Order, f64> }
/// # impl AdminResource for Order {
/// #     type Fields = Fields;
/// #     const FIELDS: Fields = Fields { courier: Field::new("courier"), total: Field::new("total") };
/// #     const META: &'static ResourceMeta = &ResourceMeta::new("Order", TableMeta::new("orders"));
/// #     fn from_record(_: &Record) -> Result<Self, RecordError> { Ok(Self { total: 1.0 }) }
/// # }
/// use kaffy::{FormSpec, ResourceAdmin};
///
/// struct OrderAdmin;
///
/// impl ResourceAdmin for OrderAdmin {
///     type Record = Order;
///
///     fn form(&self, form: &mut FormSpec<Order>) {
///         form.choices(Order::fields().courier, |actor, _| match actor.id.as_str() {
///             "night" => vec![("bike", "Bicycle")],
///             _ => vec![("bike", "Bicycle"), ("van", "Van")],
///         });
///         form.computed("With tax", |order: &Order| order.total * 1.19).after(Order::fields().total);
///     }
/// }
/// ```
pub struct FormSpec<R> {
    code: FormCode,
    of: PhantomData<fn() -> R>,
}

/// One of the values that code offers for a field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OwnChoice {
    /// The value, as a form sends it.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

/// A value on the form of a record that code makes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ComputedField {
    /// What a person reads before it.
    pub label: String,
    /// The field it stands behind; none for the end of the form.
    pub after: Option<&'static str>,
    /// What is shown.
    pub shown: Shown,
}

type Offer = Arc<dyn Fn(&Actor, Option<&Record>) -> Vec<OwnChoice> + Send + Sync>;
type Show = Arc<dyn Fn(&Record) -> Shown + Send + Sync>;

/// The same, the type of the record forgotten.
#[derive(Clone, Default)]
pub(crate) struct FormCode {
    pub(crate) choices: BTreeMap<&'static str, Offer>,
    computed: Vec<(String, Option<&'static str>, Show)>,
}

impl<R: AdminResource> FormSpec<R> {
    pub(crate) fn collect(say: impl FnOnce(&mut Self)) -> FormCode {
        let mut spec = Self { code: FormCode::default(), of: PhantomData };
        say(&mut spec);
        spec.code
    }

    /// Offers these values for a field, with labels; a list is chosen from with checkboxes, anything else
    /// with a select (K93, K100). The values are written as a form sends them.
    ///
    /// The function gets who asks, and the record; none for a new one or one that does not fit its type. It
    /// is asked again when the form is sent: another value is refused, unless the record holds it already.
    pub fn choices<T: FieldType, V: Into<String>, L: Into<String>>(
        &mut self,
        field: Field<R, T>,
        offer: impl Fn(&Actor, Option<&R>) -> Vec<(V, L)> + Send + Sync + 'static,
    ) {
        let erased = move |actor: &Actor, record: Option<&Record>| {
            let offered = guarded(R::META.rust_name, field.name(), || {
                let record = record.and_then(|record| R::from_record(record).ok());
                offer(actor, record.as_ref())
            });
            let choice = |(value, label): (V, L)| OwnChoice { value: value.into(), label: label.into() };
            offered.unwrap_or_default().into_iter().map(choice).collect()
        };
        self.code.choices.insert(field.name(), Arc::new(erased));
    }

    /// Shows a value that is made of the record, at the end of the form unless it says where (A44). The form
    /// for a new record does not have it.
    pub fn computed<S: Into<Shown>>(
        &mut self,
        label: impl Into<String>,
        show: impl Fn(&R) -> S + Send + Sync + 'static,
    ) -> ComputedOf<'_, R> {
        let failed = || Shown::Broken(Unreadable::new(crate::tr!("column-failed")));
        let label = label.into();
        let name = label.clone();
        let erased = move |record: &Record| {
            let shown = guarded(R::META.rust_name, &name, || match R::from_record(record) {
                Ok(record) => show(&record).into(),
                Err(error) => Shown::Broken(Unreadable::new(error.to_string())),
            });
            shown.unwrap_or_else(failed)
        };
        self.code.computed.push((label, None, Arc::new(erased)));
        ComputedOf { spec: self }
    }
}

/// Where a computed value stands.
pub struct ComputedOf<'a, R> {
    spec: &'a mut FormSpec<R>,
}

impl<R> ComputedOf<'_, R> {
    /// Behind this field.
    pub fn after<T>(self, field: Field<R, T>) {
        if let Some((_, after, _)) = self.spec.code.computed.last_mut() {
            *after = Some(field.name());
        }
    }
}

impl FormCode {
    /// What the code shows of a record.
    pub(crate) fn computed(&self, record: &Record) -> Vec<ComputedField> {
        let one = |(label, after, show): &(String, Option<&'static str>, Show)| ComputedField {
            label: label.clone(),
            after: *after,
            shown: show(record),
        };
        self.computed.iter().map(one).collect()
    }
}

impl<R> fmt::Debug for FormSpec<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FormSpec").field("choices", &self.code.choices.keys()).finish_non_exhaustive()
    }
}

impl<R> fmt::Debug for ComputedOf<'_, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ComputedOf")
    }
}
