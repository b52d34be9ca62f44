//! A list that is no resource, found by the text that names it, for an actor who may see the list.

use kaffy_core::{
    Actor,
    views::{SavedView, Views, lists},
};

use crate::{
    WebError,
    extract::{Visit, pairs},
    handlers::audit::all::Seen,
    listing::{AUDIT, Asked, ListMeta},
    pages::Web,
};

/// Whether the list knows all that it is asked for.
type Fits = dyn Fn(&Asked<'_>) -> Result<(), WebError> + Send + Sync;

pub(super) struct Own {
    pub(super) list: &'static ListMeta,
    pub(super) views: Option<Views>,
    fits: Box<Fits>,
}

impl Own {
    /// The list of this name; `None` where it names none of them. Who may not see it is told so, as by the list.
    pub(super) fn find(web: &Web, actor: &Actor, name: &str) -> Result<Option<Self>, WebError> {
        if name == lists::AUDIT {
            let (seen, views) = (Seen::of(web, actor)?, web.admin.audit_views(actor));
            let fits = Box::new(move |asked: &Asked<'_>| seen.fits(asked));
            return Ok(Some(Self { list: &AUDIT, views, fits }));
        }
        #[cfg(feature = "jobs")]
        {
            in_areas::find(web, actor, name)
        }
        #[cfg(not(feature = "jobs"))]
        {
            Ok(None)
        }
    }

    /// What the list shows, as a view keeps it. What is no query of this list is refused.
    pub(super) fn query(&self, visit: &Visit, text: &str) -> Result<String, WebError> {
        let asked = Asked::of(self.list, &visit.links, &pairs(text.as_bytes())?)?;
        (self.fits)(&asked)?;
        Ok(asked.view_string())
    }

    /// Whether the list leaves out something of a view, for this actor.
    pub(super) fn is_cut(&self, visit: &Visit, view: &SavedView) -> bool {
        Asked::of_saved(self.list, &visit.links, &view.query, &*self.fits).1
    }
}

/// Those of jobs, schedules and chores.
#[cfg(feature = "jobs")]
mod in_areas {
    use kaffy_core::{Actor, AreaRight, chore_rights, job_rights, schedule_rights, views::lists};
    use kaffy_jobs::Jobs;

    use super::Own;
    use crate::{
        WebError,
        handlers::{chores, jobs, schedules},
        listing::{Asked, GROUPS, JOBS, ListMeta, RUNS, SCHEDULES},
        pages::Web,
    };

    pub(super) fn find(web: &Web, actor: &Actor, name: &str) -> Result<Option<Own>, WebError> {
        match name {
            lists::JOBS => of::<job_rights::View>(web, actor, &JOBS, jobs::asked::fits),
            lists::GROUPS => of::<job_rights::View>(web, actor, &GROUPS, jobs::groups::fits),
            lists::SCHEDULES => of::<schedule_rights::View>(web, actor, &SCHEDULES, schedules::list::fits),
            lists::RUNS => of::<chore_rights::View>(web, actor, &RUNS, chores::runs::fits),
            _ => Ok(None),
        }
    }

    fn of<R: AreaRight>(
        web: &Web,
        actor: &Actor,
        list: &'static ListMeta,
        fits: fn(&Asked<'_>) -> Result<(), WebError>,
    ) -> Result<Option<Own>, WebError> {
        web.admin.extension::<Jobs>().ok_or_else(WebError::no_page)?;
        let right = web.admin.authorize_area::<R>(actor)?;
        let views = list.views.and_then(|name| right.views(name));
        Ok(Some(Own { list, views, fits: Box::new(fits) }))
    }
}
