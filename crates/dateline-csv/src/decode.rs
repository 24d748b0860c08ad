//! Bytes of an input to bytes of UTF-8: byte order marks, and UTF-16.

use std::io::{self, ErrorKind, Read};

use dateline_core::Utf16Decoder;

const CHUNK: usize = 1 << 16;

/// An input that is read in chunks of UTF-8 without byte order mark.
#[derive(Debug)]
pub(crate) struct Decoder<R> {
    input: R,
    chunk: Box<[u8]>,
    encoding: Encoding,
    ended: bool,
}

#[derive(Debug)]
enum Encoding {
    /// Nothing was read yet.
    Unknown,
    Utf8,
    Utf16(Utf16Decoder),
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
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => (Self::Utf8, 3),
            [0xFE, 0xFF, ..] => (Self::Utf16(Utf16Decoder::big_endian()), 2),
            [0xFF, 0xFE, ..] => (Self::Utf16(Utf16Decoder::little_endian()), 2),
            _ => (Self::Utf8, 0),
        }
    }
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
