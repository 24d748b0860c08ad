//! The part of an input that is being looked at, refilled as it is consumed, in UTF-8.

use std::io::{self, Read};

/// How much is asked of the input at a time.
const CHUNK: usize = 64 * 1024;

/// Bytes of an input, of which the first are given up as reading goes on.
///
/// UTF-16 is made UTF-8; a lone surrogate becomes the three bytes that would encode it, which are
/// no UTF-8, so that the record it stands in is refused and no other.
#[derive(Debug)]
pub(crate) struct Window<R> {
    input: R,
    bytes: Vec<u8>,
    /// Bytes before this have been given up.
    start: usize,
    begun: bool,
    ended: bool,
    wide: Option<Wide>,
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
                    wide.decode(&chunk[..read], &mut self.bytes);
                    if read == 0 {
                        wide.end(&mut self.bytes);
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
        let (little, mark) = match head {
            [0xEF, 0xBB, 0xBF, rest @ ..] => {
                self.had_mark = true;
                self.bytes.extend_from_slice(rest);
                return;
            }
            [0xFF, 0xFE, ..] => (true, 2),
            [0xFE, 0xFF, ..] => (false, 2),
            [b'<', 0, _, 0] => (true, 0),
            [0, b'<', 0, _] => (false, 0),
            _ => {
                self.bytes.extend_from_slice(head);
                return;
            }
        };
        self.had_mark = mark > 0;
        let wide = self.wide.insert(Wide {
            little,
            byte: None,
            high: None,
        });
        wide.decode(&head[mark..], &mut self.bytes);
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

/// A decoder of UTF-16 that takes its input in any pieces.
#[derive(Debug)]
struct Wide {
    little: bool,
    /// The first byte of a unit whose second has not come.
    byte: Option<u8>,
    /// A high surrogate whose low one has not come.
    high: Option<u16>,
}

impl Wide {
    fn decode(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        for byte in bytes {
            let Some(first) = self.byte.take() else {
                self.byte = Some(*byte);
                continue;
            };
            let pair = [first, *byte];
            let unit = if self.little {
                u16::from_le_bytes(pair)
            } else {
                u16::from_be_bytes(pair)
            };
            match (self.high.take(), unit) {
                (Some(high), 0xDC00..=0xDFFF) => {
                    let code =
                        0x10000 + ((u32::from(high) & 0x3FF) << 10) + (u32::from(unit) & 0x3FF);
                    put(code, out);
                }
                (high, unit) => {
                    if let Some(high) = high {
                        put(u32::from(high), out);
                    }
                    if matches!(unit, 0xD800..=0xDBFF) {
                        self.high = Some(unit);
                    } else {
                        put(u32::from(unit), out);
                    }
                }
            }
        }
    }

    fn end(&mut self, out: &mut Vec<u8>) {
        if let Some(high) = self.high.take() {
            put(u32::from(high), out);
        }
        out.extend(self.byte.take().map(|_| 0xFF));
    }
}

fn put(code: u32, out: &mut Vec<u8>) {
    let low = |shift: u32| 0x80 | u8::try_from((code >> shift) & 0x3F).unwrap_or_default();
    match char::from_u32(code) {
        Some(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend([0xED, low(6), low(0)]),
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
