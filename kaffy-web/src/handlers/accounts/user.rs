//! One user: added, changed, helped.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    Permission,
    accounts::{AccountError, Managing, Role, User, UserForm},
    tr,
};

use super::{draw, needs, status_of, way_to_users, wrong};
use crate::{
    WebError,
    extract::{Account, Form, Proven, Visit},
    flash::Flash,
    handlers::respond,
    listing::{Kept, USERS},
    pages::Web,
    view::{AccountField, AccountFormView, AccountHelp, AccountOption, PasswordOnceView, Screen},
};

pub(crate) async fn new(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    needs(account.managing().may_users(Permission::Add))?;
    let roles = account.managing().roles().await?;
    let view = view(&visit, &account, None, &UserForm::default(), &roles);
    draw(&web, &visit, StatusCode::OK, &[way_to_users(&visit)], view)
}

pub(crate) async fn create(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let (managing, typed) = (account.managing(), typed(&form));
    match managing.add_user(&typed).await {
        Ok(made) => once(&web, &visit, &made.user, made.password.unwrap_or_default()),
        Err(error) => {
            let (status, roles) = (status_of(&error), managing.roles().await?);
            let view = view(&visit, &account, None, &typed, &roles).with_errors(wrong(error)?);
            draw(&web, &visit, status, &[way_to_users(&visit)], view)
        }
    }
}

pub(crate) async fn page(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let managing = account.managing();
    let user = managing.user(&visit.segment(2)?).await?;
    let held = UserForm {
        email: user.email.clone(),
        name: user.name.clone(),
        roles: user.roles.iter().map(|(id, _)| id.clone()).collect(),
        disabled: user.disabled,
    };
    let view = view(&visit, &account, Some(&user), &held, &managing.roles().await?);
    let view = AccountFormView { acting_action: acting(&visit, &managing, &user).await?, ..view };
    draw(&web, &visit, StatusCode::OK, &[way_to_users(&visit)], view)
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let (managing, typed, id) = (account.managing(), typed(&form), visit.segment(2)?);
    let user = managing.user(&id).await?;
    match managing.change_user(&id, &typed).await {
        Ok(()) => {
            let flash = Flash::success(tr!("accounts-user-saved", name = typed.name));
            respond::see_other(&web, &visit, &Kept::of(&USERS, &visit).href(&USERS, &visit.links), Some(flash))
        }
        Err(error) => {
            let (status, roles) = (status_of(&error), managing.roles().await?);
            let view = view(&visit, &account, Some(&user), &typed, &roles).with_errors(wrong(error)?);
            let view = AccountFormView { acting_action: acting(&visit, &managing, &user).await?, ..view };
            draw(&web, &visit, status, &[way_to_users(&visit)], view)
        }
    }
}

/// Helps somebody who cannot sign in.
pub(crate) async fn help(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let (managing, id) = (account.managing(), visit.segment(2)?);
    let user = managing.user(&id).await?;
    if user.id == account.signed.actor.id {
        return Err(AccountError::Forbidden(tr!("accounts-own-page")).into());
    }
    let words = match form.get("do") {
        Some("password") => {
            let password = managing.reset_password(&id).await?;
            return once(&web, &visit, &user, password);
        }
        Some("sessions") => tr!("accounts-sessions-ended", count = managing.end_sessions(&id).await?),
        Some("factor") => {
            managing.reset_second_factor(&id).await?;
            tr!("accounts-factor-reset")
        }
        _ => return Err(WebError::bad_request(tr!("error-request"))),
    };
    respond::see_other(&web, &visit, &page_of(&visit, &format!("users/{}", user.id)), Some(Flash::success(words)))
}

fn typed(form: &Form) -> UserForm {
    let text = |name| form.get(name).unwrap_or_default().to_owned();
    let mut roles: Vec<_> =
        form.pairs().iter().filter(|(name, _)| name == "roles").map(|(_, role)| role.clone()).collect();
    roles.sort();
    roles.dedup();
    UserForm { email: text("email"), name: text("name"), roles, disabled: form.get("disabled") == Some("true") }
}

/// The page of a password that nobody sees again. It is the answer itself: there is nothing to come back to.
fn once(web: &Web, visit: &Visit, user: &User, password: String) -> Result<Response, WebError> {
    let heading = tr!("accounts-once", name = user.name.clone());
    let (label, href) = way_to_users(visit);
    let screen = Screen::new(web, visit, &*heading).after(label, href);
    let href = page_of(visit, &format!("users/{}", user.id));
    let view = PasswordOnceView { heading, email: user.email.clone(), password, href };
    Ok(respond::page(StatusCode::OK, screen.render(web, "accounts/once.html", &view)?))
}

fn view(visit: &Visit, account: &Account, user: Option<&User>, held: &UserForm, roles: &[Role]) -> AccountFormView {
    let managing = account.managing();
    let may = managing.may_users(if user.is_some() { Permission::Change } else { Permission::Add });
    let option = |role: &Role| AccountOption {
        value: role.id.clone(),
        label: role.name.clone(),
        is_on: held.roles.contains(&role.id),
        is_locked: !may || !managing.covers(&role.grants),
    };
    let given = AccountField {
        options: roles.iter().map(option).collect(),
        help: roles.is_empty().then(|| tr!("accounts-no-roles")),
        ..AccountField::new("checks", "roles", tr!("accounts-roles-of"))
    };
    let disabled = user.map(|_| AccountField {
        is_on: held.disabled,
        ..AccountField::new("check", "disabled", tr!("accounts-disable")).help(tr!("accounts-disable-help"))
    });
    let fields = [
        AccountField::email(&*held.email, "off"),
        AccountField::text("name", tr!("accounts-name"), &*held.name),
        given,
    ];
    let helped = user.filter(|user| may && user.id != account.signed.actor.id);
    AccountFormView {
        heading: user.map_or_else(|| tr!("accounts-user-add"), |user| user.name.clone()),
        action: page_of(visit, &user.map_or_else(|| "users".to_owned(), |user| format!("users/{}", user.id))),
        fields: fields.into_iter().chain(disabled).collect(),
        submit: may.then(|| if user.is_some() { tr!("accounts-save") } else { tr!("accounts-user-add") }),
        cancel_href: Some(Kept::of(&USERS, visit).href(&USERS, &visit.links)),
        help: helped.map(helps).unwrap_or_default(),
        help_action: user.map(|user| page_of(visit, &format!("users/{}/help", user.id))).unwrap_or_default(),
        ..AccountFormView::default()
    }
}

/// A page of users, with the list that leads there.
fn page_of(visit: &Visit, path: &str) -> String {
    Kept::of(&USERS, visit).on(&visit.links.accounts(path))
}

/// Where acting as a user begins, for somebody who may.
async fn acting(visit: &Visit, managing: &Managing, user: &User) -> Result<Option<String>, WebError> {
    let may = managing.may_act_as(&user.id).await?;
    Ok(may.then(|| visit.links.accounts(&format!("users/{}/act", user.id))))
}

fn helps(user: &User) -> Vec<AccountHelp> {
    let mut helps = vec![
        AccountHelp {
            value: "password",
            label: tr!("accounts-reset-password"),
            help: tr!("accounts-reset-password-help"),
        },
        AccountHelp { value: "sessions", label: tr!("accounts-end-sessions"), help: tr!("accounts-end-sessions-help") },
    ];
    if user.has_second_factor {
        let (label, help) = (tr!("accounts-reset-factor"), tr!("accounts-reset-factor-help"));
        helps.push(AccountHelp { value: "factor", label, help });
    }
    helps
}
