//! Where something stands in the input.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use crate::text::{ByteClass, ByteKinds, line_ends, line_ends_and_kinds};

/// A place in an input, as an editor shows it.
///
/// Lines and columns count from 1. A line ends with LF, CRLF or CR; a column is a character
/// (a Unicode scalar value), not a byte. `byte` counts from 0 and is the offset in the input as
/// it was decoded to UTF-8.
///
/// ```
/// use dateline_core::Position;
///
/// let mut position = Position::default();
/// position.advance("é\r\nab".as_bytes());
/// assert_eq!((position.line, position.column, position.byte), (2, 3, 6));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// The offset in bytes, from 0.
    pub byte: u64,
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
    /// Whether the byte before was a CR, so that an LF now ends no second line.
    after_cr: bool,
}

impl Default for Position {
    fn default() -> Self {
        Self {
            byte: 0,
            line: 1,
            column: 1,
            after_cr: false,
        }
    }
}

impl Position {
    /// Moves over `bytes`, which may end anywhere, also inside a character or between CR and LF.
    pub fn advance(&mut self, bytes: &[u8]) {
        let Some(&last) = bytes.last() else { return };
        self.byte += bytes.len() as u64;
        if bytes.len() < SHORT && !UNUSUAL.is_in(bytes) {
            self.column += bytes.len() as u64;
            self.after_cr = false;
            return;
        }
        self.advance_lines(bytes, last, line_ends(bytes));
    }

    /// The same, with one look at the bytes that also says which kinds of them can make a text illegal
    /// ([`ByteKinds::of_shape`]).
    ///
    /// ```
    /// use dateline_core::Position;
    /// use dateline_core::text::ByteKind;
    ///
    /// let mut position = Position::default();
    /// let kinds = position.advance_looking(b"a\n\tb");
    /// assert_eq!(position, Position::default().after(b"a\n\tb"));
    /// assert!(kinds.has(ByteKind::Control));
    /// ```
    pub fn advance_looking(&mut self, bytes: &[u8]) -> ByteKinds {
        let Some(&last) = bytes.last() else {
            return ByteKinds::default();
        };
        self.byte += bytes.len() as u64;
        let (ends, kinds) = line_ends_and_kinds(bytes);
        self.advance_lines(bytes, last, ends);
        kinds
    }

    /// Moves over bytes, the last of which is known, and how many lines end in them.
    fn advance_lines(&mut self, bytes: &[u8], last: u8, ends: usize) {
        // An LF behind a CR ends no second line.
        let second = usize::from(self.after_cr && bytes.starts_with(b"\n"));
        self.line += (ends - second) as u64;
        self.after_cr = last == b'\r';
        let line_start = memchr::memrchr2(b'\n', b'\r', bytes).map(|at| at + 1);
        match line_start {
            Some(start) => self.column = 1 + characters(&bytes[start..]),
            None => self.column += characters(bytes),
        }
    }

    /// Moves over `line`, in which no line ends, and over `rest` behind it. Where a line ends in
    /// `rest`, as usual, nobody looks into `line`.
    ///
    /// ```
    /// use dateline_core::Position;
    ///
    /// let mut position = Position::default();
    /// position.advance_line(b"ab", b"\n");
    /// assert_eq!(position, Position::default().after(b"ab\n"));
    /// ```
    pub fn advance_line(&mut self, line: &[u8], rest: &[u8]) {
        if line.is_empty() || memchr::memchr2(b'\n', b'\r', rest).is_none() {
            self.advance(line);
        } else {
            self.byte += line.len() as u64;
            self.after_cr = false;
        }
        self.advance(rest);
    }

    /// The position behind `bytes`, which stand here.
    #[must_use]
    pub fn after(mut self, bytes: &[u8]) -> Self {
        self.advance(bytes);
        self
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// The positions in a text that somebody asks for, one by one. Each is counted from the nearest known
/// one before it: however many are asked for, those in order cost one pass over the text.
///
/// ```
/// use dateline_core::{Position, Positions};
///
/// let text = "a\nb\nc".as_bytes();
/// let positions = Positions::new(Position::default());
/// let lines = [2, 4, 2, 9].map(|at| positions.find(text, at).map(|found| found.line));
/// assert_eq!(lines, [Some(2), Some(3), Some(2), None]);
/// ```
#[derive(Clone, Debug)]
pub struct Positions {
    start: Position,
    known: RefCell<BTreeMap<usize, Position>>,
}

impl Positions {
    /// None are known yet but where the text begins.
    #[must_use]
    pub const fn new(start: Position) -> Self {
        Self {
            start,
            known: RefCell::new(BTreeMap::new()),
        }
    }

    /// The position at `offset` in the text, which is the same in all calls; none behind its end.
    pub fn find(&self, text: &[u8], offset: usize) -> Option<Position> {
        let mut known = self.known.borrow_mut();
        let before = known.range(..=offset).next_back();
        let (before, position) = before.map_or((0, self.start), |(at, found)| (*at, *found));
        if before == offset {
            return Some(position);
        }
        let position = position.after(text.get(before..offset)?);
        known.insert(offset, position);
        Some(position)
    }
}

/// In few bytes mostly no line ends, nor is there any other control character, and each is a
/// character.
const SHORT: usize = 64;
const UNUSUAL: ByteClass<0> = ByteClass::new(b' ', []).and_from(0x7F);

/// Counts the characters that begin in `bytes`.
fn characters(bytes: &[u8]) -> u64 {
    // In so many bytes no more begin than a byte counts, so that vector code counts many at once.
    let chunks = bytes.chunks(u8::MAX.into());
    let begin = |byte: &u8| u8::from((*byte & 0xC0) != 0x80);
    chunks
        .map(|chunk| u64::from(chunk.iter().map(begin).sum::<u8>()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, line: u64, column: u64) {
        let whole = Position::default().after(text.as_bytes());
        assert_eq!((whole.line, whole.column), (line, column), "{text:?}");
        let mut looking = Position::default();
        let kinds = looking.advance_looking(text.as_bytes());
        assert_eq!((looking, kinds), (whole, ByteKinds::of_shape(text)));
        // However the bytes are cut, the place is the same.
        let mut piecewise = Position::default();
        for byte in text.as_bytes() {
            piecewise.advance(&[*byte]);
        }
        assert_eq!(piecewise, whole, "{text:?} byte by byte");
        for at in 0..=text.len() {
            let (before, behind) = text.as_bytes().split_at(at);
            let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
            let line = behind.iter().position(ends).unwrap_or(behind.len());
            for length in 0..=line {
                let (line, rest) = behind.split_at(length);
                let mut lines = Position::default().after(before);
                lines.advance_line(line, rest);
                assert_eq!(lines, whole, "{text:?} from {at} on");
            }
        }
    }

    #[test]
    fn lines_end_as_an_editor_ends_them() {
        check("", 1, 1);
        check("abc", 1, 4);
        check("a\nb", 2, 2);
        check("a\r\nb", 2, 2);
        check("a\rb", 2, 2);
        check("\n\n\r\r\n\n", 6, 1);
        check("é🕊x", 1, 4);
        check("a\u{2028}b", 1, 4);
    }
}
