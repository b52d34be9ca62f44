//! The directory a server keeps its files in.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{packages::Account, step::Outcome, workspace};

/// A directory that the server's account may use. Dropping this removes it.
pub(crate) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes an empty directory under `target/servers/`, or in the system's temporary directory where
    /// the account cannot reach the target directory (as in root's home).
    pub(crate) fn new(name: &str, account: Option<&Account>) -> Outcome<Self> {
        let first = Self::create(workspace::target()?.join("servers"), name, account)?;
        if first.is_reachable(account) {
            return Ok(first);
        }
        let second = Self::create(std::env::temp_dir().join("kaffy-servers"), name, account)?;
        if second.is_reachable(account) {
            return Ok(second);
        }
        Err(format!("the account of {name} can use neither {} nor {}", first.path.display(), second.path.display()))
    }

    fn create(parent: PathBuf, name: &str, account: Option<&Account>) -> Outcome<Self> {
        let path = parent.join(format!("{name}-{}", std::process::id()));
        let describe = |error: std::io::Error| format!("{}: {error}", path.display());
        fs::create_dir_all(&path).map_err(describe)?;
        if let Some(account) = account {
            account.owns(&path).map_err(describe)?;
        }
        Ok(Self { path })
    }

    fn is_reachable(&self, account: Option<&Account>) -> bool {
        let mut probe = Command::new("sh");
        probe.args(["-c", r#"cd -- "$1" && : >probe"#, "probe"]).arg(&self.path).stderr(Stdio::null());
        if let Some(account) = account {
            account.runs(&mut probe);
        }
        probe.status().is_ok_and(|status| status.success())
    }

    /// The directory of the server's data.
    pub(crate) fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    /// Some other file.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The directory itself.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The guard removed what was in it; where it could not, the next `cargo clean` does.
        let _ = fs::remove_dir_all(&self.path);
    }
}
