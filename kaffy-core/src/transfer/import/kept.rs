//! Files between two pages of an import: a folder of this node, names nobody can guess, an hour of life.
//!
//! A page without a script cannot send a chosen file twice, and the admin keeps no state in memory. So the file
//! lies in a folder, and the page carries its name under a signature with the actor and the resource in it.
//! Several nodes share one by [`AdminBuilder::import_folder`](crate::AdminBuilder::import_folder); otherwise the
//! node that has the file has to answer, and any other one says in words that it is not there.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::{Duration, SystemTime},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::Mac;
use tempfile::TempDir;

use crate::{Allowed, View};

/// How long a file stays.
const LIFE: Duration = Duration::from_secs(60 * 60);
/// How many files of one actor there are at most; a new one drives out the oldest.
const EACH: usize = 6;

/// Where files are kept. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct KeptFiles {
    folder: Option<PathBuf>,
    own: Arc<OnceLock<TempDir>>,
}

/// A file that is kept, as a page carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile(String);

impl KeptFiles {
    pub(crate) fn in_folder(folder: PathBuf) -> Self {
        Self { folder: Some(folder), own: Arc::default() }
    }

    /// The folder; that of this process is made when it is needed, for this user alone.
    fn folder(&self) -> io::Result<&Path> {
        if let Some(folder) = &self.folder {
            return Ok(folder);
        }
        if self.own.get().is_none() {
            let made = tempfile::Builder::new().prefix("kaffy-imports-").tempdir()?;
            // Somebody else may have been faster; then this one goes again.
            drop(self.own.set(made));
        }
        self.own.get().map(TempDir::path).ok_or_else(|| io::Error::other("no folder"))
    }

    fn write(&self, owner: &str, bytes: &[u8]) -> io::Result<String> {
        let folder = self.folder()?;
        std::fs::create_dir_all(folder)?;
        tidy(folder, owner)?;
        let name = format!("{owner}-{:032x}", rand::random::<u128>());
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        io::Write::write_all(&mut file, bytes)?;
        file.persist(folder.join(&name)).map_err(|error| error.error)?;
        Ok(name)
    }
}

/// Removes what is too old, and the oldest of an owner who has as many as there may be.
fn tidy(folder: &Path, owner: &str) -> io::Result<()> {
    let mut own = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Whatever else lies in a folder that was named to us stays.
        if !is_name(name.trim_end_matches(TAKEN)) {
            continue;
        }
        let written = entry.metadata()?.modified()?;
        if SystemTime::now().duration_since(written).is_ok_and(|age| age > LIFE) {
            std::fs::remove_file(entry.path()).ok();
        } else if name.starts_with(owner) {
            own.push((written, entry.path()));
        }
    }
    own.sort();
    let over = (own.len() + 1).saturating_sub(EACH);
    own.iter().take(over).for_each(|(_, path)| drop(std::fs::remove_file(path)));
    Ok(())
}

/// Ends the name of a file that is being imported.
const TAKEN: &str = ".taken";

fn is_name(name: &str) -> bool {
    name.len() == 49 && name.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

impl Allowed<View> {
    /// Keeps a file for the next page.
    ///
    /// # Errors
    /// When there is no room.
    #[doc(hidden)]
    pub async fn keep_file(&self, bytes: Vec<u8>) -> io::Result<KeptFile> {
        let (kept, owner) = (self.admin().kept_files().clone(), self.owner());
        let written = tokio::task::spawn_blocking(move || kept.write(&owner, &bytes));
        let name = written.await.map_err(io::Error::other)??;
        let mac = self.file_mac(&name).ok_or_else(|| io::Error::other("no key"))?;
        Ok(KeptFile(format!("{name}.{}", BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))))
    }

    /// Reads what is kept under a text that a page carried; `None` for a forged one, one of somebody or something
    /// else, and where the file is no longer there, or not on this node.
    ///
    /// # Errors
    /// When it cannot be read.
    #[doc(hidden)]
    pub async fn kept_file(&self, carried: &str) -> io::Result<Option<Vec<u8>>> {
        let Some(path) = self.kept_path(carried)? else { return Ok(None) };
        let read = tokio::task::spawn_blocking(move || {
            let age = std::fs::metadata(&path)?.modified()?.elapsed().unwrap_or_default();
            if age > LIFE { Err(io::ErrorKind::NotFound.into()) } else { std::fs::read(&path) }
        });
        there(read.await.map_err(io::Error::other)?)
    }

    /// Takes a file away, so that it is imported once however often a button is pressed: whether it was there.
    ///
    /// # Errors
    /// When it cannot be moved.
    #[doc(hidden)]
    pub async fn take_kept_file(&self, carried: &str) -> io::Result<bool> {
        let Some(path) = self.kept_path(carried)? else { return Ok(false) };
        Ok(there(tokio::fs::rename(&path, taken(&path)).await)?.is_some())
    }

    /// Lays a file that was taken back, because nothing came of it; or removes it.
    #[doc(hidden)]
    pub async fn settle_kept_file(&self, carried: &str, is_done: bool) {
        let Ok(Some(path)) = self.kept_path(carried) else { return };
        let settled = match is_done {
            true => tokio::fs::remove_file(taken(&path)).await,
            false => tokio::fs::rename(taken(&path), &path).await,
        };
        if let Err(error) = settled {
            tracing::warn!(%error, "a file of an import could not be tidied away");
        }
    }

    fn kept_path(&self, carried: &str) -> io::Result<Option<PathBuf>> {
        let Some((name, mac)) = carried.split_once('.').filter(|(name, _)| is_name(name)) else { return Ok(None) };
        let Ok(mac) = BASE64_URL_SAFE_NO_PAD.decode(mac) else { return Ok(None) };
        // In constant time.
        let is_ours = self.file_mac(name).is_some_and(|known| known.verify_slice(&mac).is_ok());
        if is_ours { Ok(Some(self.admin().kept_files().folder()?.join(name))) } else { Ok(None) }
    }

    fn file_mac(&self, name: &str) -> Option<hmac::Hmac<sha2::Sha256>> {
        let resource = self.resource();
        let parts = [resource.context_slug(), resource.slug(), &self.actor().id, name];
        self.admin().secret().sign(b"kaffy file").map(|mac| mac.chain_update(parts.join("\0")))
    }

    /// The actor and the resource, as the beginning of a name.
    fn owner(&self) -> String {
        use sha2::Digest;
        let parts = [self.resource().context_slug(), self.resource().slug(), &self.actor().id];
        let hash = sha2::Sha256::digest(parts.join("\0").as_bytes());
        hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

fn taken(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(TAKEN);
    name.into()
}

fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl std::fmt::Display for KeptFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
