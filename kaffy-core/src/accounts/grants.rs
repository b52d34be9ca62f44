//! What roles allow: permissions on resources, and when one set of them is as much as another.

use std::collections::BTreeSet;

use crate::{Area, Permission, Resource, ResourceMeta, registry::slugify};

/// The pages of accounts, as resources that a role may be given: users and roles.
pub const ACCOUNT_RESOURCES: [&str; 2] = [USERS, ROLES];
pub(super) const USERS: &str = "accounts/users";
pub(super) const ROLES: &str = "accounts/roles";
/// Acting as other users: no address, so that no resource has its name.
const ACTING: &str = "acting";

/// Everything of a kind.
const ALL: &str = "*";
/// Before the key of an action: a permission of the same name is another.
const ACTION: &str = "action:";

/// One permission on one resource or in one [`Area`], or `*` for all of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// The address of a resource, `shop/products`, the key of an area, `jobs`, or `*`.
    pub resource: String,
    /// `view`, `add`, `change`, `delete`, `action:` and the key of an action, or `*`; see also [`Grant::acting`].
    pub permission: String,
}

impl Grant {
    /// A permission on a resource.
    pub fn new(resource: impl Into<String>, permission: impl Into<String>) -> Self {
        Self { resource: resource.into(), permission: permission.into() }
    }

    /// Everything, accounts and what is added later as well.
    pub fn everything() -> Self {
        Self::new(ALL, ALL)
    }

    /// A permission on every resource, those of later as well, but not on users and roles, nor in an [`Area`].
    pub fn on_all(permission: Permission) -> Self {
        Self::new(ALL, permission.key())
    }

    /// An action on a resource.
    pub fn action(resource: impl Into<String>, key: &str) -> Self {
        Self::new(resource, format!("{ACTION}{key}"))
    }

    /// Acting as other users, those who may do no more than oneself. No right on users or on all resources is as
    /// much: only [`everything`](Self::everything) is.
    pub fn acting() -> Self {
        Self::new(ACTING, "start")
    }

    /// As one word for a form: `shop/products view`.
    pub fn word(&self) -> String {
        format!("{} {}", self.resource, self.permission)
    }

    /// The grant of such a word.
    pub fn of_word(word: &str) -> Option<Self> {
        let (resource, permission) = word.split_once(' ')?;
        Some(Self::new(resource, permission))
    }
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::View, Self::Add, Self::Change, Self::Delete];

    /// Its name in a role.
    pub const fn key(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Add => "add",
            Self::Change => "change",
            Self::Delete => "delete",
        }
    }
}

/// A set of grants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grants(pub(super) BTreeSet<Grant>);

impl Grants {
    /// Whether everything is allowed.
    pub fn is_everything(&self) -> bool {
        self.0.contains(&Grant::everything())
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &Grant> {
        self.0.iter()
    }

    /// Whether exactly this one is among them.
    pub fn has(&self, grant: &Grant) -> bool {
        self.0.contains(grant)
    }

    /// Whether a permission on an address is allowed.
    pub fn allow(&self, resource: &str, permission: &str) -> bool {
        // Who may change every resource does not thereby make superusers.
        let all_of = |grant: &Grant| grant.resource == ALL && !is_of_accounts(resource) && Area::of(resource).is_none();
        self.is_everything()
            || self.0.iter().any(|grant| {
                (grant.resource == resource || all_of(grant))
                    && (grant.permission == permission || grant.permission == ALL)
            })
    }

    /// Whether acting as others is allowed.
    pub fn allow_acting(&self) -> bool {
        let Grant { resource, permission } = Grant::acting();
        self.allow(&resource, &permission)
    }

    /// Whether anything about accounts is allowed: users, roles, acting as others.
    pub(super) fn manage(&self) -> bool {
        self.is_everything() || self.0.iter().any(|grant| is_of_accounts(&grant.resource))
    }

    /// Whether a permission on a resource is allowed. It is asked for each link of a page.
    pub(crate) fn allow_on(&self, meta: &ResourceMeta, permission: &str) -> bool {
        let is_of = |resource: &str| {
            let parts = resource.split_once('/').filter(|(_, slug)| *slug == meta.slug);
            parts.is_some_and(|(context, _)| context == slugify(meta.context))
        };
        self.is_everything()
            || self.0.iter().any(|grant| {
                (grant.permission == permission || grant.permission == ALL)
                    && (grant.resource == ALL || is_of(&grant.resource))
            })
    }

    pub(crate) fn allow_action(&self, meta: &ResourceMeta, key: &str) -> bool {
        self.allow_on(meta, &format!("{ACTION}{key}"))
    }

    /// Whether everything that others allow is allowed here: nobody gives what they do not have.
    pub fn cover(&self, others: &Self) -> bool {
        self.is_everything()
            || others.0.iter().all(|grant| {
                self.0.contains(grant)
                    || grant.resource != ALL
                        && grant.permission != ALL
                        && self.allow(&grant.resource, &grant.permission)
                    || grant.permission != ALL && self.0.contains(&Grant::new(ALL, ALL))
                    || grant.resource != ALL && self.0.contains(&Grant::new(&*grant.resource, ALL))
            })
    }
}

impl Grants {
    /// All of them, a line each, for the audit log.
    pub(super) fn words(&self) -> String {
        self.0.iter().map(Grant::word).collect::<Vec<_>>().join("\n")
    }
}

/// What "every resource" leaves out.
fn is_of_accounts(resource: &str) -> bool {
    ACCOUNT_RESOURCES.contains(&resource) || resource == ACTING
}

impl FromIterator<Grant> for Grants {
    fn from_iter<I: IntoIterator<Item = Grant>>(grants: I) -> Self {
        Self(grants.into_iter().collect())
    }
}

impl Resource {
    /// What a role calls it: its address, `shop/products`.
    pub fn grant_name(&self) -> String {
        format!("{}/{}", self.context_slug(), self.slug())
    }

