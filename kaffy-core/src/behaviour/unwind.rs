//! Code of the application that panics, as an error.

use std::{
    any::Any,
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::Poll,
};

/// A panic, with what it said.
#[derive(Debug)]
pub(crate) struct Panicked(pub(crate) String);

/// Awaits something that may panic. What it held is dropped then, an open transaction with it.
pub(crate) async fn unwinding<T>(work: impl Future<Output = T> + Send) -> Result<T, Panicked> {
    let mut work = pin!(work);
    // The future is never polled again after a panic, so nobody sees it half done.
    poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(panic) => Poll::Ready(Err(Panicked(said(&*panic)))),
    })
    .await
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}
