//! Decoded text, of which the first part is given up as reading goes on, and what was mended in it.

use std::collections::VecDeque;
use std::mem;
use std::ops::Range;
use std::str::Utf8Error;

use crate::ErrorKind;

/// How many findings of a document say that bytes were no text of its encoding and what was made of
/// them, one a run of such bytes. How many more there are is said by one finding, at its end.
pub const REPAIR_LIMIT: usize = 100;

/// So many bytes that are given away are not copied.
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
    /// Text, and behind `end` room for more.
    room: Vec<u8>,
    /// Bytes before this have been given up.
    start: usize,
    end: usize,
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

impl Text {
    pub(super) const fn new() -> Self {
        Self {
            room: Vec::new(),
            start: 0,
            end: 0,
            dropped: 0,
            repairs: VecDeque::new(),
            told: 0,
            untold: 0,
            mended: None,
            refusal: None,
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.room.get(self.start..self.end).unwrap_or_default()
    }

    pub(super) fn str(&self, range: Range<usize>) -> Result<&str, Utf8Error> {
        utf_8(self.bytes().get(range).unwrap_or_default())
    }

    pub(super) fn consume(&mut self, count: usize) {
        self.start = self.start.saturating_add(count).min(self.end);
    }

    /// Gives up the first `count` bytes, into `item`. Many go with the memory that they are in.
    pub(super) fn give(&mut self, count: usize, item: &mut Vec<u8>) {
        let bytes = self.bytes();
        let (given, rest) = bytes.split_at(count.min(bytes.len()));
        if given.len() < LARGE {
            item.clear();
            item.extend_from_slice(given);
            return self.consume(count);
        }
        let rest = rest.to_vec();
        let given = self.start..self.end - rest.len();
        self.dropped += given.end as u64;
        (self.start, self.end) = (0, rest.len());
        *item = mem::replace(&mut self.room, rest);
        item.truncate(given.end);
        item.drain(..given.start);
    }

    /// Room for so many more bytes behind the text. What has been given up leaves room first.
    pub(super) fn room(&mut self, more: usize) -> &mut [u8] {
        if self.room.len() - self.end < more {
            self.room.copy_within(self.start..self.end, 0);
            self.dropped += self.start as u64;
            (self.start, self.end) = (0, self.end - self.start);
            self.room.resize(self.room.len().max(self.end + more), 0);
        }
        &mut self.room[self.end..self.end + more]
    }

    /// Takes into the text what was put into the [`room`](Self::room).
    pub(super) fn grow(&mut self, count: usize) {
        self.end += count;
    }

    pub(super) fn push(&mut self, more: &str) {
        self.push_invalid(more.as_bytes());
    }

    /// Appends bytes that may be no UTF-8, to be refused by who needs them.
    pub(super) fn push_invalid(&mut self, more: &[u8]) {
        self.room(more.len()).copy_from_slice(more);
        self.grow(more.len());
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
        self.dropped + self.end as u64
    }
}

/// The bytes as text.
pub(crate) fn utf_8(bytes: &[u8]) -> Result<&str, Utf8Error> {
    // What says where it is wrong takes longer.
    simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes))
}