    /// Its actions that a role may be given: keys and labels.
    pub fn grantable_actions(&self) -> Vec<(String, String)> {
        let both = |action: &crate::ActionMeta| (action.key().to_owned(), action.label().to_owned());
        self.actions.0.iter().map(|action| both(action.meta())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TableMeta;

    fn grants(words: &[&str]) -> Grants {
        words.iter().map(|word| Grant::of_word(word).expect("two parts")).collect()
    }

    #[test]
    fn a69_a_grant_is_for_its_resource_and_permission() {
        const PRODUCT: &ResourceMeta = &ResourceMeta::new("Product", TableMeta::new("products")).context("The shop");
        let some = grants(&["the-shop/products view", "the-shop/products action:publish", "other/products delete"]);
        assert!(some.allow_on(PRODUCT, "view") && some.allow_action(PRODUCT, "publish"));
        assert!(!some.allow_on(PRODUCT, "delete") && !some.allow_on(PRODUCT, "publish"));
        assert!(!some.allow_action(PRODUCT, "view"));
        assert!(grants(&["the-shop/products *"]).allow_on(PRODUCT, "delete"));
        assert!(grants(&["* view"]).allow_on(PRODUCT, "view") && !grants(&["* view"]).allow_on(PRODUCT, "add"));
        assert!(!Grants::default().allow_on(PRODUCT, "view"), "nothing is allowed that nobody gave");
    }

    #[test]
    fn s16_every_resource_is_not_every_account() {
        let all = grants(&["* view", "* change", "* add", "* delete"]);
        assert!(all.allow("shop/products", "change") && !all.allow(USERS, "change") && !all.allow(ROLES, "view"));
        assert!(grants(&["* *"]).allow(USERS, "change"));
        assert!(grants(&["accounts/users change"]).allow(USERS, "change"));
    }

    #[test]
    fn a78_acting_as_others_is_a_right_of_its_own() {
        for less in ["* view", "accounts/users *", "accounts/roles *", "jobs *", "acting view"] {
            assert!(!grants(&[less]).allow_acting(), "{less}");
        }
        assert!(grants(&["* *"]).allow_acting() && grants(&["acting start"]).allow_acting());
        assert!(
            grants(&["* *"]).cover(&grants(&["acting start"]))
                && !grants(&["* view"]).cover(&grants(&["acting start"]))
        );
        for more in ["* *", "accounts/users view", "accounts/roles change", "acting start"] {
            assert!(grants(&[more]).manage(), "{more}");
        }
        assert!(!grants(&["* view", "shop/products *", "jobs *"]).manage());
    }

    #[test]
    fn s29_every_resource_is_no_area() {
        let all = grants(&["* view", "* change", "* add", "* delete"]);
        assert!(!all.allow("jobs", "view") && !all.allow("jobs", "delete"));
        assert!(grants(&["* *"]).allow("jobs", "retry") && grants(&["jobs *"]).allow("jobs", "retry"));
        let some = grants(&["jobs view", "jobs retry"]);
        assert!(some.allow("jobs", "retry") && !some.allow("jobs", "cancel"));
        assert!(some.cover(&grants(&["jobs retry"])) && !some.cover(&grants(&["jobs *"])));
        assert!(!all.cover(&grants(&["jobs view"])));
    }

    #[test]
    fn s16_nobody_gives_what_they_do_not_have() {
        let some = grants(&["shop/products *", "* view", "accounts/users change"]);
        for (good, words) in [
            (true, "shop/products delete"),
            (true, "shop/products *"),
            (true, "shop/orders view"),
            (true, "* view"),
            (true, "accounts/users change"),
            (false, "shop/orders add"),
            (false, "shop/orders *"),
            (false, "* change"),
            (false, "* *"),
            (false, "accounts/users view"),
            (false, "accounts/roles change"),
        ] {
            assert_eq!(some.cover(&grants(&[words])), good, "{words}");
            assert!(grants(&["* *"]).cover(&grants(&[words])), "{words}");
        }
        assert!(some.cover(&Grants::default()));
    }
}
