//! What somebody says about themselves.

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    accounts::ProfileForm,
    i18n::{TIME_ZONES, Tz},
    tr,
};

use super::{draw, wrong};
use crate::{
    WebError,
    extract::{Account, Form, Visit},
    flash::Flash,
    handlers::respond,
    pages::Web,
    view::{AccountField, AccountFormView, AccountOption},
};

pub(crate) async fn page(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let actor = &account.signed.actor;
    let held = ProfileForm {
        name: actor.name.clone(),
        locale: actor.locale.clone(),
        time_zone: actor.time_zone.map(|zone| zone.name().to_owned()),
    };
    draw(&web, &visit, StatusCode::OK, &[], view(&web, &visit, &account, &held))
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    form: Form,
) -> Result<Response, WebError> {
    let chosen = |name| form.get(name).filter(|text| !text.is_empty()).map(str::to_owned);
    let typed = ProfileForm {
        name: form.get("name").unwrap_or_default().to_owned(),
        locale: chosen("locale"),
        time_zone: chosen("time_zone"),
    };
    let is_spoken = |tag: &String| web.admin.languages().find(tag).is_some();
    let errors = match typed.locale.as_ref().is_none_or(is_spoken) {
        false => vec![("locale", tr!("accounts-locale-unknown"))],
        true => match account.accounts.change_profile(&account.signed, &typed).await {
            Ok(()) => {
                let flash = Flash::success(tr!("accounts-saved"));
                return respond::see_other(&web, &visit, &visit.links.accounts("me"), Some(flash));
            }
            Err(error) => wrong(error)?,
        },
    };
    let view = view(&web, &visit, &account, &typed).with_errors(errors);
    draw(&web, &visit, StatusCode::UNPROCESSABLE_ENTITY, &[], view)
}

fn view(web: &Web, visit: &Visit, account: &Account, held: &ProfileForm) -> AccountFormView {
    let links = &visit.links;
    AccountFormView {
        heading: tr!("accounts-profile"),
        lead: Some(account.signed.email.clone()),
        action: links.accounts("me"),
        fields: vec![
            AccountField {
                autocomplete: "name",
                ..AccountField::text("name", tr!("accounts-name"), held.name.clone())
            },
            AccountField::select("locale", tr!("accounts-locale"), locales(web, held.locale.as_deref())),
            AccountField::select("time_zone", tr!("accounts-zone"), zones(web, held.time_zone.as_deref())),
        ],
        submit: Some(tr!("accounts-save")),
        links: [
            (tr!("accounts-change-password"), links.accounts("me/password")),
            (tr!("accounts-sessions"), links.accounts("me/sessions")),
        ]
        .into_iter()
        .chain(cfg!(feature = "totp").then(|| (tr!("accounts-factor"), links.accounts("me/second-factor"))))
        .collect(),
        ..AccountFormView::default()
    }
}

/// The languages, and the region that somebody has already.
fn locales(web: &Web, held: Option<&str>) -> Vec<AccountOption> {
    let offered = web.admin.languages().all();
    let option = |value: &str, label: String| AccountOption {
        value: value.to_owned(),
        label,
        is_on: held.unwrap_or_default() == value,
        is_locked: false,
    };
    let mut options = vec![option("", tr!("accounts-locale-browser"))];
    options.extend(offered.iter().map(|language| option(language.tag(), language.name().to_owned())));
    if let Some(region) = held.filter(|held| !offered.iter().any(|language| language.tag() == *held)) {
        options.push(option(region, region.to_owned()));
    }
    options
}

fn zones(web: &Web, held: Option<&str>) -> Vec<AccountOption> {
    let option = |value: &str, label: String| AccountOption {
        value: value.to_owned(),
        label,
        is_on: held.unwrap_or_default() == value,
        is_locked: false,
    };
    let usual = option("", tr!("accounts-zone-usual", zone = web.admin.time_zone().name()));
    let zone = |zone: &Tz| option(zone.name(), zone.name().to_owned());
    std::iter::once(usual).chain(TIME_ZONES.iter().map(zone)).collect()
}
