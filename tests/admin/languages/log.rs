//! The audit log and the history of records in the made-up language.

use kaffy::{Actor, Audit, AuditEvent};

use super::{
    Walk,
    bakery::{bakery, with_a_site},
    marked,
};

#[tokio::test]
async fn k20_the_audit_log_says_only_messages() {
    let mut walk = Walk::through(|builder| with_a_site(builder.audit(Audit::on()))).await;
    walk.get("/audit").await;
    walk.get("/agora/ovens/1/history").await;
    walk.post(303, "/agora/ovens", &[("name", "Νέος")]).await;
    let form = walk.get("/agora/ovens/1").await;
    let version = form.attribute("form.record input[name=_version]", "value").expect("a version");
    walk.post(303, "/agora/ovens/1", &[("name", "Νέος"), ("_version", &version)]).await;
    walk.post(409, "/agora/ovens/1", &[("name", "Παλιός"), ("_version", &version)]).await;
    walk.post(409, "/agora/ovens/1/delete", &[("_seen", "ξ")]).await;
    for (status, name) in [(303, "Δύο"), (303, "Δύο"), (409, "Τρία")] {
        walk.post(status, "/agora/ovens", &[("name", name), ("_form", "ξ")]).await;
        walk.get("/agora/ovens").await;
    }
    walk.post(303, "/agora/ovens/1/history", &[("_entry", "2"), ("field", "name")]).await;
    walk.post(303, "/agora/ovens/1/history", &[("_entry", "2"), ("field", "name")]).await;
    walk.post(422, "/agora/ovens/1/history", &[("_entry", "2")]).await;
    walk.post_as("ann", 404, "/agora/ovens/1/history", &[("_entry", "99"), ("field", "name")]).await;
    walk.post_as("ann", 404, "/agora/ovens/1/history", &[("_entry", "ξ")]).await;
    walk.post_as("viewer", 403, "/agora/ovens/1/history", &[("_entry", "2")]).await;
    walk.post(303, "/agora/loaves/1/actions/reprice", &[("_run", "1"), ("price", "1"), ("oven_id", "")]).await;
    walk.post(303, "/agora/loaves/1/delete", &[]).await;
    for event in AuditEvent::ALL {
        walk.app.admin.note(&Actor::new("", ""), event, "ξ").await.expect("noted");
        walk.app.admin.note(&Actor::new("ann", "Άννα"), event, "7").await.expect("noted");
    }
    for path in [
        "/",
        "/dashboard",
        "/agora/ovens/1",
        "/agora/ovens/1/history",
        "/agora/ovens/1/history?before=3",
        "/agora/loaves/2/history",
        "/audit?before=9",
        "/audit?what=refused&from=2026-01-01",
        "/audit?who=%CE%BE",
    ] {
        let page = walk.app.get(path).await;
        // A message of the application's own actor is in no message file.
        walk.seen(if page.status == 303 { 303 } else { 200 }, page);
    }
    walk.get_as("ann", 400, "/audit?what=nonsense").await;
    let mut walk =
        Walk { strays: walk.strays, app: bakery(marked::TAG, |it| it.audit(Audit::on().auditors(|_| false))).await };
    walk.get_as("ann", 403, "/audit").await;
    walk.end();
}
