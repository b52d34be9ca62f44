//! How a group of resources looks in the menu.

use crate::Icon;

/// How a context, named by its resources with `context = "…"`, is called and where it stands (K12, K30).
///
/// ```
/// # use kaffy_core::{Admin, AdminBuilder, Database, site::Context};
/// # fn example(db: Database) -> AdminBuilder {
/// Admin::builder(db).context(Context::new("Shop").label("The shop").order(1)).context(Context::new("Notes"))
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Context {
    pub(crate) name: String,
    pub(crate) label: Option<String>,
    pub(crate) order: i32,
    pub(crate) icon: Option<Icon>,
}

impl Context {
    /// The context that resources call by this name. `build()` refuses one that no resource is in.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), label: None, order: 999, icon: None }
    }

    /// Sets what people read; its name by default. The address does not change.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Sets its place in the menu: smaller numbers first, 999 by default, equal ones by name.
    #[must_use]
    pub fn order(mut self, order: i32) -> Self {
        self.order = order;
        self
    }

    /// Adds an icon.
    #[must_use]
    pub fn icon(mut self, icon: impl Into<Icon>) -> Self {
        self.icon = Some(icon.into());
        self
    }
}
