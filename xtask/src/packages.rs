//! Programs that are not Rust: what is missing, how to get it, and getting it where we may.

use std::{os::unix::process::CommandExt, path::PathBuf, process::Command};

use crate::{
    step::{Outcome, run},
    workspace::find_program,
};

/// A program and the Debian package it comes with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Program {
    name: &'static str,
    package: &'static str,
}

pub(crate) const INITDB: Program = Program { name: "initdb", package: "postgresql" };
pub(crate) const POSTGRES: Program = Program { name: "postgres", package: "postgresql" };
pub(crate) const PG_ISREADY: Program = Program { name: "pg_isready", package: "postgresql" };
pub(crate) const PSQL: Program = Program { name: "psql", package: "postgresql" };
pub(crate) const MARIADB_INSTALL: Program = Program { name: "mariadb-install-db", package: "mariadb-server" };
pub(crate) const MARIADBD: Program = Program { name: "mariadbd", package: "mariadb-server" };
pub(crate) const MARIADB_ADMIN: Program = Program { name: "mariadb-admin", package: "mariadb-server" };
pub(crate) const MARIADB: Program = Program { name: "mariadb", package: "mariadb-server" };
pub(crate) const CHROMIUM: Program = Program { name: "chromium", package: "chromium" };
pub(crate) const NODE: Program = Program { name: "node", package: "nodejs" };
pub(crate) const NPM: Program = Program { name: "npm", package: "npm" };

/// What the tests on servers need.
pub(crate) const DATABASES: [Program; 8] =
    [INITDB, POSTGRES, PG_ISREADY, PSQL, MARIADB_INSTALL, MARIADBD, MARIADB_ADMIN, MARIADB];

/// What everything needs.
pub(crate) const ALL: [Program; 11] =
    [INITDB, POSTGRES, PG_ISREADY, PSQL, MARIADB_INSTALL, MARIADBD, MARIADB_ADMIN, MARIADB, CHROMIUM, NODE, NPM];

impl Program {
    /// Where it is.
    pub(crate) fn path(self) -> Outcome<PathBuf> {
        self.find().ok_or_else(|| format!("{} is missing: install the package {}", self.name, self.package))
    }

    fn find(self) -> Option<PathBuf> {
        // Debian keeps PostgreSQL's server programs out of `PATH`, one directory per version.
        let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let mut also_in: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
        also_in.sort();
        also_in.extend(["/usr/sbin".into(), "/usr/local/sbin".into()]);
        find_program(self.name, &also_in)
    }
}

/// Sees to it that these programs are there.
pub(crate) fn ensure(programs: &[Program]) -> Outcome {
    let missing: Vec<Program> = programs.iter().copied().filter(|program| program.find().is_none()).collect();
    if missing.is_empty() {
        println!("all there");
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|program| program.name).collect();
    let mut packages: Vec<&str> = missing.iter().map(|program| program.package).collect();
    packages.dedup();
    let install = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if !is_root() || find_program("apt-get", &[]).is_none() {
        return Err(format!("missing: {}; get them with `sudo {install}`", names.join(", ")));
    }
    run(apt().args(["update", "--quiet"]))?;
    run(apt().args(["install", "--quiet", "--yes", "--no-install-recommends"]).args(packages))
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    // At run level 1 the packages do not start their services: we start our own.
    command.env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
    command
}

/// The system account that a database server runs as: servers refuse to run as root.
pub(crate) struct Account {
    uid: u32,
    gid: u32,
}

impl Account {
    /// The account of this name if we are root; otherwise we run the server ourselves.
    pub(crate) fn unless_ourselves(name: &str) -> Outcome<Option<Self>> {
        if !is_root() {
            return Ok(None);
        }
        match (id(&["-u", name]), id(&["-g", name])) {
            (Some(uid), Some(gid)) => Ok(Some(Self { uid, gid })),
            _ => Err(format!("there is no account `{name}` to run the server as: its package creates one")),
        }
    }

    /// Makes the account run this command.
    pub(crate) fn runs(&self, command: &mut Command) {
        command.uid(self.uid).gid(self.gid);
    }

    /// Gives it a directory.
    pub(crate) fn owns(&self, directory: &std::path::Path) -> std::io::Result<()> {
        std::os::unix::fs::chown(directory, Some(self.uid), Some(self.gid))
    }
}

fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
