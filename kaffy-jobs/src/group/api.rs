//! What an application does with groups.

use kaffy_core::DbError;
use uuid::Uuid;

use super::{GroupError, MoreTasks, NewGroup, Page, Search, SearchError};
use crate::{GroupRecord, Jobs, TaskRecord, jobs::short, store};

impl Jobs {
    /// A group of tasks, of a type of 1 to 100 characters that groups of this kind have in common; see [`NewGroup`].
    pub fn group(&self, group_type: impl Into<String>) -> NewGroup<'_> {
        NewGroup::new(self, group_type.into())
    }

    /// More tasks for a group that has not ended (J54). A task may add some to its own group, which cannot end before
    /// it: `ctx.jobs().add_tasks(group).task("more", …).add().await?`, with [`JobContext::group`](crate::JobContext::group).
    pub fn add_tasks(&self, group: Uuid) -> MoreTasks<'_> {
        MoreTasks::new(self, group)
    }

    /// One group.
    ///
    /// # Errors
    /// When there is none, or what the database refuses.
    pub async fn get_group(&self, id: Uuid) -> Result<GroupRecord, GroupError> {
        store::groups::get(self.database(), id).await?.ok_or(GroupError::NotFound(id))
    }

    /// Groups that rules find, a page of them: the newest first unless the search says another order.
    ///
    /// # Errors
    /// When a field, a rule, a value or the cursor makes no sense; see [`SearchError`].
    pub async fn search_groups(&self, search: &Search) -> Result<Page<GroupRecord>, SearchError> {
        store::groups::search_groups(self.database(), search).await
    }

    /// Tasks that rules find, a page of them: the newest first unless the search says another order.
    ///
    /// # Errors
    /// When a field, a rule, a value or the cursor makes no sense; see [`SearchError`].
    pub async fn search_tasks(&self, search: &Search) -> Result<Page<TaskRecord>, SearchError> {
        store::groups::search_tasks(self.database(), search).await
    }

    /// Stops what is left of a group: tasks that wait are aborted at once, those that run are asked to stop. Says how
    /// many tasks that were.
    ///
    /// # Errors
    /// When it has ended or there is none; see [`GroupError`].
    pub async fn cancel_group(&self, id: Uuid, by: Option<&str>) -> Result<u64, GroupError> {
        let by = short(by);
        let mut tx = self.database().begin().await?;
        let stopped = store::groups::cancel(&mut tx.lend(), id, by.as_deref(), self.clock().now()).await?;
        tx.commit().await?;
        self.wake("!stop");
        Ok(stopped)
    }

    /// Brings groups up to date whose tasks ended without their group hearing of it, as when a program that knows no
    /// groups yet wrote down the end during a deployment. Workers do so by themselves. Says how many there were.
    ///
    /// # Errors
    /// What the database refuses.
    #[doc(hidden)]
    pub async fn repair_groups(&self) -> Result<u64, DbError> {
        let (mut groups, mut after) = (0, None);
        loop {
            let repaired = store::groups::repair(self.database(), after, self.clock().now()).await?;
            self.wake_for(&repaired.published);
            groups += repaired.groups;
            after = repaired.next;
            if after.is_none() {
                return Ok(groups);
            }
        }
    }
}
