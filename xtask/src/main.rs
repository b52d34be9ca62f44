//! `cargo xtask …`: everything that is checked before a change is taken, on one machine, with one command.
//!
//! It needs Rust, and installs the rest (database servers, a browser) where it may. There are no
//! dependencies, so that it is built in seconds.

mod app;
mod bench;
mod browser;
mod cargo;
mod guard;
mod packages;
mod servers;
mod step;
mod supply;
mod workspace;

use std::process::ExitCode;

use browser::Only;
use servers::Servers;
use step::{Outcome, Steps};

const HELP: &str = "\
cargo xtask <command>

  test             run everything: lint, tests on three databases, examples, browser, documentation, packages
  test <filter>    run only the tests whose name contains <filter>, on three databases
  lint             check the format, and clippy with warnings as errors
  browser          drive the examples' pages in a headless Chromium
  browser <filter> run only the browser tests whose name contains <filter>
  screenshots      take the pictures of the guide anew, into docs/guide/
  supply           check licences, sources and versions of the packages that kaffy is built with
  features         build kaffy without features, with each alone, and with all
  bench            measure the pages, the start and the memory of release builds, and print the figures
  bench jobs [rows] measure jobs on SQLite and PostgreSQL, with so many finished rows, and apalis' own storages
  bench pages      measure pages at 1,000,000 rows against hand-written ones, on SQLite and PostgreSQL
  bench size [rows] measure pages at 10,000 and at so many rows (10,000,000) on SQLite and PostgreSQL
  bench resources  measure what each of 1, 100 and 1,000 resources costs: to compile, in bytes, at the start
  servers          start PostgreSQL and MariaDB, print their addresses, and hold them until Enter or Ctrl+C
  help             this text

Servers run under target/servers/ on free loopback ports and end with the command, however it ends.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let steps = match arguments.as_slice() {
        ["test"] => everything(),
        ["test", filter] => tests(filter),
        ["lint"] => lint(),
        ["browser"] => only_browser(Only::All),
        ["browser", filter] => only_browser(Only::Named(filter)),
        ["screenshots"] => only_browser(Only::Pictures),
        ["supply"] => only_supply(),
        ["features"] => features(),
        ["bench"] => bench::run(),
        ["bench", "pages"] => bench::pages(),
        ["bench", "size"] => bench::size(None),
        ["bench", "size", rows] => bench::size(Some(rows)),
        ["bench", "resources"] => bench::resources(),
        ["bench", "jobs"] => bench::jobs(None),
        ["bench", "jobs", rows] => bench::jobs(Some(rows)),
        ["servers"] => hold_servers(),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    steps.report()
}

fn everything() -> Steps {
    let mut steps = Steps::new();
    steps.run("tools", || packages::ensure(&packages::ALL));
    steps.run("format", cargo::format);
    steps.run("clippy", cargo::clippy);
    steps.run("supply chain", supply::check);
    let servers = steps.run("database servers", Servers::start);
    steps.run_with("tests", &servers, |servers| cargo::test(servers, None));
    steps.run("doc tests", cargo::doc_tests);
    let examples = steps.run("examples", cargo::examples);
    steps.run_with("browser tests", &servers, |servers| match examples {
        Some(()) => browser::run(servers, Only::All),
        None => Err("the examples were not built".into()),
    });
    drop(servers);
    steps.run("documentation", cargo::documentation);
    steps.run("packages", cargo::package);
    steps
}

fn tests(filter: &str) -> Steps {
    let mut steps = Steps::new();
    steps.run("tools", || packages::ensure(&packages::DATABASES));
    let servers = steps.run("database servers", Servers::start);
    steps.run_with("tests", &servers, |servers| cargo::test(servers, Some(filter)));
    steps
}

fn lint() -> Steps {
    let mut steps = Steps::new();
    steps.run("format", cargo::format);
    steps.run("clippy", cargo::clippy);
    steps
}

fn features() -> Steps {
    let mut steps = Steps::new();
    steps.run("features", cargo::features);
    steps
}

fn only_supply() -> Steps {
    let mut steps = Steps::new();
    steps.run("supply chain", supply::check);
    steps
}

fn only_browser(only: Only<'_>) -> Steps {
    let mut steps = Steps::new();
    steps.run("tools", || packages::ensure(&packages::ALL));
    steps.run("examples", cargo::examples);
    let servers = steps.run("database servers", Servers::start);
    steps.run_with("browser tests", &servers, |servers| browser::run(servers, only));
    steps
}

fn hold_servers() -> Steps {
    let mut steps = Steps::new();
    steps.run("tools", || packages::ensure(&packages::DATABASES));
    let servers = steps.run("database servers", Servers::start);
    steps.run_with("hold", &servers, hold);
    steps
}

fn hold(servers: &Servers) -> Outcome {
    for (name, url) in servers.env() {
        println!("export {name}={url}");
    }
    println!("\nPress Enter to end them.");
    std::io::stdin().read_line(&mut String::new()).map_err(|error| format!("standard input: {error}"))?;
    Ok(())
}
