//! One role: its name, and what it allows as a matrix of resources and permissions.

use std::collections::BTreeSet;

use axum::{extract::State, http::StatusCode, response::Response};
use kaffy_core::{
    Area, Permission,
    accounts::{ACCOUNT_RESOURCES, Grant, Grants, Managing, Role, RoleForm},
    tr,
};

use super::{draw, needs, saved, status_of, way_to_roles, wrong};
use crate::{
    WebError,
    extract::{Account, Form, Proven, Visit},
    pages::Web,
    view::{AccountField, AccountFormView, MatrixRow, MatrixView, Tick},
};

pub(crate) async fn new(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    needs(account.managing().may_roles(Permission::Add))?;
    let view = view(&web, &visit, &account, None, &RoleForm::default());
    draw(&web, &visit, StatusCode::OK, &[way_to_roles(&visit)], view)
}

pub(crate) async fn create(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let typed = typed(&web, &form, None);
    let done = account.managing().add_role(&typed).await.map(drop);
    end(&web, &visit, &account, None, &typed, done)
}

pub(crate) async fn page(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let role = account.managing().role(&visit.segment(2)?).await?;
    let held = RoleForm { name: role.name.clone(), grants: role.grants.clone() };
    let view = view(&web, &visit, &account, Some(&role), &held);
    draw(&web, &visit, StatusCode::OK, &[way_to_roles(&visit)], view)
}

pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    form: Form,
) -> Result<Response, WebError> {
    let managing = account.managing();
    let role = managing.role(&visit.segment(2)?).await?;
    let typed = typed(&web, &form, Some(&role));
    let done = managing.change_role(&role.id, &typed).await;
    end(&web, &visit, &account, Some(&role), &typed, done)
}

/// Asks before a role is deleted.
pub(crate) async fn ask(State(web): State<Web>, visit: Visit, account: Account) -> Result<Response, WebError> {
    let managing = account.managing();
    let role = managing.role(&visit.segment(2)?).await?;
    needs(managing.may_roles(Permission::Delete))?;
    question(&web, &visit, &account, &role, StatusCode::OK, Vec::new()).await
}

pub(crate) async fn delete(
    State(web): State<Web>,
    visit: Visit,
    account: Account,
    _: Proven,
    _form: Form,
) -> Result<Response, WebError> {
    let managing = account.managing();
    let role = managing.role(&visit.segment(2)?).await?;
    match managing.delete_role(&role.id).await {
        Ok(()) => saved(&web, &visit, "roles", tr!("accounts-role-deleted", name = role.name)),
        Err(error) => {
            let (status, errors) = (status_of(&error), wrong(error)?);
            question(&web, &visit, &account, &role, status, errors).await
        }
    }
}

async fn question(
    web: &Web,
    visit: &Visit,
    account: &Account,
    role: &Role,
    status: StatusCode,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, WebError> {
    let people = account.accounts.people_with(&role.id).await?;
    let place = visit.links.accounts(&format!("roles/{}", role.id));
    let view = AccountFormView {
        heading: tr!("accounts-role-delete"),
        lead: Some(tr!("accounts-role-delete-ask", count = people)),
        action: format!("{place}/delete"),
        submit: Some(tr!("accounts-role-delete")),
        is_danger: true,
        cancel_href: Some(place.clone()),
        ..AccountFormView::default()
    };
    let way = [way_to_roles(visit), (role.name.clone(), place)];
    draw(web, visit, status, &way, view.with_errors(errors))
}

fn end(
    web: &Web,
    visit: &Visit,
    account: &Account,
    role: Option<&Role>,
    typed: &RoleForm,
    done: Result<(), kaffy_core::accounts::AccountError>,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => saved(web, visit, "roles", tr!("accounts-role-saved", name = &*typed.name)),
        Err(error) => {
            let status = status_of(&error);
            let view = view(web, visit, account, role, typed).with_errors(wrong(error)?);
            draw(web, visit, status, &[way_to_roles(visit)], view)
        }
    }
}

/// What was ticked of what the page offers. What the role has beside that stays: a resource that this build does not
/// know may be one of another.
fn typed(web: &Web, form: &Form, role: Option<&Role>) -> RoleForm {
    let offered: BTreeSet<Grant> = offered(web).into_iter().flat_map(|row| row.into_grants()).collect();
    let ticked = form.pairs().iter().filter(|(name, _)| name == "allow");
    let ticked = ticked.filter_map(|(_, word)| Grant::of_word(word)).filter(|grant| offered.contains(grant));
    let kept = role.into_iter().flat_map(|role| role.grants.iter()).filter(|grant| !offered.contains(*grant)).cloned();
    RoleForm { name: form.get("name").unwrap_or_default().to_owned(), grants: ticked.chain(kept).collect() }
}

/// A row of the matrix: a resource with its permissions and actions.
struct Offered {
    label: String,
    grants: Vec<Option<Grant>>,
    actions: Vec<(Grant, String)>,
}

