//! The folder of a set, replaced as a whole or not at all.
//!
//! A run that makes a set of feeds gives its files to a [`Stage`], which makes the new set in a
//! staging folder and puts it into the place of the old one at the end, in [`Stage::commit`].
//!
//! # What is guaranteed
//!
//! * Until `commit` the old set is not touched. A run that fails, runs out of space, or is killed
//!   leaves it as it was: names, bytes, times, inodes.
//! * A file that is the same as in the old set is the same file: a hard link, with its times and
//!   its inode, so that a web server gives it the same `Last-Modified` and the same `ETag`. Where
//!   the file system has no hard links it is a copy with the same times.
//! * Where the system can (Linux and Apple's), the new set takes its place in one step: the two
//!   folders are exchanged. Whoever looks at the folder, whenever a run is killed, the power fails
//!   or the disk is full, sees the whole old set or the whole new one. Everything of the new set is
//!   on disk before that step.
//! * Where it cannot, the files that changed are moved in one after the other, each in one step,
//!   and a journal is written before the first. A run that is killed in between leaves some files
//!   of the new set beside some of the old; the next [`Stage::begin`], before it does anything
//!   else, moves the rest. A run that is killed before the journal was complete has changed nothing.
//!   That is the way of Windows, of old kernels and file systems without such a step, and of:
//!   - a folder that is a mount point, or has one in it,
//!   - a folder beside which this user may not write, or whose owner this user cannot give to
//!     another folder,
//!   - the folder that the process itself is in, which would be left in a removed one.
//! * What no run made belongs to the user: it is carried over (files by hard links, symbolic links
//!   made again, folders with their owner and permissions), never listed, never dropped. Where it
//!   stands in the way of a file of the set, the run ends with an error and nothing is replaced.
//! * A file that an earlier run made and this one did not is listed, and kept unless the caller says
//!   otherwise.
//! * One run at a time: a second one gets [`StageError::Busy`].
//!
//! # The limits
//!
//! * After an exchange the folder is another one of the same name. A process that stays in the old
//!   one (a shell, a server that opened the folder itself, a container into which exactly this
//!   folder is bound) sees it empty: let it open the folder above, or bind that one.
//! * The folder takes over owner, group and permissions of the old one, no access control lists and
//!   no extended attributes.
//! * What the user puts into the folder while a run is at its last step is moved over to the new
//!   set; what is changed in place is the same file in both. Two runs exclude each other only where
//!   they see the same folders: not where one may write beside the set and another may not.
//! * A copy (no hard links) is as new as its original, but has an inode of its own.
//! * A run needs room for the files that changed, and for a name of every file: the old set stands
//!   until the new one is complete.
//! * Where case does not count, it is Unicode's: two names that differ only in how an accent is
//!   composed are two files here and one on Apple's systems.
//! * That the disk keeps what it says it has kept is taken on trust.
//!
//! # What is where
//!
//! Beside a set `NAME`, while a run is at work: `.NAME.dateline-next`, the staging folder, and
//! `.NAME.dateline-lock`, the lock. Where nothing may be written beside it, they are
//! `.dateline/next` and `.dateline/lock` in the set. In the set, always: `.dateline/files`, the
//! sorted list of the files that the last run made.

mod disk;
mod error;
mod journal;
mod names;
mod outcome;
mod place;
mod survey;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::env;
use std::fs::File;
use std::path::{Path, PathBuf};

use self::disk::Watched;
pub use self::error::StageError;
use self::journal::Journal;
use self::names::{MANIFEST, OWN_FOLDER};
pub use self::outcome::{Fate, Leftover, Outcome, Swap};
use self::place::{Lock, Place};
use self::survey::{Kind, Survey};

