//! A SQLite file for one run.

use std::{env, fs, path::PathBuf, process};

/// The path of a file that goes with the program.
#[derive(Debug)]
pub(crate) struct ScratchFile {
    path: PathBuf,
}

impl ScratchFile {
    /// A path in the system's temporary directory, that of no other run.
    pub(crate) fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("kaffy-{name}-{}.db", process::id()));
        Self { path }
    }

    /// Its address as a database.
    pub(crate) fn url(&self) -> String {
        format!("sqlite://{}", self.path.display())
    }
}

impl Drop for ScratchFile {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            // Not there is as good as removed.
            let _ = fs::remove_file(format!("{}{suffix}", self.path.display()));
        }
    }
}
