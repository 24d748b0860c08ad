//! One record, cut out of its input.

use dateline_core::{Position, Scope};

use super::{Excess, Extent};
use crate::error::{Error, ErrorKind};
use crate::window::Window;

/// A record of more bytes is not copied: its frame takes the memory that it was read into, and does
/// not keep it for the next one.
const LARGE: usize = 1024 * 1024;

/// The bytes of one record, where they stand, and which record it is. Its memory is used again.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    /// What is in front of `start` is not of the record.
    bytes: Vec<u8>,
    start: usize,
    position: Position,
    number: u64,
    excess: Option<Excess>,
}

impl Piece {
    /// Takes the value that begins the window, which moves on behind it.
    pub(crate) fn cut<R>(&mut self, window: &mut Window<R>, extent: Extent, number: u64) {
        self.empty(window, number);
        self.excess = extent.excess;
        if extent.length > LARGE {
            (self.bytes, self.start) = window.give(extent.length);
            return;
        }
        let bytes = window.bytes().get(..extent.length).unwrap_or_default();
        self.bytes.extend_from_slice(bytes);
        if extent.in_line {
            window.consume_in_line(extent.length);
        } else {
            window.consume(extent.length);
        }
    }

    /// Nothing, in front of what comes next.
    pub(crate) fn empty<R>(&mut self, window: &mut Window<R>, number: u64) {
        if self.bytes.capacity() > LARGE {
            self.bytes = Vec::new();
        }
        self.bytes.clear();
        self.start = 0;
        self.position = window.settle();
        self.number = number;
        self.excess = None;
    }

    /// Its bytes as they stand in the input.
    pub(crate) fn raw(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }

    /// Where it begins.
    pub(crate) const fn position(&self) -> Position {
        self.position
    }

    /// Which it is, from 1.
    pub(crate) const fn number(&self) -> u64 {
        self.number
    }

    /// Which it is in a list, from 0.
    pub(crate) const fn index(&self) -> u64 {
        self.number.saturating_sub(1)
    }

    /// How much memory it keeps.
    #[cfg(test)]
    pub(crate) const fn memory(&self) -> usize {
        self.bytes.capacity()
    }

    /// Its bytes as text.
    ///
    /// # Errors
    ///
    /// Where they are none, or more than may be read.
    pub(crate) fn text(&self) -> Result<&str, Error> {
        let excess = self.excess.map(|excess| match excess {
            Excess::Depth => ErrorKind::Depth,
            Excess::Values => ErrorKind::Values,
        });
        if let Some(kind) = excess {
            return Err(Error::new(self.position, Scope::Record, kind));
        }
        let bytes = self.raw();
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return Ok(text);
        }
        // The quick check does not say where the bytes are wrong.
        std::str::from_utf8(bytes).map_err(|error| {
            let broken = ErrorKind::not_utf8(bytes, error);
            Error::inside(broken, self.position, bytes, "")
        })
    }
}
