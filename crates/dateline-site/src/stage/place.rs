//! Where the new set is made, and who may make it.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::names::OWN_FOLDER;
use super::{StageError, disk};

/// The name of the staging folder inside [`OWN_FOLDER`].
pub(super) const HOME: &str = "next";
/// The name of the lock file inside [`OWN_FOLDER`].
pub(super) const LOCK: &str = "lock";

/// Where the new set is made.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The staging folder.
    pub(super) home: PathBuf,
    /// The file that whoever stages here has locked.
    pub(super) lock: PathBuf,
}

impl Place {
    /// Beside the set, where one step brings the new set into its place.
    pub(super) fn beside(folder: &Path) -> Option<Self> {
        let named = |end: &str| {
            let mut name = OsString::from(".");
            name.push(folder.file_name()?);
            name.push(end);
            Some(folder.with_file_name(name))
        };
        Some(Self {
            home: named(".dateline-next")?,
            lock: named(".dateline-lock")?,
        })
    }

    /// In the set, for a folder that is a mount point, or beside which nothing may be written.
    pub(super) fn inside(folder: &Path) -> Self {
        let own = folder.join(OWN_FOLDER);
        Self {
            home: own.join(HOME),
            lock: own.join(LOCK),
        }
    }

    /// The new set.
    pub(super) fn set(&self) -> PathBuf {
        self.home.join("set")
    }

    /// What is still to do, once everything is there.
    pub(super) fn journal(&self) -> PathBuf {
        self.home.join("journal")
    }

    /// Whether there is something in the staging folder's place that this user's word counts for:
    /// a run of the user's own, or of the owner of the set.
    pub(super) fn is_left(&self, folder: &Path) -> Result<bool, StageError> {
        let Some(left) = disk::look(&self.home)? else {
            return Ok(false);
        };
        if is_trusted(&left, disk::look(folder)?.as_ref()) {
            return Ok(true);
        }
        Err(StageError::Foreign {
            path: self.home.clone(),
        })
    }
}

/// A folder in which everybody may write (`/tmp`) may hold a journal that somebody else wrote.
#[cfg(unix)]
fn is_trusted(left: &fs::Metadata, folder: Option<&fs::Metadata>) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    left.uid() == rustix::process::geteuid().as_raw()
        || folder.is_some_and(|folder| folder.uid() == left.uid())
}

#[cfg(not(unix))]
fn is_trusted(_: &fs::Metadata, _: Option<&fs::Metadata>) -> bool {
    true
}

/// The folder that a path names, with no link in it: a link stays a link, and what it names is
/// replaced, also where that is not there yet.
pub(super) fn resolve(given: &Path) -> Result<PathBuf, StageError> {
    let fault = |found| StageError::Folder {
        path: given.to_owned(),
        found,
    };
    let mut path = given.to_owned();
    // As many links behind each other as Linux follows.
    for _ in 0..40 {
        if let Some(real) =
            disk::attempt("look at", &path, || disk::absent(fs::canonicalize(&path)))?
        {
            let is_folder = disk::look(&real)?.is_some_and(|meta| meta.is_dir());
            if !is_folder {
                return Err(fault("a file"));
            }
            if real.file_name().is_none() {
                return Err(fault("the root of a file system"));
            }
            return Ok(real);
        }
        let name = path.file_name().ok_or_else(|| fault("no name"))?.to_owned();
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        disk::make_folders(parent)?;
        let parent = disk::attempt("look at", parent, || fs::canonicalize(parent))?;
        path = parent.join(name);
        match fs::read_link(&path) {
            Ok(named) => path = parent.join(named),
            Err(_) => return Ok(path),
        }
    }
    Err(fault("links that lead to each other"))
}

/// A locked file. The system unlocks it when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Locks the set, or says that another run has.
    pub(super) fn new(path: &Path, folder: &Path) -> Result<Self, StageError> {
        loop {
            let file = disk::attempt("make the lock", path, || {
                File::options()
                    .write(true)
                    .create(true)
                    .truncate(false)
                    .open(path)
            })?;
            match disk::attempt("lock", path, || match file.try_lock() {
                Ok(()) => Ok(true),
                Err(TryLockError::WouldBlock) => Ok(false),
                Err(TryLockError::Error(error)) => Err(error),
            })? {
                true if is_at(&file, path) => {
                    return Ok(Self {
                        path: path.to_owned(),
                        file,
                    });
                }
                // Its owner removed it between the two steps: who makes it anew has it.
                true => {}
                false => {
                    return Err(StageError::Busy {
                        folder: folder.to_owned(),
                        lock: path.to_owned(),
                    });
                }
            }
        }
    }
}

impl Drop for Lock {
    /// Removed while it is locked, so that nobody else's is. Unlocked by name: a process that is
    /// just being started by another thread has the file open, too, for a moment.
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = disk::remove(&self.path);
        }
        let _ = self.file.unlock();
    }
}

/// Whether the open file is the one that has this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |file: fs::Metadata, named: fs::Metadata| {
        (file.dev(), file.ino()) == (named.dev(), named.ino())
    };
    let found = || -> std::io::Result<bool> { Ok(same(file.metadata()?, fs::metadata(path)?)) };
    found().unwrap_or(false)
}

/// Lock files are not removed here.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
