//! The person (or program) behind a request.

/// Who is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Actor {
    /// Names the actor for ever: a user id.
    pub id: String,
    /// What people call the actor.
    pub name: String,
    /// Roles, for [`AdminBuilder::permissions`](crate::AdminBuilder::permissions).
    pub roles: Vec<String>,
}

impl Actor {
    /// An actor without roles.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.into(), name: name.into(), roles: Vec::new() }
    }

    /// Adds a role.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.roles.push(role.into());
        self
    }

    /// Whether the actor has this role.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|held| held == role)
    }
}