/// A new set of files in the making, which takes the place of the old one as a whole.
///
/// Dropped without [`commit`](Self::commit), it leaves nothing behind and the old set as it was.
///
/// ```
/// use dateline_site::stage::{Fate, Stage, Swap};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let parent = tempfile::tempdir()?;
/// # let folder = parent.path().join("public");
/// let mut stage = Stage::begin(&folder)?;
/// assert_eq!(stage.put("feed.rss", b"<rss/>")?, Fate::New);
/// assert_eq!(stage.put("kind/statement.rss", b"<rss/>")?, Fate::New);
/// assert_eq!(stage.commit(false)?.swap, Swap::Created);
///
/// let mut stage = Stage::begin(&folder)?;
/// assert_eq!(stage.put("feed.rss", b"<rss/>")?, Fate::Unchanged);
/// let outcome = stage.commit(false)?;
/// assert_eq!(outcome.stale, ["kind/statement.rss"]);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Stage {
    /// The folder of the set, without a link in its path.
    folder: PathBuf,
    place: Place,
    /// Whether there is an old set, or at least its folder.
    replaces: bool,
    /// Whether the files are moved in, so that only those that differ are needed.
    in_place: bool,
    survey: Survey,
    put: BTreeMap<String, Fate>,
    /// The paths in `put` with capital letters, by their names without.
    folded: HashMap<String, String>,
    /// The folders in the staged set.
    folders: HashSet<PathBuf>,
    /// The path of a file that could not be put.
    lacking: Option<String>,
    leftover: Leftover,
    /// Opened before anything is written.
    watched: Watched,
    /// Whether the staging folder is to stay, or gone already.
    settled: bool,
    /// Released last.
    locks: Vec<Lock>,
}

impl Stage {
    /// Locks the set, finishes or removes what an interrupted run left, and makes an empty staging
    /// folder on the file system of the set. The folder need not be there yet, nor those above it;
    /// where it is a symbolic link, the set is what it names, and the link stays.
    ///
    /// # Errors
    ///
    /// [`StageError::Busy`] if another run is at work on the set; [`StageError::Folder`] if the path
    /// is a file or the root; [`StageError::List`] if the list of files of the last run, or the
    /// journal of an interrupted one, is broken; else what the system refused.
    pub fn begin(folder: &Path) -> Result<Self, StageError> {
        let folder = place::resolve(folder)?;
        let (Some(parent), Some(beside)) = (folder.parent(), Place::beside(&folder)) else {
            return Err(StageError::Folder {
                found: "the root of a file system",
                path: folder,
            });
        };
        let inside = Place::inside(&folder);
        let mut locks = Vec::new();
        let mut within = false;
        match Lock::new(&beside.lock, &folder) {
            Ok(lock) => locks.push(lock),
            Err(error) if error.is_refusal() && disk::look(&folder)?.is_some() => within = true,
            Err(error) => return Err(error),
        }
        let replaces = disk::look(&folder)?.is_some();
        within = within || replaces && disk::is_mounted(&folder, parent)?;
        let mut leftover = recover(&beside, &folder, within)?;
        if within || disk::look(&inside.home)?.is_some() {
            disk::make_folders(&folder.join(OWN_FOLDER))?;
            let lock = Lock::new(&inside.lock, &folder)?;
            leftover = leftover.max(recover(&inside, &folder, within)?);
            if within {
                locks.push(lock);
            }
        }

        let place = if within { inside } else { beside };
        disk::make_private_folder(&place.home)?;
        let watched = Watched::new(&place.home)?;
        let mut stage = Self {
            in_place: replaces && (within || !disk::CAN_EXCHANGE || is_inhabited(&folder)),
            place,
            replaces,
            survey: Survey::default(),
            put: BTreeMap::new(),
            folded: HashMap::new(),
            folders: HashSet::new(),
            lacking: None,
            leftover,
            watched,
            settled: false,
            locks,
            folder,
        };
        disk::make_folder(&stage.place.set())?;
        if replaces {
            stage.survey = Survey::of(&stage.folder)?;
            stage.in_place |= stage.survey.fixed;
            // Now, so that what is made in it gets the group that the folder hands on.
            stage.in_place |= !disk::take_over(&stage.place.set(), &stage.folder)?;
            disk::open_up(&stage.place.set());
        }
        Ok(stage)
    }

