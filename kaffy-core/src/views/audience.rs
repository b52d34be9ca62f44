//! Who sees a saved view.

use crate::tr;

/// Who sees a saved view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Whoever saved it.
    #[default]
    Me,
    /// Those with a role, as [`Actor::has_role`](crate::Actor::has_role) says.
    Role(String),
    /// Everybody who sees the list.
    Everyone,
}

impl Audience {
    /// Whether others see it.
    pub fn is_shared(&self) -> bool {
        *self != Self::Me
    }

    /// What people read.
    pub fn label(&self) -> String {
        match self {
            Self::Me => tr!("views-for-me"),
            Self::Role(role) => tr!("views-for-role", role = role.as_str()),
            Self::Everyone => tr!("views-for-everyone"),
        }
    }

    /// How the table and the audit log write it.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Role(_) => "role",
            Self::Everyone => "everyone",
        }
    }

    /// The role; empty where it is for none.
    pub fn role(&self) -> &str {
        match self {
            Self::Role(role) => role,
            _ => "",
        }
    }

    /// Back from [`code`](Self::code) and [`role`](Self::role); `None` for anything else.
    pub fn of(code: &str, role: &str) -> Option<Self> {
        match code {
            "me" => Some(Self::Me),
            "role" => Some(Self::Role(role.to_owned())),
            "everyone" => Some(Self::Everyone),
            _ => None,
        }
    }
}
