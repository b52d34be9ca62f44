//! A process that never outlives this one, however this one ends.
//!
//! Destructors do not run after a signal, and nothing of ours runs after `kill -9`. So the process is
//! started by a small shell script that reads from a pipe we hold: when we are gone the pipe is closed,
//! the script ends the process and removes its directory.

use std::{
    fs::File,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{packages::Account, step::Outcome};

/// `$1` is the signal, `$2` the directory to remove afterwards or nothing, the rest is the command.
const SCRIPT: &str = r#"
signal=$1 scratch=$2; shift 2
exec 3<&0
"$@" 3<&- </dev/null & process=$!
( read -r _ <&3; kill -"$signal" "$process"; sleep 20; kill -KILL "$process" ) 2>/dev/null & watch=$!
wait "$process"
kill "$watch" 2>/dev/null
[ -z "$scratch" ] || rm -rf -- "$scratch"
"#;

/// How to start and end a process.
pub(crate) struct Plan<'a> {
    /// What to call it in messages.
    pub(crate) name: &'static str,
    pub(crate) command: Command,
    /// Who runs it; ourselves if nobody else.
    pub(crate) account: Option<&'a Account>,
    /// The signal that makes it end without waiting for its clients.
    pub(crate) signal: &'static str,
    /// Where it prints to.
    pub(crate) log: PathBuf,
    /// What to remove when it has ended.
    pub(crate) scratch: Option<&'a Path>,
}

/// A running process. Dropping this ends it.
pub(crate) struct Guarded {
    name: &'static str,
    log: PathBuf,
    shell: Child,
}

impl Guarded {
    /// Starts a process.
    pub(crate) fn start(plan: Plan<'_>) -> Outcome<Self> {
        let describe = |error: std::io::Error| format!("{} did not start: {error}", plan.name);
        let output = File::create(&plan.log).map_err(describe)?;
        let mut shell = Command::new("sh");
        shell.args(["-c", SCRIPT, plan.name, plan.signal]);
        shell.arg(plan.scratch.map(Path::as_os_str).unwrap_or_default());
        shell.arg(plan.command.get_program()).args(plan.command.get_args());
        for (name, value) in plan.command.get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        if let Some(account) = plan.account {
            account.runs(&mut shell);
        }
        // A group of its own: Ctrl+C in the terminal reaches us, and the script through the pipe.
        shell.process_group(0).stdin(Stdio::piped());
        shell.stdout(output.try_clone().map_err(describe)?).stderr(output);
        let shell = shell.spawn().map_err(describe)?;
        Ok(Self { name: plan.name, log: plan.log, shell })
    }

    /// Asks again and again until it is ready, for at most a minute.
    pub(crate) fn wait_until(&mut self, mut ready: impl FnMut() -> bool) -> Outcome {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(60) {
            if ready() {
                return Ok(());
            }
            if matches!(self.shell.try_wait(), Ok(Some(_))) {
                return Err(format!("{} ended at once; the last it wrote:\n{}", self.name, self.last_words()));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("{} was not ready after a minute; the last it wrote:\n{}", self.name, self.last_words()))
    }

    fn last_words(&self) -> String {
        let log = std::fs::read(&self.log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        if let Err(error) = self.shell.wait() {
            eprintln!("{} may still run: {error}", self.name);
        }
    }
}
