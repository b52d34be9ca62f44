//! Built-in accounts: people, their roles and their sessions, for an application that has no login of its own.
//!
//! The tables are made by `own_tables`; what stands here reads and writes them. [`Accounts`] is for the
//! application and for sign-in, [`Managing`] for somebody who manages others and needs the permission for it.
//! Pages and cookies are `kaffy-web`'s.
//!
//! Nothing is kept in memory between two requests, so that a change holds for the next one on every node.
mod acting;
mod as_another;
mod common_passwords;
mod error;
mod events;
mod first_user;
mod grants;
mod hashing;
mod limits;
mod managing;
mod network;
mod new_user;
mod password;
mod profile;
mod proof;
mod roles;
mod rows;
mod service;
mod sessions;
mod settings;
mod sign_in;
mod superusers;
mod tables;
#[cfg(feature = "totp")]
mod totp;
mod users;

pub use error::AccountError;
pub use grants::{ACCOUNT_RESOURCES, Grant, Grants};
pub use managing::{Managing, RoleForm, UserForm};
pub use network::Network;
pub use new_user::{CreatedUser, NewUser};
pub use profile::ProfileForm;
pub use roles::Role;
pub use service::Accounts;
pub use sessions::{Session, SignedIn};
pub use settings::AccountSettings;
pub use sign_in::{Attempt, SignInError, Started};
pub use tables::Subject;
#[cfg(feature = "totp")]
pub use totp::{NewSecondFactor, SecondFactor};
pub use users::{User, UserPage};
