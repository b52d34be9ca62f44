//! A PostgreSQL server.

use std::process::Command;

use super::{free_port, scratch::Scratch};
use crate::{
    guard::{Guarded, Plan},
    packages::{Account, INITDB, PG_ISREADY, POSTGRES, PSQL},
    step::{Outcome, run_quietly},
};

/// A running server. Dropping this ends it.
pub(crate) struct Postgres {
    port: u16,
    // In this order: the process ends before its directory goes.
    _process: Guarded,
    _scratch: Scratch,
}

impl Postgres {
    /// One that forgets everything in a crash, for tests.
    pub(super) fn start() -> Outcome<Self> {
        Self::start_with(&["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"])
    }

    /// One with its own defaults, for measurements: what it says is stored is on the disk.
    pub(crate) fn durable() -> Outcome<Self> {
        Self::start_with(&[])
    }

    fn start_with(settings: &[&str]) -> Outcome<Self> {
        let account = Account::unless_ourselves("postgres")?;
        let scratch = Scratch::new("postgres", account.as_ref())?;
        let mut initdb = Command::new(INITDB.path()?);
        initdb.arg("--pgdata").arg(scratch.data());
        initdb.args(["--username=kaffy", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        if let Some(account) = &account {
            account.runs(&mut initdb);
        }
        run_quietly(initdb.current_dir(scratch.path()))?;

        let port = free_port()?;
        let mut command = Command::new(POSTGRES.path()?);
        command.arg("-D").arg(scratch.data()).args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k", ""]);
        for setting in settings {
            command.args(["-c", setting]);
        }
        let mut process = Guarded::start(Plan {
            name: "PostgreSQL",
            command,
            account: account.as_ref(),
            signal: "INT",
            log: scratch.file("log"),
            scratch: Some(&scratch.data()),
        })?;
        let ready = PG_ISREADY.path()?;
        process.wait_until(|| {
            let mut ask = Command::new(&ready);
            ask.args(["--quiet", "--host=127.0.0.1", "--username=kaffy", "--dbname=postgres"]);
            ask.arg(format!("--port={port}")).status().is_ok_and(|status| status.success())
        })?;
        Ok(Self { port, _process: process, _scratch: scratch })
    }

    /// The address of a database.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgres://kaffy@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database.
    pub(crate) fn create_database(&self, name: &str) -> Outcome {
        let statement = format!("--command=CREATE DATABASE {name}");
        run_quietly(Command::new(PSQL.path()?).args(["--quiet", "--no-psqlrc", &statement, &self.url("postgres")]))
    }
}
