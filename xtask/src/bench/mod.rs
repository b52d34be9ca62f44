//! The figures of BENCHMARKS.md: the pages, their statements, the start, the memory. They are printed; nothing is asserted.

mod resources;

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    cargo,
    guard::{Guarded, Plan},
    packages,
    servers::{Postgres, free_port},
    step::{Outcome, Steps},
    workspace,
};

const ROWS: &str = "1000000";
const REQUESTS: usize = 300;

/// Measures everything.
pub(crate) fn run() -> Steps {
    let mut steps = Steps::new();
    measure_pages(&mut steps);
    steps.run("statements", cargo::bench_statements);
    steps.run("actions", cargo::bench_actions);
    steps.run("protection", cargo::bench_protection);
    steps.run("bakery, release build", cargo::bakery);
    steps.run("bakery", bakery);
    steps
}

/// Measures pages against hand-written ones.
pub(crate) fn pages() -> Steps {
    let mut steps = Steps::new();
    measure_pages(&mut steps);
    steps
}

fn measure_pages(steps: &mut Steps) {
    steps.run("tools", || packages::ensure(&packages::DATABASES));
    let server = steps.run("database server", Postgres::durable);
    steps.run_with("pages", &server, |server| cargo::bench_pages(&server.url("postgres")));
}

/// Measures pages at 10,000 rows and at so many, on SQLite and PostgreSQL.
pub(crate) fn size(rows: Option<&str>) -> Steps {
    let mut steps = Steps::new();
    steps.run("tools", || packages::ensure(&packages::DATABASES));
    let server = steps.run("database server", Postgres::durable);
    steps.run_with("size", &server, |server| cargo::bench_size(&server.url("postgres"), rows));
    steps
}

/// Measures what each resource costs, in programs with 1, 100 and 1,000 of them.
pub(crate) fn resources() -> Steps {
    let mut steps = Steps::new();
    steps.run("resources", resources::measure);
    steps
}

/// Measures jobs, ours and those of apalis' own storages, in one run: each in a database of its own on one server.
pub(crate) fn jobs(rows: Option<&str>) -> Steps {
    let mut steps = Steps::new();
    steps.run("tools", || packages::ensure(&packages::DATABASES));
    let server = steps.run("database server", || {
        let server = Postgres::durable()?;
        server.create_database("ours")?;
        server.create_database("stock")?;
        Ok(server)
    });
    steps.run_with("jobs", &server, |server| cargo::bench_jobs(&server.url("ours"), rows));
    steps.run_with("apalis' own storages", &server, |server| cargo::bench_stock(&server.url("stock")));
    steps
}

/// Starts the bakery twice on a million rows: the first time fills the database.
fn bakery() -> Outcome {
    let folder = workspace::target()?.join("bench");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let url = format!("sqlite://{}", folder.join("bakery.db").display());
    let start = |arguments: &[&str]| -> Outcome<(Guarded, u16, Instant)> {
        let port = free_port()?;
        let mut command = Command::new(workspace::target()?.join("release/examples/bakery"));
        command.args(arguments).env("DATABASE_URL", &url).env("KAFFY_ADDR", format!("127.0.0.1:{port}"));
        let log = folder.join("bakery.log");
        let since = Instant::now();
        let plan = Plan { name: "bakery", command, account: None, signal: "TERM", log, scratch: None };
        Ok((Guarded::start(plan)?, port, since))
    };
    let list = "/admin/products/products";
    let (mut process, port, _) = start(&["--rows", ROWS])?;
    process.wait_until(|| get(port, list).is_some())?;
    drop(process);

    let (_process, port, since) = start(&[])?;
    while get(port, list).is_none() && since.elapsed().as_secs() < 20 {
        sleep(Duration::from_millis(1));
    }
    println!("start to first response, {ROWS} rows: {} ms", since.elapsed().as_millis());
    let pages = [list, "/admin", "/admin/products/products/500000", "/admin/products/products?last=1"];
    for page in pages.iter().cycle().take(REQUESTS) {
        get(port, page).ok_or_else(|| format!("{page} was not answered"))?;
    }
    match resident(port)? {
        Some(kilobytes) => println!("resident memory after {REQUESTS} requests: {:.1} MB", kilobytes as f64 / 1_024.0),
        None => println!("resident memory: only Linux tells"),
    }
    Ok(())
}

/// The answer to a request, if it is a page.
fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.starts_with("HTTP/1.1 200").then_some(answer)
}

/// Resident memory of the program that serves this port, in kilobytes, as `/proc` tells it.
fn resident(port: u16) -> Outcome<Option<u64>> {
    let wanted = format!("KAFFY_ADDR=127.0.0.1:{port}\0");
    let Ok(processes) = fs::read_dir("/proc") else { return Ok(None) };
    for process in processes.flatten() {
        let read = |file| fs::read_to_string(process.path().join(file)).unwrap_or_default();
        // The shell around it has the same environment.
        if read("comm").trim() == "bakery" && read("environ").contains(&wanted) {
            let status = read("status");
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
            return Ok(line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()));
        }
    }
    Err("the bakery is gone".to_owned())
}
