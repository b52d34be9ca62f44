//! One's own password, which has to be changed after somebody else has set it.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::tr;

use super::{draw, way_to_me, wrong};
use crate::{
    WebError,
    extract::{Account, Caller, Form, Visit},
    flash::Flash,
    handlers::respond,
    pages::Web,
    session,
    view::{AccountField, AccountFormView},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    draw(&web, &visit, StatusCode::OK, &[way_to_me(&visit)], view(&visit, &account))
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    caller: Caller,
    form: Form,
) -> Result<Response, WebError> {
    let text = |name| form.get(name).unwrap_or_default();
    let errors = if text("password") != text("again") {
        vec![("again", tr!("accounts-password-differs"))]
    } else {
        let (accounts, signed) = (&account.accounts, &account.signed);
        let agent = caller.agent.as_deref();
        match accounts.change_password(signed, text("old"), text("password"), caller.network, agent).await {
            Ok(cookie) => {
                let flash = Flash::success(tr!("accounts-password-changed"));
                let mut response = respond::see_other(&web, &visit, &visit.links.accounts("me"), Some(flash))?;
                session::begin(&web, &visit, &mut response, cookie)?;
                return Ok(response);
            }
            Err(error) => wrong(error)?,
        }
    };
    let view = view(&visit, &account).with_errors(errors);
    draw(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, &[way_to_me(&visit)], view)
}

fn view(visit: &Visit, account: &Account) -> AccountFormView {
    let must = account.signed.must_change_password;
    let least = account.accounts.shortest_password().to_string();
    let email = AccountField {
        // Tells a password manager whose it is.
        value: account.signed.email.clone(),
        autocomplete: "username",
        ..AccountField::new("hidden", "username", String::new())
    };
    AccountFormView {
        heading: tr!("accounts-change-password"),
        lead: must.then(|| tr!("accounts-password-must")),
        action: visit.links.accounts("me/password"),
        fields: vec![
            email,
            AccountField::password("old", tr!("accounts-password-old"), "current-password"),
            AccountField::password("password", tr!("accounts-password-new"), "new-password")
                .help(tr!("accounts-password-help", least = least)),
            AccountField::password("again", tr!("accounts-password-again"), "new-password"),
        ],
        submit: Some(tr!("accounts-change-password")),
        cancel_href: (!must).then(|| visit.links.accounts("me")),
        ..AccountFormView::default()
    }
}
