//! Addresses of the admin's pages, all of them below the path it is mounted under.

use kaffy_core::{Key, Resource};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a path segment may hold as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The maker of every link, below one prefix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Links {
    prefix: String,
}

impl Links {
    /// Links below a prefix: empty, or `/admin` without a slash at its end.
    pub(crate) fn new(prefix: String) -> Self {
        Self { prefix }
    }

    /// The prefix, from the path as the browser sent it and the path that was left for the admin.
    pub(crate) fn from_paths(original: &str, nested: &str) -> Self {
        let prefix = match original.strip_suffix(nested) {
            Some(prefix) => prefix,
            // `nest("/admin", …)` answers `/admin` as well, and calls it `/`.
            None if nested == "/" => original,
            None => "",
        };
        Self::new(prefix.trim_end_matches('/').to_owned())
    }

    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The path that cookies are limited to.
    pub(crate) fn cookie_path(&self) -> &str {
        if self.prefix.is_empty() { "/" } else { &self.prefix }
    }

    pub(crate) fn home(&self) -> String {
        self.cookie_path().to_owned()
    }

    pub(crate) fn theme(&self) -> String {
        [&self.prefix, "/theme"].concat()
    }

    pub(crate) fn login(&self) -> String {
        [&self.prefix, "/login"].concat()
    }

    /// The page to sign in, which leads on to a page of the admin.
    pub(crate) fn login_to(&self, here: &str) -> String {
        match here.trim_end_matches('/') == self.prefix {
            true => self.login(),
            false => format!("{}?next={}", self.login(), utf8_percent_encode(here, SEGMENT)),
        }
    }

    /// The page that asks for a code after the password.
    #[cfg(feature = "totp")]
    pub(crate) fn login_code(&self) -> String {
        [&self.prefix, "/login/code"].concat()
    }

    /// The same, leading on to a page of the admin.
    pub(crate) fn login_code_to(&self, next: Option<&str>) -> String {
        let next = next.map(|next| format!("?next={}", utf8_percent_encode(next, SEGMENT))).unwrap_or_default();
        format!("{}/login/code{next}", self.prefix)
    }

    pub(crate) fn logout(&self) -> String {
        [&self.prefix, "/logout"].concat()
    }

    /// A page of built-in accounts; an id in it needs no escaping.
    pub(crate) fn accounts(&self, path: &str) -> String {
        [&self.prefix, "/accounts/", path].concat()
    }

    /// A page of the jobs below their list, or the list; an id in it needs no escaping.
    pub(crate) fn jobs(&self, path: &str) -> String {
        if path.is_empty() { [&self.prefix, "/jobs"].concat() } else { [&self.prefix, "/jobs/", path].concat() }
    }

