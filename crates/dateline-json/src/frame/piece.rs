//! One record, cut out of its input.

use bumpalo::Bump;
use dateline_core::{Position, Scope};

use super::{Excess, Extent};
use crate::error::{Error, ErrorKind};
use crate::window::Window;

/// The bytes of one record, where they stand, and which record it is. Its memory is used again.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    bytes: Vec<u8>,
    position: Position,
    number: u64,
    excess: Option<Excess>,
    /// The texts of the record that had escapes.
    arena: Bump,
}

impl Piece {
    /// Takes the value that begins the window, which moves on behind it.
    pub(crate) fn cut<R>(&mut self, window: &mut Window<R>, extent: Extent, number: u64) {
        self.empty(window, number);
        let bytes = window.bytes().get(..extent.length).unwrap_or_default();
        self.bytes.extend_from_slice(bytes);
        self.excess = extent.excess;
        if extent.in_line {
            window.consume_in_line(extent.length);
        } else {
            window.consume(extent.length);
        }
    }

    /// Nothing, in front of what comes next.
    pub(crate) fn empty<R>(&mut self, window: &mut Window<R>, number: u64) {
        self.bytes.clear();
        self.position = window.settle();
        self.number = number;
        self.excess = None;
        self.arena.reset();
    }

    /// Its bytes as they stand in the input.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.bytes
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

    /// Where texts of the record go that had escapes: memory that is used again.
    pub(crate) const fn arena(&self) -> &Bump {
        &self.arena
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
        if let Ok(text) = simdutf8::basic::from_utf8(&self.bytes) {
            return Ok(text);
        }
        // The quick check does not say where the bytes are wrong.
        std::str::from_utf8(&self.bytes).map_err(|error| {
            let broken = ErrorKind::not_utf8(&self.bytes, error);
            Error::inside(broken, self.position, &self.bytes, "")
        })
    }
}
