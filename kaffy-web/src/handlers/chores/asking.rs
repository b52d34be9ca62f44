//! The form of a chore: what it asks for, with what was typed.

use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kaffy_core::{Inputs, Mode, chore_rights::View, tr};
use kaffy_jobs::chores::ChoreEntry;
use uuid::Uuid;

use super::{Permitted, held, may, respond, screen, uploads};
use crate::{
    WebError,
    extract::Visit,
    handlers::{
        drawing::{Drawing, markup},
        filled::Filled,
    },
    pages::Web,
    view::{
        FieldView, Hidden,
        chores::{ChoreView, ChoresNav, HolderView, SourceView, restriction_words},
        jobs::count_words,
    },
};

/// The run whose inputs are in the form.
pub(super) const AGAIN: &str = "_again";

/// One such page.
pub(super) struct Asking<'a> {
    pub(super) web: &'a Web,
    pub(super) visit: &'a Visit,
    pub(super) at: &'a Permitted<View>,
    pub(super) entry: ChoreEntry,
    /// The run whose inputs are in the form.
    pub(super) again: Option<Uuid>,
    pub(super) status: StatusCode,
}

impl Asking<'_> {
    /// Draws it.
    pub(super) async fn draw(&self, filled: Filled) -> Result<Response, WebError> {
        let (web, visit, meta, right) = (self.web, self.visit, self.entry.meta(), &self.at.right);
        let inputs = Inputs::new(self.entry.inputs(), Mode::Create);
        let holder = self.at.desk().chore_holder(right, self.entry).await?;
        let (holder, holder_href) = HolderView::parts(holder.map(|holder| held(visit, self.at, &holder)));
        let sections = match inputs.is_empty() {
            true => Vec::new(),
            false => Drawing::inputs(web, visit, right.actor(), &inputs, &filled).draw().await?,
        };
        let markup = markup(&sections);
        let names: Vec<_> = sections.iter().flat_map(|it| &it.fields).map(|field| field.name.as_str()).collect();
        let elsewhere = filled.errors.iter().filter(|(name, _)| !names.contains(&&***name));
        let elsewhere =
            elsewhere.map(|(name, words)| if name.is_empty() { words.clone() } else { format!("{name}: {words}") });
        let general = filled.general.iter().cloned().chain(elsewhere).collect();
        let again = self.again.map(|id| (AGAIN.to_owned(), id.to_string()));
        let view = ChoreView {
            nav: ChoresNav::new(web, visit),
            title: meta.title.to_owned(),
            description: paragraphs(meta.description),
            restriction: restriction_words(meta.restriction),
            holder,
            holder_href,
            approvals: (meta.approvals > 0).then(|| {
                let needed = u64::from(meta.approvals);
                tr!("chores-approvals-needed", count = needed, number = count_words(needed, false))
            }),
            may_start: may(web, right.actor(), "run"),
            is_dry_run: meta.dry_run,
            action: visit.links.chore(meta.key, []),
            nonce: filled.nonce.clone().unwrap_or_else(|| BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>())),
            hidden: Hidden::from_pairs(again),
            again: self.again.map(|_| tr!("chores-again-of")),
            again_href: self.again.map(|id| visit.links.chore_run(id, "")),
            takes_files: uploads::fields(self.entry).next().is_some(),
            problems: sections.iter().flat_map(|it| it.fields.iter().filter_map(FieldView::problem)).collect(),
            general,
            sections,
            runs_href: format!("{}?{}", visit.links.chores("runs"), crate::links::query_string([("chore", meta.key)])),
            cancel_href: visit.links.chores(""),
            source: SourceView::new(&meta.source, self.at.jobs.build_version()),
        };
        let screen = screen(web, visit, meta.title).failed_if(self.status != StatusCode::OK);
        let html = screen.render_with(web, "chores/chore.html", &view, "markup", markup)?;
        Ok(respond::page(self.status, html))
    }

    /// What an address says that inputs hold: only names that the chore asks for, and no secret or file among them (C70).
    pub(super) fn prefilled(&self, params: &[(String, String)]) -> BTreeMap<String, Vec<String>> {
        let mut values = BTreeMap::<String, Vec<String>>::new();
        for (name, value) in params {
            if self.takes(name) && !value.contains('\0') {
                values.entry(name.clone()).or_default().push(value.clone());
            }
        }
        values
    }

    fn takes(&self, name: &str) -> bool {
        let own = name.split_once('.').map_or(name, |(own, _)| own);
        let field = self.entry.inputs().fields.iter().find(|field| field.name == own);
        field.is_some_and(|field| !field.is_secret() && !field.ty.is_upload)
    }
}

/// The chore of the address, if it is there for whoever asks.
pub(super) fn entry_of(visit: &Visit, at: &Permitted<View>) -> Result<ChoreEntry, WebError> {
    let no_chore = || WebError::NotFound(tr!("chores-no-chore"));
    at.desk().chore(&at.right, &visit.segment(1)?).ok_or_else(no_chore)
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}