    /// The list of jobs in a state.
    #[cfg(feature = "jobs")]
    pub(crate) fn jobs_at<'a>(&self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        with_query(&self.jobs(""), &query_string(pairs))
    }

    /// The page of a group of jobs, with some of its tasks.
    #[cfg(feature = "jobs")]
    pub(crate) fn job_group_at<'a>(
        &self,
        id: uuid::Uuid,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> String {
        with_query(&self.jobs(&format!("groups/{id}")), &query_string(pairs))
    }

    /// Where something is done to a queue.
    #[cfg(feature = "jobs")]
    pub(crate) fn job_queue(&self, name: &str) -> String {
        format!("{}/jobs/queues/{}", self.prefix, utf8_percent_encode(name, SEGMENT))
    }

    /// The list of schedules in a state.
    pub(crate) fn schedules<'a>(&self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        with_query(&[&self.prefix, "/schedules"].concat(), &query_string(pairs))
    }

    /// All schedules as a file.
    #[cfg(feature = "jobs")]
    pub(crate) fn schedules_export(&self) -> String {
        [&self.prefix, "/schedules/export"].concat()
    }

    /// The form for a schedule of jobs of a type; without one, the types to choose from.
    #[cfg(feature = "jobs")]
    pub(crate) fn new_schedule(&self, job_type: &str) -> String {
        let pairs = Some(("type", job_type)).filter(|_| !job_type.is_empty());
        with_query(&[&self.prefix, "/schedules/new"].concat(), &query_string(pairs))
    }

    /// The page of a schedule, or one below it.
    #[cfg(feature = "jobs")]
    pub(crate) fn schedule(&self, name: &str, path: &str) -> String {
        // One of these names is neither the form for a new one nor the file of all.
        let segment = match name {
            "new" => "%6Eew".to_owned(),
            "export" => "%65xport".to_owned(),
            name => utf8_percent_encode(name, SEGMENT).to_string(),
        };
        let page = format!("{}/schedules/{segment}", self.prefix);
        if path.is_empty() { page } else { [&page, "/", path].concat() }
    }

    /// A page of chores below their list, or the list; what is in it needs no escaping.
    pub(crate) fn chores(&self, path: &str) -> String {
        if path.is_empty() { [&self.prefix, "/chores"].concat() } else { [&self.prefix, "/chores/", path].concat() }
    }

    /// The page of a chore, with what its form holds.
    #[cfg(feature = "jobs")]
    pub(crate) fn chore<'a>(&self, key: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        // One of this name is not the history of all.
        let segment = if key == "runs" { "%72uns".into() } else { utf8_percent_encode(key, SEGMENT).to_string() };
        with_query(&self.chores(&segment), &query_string(pairs))
    }

    /// The page of a run, or one below it.
    #[cfg(feature = "jobs")]
    pub(crate) fn chore_run(&self, id: uuid::Uuid, below: &str) -> String {
        let page = self.chores(&format!("runs/{id}"));
        if below.is_empty() { page } else { [&page, "/", below].concat() }
    }

    /// Where views of lists are saved, or a page below.
    pub(crate) fn views(&self, path: &str) -> String {
        if path.is_empty() { [&self.prefix, "/views"].concat() } else { [&self.prefix, "/views/", path].concat() }
    }

    /// The saved views of a list.
    pub(crate) fn views_of(&self, list: &str) -> String {
        with_query(&self.views(""), &query_string([("list", list)]))
    }

    /// A saved view, or something that is done to it.
    pub(crate) fn view(&self, id: uuid::Uuid, what: &str) -> String {
        let page = self.views(&id.to_string());
        if what.is_empty() { page } else { [&page, "/", what].concat() }
    }

    pub(crate) fn language(&self) -> String {
        format!("{}/language", self.prefix)
    }

    /// The search of everything; a query string without `?`.
    pub(crate) fn search(&self, query: &str) -> String {
        with_query(&[&self.prefix, "/search"].concat(), query)
    }

    /// What keys do.
    pub(crate) fn keys(&self) -> String {
        [&self.prefix, "/keys"].concat()
    }

    /// What whoever asks was told, or a page below it; what is in it needs no escaping.
    pub(crate) fn notifications(&self, below: &str) -> String {
        let page = [&self.prefix, "/notifications"].concat();
        if below.is_empty() { page } else { [&page, "/", below].concat() }
    }

    /// The same, from one of them on.
    pub(crate) fn notifications_at<'a>(&self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        with_query(&self.notifications(""), &query_string(pairs))
    }

    pub(crate) fn asset(&self, hash: &str, file: &str) -> String {
        [&self.prefix, "/assets/", hash, "/", file].concat()
    }

    pub(crate) fn dashboard(&self) -> String {
        [&self.prefix, "/dashboard"].concat()
    }

    pub(crate) fn widget(&self, id: &str) -> String {
        format!("{}/widgets/{}", self.dashboard(), utf8_percent_encode(id, SEGMENT))
    }

    pub(crate) fn page(&self, slug: &str) -> String {
        format!("{}/p/{}", self.prefix, utf8_percent_encode(slug, SEGMENT))
    }

    pub(crate) fn link(&self, id: &str) -> String {
        format!("{}/links/{}", self.prefix, utf8_percent_encode(id, SEGMENT))
    }

    pub(crate) fn context(&self, slug: &str) -> String {
        below(&self.prefix, utf8_percent_encode(slug, SEGMENT))
    }

    pub(crate) fn list(&self, resource: &Resource) -> String {
        further(self.context(resource.context_slug()), utf8_percent_encode(resource.slug(), SEGMENT))
    }

    /// The list in a state; `query` is a query string without `?`.
    pub(crate) fn list_at(&self, resource: &Resource, query: &str) -> String {
        with_query(&self.list(resource), query)
    }

    pub(crate) fn new_record(&self, resource: &Resource) -> String {
        further(self.list(resource), ["new"])
    }

    pub(crate) fn options(&self, resource: &Resource) -> String {
        further(self.list(resource), ["options"])
    }

    pub(crate) fn record(&self, resource: &Resource, key: &Key) -> String {
        further(self.list(resource), [key.segment(resource).as_str()])
    }

    /// The files of a record, each under the name of its field.
    pub(crate) fn files(&self, resource: &Resource, key: &Key) -> String {
        further(self.record(resource, key), ["files"])
    }

    /// Where cells of the list are changed.
    pub(crate) fn cells(&self, resource: &Resource) -> String {
        further(self.list(resource), ["cells"])
    }

    pub(crate) fn export(&self, resource: &Resource) -> String {
        further(self.list(resource), ["export"])
    }

    pub(crate) fn import(&self, resource: &Resource) -> String {
        further(self.list(resource), ["import"])
    }

    /// Where the bar of a list posts its selection.
    pub(crate) fn actions(&self, resource: &Resource) -> String {
        further(self.list(resource), ["actions"])
    }

    /// An action on a selection; its key needs no escaping.
    pub(crate) fn list_action(&self, resource: &Resource, key: &str) -> String {
        format!("{}/actions/{key}", self.list(resource))
    }

    /// A run of an action in the background, or a page below it.
    #[cfg(feature = "jobs")]
    pub(crate) fn run(&self, resource: &Resource, key: &str, id: uuid::Uuid, below: &str) -> String {
        format!("{}/{id}{below}", self.list_action(resource, key))
    }

    pub(crate) fn record_action(&self, resource: &Resource, key: &Key, action: &str) -> String {
        format!("{}/actions/{action}", self.record(resource, key))
    }

    /// What happened to a record.
    pub(crate) fn history(&self, resource: &Resource, key: &Key) -> String {
        further(self.record(resource, key), ["history"])
    }

    /// One entry of it, at the top of its page.
    pub(crate) fn history_entry(&self, resource: &Resource, key: &Key, sequence: i64) -> String {
        format!("{}?before={}#entry-{sequence}", self.history(resource, key), sequence.saturating_add(1))
    }

    /// All entries of the audit log.
    pub(crate) fn audit(&self) -> String {
        [&self.prefix, "/audit"].concat()
    }

    /// The same as a file.
    pub(crate) fn audit_export(&self) -> String {
        [&self.prefix, "/audit/export"].concat()
    }

    /// The same, narrowed.
    pub(crate) fn audit_at<'a>(&self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
        with_query(&self.audit(), &query_string(pairs))
    }

    pub(crate) fn delete(&self, resource: &Resource, key: &Key) -> String {
        further(self.record(resource, key), ["delete"])
    }

    /// Where a record is deleted for ever that is in the trash.
    pub(crate) fn purge(&self, resource: &Resource, key: &Key) -> String {
        further(self.record(resource, key), ["purge"])
    }

    /// Where a record is taken out of the trash.
    pub(crate) fn restore(&self, resource: &Resource, key: &Key) -> String {
        further(self.record(resource, key), ["restore"])
    }

    /// The same by the parts of an address: context, resource and key; none for what is no key of an address.
    pub(crate) fn restore_by(&self, [context, resource, key]: [&str; 3]) -> Option<String> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~%,".contains(&byte);
        let list = further(self.context(context), utf8_percent_encode(resource, SEGMENT));
        (!key.is_empty() && key.bytes().all(is_plain)).then(|| format!("{list}/{key}/restore"))
    }
}

