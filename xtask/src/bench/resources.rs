//! What each resource costs: time to compile, bytes of the program, time to start.
//!
//! Three packages are written below the target directory, with 1, 100 and 1,000 structs of ten fields, and built as
//! somebody's own would be: against kaffy as it is here, with the versions of the workspace.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use crate::{
    step::{Outcome, run, run_quietly},
    workspace,
};

const SIZES: [usize; 3] = [1, 100, 1_000];

/// Builds and runs all three, in a debug and a release build, and prints a table.
pub(crate) fn measure() -> Outcome {
    let folder = workspace::target()?.join("bench/resources");
    write_packages(&folder)?;
    for profile in ["dev", "release"] {
        // The dependencies first, so that what follows is the package alone.
        run(&mut build(&folder, SIZES[0], profile))?;
        println!("\n{profile} build, {:>9}{:>14}{:>16}", "compile s", "ms/resource", "KB/resource");
        let mut first = None;
        for size in SIZES {
            run_quietly(&mut build(&folder, size, profile))?;
            let time = rebuilt(&folder, size, profile)?;
            let bytes = length(&program(&folder, size, profile))?;
            let (base_time, base_bytes) = *first.get_or_insert((time, bytes));
            match size.checked_sub(1).filter(|more| *more > 0) {
                Some(more) => println!(
                    "{size:>8} resources{:>9.2}{:>14.1}{:>16.1}",
                    time.as_secs_f64(),
                    time.saturating_sub(base_time).as_secs_f64() * 1_000.0 / more as f64,
                    bytes.saturating_sub(base_bytes) as f64 / 1_024.0 / more as f64,
                ),
                None => println!("{size:>8} resource {:>9.2}", time.as_secs_f64()),
            }
        }
    }
    println!();
    for size in SIZES {
        run(&mut Command::new(program(&folder, size, "release")))?;
    }
    Ok(())
}

/// How long the package alone takes, after a change to one of its fields.
fn rebuilt(folder: &Path, size: usize, profile: &str) -> Outcome<Duration> {
    write(&folder.join(format!("r{size}/src/main.rs")), &source(size, "Changed"))?;
    let start = Instant::now();
    run_quietly(&mut build(folder, size, profile))?;
    let time = start.elapsed();
    write(&folder.join(format!("r{size}/src/main.rs")), &source(size, "Title"))?;
    Ok(time)
}

fn build(folder: &Path, size: usize, profile: &str) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder).args(["build", "--package", &format!("r{size}"), "--profile", profile]);
    // A build without incremental files: what somebody pays who builds it anew.
    command.env("CARGO_TARGET_DIR", folder.join("target")).env("CARGO_INCREMENTAL", "0");
    command
}

fn program(folder: &Path, size: usize, profile: &str) -> PathBuf {
    let profile = if profile == "dev" { "debug" } else { profile };
    folder.join("target").join(profile).join(format!("r{size}"))
}

fn write_packages(folder: &Path) -> Outcome {
    let root = workspace::root().display();
    let members = SIZES.map(|size| format!("\"r{size}\""));
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.release]\nstrip = true\n",
        members.join(", ")
    );
    write(&folder.join("Cargo.toml"), &manifest)?;
    let lock = workspace::root().join("Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock")).map_err(|error| format!("{}: {error}", lock.display()))?;
    for size in SIZES {
        let manifest = format!(
            "[package]\nname = \"r{size}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
             kaffy = {{ path = \"{root}\" }}\naxum = {{ version = \"0.8\", default-features = false }}\nhttp-body-util = \"0.1\"\n\
             tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\ntower = {{ version = \"0.5\", features = [\"util\"] }}\n"
        );
        write(&folder.join(format!("r{size}/Cargo.toml")), &manifest)?;
        write(&folder.join(format!("r{size}/src/main.rs")), &source(size, "Title"))?;
    }
    Ok(())
}

/// A program with so many resources, which says how long its admin takes to be built and to answer.
fn source(resources: usize, label: &str) -> String {
    let mut code = String::from(include_str!("resources_main.rs.txt"));
    for number in 0..resources {
        // Each in a context of its own shelf, as a team would sort them.
        let _ = write!(
            code,
            "\n/// Number {number}.\n#[derive(AdminResource)]\n\
             #[admin(table = \"things_{number}\", context = \"Shelf {}\", list(title, quantity, price, is_public), search(title, code), filter(is_public, quantity), order(desc(quantity)))]\n\
             struct Thing{number} {{\n    id: i64,\n    #[admin(label = \"{label}\", max_len = 80)]\n    title: String,\n    code: Option<String>,\n    \
             #[admin(textarea(rows = 4))]\n    text: Option<String>,\n    is_public: bool,\n    quantity: i32,\n    #[admin(min = 0)]\n    price: f64,\n    \
             weight: Option<f64>,\n    #[admin(create = hidden, update = readonly)]\n    views: i64,\n    notes: String,\n}}\n",
            number / 25
        );
    }
    code
}

fn write(path: &Path, text: &str) -> Outcome {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn length(path: &Path) -> Outcome<u64> {
    fs::metadata(path).map(|found| found.len()).map_err(|error| format!("{}: {error}", path.display()))
}
