//! Where the cells of a row stand in its bytes, and whether their quotes fit.
//!
//! The grammar is that of RFC 4180, section 2, read as the csv library reads it (a test holds the
//! two together): a quote opens a quoted cell only where the cell begins, and what stands behind
//! the quote that closes it is seen, so that it can be refused. Most of a table is long runs in
//! which nothing separates; these are skipped with vector instructions.

use std::borrow::Cow;
use std::ops::Range;

use dateline_core::text::first_near;

const QUOTE: u8 = b'"';

/// A cell as it stands in its row, from and to these bytes, with its quotes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Cell {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// How its quotes are.
    pub(crate) quoting: Quoting,
}

impl Cell {
    /// The same cell, of a row that begins so much later.
    pub(crate) fn moved(self, by: usize) -> Self {
        let quoting = match self.quoting {
            Quoting::Stray(at) => Quoting::Stray(at + by),
            quoting => quoting,
        };
        Self {
            start: self.start + by,
            end: self.end + by,
            quoting,
        }
    }

    /// The bytes within its quotes, or all of it where they do not fit.
    pub(crate) fn inner(self) -> Range<usize> {
        match self.quoting {
            Quoting::Closed | Quoting::Doubled => self.start + 1..self.end - 1,
            Quoting::Plain | Quoting::Unclosed | Quoting::Stray(_) => self.start..self.end,
        }
    }
}

/// How the quotes of a cell are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Quoting {
    /// It does not begin with one.
    Plain,
    /// The last one ends the cell, and there is no other but the first.
    Closed,
    /// The last one ends the cell, and others are written twice in it.
    Doubled,
    /// The row ends before the last one.
    Unclosed,
    /// Something stands behind the last one, from here on.
    Stray(usize),
}

impl Quoting {
    /// Whether they are as they should be.
    pub(crate) const fn fits(self) -> bool {
        matches!(self, Self::Plain | Self::Closed | Self::Doubled)
    }
}

/// Splits a row, of which there may be more and more, into cells.
#[derive(Debug)]
pub(crate) struct Scan {
    delimiter: u8,
    /// Where the cell begins.
    start: usize,
    /// How far it was looked at.
    at: usize,
    state: State,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// At the beginning of a cell.
    Begin,
    /// In a cell without quotes.
    Plain,
    /// Within quotes; whether some were written twice.
    Quoted { doubled: bool },
    /// Behind the quotes of a cell.
    Behind { quotes: usize, doubled: bool },
}

impl Scan {
    /// At the beginning of a row.
    pub(crate) const fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            start: 0,
            at: 0,
            state: State::Begin,
        }
    }

    /// Appends the cells of the row that `row` begins with, and gives the length of that row,
    /// which ends at a line end outside quotes. `None` where more of it is needed; it is then
    /// called again with all of the row that is there. With `ended` there is no more.
    pub(crate) fn resume(
        &mut self,
        row: &[u8],
        ended: bool,
        cells: &mut Vec<Cell>,
    ) -> Option<usize> {
        loop {
            let rest = row.get(self.at..).unwrap_or_default();
            match self.state {
                State::Begin => {
                    let first = rest.first().copied();
                    if first.is_none() && !ended {
                        return None;
                    }
                    self.start = self.at;
                    match first {
                        Some(QUOTE) => {
                            self.at += 1;
                            self.state = State::Quoted { doubled: false };
                        }
                        // Many cells are empty.
                        Some(first) if first == self.delimiter => {
                            self.push(cells);
                            self.at += 1;
                        }
                        _ => self.state = State::Plain,
                    }
                }
                State::Plain | State::Behind { .. } => {
                    let end = first_near([self.delimiter, b'\n', b'\r'], rest);
                    self.at += end.unwrap_or(rest.len());
                    if end.is_none() && !ended {
                        return None;
                    }
                    self.push(cells);
                    if row.get(self.at) != Some(&self.delimiter) {
                        return Some(self.at);
                    }
                    self.at += 1;
                    self.state = State::Begin;
                }
                State::Quoted { doubled } => {
                    let quote = first_near([QUOTE], rest);
                    self.at += quote.unwrap_or(rest.len());
                    match row.get(self.at + 1) {
                        None if !ended => return None,
                        _ if quote.is_none() => {
                            self.push(cells);
                            return Some(self.at);
                        }
                        Some(&QUOTE) => {
                            self.at += 2;
                            self.state = State::Quoted { doubled: true };
                        }
                        behind => {
                            self.at += 1;
                            let quotes = self.at;
                            self.state = State::Behind { quotes, doubled };
                            // As it should be.
                            if behind == Some(&self.delimiter) {
                                self.push(cells);
                                self.at += 1;
                                self.state = State::Begin;
                            }
                        }
                    }
                }
            }
        }
    }

    /// Appends the cell that ends here.
    fn push(&self, cells: &mut Vec<Cell>) {
        let quoting = match self.state {
            State::Begin | State::Plain => Quoting::Plain,
            State::Quoted { .. } => Quoting::Unclosed,
            State::Behind { quotes, .. } if quotes < self.at => Quoting::Stray(quotes),
            State::Behind { doubled: true, .. } => Quoting::Doubled,
            State::Behind { doubled: false, .. } => Quoting::Closed,
        };
        cells.push(Cell {
            start: self.start,
            end: self.at,
            quoting,
        });
    }
}

