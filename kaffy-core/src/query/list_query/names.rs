//! The names of the parameters that an address of a list has.

use super::ListQuery;

impl ListQuery {
    /// Whether [`parse`](Self::parse) reads a parameter of this name, for whatever list. Others change nothing there:
    /// pages of the admin refuse them, so that nobody takes a list for what they meant.
    ///
    /// ```
    /// # use kaffy_core::ListQuery;
    /// assert!(ListQuery::reads("sort") && ListQuery::reads("f.price.gte"));
    /// assert!(!ListQuery::reads("page"));
    /// ```
    pub fn reads(name: &str) -> bool {
        name.starts_with("f.")
            || matches!(
                name,
                "q" | "tab" | "sort" | "size" | "columns" | "density" | "view" | "trash" | "after" | "before" | "last"
            )
    }
}
