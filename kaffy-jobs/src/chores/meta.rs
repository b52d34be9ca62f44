//! What a chore says about itself: plain data, written by the macro.

use std::time::Duration;

use crate::Need;

/// What a chore says about itself.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ChoreMeta {
    /// Its name in addresses, on the command line and in the log of runs: that of the function.
    pub key: &'static str,
    /// The path of the function.
    pub rust_name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it does: the documentation of the function.
    pub description: &'static str,
    /// What it may not run beside.
    pub restriction: Restriction,
    /// The queue of its runs, `default` unless it says another.
    pub queue: &'static str,
    /// How long a run may work in one go; without an end unless it says so.
    pub timeout: Option<Duration>,
    /// The roles that may see and start it; whoever may start chores, where there are none.
    pub requires: &'static [&'static str],
    /// How many other people have to agree before it runs.
    pub approvals: u32,
    /// Whether it may be started dry: everything it does goes through its run, and is taken back.
    pub dry_run: bool,
    /// Whether a run that was broken off begins again by itself even before its first checkpoint.
    pub resumable: bool,
    /// Where it is written, and how.
    pub source: ChoreSource,
    /// What the application has to provide.
    pub needs: &'static [Need],
}

/// What a chore may not run beside, over all nodes (C20–C22).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Restriction {
    /// Any number of runs at once.
    None,
    /// One run of the chore at once.
    #[default]
    Own,
    /// One run at once among all chores that say so.
    Global,
}

/// The source of a chore, as it was when the program was built (J84).
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ChoreSource {
    /// The file.
    pub file: &'static str,
    /// The line that it begins at.
    pub line: u32,
    /// The text of the function.
    pub text: &'static str,
}

impl ChoreSource {
    /// A text, and where it stands.
    pub const fn new(file: &'static str, line: u32, text: &'static str) -> Self {
        Self { file, line, text }
    }
}

impl ChoreMeta {
    /// All defaults.
    pub const fn new(key: &'static str, rust_name: &'static str, title: &'static str, source: ChoreSource) -> Self {
        Self {
            key,
            rust_name,
            title,
            description: "",
            restriction: Restriction::Own,
            queue: "default",
            timeout: None,
            requires: &[],
            approvals: 0,
            dry_run: false,
            resumable: false,
            source,
            needs: &[],
        }
    }

    /// Says what it does.
    #[must_use]
    pub const fn description(mut self, description: &'static str) -> Self {
        self.description = description;
        self
    }

    /// Sets what it may not run beside.
    #[must_use]
    pub const fn restriction(mut self, restriction: Restriction) -> Self {
        self.restriction = restriction;
        self
    }

    /// Sets the queue of its runs.
    #[must_use]
    pub const fn queue(mut self, queue: &'static str) -> Self {
        self.queue = queue;
        self
    }

    /// Sets how long a run may work in one go.
    #[must_use]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the roles that may see and start it.
    #[must_use]
    pub const fn requires(mut self, roles: &'static [&'static str]) -> Self {
        self.requires = roles;
        self
    }

    /// Sets how many other people have to agree.
    #[must_use]
    pub const fn approvals(mut self, people: u32) -> Self {
        self.approvals = people;
        self
    }

    /// Lets it be started dry.
    #[must_use]
    pub const fn dry_run(mut self) -> Self {
        self.dry_run = true;
        self
    }

    /// Lets a run that was broken off begin again by itself.
    #[must_use]
    pub const fn resumable(mut self) -> Self {
        self.resumable = true;
        self
    }

    /// Sets what the application has to provide.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }
}
