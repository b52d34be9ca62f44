//! What the command line asks for.

use std::env;

use crate::seed;

const USAGE: &str = "usage: bakery [--rows NUMBER] [--accounts] [--seed-users] [worker | doctor --deploy | doctor --indexes | audit verify | chore [NAME [--INPUT VALUE]...]]";

pub(crate) struct Asked {
    pub(crate) command: Command,
    /// How many products there are to be.
    pub(crate) rows: u32,
    /// Whether people sign in.
    pub(crate) accounts: bool,
    /// Whether some are added to try that out.
    pub(crate) seed_users: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// The pages, with a worker beside them.
    Serve,
    /// A worker and nothing else.
    Worker,
    /// What to look at before the pages face the internet.
    Doctor,
    /// Which indexes the lists would use and the database lacks.
    Indexes,
    /// Whether the audit log is as it was written.
    VerifyAudit,
    /// A chore, with the words that are its own; alone, all there are.
    Chore(Vec<String>),
}

impl Asked {
    pub(crate) fn of(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let accounts = env::var("KAFFY_AUTH").is_ok_and(|auth| auth == "accounts");
        let mut asked = Self { command: Command::Serve, rows: seed::PRODUCTS, accounts, seed_users: false };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--rows" => asked.rows = arguments.next().and_then(|it| it.parse().ok()).ok_or(USAGE)?,
                "--accounts" => asked.accounts = true,
                "--seed-users" => asked.seed_users = true,
                "worker" => asked.command = Command::Worker,
                "doctor" => asked.command = Command::Doctor,
                "--deploy" if asked.command == Command::Doctor => {}
                "--indexes" if asked.command == Command::Doctor => asked.command = Command::Indexes,
                "chore" => asked.command = Command::Chore(arguments.by_ref().collect()),
                "audit" if arguments.next().as_deref() == Some("verify") => asked.command = Command::VerifyAudit,
                _ => return Err(USAGE.to_owned()),
            }
        }
        if asked.command == Command::VerifyAudit {
            // Nothing is added to what is looked at.
            asked.rows = 0;
        }
        Ok(asked)
    }
}
