//! A chore as a type, and as the machine sees it.

use std::{fmt, future::Future, pin::Pin};

use kaffy_core::{Actor, AdminFields, Record, ResourceMeta};
use serde_json::Value;

use super::{ChoreEnd, ChoreError, ChoreMeta, ChoreRun};

/// The inputs of a chore, with the function that does it. `#[chore]` makes one of a function.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no chore",
    note = "a function with `#[chore]` makes a type of its own name: `chores.run(reprice {{ category: 3, factor: 1.1 }})`"
)]
pub trait Chore: AdminFields {
    /// What it says about itself.
    const CHORE: &'static ChoreMeta;

    /// Does it.
    fn run(self, run: ChoreRun) -> impl Future<Output = Result<Value, ChoreError>> + Send;

    /// Looks at the inputs once each fits its type, and may change them; what is wrong by the name of the input.
    fn check(&mut self, errors: &mut InputErrors) {
        let _ = errors;
    }

    /// Whether somebody may see and start it now, beside its roles: by environment, by user (C33).
    fn is_available(actor: &Actor) -> bool {
        let _ = actor;
        true
    }

    /// Hears how a run ended, whichever way it did (C50).
    fn ended(end: ChoreEnd) -> impl Future<Output = ()> + Send {
        let _ = end;
        async {}
    }
}

/// What is wrong with inputs, by their names (C18).
///
/// ```
/// use kaffy_jobs::chores::InputErrors;
///
/// // As `Chore::check` does it.
/// fn check(from: i64, to: i64, errors: &mut InputErrors) {
///     if to < from {
///         errors.add("to", "This is before the beginning.");
///     }
/// }
/// let mut errors = InputErrors::default();
/// check(3, 1, &mut errors);
/// assert_eq!(errors.iter().next(), Some(("to", "This is before the beginning.")));
/// ```
#[derive(Clone, Debug, Default)]
pub struct InputErrors(Vec<(&'static str, String)>);

impl InputErrors {
    /// Says that an input is wrong. All that is said is shown, beside the input.
    pub fn add(&mut self, input: &'static str, words: impl Into<String>) {
        self.0.push((input, words.into()));
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each with the name of its input, in the order they were said.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(input, words)| (*input, words.as_str()))
    }
}

type Running = Pin<Box<dyn Future<Output = Result<Value, ChoreError>> + Send>>;
type Hearing = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A chore by its name; made by the macro, and by [`JobsBuilder::chore`](crate::JobsBuilder::chore).
#[derive(Clone, Copy)]
pub struct ChoreEntry {
    meta: &'static ChoreMeta,
    inputs: &'static ResourceMeta,
    run: fn(&Record, ChoreRun) -> Running,
    check: fn(&Record) -> Result<Vec<sea_query::Value>, InputErrors>,
    is_available: fn(&Actor) -> bool,
    ended: fn(ChoreEnd) -> Hearing,
}

impl ChoreEntry {
    /// The entry of `C`.
    pub const fn of<C: Chore>() -> Self {
        Self {
            meta: C::CHORE,
            inputs: C::META,
            run: run::<C>,
            check: check::<C>,
            is_available: C::is_available,
            ended: |end| Box::pin(C::ended(end)),
        }
    }

    /// What the chore says about itself.
    pub const fn meta(self) -> &'static ChoreMeta {
        self.meta
    }

    /// What it asks for.
    pub const fn inputs(self) -> &'static ResourceMeta {
        self.inputs
    }

    /// Whether somebody may see and start it: by its roles, and by what it says itself.
    pub fn is_available(self, actor: &Actor) -> bool {
        let requires = self.meta.requires;
        (requires.is_empty() || requires.iter().any(|role| actor.has_role(role))) && (self.is_available)(actor)
    }

    pub(crate) fn run(self, inputs: &Record, run: ChoreRun) -> Running {
        (self.run)(inputs, run)
    }

    /// The inputs as the chore's own checks leave them.
    pub(crate) fn check(self, inputs: &Record) -> Result<Vec<sea_query::Value>, InputErrors> {
        (self.check)(inputs)
    }

    pub(crate) fn ended(self, end: ChoreEnd) -> Hearing {
        (self.ended)(end)
    }
}

impl fmt::Debug for ChoreEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ChoreEntry").field(&self.meta.key).finish()
    }
}

/// The only place where types come back.
fn run<C: Chore>(inputs: &Record, run: ChoreRun) -> Running {
    match C::from_record(inputs) {
        Ok(chore) => Box::pin(chore.run(run)),
        Err(error) => Box::pin(async move { Err(ChoreError::from(error)) }),
    }
}

fn check<C: Chore>(inputs: &Record) -> Result<Vec<sea_query::Value>, InputErrors> {
    let mut errors = InputErrors::default();
    match C::from_record(inputs) {
        Ok(mut chore) => {
            chore.check(&mut errors);
            if errors.is_empty() { Ok(chore.to_values()) } else { Err(errors) }
        }
        Err(error) => {
            errors.add("", error.to_string());
            Err(errors)
        }
    }
}

#[cfg(feature = "discover")]
inventory::collect!(ChoreEntry);
