//! Named steps, each timed, with one summary at the end.
//!
//! A failed step does not stop the next ones: a person wants to see all that is wrong in one go.

use std::{
    path::Path,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

/// What a step comes to: what it made, or what went wrong in words.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The steps that were run so far.
pub(crate) struct Steps {
    done: Vec<(&'static str, Duration, Outcome)>,
}

impl Steps {
    pub(crate) fn new() -> Self {
        Self { done: Vec::new() }
    }

    /// Runs a step under a heading; hands out what it made, if it passed.
    pub(crate) fn run<T>(&mut self, name: &'static str, step: impl FnOnce() -> Outcome<T>) -> Option<T> {
        println!("\n━━ {name} ━━");
        let start = Instant::now();
        let outcome = step();
        if let Err(error) = &outcome {
            println!("{error}");
        }
        let (made, outcome) = match outcome {
            Ok(made) => (Some(made), Ok(())),
            Err(error) => (None, Err(error)),
        };
        self.done.push((name, start.elapsed(), outcome));
        made
    }

    /// Runs a step that needs what an earlier one made. It fails when that one did.
    pub(crate) fn run_with<T, U>(
        &mut self,
        name: &'static str,
        needed: &Option<T>,
        step: impl FnOnce(&T) -> Outcome<U>,
    ) -> Option<U> {
        self.run(name, || match needed {
            Some(needed) => step(needed),
            None => Err("not run: a step it needs failed".into()),
        })
    }

    /// Prints every step with its time, and whether all is well.
    pub(crate) fn report(self) -> ExitCode {
        println!("\n━━ summary ━━");
        for (name, time, outcome) in &self.done {
            let (word, detail) = match outcome {
                Ok(()) => ("passed", String::new()),
                Err(error) => ("FAILED", format!("  {}", error.lines().next().unwrap_or_default())),
            };
            println!("{word}  {:>7.1} s  {name}{detail}", time.as_secs_f64());
        }
        let failed = self.done.iter().filter(|(_, _, outcome)| outcome.is_err()).count();
        let total: Duration = self.done.iter().map(|(_, time, _)| *time).sum();
        println!("\nsteps: {} passed, {failed} failed", self.done.len() - failed);
        println!("in {:.0} s", total.as_secs_f64());
        if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Runs a command whose output goes to the terminal, and says which one failed.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let shown = shown(command);
    println!("$ {shown}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` did not start: {error}")),
    }
}

/// Runs a command silently; its output is part of the error when it fails.
pub(crate) fn run_quietly(command: &mut Command) -> Outcome {
    let shown = shown(command);
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!(
            "`{shown}` ended with {}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )),
        Err(error) => Err(format!("`{shown}` did not start: {error}")),
    }
}

/// The command as a person would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let words = std::iter::once(program.file_name().unwrap_or(program.as_os_str())).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