    /// What an interrupted run had left, and what was done with it.
    #[must_use]
    pub fn leftover(&self) -> Leftover {
        self.leftover
    }

    /// A file of the old set, by its path in the set; `None` where the last run made none there.
    ///
    /// # Errors
    ///
    /// What the system refused.
    pub fn old(&self, path: &str) -> Result<Option<Vec<u8>>, StageError> {
        let at = self.folder.join(path);
        if self.survey.made.contains(path) && disk::look(&at)?.is_some() {
            return disk::read(&at).map(Some);
        }
        Ok(None)
    }

    /// Puts a file into the new set; where the old one is equal, it is that one. A path may be
    /// put again: the last time counts.
    ///
    /// # Errors
    ///
    /// [`StageError::Path`] if the path is not relative, leads out of the set, or into its
    /// `.dateline` (except to the ledger); [`StageError::Clash`] if another file was put that
    /// differs from it in case only, or is a folder of it; [`StageError::Occupied`] if something
    /// of the user's own stands there; else what the system refused, after which the new set lacks
    /// a file and can only be dropped.
    pub fn put(&mut self, path: &str, bytes: &[u8]) -> Result<Fate, StageError> {
        self.check(path)?;
        let staged = self.stage(path, bytes, self.survey.made.contains(path));
        self.note(path, staged)
    }

    /// Takes a file of the old set over as it is, without reading it. `false` where the last run
    /// made none there.
    ///
    /// # Errors
    ///
    /// As [`put`](Self::put).
    pub fn keep(&mut self, path: &str) -> Result<bool, StageError> {
        self.check(path)?;
        let at = self.folder.join(path);
        let is_there =
            self.survey.made.contains(path) && disk::look(&at)?.is_some_and(|meta| meta.is_file());
        if is_there {
            let taken = self.vacate(path).map(|()| Fate::Unchanged);
            self.note(path, taken)?;
        }
        Ok(is_there)
    }

    /// A temporary file without a name on the file system of the set.
    ///
    /// # Errors
    ///
    /// What the system refused.
    pub fn spool(&self) -> Result<File, StageError> {
        let home = &self.place.home;
        disk::attempt("make a temporary file in", home, || {
            tempfile::tempfile_in(home)
        })
    }

    /// Puts the new set into its place. The files that an earlier run made and this one did not are
    /// listed, and are in the new set, too, unless `prune`. Where nothing is different, nothing is
    /// replaced.
    ///
    /// # Errors
    ///
    /// [`StageError::Occupied`] if something of the user's own came to stand where a file of the set
    /// should; [`StageError::Lacking`] if a `put` or `keep` had failed half-way; [`StageError::InTheWay`] if a file that is kept does; [`StageError::Unfinished`] if
    /// the files were being moved in one by one and one could not be; else what the system refused.
    /// The old set stands as it was after every error but `Unfinished`.
    pub fn commit(mut self, prune: bool) -> Result<Outcome, StageError> {
        if let Some(path) = self.lacking.take() {
            return Err(StageError::Lacking { path });
        }
        if self.replaces {
            self.survey = Survey::of(&self.folder)?;
            self.in_place |= self.survey.fixed;
        }
        for path in self.put.keys().map(String::as_str).chain([MANIFEST]) {
            self.check_own(path)?;
        }
        for (own, _) in &self.survey.own {
            let mut above = own.ancestors().skip(1).filter_map(Path::to_str);
            if let Some(wanted) = above.find(|above| self.put.contains_key(*above)) {
                return Err(StageError::Occupied {
                    path: self.folder.join(own),
                    wanted: wanted.to_owned(),
                });
            }
        }
        let made = self.survey.made.iter();
        let stale: Vec<String> = made
            .filter(|path| !self.put.contains_key(*path))
            .cloned()
            .collect();
        let kept: &[String] = if prune { &[] } else { &stale };
        self.check_kept(kept)?;
        let listed = self.put.keys().chain(kept).map(String::as_str);
        let manifest = names::manifest(listed);
        let listed = self.stage(MANIFEST, &manifest, self.replaces)?;

        let count = |fate| self.put.values().filter(|found| **found == fate).count();
        let mut outcome = Outcome {
            new: count(Fate::New),
            changed: count(Fate::Changed),
            unchanged: count(Fate::Unchanged),
            stale: Vec::new(),
            swap: Swap::Untouched,
            late: None,
        };
        let is_same = outcome.unchanged == self.put.len() && listed == Fate::Unchanged;
        if !(self.replaces && is_same && (stale.is_empty() || !prune)) {
            outcome.swap = self.swap(kept, &stale, listed)?;
        }
        outcome.stale = stale;
        outcome.late = self.clear(outcome.swap).err();
        Ok(outcome)
    }

