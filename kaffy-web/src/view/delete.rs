//! The page before a record is deleted: what would happen (A64).

use kaffy_core::{DeletePreview, Reference};
use serde::Serialize;

use crate::{links::Links, pages::Web};

/// `resource/delete.html`: a question, and everything to know before the answer.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DeleteView {
    /// One of them, in running text: `product`.
    pub singular: String,
    /// One of them, as it stands alone, for messages: `Product`.
    pub thing: String,
    /// What people call the record.
    pub label: String,
    /// The question.
    pub heading: String,
    /// Whether it is moved to the trash, where it can be restored, and nothing else changes.
    pub moves: bool,
    /// Where the answer is posted.
    pub action: String,
    /// What it was drawn from; the hidden field `_seen`.
    pub seen: String,
    /// The state of the list to go back to; the hidden field `_back`.
    pub back: String,
    /// The record.
    pub cancel_href: String,
    /// Rows that must go first; with any of them there is no button.
    pub blockers: Vec<ReferenceView>,
    /// Rows that would be deleted too.
    pub cascades: Vec<ReferenceView>,
    /// Rows that would no longer refer to it.
    pub unlinked: Vec<ReferenceView>,
    /// Names of resources that would lose rows and that the actor may not delete from.
    pub forbidden: Vec<String>,
    /// Whether it can be deleted.
    pub is_possible: bool,
    /// Why it was not deleted, in the words of the application.
    pub refusals: Vec<String>,
}

/// Rows of one table that refer to the record.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ReferenceView {
    /// What people call them.
    pub name: String,
    /// The field that refers.
    pub through: String,
    /// How many: `12`, `100+`.
    pub count: String,
    /// Their list, for somebody who may view it.
    pub href: Option<String>,
    /// Some of them.
    pub samples: Vec<SampleView>,
    /// Whether there are more than the samples.
    pub has_more: bool,
    /// The tables on the way, when the record is not referred to directly.
    pub via: String,
}

/// One row that refers to the record.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct SampleView {
    /// What people call it.
    pub label: String,
    /// Its page.
    pub href: String,
}

impl ReferenceView {
    pub(crate) fn all(web: &Web, links: &Links, references: &[Reference]) -> Vec<Self> {
        references.iter().map(|reference| Self::new(web, links, reference)).collect()
    }

    fn new(web: &Web, links: &Links, reference: &Reference) -> Self {
        let resource = reference.resource.and_then(|meta| web.admin.registry().of(meta));
        let samples: Vec<_> = resource
            .map(|resource| {
                let sample = |(key, label): &(kaffy_core::Key, String)| SampleView {
                    label: label.clone(),
                    href: links.record(resource, key),
                };
                reference.samples.iter().map(sample).collect()
            })
            .unwrap_or_default();
        let alone = reference.resource.filter(|_| reference.count == 1).map(|meta| meta.singular.to_owned());
        Self {
            name: alone.unwrap_or_else(|| reference.name.clone()),
            through: reference.through.clone(),
            count: if reference.capped { format!("{}+", reference.count) } else { reference.count.to_string() },
            href: resource.map(|resource| links.list(resource)),
            has_more: reference.capped || reference.count > samples.len() as u64,
            samples,
            via: reference.via.join(" → "),
        }
    }
}

impl DeleteView {
    pub(crate) fn is_possible(preview: &DeletePreview) -> bool {
        preview.blockers.is_empty() && preview.forbidden.is_empty()
    }
}
