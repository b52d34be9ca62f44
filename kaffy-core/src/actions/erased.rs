//! A [`RecordAction`] whose types are forgotten: the sealed trait for the machine.

use std::{any::Any, fmt, pin::Pin, sync::Arc};

use sea_query::Value;

use super::{ActionMeta, RecordAction};
use crate::{Actor, AdminFields, AdminResource, Ctx, Inputs, Record, RecordError, Refusal, tr};

/// Checked inputs as the struct that the action asks for.
pub(crate) type Typed = Box<dyn Any + Send + Sync>;

pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;

/// What the rest of the crate asks; see the function of the same name of [`RecordAction`].
pub(crate) trait DynAction: Send + Sync {
    fn meta(&self) -> &ActionMeta;
    fn inputs(&self) -> &Inputs;
    fn given(&self, record: &Record) -> Result<Typed, RecordError>;
    fn allows(&self, actor: &Actor, record: Option<&Record>) -> Result<bool, RecordError>;
    /// The values of the inputs in the order of their fields.
    fn initial(&self, actor: &Actor, record: Option<&Record>) -> Result<Option<Vec<Value>>, RecordError>;
    fn run<'a>(&'a self, ctx: &'a mut Ctx, record: &'a Record, given: &'a Typed) -> Running<'a>;
}

pub(super) struct Erased<A> {
    action: A,
    meta: ActionMeta,
    inputs: Inputs,
}

impl<A: RecordAction> Erased<A> {
    pub(super) fn new(action: A) -> Self {
        let meta = action.about();
        Self { action, meta, inputs: Inputs::of::<A::Inputs>() }
    }
}

impl<A: RecordAction> DynAction for Erased<A> {
    fn meta(&self) -> &ActionMeta {
        &self.meta
    }

    fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    fn given(&self, record: &Record) -> Result<Typed, RecordError> {
        Ok(Box::new(A::Inputs::from_record(record)?))
    }

    fn allows(&self, actor: &Actor, record: Option<&Record>) -> Result<bool, RecordError> {
        let record = record.map(A::Record::from_record).transpose()?;
        Ok(self.action.allows(actor, record.as_ref()))
    }

    fn initial(&self, actor: &Actor, record: Option<&Record>) -> Result<Option<Vec<Value>>, RecordError> {
        let record = record.map(A::Record::from_record).transpose()?;
        Ok(self.action.initial(actor, record.as_ref()).map(|inputs| inputs.to_values()))
    }

    fn run<'a>(&'a self, ctx: &'a mut Ctx, record: &'a Record, given: &'a Typed) -> Running<'a> {
        Box::pin(async move {
            let record = A::Record::from_record(record)?;
            let Some(inputs) = given.downcast_ref::<A::Inputs>() else {
                return Err(Refusal::message(tr!("action-other-inputs")));
            };
            if !self.action.allows(ctx.actor(), Some(&record)) {
                return Err(Refusal::message(tr!("action-not-to-this")));
            }
            self.action.run(ctx, &record, inputs).await
        })
    }
}

/// The actions of a built resource.
#[derive(Clone, Default)]
pub(crate) struct ActionList(pub(crate) Vec<Arc<dyn DynAction>>);

impl ActionList {
    /// The key of the action that deletes, which every resource has.
    pub(crate) const BUILT_IN: &'static str = "delete";
    /// Those of the trash, where there is one.
    pub(crate) const IN_TRASH: [&'static str; 2] = ["restore", "purge"];
}

impl fmt::Debug for ActionList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|action| action.meta().key())).finish()
    }
}
