//! Tabs of a list: some of its rows under a name, one click away (A18).
//!
//! Code says which there are ([`Tab`]); what they mean to a list stands in [`Tabs`], which its
//! [`ListQuery`](crate::ListQuery) carries. A tab narrows what the actor may see and never widens it.

mod tab;
mod tabs_of;

pub use tab::{ListTab, Tab};
pub(crate) use tabs_of::Tabs;