    /// Whether a file may be put there, as far as can be said now.
    fn check(&self, path: &str) -> Result<(), StageError> {
        names::check(path)?;
        let clash = |first: &str, reason| {
            Err(StageError::Clash {
                first: first.to_owned(),
                second: path.to_owned(),
                reason,
            })
        };
        let folded = names::fold(path);
        let twin = match self.put.get_key_value(&folded) {
            Some((twin, _)) => Some(twin),
            None => self.folded.get(&folded),
        };
        if let Some(twin) = twin.filter(|twin| *twin != path) {
            return clash(twin, "on some file systems they are one file");
        }
        if let Some(file) = names::folders(path).find(|folder| self.put.contains_key(*folder)) {
            return clash(file, "the first would have to be a folder, too");
        }
        if let Some(file) = self.below(path) {
            return clash(file, "the second would have to be a folder, too");
        }
        self.check_own(path)
    }

    fn check_own(&self, path: &str) -> Result<(), StageError> {
        match self.survey.in_the_way(path) {
            None => Ok(()),
            Some(own) => Err(StageError::Occupied {
                path: self.folder.join(own),
                wanted: path.to_owned(),
            }),
        }
    }

    /// Files that are kept must leave room for those that were put.
    fn check_kept(&self, kept: &[String]) -> Result<(), StageError> {
        let fault = |stale: &str, wanted: &str| {
            Err(StageError::InTheWay {
                stale: stale.to_owned(),
                wanted: wanted.to_owned(),
            })
        };
        for path in kept {
            let folded = names::fold(path);
            if let Some((wanted, _)) = self.put.get_key_value(&folded) {
                return fault(path, wanted);
            }
            if let Some(wanted) = self.folded.get(&folded) {
                return fault(path, wanted);
            }
            if let Some(file) = names::folders(path).find(|above| self.put.contains_key(*above)) {
                return fault(path, file);
            }
            if let Some(file) = self.below(path) {
                return fault(path, file);
            }
        }
        Ok(())
    }

    /// A file that was put into a folder of this name.
    fn below(&self, path: &str) -> Option<&str> {
        let head = format!("{path}/");
        let (file, _) = self.put.range(head.clone()..).next()?;
        file.starts_with(&head).then_some(file)
    }

    /// Remembers what became of a file.
    fn note(&mut self, path: &str, staged: Result<Fate, StageError>) -> Result<Fate, StageError> {
        match &staged {
            Ok(fate) => {
                let folded = names::fold(path);
                if folded != path {
                    self.folded.insert(folded, path.to_owned());
                }
                self.put.insert(path.to_owned(), *fate);
            }
            Err(_) => self.lacking = Some(path.to_owned()),
        }
        staged
    }

    /// Writes a file into the staged set, unless it is equal to the old one. `was_made` says whether
    /// the old file, if there is one, is one of the old set.
    fn stage(&mut self, path: &str, bytes: &[u8], was_made: bool) -> Result<Fate, StageError> {
        let old = self.folder.join(path);
        let found = if was_made { disk::look(&old)? } else { None };
        let fate = match found.filter(std::fs::Metadata::is_file) {
            None => Fate::New,
            Some(meta) if meta.len() == bytes.len() as u64 && disk::equals(&old, bytes)? => {
                self.vacate(path)?;
                return Ok(Fate::Unchanged);
            }
            Some(_) => Fate::Changed,
        };
        self.vacate(path)?;
        disk::write(&self.room(Path::new(path))?, bytes)?;
        Ok(fate)
    }

