//! Bytes of an input to bytes of UTF-8: byte order marks, and UTF-16.

use std::io::{self, ErrorKind, Read};

use dateline_core::Utf16Decoder;

const CHUNK: usize = 1 << 16;

/// An input that is read as UTF-8 without byte order mark.
#[derive(Debug)]
pub(crate) struct Decoder<R> {
    input: R,
    encoding: Encoding,
    /// What was decoded, or read to see the encoding, and how much of it was handed on.
    decoded: Vec<u8>,
    given: usize,
}

#[derive(Debug)]
enum Encoding {
    /// Nothing was read yet.
    Unknown,
    Utf8,
    Utf16(Box<Utf16>),
}

#[derive(Debug)]
struct Utf16 {
    decoder: Utf16Decoder,
    chunk: Vec<u8>,
    ended: bool,
}

impl<R> Decoder<R> {
    pub(crate) const fn new(input: R) -> Self {
        Self {
            input,
            encoding: Encoding::Unknown,
            decoded: Vec::new(),
            given: 0,
        }
    }

    /// Whether the input is UTF-16.
    pub(crate) const fn is_utf16(&self) -> bool {
        matches!(self.encoding, Encoding::Utf16(_))
    }
}

impl<R: Read> Decoder<R> {
    /// Reads some of the input into `buffer`, which has room; nothing at its end.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Encoding::Unknown = self.encoding {
            self.begin()?;
        }
        while self.given == self.decoded.len() {
            let Encoding::Utf16(utf16) = &mut self.encoding else {
                return fill(&mut self.input, buffer);
            };
            if utf16.ended {
                return Ok(0);
            }
            self.decoded.clear();
            self.given = 0;
            utf16.chunk.resize(CHUNK, 0);
            let length = fill(&mut self.input, &mut utf16.chunk)?;
            utf16.push(length, &mut self.decoded);
        }
        let rest = &self.decoded[self.given..];
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }

    /// Reads as much as shows the encoding.
    fn begin(&mut self) -> io::Result<()> {
        let mut start = [0; 512];
        let mut length = 0;
        while length < 3 {
            match fill(&mut self.input, &mut start[length..])? {
                0 => break,
                more => length += more,
            }
        }
        let (encoding, mark) = Encoding::of(&start[..length]);
        self.encoding = encoding;
        match &mut self.encoding {
            Encoding::Utf16(utf16) => {
                utf16.decoder.push(&start[mark..length], &mut self.decoded);
            }
            Encoding::Utf8 | Encoding::Unknown => {
                self.decoded.extend_from_slice(&start[mark..length]);
            }
        }
        Ok(())
    }
}

/// Reads once.
fn fill<R: Read>(input: &mut R, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

impl Utf16 {
    const fn new(decoder: Utf16Decoder) -> Self {
        Self {
            decoder,
            chunk: Vec::new(),
            ended: false,
        }
    }

    /// Decodes the first bytes of the chunk; none mean the end of the input.
    fn push(&mut self, length: usize, text: &mut Vec<u8>) {
        self.decoder.push(&self.chunk[..length], text);
        if length == 0 {
            self.ended = true;
            self.decoder.finish(text);
        }
    }
}

impl Encoding {
    /// The encoding that the first bytes show, and how many of them are the mark.
    fn of(bytes: &[u8]) -> (Self, usize) {
        let utf16 = |decoder| Self::Utf16(Box::new(Utf16::new(decoder)));
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => (Self::Utf8, 3),
            [0xFE, 0xFF, ..] => (utf16(Utf16Decoder::big_endian()), 2),
            [0xFF, 0xFE, ..] => (utf16(Utf16Decoder::little_endian()), 2),
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
        let mut buffer = [0; 100];
        loop {
            match decoder.read(&mut buffer).unwrap() {
                0 => break,
                length => text.extend_from_slice(&buffer[..length]),
            }
        }
        assert_eq!(decoder.read(&mut buffer).unwrap(), 0);
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
