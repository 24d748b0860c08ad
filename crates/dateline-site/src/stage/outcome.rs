//! What a run did.

use super::StageError;

/// What became of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    /// The old set has no such file.
    New,
    /// The old set has other bytes there.
    Changed,
    /// The old set's file is in the new set, too.
    Unchanged,
}

/// What an earlier run that was interrupted left, and what was done with it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Leftover {
    /// There was nothing.
    Nothing,
    /// The run had not come to replacing anything: what it left was removed.
    Removed,
    /// The run had begun to move its set in: the rest of it was moved in.
    Finished,
}

/// How the new set came into its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Swap {
    /// There was no folder before.
    Created,
    /// The two folders were exchanged in one step.
    Exchanged,
    /// File by file, with a journal.
    Moved,
    /// Not at all, as nothing is different.
    Untouched,
}

/// What a run did to the folder.
#[derive(Debug)]
pub struct Outcome {
    /// How many files the old set did not have.
    pub new: usize,
    /// How many files have other bytes than in the old set.
    pub changed: usize,
    /// How many files are those of the old set.
    pub unchanged: usize,
    /// The files that an earlier run made and this one did not, sorted: dropped if that was asked,
    /// else still there.
    pub stale: Vec<String>,
    /// How the new set came into its place.
    pub swap: Swap,
    /// What failed when the new set was in its place already: the old one could not be removed, or
    /// the system could not say that all is on disk. The next run removes what is left.
    pub late: Option<StageError>,
}