    /// Removes what was staged when the file was put before.
    fn vacate(&mut self, path: &str) -> Result<(), StageError> {
        match self.put.get(path) {
            Some(Fate::New | Fate::Changed) => disk::remove(&self.place.set().join(path)),
            Some(Fate::Unchanged) | None => Ok(()),
        }
    }

    /// The place of a file in the staged set, with the folders above it.
    fn room(&mut self, path: &Path) -> Result<PathBuf, StageError> {
        if let Some(above) = path.parent() {
            self.folder_for(above)?;
        }
        Ok(self.place.set().join(path))
    }

    fn folder_for(&mut self, path: &Path) -> Result<(), StageError> {
        if !self.folders.contains(path) {
            disk::make_folders(&self.place.set().join(path))?;
            self.folders.extend(path.ancestors().map(Path::to_path_buf));
        }
        Ok(())
    }

    /// Puts the staged set into its place.
    fn swap(
        &mut self,
        kept: &[String],
        stale: &[String],
        listed: Fate,
    ) -> Result<Swap, StageError> {
        let set = self.place.set();
        if !self.in_place {
            self.carry_over(kept, listed)?;
        }
        self.watched.sync()?;
        if !self.replaces {
            disk::rename(&set, &self.folder)?;
            return Ok(Swap::Created);
        }
        if !self.in_place && disk::exchange(&set, &self.folder)? {
            return Ok(Swap::Exchanged);
        }

        let changed = self
            .put
            .iter()
            .filter(|(_, fate)| **fate != Fate::Unchanged);
        let mut puts: Vec<String> = changed.map(|(path, _)| path.clone()).collect();
        // What others refer to first: the pages before the index, the archives before the feed.
        puts.sort_by_key(|path| Reverse(names::folders(path).count()));
        if listed != Fate::Unchanged {
            puts.push(MANIFEST.to_owned());
        }
        let is_kept = kept.len() == stale.len();
        let drops = if is_kept { Vec::new() } else { stale.to_vec() };
        self.move_in(&Journal { drops, puts })?;
        Ok(Swap::Moved)
    }

    /// Brings into the staged set what is as it was: the files of the old set that did not change,
    /// those that are kept, and what no run made.
    fn carry_over(&mut self, kept: &[String], listed: Fate) -> Result<(), StageError> {
        let put = std::mem::take(&mut self.put);
        let unchanged = put
            .iter()
            .map(|(path, fate)| (path.as_str(), *fate))
            .chain([(MANIFEST, listed)])
            .filter(|(_, fate)| *fate == Fate::Unchanged)
            .map(|(path, _)| path);
        for path in unchanged.chain(kept.iter().map(String::as_str)) {
            let at = self.room(Path::new(path))?;
            disk::link(&self.folder.join(path), &at)?;
        }
        self.put = put;
        for (path, kind) in std::mem::take(&mut self.survey.own) {
            match self.carry_own(&path, kind) {
                Ok(true) => {}
                // What cannot be taken along stays where it is, and so does the folder.
                Ok(false) => self.in_place = true,
                Err(error) if error.is_refusal() || error.is_unsupported() => {
                    self.in_place = true;
                }
                Err(error) => return Err(error),
            }
            if self.in_place {
                return Ok(());
            }
        }
        // The innermost first: nothing can be done in a folder that nobody may enter.
        let mut folders: Vec<&PathBuf> = self.folders.iter().collect();
        folders.sort_by_key(|path| (Reverse(path.components().count()), *path));
        for path in folders {
            let old = self.folder.join(path);
            if disk::look(&old)?.is_some_and(|meta| meta.is_dir()) {
                self.in_place |= !disk::take_over(&self.place.set().join(path), &old)?;
            }
        }
        Ok(())
    }

