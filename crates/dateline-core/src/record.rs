//! What a reader found for one release.

use crate::{Author, Draft, Position};

/// One record of an input, as it was read and before it was checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record<'a> {
    /// Which record of its input it is, from 1; records that could not be read count.
    pub number: u64,
    /// Where it begins.
    pub position: Position,
    /// What it says.
    pub draft: Draft<'a>,
    /// Its authors as a feed names them, in order, those that it inherits included.
    pub authors: Vec<Author<'a>>,
}

/// What a writer did with a release.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[must_use]
pub enum Written {
    /// It is in the output.
    Out,
    /// It was left out on purpose.
    Withheld(Withheld),
}

/// Why a writer left a release out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Withheld {
    /// It has an embargo, and a feed is published at once.
    Embargo,
}
