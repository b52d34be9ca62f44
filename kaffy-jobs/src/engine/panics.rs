//! Panics of handlers, with what they said and where.

use std::{
    any::Any,
    cell::RefCell,
    future::{Future, poll_fn},
    panic::{self, AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Once,
    task::Poll,
};

/// A panic.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Panicked {
    /// What it said.
    pub(crate) message: String,
    /// The file, line and column.
    pub(crate) place: Option<String>,
}

impl std::fmt::Display for Panicked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Some(place) => write!(f, "panicked: {} at {place}", self.message),
            None => write!(f, "panicked: {}", self.message),
        }
    }
}

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Notes where threads panic; what was there before still runs.
fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let place = info.location().map(ToString::to_string);
            // A thread that ends has no such place any more.
            let _ = PLACE.try_with(|cell| cell.try_borrow_mut().map(|mut cell| *cell = place));
            before(info);
        }));
    });
}

/// Runs code of the application.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    watch();
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let place = PLACE.try_with(|cell| cell.borrow_mut().take()).ok().flatten();
        Panicked { message: message(&*payload), place }
    })
}

/// Awaits code of the application. It is never polled again after a panic.
pub(crate) async fn unwinding<F: Future + ?Sized>(work: &mut Pin<Box<F>>) -> Result<F::Output, Panicked> {
    poll_fn(|cx| match guarded(|| work.as_mut().poll(cx)) {
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Ok(Poll::Pending) => Poll::Pending,
        Err(panicked) => Poll::Ready(Err(panicked)),
    })
    .await
}

fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic with something that is no text".to_owned())
}
