//! Targets for `cargo fuzz`, which needs a nightly compiler; see CONTRIBUTING.md.

pub mod targets;

use std::cell::OnceCell;

use targets::{ALL, Targets};

thread_local! {
    static ADMIN: OnceCell<Targets> = const { OnceCell::new() };
}

/// Gives bytes to the target of this name.
///
/// # Panics
/// When there is no such target; and when there is a finding.
pub fn run(name: &str, data: &[u8]) {
    let (_, target) = ALL.iter().find(|(known, _)| *known == name).expect("a target of this name");
    ADMIN.with(|admin| target(admin.get_or_init(Targets::new), data));
}
