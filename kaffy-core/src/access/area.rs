//! Parts of the admin that are no resources, each with rights of its own (S16, S29).
//!
//! [`Admin::authorize_area`] is the only maker of a [`Right`], and what is done in an area asks for one, so a route
//! without a check does not compile.

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{Actor, Denied};
use crate::{Admin, AdminBuilder, tr};

/// A part of the admin that is no resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Area {
    /// Background jobs, their queues and workers.
    Jobs,
    /// When jobs run by themselves, and simple tasks.
    Schedules,
    /// Work that people start from a page, and their runs.
    Chores,
    /// Views of lists that people saved. Whoever sees a list saves views of their own; this is about sharing them.
    Views,
}

impl Area {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Jobs, Self::Schedules, Self::Chores, Self::Views];

    /// Its name in a role, and for [`AdminBuilder::areas`].
    pub const fn key(self) -> &'static str {
        match self {
            Self::Jobs => "jobs",
            Self::Schedules => "schedules",
            Self::Chores => "chores",
            Self::Views => "views",
        }
    }

    /// Its rights, as a role names them: first the one that all the others need as well, `view` where there is such a
    /// thing.
    pub const fn rights(self) -> &'static [&'static str] {
        match self {
            Self::Jobs => &["view", "retry", "cancel", "delete", "reschedule", "edit", "enqueue", "pause"],
            Self::Schedules => &["view", "run", "pause", "edit", "delete"],
            Self::Chores => &["view", "run", "stop", "approve"],
            Self::Views => &["share"],
        }
    }

    /// What people call it.
    pub fn label(self) -> String {
        match self {
            Self::Jobs => tr!("jobs-title"),
            Self::Schedules => tr!("schedules-title"),
            Self::Chores => tr!("chores-title"),
            Self::Views => tr!("views-title"),
        }
    }

    /// What people call one of its rights; the key where it has none of that name.
    pub fn right_label(self, right: &str) -> String {
        match (self, right) {
            (Self::Jobs, "view") => tr!("jobs-right-view"),
            (Self::Jobs, "retry") => tr!("jobs-right-retry"),
            (Self::Jobs, "cancel") => tr!("jobs-right-cancel"),
            (Self::Jobs, "delete") => tr!("jobs-right-delete"),
            (Self::Jobs, "reschedule") => tr!("jobs-right-reschedule"),
            (Self::Jobs, "edit") => tr!("jobs-right-edit"),
            (Self::Jobs, "enqueue") => tr!("jobs-right-enqueue"),
            (Self::Jobs, "pause") => tr!("jobs-right-pause"),
            (Self::Schedules, "view") => tr!("schedules-right-view"),
            (Self::Schedules, "run") => tr!("schedules-right-run"),
            (Self::Schedules, "pause") => tr!("schedules-right-pause"),
            (Self::Schedules, "edit") => tr!("schedules-right-edit"),
            (Self::Schedules, "delete") => tr!("schedules-right-delete"),
            (Self::Chores, "view") => tr!("chores-right-view"),
            (Self::Chores, "run") => tr!("chores-right-run"),
            (Self::Chores, "stop") => tr!("chores-right-stop"),
            (Self::Chores, "approve") => tr!("chores-right-approve"),
            (Self::Views, "share") => tr!("views-right-share"),
            (_, other) => other.to_owned(),
        }
    }

    /// The area of a key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.key() == key)
    }
}

mod sealed {
    pub trait Sealed {}
}

/// A right in an area as a type, so that the proof of one is not that of another.
pub trait AreaRight: sealed::Sealed + Send + Sync + 'static {
    /// The area.
    const AREA: Area;
    /// Its name in a role.
    const KEY: &'static str;
}

macro_rules! rights {
    ($area:ident: $($(#[$doc:meta])* $name:ident = $key:literal),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl AreaRight for $name {
            const AREA: Area = Area::$area;
            const KEY: &'static str = $key;
        }
    )+};
}

/// The rights in the area of jobs.
pub mod job_rights {
    use super::{Area, AreaRight, sealed};

    rights! { Jobs:
        /// See jobs, queues and workers.
        View = "view",
        /// Run a job again that failed or was cancelled.
        Retry = "retry",
        /// Stop a job, one that runs as well.
        Cancel = "cancel",
        /// Take a job away with its history.
        Delete = "delete",
        /// Run a job at another time, or now.
        Reschedule = "reschedule",
        /// Give a waiting job other arguments.
        Edit = "edit",
        /// Add a job.
        Enqueue = "enqueue",
        /// Pause and resume queues, and change how many of their jobs run at once.
        Pause = "pause",
    }
}

