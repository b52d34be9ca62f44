//! A run in the background between two of its batches: as texts for a table, and back as what it may do now.
//!
//! Nothing of a proof is kept. Whoever started the run is asked for again, and so are permission, row scope and the
//! action's own rule; what was typed is read again by the rules of its fields.

use serde::{Deserialize, Serialize};

use super::{
    ActionError, ActionPlace, AllowedAction, Selection,
    allowed::{Given, Work},
    beside::Beside,
    walk::Walk,
};
use crate::{
    Actor, Admin, Count, DbError, FormErrors, Key, Origin, Posted, View,
    i18n::{Localizer, Tz},
    tr,
};

/// Rows that are looked up at once.
const BATCH: usize = 100;

/// A run as texts.
#[derive(Clone, Debug, Default)]
pub struct KeptRun {
    /// The address of the resource: `shop/products`.
    pub resource: String,
    /// The key of the action.
    pub action: String,
    /// Where it was started: `list` or `record`.
    pub place: String,
    /// The id of whoever started it.
    pub actor: String,
    /// Who that is, and how to speak to them.
    pub who: String,
    /// Which rows are meant.
    pub rows: String,
    /// What was typed; nothing where nothing is asked for, or once the run is over.
    pub inputs: Option<String>,
    /// How many rows there were, where that is known.
    pub total: Option<u64>,
}

#[derive(Serialize, Deserialize)]
struct Who {
    name: String,
    roles: Vec<String>,
    locale: Option<String>,
    time_zone: Option<String>,
    request: String,
    address: Option<std::net::IpAddr>,
    /// Id and name of who acted as them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acted_by: Option<(String, String)>,
    language: String,
    region: String,
    zone: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Rows {
    /// Keys as addresses have them.
    Keys(Vec<String>),
    /// A list as its address has it, up to the row that was the last one.
    List { query: String, end: Option<String> },
}

/// Why a run cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum NotResumed {
    /// For good, in words.
    #[error("{0}")]
    Words(String),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbError),
}

/// A run that may go on for one more batch.
#[derive(Debug)]
pub struct Resumed {
    action: AllowedAction,
    given: Given,
    rows: Walking,
}

#[derive(Debug)]
enum Walking {
    Keys(Vec<Key>),
    List { query: Box<crate::ListQuery>, end: Option<Key> },
}

impl AllowedAction {
    /// A run on these rows, as texts. What "all that match" ends with is looked up, so that rows that come later are
    /// none of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep(&self, selection: &Selection, given: &Given) -> Result<KeptRun, DbError> {
        let (resource, actor) = (self.resource(), self.actor());
        let (rows, total) = match selection {
            Selection::Keys(keys) => {
                (Rows::Keys(keys.iter().map(|key| key.segment(resource)).collect()), Some(keys.len() as u64))
            }
            Selection::Query(query) => {
                let end = Walk::query(&self.seen, query.clone()).await?.end_key();
                let total = match self.seen.count(query).await? {
                    Count::Exact(count) | Count::About(count) => Some(count),
                    Count::MoreThan(_) | Count::Many => None,
                };
                let query = query.rows_only().to_query_string();
                (Rows::List { query, end: end.map(|key| key.segment(resource)) }, total)
            }
        };
        let pairs: Vec<_> = given.posted.pairs().collect();
        Ok(KeptRun {
            resource: format!("{}/{}", resource.context_slug(), resource.slug()),
            action: self.meta().key().to_owned(),
            place: place_word(self.place).to_owned(),
            actor: actor.id.clone(),
            who: KeptRun::who(actor)?,
            rows: json(&rows)?,
            inputs: self.inputs().map(|_| json(&pairs)).transpose()?,
            total,
        })
    }

    /// Whether it may be run on a record as it was when it was asked about, for a run that comes later.
    ///
    /// # Errors
    /// What [`run_on`](Self::run_on) would say before it runs anything.
    pub async fn check_on(&self, key: &Key, given: Given) -> Result<Given, ActionError> {
        let found = self.seen.find(key).await?.ok_or(ActionError::NotFound)?;
        if !self.allows(&found.record) {
            return Err(ActionError::NotAllowed);
        }
        if given.asked.as_ref().is_some_and(|asked| *asked != self.seen_of(key, &found.record)) {
            let words = tr!("conflict-action", thing = self.resource().meta().singular);
            return Err(ActionError::Changed(ActionError::rejected(given.posted, FormErrors::new(), vec![words])));
        }
        Ok(given)
    }
}

fn json(value: &impl Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Other(error.into()))
}

fn place_word(place: ActionPlace) -> &'static str {
    match place {
        ActionPlace::Record => "record",
        ActionPlace::List | ActionPlace::Both => "list",
    }
}

