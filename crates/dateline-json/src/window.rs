//! A window on the input: the bytes that are needed now, and where they stand.

use std::io::{self, Read};

use dateline_core::{Position, Scope};

use crate::error::{Error, ErrorKind};

const CHUNK: usize = 64 * 1024;

/// The part of an input that was read and not yet consumed.
#[derive(Debug)]
pub(crate) struct Window<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    position: Position,
}

impl<R: Read> Window<R> {
    pub(crate) fn new(input: R) -> Self {
        let position = Position::default();
        Self {
            input,
            buffer: Vec::new(),
            start: 0,
            end: 0,
            ended: false,
            position,
        }
    }

    /// Reads more; `false` at the end of the input.
    ///
    /// Bytes are moved at most once for each time the buffer doubles or half of it was consumed,
    /// so that a value of any size costs linear time.
    pub(crate) fn fill(&mut self) -> Result<bool, Error> {
        if self.ended {
            return Ok(false);
        }
        if self.end == self.buffer.len() {
            if self.start > self.buffer.len() / 2 || self.start == self.end {
                self.buffer.copy_within(self.start..self.end, 0);
                self.end -= self.start;
                self.start = 0;
            }
            if self.end == self.buffer.len() {
                let more = self.buffer.len().max(CHUNK);
                self.buffer.resize(self.buffer.len() + more, 0);
            }
        }
        loop {
            match self.input.read(&mut self.buffer[self.end..]) {
                Ok(0) => {
                    self.ended = true;
                    return Ok(false);
                }
                Ok(read) => {
                    self.end = (self.end + read).min(self.buffer.len());
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    return Err(Error::input(self.position.after(self.bytes()), error));
                }
            }
        }
    }

    /// Passes over a byte order mark; one of UTF-16 is an error.
    pub(crate) fn skip_mark(&mut self) -> Result<(), Error> {
        while self.bytes().len() < 3 && self.fill()? {}
        match self.bytes() {
            [0xEF, 0xBB, 0xBF, ..] => {
                self.start += 3;
                // An editor does not count the mark as a column.
                self.position.byte += 3;
            }
            [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => {
                return Err(Error::document(self.position, ErrorKind::Utf16));
            }
            _ => {}
        }
        Ok(())
    }
}

impl<R: Read> Window<R> {
    /// The next byte, which stays where it is.
    pub(crate) fn peek(&mut self) -> Result<Option<u8>, Error> {
        while self.bytes().is_empty() && self.fill()? {}
        Ok(self.bytes().first().copied())
    }

    /// The next byte that is no white space; the white space is consumed.
    pub(crate) fn peek_past_blanks(&mut self) -> Result<Option<u8>, Error> {
        loop {
            let blanks = self
                .bytes()
                .iter()
                .take_while(|byte| is_blank(**byte))
                .count();
            self.consume(blanks);
            if !self.bytes().is_empty() || !self.fill()? {
                return Ok(self.bytes().first().copied());
            }
        }
    }

    /// What stands here, for a message.
    pub(crate) fn found(&mut self) -> Result<String, Error> {
        while self.bytes().len() < 64 && self.fill()? {}
        Ok(found(self.bytes()))
    }

    /// The error that something else than `expected` stands here.
    pub(crate) fn unexpected(&mut self, expected: &'static str) -> Error {
        let kind = match self.peek() {
            Err(error) => return error,
            Ok(None) => ErrorKind::Truncated {
                expected: expected.into(),
            },
            Ok(Some(_)) => match self.found() {
                Ok(found) => ErrorKind::Syntax {
                    expected: expected.into(),
                    found,
                },
                Err(error) => return error,
            },
        };
        Error::new(self.position, Scope::Document, kind)
    }
}

impl<R> Window<R> {
    /// What was read and not consumed.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    /// How much it holds at once.
    #[cfg(test)]
    pub(crate) const fn capacity(&self) -> usize {
        self.buffer.len()
    }

    /// Where [`Self::bytes`] begin.
    pub(crate) const fn position(&self) -> Position {
        self.position
    }

    /// Leaves the first `length` bytes behind.
    pub(crate) fn consume(&mut self, length: usize) {
        let length = length.min(self.end - self.start);
        self.position
            .advance(&self.buffer[self.start..self.start + length]);
        self.start += length;
    }
}

/// White space of JSON (RFC 8259, section 2).
pub(crate) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// What stands at the start of `bytes`, for a message: a word, or one character.
pub(crate) fn found(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(64)];
    let text = String::from_utf8_lossy(head);
    let word = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')));
    let first = text.chars().next().map_or(0, char::len_utf8);
    let word = word.unwrap_or(text.len()).max(first);
    match text.get(..word) {
        None | Some("") => "the end".to_owned(),
        Some("\n" | "\r") => "a line break".to_owned(),
        Some(word) => format!("`{}`", dateline_core::Excerpt(word)),
    }
}
