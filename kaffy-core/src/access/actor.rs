//! The person (or program) behind a request.

use std::sync::Arc;

use crate::{Origin, accounts::Grants, i18n::Tz};

/// Who is asking. Two are equal if they are the same with the same roles, wherever they ask from.
///
/// ```
/// use kaffy_core::{Actor, i18n::Tz};
///
/// let ann = Actor::new("7", "Ann").role("manager").locale("de-AT").time_zone(Tz::Europe__Vienna);
/// assert!(ann.has_role("manager"));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Actor {
    /// Names the actor for ever: a user id.
    pub id: String,
    /// What people call the actor.
    pub name: String,
    /// Roles, for [`AdminBuilder::permissions`](crate::AdminBuilder::permissions).
    pub roles: Vec<String>,
    /// The language and region that pages are written in for the actor, such as `de-AT`; see
    /// [`AdminBuilder::languages`](crate::AdminBuilder::languages).
    pub locale: Option<String>,
    /// The time zone in which instants are shown and typed; see
    /// [`AdminBuilder::time_zone`](crate::AdminBuilder::time_zone).
    pub time_zone: Option<Tz>,
    /// What the roles of a built-in account allow.
    pub(crate) grants: Option<Arc<Grants>>,
    /// Where the request comes from.
    origin: Origin,
    /// Who really asks.
    acted_by: Option<Arc<ActedBy>>,
}

/// Who acts as somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActedBy {
    /// Names them for ever: a user id.
    pub id: String,
    /// What people call them.
    pub name: String,
}

impl Actor {
    /// An actor without roles.
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            roles: Vec::new(),
            locale: None,
            time_zone: None,
            grants: None,
            origin: Origin::default(),
            acted_by: None,
        }
    }

    /// Adds a role.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.roles.push(role.into());
        self
    }

    /// Sets the language and region, such as `de-AT`.
    #[must_use]
    pub fn locale(mut self, tag: impl Into<String>) -> Self {
        self.locale = Some(tag.into());
        self
    }

    /// Sets the time zone.
    #[must_use]
    pub fn time_zone(mut self, zone: Tz) -> Self {
        self.time_zone = Some(zone);
        self
    }

    /// What the roles allow, of somebody with a built-in account; see [`accounts`](crate::accounts).
    pub fn grants(&self) -> Option<&Grants> {
        self.grants.as_deref()
    }

    /// Sets where the request comes from; the pages do it.
    #[must_use]
    pub fn asking_from(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// Where the request comes from, for the audit log.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Says who really asks, of an actor whom somebody else acts as: a colleague who helps. Permissions are those of the
    /// actor; the audit log names both, and every page says so. Built-in accounts do it by themselves.
    ///
    /// ```
    /// # use kaffy_core::Actor;
    /// let actor = Actor::new("7", "Vera").acted_by("1", "Root");
    /// assert_eq!(actor.who_acts().map(|who| &*who.name), Some("Root"));
    /// ```
    #[must_use]
    pub fn acted_by(mut self, id: impl Into<String>, name: impl Into<String>) -> Self {
        self.acted_by = Some(Arc::new(ActedBy { id: id.into(), name: name.into() }));
        self
    }

    /// Who really asks, where somebody acts as the actor.
    pub fn who_acts(&self) -> Option<&ActedBy> {
        self.acted_by.as_deref()
    }

    /// Whether the actor has this role.
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|held| held == role)
    }
}

impl PartialEq for Actor {
    fn eq(&self, other: &Self) -> bool {
        let Self { id, name, roles, locale, time_zone, grants: _, origin: _, acted_by: _ } = self;
        (id, name, roles, locale, time_zone) == (&other.id, &other.name, &other.roles, &other.locale, &other.time_zone)
    }
}

impl Eq for Actor {}
