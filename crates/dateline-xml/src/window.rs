//! The part of an input that is being looked at, refilled as it is consumed, in UTF-8.

use std::io::{self, Read};

use dateline_core::Utf16Decoder;

/// How much is asked of the input at a time.
const CHUNK: usize = 64 * 1024;

/// Bytes of an input, of which the first are given up as reading goes on.
///
/// UTF-16 is made UTF-8.
#[derive(Debug)]
pub(crate) struct Window<R> {
    input: R,
    bytes: Vec<u8>,
    /// Bytes before this have been given up.
    start: usize,
    begun: bool,
    ended: bool,
    wide: Option<Utf16Decoder>,
    had_mark: bool,
}

impl<R> Window<R> {
    pub(crate) const fn new(input: R) -> Self {
        Self {
            input,
            bytes: Vec::new(),
            start: 0,
            begun: false,
            ended: false,
            wide: None,
            had_mark: false,
        }
    }

    /// What can be looked at.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// Gives up the first `count` bytes.
    pub(crate) fn consume(&mut self, count: usize) {
        self.start = (self.start + count).min(self.bytes.len());
    }

    /// Whether the input is in UTF-16.
    pub(crate) const fn is_wide(&self) -> bool {
        self.wide.is_some()
    }

    /// Whether the input began with a byte order mark.
    pub(crate) const fn had_mark(&self) -> bool {
        self.had_mark
    }
}

impl<R: Read> Window<R> {
    /// Reads on; `false` at the end of the input.
    pub(crate) fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.start > 0 {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        if !self.begun {
            self.begun = true;
            let mut head = Vec::with_capacity(4);
            Read::by_ref(&mut self.input)
                .take(4)
                .read_to_end(&mut head)?;
            self.begin(&head);
            if !self.bytes.is_empty() {
                return Ok(true);
            }
        }
        let before = self.bytes.len();
        loop {
            let read = match &mut self.wide {
                None => {
                    self.bytes.resize(before + CHUNK, 0);
                    let read = read_some(&mut self.input, &mut self.bytes[before..]);
                    self.bytes.truncate(before + *read.as_ref().unwrap_or(&0));
                    read?
                }
                Some(wide) => {
                    let mut chunk = [0; 4096];
                    let read = read_some(&mut self.input, &mut chunk)?;
                    wide.push(&chunk[..read], &mut self.bytes);
                    if read == 0 {
                        wide.finish(&mut self.bytes);
                    }
                    read
                }
            };
            self.ended = read == 0;
            if self.bytes.len() > before {
                return Ok(true);
            }
            if self.ended {
                return Ok(false);
            }
        }
    }

    /// Finds out what the input is in by its first bytes (XML 1.0, appendix F).
    fn begin(&mut self, head: &[u8]) {
        let (decoder, mark) = match head {
            [0xEF, 0xBB, 0xBF, rest @ ..] => {
                self.had_mark = true;
                self.bytes.extend_from_slice(rest);
                return;
            }
            [0xFF, 0xFE, ..] => (Utf16Decoder::little_endian(), 2),
            [0xFE, 0xFF, ..] => (Utf16Decoder::big_endian(), 2),
            [b'<', 0, _, 0] => (Utf16Decoder::little_endian(), 0),
            [0, b'<', 0, _] => (Utf16Decoder::big_endian(), 0),
            _ => {
                self.bytes.extend_from_slice(head);
                return;
            }
        };
        self.had_mark = mark > 0;
        let wide = self.wide.insert(decoder);
        wide.push(&head[mark..], &mut self.bytes);
    }
}

fn read_some(input: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(input: &[u8], expected: &[u8]) {
        let mut window = Window::new(input);
        while window.fill().unwrap() {}
        assert_eq!(window.bytes(), expected);
    }

    #[test]
    fn marks_are_not_text() {
        check(b"", b"");
        check(b"ab", b"ab");
        check(b"\xEF\xBB\xBF<a>", b"<a>");
        check(b"\xEF\xBB", b"\xEF\xBB");
    }

    #[test]
    fn utf_16_in_both_orders() {
        let text = "<a>é🕊</a>";
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&[&[0xFE, 0xFF], &*big].concat(), text.as_bytes());
        check(&[&[0xFF, 0xFE], &*little].concat(), text.as_bytes());
        check(&big, text.as_bytes());
        check(&little, text.as_bytes());
    }

    #[test]
    fn half_of_a_character_is_no_utf_8() {
        check(&[0xFE, 0xFF, 0xD8, 0x00, 0x00, b'a'], b"\xED\xA0\x80a");
        check(&[0xFE, 0xFF, 0xDC, 0x00], b"\xED\xB0\x80");
        check(&[0xFE, 0xFF, 0xD8, 0x00], b"\xED\xA0\x80");
        check(&[0xFE, 0xFF, 0x00], b"\xFF");
    }
}
