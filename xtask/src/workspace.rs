//! Where things are.

use std::path::{Path, PathBuf};

use crate::step::Outcome;

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// Cargo's target directory, wherever it was moved to: this program runs from `<target>/debug/`.
pub(crate) fn target() -> Outcome<PathBuf> {
    let program = std::env::current_exe().map_err(|error| format!("the path of xtask is unknown: {error}"))?;
    match program.parent().and_then(Path::parent) {
        Some(target) => Ok(target.to_path_buf()),
        None => Err(format!("{} is not in a target directory", program.display())),
    }
}

/// The built example of this name.
pub(crate) fn example(name: &str) -> Outcome<PathBuf> {
    Ok(target()?.join("debug/examples").join(name))
}

/// A program, looked for where `PATH` says and in the directories given.
pub(crate) fn find_program(name: &str, also_in: &[PathBuf]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let directories = std::env::split_paths(&path).chain(also_in.iter().cloned());
    directories.map(|directory| directory.join(name)).find(|program| program.is_file())
}
