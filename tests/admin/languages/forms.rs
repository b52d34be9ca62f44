//! Forms and what they refuse in the made-up language, and what is asked before a record is deleted.

use super::Walk;

#[tokio::test]
async fn k20_forms_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    for path in ["/agora/loaves/new", "/agora/loaves/1", "/agora/loaves/2", "/agora/loaves/3", "/agora/ovens/1"] {
        walk.get(path).await;
        if !path.ends_with("new") {
            walk.get_as("viewer", 200, path).await;
        }
    }
    walk.get("/agora/loaves/new?oven_id=99&tags=1,2&crumbs.0.name=%CE%B1").await;
    let loaf = [
        ("title", "Κάτι πολύ μακρύ που δεν χωράει"),
        ("price", "-1"),
        ("kind", "ξ"),
        ("weight", "ξ"),
        ("made_on", "ξ"),
        ("oven_id", "99"),
        ("site", "ξ"),
        ("settings.@", ""),
        ("settings.size", "0"),
        ("lines.@", ""),
        ("lines.0.@", ""),
        ("lines.0.text", ""),
        ("tags", "77"),
        ("crumbs.0._key", ""),
        ("crumbs.0.name", ""),
        ("crumbs.0.count", "ξ"),
        ("crumbs.1._key", "77"),
        ("crumbs.1.name", "α"),
        ("remarks.0._key", ""),
        ("remarks.0.words", ""),
    ];
    walk.post(422, "/agora/loaves", &loaf).await;
    walk.post(422, "/agora/loaves", &[]).await;
    walk.post(422, "/agora/loaves/1", &loaf).await;
    walk.post(422, "/agora/ovens", &[("name", "")]).await;
    walk.post(303, "/agora/ovens", &[("name", "Νέος")]).await;
    let version = async |walk: &mut Walk, path| {
        walk.get(path).await.attribute("input[name=_version]", "value").expect("each form has one")
    };
    let before = version(&mut walk, "/agora/ovens/1").await;
    walk.post(303, "/agora/ovens/1", &[("name", "Νέος"), ("_version", &before)]).await;
    walk.post(409, "/agora/ovens/1", &[("name", "Παλιός"), ("_version", &before)]).await;
    walk.post(409, "/agora/ovens/1", &[("name", "Παλιός")]).await;
    let now = version(&mut walk, "/agora/ovens/1").await;
    walk.post(303, "/agora/ovens/1", &[("name", "Παλιός"), ("_save", "stay"), ("_version", &now)]).await;
    walk.get("/agora/ovens/1").await;
    walk.post(404, "/agora/ovens/999", &[("name", "Νέος")]).await;
    for button in [
        ("_pick", "oven_id"),
        ("_pick", "tags"),
        ("_rows", "add:lines"),
        ("_rows", "add:extra"),
        ("_rows", "add:facts"),
        ("_add_row", "crumbs"),
        ("_related", "add:oven_id"),
        ("_related", "edit:oven_id"),
    ] {
        let fields = [button, ("oven_id", "1"), ("title", "Κάτι")];
        walk.post(200, "/agora/loaves/1", &fields).await;
        walk.post(200, "/agora/loaves", &fields).await;
    }
    walk.post(200, "/agora/loaves/1", &[("_pick", "oven_id"), ("_words", "ξξ")]).await;
    walk.post(400, "/agora/loaves/1", &[("_pick", "nonsense")]).await;
    walk.post(400, "/agora/loaves/1", &[("_related", "add:nonsense")]).await;
    walk.post(400, "/agora/ovens", &[("_carried", "x"), ("_leave", "1")]).await;
    walk.end();
}

#[tokio::test]
async fn k20_deleting_says_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    for path in ["/agora/loaves/1/delete", "/agora/loaves/3/delete", "/agora/loaves/4/delete", "/agora/ovens/1/delete"]
    {
        walk.get(path).await;
    }
    walk.get_as("careful", 200, "/agora/loaves/1/delete").await;
    walk.post_as("careful", 403, "/agora/loaves/1/delete", &[]).await;
    walk.post(409, "/agora/loaves/3/delete", &[]).await;
    walk.post(409, "/agora/loaves/4/delete", &[]).await;
    walk.post(303, "/agora/loaves/1/delete", &[]).await;
    walk.get_as("ann", 404, "/agora/loaves/1/delete").await;
    walk.end();
}
