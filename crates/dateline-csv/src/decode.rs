//! Bytes of an input to bytes of UTF-8: byte order marks, and UTF-16.
//!
//! What is no character stays no character: half a surrogate pair becomes three bytes that are no
//! UTF-8, so that the row it stands in is refused like any other that is no text, instead of
//! turning into U+FFFD unseen.

use std::io::{self, ErrorKind, Read};

const CHUNK: usize = 1 << 16;

/// An input that is read in chunks of UTF-8 without byte order mark.
#[derive(Debug)]
pub(crate) struct Decoder<R> {
    input: R,
    chunk: Box<[u8]>,
    encoding: Encoding,
    ended: bool,
}

#[derive(Clone, Copy, Debug)]
enum Encoding {
    /// Nothing was read yet.
    Unknown,
    Utf8,
    Utf16(Utf16),
}

/// What of the UTF-16 read so far is not complete.
#[derive(Clone, Copy, Debug)]
struct Utf16 {
    big_endian: bool,
    /// The first byte of a unit.
    byte: Option<u8>,
    /// The first unit of a surrogate pair.
    high: Option<u16>,
}

impl<R> Decoder<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            input,
            chunk: vec![0; CHUNK].into_boxed_slice(),
            encoding: Encoding::Unknown,
            ended: false,
        }
    }

    /// Whether the input is UTF-16.
    pub(crate) const fn is_utf16(&self) -> bool {
        matches!(self.encoding, Encoding::Utf16(_))
    }
}

impl<R: Read> Decoder<R> {
    /// Appends some text of the input to `text`; `false` at its end.
    pub(crate) fn append(&mut self, text: &mut Vec<u8>) -> io::Result<bool> {
        let before = text.len();
        while !self.ended && text.len() == before {
            match self.encoding {
                Encoding::Unknown => {
                    let mut length = 0;
                    while length < 3 && !self.ended {
                        length += self.fill(length)?;
                    }
                    let (encoding, mark) = Encoding::of(&self.chunk[..length]);
                    self.encoding = encoding;
                    self.push(mark, length, text);
                }
                Encoding::Utf8 | Encoding::Utf16(_) => {
                    let length = self.fill(0)?;
                    self.push(0, length, text);
                }
            }
        }
        Ok(text.len() > before)
    }

    /// Reads once, behind the first `from` bytes of the chunk.
    fn fill(&mut self, from: usize) -> io::Result<usize> {
        loop {
            match self.input.read(&mut self.chunk[from..]) {
                Ok(length) => {
                    self.ended = length == 0;
                    return Ok(length);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn push(&mut self, from: usize, to: usize, text: &mut Vec<u8>) {
        let bytes = &self.chunk[from..to];
        match &mut self.encoding {
            Encoding::Utf16(utf16) => {
                utf16.push(bytes, text);
                if self.ended {
                    utf16.finish(text);
                }
            }
            Encoding::Utf8 | Encoding::Unknown => text.extend_from_slice(bytes),
        }
    }
}

impl Encoding {
    /// The encoding that the first bytes show, and how many of them are the mark.
    const fn of(bytes: &[u8]) -> (Self, usize) {
        let big_endian = match bytes {
            [0xEF, 0xBB, 0xBF, ..] => return (Self::Utf8, 3),
            [0xFE, 0xFF, ..] => true,
            [0xFF, 0xFE, ..] => false,
            _ => return (Self::Utf8, 0),
        };
        (
            Self::Utf16(Utf16 {
                big_endian,
                byte: None,
                high: None,
            }),
            2,
        )
    }
}

impl Utf16 {
    fn push(&mut self, bytes: &[u8], text: &mut Vec<u8>) {
        for byte in bytes {
            let Some(first) = self.byte.take() else {
                self.byte = Some(*byte);
                continue;
            };
            let pair = [first, *byte];
            let unit = if self.big_endian {
                u16::from_be_bytes(pair)
            } else {
                u16::from_le_bytes(pair)
            };
            self.unit(unit, text);
        }
    }

    fn unit(&mut self, unit: u16, text: &mut Vec<u8>) {
        if let Some(high) = self.high.take() {
            if let Some(Ok(character)) = char::decode_utf16([high, unit]).next() {
                push_char(character, text);
                return;
            }
            push_surrogate(high, text);
        }
        match char::from_u32(u32::from(unit)) {
            Some(character) => push_char(character, text),
            None if unit < 0xDC00 => self.high = Some(unit),
            None => push_surrogate(unit, text),
        }
    }

    /// What is not complete at the end of the input.
    fn finish(&mut self, text: &mut Vec<u8>) {
        if let Some(high) = self.high.take() {
            push_surrogate(high, text);
        }
        if self.byte.take().is_some() {
            text.push(0xFF);
        }
    }
}

fn push_char(character: char, text: &mut Vec<u8>) {
    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// The bytes that UTF-8 would have for it, if it had any: they are never valid.
fn push_surrogate(unit: u16, text: &mut Vec<u8>) {
    let [high, low] = unit.to_be_bytes();
    text.extend_from_slice(&[
        0xED,
        0x80 | (high & 0x0F) << 2 | low >> 6,
        0x80 | (low & 0x3F),
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, each after an interruption.
    struct Trickle<'a>(&'a [u8], bool);

    impl Read for Trickle<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(ErrorKind::Interrupted.into());
            }
            let Some((first, rest)) = self.0.split_first() else {
                return Ok(0);
            };
            buffer[0] = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    fn all<R: Read>(input: R) -> Vec<u8> {
        let mut text = Vec::new();
        let mut decoder = Decoder::new(input);
        while decoder.append(&mut text).unwrap() {}
        assert!(!decoder.append(&mut text).unwrap());
        text
    }

    #[track_caller]
    fn check(input: &[u8], expected: &[u8]) {
        assert_eq!(all(input), expected);
        assert_eq!(all(Trickle(input, false)), expected, "byte by byte");
    }

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        let bytes = |unit: u16| {
            if big_endian {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        units.flat_map(bytes).collect()
    }

    #[test]
    fn utf8_passes_and_loses_only_its_mark() {
        check(b"", b"");
        check(b"a", b"a");
        check("\u{FEFF}é\u{FEFF}".as_bytes(), "é\u{FEFF}".as_bytes());
        check(b"\xEF\xBB", b"\xEF\xBB");
        check(b"a\xE9\0", b"a\xE9\0");
        check(b"\xEF\xBB\xBF", b"");
    }

    #[test]
    fn utf16_becomes_utf8() {
        for text in [
            "",
            "a",
            "é|🕊\r\n\u{FFFD}\u{FEFF}",
            "\u{D7FF}\u{E000}\u{FFFF}\u{10FFFF}",
        ] {
            check(&utf16(text, true), text.as_bytes());
            check(&utf16(text, false), text.as_bytes());
        }
        let long = "š🕊".repeat(100_000);
        assert_eq!(all(&*utf16(&long, false)), long.as_bytes());
    }

    #[test]
    fn what_is_no_utf16_is_no_utf8() {
        check(b"\xFE\xFF\0a\xD8\x3D\0b", b"a\xED\xA0\xBDb");
        let pair = "🕊".as_bytes();
        check(
            b"\xFE\xFF\xD8\x3D\xD8\x3D\xDD\x4A",
            &[b"\xED\xA0\xBD", pair].concat(),
        );
        check(b"\xFE\xFF\xDD\x4A", b"\xED\xB5\x8A");
        check(b"\xFE\xFF\xD8\x3D", b"\xED\xA0\xBD");
        check(b"\xFE\xFF\0a\0", b"a\xFF");
    }
}
