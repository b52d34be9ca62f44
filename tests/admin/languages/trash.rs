//! The trash in the made-up language: the list, a record in it, what is asked, and what is in the way.

use kaffy::Audit;

use super::Walk;

#[tokio::test]
async fn k20_the_trash_says_only_messages() {
    let mut walk = Walk::through(|builder| builder.audit(Audit::on())).await;
    let notes = "/agora/notes";
    walk.get(&format!("{notes}?trash=1")).await;
    walk.get(&format!("{notes}/1/delete")).await;
    let moved = walk.post(303, &format!("{notes}/1/delete"), &[]).await;
    assert!(moved.has(".flash form"), "undo is offered");
    for path in ["?trash=1", "?trash=1&q=α", "/1", "/1/purge", "/1/history", "/new"] {
        walk.get(&format!("{notes}{path}")).await;
    }
    walk.get_as("viewer", 200, &format!("{notes}/1")).await;
    walk.post(422, notes, &[("words", "Ένα"), ("rack_id", "")]).await;
    walk.post(303, &format!("{notes}/1/restore"), &[]).await;
    for (key, id) in [("delete", "1"), ("restore", "3"), ("purge", "1")] {
        walk.post(200, &format!("{notes}/actions/{key}"), &[("_id", id)]).await;
        walk.post(303, &format!("{notes}/actions/{key}"), &[("_id", id), ("_run", "1")]).await;
    }
    walk.get_as("viewer", 403, &format!("{notes}/actions/purge?_id=3")).await;
    // A row of another resource that is in the trash is named.
    walk.post(303, "/agora/racks/1/delete", &[]).await;
    walk.get(notes).await;
    walk.get(&format!("{notes}/2")).await;
    walk.get("/audit").await;
    walk.get_as("ann", 404, &format!("{notes}/99/purge")).await;
    walk.get_as("ann", 400, &format!("{notes}/export?trash=1")).await;
    walk.end();
}
