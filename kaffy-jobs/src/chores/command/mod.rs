//! Chores on the command line: the same runs, started with the same rules (J83).

mod arguments;
mod following;
mod listing;

use std::io::Write;

use kaffy_core::{Actor, Admin, FormErrors, Rejected, chore_rights, tr};
use serde_json::{Map, Value};
use tokio::fs::File;
use uuid::Uuid;

use self::arguments::{Arguments, Own};
use super::{ChoreEntry, RunOptions, StartError, StartedVia, inputs};
use crate::Jobs;

/// The most bytes of a file that is given on the command line.
const MOST: u64 = 2 * 1024 * 1024 * 1024;

/// What the program is to end with.
const DONE: u8 = 0;
const FAILED: u8 = 1;
const NOT_STARTED: u8 = 2;

/// Lists chores, or starts one and follows it until its end. Says what the program is to end with: 0 for a run that
/// succeeded, 1 for one that did not, 2 where none was started.
///
/// | arguments | what they do |
/// |---|---|
/// | `chore` | lists the chores that the actor may start, with their inputs |
/// | `chore reprice --category 3 --factor=1.2` | starts one: a row like one that was started on the page |
/// | `--letter @letter.txt` | gives it a file |
/// | `--rows 1 --rows 2` | gives an input that takes several values |
/// | `--urgent`, `--urgent=false` | says yes or no |
/// | `--dry-run` | takes back what it does, and says so |
/// | `--here` | works on the chore's queue in this process as long as the run goes on, for where no worker runs |
/// | `--detach` | does not wait for its end |
///
/// With an admin its rules hold, and the start is written to its audit log: the actor needs the right to run chores.
/// Without one only the roles that chores name are asked for, so that whoever may start the program may start chores.
///
/// ```no_run
/// # use kaffy_core::{Actor, Admin};
/// # use kaffy_jobs::{Jobs, chores::command_line};
/// # async fn main_of(jobs: Jobs, admin: Admin) {
/// let arguments: Vec<String> = std::env::args().skip(1).collect();
/// if arguments.first().is_some_and(|word| word == "chore") {
///     let actor = Actor::new("deploy", "The deploy script");
///     let code = command_line(&jobs, Some(&admin), &actor, arguments, &mut std::io::stdout()).await;
///     std::process::exit(code.into());
/// }
/// # }
/// ```
pub async fn command_line(
    jobs: &Jobs,
    admin: Option<&Admin>,
    actor: &Actor,
    arguments: impl IntoIterator<Item = String> + Send,
    out: &mut (dyn Write + Send),
) -> u8 {
    let mut words = arguments.into_iter();
    let known = jobs.chores().list_available(actor);
    if words.next().as_deref() != Some("chore") {
        return said(out, NOT_STARTED, [tr!("chore-command-usage")]);
    }
    let Some(key) = words.next().filter(|word| word != "--help") else {
        return said(out, DONE, listing::all(&known));
    };
    let Some(entry) = known.iter().find(|entry| entry.meta().key == key).copied() else {
        let nearest = kaffy_core::nearest_name(&key, known.iter().map(|entry| entry.meta().key));
        let nearest = nearest.map(|name| tr!("chore-command-meant", name = name));
        return said(out, NOT_STARTED, [tr!("chore-command-unknown", name = key.as_str())].into_iter().chain(nearest));
    };
    let arguments = match Arguments::read(entry, words) {
        Ok(arguments) if arguments.has(Own::Help) => return said(out, DONE, listing::one(entry)),
        Ok(arguments) => arguments,
        Err(wrong) => return said(out, NOT_STARTED, wrong),
    };
    match start(jobs, admin, actor, entry, &arguments).await {
        Ok(id) if arguments.has(Own::Detach) => said(out, DONE, [tr!("chore-command-started", id = id.to_string())]),
        Ok(id) => {
            said(out, DONE, [tr!("chore-command-started", id = id.to_string())]);
            following::follow(jobs, entry, id, arguments.has(Own::Here), out).await
        }
        Err(wrong) => said(out, NOT_STARTED, wrong),
    }
}

/// Starts it, or says everything that is wrong. Files are kept once nothing else is.
async fn start(
    jobs: &Jobs,
    admin: Option<&Admin>,
    actor: &Actor,
    entry: ChoreEntry,
    arguments: &Arguments,
) -> Result<Uuid, Vec<String>> {
    let mut given = arguments.given.clone();
    let mut wrong = arguments.missing_files().await;
    if let Err(rejected) = inputs::read_json(entry, &given) {
        wrong.extend(in_lines(&rejected));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    for (name, path) in &arguments.files {
        let id = upload(jobs, actor, path).await.map_err(|words| vec![format!("--{name}: {words}")])?;
        given.insert(name.clone(), Value::String(id.to_string()));
    }
    let options = RunOptions::new().via(StartedVia::CommandLine);
    let options = if arguments.has(Own::DryRun) { options.dry() } else { options };
    started(jobs, admin, actor, entry, &given, options).await.map_err(|error| match error {
        StartError::Inputs(rejected) => in_lines(&rejected),
        other => vec![crate::error::with_causes(&other)],
    })
}

async fn started(
    jobs: &Jobs,
    admin: Option<&Admin>,
    actor: &Actor,
    entry: ChoreEntry,
    given: &Map<String, Value>,
    options: RunOptions,
) -> Result<Uuid, StartError> {
    let Some(admin) = admin else { return jobs.chores().run_by_name(actor, entry.meta().key, given, options).await };
    let Ok(right) = admin.authorize_area::<chore_rights::Run>(actor) else {
        let general = vec![tr!("chore-command-denied", name = actor.name.as_str())];
        return Err(StartError::Inputs(Box::new(Rejected { general, ..Rejected::default() })));
    };
    let given = inputs::read_json(entry, given).map_err(StartError::Inputs)?;
    jobs.desk().start(&right, entry, &given, options).await
}

async fn upload(jobs: &Jobs, actor: &Actor, path: &str) -> Result<Uuid, String> {
    let mut file = File::open(path).await.map_err(|error| format!("{path}: {error}"))?;
    let name = std::path::Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned());
    let media_type = if path.to_lowercase().ends_with(".csv") { "text/csv" } else { "application/octet-stream" };
    let kept = jobs.chores().upload(actor, &name.unwrap_or_default(), media_type, &mut file, MOST).await;
    kept.map(|file| file.id).map_err(|error| format!("{path}: {}", crate::error::with_causes(&error)))
}

fn in_lines(rejected: &Rejected) -> Vec<String> {
    let line = |(name, words): (&std::borrow::Cow<'static, str>, &String)| format!("--{name}: {words}");
    let errors: &FormErrors = &rejected.errors;
    errors.iter().map(line).chain(rejected.general.iter().cloned()).collect()
}

/// Writes lines. Nobody may read them any more, which changes nothing.
fn said(out: &mut (dyn Write + Send), code: u8, lines: impl IntoIterator<Item = String>) -> u8 {
    for line in lines {
        let _ = writeln!(out, "{}", plain(&line));
    }
    let _ = out.flush();
    code
}

/// Without what a terminal would obey.
fn plain(line: &str) -> String {
    line.chars().map(|letter| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter }).collect()
}
