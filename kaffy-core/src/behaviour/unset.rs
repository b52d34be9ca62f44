//! Which functions of a [`ResourceAdmin`] are still the trait's own.
//!
//! Those need no typed record, so that a row with a cell that cannot be read is for changing where nobody's code has a
//! say in it (F18). Code that has one cannot be asked about a record that it cannot be given.

use std::{
    any::{TypeId, type_name},
    cell::Cell,
    future::{Ready, ready},
    pin::Pin,
    task::{Context, Poll},
};

use super::{Committed, Ctx, ResourceAdmin};

/// What a hook answers that nobody has written: nobody else can make one.
pub(super) struct Unset<T>(Ready<T>);

impl<T> Unset<T> {
    pub(super) fn new(answer: T) -> Self {
        Self(ready(answer))
    }
}

impl<T> Future for Unset<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        Pin::new(&mut self.0).poll(context)
    }
}

/// Whether no hook of `A` wants to see a record that was added, or that was changed.
pub(super) fn sees_no_saved<A: ResourceAdmin>(is_new: bool) -> bool {
    let is_one_unset = match is_new {
        true => is_unset::<Hook<'_, A>, _>(|(admin, ctx, record)| admin.after_insert(ctx, record)),
        false => is_unset::<Hook<'_, A>, _>(|(admin, ctx, record)| admin.after_update(ctx, record)),
    };
    is_one_unset
        && is_unset::<Hook<'_, A>, _>(|(admin, ctx, record)| admin.after_save(ctx, record))
        && is_unset::<Told<'_, A>, _>(|(admin, actor, event)| admin.after_commit(actor, event))
}

type Hook<'a, A> = (&'a A, &'a mut Ctx, &'a <A as ResourceAdmin>::Record);
type Told<'a, A> = (&'a A, &'a crate::Actor, &'a Committed<<A as ResourceAdmin>::Record>);

/// Whether what a hook answers is ours, without calling it. Of a type that borrows there is no more than its name.
fn is_unset<Given, F: Future>(_: impl FnOnce(Given) -> F) -> bool {
    type_name::<F>() == type_name::<Unset<F::Output>>()
}

thread_local! {
    /// Whose `may_change` is ours, as it says when it is called.
    static OURS: Cell<Option<TypeId>> = const { Cell::new(None) };
}

/// That the `may_change` of `A` is ours: it says so itself.
pub(super) fn is_ours<A: ?Sized + 'static>() {
    OURS.set(Some(TypeId::of::<A>()));
}

/// Whether an answer comes from the `may_change` of the trait; one that calls that of another type does not.
pub(super) fn is_answer_ours<A: 'static>(ask: impl FnOnce() -> bool) -> bool {
    let before = OURS.replace(None);
    let is_yes = ask();
    OURS.replace(before) == Some(TypeId::of::<A>()) && is_yes
}