impl KeptRun {
    /// Somebody who starts something now, as they are and as they are spoken to.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn who(actor: &Actor) -> Result<String, DbError> {
        let here = Localizer::current();
        json(&Who {
            name: actor.name.clone(),
            roles: actor.roles.clone(),
            locale: actor.locale.clone(),
            time_zone: actor.time_zone.map(|zone| zone.name().to_owned()),
            request: actor.origin().request().to_owned(),
            address: actor.origin().address(),
            acted_by: actor.who_acts().map(|who| (who.id.clone(), who.name.clone())),
            language: here.language().tag().to_owned(),
            region: here.region().to_owned(),
            zone: here.zone().name().to_owned(),
        })
    }

    /// Where it was started.
    pub fn place(&self) -> ActionPlace {
        if self.place == "record" { ActionPlace::Record } else { ActionPlace::List }
    }

    /// What people call it, for the log: `Products: Raise prices`.
    pub fn label(&self, admin: &Admin) -> String {
        let (context, slug) = self.resource.split_once('/').unwrap_or_default();
        let Some(resource) = admin.registry().find(context, slug) else { return self.action.clone() };
        let metas = resource.actions.0.iter().map(|action| action.meta());
        let label = metas.into_iter().find(|meta| meta.key() == self.action).map(crate::ActionMeta::label_for_many);
        format!("{}: {}", resource.meta().plural, label.unwrap_or(&self.action))
    }

    /// Whoever started it, as they were then.
    pub fn starter(&self) -> Option<Actor> {
        let who: Who = serde_json::from_str(&self.who).ok()?;
        let mut actor = Actor::new(&*self.actor, who.name).asking_from(Origin::new(who.request, who.address));
        (actor.roles, actor.locale) = (who.roles, who.locale);
        if let Some((id, name)) = who.acted_by {
            actor = actor.acted_by(id, name);
        }
        actor.time_zone = who.time_zone.and_then(|zone| zone.parse().ok());
        Some(actor)
    }

    /// How that was spoken to: what was typed is read so, and what failed is said so.
    pub fn localizer(&self, admin: &Admin) -> Localizer {
        let Ok(who) = serde_json::from_str::<Who>(&self.who) else { return Localizer::current() };
        let languages = admin.languages();
        let language = languages.find(&who.language).cloned().unwrap_or_else(|| languages.usual());
        Localizer::new(language, who.zone.parse().unwrap_or(Tz::UTC)).written_as(&who.region)
    }
}

impl Admin {
    /// Somebody as they are now; `None` for somebody who may do nothing any more.
    ///
    /// # Errors
    /// When the database fails.
    #[doc(hidden)]
    pub async fn actor_again(&self, actor: Actor) -> Result<Option<Actor>, DbError> {
        let (origin, who_acts) = (actor.origin().clone(), actor.who_acts().cloned());
        let again = match self.accounts() {
            Some(accounts) => accounts.acting(&actor.id).await?,
            None => self.auth().again(actor).await,
        };
        let again = again.map(|actor| actor.asking_from(origin));
        let Some(who) = who_acts else { return Ok(again) };
        // What somebody began as somebody else ends with both of them.
        let is_there = match self.accounts() {
            Some(accounts) => accounts.acting(&who.id).await?.is_some(),
            None => true,
        };
        Ok(again.filter(|_| is_there).map(|actor| actor.acted_by(who.id, who.name)))
    }

    /// A run that goes on, for as long as one batch takes.
    ///
    /// # Errors
    /// Why it may not.
    #[doc(hidden)]
    pub async fn resume(&self, actor: &Actor, run: &KeptRun) -> Result<Resumed, NotResumed> {
        let words = |error: String| NotResumed::Words(error);
        let (context, slug) = run.resource.split_once('/').unwrap_or_default();
        let resource = self.registry().find(context, slug).ok_or_else(|| words(tr!("run-no-resource")))?;
        let seen = self.authorize::<View>(actor, resource).map_err(|denied| words(denied.to_string()))?;
        let action = seen.action(run.place(), &run.action).map_err(|no| words(no.to_string()))?;
        let resource = seen.resource();
        let unreadable = || words(tr!("run-unreadable"));
        let key = |segment: &String| Key::parse(resource, segment).map_err(|_| unreadable());
        let rows = match serde_json::from_str(&run.rows).map_err(|_| unreadable())? {
            Rows::Keys(keys) => Walking::Keys(keys.iter().map(key).collect::<Result<_, _>>()?),
            Rows::List { query, end } => {
                let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
                let parsed = seen.list_query(&pairs).map_err(|_| unreadable())?;
                // A search that falls away, since its columns are hidden by now or searched no more, would leave all
                // rows.
                if parsed.rows_only().to_query_string() != query {
                    return Err(unreadable());
                }
                Walking::List { query: Box::new(parsed), end: end.as_ref().map(key).transpose()? }
            }
        };
        let pairs: Vec<(String, String)> = match &run.inputs {
            Some(inputs) => serde_json::from_str(inputs).map_err(|_| unreadable())?,
            None => Vec::new(),
        };
        let posted = Posted::new(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let given = match action.read(posted).await {
            Ok(given) => given,
            Err(ActionError::Database(error)) => return Err(error.into()),
            Err(_) => return Err(words(tr!("run-inputs"))),
        };
        Ok(Resumed { action, given, rows })
    }
}

impl Resumed {
    /// The proof of now.
    pub fn action(&self) -> &AllowedAction {
        &self.action
    }

    /// Does it to the rows of one transaction, those after `cursor`, of which `seen` had their turn. `false` at the
    /// end, where there is none left.
    ///
    /// # Errors
    /// When the database fails, or the run is not this process's any more. What was not told to `beside` is undone.
    pub async fn turn(&self, cursor: Option<&str>, seen: u64, beside: &dyn Beside) -> Result<bool, DbError> {
        let Work::Custom(action) = &self.action.work else { return Ok(false) };
        let (resource, proof) = (self.action.resource(), &self.action.seen);
        let mut walk = match &self.rows {
            Walking::Keys(keys) => {
                let done = usize::try_from(seen).unwrap_or(usize::MAX);
                Walk::keys(keys.iter().skip(done).cloned().collect())
            }
            Walking::List { end: None, .. } => return Ok(false),
            Walking::List { query, end: Some(end) } => {
                let cursor = cursor.map(|segment| Key::parse(resource, segment)).transpose();
                let cursor = cursor.map_err(|error| DbError::Other(error.into()))?;
                Walk::between(proof, query.clone(), cursor, end.clone())
            }
        };
        let keys = walk.next(proof, BATCH).await?;
        if keys.is_empty() {
            return Ok(false);
        }
        self.action.batch(&**action, &self.given, &walk, &keys, Some(beside)).await?;
        Ok(true)
    }
}
