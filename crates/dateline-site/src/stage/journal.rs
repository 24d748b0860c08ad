//! Moving a new set into its place file by file, so that it can be finished after any interruption.
//!
//! The journal is written when the whole new set is on disk, and gets its name only when it is on
//! disk itself: that it is there means that all of it is true. From then on there is no way back,
//! and every step forward can be done again.

use std::io;
use std::path::Path;

use super::names;
use super::place::Place;
use super::survey::INCOMING;
use super::{StageError, disk};

const HEAD: &str = "dateline journal 1";
const END: &str = "end";

/// What is to be done to the folder of a set.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Journal {
    /// Files that go.
    pub(super) drops: Vec<String>,
    /// Files that are moved in, in this order.
    pub(super) puts: Vec<String>,
}

impl Journal {
    pub(super) fn to_text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        let drops = self.drops.iter().map(|path| ("drop", path));
        let puts = self.puts.iter().map(|path| ("put", path));
        for (what, path) in drops.chain(puts) {
            text.push_str(what);
            text.push(' ');
            text.push_str(&names::escape(path));
            text.push('\n');
        }
        text.push_str(END);
        text.push('\n');
        text
    }

    /// Reads a journal. `at` is where it stands, for the error.
    pub(super) fn read(text: &[u8], at: &Path) -> Result<Self, StageError> {
        let fault = |line: usize, expected, found: &str| StageError::List {
            path: at.to_owned(),
            line,
            expected,
            found: found.to_owned(),
        };
        let text = String::from_utf8_lossy(text);
        let mut journal = Self::default();
        let mut number = 1;
        let mut lines = text.split('\n');
        if let Some(head) = lines.next().filter(|head| *head != HEAD) {
            return Err(fault(number, "`dateline journal 1`", head));
        }
        for line in lines {
            number += 1;
            if line == END {
                return Ok(journal);
            }
            let (list, path) = if let Some(path) = line.strip_prefix("put ") {
                (&mut journal.puts, path)
            } else if let Some(path) = line.strip_prefix("drop ") {
                (&mut journal.drops, path)
            } else {
                return Err(fault(number, "`put PATH`, `drop PATH` or `end`", line));
            };
            let path = names::unescape(path)
                .ok_or_else(|| fault(number, "the path of a file in the set", line))?;
            list.push(path);
        }
        Err(fault(number, "`end`", ""))
    }

    /// Writes it, complete or not at all.
    pub(super) fn write(&self, place: &Place) -> Result<(), StageError> {
        let draft = place.home.join("journal.draft");
        let file = disk::write(&draft, self.to_text().as_bytes())?;
        disk::attempt("sync", &draft, || file.sync_all())?;
        drop(file);
        disk::rename(&draft, &place.journal())?;
        disk::sync_folder(&place.home)
    }

    /// Does what it says; what was done before is not done again.
    pub(super) fn carry_out(&self, place: &Place, folder: &Path) -> Result<(), StageError> {
        let set = place.set();
        let watched = disk::Watched::new(folder)?;
        // Nothing is moved in before all that goes is gone. So as soon as one file has been moved
        // in, nothing of what stands there now is meant by `drop`.
        let mut untouched = true;
        for path in &self.puts {
            untouched = untouched && disk::look(&set.join(path))?.is_some();
        }
        if untouched && !self.drops.is_empty() {
            for path in &self.drops {
                disk::remove(&folder.join(path))?;
                for above in names::folders(path) {
                    disk::remove_if_empty(&folder.join(above))?;
                }
            }
            watched.sync()?;
        }
        for path in &self.puts {
            move_in(&set.join(path), &folder.join(path))?;
        }
        watched.sync()?;
        // Before anything else of the staging folder, which without a journal is rubbish.
        disk::remove(&place.journal())
    }
}

/// Moves one file of the new set into its place; one that was moved already is there.
fn move_in(from: &Path, to: &Path) -> Result<(), StageError> {
    if disk::look(from)?.is_none() {
        return Ok(());
    }
    let parent = to.parent().unwrap_or(to);
    disk::make_folders(parent)?;
    match disk::rename(from, to) {
        Err(error) if error.kind() == Some(io::ErrorKind::CrossesDevices) => {
            // Something is mounted on the way: the last step is done on its own file system.
            let incoming = parent.join(INCOMING);
            disk::remove(&incoming)?;
            let watched = disk::Watched::new(parent)?;
            disk::copy(from, &incoming)?;
            watched.sync()?;
            disk::rename(&incoming, to)?;
            disk::remove(from)
        }
        moved => moved,
    }
}
