//! Jobs, groups, queues and schedules full of poison.

use super::world::{World, pairs, short};
use crate::{
    models::poison,
    shop::Page,
    work::{GROUP, WAITS},
};

impl World {
    pub(super) async fn jobs(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        vec![
            admin.get("/jobs").await,
            viewer.get("/jobs").await,
            admin.get(&format!("/jobs?{}", pairs(&[("q", &poison("words")), ("queue", &poison("words"))]))).await,
            admin.get(&format!("/jobs?{}", pairs(&[("state", &poison("words"))]))).await,
        ]
    }

    pub(super) async fn job(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        vec![
            admin.get("/shop/things/3").await,
            admin.get(&format!("/jobs/{WAITS}")).await,
            viewer.get(&format!("/jobs/{WAITS}")).await,
        ]
    }

    pub(super) async fn job_forms(&self) -> Vec<Page> {
        let admin = &self.admin;
        let typed = poison("typed");
        let fields = [("type", "praise_later"), ("arg.title", &*typed), ("priority", &*typed), ("run_at", &*typed)];
        vec![
            admin.get("/jobs/new").await,
            admin.get(&format!("/jobs/{WAITS}/args")).await,
            admin.get(&format!("/jobs/{WAITS}/delete")).await,
            admin.post("/jobs", &fields).await,
            admin.post(&format!("/jobs/{WAITS}/reschedule"), &[("run_at", &*typed)]).await,
            admin.post(&format!("/jobs/{WAITS}/args"), &[(&*typed, "x")]).await,
        ]
    }

    pub(super) async fn job_groups(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        vec![
            admin.get("/jobs/groups").await,
            viewer.get(&format!("/jobs/groups/{GROUP}")).await,
            admin.get(&format!("/jobs/groups/{GROUP}")).await,
            admin.get(&format!("/jobs/{WAITS}")).await,
            admin
                .get(&format!("/jobs/groups?{}", pairs(&[("name", &poison("words")), ("type", &poison("words"))])))
                .await,
            admin.get(&format!("/jobs/groups?{}", pairs(&[("status", &poison("words"))]))).await,
        ]
    }

    pub(super) async fn job_queues(&self) -> Vec<Page> {
        let admin = &self.admin;
        let fields = [("do", "concurrency"), ("concurrency", &*poison("typed"))];
        vec![admin.get("/jobs/queues").await, admin.post("/jobs/queues/default", &fields).await]
    }

    pub(super) async fn schedules(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        vec![
            admin.get("/schedules").await,
            viewer.get("/schedules").await,
            admin.get(&format!("/schedules?{}", pairs(&[("type", &short("words")), ("after", &short("words"))]))).await,
            admin.get(&format!("/schedules?{}", pairs(&[("state", &short("words"))]))).await,
        ]
    }

    pub(super) async fn schedule_forms(&self) -> Vec<Page> {
        let admin = &self.admin;
        let typed = poison("typed");
        let fields = [
            ("type", "praise_later"),
            ("name", &*typed),
            ("arg.title", &*typed),
            ("cron", &*typed),
            ("timezone", &*typed),
            ("missed", &*typed),
            ("priority", &*typed),
            ("node", &*typed),
        ];
        let named = "/schedules/zqx7name%20%3Czqx7n%3E%22'%20zqx7attr='1'%7B%7B7331*7919%7D%7D";
        vec![
            admin.get("/schedules/new").await,
            admin.post("/schedules", &fields).await,
            admin.get("/schedules/plan/edit").await,
            admin.post("/schedules/plan/edit", &fields[2..]).await,
            admin.post("/schedules/plan/edit", &[(&*typed, "x")]).await,
            admin.post("/schedules/plan/pause", &[("reason", &typed.repeat(9))]).await,
            admin.get(&format!("{named}/pause")).await,
            admin.get(&format!("{named}/delete")).await,
            admin.get(named).await,
        ]
    }
}
