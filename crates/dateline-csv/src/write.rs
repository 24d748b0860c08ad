//! Writing: a header line, then one release a row.

use std::fmt;
use std::io::{self, Write};

use dateline_core::{Draft, Field, Finding, Foreign, Release, Spelling, Written};

use crate::Dialect;
use crate::row::cells;

/// Writes releases as CSV or TSV: every column, whatever the release holds.
///
/// The header line is written with the first release, or by [`Writer::finish`] where there was
/// none; dropping a writer writes nothing more. The output is not buffered beyond one release.
///
/// ```
/// use dateline_csv::{Dialect, Writer};
///
/// let writer = Writer::new(Vec::new())?.dialect(Dialect::Tsv);
/// let output = writer.finish(&mut Vec::new())?;
/// assert!(output.starts_with(b"id\tnumber\tkind\ttitle\tdate\t"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Writer<W> {
    output: W,
    dialect: Dialect,
    spelling: Spelling,
    begun: bool,
    row: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// A writer of CSV with terms by their labels.
    ///
    /// # Errors
    ///
    /// None: nothing is written yet.
    pub fn new(output: W) -> io::Result<Self> {
        let (dialect, spelling) = (Dialect::default(), Spelling::default());
        Ok(Self {
            output,
            dialect,
            spelling,
            begun: false,
            row: Vec::new(),
        })
    }

    /// Writes this dialect.
    #[must_use]
    pub fn dialect(self, dialect: Dialect) -> Self {
        Self { dialect, ..self }
    }

    /// Writes terms by their labels or by their codes.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// Writes a release. Nothing of it is lost but foreign data, which no column holds; that is
    /// said.
    ///
    /// # Errors
    ///
    /// Those of the output.
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        findings.extend(Foreign::loss(release.foreign(), "a table"));
        self.begin()?;
        self.row.clear();
        encode(release, self.dialect, self.spelling, &mut self.row);
        self.output.write_all(&self.row)?;
        Ok(Written::Out)
    }

    /// Writes what is still to be written, and gives the output back.
    ///
    /// # Errors
    ///
    /// Those of the output.
    pub fn finish(mut self, _findings: &mut Vec<Finding>) -> io::Result<W> {
        self.begin()?;
        self.output.flush()?;
        Ok(self.output)
    }

    fn begin(&mut self) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            self.row.clear();
            push_row(
                Field::ALL.iter().map(|field| field.name()),
                self.dialect,
                &mut self.row,
            );
            self.output.write_all(&self.row)?;
        }
        Ok(())
    }
}

impl<W> fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer")
            .field("dialect", &self.dialect)
            .field("spelling", &self.spelling)
            .field("begun", &self.begun)
            .finish_non_exhaustive()
    }
}

/// Appends the row of a release.
fn encode(release: &Release<'_>, dialect: Dialect, spelling: Spelling, row: &mut Vec<u8>) {
    let draft = Draft::spelled(release, spelling);
    push_row(cells(&draft).iter().map(|(_, cell)| &**cell), dialect, row);
}

fn push_row<'c>(cells: impl Iterator<Item = &'c str>, dialect: Dialect, row: &mut Vec<u8>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            row.push(dialect.delimiter());
        }
        push_cell(cell.as_bytes(), dialect, row);
    }
    row.push(b'\n');
}

/// Quotes as RFC 4180 needs them (section 2, rules 5 to 7), and nowhere else.
fn push_cell(cell: &[u8], dialect: Dialect, row: &mut Vec<u8>) {
    let quote = memchr::memchr(b'"', cell);
    if quote.is_none() && memchr::memchr3(dialect.delimiter(), b'\n', b'\r', cell).is_none() {
        row.extend_from_slice(cell);
        return;
    }
    row.push(b'"');
    let mut rest = cell;
    while let Some(at) = memchr::memchr(b'"', rest) {
        row.extend_from_slice(&rest[..=at]);
        row.push(b'"');
        rest = &rest[at + 1..];
    }
    row.extend_from_slice(rest);
    row.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, csv: &str, tsv: &str) {
        for (dialect, expected) in [(Dialect::Csv, csv), (Dialect::Tsv, tsv)] {
            let mut row = Vec::new();
            push_cell(cell.as_bytes(), dialect, &mut row);
            assert_eq!(String::from_utf8(row).unwrap(), expected, "{cell:?}");
        }
    }

    #[test]
    fn quotes_stand_only_where_they_are_needed() {
        check("", "", "");
        check(" plain ; | \\ ", " plain ; | \\ ", " plain ; | \\ ");
        check("a,b", "\"a,b\"", "a,b");
        check("a\tb", "a\tb", "\"a\tb\"");
        check("a\nb", "\"a\nb\"", "\"a\nb\"");
        check("a\rb", "\"a\rb\"", "\"a\rb\"");
        check(
            "\"a\" \"\"",
            "\"\"\"a\"\" \"\"\"\"\"",
            "\"\"\"a\"\" \"\"\"\"\"",
        );
        check("a\u{2028}b\u{85}", "a\u{2028}b\u{85}", "a\u{2028}b\u{85}");
    }
}
