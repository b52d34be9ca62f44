//! The schedules of code and configuration: checked when jobs are built, then brought to the database (J44).

use std::collections::BTreeMap;

use kaffy_core::{Database, DbError};

use super::{NewSchedule, Origin};
use crate::{
    JobRegistry,
    clock::{self, Micros},
    store::{self, schedules::Put},
};

/// What code and configuration say.
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeSchedules {
    /// Each with where it comes from, for people.
    said: Vec<(NewSchedule, String, bool)>,
    zone: String,
}

impl CodeSchedules {
    /// Gathers and checks them; what is wrong is said with its place.
    pub(crate) fn new(
        registry: &JobRegistry,
        configured: Vec<NewSchedule>,
        zone: Option<&str>,
        now: Micros,
        problems: &mut Vec<String>,
    ) -> Self {
        let zone = zone.unwrap_or("UTC").to_owned();
        if let Err(unknown) = kaffy_cron::zone(&zone) {
            problems.push(format!("`Jobs::builder(&db).timezone(…)`: {unknown}"));
        }
        let mut said = Vec::new();
        for job in registry.metas() {
            for meta in job.schedules {
                match meta.schedule(job.job_type) {
                    Ok(schedule) => said.push((schedule, meta.place.to_owned(), meta.is_task)),
                    Err(error) => problems.push(format!("the arguments of the schedule `{}`: {error}", meta.name)),
                }
            }
        }
        said.extend(configured.into_iter().map(|schedule| (schedule, "configuration".to_owned(), false)));
        let mut places = BTreeMap::new();
        for (schedule, place, _) in &said {
            if let Some(other) = places.insert(schedule.name.clone(), place.clone()) {
                problems.push(format!(
                    "there are two schedules named `{}`: in {other} and in {place}; give one of them another name",
                    schedule.name
                ));
            }
            for problem in schedule.problems(registry, &zone, clock::time(now)) {
                let (name, field) = (&schedule.name, problem.field());
                problems.push(format!("the schedule `{name}` in {place}, `{field}`: {problem}"));
            }
        }
        Self { said, zone }
    }

    /// The zone of those that name none (Q41).
    pub(crate) fn zone(&self) -> &str {
        &self.zone
    }

    /// Brings them to the database.
    pub(crate) async fn merge(&self, db: &Database, now: Micros) -> Result<(), DbError> {
        let put = |(schedule, _, is_task): &(NewSchedule, String, bool)| (schedule.clone(), *is_task);
        let said: Vec<_> = self.said.iter().map(put).collect();
        let puts: Vec<_> = said
            .iter()
            .map(|(schedule, is_task)| Put {
                schedule,
                zone: schedule.timezone.as_deref().unwrap_or(&self.zone),
                origin: Origin::Code,
                is_task: *is_task,
                keeps_state: true,
                by: None,
                now,
            })
            .collect();
        for name in store::schedules::merge(db, &puts, now).await? {
            tracing::warn!(
                schedule = name,
                "somebody made a schedule of this name at run time: it stays, and that of the code is left out"
            );
        }
        Ok(())
    }
}
