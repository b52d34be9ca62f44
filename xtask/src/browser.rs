//! The browser tests: the examples running, and `tests/browser/` driving their pages in Chromium.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    app::App,
    packages::{CHROMIUM, NODE, NPM},
    servers::Servers,
    step::{self, Outcome},
    workspace,
};

/// Which of the tests.
#[derive(Clone, Copy)]
pub(crate) enum Only<'a> {
    All,
    /// Those whose name contains this.
    Named(&'a str),
    /// Those that look at what the guide shows, which take its pictures then.
    Pictures,
}

/// Runs the tests.
pub(crate) fn run(servers: &Servers, only: Only<'_>) -> Outcome {
    let scripts = workspace::root().join("tests/browser");
    let modules = install(&scripts)?;
    let apps = Apps::start(servers)?;

    let mut tests: Vec<PathBuf> = fs::read_dir(&scripts)
        .map_err(|error| format!("{}: {error}", scripts.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();

    let mut node = Command::new(NODE.path()?);
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    match only {
        Only::All => {}
        Only::Named(filter) => {
            node.arg(format!("--test-name-pattern={filter}"));
        }
        Only::Pictures => {
            tests.retain(|test| test.ends_with("guide.test.mjs"));
            node.env("GUIDE", workspace::root().join("docs/guide"));
        }
    }
    node.args(tests).envs(apps.env());
    node.env("CHROMIUM", CHROMIUM.path()?);
    node.env("BROWSER_MODULES", modules);
    node.env("SCREENSHOTS", workspace::target()?.join("screenshots"));
    step::run(&mut node)
}

/// The examples the tests visit: the bakery and the recipes on SQLite, the bakery with people who sign in on SQLite and
/// PostgreSQL, Chinook on each database.
struct Apps {
    bakery: App,
    people: [App; 2],
    password: String,
    recipes: App,
    sqlite: App,
    postgres: App,
    mysql: App,
}

impl Apps {
    fn start(servers: &Servers) -> Outcome<Self> {
        let database = format!("chinook_{}", std::process::id());
        servers.postgres.create_database(&database)?;
        servers.mariadb.create_database(&database)?;
        let people = format!("people_{}", std::process::id());
        servers.postgres.create_database(&people)?;
        let bakery = fresh_file("bakery.db")?;
        let people = [fresh_file("people.db")?, servers.postgres.url(&people)];
        // Of these people only, and never twice the same.
        let password = format!("rolls for {} people", std::process::id());
        let with_people = |log: &str, url: &str| {
            let environment = [
                ("KAFFY_ADMIN_PASSWORD", &*password),
                ("KAFFY_ADMIN_EMAIL", "admin@bakery.example"),
                // No test waits a quarter of an hour.
                ("KAFFY_ASK_AGAIN", "4"),
            ];
            App::start_with("bakery", log, url, &["--accounts", "--seed-users"], &environment)
        };
        let recipes = fresh_file("recipes.db")?;
        let chinook = fresh_file("chinook.db")?;
        Ok(Self {
            bakery: App::start("bakery", "bakery", &bakery, &[])?,
            people: [with_people("people-sqlite", &people[0])?, with_people("people-postgres", &people[1])?],
            password: password.clone(),
            recipes: App::start("recipes", "recipes", &recipes, &[])?,
            sqlite: App::start("chinook", "chinook-sqlite", &chinook, &["--load"])?,
            postgres: App::start("chinook", "chinook-postgres", &servers.postgres.url(&database), &["--load"])?,
            mysql: App::start("chinook", "chinook-mysql", &servers.mariadb.url(&database), &["--load"])?,
        })
    }

    fn env(&self) -> [(&'static str, String); 8] {
        let [sqlite, postgres] = &self.people;
        [
            ("BAKERY", self.bakery.url()),
            ("PEOPLE_SQLITE", sqlite.url()),
            ("PEOPLE_POSTGRES", postgres.url()),
            ("PEOPLE_PASSWORD", self.password.clone()),
            ("RECIPES", self.recipes.url()),
            ("CHINOOK_SQLITE", self.sqlite.url()),
            ("CHINOOK_POSTGRES", self.postgres.url()),
            ("CHINOOK_MYSQL", self.mysql.url()),
        ]
    }
}

/// The address of a SQLite database that does not exist yet.
fn fresh_file(name: &str) -> Outcome<String> {
    let directory = workspace::target()?.join("browser");
    fs::create_dir_all(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let file = directory.join(name);
    for suffix in ["", "-wal", "-shm"] {
        // Not there is as good as removed.
        let _ = fs::remove_file(format!("{}{suffix}", file.display()));
    }
    Ok(format!("sqlite://{}?mode=rwc", file.display()))
}

/// Installs the node modules the tests use into `target/`, as their lock file says; once.
fn install(scripts: &Path) -> Outcome<PathBuf> {
    let modules = workspace::target()?.join("browser");
    let describe = |error: std::io::Error| format!("{}: {error}", modules.display());
    fs::create_dir_all(&modules).map_err(describe)?;
    let lock = fs::read(scripts.join("package-lock.json")).map_err(describe)?;
    let installed = modules.join("installed-lock.json");
    if fs::read(&installed).is_ok_and(|before| before == lock) {
        return Ok(modules);
    }
    for file in ["package.json", "package-lock.json"] {
        fs::copy(scripts.join(file), modules.join(file)).map_err(describe)?;
    }
    let mut npm = Command::new(NPM.path()?);
    step::run(npm.current_dir(&modules).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    fs::write(&installed, lock).map_err(describe)?;
    Ok(modules)
}
