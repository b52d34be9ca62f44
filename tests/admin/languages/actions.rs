//! Actions on a selection and on a record in the made-up language: what they ask, do and refuse.

use super::Walk;

#[tokio::test]
async fn k20_actions_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    let bar = "/agora/loaves/actions";
    walk.post(303, bar, &[]).await;
    walk.post(303, bar, &[("_action", "reprice")]).await;
    walk.post(303, bar, &[("_action", "reprice"), ("_id", "999")]).await;
    walk.post(404, bar, &[("_action", "nonsense"), ("_id", "1")]).await;
    walk.post(400, bar, &[("_action", "reprice"), ("_all", "forged")]).await;
    let list = walk.get("/agora/loaves?q=%CE%A0").await;
    let all = list.attribute("[data-select-all]", "value").expect("more than a page");
    walk.post(200, bar, &[("_action", "reprice"), ("_all", &all)]).await;
    let some = [("_id", "1"), ("_id", "2"), ("_id", "3"), ("_id", "999")];
    for action in ["reprice", "take-off", "ask", "delete"] {
        walk.post(200, bar, &[&[("_action", action)], &some[..]].concat()).await;
    }
    let reprice = "/agora/loaves/actions/reprice";
    walk.post(422, reprice, &[("_id", "1"), ("_run", "1"), ("price", "ξ"), ("oven_id", "99")]).await;
    walk.post(200, reprice, &[("_id", "1"), ("_pick", "oven_id")]).await;
    walk.post(200, reprice, &[&[("_run", "1"), ("price", "1"), ("oven_id", "")], &some[..]].concat()).await;
    walk.post(303, reprice, &[("_run", "1"), ("price", "1"), ("oven_id", ""), ("_id", "1")]).await;
    walk.post(303, reprice, &[("_run", "1"), ("price", "1"), ("oven_id", ""), ("_id", "1"), ("_id", "10")]).await;
    walk.post(200, reprice, &[("_run", "1"), ("price", "1"), ("oven_id", ""), ("_id", "2")]).await;
    walk.post(303, "/agora/loaves/actions/take-off", &[("_run", "1"), ("_id", "1")]).await;
    walk.post(303, "/agora/loaves/actions/take-off", &[("_run", "1"), ("_id", "1"), ("_id", "10")]).await;
    walk.post(200, "/agora/loaves/actions/delete", &[&[("_run", "1")], &some[1..]].concat()).await;
    let told = walk.post(200, "/agora/loaves/actions/slow", &[("_run", "1"), ("_id", "1"), ("_id", "10")]).await;
    assert!(told.has(".step") && told.has(".result .failures"), "{}", told.words("main"));
    for path in ["reprice", "ask"] {
        walk.get(&format!("/agora/loaves/1/actions/{path}")).await;
    }
    walk.get_as("ann", 404, "/agora/loaves/1/actions/nonsense").await;
    walk.post(422, "/agora/loaves/1/actions/reprice", &[("_run", "1"), ("price", "")]).await;
    walk.post(500, "/agora/loaves/3/actions/reprice", &[("_run", "1"), ("price", "1"), ("oven_id", "")]).await;
    walk.post(303, "/agora/loaves/1/actions/reprice", &[("_run", "1"), ("price", "1"), ("oven_id", "")]).await;
    walk.post(303, "/agora/loaves/1/actions/take-off", &[]).await;
    walk.end();
}
