//! What people see of groups and do to them: a list, one group with its tasks, stopping what is left.

use kaffy_core::{
    Right,
    accounts::Subject,
    inside::Told,
    job_rights::{Cancel, View},
};
use serde_json::Value;
use uuid::Uuid;

use super::{Desk, JobPlace, changing};
use crate::{
    COUNT_LIMIT, Count, GroupError, GroupRecord, GroupStatus, Rule, Search, SearchError, TaskRecord, TaskStatus, store,
};

/// Tasks of a page.
const TASKS: u64 = 25;

/// Which groups a page shows. What is not said does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupFilter {
    /// Where they are.
    pub status: Option<GroupStatus>,
    /// Of this type.
    pub group_type: Option<String>,
    /// With this in their name.
    pub name: Option<String>,
}

/// One page of groups, the newest first.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GroupPage {
    /// The groups.
    pub groups: Vec<GroupRecord>,
    /// How many are where.
    pub counts: Vec<(GroupStatus, Count)>,
    /// Where older ones are.
    pub older: Option<JobPlace>,
    /// Where newer ones are.
    pub newer: Option<JobPlace>,
    /// How many groups were looked through, where the filter asks for what no index knows.
    pub looked: Option<u64>,
}

/// One group, with a page of its tasks.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OneGroup {
    /// The group.
    pub group: GroupRecord,
    /// Some of its tasks, in their order, without their results: of those nobody says what is masked.
    pub tasks: Vec<TaskRecord>,
    /// Where the next page of them begins.
    pub next: Option<i64>,
}

impl Desk<'_> {
    /// A page of so many groups.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn groups(
        &self,
        _: &Right<View>,
        filter: &GroupFilter,
        place: JobPlace,
        rows: u16,
    ) -> Result<GroupPage, SearchError> {
        let db = self.jobs.database();
        let found = self.whatever_status(filter).await?;
        let counts = store::groups::counts(db, &found, COUNT_LIMIT).await?;
        let found = at(in_status(found, filter), place);
        let page = store::groups::search_groups(db, &found.limit(rows.into())).await?;
        let (mut groups, goes_on) = (page.items, page.next.is_some());
        let is_backwards = matches!(place, JobPlace::After(_));
        if is_backwards {
            groups.reverse();
        }
        let ends = groups.first().zip(groups.last()).map(|(first, last)| (first.id, last.id));
        let (older, newer) = place.beside(ends, goes_on);
        Ok(GroupPage { groups, counts, older, newer, looked: filter.name.as_ref().map(|_| store::LOOKED) })
    }

    /// At most so many of the groups older than `before`, the newest first, and the place to go on from; `None` at their
    /// end.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn walk_groups(
        &self,
        _: &Right<View>,
        filter: &GroupFilter,
        before: Option<Uuid>,
        most: u64,
    ) -> Result<(Vec<GroupRecord>, Option<Uuid>), SearchError> {
        let found = in_status(self.whatever_status(filter).await?, filter);
        let found = at(found, before.map_or(JobPlace::Newest, JobPlace::Before));
        let page = store::groups::search_groups(self.jobs.database(), &found.limit(most)).await?;
        let last = page.items.last().map(|group| group.id);
        Ok((page.items, last.filter(|_| page.next.is_some())))
    }

    /// What a filter asks for but for the status, and no further back than a page looks.
    async fn whatever_status(&self, filter: &GroupFilter) -> Result<Search, SearchError> {
        let mut found = Search::new();
        if let Some(group_type) = &filter.group_type {
            found = found.rule("type", Rule::Equal(group_type.as_str().into()));
        }
        if let Some(name) = &filter.name {
            found = found.rule("name", Rule::Contains(name.clone()));
            if let Some(edge) = store::groups::edge(self.jobs.database()).await? {
                found = found.rule("id", Rule::GreaterThanOrEqual(edge.to_string().into()));
            }
        }
        Ok(found)
    }

    /// One group with the tasks behind a place in it, those of a status if one is named.
    ///
    /// # Errors
    /// When there is no such group, or what the database refuses.
    pub async fn group(
        &self,
        _: &Right<View>,
        id: Uuid,
        status: Option<TaskStatus>,
        behind: i64,
    ) -> Result<OneGroup, GroupError> {
        let group = self.jobs.get_group(id).await?;
        let mut search = Search::new()
            .rule("group_id", Rule::Equal(id.to_string().into()))
            .rule("position", Rule::GreaterThan(behind.into()))
            .ascending("position")
            .limit(TASKS);
        if let Some(status) = status {
            search = search.rule("status", Rule::Equal(status.word().into()));
        }
        let page = match self.jobs.search_tasks(&search).await {
            Ok(page) => page,
            Err(SearchError::Database(error)) => return Err(error.into()),
            Err(other) => return Err(kaffy_core::DbError::Other(other.into()).into()),
        };
        let mut tasks = page.items;
        for task in &mut tasks {
            task.result = None;
        }
        let next = page.next.and_then(|_| tasks.last().map(|task| task.position));
        Ok(OneGroup { group, tasks, next })
    }

    /// Stops what is left of a group, with the entry in the audit log, and says how many tasks that were.
    ///
    /// # Errors
    /// When it has ended or there is none; see [`GroupError`].
    pub async fn cancel_group(&self, right: &Right<Cancel>, id: Uuid) -> Result<u64, GroupError> {
        let before = self.jobs.get_group(id).await?;
        let mut tx = self.jobs.database().begin().await?;
        let now = self.jobs.clock().now();
        let stopped = store::groups::cancel(&mut tx.lend(), id, Some(&changing::who(right)), now).await?;
        let label = before.name.as_deref().unwrap_or(&before.group_type);
        let told = Told::new("group-cancelled", Subject::JobGroup, &id.to_string(), label);
        right
            .commit(tx, [told.field("state", Some(before.status.word()), Some(GroupStatus::Cancelled.word()))])
            .await?;
        self.jobs.wake("");
        self.jobs.wake("!stop");
        Ok(stopped)
    }
}

fn in_status(search: Search, filter: &GroupFilter) -> Search {
    match filter.status {
        Some(status) => search.rule("status", Rule::Equal(status.word().into())),
        None => search,
    }
}

fn at(search: Search, place: JobPlace) -> Search {
    let id = |id: Uuid| Value::from(id.to_string());
    match place {
        JobPlace::Newest => search.descending("id"),
        JobPlace::Before(before) => search.rule("id", Rule::LessThan(id(before))).descending("id"),
        JobPlace::After(after) => search.rule("id", Rule::GreaterThan(id(after))).ascending("id"),
    }
}
