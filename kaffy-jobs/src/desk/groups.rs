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

/// Rows of a page.
const PAGE: u64 = 25;

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
    /// A page of groups.
    ///
    /// # Errors
    /// What the database refuses.
    pub async fn groups(
        &self,
        _: &Right<View>,
        filter: &GroupFilter,
        place: JobPlace,
    ) -> Result<GroupPage, SearchError> {
        let db = self.jobs.database();
        let equal = |text: &str| Rule::Equal(text.into());
        let id = |id: Uuid| Value::from(id.to_string());
        let mut found = Search::new();
        if let Some(group_type) = &filter.group_type {
            found = found.rule("type", equal(group_type));
        }
        if let Some(name) = &filter.name {
            found = found.rule("name", Rule::Contains(name.clone()));
            if let Some(edge) = store::groups::edge(db).await? {
                found = found.rule("id", Rule::GreaterThanOrEqual(id(edge)));
            }
        }
        let counts = store::groups::counts(db, &found, COUNT_LIMIT).await?;
        if let Some(status) = filter.status {
            found = found.rule("status", equal(status.word()));
        }
        let found = match place {
            JobPlace::Newest => found.descending("id"),
            JobPlace::Before(before) => found.rule("id", Rule::LessThan(id(before))).descending("id"),
            JobPlace::After(after) => found.rule("id", Rule::GreaterThan(id(after))).ascending("id"),
        };
        let page = store::groups::search_groups(db, &found.limit(PAGE)).await?;
        let (mut groups, goes_on) = (page.items, page.next.is_some());
        let is_backwards = matches!(place, JobPlace::After(_));
        if is_backwards {
            groups.reverse();
        }
        let last = groups.last().map(|group| JobPlace::Before(group.id));
        let first = groups.first().map(|group| JobPlace::After(group.id));
        let (older, newer) = match place {
            JobPlace::Newest => (last.filter(|_| goes_on), None),
            JobPlace::Before(_) => (last.filter(|_| goes_on), first),
            JobPlace::After(_) => (last, first.filter(|_| goes_on)),
        };
        Ok(GroupPage { groups, counts, older, newer, looked: filter.name.as_ref().map(|_| store::LOOKED) })
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
            .limit(PAGE);
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
