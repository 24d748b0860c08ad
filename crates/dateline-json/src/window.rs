//! A window on the input: the bytes that are needed now, and where they stand.

use std::io::{self, Read};
use std::mem;

use dateline_core::{Position, Scope, Utf16Decoder};

use crate::MAX_SIZE;
use crate::error::{Error, ErrorKind, Hint};
use crate::mend::Mending;
use crate::sniff::{Encoding, encoding};

/// So much room is made at once at least and at most.
const CHUNK: usize = 16 * 1024;
const MOST: usize = 1024 * 1024;

/// The part of an input that was read and not yet consumed.
#[derive(Debug)]
pub(crate) struct Window<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    ended: bool,
    /// Where the byte at `counted` stands. What was consumed behind it is counted when somebody
    /// asks, so that columns are counted only on the line on which somebody does.
    position: Position,
    counted: usize,
    /// So many of the bytes behind that were consumed at once, and no line ends in them.
    in_line: usize,
    /// Makes UTF-8 of the input, where that is UTF-16.
    decoder: Option<Utf16Decoder>,
    /// How many bytes may be held at once.
    limit: usize,
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
            counted: 0,
            in_line: 0,
            decoder: None,
            limit: MAX_SIZE,
        }
    }

    /// The same with a smaller limit than [`MAX_SIZE`].
    #[cfg(test)]
    pub(crate) fn limited(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Reads more; `false` at the end of the input.
    ///
    /// Bytes are moved at most once for each time the memory doubles or half of it was consumed,
    /// so that a value of any size costs linear time. No more is read ahead than a little, and no
    /// more memory touched.
    pub(crate) fn fill(&mut self) -> Result<bool, Error> {
        if self.ended {
            return Ok(false);
        }
        if self.end - self.start >= self.limit {
            return Err(Error::document(self.position(), ErrorKind::Size));
        }
        match self.decoder.take() {
            None => self.fill_bytes(),
            Some(mut decoder) => {
                let filled = self.fill_decoded(&mut decoder);
                self.decoder = Some(decoder);
                filled
            }
        }
    }

    fn fill_bytes(&mut self) -> Result<bool, Error> {
        if self.end == self.buffer.len() {
            self.make_room(1);
        }
        let free = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = read(&mut self.input, free);
        let read = self.said(read)?;
        self.end = (self.end + read).min(self.buffer.len());
        Ok(read > 0)
    }

    /// Reads UTF-16. A part of a character gives no bytes yet, so that it reads on until there are
    /// some.
    fn fill_decoded(&mut self, decoder: &mut Utf16Decoder) -> Result<bool, Error> {
        let mut units = [0; 4096];
        let mut text = Vec::new();
        while text.is_empty() && !self.ended {
            let read = read(&mut self.input, &mut units);
            let read = self.said(read)?;
            decoder.push(units.get(..read).unwrap_or_default(), &mut text);
            if self.ended {
                decoder.finish(&mut text);
            }
        }
        if self.buffer.len() - self.end < text.len() {
            self.make_room(text.len());
        }
        if let Some(free) = self.buffer.get_mut(self.end..self.end + text.len()) {
            free.copy_from_slice(&text);
            self.end += text.len();
        }
        Ok(!text.is_empty())
    }

    /// Makes room for `more` bytes behind those that are there.
    fn make_room(&mut self, more: usize) {
        if self.start > self.buffer.len() / 2 || self.start == self.end {
            self.settle();
            self.counted = 0;
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() - self.end < more {
            let more = self.buffer.len().clamp(CHUNK, MOST).max(more);
            self.buffer.resize(self.buffer.len() + more, 0);
        }
    }

    fn said(&mut self, read: io::Result<usize>) -> Result<usize, Error> {
        self.ended = !matches!(read, Ok(1..));
        read.map_err(|error| Error::input(self.position().after(self.bytes()), error))
    }

    /// Looks at how the input begins: passes over a byte order mark, and decodes UTF-16, with a
    /// mark or without, which is said (RFC 8259, section 8.1, wants UTF-8).
    pub(crate) fn begin(&mut self, mending: &mut Mending<'_>) -> Result<(), Error> {
        while self.bytes().len() < 4 && self.fill()? {}
        match encoding(self.bytes()) {
            Encoding::Utf8(mark) => {
                self.settle();
                self.start += mark;
                self.counted = self.start;
                // An editor does not count the mark as a column.
                self.position.byte += mark as u64;
                Ok(())
            }
            Encoding::Utf16(mark, decoder) => self.decode(mark, decoder, mending),
            Encoding::Utf32 => Err(Error::document(self.position(), ErrorKind::Utf32)),
        }
    }

    /// Passes over byte order marks in front of a line, where files that had one were put behind
    /// each other, and over the white space around them.
    pub(crate) fn skip_marks(&mut self, mending: &mut Mending<'_>) -> Result<(), Error> {
        let mut said = false;
        while self.peek_past_blanks()? == Some(0xEF) {
            while self.bytes().len() < 3 && self.fill()? {}
            if !self.bytes().starts_with(b"\xEF\xBB\xBF") {
                break;
            }
            if !said {
                let error = self.unexpected("a line");
                mending.mend(error, "it was passed over")?;
                said = true;
            }
            self.consume(3);
        }
        Ok(())
    }

    /// Goes on with what `decoder` makes of the input behind a mark of this length.
    fn decode(
        &mut self,
        mark: usize,
        mut decoder: Utf16Decoder,
        mending: &mut Mending<'_>,
    ) -> Result<(), Error> {
        let error = Error::document(self.settle(), ErrorKind::Utf16);
        mending.mend(error, "it was decoded")?;
        let mut text = Vec::new();
        decoder.push(self.bytes().get(mark..).unwrap_or_default(), &mut text);
        if self.ended {
            decoder.finish(&mut text);
        }
        (self.counted, self.start, self.end) = (0, 0, text.len());
        self.buffer = text;
        self.decoder = Some(decoder);
        Ok(())
    }
}

fn read(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
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

    /// The first byte that is no white space at `offset` or behind it; all stay where they are.
    pub(crate) fn look_past_blanks(&mut self, mut offset: usize) -> Result<Option<u8>, Error> {
        loop {
            let rest = self.bytes().get(offset..).unwrap_or_default();
            let blanks = rest.iter().take_while(|byte| is_blank(**byte)).count();
            if let Some(byte) = rest.get(blanks) {
                return Ok(Some(*byte));
            }
            offset += blanks;
            if !self.fill()? {
                return Ok(None);
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
                    hint: Hint::on(self.bytes()),
                },
                Err(error) => return error,
            },
        };
        Error::new(self.position(), Scope::Document, kind)
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
    pub(crate) fn position(&self) -> Position {
        let mut position = self.position;
        let (line, rest) = self.uncounted().split_at(self.in_line);
        position.advance_line(line, rest);
        position
    }

    /// The same, and what was consumed is not counted again.
    pub(crate) fn settle(&mut self) -> Position {
        self.position = self.position();
        (self.counted, self.in_line) = (self.start, 0);
        self.position
    }

    fn uncounted(&self) -> &[u8] {
        self.buffer
            .get(self.counted..self.start)
            .unwrap_or_default()
    }

    /// Leaves the first `length` bytes behind, in which no line ends.
    pub(crate) fn consume_in_line(&mut self, length: usize) {
        self.settle();
        self.consume(length);
        self.in_line = self.start - self.counted;
    }

    /// Leaves the first `length` bytes behind and gives them away, with the memory that they are in
    /// and what it holds in front of them: so many bytes.
    pub(crate) fn give(&mut self, length: usize) -> (Vec<u8>, usize) {
        let before = self.start;
        self.consume(length);
        self.settle();
        let rest = self.bytes().to_vec();
        let mut given = mem::replace(&mut self.buffer, rest);
        given.truncate(self.start);
        (self.end, self.start, self.counted) = (self.end - self.start, 0, 0);
        (given, before)
    }

    /// Leaves the first `length` bytes behind.
    pub(crate) fn consume(&mut self, length: usize) {
        self.start += length.min(self.end - self.start);
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