/// The rights in the area of schedules.
pub mod schedule_rights {
    use super::{Area, AreaRight, sealed};

    rights! { Schedules:
        /// See schedules and what became of their times.
        View = "view",
        /// Run a schedule now.
        Run = "run",
        /// Pause and resume schedules.
        Pause = "pause",
        /// Add schedules, and change those that were added.
        Edit = "edit",
        /// Take a schedule away with its history.
        Delete = "delete",
    }
}

/// The rights in the area of chores.
pub mod chore_rights {
    use super::{Area, AreaRight, sealed};

    rights! { Chores:
        /// See chores and their runs, with what was typed, logged and made.
        View = "view",
        /// Start a chore.
        Run = "run",
        /// Pause, resume and stop runs, and take away what they made.
        Stop = "stop",
        /// Agree to runs of others, or refuse them.
        Approve = "approve",
    }
}

/// The rights in the area of saved views.
pub mod view_rights {
    use super::{Area, AreaRight, sealed};

    rights! { Views:
        /// Share views of lists with a role or everyone, and change those that others share.
        Share = "share",
    }
}

/// The proof that an actor has a right in an area. Only [`Admin::authorize_area`] makes one.
pub struct Right<R: AreaRight> {
    admin: Admin,
    actor: Actor,
    right: PhantomData<R>,
}

impl<R: AreaRight> Right<R> {
    /// Who asked.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The admin that gave the proof.
    pub fn admin(&self) -> &Admin {
        &self.admin
    }
}

impl<R: AreaRight> fmt::Debug for Right<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Right({} in {} of {})", R::KEY, R::AREA.key(), self.actor.id)
    }
}

/// Asks whether an actor has a right in an area.
pub(crate) type AreaRule = Arc<dyn Fn(&Actor, Area, &str) -> bool + Send + Sync>;

impl AdminBuilder {
    /// Decides who has which right in an area: see [`Area::rights`].
    ///
    /// Without it, with a login of the application's own, everybody has every right as long as
    /// [`permissions`](Self::permissions) is not used either; where it is, nobody has one. With built-in accounts the
    /// roles say so, and this rule has to agree. A role for all resources is none for an area.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Area, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).areas(|actor, area, right| match area {
    ///     Area::Jobs => actor.has_role("operator") || right == "view",
    ///     _ => false,
    /// });
    /// # }
    /// ```
    #[must_use]
    pub fn areas(mut self, rule: impl Fn(&Actor, Area, &str) -> bool + Send + Sync + 'static) -> Self {
        self.area_rule = Some(Arc::new(rule));
        self
    }

    /// Says that the admin has an area. The crate that brings it does.
    #[doc(hidden)]
    #[must_use]
    pub fn with_area(mut self, area: Area) -> Self {
        if !self.areas.contains(&area) {
            self.areas.push(area);
        }
        self
    }
}

impl Admin {
    /// The areas that it has.
    pub fn all_areas(&self) -> &[Area] {
        self.areas_told().1
    }

    /// Whether the actor has a right in an area; for menus and buttons. What is done there needs
    /// [`authorize_area`](Self::authorize_area).
    pub fn may_in(&self, actor: &Actor, area: Area, right: &str) -> bool {
        let (rule, areas) = self.areas_told();
        let by_rule = |right: &str| match rule {
            Some(rule) => rule(actor, area, right),
            None => self.accounts().is_some() || !self.has_permission_rule(),
        };
        let by_role = |right: &str| {
            self.accounts().is_none() || actor.grants().is_some_and(|grants| grants.allow(area.key(), right))
        };
        let may = |right: &str| area.rights().contains(&right) && by_role(right) && by_rule(right);
        areas.contains(&area) && area.rights().first().is_some_and(|first| may(first)) && may(right)
    }

    /// Whether the actor has a right in an area, as the proof that doing something there needs.
    ///
    /// # Errors
    /// When the actor has not. All rights need the first one of their area as well.
    pub fn authorize_area<R: AreaRight>(&self, actor: &Actor) -> Result<Right<R>, Denied> {
        for right in R::AREA.rights().first().into_iter().copied().chain([R::KEY]) {
            if !self.may_in(actor, R::AREA, right) {
                return Err(Denied::in_area(R::AREA, right));
            }
        }
        Ok(Right { admin: self.clone(), actor: actor.clone(), right: PhantomData })
    }
}
