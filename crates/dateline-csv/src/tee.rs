//! An input whose bytes can be seen again: from the row that is being framed on.

use std::io::{self, Read};

use dateline_core::Position;

use crate::decode::Decoder;

/// Hands decoded bytes on and keeps those that are still asked for.
#[derive(Debug)]
pub(crate) struct Tee<R> {
    input: Decoder<R>,
    kept: Vec<u8>,
    /// The offset in the decoded input of the first byte kept.
    base: u64,
    /// How many of the kept bytes were handed on.
    given: usize,
    /// Where the first byte stands that is still asked for.
    needed: Position,
}

impl<R> Tee<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            input: Decoder::new(input),
            kept: Vec::new(),
            base: 0,
            given: 0,
            needed: Position::default(),
        }
    }

    /// All bytes kept.
    pub(crate) fn kept(&self) -> &[u8] {
        &self.kept
    }

    /// The kept bytes from one offset to another.
    pub(crate) fn bytes(&self, from: u64, to: u64) -> &[u8] {
        let index = |offset: u64| usize::try_from(offset.saturating_sub(self.base)).ok();
        index(from)
            .zip(index(to))
            .and_then(|(from, to)| self.kept.get(from..to))
            .unwrap_or_default()
    }

    /// Says that a row ended here: nothing before this is asked for again, and neither are the
    /// line ends from here on.
    pub(crate) fn forget_before(&mut self, position: Position) {
        self.needed = position;
    }

    /// Where the first byte stands that is still asked for.
    pub(crate) const fn needed(&self) -> Position {
        self.needed
    }

    /// Begins to hand on at `given`, among the kept bytes.
    pub(crate) fn hand_on_from(&mut self, given: usize) {
        self.given = given.min(self.kept.len());
    }

    /// Whether the input is UTF-16.
    pub(crate) const fn is_utf16(&self) -> bool {
        self.input.is_utf16()
    }
}

impl<R: Read> Tee<R> {
    /// Keeps some more bytes of the input; `false` at its end.
    pub(crate) fn fill(&mut self) -> io::Result<bool> {
        self.input.append(&mut self.kept)
    }

    /// Drops what nobody asks for. Done only when more is read, when little else is kept, so that
    /// no byte is moved again and again. The line ends between two rows go here, too: there may be
    /// more of them than the memory holds.
    fn forget(&mut self) {
        let unneeded = self.needed.byte.saturating_sub(self.base);
        let unneeded = usize::try_from(unneeded).map_or(self.given, |at| at.min(self.given));
        let blank = line_ends(&self.kept[unneeded..self.given]);
        self.needed.advance(blank);
        let unneeded = unneeded + blank.len();
        self.kept.drain(..unneeded);
        self.base += unneeded as u64;
        self.given -= unneeded;
    }
}

/// The line ends that these bytes begin with.
pub(crate) fn line_ends(bytes: &[u8]) -> &[u8] {
    let row = bytes.iter().position(|byte| !matches!(byte, b'\n' | b'\r'));
    &bytes[..row.unwrap_or(bytes.len())]
}

impl<R: Read> Read for Tee<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.kept.len() {
            self.forget();
            self.fill()?;
        }
        let length = (self.kept.len() - self.given).min(buffer.len());
        buffer[..length].copy_from_slice(&self.kept[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}
