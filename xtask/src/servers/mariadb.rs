//! A MariaDB server.

use std::{fs, process::Command};

use super::{free_port, scratch::Scratch};
use crate::{
    guard::{Guarded, Plan},
    packages::{Account, MARIADB, MARIADB_ADMIN, MARIADB_INSTALL, MARIADBD},
    step::{Outcome, run_quietly},
};

/// Run by the server before it listens.
const FIRST_STATEMENTS: &str = "\
CREATE USER kaffy@'127.0.0.1' IDENTIFIED BY 'kaffy';
GRANT ALL ON *.* TO kaffy@'127.0.0.1' WITH GRANT OPTION;
CREATE DATABASE kaffy;
";

/// A running server. Dropping this ends it.
pub(crate) struct MariaDb {
    port: u16,
    // In this order: the process ends before its directory goes.
    _process: Guarded,
    _scratch: Scratch,
}

impl MariaDb {
    pub(super) fn start() -> Outcome<Self> {
        let account = Account::unless_ourselves("mysql")?;
        let scratch = Scratch::new("mariadb", account.as_ref())?;
        let mut install = Command::new(MARIADB_INSTALL.path()?);
        install.args(["--no-defaults", "--skip-test-db", "--auth-root-authentication-method=normal"]);
        install.arg(format!("--datadir={}", scratch.data().display()));
        if let Some(account) = &account {
            account.runs(&mut install);
        }
        run_quietly(install.current_dir(scratch.path()))?;

        let first_statements = scratch.file("first.sql");
        fs::write(&first_statements, FIRST_STATEMENTS)
            .map_err(|error| format!("{}: {error}", first_statements.display()))?;
        let port = free_port()?;
        let mut command = Command::new(MARIADBD.path()?);
        command.args(["--no-defaults", "--bind-address=127.0.0.1", "--skip-name-resolve", "--skip-log-bin"]);
        command.args(["--character-set-server=utf8mb4", "--max-connections=200"]);
        command.args(["--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite"]);
        // Tests make some thousand databases of dozens of tables: a file for each, and statistics kept for each, make
        // the last ones wait for seconds.
        command.args(["--innodb-file-per-table=0", "--innodb-stats-persistent=0"]);
        command.arg(format!("--port={port}"));
        command.arg(format!("--datadir={}", scratch.data().display()));
        // Relative to the data directory: the path of a socket may have no more than 107 characters.
        command.args(["--socket=socket", "--pid-file=pid"]);
        command.arg(format!("--init-file={}", first_statements.display()));
        let mut process = Guarded::start(Plan {
            name: "MariaDB",
            command,
            account: account.as_ref(),
            signal: "TERM",
            log: scratch.file("log"),
            scratch: Some(&scratch.data()),
        })?;
        let admin = MARIADB_ADMIN.path()?;
        process.wait_until(|| {
            let answer = Command::new(&admin).args(Self::client_options(port)).args(["--silent", "ping"]).output();
            answer.is_ok_and(|output| output.status.success())
        })?;
        Ok(Self { port, _process: process, _scratch: scratch })
    }

    /// The address of a database.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("mysql://kaffy:kaffy@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database.
    pub(crate) fn create_database(&self, name: &str) -> Outcome {
        let statement = format!("--execute=CREATE DATABASE {name}");
        run_quietly(Command::new(MARIADB.path()?).args(Self::client_options(self.port)).arg(statement))
    }

    fn client_options(port: u16) -> Vec<String> {
        let mut options = vec![format!("--port={port}")];
        options.extend(["--protocol=tcp", "--host=127.0.0.1", "--user=kaffy", "--password=kaffy"].map(String::from));
        options
    }
}
