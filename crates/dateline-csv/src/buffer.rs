//! The bytes of an input that are looked at: from the row that is being framed on.

use std::io::{self, Read};
use std::mem;

use crate::decode::Decoder;

/// How many bytes are read at once: what stays in a processor's cache until it was looked at.
const CHUNK: usize = 1 << 14;

/// So much room is made at once at most: what is not needed is not touched.
const MOST: usize = 1 << 20;

/// A row of so many bytes is not copied.
const LARGE: usize = 1 << 20;

/// An input, and those of its bytes that were read and are still asked for.
#[derive(Debug)]
pub(crate) struct Buffer<R> {
    input: Decoder<R>,
    /// Room for bytes; those from `start` to `end` are held.
    room: Vec<u8>,
    start: usize,
    end: usize,
}

impl<R> Buffer<R> {
    pub(crate) const fn new(input: R) -> Self {
        Self {
            input: Decoder::new(input),
            room: Vec::new(),
            start: 0,
            end: 0,
        }
    }

    /// The bytes held.
    pub(crate) fn held(&self) -> &[u8] {
        &self.room[self.start..self.end]
    }

    /// Lets the first `length` bytes go.
    pub(crate) fn consume(&mut self, length: usize) {
        self.start += length.min(self.end - self.start);
    }

    /// Lets the first `length` bytes go into `row`. Many of them go with the memory that they are in.
    pub(crate) fn give(&mut self, length: usize, row: &mut Vec<u8>) {
        let held = self.held();
        let (given, rest) = held.split_at(length.min(held.len()));
        if given.len() < LARGE {
            row.clear();
            row.extend_from_slice(given);
            return self.consume(length);
        }
        let rest = rest.to_vec();
        let given = self.start..self.end - rest.len();
        (self.start, self.end) = (0, rest.len());
        *row = mem::replace(&mut self.room, rest);
        row.truncate(given.end);
        row.drain(..given.start);
    }

    /// Whether the input is UTF-16.
    pub(crate) const fn is_utf16(&self) -> bool {
        self.input.is_utf16()
    }

    /// How many bytes there is room for.
    #[cfg(test)]
    pub(crate) fn room(&self) -> usize {
        self.room.len()
    }
}

impl<R: Read> Buffer<R> {
    /// Holds some more bytes of the input; `false` at its end.
    pub(crate) fn fill(&mut self) -> io::Result<bool> {
        if self.room.len() - self.end < CHUNK {
            self.make_room();
        }
        let length = self.input.read(&mut self.room[self.end..])?;
        self.end += length;
        Ok(length > 0)
    }

    /// Moves what is held to the front, and where that does not help, makes more room. What is held
    /// now is a row that is not complete: it is moved once, however many reads it takes.
    fn make_room(&mut self) {
        if self.start > 0 {
            self.room.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        if self.room.len() - self.end < CHUNK {
            let more = self.room.len().clamp(2 * CHUNK, MOST);
            self.room.resize(self.room.len() + more, 0);
        }
    }
}