/// The cells of the row that `row` begins with, all of which is there.
pub(crate) fn cells(row: &[u8], delimiter: u8) -> Vec<Cell> {
    let mut cells = Vec::new();
    Scan::new(delimiter).resume(row, true, &mut cells);
    cells
}

/// Appends what stands within quotes, with each quote in it once.
pub(crate) fn unquote(inner: &str, content: &mut String) {
    let mut rest = inner;
    while let Some(quote) = memchr::memchr(QUOTE, rest.as_bytes()) {
        let (run, behind) = rest.split_at(quote + 1);
        content.push_str(run);
        rest = behind.strip_prefix('"').unwrap_or(behind);
    }
    content.push_str(rest);
}

/// What the inner part of a cell says.
pub(crate) fn content(inner: &str, quoting: Quoting) -> Cow<'_, str> {
    if quoting != Quoting::Doubled {
        return Cow::Borrowed(inner);
    }
    let mut content = String::with_capacity(inner.len());
    unquote(inner, &mut content);
    Cow::Owned(content)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(row: &str, expected: &[(&str, Quoting)]) {
        let found = cells(row.as_bytes(), b',');
        let shown: Vec<_> = found
            .iter()
            .map(|c| (&row[c.start..c.end], c.quoting))
            .collect();
        assert_eq!(shown, expected, "{row:?}");
        // However much of the row is there at first, its cells are the same.
        let (mut scan, mut piecewise) = (Scan::new(b','), Vec::new());
        for end in 0..row.len() {
            if scan
                .resume(&row.as_bytes()[..end], false, &mut piecewise)
                .is_some()
            {
                break;
            }
        }
        if piecewise.len() < found.len() {
            scan.resume(row.as_bytes(), true, &mut piecewise);
        }
        assert_eq!(piecewise, found, "{row:?} byte by byte");
    }

    #[test]
    fn quotes() {
        use Quoting::{Closed, Doubled, Plain, Stray, Unclosed};
        check("", &[("", Plain)]);
        check(",", &[("", Plain), ("", Plain)]);
        check("a,b\n", &[("a", Plain), ("b", Plain)]);
        check("a,b\r\n", &[("a", Plain), ("b", Plain)]);
        check(
            "\"a,\n\"\"\",b\r",
            &[("\"a,\n\"\"\"", Doubled), ("b", Plain)],
        );
        check("\"\"", &[("\"\"", Closed)]);
        check("\"", &[("\"", Unclosed)]);
        check("a,\"\"\"\n", &[("a", Plain), ("\"\"\"\n", Unclosed)]);
        check("\"a\"b,c", &[("\"a\"b", Stray(3)), ("c", Plain)]);
        check("a\"b,\"c\"", &[("a\"b", Plain), ("\"c\"", Closed)]);
    }

    #[track_caller]
    fn check_content(cell: &str, expected: &str) {
        let found = cells(cell.as_bytes(), b',')[0];
        assert_eq!(content(&cell[found.inner()], found.quoting), expected);
    }

    #[test]
    fn contents() {
        check_content("", "");
        check_content("a\"\"b", "a\"\"b");
        check_content("\"\"", "");
        check_content("\"a\"", "a");
        check_content("\"\"\"\"", "\"");
        check_content("\"\"\"a\"\" \"\"\"\"b\"", "\"a\" \"\"b");
        check_content("\"a\" b", "\"a\" b");
        check_content("\"a\"\"", "\"a\"\"");
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
                let found = cells(rest, b',');
                prop_assert_eq!(found.len(), record.len());
                for (cell, says) in found.iter().zip(&record) {
                    let text = str::from_utf8(&rest[cell.inner()]).unwrap();
                    // The library takes any quotes; here such a row is refused.
                    if !matches!(cell.quoting, Quoting::Unclosed | Quoting::Stray(_)) {
                        let content = content(text, cell.quoting);
                        prop_assert_eq!(content.as_bytes(), says);
                    }
                }
                rest = &rest[found.last().unwrap().end..];
            }
            prop_assert!(rest.iter().all(|byte| matches!(byte, b'\r' | b'\n')));
        }
    }
}
