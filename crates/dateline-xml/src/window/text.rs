//! Decoded text, of which the first part is given up as reading goes on, and what was mended in it.

use std::collections::VecDeque;
use std::mem;
use std::ops::Range;
use std::str::Utf8Error;

use crate::ErrorKind;

/// How many findings of a document say that bytes were no text of its encoding and what was made of
/// them, one a run of such bytes. How many more there are is said by one finding, at its end.
pub const REPAIR_LIMIT: usize = 100;

/// So much text that is given away is not copied.
const LARGE: usize = 1 << 20;

/// What was mended, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Repair {
    /// The offset in the window, in bytes.
    pub(crate) at: usize,
    pub(crate) what: String,
}

/// The text that is being looked at.
#[derive(Debug)]
pub(super) struct Text {
    bytes: Bytes,
    /// Bytes before this have been given up.
    start: usize,
    /// How many bytes were dropped before these.
    dropped: u64,
    /// By their offsets in the whole text.
    repairs: VecDeque<(u64, String)>,
    /// Repairs of bytes that were told.
    told: usize,
    /// Repairs of bytes that were not.
    untold: u64,
    /// Where the last repair of bytes ends. One that begins there belongs to it.
    mended: Option<u64>,
    /// Why nothing more is read.
    pub(super) refusal: Option<ErrorKind>,
}

/// Bytes that are known to be UTF-8 are not looked at a second time.
#[derive(Debug)]
enum Bytes {
    Valid(String),
    Mixed {
        bytes: Vec<u8>,
        /// Behind this, all is UTF-8.
        end: usize,
    },
}

impl Text {
    pub(super) const fn new() -> Self {
        Self {
            bytes: Bytes::Valid(String::new()),
            start: 0,
            dropped: 0,
            repairs: VecDeque::new(),
            told: 0,
            untold: 0,
            mended: None,
            refusal: None,
        }
    }

    fn all(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Valid(text) => text.as_bytes(),
            Bytes::Mixed { bytes, .. } => bytes,
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.all().get(self.start..).unwrap_or_default()
    }

    pub(super) fn str(&self, range: Range<usize>) -> Result<&str, Utf8Error> {
        let end = range.end.saturating_add(self.start);
        let range = range.start.saturating_add(self.start)..end;
        if let Bytes::Valid(text) = &self.bytes
            && let Some(text) = text.get(range.clone())
        {
            return Ok(text);
        }
        std::str::from_utf8(self.all().get(range).unwrap_or_default())
    }

    pub(super) fn consume(&mut self, count: usize) {
        self.start = self.start.saturating_add(count).min(self.all().len());
    }

    /// Gives up the first `count` bytes with the memory that they are in, where they are much text.
    pub(super) fn give(&mut self, count: usize) -> Option<String> {
        let end = self.start.saturating_add(count);
        let Bytes::Valid(text) = &mut self.bytes else {
            return None;
        };
        if count < LARGE || !text.is_char_boundary(self.start) || !text.is_char_boundary(end) {
            return None;
        }
        let rest = text.split_off(end);
        let mut given = mem::replace(text, rest);
        given.drain(..self.start);
        self.start = 0;
        self.dropped += end as u64;
        Some(given)
    }

    /// Drops what has been given up.
    pub(super) fn clean(&mut self) {
        if self.start == 0 {
            return;
        }
        let dropped = match &mut self.bytes {
            Bytes::Valid(text) => {
                let mut count = self.start;
                while !text.is_char_boundary(count) {
                    count -= 1;
                }
                text.drain(..count);
                count
            }
            Bytes::Mixed { bytes, end } => {
                bytes.drain(..self.start);
                *end = end.saturating_sub(self.start);
                if *end == 0 {
                    match String::from_utf8(mem::take(bytes)) {
                        Ok(text) => self.bytes = Bytes::Valid(text),
                        // Where half a character was given up, the rest of it is none.
                        Err(error) => {
                            *end = 1;
                            *bytes = error.into_bytes();
                        }
                    }
                }
                self.start
            }
        };
        self.start -= dropped;
        self.dropped += dropped as u64;
    }

    pub(super) fn push(&mut self, more: &str) {
        match &mut self.bytes {
            Bytes::Valid(text) => text.push_str(more),
            Bytes::Mixed { bytes, .. } => bytes.extend_from_slice(more.as_bytes()),
        }
    }

    /// Appends bytes that are no UTF-8, to be refused by who needs them.
    pub(super) fn push_invalid(&mut self, more: &[u8]) {
        if let Bytes::Valid(text) = &mut self.bytes {
            let bytes = mem::take(text).into_bytes();
            self.bytes = Bytes::Mixed { bytes, end: 0 };
        }
        if let Bytes::Mixed { bytes, end } = &mut self.bytes {
            bytes.extend_from_slice(more);
            *end = bytes.len();
        }
    }

    /// Appends a character that stands in the place of bytes that were none.
    pub(super) fn push_mended(&mut self, character: char, what: impl FnOnce() -> String) {
        let at = self.end();
        if self.mended != Some(at) {
            if self.told < REPAIR_LIMIT {
                self.told += 1;
                self.repair(what());
            } else {
                self.untold += 1;
            }
        }
        self.push(character.encode_utf8(&mut [0; 4]));
        self.mended = Some(self.end());
    }

    /// Says that something is mended in what comes next.
    pub(super) fn repair(&mut self, what: String) {
        let at = self.end();
        self.repair_at(at, what);
    }

    /// Says that something is mended at a place of the text that has not been given up.
    pub(super) fn repair_at(&mut self, at: u64, what: String) {
        self.repairs.push_back((at, what));
    }

    /// Says how many repairs were not told.
    pub(super) fn end_repairs(&mut self) {
        let what = match mem::take(&mut self.untold) {
            0 => return,
            1 => "1 more place was mended where bytes are no text of the encoding".to_owned(),
            more => {
                format!("{more} more places were mended where bytes are no text of the encoding")
            }
        };
        self.repair(what);
    }

    pub(super) fn has_repairs(&self) -> bool {
        !self.repairs.is_empty()
    }

    pub(super) fn take_repairs(&mut self, count: usize) -> impl Iterator<Item = Repair> {
        let start = self.dropped + self.start as u64;
        let end = start.saturating_add(count as u64);
        let length = self.bytes().len();
        let taken = self.repairs.partition_point(|(at, _)| *at < end);
        self.repairs.drain(..taken).map(move |(at, what)| {
            let at = usize::try_from(at.saturating_sub(start)).unwrap_or(length);
            Repair {
                at: at.min(length),
                what,
            }
        })
    }

    /// How long the text is that there has been.
    pub(super) fn end(&self) -> u64 {
        self.dropped + self.all().len() as u64
    }
}
