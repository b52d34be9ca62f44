//! A PostgreSQL server of one test's own, which may be restarted and frozen.
#![cfg(feature = "postgres")]

use std::{
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use sqlx::{Connection, PgConnection};

/// A server. Dropping this ends it.
pub(crate) struct Server {
    folder: tempfile::TempDir,
    port: u16,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let server = Self { folder, port };
        if let Some((user, group)) = account() {
            std::os::unix::fs::chown(server.folder.path(), Some(user), Some(group)).unwrap();
        }
        let data = server.data();
        server.run("initdb", &["--username=kaffy", "--auth=trust", "--no-sync", "-D", data.to_str().unwrap()]);
        server.control("start");
        let end = Instant::now() + Duration::from_secs(30);
        while PgConnection::connect(&server.url()).await.is_err() {
            assert!(Instant::now() < end, "the server never answered");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://kaffy@127.0.0.1:{}/postgres", self.port)
    }

    /// Ends it at once, as a crash would, and starts it again.
    pub(crate) fn restart(&self) {
        self.control("restart");
    }

    /// Stops every process of the server, as a network that swallows everything would.
    pub(crate) fn freeze(&self) {
        self.each("STOP");
    }

    pub(crate) fn thaw(&self) {
        self.each("CONT");
    }

    fn each(&self, signal: &str) {
        let pid = std::fs::read_to_string(self.data().join("postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap().trim().to_owned();
        let children = Command::new("pgrep").args(["-P", &pid]).output().unwrap();
        let children = String::from_utf8(children.stdout).unwrap();
        for pid in std::iter::once(pid.as_str()).chain(children.lines()) {
            // One of them may be gone already.
            let _ = Command::new("kill").args([&format!("-{signal}"), pid]).stderr(Stdio::null()).status();
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn control(&self, what: &str) {
        let options = format!("-p {} -h 127.0.0.1 -k '' -c max_connections=200", self.port);
        let (data, log) = (self.data(), self.folder.path().join("log"));
        let paths = [data.to_str().unwrap(), log.to_str().unwrap()];
        self.run("pg_ctl", &["-D", paths[0], "-l", paths[1], "-m", "immediate", "-w", "-o", &options, what]);
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = Command::new(program_path(program));
        command.args(arguments).current_dir(self.folder.path()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((user, group)) = account() {
            command.uid(user).gid(group);
        }
        assert!(command.status().unwrap().success(), "{program} {arguments:?}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.thaw();
        self.control("stop");
    }
}

/// PostgreSQL does not run as root.
fn account() -> Option<(u32, u32)> {
    let id = |arguments: &[&str]| {
        let output = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse::<u32>().ok()
    };
    if id(&["-u"]) != Some(0) {
        return None;
    }
    id(&["-u", "postgres"]).zip(id(&["-g", "postgres"]))
}

/// Debian keeps the programs of a server apart.
fn program_path(program: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let there = versions.map(|version| version.path().join("bin").join(program)).find(|path| path.exists());
    there.unwrap_or_else(|| Path::new(program).to_owned())
}
