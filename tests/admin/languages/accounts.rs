//! Users, roles, sessions and signing in, in the made-up language.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use kaffy::{
    Audit, Auth, Permission,
    accounts::{AccountSettings, Grant, NewUser},
};

use super::{Walk, walk::walk_form};

#[tokio::test]
async fn k20_accounts_say_only_messages() {
    const PASSWORD: &str = "επτά κουκουβάγιες";
    const ANNA: &str = "άννα@αγορά.ελ";
    let clock = Arc::new(AtomicI64::new(1_800_000_000));
    let seconds = clock.clone();
    let mut walk = Walk::through(|builder| {
        let now = move || chrono::DateTime::from_timestamp(seconds.load(Ordering::SeqCst), 0).expect("an instant");
        builder.auth(Auth::built_in_with(AccountSettings::new().clock(now))).audit(Audit::on())
    })
    .await;
    let accounts = walk.app.admin.accounts().expect("built in").clone();
    let everything = accounts.set_role("Όλα", [Grant::everything()]).await.expect("a role");
    accounts.set_role("Λίγα", [Grant::on_all(Permission::View)]).await.expect("a role");
    let anna = NewUser::new(ANNA).name("Άννα").password(PASSWORD).role("Όλα");
    let anna = accounts.create_user(anna).await.expect("added").user;
    let other = NewUser::new("βέρα@αγορά.ελ").name("Βέρα").password(PASSWORD).role("Λίγα");
    let other = accounts.create_user(other).await.expect("added").user;
    walk.get("/login").await;
    walk.send(401, walk_form("/admin/agora/loaves"), "").await;
    walk.post(422, "/login", &[("email", ANNA), ("password", "ξ")]).await;
    walk.post(303, "/login", &[("email", ANNA), ("password", PASSWORD), ("next", "/admin/agora/loaves")]).await;
    for path in ["/accounts/me", "/accounts/me/password", "/accounts/me/sessions", "/accounts/me/second-factor"] {
        walk.get(path).await;
    }
    walk.post(422, "/accounts/me", &[("name", ""), ("time_zone", "ξ")]).await;
    walk.post(422, "/accounts/me", &[("name", "Ά"), ("locale", "ξ")]).await;
    walk.post(303, "/accounts/me", &[("name", "Άννα")]).await;
    for (old, new, again) in [
        ("ξ", "ένας μακρύς κωδικός", "ένας μακρύς κωδικός"),
        (PASSWORD, "ξ", "ξ"),
        (PASSWORD, "ξξξξξξξξξξξξξξξ", "ξξξξξξξξξξξξξξξ"),
        (PASSWORD, ANNA, ANNA),
        (PASSWORD, &"ξψ".repeat(65), &"ξψ".repeat(65)),
        (PASSWORD, PASSWORD, PASSWORD),
        (PASSWORD, PASSWORD, "ξ"),
    ] {
        walk.post(422, "/accounts/me/password", &[("old", old), ("password", new), ("again", again)]).await;
    }
    walk.post(200, "/accounts/me/second-factor", &[]).await;
    walk.post(422, "/accounts/me/second-factor", &[("code", "000000")]).await;
    walk.post(303, "/accounts/me/sessions", &[]).await;
    walk.post(303, "/accounts/me/sessions", &[("session", "ξ")]).await;
    for path in [
        "/accounts/users",
        "/accounts/users?q=%CE%BE%CE%BE",
        "/accounts/users/new",
        "/accounts/roles",
        "/accounts/roles/new",
    ] {
        walk.get(path).await;
    }
    walk.post(422, "/accounts/users", &[("email", "ξ"), ("name", "")]).await;
    walk.post(422, "/accounts/users", &[("email", ANNA), ("name", &"ξ".repeat(200)), ("roles", "ξ")]).await;
    walk.post(422, "/accounts/users", &[("email", ANNA), ("name", "Ξ")]).await;
    walk.post(422, "/accounts/users", &[("email", "γ@αγορά.ελ"), ("name", "Γ"), ("roles", "ξ")]).await;
    walk.post(200, "/accounts/users", &[("email", "γ@αγορά.ελ"), ("name", "Γ")]).await;
    walk.get("/accounts/users").await;
    let (me, path) = (format!("/accounts/users/{}", anna.id), format!("/accounts/users/{}", other.id));
    walk.get(&path).await;
    walk.post(422, &me, &[("email", ANNA), ("name", "Άννα"), ("disabled", "true")]).await;
    walk.post(409, &me, &[("email", ANNA), ("name", "Άννα")]).await;
    walk.post(303, &path, &[("email", "βέρα@αγορά.ελ"), ("name", "Βέρα"), ("disabled", "true")]).await;
    for (help, status) in [("password", 200), ("sessions", 303), ("factor", 303), ("ξ", 400)] {
        walk.post(status, &format!("{path}/help"), &[("do", help)]).await;
    }
    walk.post(403, &format!("{me}/help"), &[("do", "password")]).await;
    walk.get_as("", 404, "/accounts/users/%CE%BE").await;
    let role = format!("/accounts/roles/{}", everything.id);
    walk.get(&role).await;
    walk.post(422, "/accounts/roles", &[("name", "Όλα")]).await;
    walk.post(303, "/accounts/roles", &[("name", "Νέα"), ("allow", "agora/loaves view")]).await;
    walk.get(&format!("{role}/delete")).await;
    walk.post(409, &format!("{role}/delete"), &[]).await;
    walk.post(403, &format!("{path}/act"), &[]).await;
    walk.post(403, &format!("{me}/act"), &[]).await;
    walk.post(303, &path, &[("email", "βέρα@αγορά.ελ"), ("name", "Βέρα")]).await;
    walk.get(&path).await;
    walk.app.post_as("ann", &format!("{path}/act"), &[]).await.location();
    walk.get("/dashboard").await;
    walk.get_as("ann", 403, "/accounts/me").await;
    walk.post(303, "/accounts/acting/end", &[]).await;
    clock.fetch_add(15 * 60, Ordering::SeqCst);
    walk.post(403, "/accounts/roles", &[("name", "Ξένη")]).await;
    walk.post(422, "/accounts/roles", &[("name", "Ξένη"), ("_password", "ξ")]).await;
    walk.post(422, &path, &[("_alone", "1"), ("_password", "ξ")]).await;
    walk.post(303, &path, &[("_alone", "1"), ("_password", PASSWORD)]).await;
    for about in ["?about=accounts/users", "?about=accounts/roles", "?what=account"] {
        walk.get(&format!("/audit{about}")).await;
    }
    walk.post(303, "/logout", &[]).await;
    for status in [422, 422, 422, 422, 422, 429] {
        walk.post(status, "/login", &[("email", ANNA), ("password", "ξ")]).await;
    }
    walk.end();
}
