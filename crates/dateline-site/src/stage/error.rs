//! Why a set could not be replaced.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a set of feeds could not be replaced. Whatever it is, the old set stands as it was, except
/// after [`StageError::Unfinished`], which says so.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StageError {
    /// The file system refused something.
    #[error("cannot {tried} {}: {source}", shown(path))]
    Io {
        /// What was tried, as a verb: `write`, `link`, `exchange`.
        tried: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another run is at work on the same set.
    #[error(
        "another run is writing the set {}: wait until it has ended (it holds {})",
        shown(folder),
        shown(lock)
    )]
    Busy {
        /// The folder of the set.
        folder: PathBuf,
        /// The file that the other run has locked.
        lock: PathBuf,
    },
    /// What was given as the folder of a set cannot be one.
    #[error("expected a folder for the set, found {}, {found}", shown(path))]
    Folder {
        /// What was given.
        path: PathBuf,
        /// What it is instead.
        found: &'static str,
    },
    /// A path that is no place in a set.
    #[error(
        "expected a path inside the set, such as `kind/statement.rss`, found {path:?}: {reason}"
    )]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two files of one run cannot both be there on every file system.
    #[error("{first:?} and {second:?} cannot stand in one set: {reason}")]
    Clash {
        /// The path that came first.
        first: String,
        /// The path that came second.
        second: String,
        /// Why not.
        reason: &'static str,
    },
    /// A file that no run made stands where the set needs a place.
    #[error(
        "{} is in the way of {wanted:?} and was not made by an earlier run \
         (`.dateline/files` does not list it): move it, or choose another folder",
        shown(path)
    )]
    Occupied {
        /// What stands there.
        path: PathBuf,
        /// What should go there.
        wanted: String,
    },
    /// A file of the last run that would be kept stands where the set needs a place.
    #[error(
        "{stale:?}, which does not belong to the set any more, is in the way of {wanted:?}: \
         let it be dropped with `--prune`"
    )]
    InTheWay {
        /// The file of the last run.
        stale: String,
        /// What should go there.
        wanted: String,
    },
    /// A file could not be put into the new set, and the set was to be replaced all the same.
    #[error("the new set lacks {path:?}, which could not be written: nothing was replaced")]
    Lacking {
        /// The path of the file in the set.
        path: String,
    },
    /// A list that an earlier run wrote cannot be read.
    #[error("{}, line {line}: expected {expected}, found {found:?}", shown(path))]
    List {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the line should be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// What an interrupted run left was left by another user, whose word does not count here.
    #[error(
        "{} was left by another user's run: run as that user, or remove it",
        shown(path)
    )]
    Foreign {
        /// What was left.
        path: PathBuf,
    },
    /// The new set is complete and on disk, but only a part of it was moved into place. The next
    /// run, whatever it is about to write, moves the rest first.
    #[error(
        "the new set is only in part in its place in {}: run again to finish ({source})",
        shown(folder)
    )]
    Unfinished {
        /// The folder of the set.
        folder: PathBuf,
        /// Why it stopped.
        source: Box<Self>,
    },
}

impl StageError {
    /// What kind of error the system reported, such as [`io::ErrorKind::StorageFull`]; `None`
    /// where it was not the system that refused.
    #[must_use]
    pub fn kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::Io { source, .. } => Some(source.kind()),
            Self::Unfinished { source, .. } => source.kind(),
            _ => None,
        }
    }

    /// Whether this user may not do here what was tried, which may be allowed elsewhere.
    pub(super) fn is_refusal(&self) -> bool {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        matches!(self.kind(), Some(PermissionDenied | ReadOnlyFilesystem))
    }

    /// Whether nobody may do here what was tried.
    pub(super) fn is_unsupported(&self) -> bool {
        self.kind() == Some(io::ErrorKind::Unsupported)
    }
}

fn shown(path: &Path) -> String {
    format!("`{}`", path.display())
}
