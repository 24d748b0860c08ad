//! Where the cells of a row stand in its bytes, and whether their quotes fit.
//!
//! The csv library says what the cells say; it does not say where they stand, and it takes any
//! quotes. This reads the same grammar once more where somebody asks (a test holds the two
//! together).

use std::borrow::Cow;
use std::ops::Range;

const QUOTE: u8 = b'"';

/// A cell as it stands in its row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Cell {
    /// Its bytes, with its quotes.
    pub(crate) range: Range<usize>,
    /// How its quotes are.
    pub(crate) quoting: Quoting,
}

/// How the quotes of a cell are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Quoting {
    /// It does not begin with one.
    Plain,
    /// The last one ends the cell.
    Closed,
    /// The row ends before the last one.
    Unclosed,
    /// Something stands behind the last one, from here on.
    Stray(usize),
}

/// The cells of the row that `row` begins with: it ends at a line end outside quotes.
pub(crate) const fn cells(row: &[u8], delimiter: u8) -> Cells<'_> {
    Cells {
        row,
        delimiter,
        next: Some(0),
    }
}

/// See [`cells`].
#[derive(Clone, Debug)]
pub(crate) struct Cells<'r> {
    row: &'r [u8],
    delimiter: u8,
    next: Option<usize>,
}

impl Cells<'_> {
    /// Where the cell ends that goes on at `from`, outside quotes.
    fn end(&self, from: usize) -> usize {
        let rest = self.row.get(from..).unwrap_or_default();
        from + memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len())
    }

    /// Where the quote stands that closes the one before `from`.
    fn close(&self, mut from: usize) -> Option<usize> {
        loop {
            let quote = from + memchr::memchr(QUOTE, self.row.get(from..)?)?;
            if self.row.get(quote + 1) != Some(&QUOTE) {
                return Some(quote);
            }
            from = quote + 2;
        }
    }
}

impl Iterator for Cells<'_> {
    type Item = Cell;

    fn next(&mut self) -> Option<Cell> {
        let start = self.next?;
        let (end, quoting) = if self.row.get(start) == Some(&QUOTE) {
            match self.close(start + 1) {
                None => (self.row.len(), Quoting::Unclosed),
                Some(close) => match self.end(close + 1) {
                    end if end == close + 1 => (end, Quoting::Closed),
                    end => (end, Quoting::Stray(close + 1)),
                },
            }
        } else {
            (self.end(start), Quoting::Plain)
        };
        self.next = (self.row.get(end) == Some(&self.delimiter)).then_some(end + 1);
        Some(Cell {
            range: start..end,
            quoting,
        })
    }
}

/// What a cell says.
pub(crate) fn content(cell: &[u8]) -> Cow<'_, [u8]> {
    let Some(quoted) = cell.strip_prefix(&[QUOTE]) else {
        return Cow::Borrowed(cell);
    };
    if let Some(inner) = quoted.strip_suffix(&[QUOTE])
        && memchr::memchr(QUOTE, inner).is_none()
    {
        return Cow::Borrowed(inner);
    }
    let mut content = Vec::with_capacity(quoted.len());
    let mut rest = quoted;
    while let Some(at) = memchr::memchr(QUOTE, rest) {
        content.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(behind) = rest.strip_prefix(&[QUOTE]) else {
            break;
        };
        content.push(QUOTE);
        rest = behind;
    }
    content.extend_from_slice(rest);
    Cow::Owned(content)
}

/// Goes through a cell and its [`content`] side by side.
#[derive(Debug)]
pub(crate) struct Walk<'c> {
    cell: &'c [u8],
    quoted: bool,
    /// How far it went in the cell, and in its content.
    at: (usize, usize),
}

impl<'c> Walk<'c> {
    pub(crate) fn new(cell: &'c [u8]) -> Self {
        let quoted = cell.first() == Some(&QUOTE);
        Self {
            cell,
            quoted,
            at: (usize::from(quoted), 0),
        }
    }

    /// Where in the cell the byte stands that is `offset` in its content. Offsets do not descend.
    pub(crate) fn to(&mut self, offset: usize) -> usize {
        if !self.quoted {
            return offset;
        }
        while self.at.1 < offset {
            let twice = self.cell.get(self.at.0..self.at.0 + 2) == Some(&[QUOTE, QUOTE]);
            self.at.0 += if twice { 2 } else { 1 };
            self.at.1 += 1;
        }
        self.at.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(row: &str, expected: &[(&str, Quoting)]) {
        let found: Vec<_> = cells(row.as_bytes(), b',')
            .map(|cell| (&row[cell.range], cell.quoting))
            .collect();
        assert_eq!(found, expected, "{row:?}");
    }

    #[test]
    fn quotes() {
        use Quoting::{Closed, Plain, Stray, Unclosed};
        check("", &[("", Plain)]);
        check(",", &[("", Plain), ("", Plain)]);
        check("a,b\n", &[("a", Plain), ("b", Plain)]);
        check("a,b\r\n", &[("a", Plain), ("b", Plain)]);
        check(
            "\"a,\n\"\"\",b\r",
            &[("\"a,\n\"\"\"", Closed), ("b", Plain)],
        );
        check("\"\"", &[("\"\"", Closed)]);
        check("\"", &[("\"", Unclosed)]);
        check("a,\"\"\"\n", &[("a", Plain), ("\"\"\"\n", Unclosed)]);
        check("\"a\"b,c", &[("\"a\"b", Stray(3)), ("c", Plain)]);
        check("a\"b,\"c\"", &[("a\"b", Plain), ("\"c\"", Closed)]);
    }

    #[test]
    fn a_place_in_the_content_is_a_place_in_the_cell() {
        let cell = br#""a""b|c""#;
        let mut walk = Walk::new(cell);
        assert_eq!(&*content(cell), br#"a"b|c"#);
        assert_eq!(
            (0..6).map(|at| walk.to(at)).collect::<Vec<_>>(),
            [1, 2, 4, 5, 6, 7]
        );
        assert_eq!(Walk::new(b"abc").to(2), 2);
    }

    proptest! {
        #[test]
        fn the_library_sees_the_same_cells(row in "[a,\"\n\r é]{0,24}") {
            let mut library = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(row.as_bytes());
            let mut record = csv::ByteRecord::new();
            let mut rest = row.as_bytes();
            while library.read_byte_record(&mut record).unwrap() {
                let lead = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                rest = &rest[lead..];
                let found: Vec<Cell> = cells(rest, b',').collect();
                let says: Vec<_> = found.iter().map(|cell| content(&rest[cell.range.clone()])).collect();
                prop_assert_eq!(&says, &record.iter().map(Cow::Borrowed).collect::<Vec<_>>());
                rest = &rest[found.last().unwrap().range.end..];
            }
            prop_assert!(rest.iter().all(|byte| matches!(byte, b'\r' | b'\n')));
        }
    }
}
