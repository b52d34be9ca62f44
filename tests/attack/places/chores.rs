//! Chores and their runs full of poison.

use super::world::{World, pairs, short};
use crate::{
    models::poison,
    shop::Page,
    work::{AWAITS, MADE, TRIED},
};

impl World {
    pub(super) async fn chores(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        vec![
            admin.get("/chores").await,
            viewer.get("/chores").await,
            admin.get(&format!("/chores?{}", pairs(&[("q", &short("words"))]))).await,
        ]
    }

    pub(super) async fn chore_form(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        let typed = poison("typed");
        vec![
            admin.get("/chores/tidy").await,
            viewer.get("/chores/tidy").await,
            admin.get(&format!("/chores/tidy?{}", pairs(&[("title", &typed), ("secret", &typed)]))).await,
            admin.get(&format!("/chores/tidy?again={TRIED}")).await,
            admin.post("/chores/tidy", &[("title", &typed), (&typed, "x")]).await,
            admin.get(&format!("/chores/runs/{AWAITS}/move?move=cancel")).await,
            admin.get(&format!("/chores/runs/{TRIED}/files/{MADE}/delete")).await,
        ]
    }

    pub(super) async fn chore_run(&self) -> Vec<Page> {
        let (admin, viewer) = (&self.admin, &self.viewer);
        let typed = poison("typed").repeat(60);
        vec![
            admin.get(&format!("/chores/runs/{AWAITS}")).await,
            viewer.get(&format!("/chores/runs/{AWAITS}")).await,
            admin.get(&format!("/chores/runs/{TRIED}")).await,
            admin.post(&format!("/chores/runs/{AWAITS}/approve"), &[("answer", "agree"), ("reason", &typed)]).await,
            admin.get(&format!("/chores/runs/{TRIED}/failures")).await,
        ]
    }

    pub(super) async fn chore_runs(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get("/chores/runs").await,
            admin
                .get(&format!("/chores/runs?{}", pairs(&[("who", &short("words")), ("chore", &short("words"))])))
                .await,
            admin.get(&format!("/chores/runs?{}", pairs(&[("status", &short("words"))]))).await,
            admin.get("/chores/runs/export").await,
        ]
    }
}
