//! What stands in the folder of a set: which files the last run made, and what belongs to the user.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::names::{self, MANIFEST, OWN_FOLDER};
use super::place::{HOME, LOCK};
use super::{StageError, disk};

/// What a file is called on its way into a place on another file system; never part of a set.
pub(super) const INCOMING: &str = ".dateline-incoming";

/// What the user's own thing is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Folder,
    Link,
    /// A file, or whatever else there is: a pipe, a socket.
    File,
}

/// What stands in the folder of a set.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The files that the last run made and that are still there.
    pub(super) made: BTreeSet<String>,
    /// The user's own, folders before what is in them. A folder that holds files of the last run
    /// is nobody's own.
    pub(super) own: Vec<(PathBuf, Kind)>,
    /// Places in `own` by their names without case. What has no name in Unicode can be in nobody's
    /// way.
    named: HashMap<String, usize>,
    /// Whether there is something in it that cannot be carried over: what is mounted there, or a
    /// folder into which this user may not look (`lost+found`).
    pub(super) fixed: bool,
}

impl Survey {
    pub(super) fn of(folder: &Path) -> Result<Self, StageError> {
        let listed = Self::manifest(folder)?;
        let made_folders: BTreeSet<&str> = listed
            .iter()
            .flat_map(|path| names::folders(path))
            .chain([OWN_FOLDER])
            .collect();
        let mut survey = Self::default();
        let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| !is_passing(entry)) {
            if survey.is_locked(folder, &entry) {
                survey.fixed = true;
                continue;
            }
            let entry = disk::attempt("list", folder, || Ok(entry?))?;
            let Ok(relative) = entry.path().strip_prefix(folder) else {
                continue;
            };
            let name = text_of(relative);
            let kind = match entry.file_type() {
                kind if kind.is_dir() => Kind::Folder,
                kind if kind.is_symlink() => Kind::Link,
                _ => Kind::File,
            };
            let made = name.as_deref().is_some_and(|name| match kind {
                Kind::Folder => made_folders.contains(name),
                Kind::File => {
                    entry.file_type().is_file() && (name == MANIFEST || listed.contains(name))
                }
                Kind::Link => false,
            });
            if (kind == Kind::Folder || !made) && !survey.fixed {
                let parent = entry.path().parent().unwrap_or(folder);
                survey.fixed = disk::is_mounted(entry.path(), parent)?;
            }
            if !made {
                if let Some(name) = &name {
                    survey.named.insert(names::fold(name), survey.own.len());
                }
                survey.own.push((relative.to_owned(), kind));
            } else if kind == Kind::File
                && let Some(name) = name.filter(|name| name != MANIFEST)
            {
                survey.made.insert(name);
            }
        }
        Ok(survey)
    }

    /// The list of files that the last run made; empty where there is none.
    fn manifest(folder: &Path) -> Result<BTreeSet<String>, StageError> {
        let path = folder.join(MANIFEST);
        // Through a link the list of another set would be read.
        let is_real = disk::look(&folder.join(OWN_FOLDER))?.is_some_and(|meta| meta.is_dir())
            && disk::look(&path)?.is_some_and(|meta| meta.is_file());
        if !is_real {
            return Ok(BTreeSet::new());
        }
        let paths = names::read_manifest(&disk::read(&path)?, &path)?;
        Ok(paths.into_iter().collect())
    }

    /// Whether the walk could not enter the folder of the user's own that it met last. What is in a
    /// folder of the set must be known.
    fn is_locked(&self, folder: &Path, entry: &walkdir::Result<DirEntry>) -> bool {
        let (Err(error), Some((own, Kind::Folder))) = (entry, self.own.last()) else {
            return false;
        };
        error.io_error().map(io::Error::kind) == Some(io::ErrorKind::PermissionDenied)
            && error.path() == Some(&folder.join(own))
    }

    /// What stands where a file should go, or one of the folders above it, and is not for a run to
    /// replace.
    pub(super) fn in_the_way(&self, path: &str) -> Option<&Path> {
        let own = |name: &str| {
            let index = self.named.get(&names::fold(name))?;
            self.own.get(*index)
        };
        let above = names::folders(path)
            .filter_map(own)
            .find(|(_, kind)| *kind != Kind::Folder);
        own(path).or(above).map(|(path, _)| path.as_path())
    }
}

/// What only passes through a set: what is being written, and who does it.
fn is_passing(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let in_own_folder = || {
        entry.depth() == 2
            && entry.path().parent().and_then(Path::file_name) == Some(OWN_FOLDER.as_ref())
    };
    name == INCOMING || ((name == HOME || name == LOCK) && in_own_folder())
}

/// A path in the set as runs write it.
fn text_of(relative: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = relative
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect();
    Some(parts?.join("/"))
}