/// A path and one more segment. A list has a link in each row, and a format to read is most of such a line.
pub(crate) fn below<'a>(path: &str, segment: impl IntoIterator<Item = &'a str>) -> String {
    let mut below = String::with_capacity(path.len() + 32);
    below.extend([path, "/"]);
    below.extend(segment);
    below
}

/// The same, where nobody needs the path itself any longer.
fn further<'a>(mut path: String, segment: impl IntoIterator<Item = &'a str>) -> String {
    path.push('/');
    path.extend(segment);
    path
}

/// A path with a query string, if there is one.
pub(crate) fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { [path, "?", query].concat() }
}

/// Pairs as a query string.
pub(crate) fn query_string<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// The `id` of a row on its list, for `#row-…`. A fragment is percent-decoded by browsers, so the
/// escapes of the segment are written with a colon.
pub(crate) fn row_id(segment: &str) -> String {
    ["row-", &segment.replace('%', ":")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_is_what_the_router_was_nested_under() {
        for (original, nested, prefix) in [
            ("/admin/shop/products", "/shop/products", "/admin"),
            ("/a/b/shop", "/shop", "/a/b"),
            ("/shop/products", "/shop/products", ""),
            ("/admin", "/", "/admin"),
            ("/admin/", "/", "/admin"),
            ("/", "/", ""),
        ] {
            assert_eq!(Links::from_paths(original, nested).prefix(), prefix, "{original}");
        }
    }
}
