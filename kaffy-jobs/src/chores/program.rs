//! Which program this is, where nobody gave it a name.

use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest, Sha256};

/// Twelve digits that another build of the program has others of. They are told from when its file was written and how
/// long that is, which costs nothing, and not from its content.
pub(crate) fn build_of_program() -> String {
    let facts = std::env::current_exe().and_then(std::fs::metadata).map(|file| {
        let written = file.modified().unwrap_or(UNIX_EPOCH);
        (file.len(), written.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos())
    });
    // Where there is no file each start is a version of its own: rather asked once too often than never.
    let since = |at: SystemTime| at.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let (length, written) = facts.unwrap_or_else(|_| (0, since(SystemTime::now())));
    let digest = Sha256::new().chain_update(length.to_be_bytes()).chain_update(written.to_be_bytes()).finalize();
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn j78_a_program_is_the_same_version_each_time_it_is_asked() {
        let version = build_of_program();
        assert_eq!(version.len(), 12);
        assert_eq!(version, build_of_program());
    }
}
