//! An example, running, with a database of its own.

use std::{fs, net::TcpStream, process::Command};

use crate::{
    guard::{Guarded, Plan},
    servers::free_port,
    step::Outcome,
    workspace,
};

/// A running example. Dropping this ends it.
pub(crate) struct App {
    port: u16,
    _process: Guarded,
}

impl App {
    /// Starts an example and waits until it listens.
    pub(crate) fn start(name: &'static str, log: &str, database_url: &str, arguments: &[&str]) -> Outcome<Self> {
        Self::start_with(name, log, database_url, arguments, &[])
    }

    /// The same, with more in its environment.
    pub(crate) fn start_with(
        name: &'static str,
        log: &str,
        database_url: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Outcome<Self> {
        let logs = workspace::target()?.join("browser");
        fs::create_dir_all(&logs).map_err(|error| format!("{}: {error}", logs.display()))?;
        let port = free_port()?;
        let mut command = Command::new(workspace::example(name)?);
        command.args(arguments).envs(environment.iter().copied());
        command.env("KAFFY_ADDR", format!("127.0.0.1:{port}")).env("DATABASE_URL", database_url);
        let log = logs.join(format!("{log}.log"));
        let mut process = Guarded::start(Plan { name, command, account: None, signal: "TERM", log, scratch: None })?;
        process.wait_until(|| TcpStream::connect(("127.0.0.1", port)).is_ok())?;
        Ok(Self { port, _process: process })
    }

    /// Where it answers.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}
