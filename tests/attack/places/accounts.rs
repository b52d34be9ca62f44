//! Users, roles and sessions full of poison, and signing in with it.

use axum::body::Body;
use http::{Request, StatusCode, header};

use super::world::{World, pairs, short};
use crate::{
    models::poison,
    shop::{PASSWORD, Page, Who},
};

impl World {
    pub(super) async fn users(&self) -> Vec<Page> {
        let admin = &self.admin;
        vec![
            admin.get(&format!("/accounts/users?{}", pairs(&[("q", &poison("words"))]))).await,
            admin.get("/accounts/users").await,
        ]
    }

    pub(super) async fn user(&self) -> Vec<Page> {
        let admin = &self.admin;
        let id = self.shop.user("poisoned").await;
        vec![admin.get(&format!("/accounts/users/{id}")).await]
    }

    pub(super) async fn user_with_errors(&self) -> Vec<Page> {
        let admin = &self.admin;
        let fields = [("email", &*poison("typed")), ("name", &*poison("typed")), ("roles", &*poison("typed"))];
        let me = [("name", &*poison("typed")), ("locale", &*poison("typed")), ("time_zone", &*poison("typed"))];
        vec![admin.post("/accounts/users", &fields).await, admin.post("/accounts/me", &me).await]
    }

    pub(super) async fn password_once(&self) -> Vec<Page> {
        let admin = &self.admin;
        let fields = [("email", "once@shop.example"), ("name", &*poison("typed"))];
        vec![admin.post("/accounts/users", &fields).await]
    }

    pub(super) async fn role(&self) -> Vec<Page> {
        let admin = &self.admin;
        let id = self.shop.role(&short("role")).await;
        vec![
            admin.get(&format!("/accounts/roles/{id}")).await,
            admin.get(&format!("/accounts/roles/{id}/delete")).await,
        ]
    }

    pub(super) async fn sessions(&self) -> Vec<Page> {
        let admin = &self.admin;
        let request = Request::get(admin.address("/login")).header(header::USER_AGENT, poison("agent"));
        drop(admin.send(request, Body::empty()).await);
        vec![self.sessions_of_an_agent().await]
    }

    pub(super) async fn sign_in(&self) -> Vec<Page> {
        let stranger = self.shop.browser(Who::Anonymous).await;
        let fields = [("email", &*poison("email")), ("password", &*poison("typed")), ("next", &*poison("typed"))];
        vec![
            stranger.post("/login", &fields).await,
            stranger.get(&format!("/login?{}", pairs(&[("next", &poison("typed"))]))).await,
        ]
    }

    pub(super) async fn ask_again(&self) -> Vec<Page> {
        let waiting = self.shop.browser(Who::Admin).await;
        self.shop.later(15 * 60);
        let fields = [("name", &*poison("typed")), (&*poison("typed"), "x"), ("allow", &*poison("typed"))];
        let page = waiting.post("/accounts/roles", &fields).await.is(StatusCode::FORBIDDEN);
        let wrong = page.form("form.record").set("_password", &poison("wrong")).submit(&waiting).await;
        self.shop.later(-15 * 60);
        vec![page, wrong]
    }

    pub(super) async fn acting(&self) -> Vec<Page> {
        let acting = self.shop.browser(Who::Admin).await;
        let id = self.shop.user("poisoned").await;
        let form = acting.get(&format!("/accounts/users/{id}")).await.ok().form("form[action$='/act']");
        form.submit(&acting).await.location();
        vec![acting.get("/dashboard").await, acting.get("/shop/things").await]
    }

    pub(super) async fn second_factor(&self) -> Vec<Page> {
        let admin = &self.admin;
        let fields = [("code", &*poison("typed")), ("key", &*poison("typed")), ("_save", "on")];
        vec![
            admin.get("/accounts/me/second-factor").await,
            admin.post("/accounts/me/second-factor", &fields).await,
            admin.post("/login/code", &fields).await,
        ]
    }

    async fn sessions_of_an_agent(&self) -> Page {
        let token = self.shop.browser(Who::Anonymous).await;
        let csrf = token.token().await;
        let mut body = form_urlencoded::Serializer::new(String::new());
        let fields = [("_csrf", &*csrf), ("email", "root@shop.example"), ("password", PASSWORD)];
        let body = body.extend_pairs(fields).finish();
        let request =
            token.form("/login").header(header::ORIGIN, "http://shop.test").header(header::USER_AGENT, poison("agent"));
        token.send(request, Body::from(body)).await.location();
        self.admin.get("/accounts/me/sessions").await.ok()
    }
}
