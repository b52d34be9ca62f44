//! The saved views of a resource's list, and what one of them means to an actor (A19).

use crate::{Allowed, ListQuery, View, views::Views};

impl Allowed<View> {
    /// The saved views of the list; `None` where no views are saved.
    pub fn views(&self) -> Option<Views> {
        let resource = self.resource();
        Views::of(self.admin(), self.actor(), format!("{}/{}", resource.context_slug(), resource.slug()))
    }

    /// The list that a query string stands for which was saved once, by somebody else perhaps, and whether something
    /// of it is left out: a column, a filter or an order that is not there any more, or not for this actor.
    pub fn list_of(&self, saved: &str) -> (ListQuery, bool) {
        let pairs: Vec<_> = form_urlencoded::parse(saved.as_bytes()).into_owned().collect();
        if let Ok(query) = self.list_query(&pairs) {
            let searches = pairs.iter().any(|(name, text)| name == "q" && !text.trim().is_empty());
            let lost = searches && query.search().is_empty();
            return (query, lost);
        }
        let mut kept: Vec<(String, String)> = Vec::new();
        for (name, value) in pairs {
            if name != "columns" && name != "sort" {
                self.keep_if_good(&mut kept, name, value);
                continue;
            }
            // Of several the rest is still good.
            let mut parts: Vec<&str> = Vec::new();
            for part in value.split(',') {
                parts.push(part);
                if !self.is_good(&kept, &name, &parts.join(",")) {
                    parts.pop();
                }
            }
            if !parts.is_empty() {
                let text = parts.join(",");
                kept.push((name, text));
            }
        }
        (self.list_query(&kept).unwrap_or_else(|_| ListQuery::new(self.resource())), true)
    }

    fn keep_if_good(&self, kept: &mut Vec<(String, String)>, name: String, value: String) {
        if self.is_good(kept, &name, &value) {
            kept.push((name, value));
        }
    }

    fn is_good(&self, kept: &[(String, String)], name: &str, value: &str) -> bool {
        let mut pairs = kept.to_vec();
        pairs.push((name.to_owned(), value.to_owned()));
        self.list_query(&pairs).is_ok()
    }
}
