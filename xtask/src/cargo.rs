//! The steps that are calls of cargo.
//!
//! One set of features for all of them, so that every dependency is built once.

use std::process::Command;

use crate::{
    servers::Servers,
    step::{Outcome, run},
    workspace,
};

const FEATURES: [&str; 2] = ["--features", "sqlite,postgres,mysql"];

fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root()).arg(subcommand);
    command
}

/// The code is formatted.
pub(crate) fn format() -> Outcome {
    run(cargo("fmt").args(["--all", "--check"]))
}

/// Clippy has nothing to say.
pub(crate) fn clippy() -> Outcome {
    run(cargo("clippy").args(["--workspace", "--all-targets"]).args(FEATURES).args(["--", "-D", "warnings"]))
}

/// Kaffy's own features, each of which has to build alone. `tls` is about connections of a server's driver.
const ALONE: [&str; 13] = [
    "sqlite",
    "postgres",
    "mysql",
    "postgres,tls",
    "object-store",
    "web",
    "jobs",
    "garde",
    "validator",
    "totp",
    "xlsx",
    "discover",
    "testing",
];

/// Kaffy builds without any feature, with each alone, and with all.
pub(crate) fn features() -> Outcome {
    let check = |features: &[&str]| run(cargo("check").args(["--package", "kaffy"]).args(features));
    check(&["--no-default-features"])?;
    for feature in ALONE {
        check(&["--no-default-features", "--features", feature])?;
    }
    check(&["--all-features"])
}

/// Every package that is built with its licence, `name v1.2.3|MIT`, a line each. Without colours, whatever the
/// environment asks for: what is read is no text for people.
pub(crate) fn licences() -> Outcome<String> {
    let mut command = cargo("tree");
    command
        .args(["--workspace", "--edges", "normal,build,dev", "--prefix", "none"])
        .args(["--format", "{p}|{l}", "--color", "never"])
        .args(FEATURES);
    let output = command.output().map_err(|error| format!("`cargo tree` did not start: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("`cargo tree` failed: {}", String::from_utf8_lossy(&output.stderr))),
    }
}

/// All tests pass, those that need a database server included.
pub(crate) fn test(servers: &Servers, filter: Option<&str>) -> Outcome {
    let mut command = cargo("test");
    command.args(["--workspace", "--no-fail-fast", "--lib", "--bins", "--tests"]).args(FEATURES);
    command.args(filter).args(["--", "--include-ignored"]);
    // Much of what they do is wait, for a database or for a time to come.
    let threads = 2 * std::thread::available_parallelism().map_or(1, usize::from);
    run(command.envs(servers.env()).env("RUST_TEST_THREADS", threads.to_string()))
}

/// The code in the documentation compiles and does what it says.
pub(crate) fn doc_tests() -> Outcome {
    run(cargo("test").args(["--workspace", "--no-fail-fast", "--doc"]).args(FEATURES))
}

/// The examples are built, with what the tests are built with.
pub(crate) fn examples() -> Outcome {
    run(cargo("build").args(["--workspace", "--examples", "--profile", "test"]).args(FEATURES))
}

/// The pages are measured against hand-written ones, on SQLite and on a PostgreSQL.
pub(crate) fn bench_pages(postgres: &str) -> Outcome {
    run(cargo("bench").args(["--bench", "pages"]).args(FEATURES).env("KAFFY_BENCH_POSTGRES", postgres))
}

/// Statements and time of lists and forms, by what is on them.
pub(crate) fn bench_statements() -> Outcome {
    run(cargo("bench").args(["--bench", "statements"]))
}

/// Pages at 10,000 rows and at ten million.
pub(crate) fn bench_size(postgres: &str, rows: Option<&str>) -> Outcome {
    let mut command = cargo("bench");
    command.args(["--bench", "size"]).args(FEATURES).env("KAFFY_BENCH_POSTGRES", postgres);
    run(command.args(rows.map(|_| "--")).args(rows))
}

/// An action on 100,000 rows.
pub(crate) fn bench_actions() -> Outcome {
    run(cargo("bench").args(["--bench", "actions"]))
}

/// What accounts, permissions and the audit log cost.
pub(crate) fn bench_protection() -> Outcome {
    run(cargo("bench").args(["--bench", "protection"]))
}

/// Jobs, on SQLite and on a PostgreSQL.
pub(crate) fn bench_jobs(postgres: &str, rows: Option<&str>) -> Outcome {
    let mut command = cargo("bench");
    command.args(["--bench", "jobs"]).args(FEATURES).env("KAFFY_BENCH_POSTGRES", postgres);
    run(command.args(rows.map(|_| "--")).args(rows))
}

/// The same by apalis' own storages, which are built apart: nothing else here needs them.
pub(crate) fn bench_stock(postgres: &str) -> Outcome {
    let mut command = cargo("run");
    command.current_dir(workspace::root().join("benches/stock")).args(["--release", "--quiet"]);
    command.env("CARGO_TARGET_DIR", workspace::target()?.join("stock")).env("KAFFY_BENCH_POSTGRES", postgres);
    run(&mut command)
}

/// The bakery as somebody would deploy it.
pub(crate) fn bakery() -> Outcome {
    run(cargo("build").args(["--release", "--example", "bakery"]))
}

/// The documentation is built without a warning.
pub(crate) fn documentation() -> Outcome {
    run(cargo("doc").args(["--workspace", "--no-deps"]).args(FEATURES).env("RUSTDOCFLAGS", "-D warnings"))
}

/// What is published can be packaged. Not built from its packages: the workspace was built a moment ago.
pub(crate) fn package() -> Outcome {
    let published = ["kaffy", "kaffy-core", "kaffy-cron", "kaffy-derive", "kaffy-jobs", "kaffy-web"];
    let packages = published.map(|name| format!("--package={name}"));
    run(cargo("package").args(packages).args(["--no-verify", "--allow-dirty", "--quiet"]))
}
