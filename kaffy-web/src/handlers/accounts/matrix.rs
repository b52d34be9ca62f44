//! What a role may allow, as a matrix of resources, areas and permissions.

use std::collections::BTreeSet;

use kaffy_core::{
    Area, Permission,
    accounts::{ACCOUNT_RESOURCES, Grant, Grants, Managing},
    tr,
};

use crate::{
    pages::Web,
    view::{MatrixRow, MatrixView, Tick},
};

/// All that can be ticked.
pub(super) fn grants(web: &Web) -> BTreeSet<Grant> {
    offered(web).into_iter().flat_map(Offered::into_grants).collect()
}

/// The matrix with the ticks of a role.
pub(super) fn view(web: &Web, managing: &Managing, held: &Grants, may: bool) -> MatrixView {
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