    /// `false` where something of the user's own would not be the same in the new set.
    fn carry_own(&mut self, path: &Path, kind: Kind) -> Result<bool, StageError> {
        let old = self.folder.join(path);
        match kind {
            Kind::Folder => self.folder_for(path)?,
            Kind::Link => disk::copy_link(&old, &self.room(path)?)?,
            Kind::File => {
                let new = self.room(path)?;
                return Ok(disk::link(&old, &new)? || disk::take_over(&new, &old)?);
            }
        }
        Ok(true)
    }

    fn move_in(&mut self, journal: &Journal) -> Result<(), StageError> {
        if let Err(error) = journal.write(&self.place) {
            if disk::remove(&self.place.journal()).is_ok() {
                return Err(error);
            }
            // It may be there or not: what it says is true either way.
            self.settled = true;
            return Err(self.unfinished(error));
        }
        self.settled = true;
        journal
            .carry_out(&self.place, &self.folder)
            .map_err(|error| self.unfinished(error))
    }

    fn unfinished(&self, source: StageError) -> StageError {
        StageError::Unfinished {
            folder: self.folder.clone(),
            source: Box::new(source),
        }
    }

    /// Removes the old set, or what is left of the staging folder.
    fn clear(&mut self, swap: Swap) -> Result<(), StageError> {
        self.settled = true;
        let parent = self.folder.parent().unwrap_or(&self.folder);
        if swap == Swap::Created || swap == Swap::Exchanged {
            disk::sync_folder(parent)?;
            disk::sync_folder(&self.place.home)?;
        }
        if swap == Swap::Exchanged {
            self.rescue()?;
        }
        disk::remove_tree(&self.place.home)
    }

    /// Moves over what the user put into the old folder after it was looked through.
    fn rescue(&self) -> Result<(), StageError> {
        let old = self.place.set();
        for (path, kind) in Survey::of(&old)?.own {
            let (from, to) = (old.join(&path), self.folder.join(&path));
            let is_there = disk::look(&to)?.is_some();
            if is_there && (kind == Kind::Folder || disk::is_same(&from, &to)?) {
                continue;
            }
            if let Some(wanted) = path.to_str().filter(|path| self.put.contains_key(*path)) {
                return Err(StageError::Occupied {
                    wanted: wanted.to_owned(),
                    path: from,
                });
            }
            if kind == Kind::Folder {
                disk::make_folders(&to)?;
            } else {
                disk::make_folders(to.parent().unwrap_or(&to))?;
                disk::rename(&from, &to)?;
            }
        }
        Ok(())
    }
}

impl Drop for Stage {
    /// Removes the staging folder, unless a journal says that the next run needs it.
    fn drop(&mut self) {
        if !self.settled {
            let _ = discard(&self.place);
        }
        if self.place.home.starts_with(&self.folder) {
            self.locks.clear();
            // Only where nothing else is in it.
            let _ = std::fs::remove_dir(self.folder.join(OWN_FOLDER));
        }
    }
}

/// Removes a staging folder, the journal first: without its files it would not be true.
fn discard(place: &Place) -> Result<(), StageError> {
    disk::remove(&place.journal())?;
    disk::remove_tree(&place.home)
}

/// Finishes or removes what an interrupted run left. `within` says that this run cannot write
/// beside the set, so that what it cannot remove there does not matter.
fn recover(place: &Place, folder: &Path, within: bool) -> Result<Leftover, StageError> {
    if !place.is_left(folder)? {
        return Ok(Leftover::Nothing);
    }
    let path = place.journal();
    let is_complete = disk::look(&path)?.is_some_and(|meta| meta.is_file());
    // A set that was removed since is not brought back in part.
    let leftover = if is_complete && disk::look(folder)?.is_some() {
        Journal::read(&disk::read(&path)?, &path)?.carry_out(place, folder)?;
        Leftover::Finished
    } else {
        Leftover::Removed
    };
    match discard(place) {
        Err(error) if within && error.is_refusal() => Ok(leftover),
        done => done.map(|()| leftover),
    }
}

/// Whether this process is in the folder, which would be taken from under its feet.
fn is_inhabited(folder: &Path) -> bool {
    env::current_dir().is_ok_and(|current| current.starts_with(folder))
}
