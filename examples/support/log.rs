//! What the program says about itself while it runs.

use tracing_subscriber::EnvFilter;

/// Logs to the terminal; `RUST_LOG` says how much.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
}
