//! A worker in a process of its own: this test binary once more, started with the address of a database.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use kaffy::Database;

use crate::handlers;

const ADDRESS: &str = "KAFFY_CRASHES_DATABASE";
const SETTINGS: &str = "KAFFY_CRASHES_SETTINGS";
const READY: &str = "the worker is ready";

/// How a worker process is set up, as words: `places=4 die_at=17`.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) name: &'static str,
    pub(crate) places: u32,
    pub(crate) beat: u64,
    pub(crate) dead_after: u64,
    pub(crate) poll: u64,
    pub(crate) listens: bool,
    pub(crate) shutdown_limit: u64,
    /// The call of the database at which the process ends, or the call fails.
    pub(crate) die_at: Option<u64>,
    pub(crate) fail_at: Option<u64>,
    /// Connections that handlers share.
    pub(crate) connections: u32,
    /// By how many microseconds its clock is wrong, and by how many it jumps at SIGUSR1.
    pub(crate) clock_off: i64,
    pub(crate) jump: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "worker",
            places: 10,
            beat: 400,
            dead_after: 2_000,
            poll: 200,
            listens: true,
            shutdown_limit: 5_000,
            die_at: None,
            fail_at: None,
            connections: 5,
            clock_off: 0,
            jump: 0,
        }
    }
}

/// A worker that runs. It is killed when this is dropped.
pub(crate) struct Process {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Process {
    pub(crate) fn start(url: &str, settings: &Settings) -> Self {
        let Settings { name, places, beat, dead_after, poll, listens, shutdown_limit, connections, .. } = settings;
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        let settings = format!(
            "{name} {places} {beat} {dead_after} {poll} {listens} {shutdown_limit} {} {} {connections} {} {}",
            number(settings.die_at),
            number(settings.fail_at),
            settings.clock_off,
            settings.jump
        );
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "process::is_started_by_others", "--include-ignored", "--nocapture"])
            .env(ADDRESS, url)
            .env(SETTINGS, settings)
            .env("RUST_BACKTRACE", "0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = Arc::<Mutex<Vec<String>>>::default();
        let (heard, out) = (lines.clone(), child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                heard.lock().unwrap().push(line);
            }
        });
        Self { child, lines }
    }

    /// Starts one and waits until it takes jobs.
    pub(crate) async fn ready(url: &str, settings: &Settings) -> Self {
        let process = Self::start(url, settings);
        process.says(READY).await;
        process
    }

    /// Waits until it prints a line with these words, and says the line.
    pub(crate) async fn says(&self, words: &str) -> String {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            if let Some(line) = self.lines.lock().unwrap().iter().find(|line| line.contains(words)) {
                return line.clone();
            }
            assert!(Instant::now() < end, "the worker never said {words:?}: {:#?}", self.lines.lock().unwrap());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn signal(&self, signal: &str) {
        send(signal, self.pid());
    }

    /// Kills it and waits until it is gone.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Whether it is over.
    pub(crate) fn is_over(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// Waits until it has ended by itself, and says how long that took.
    pub(crate) async fn ends(&mut self) -> Duration {
        let start = Instant::now();
        while !self.is_over() {
            assert!(start.elapsed() < Duration::from_secs(30), "the worker never ended");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        start.elapsed()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

pub(crate) fn send(signal: &str, pid: u32) {
    let sent = Command::new("kill").args([format!("-{signal}"), pid.to_string()]).status().unwrap();
    assert!(sent.success(), "{signal} was sent to {pid}");
}

/// The worker. Alone it has nothing to do, and says so.
#[test]
#[ignore = "is started by others, as their worker"]
fn is_started_by_others() {
    let (Ok(url), Ok(settings)) = (std::env::var(ADDRESS), std::env::var(SETTINGS)) else {
        assert!(std::env::var(ADDRESS).is_err(), "both or neither");
        return;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(work(&url, &settings));
    runtime.shutdown_background();
    std::process::exit(0);
}

async fn work(url: &str, settings: &str) {
    let words: Vec<&str> = settings.split(' ').collect();
    let number = |at: usize| words[at].parse::<u64>().ok();
    let millis = |at: usize| Duration::from_millis(number(at).unwrap());
    let db = Database::connect(url).await.unwrap();
    let own = db.reserve(u32::try_from(number(9).unwrap()).unwrap());
    let signed = |at: usize| words[at].parse::<i64>().unwrap();
    let (clock_off, jump) = (signed(10), signed(11));
    let jobs = handlers::jobs_off(&db, &own, clock_off).await.unwrap();
    let _admin = crate::background::admin(&db, &jobs).await;
    if let Some(at) = number(7) {
        // Only calls from here on are counted.
        db.set_fault(move |call| if call == at { std::process::abort() } else { false });
    } else if let Some(at) = number(8) {
        db.set_fault(move |call| call == at);
    }
    let places = u32::try_from(number(1).unwrap()).unwrap();
    let worker = jobs
        .worker()
        .name(words[0])
        .queue("default", places)
        .queue("poison", 1)
        .beat(millis(2))
        .dead_after(millis(3))
        .poll(millis(4))
        .listen(words[5] == "true")
        .shutdown_limit(millis(6));
    // A fault may hit the start; a process that cannot start is started again by whoever runs it.
    let Ok(worker) = worker.start().await else { return };
    println!("{READY}");
    let jumping = jobs.clone();
    let mut usr1 = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::user_defined1()).unwrap();
    tokio::spawn(async move {
        while usr1.recv().await.is_some() {
            jumping.clock_off(clock_off + jump);
            println!("the clock has jumped");
        }
    });
    let starting = jobs.clone();
    let mut usr2 = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::user_defined2()).unwrap();
    tokio::spawn(async move {
        while usr2.recv().await.is_some() {
            crate::chores::start_some(starting.clone()).await;
        }
    });
    let probe = worker.probe();
    tokio::spawn(async move {
        let mut was = None;
        loop {
            let health = probe();
            if was != Some((health.is_ready, health.late)) {
                println!("ready: {} late: {} is_alive: {}", health.is_ready, health.late, health.is_alive);
                was = Some((health.is_ready, health.late));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    let hurry = worker.hurry();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).unwrap();
    terminate.recv().await;
    tokio::spawn(async move {
        terminate.recv().await;
        hurry();
    });
    let report = worker.stop().await;
    println!("finished: {}", report.finished);
    for one in report.unfinished {
        println!("unfinished: {} {} given back: {}", one.job_type, one.id, one.is_given_back);
    }
    println!("the end");
}
