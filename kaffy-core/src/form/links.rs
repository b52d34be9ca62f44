//! What is chosen of other resources in a posted form: `tags` and `tags.was` (A48).

use super::{Posted, Refused};
use crate::{Many, Resource};

/// What was chosen of one [`Many`], as the keys were written.
#[derive(Clone, Debug)]
pub(crate) struct PostedLinks {
    pub(crate) many: Many,
    /// Chosen now and not when the form was drawn.
    pub(crate) added: Vec<String>,
    /// Chosen when the form was drawn and not now.
    pub(crate) removed: Vec<String>,
}

impl Posted {
    /// Takes out what is chosen of other resources. What the form did not show is neither added nor removed,
    /// whatever has become of it meanwhile.
    ///
    /// # Errors
    /// When it is not written as a form writes it.
    pub(crate) fn take_links(&mut self, resource: &Resource) -> Result<Vec<PostedLinks>, Refused> {
        let mut posted = Vec::new();
        for many in resource.many() {
            let was = format!("{}.was", many.meta.name);
            let (chosen, was) = match (self.values.remove(many.meta.name), self.values.remove(&was)) {
                (Some(chosen), was) => (keys(chosen), keys(was.unwrap_or_default())),
                (None, Some(_)) => return Err(Refused::of(&was)),
                (None, None) => continue,
            };
            let only = |these: &[String], those: &[String]| -> Vec<String> {
                these.iter().filter(|key| !those.contains(key)).cloned().collect()
            };
            let (added, removed) = (only(&chosen, &was), only(&was, &chosen));
            posted.push(PostedLinks { many: many.clone(), added, removed });
        }
        Ok(posted)
    }
}

/// Each key once; an empty one says only that there was such an input.
fn keys(values: Vec<String>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for value in values.into_iter().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()) {
        if !keys.contains(&value) {
            keys.push(value);
        }
    }
    keys
}