impl Offered {
    fn into_grants(self) -> impl Iterator<Item = Grant> {
        let grants = self.grants.into_iter().flatten();
        grants.chain(self.actions.into_iter().map(|(grant, _)| grant))
    }
}

fn offered(web: &Web) -> Vec<Offered> {
    let all = |resource: &str, lacks: &[Permission]| {
        let has = |permission: Permission| !lacks.contains(&permission);
        let single = Permission::ALL.map(|it| has(it).then(|| Grant::new(resource, it.key())));
        single.into_iter().chain([Some(Grant::new(resource, "*"))]).collect::<Vec<_>>()
    };
    let everything = Offered { label: String::new(), grants: vec![Some(Grant::everything())], actions: Vec::new() };
    let every = Offered {
        label: tr!("accounts-every-resource"),
        grants: Permission::ALL.map(|permission| Some(Grant::on_all(permission))).into_iter().chain([None]).collect(),
        actions: Vec::new(),
    };
    let resources = web.admin.registry().resources().iter().map(|resource| {
        let name = resource.grant_name();
        let actions = resource.grantable_actions().into_iter();
        Offered {
            label: resource.meta().plural.to_owned(),
            grants: all(&name, &[]),
            actions: actions.map(|(key, label)| (Grant::action(&*name, &key), label)).collect(),
        }
    });
    let [users, roles] = ACCOUNT_RESOURCES;
    // Users are disabled and never deleted: what they did stays theirs.
    let users = Offered {
        label: tr!("accounts-users"),
        grants: all(users, &[Permission::Delete]),
        // "All" of users is not as much.
        actions: vec![(Grant::acting(), tr!("accounts-acting-right"))],
    };
    let roles = Offered { label: tr!("accounts-roles"), grants: all(roles, &[]), actions: Vec::new() };
    let areas = web.admin.all_areas().iter().map(|area| in_area(*area));
    [everything, every].into_iter().chain(resources).chain([users, roles]).chain(areas).collect()
}

/// An area: what has the name of a permission stands in its column, the rest beside the actions.
fn in_area(area: Area) -> Offered {
    let grant = |right: &str| Grant::new(area.key(), right);
    let has = |right: &str| area.rights().contains(&right).then(|| grant(right));
    let is_other = |right: &&&str| Permission::ALL.iter().all(|permission| permission.key() != **right);
    let others = area.rights().iter().filter(is_other);
    Offered {
        label: area.label(),
        grants: Permission::ALL.map(|it| has(it.key())).into_iter().chain([Some(grant("*"))]).collect(),
        actions: others.map(|right| (grant(right), area.right_label(right))).collect(),
    }
}

fn view(web: &Web, visit: &Visit, account: &Account, role: Option<&Role>, held: &RoleForm) -> AccountFormView {
    let (links, managing) = (&visit.links, account.managing());
    let permission = if role.is_some() { Permission::Change } else { Permission::Add };
    let may = managing.may_roles(permission) && role.is_none_or(|role| managing.covers(&role.grants));
    let place = role.map_or_else(|| "roles".to_owned(), |role| format!("roles/{}", role.id));
    AccountFormView {
        heading: role.map_or_else(|| tr!("accounts-role-add"), |role| role.name.clone()),
        action: links.accounts(&place),
        fields: vec![AccountField::text("name", tr!("accounts-name"), &*held.name)],
        matrix: Some(matrix(web, &managing, &held.grants, may)),
        submit: may.then(|| if role.is_some() { tr!("accounts-save") } else { tr!("accounts-role-add") }),
        cancel_href: Some(links.accounts("roles")),
        delete_href: role
            .filter(|_| may && managing.may_roles(Permission::Delete))
            .map(|_| links.accounts(&format!("{place}/delete"))),
        ..AccountFormView::default()
    }
}

fn matrix(web: &Web, managing: &Managing, held: &Grants, may: bool) -> MatrixView {
    let heads = [
        tr!("accounts-may-view"),
        tr!("accounts-may-add"),
        tr!("accounts-may-change"),
        tr!("accounts-may-delete"),
        tr!("accounts-may-all"),
    ];
    let tick = |grant: Grant, label: String| Tick {
        value: grant.word(),
        label,
        is_on: held.has(&grant),
        is_locked: !may || !managing.covers(&[grant].into_iter().collect()),
    };
    let row = |offered: Offered| MatrixRow {
        ticks: offered
            .grants
            .into_iter()
            .zip(&heads)
            .map(|(grant, head)| grant.map(|grant| tick(grant, format!("{}: {head}", offered.label))))
            .collect(),
        actions: offered.actions.into_iter().map(|(grant, label)| tick(grant, label)).collect(),
        label: offered.label,
    };
    let rows = offered(web).into_iter().skip(1).map(row).collect();
    let everything = tick(Grant::everything(), tr!("accounts-everything"));
    MatrixView { everything, rows, heads: heads.to_vec(), is_read_only: !may }
}
