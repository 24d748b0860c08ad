//! Writing: a header line, then one release a row.

use std::fmt;
use std::io::{self, Write};

use dateline_core::vocab::Vocabulary;
use dateline_core::{
    Body, Field, Finding, Foreign, Language, Release, Spelling, Term, WebAddress, Written,
};

use crate::dialect::{Delimiter, Dialect};
use crate::excel::{GUARD, ROWS, TooManyRows, is_risky, length};
use crate::list::{push_list, push_value};

const QUOTE: u8 = b'"';

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
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    encoder: Encoder,
    /// How many rows were written, with the header line.
    rows: u64,
    row: Vec<u8>,
}

/// Makes rows of releases, each by itself: it keeps nothing from one to the next, and can be used
/// on any thread.
///
/// ```
/// use dateline_core::{Draft, Release};
/// use dateline_csv::Writer;
///
/// let draft = Draft { title: "Water talks".into(), date: "2016".into(), ..Draft::default() };
/// let release = Release::try_from(draft)?;
/// let mut writer = Writer::new(Vec::new())?;
/// let (mut row, mut findings) = (Vec::new(), Vec::new());
/// let _ = writer.encoder().encode(&release, &mut findings, &mut row);
/// writer.append(&row, 1)?;
/// let output = writer.finish(&mut findings)?;
/// assert!(output.ends_with(b",,Water talks,2016,,,,,,,,,,,,,,\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Encoder {
    delimiter: Delimiter,
    spelling: Spelling,
    excel: bool,
}

impl<W: Write> Writer<W> {
    /// A writer of CSV with terms by their labels.
    ///
    /// # Errors
    ///
    /// None: nothing is written yet.
    pub fn new(output: W) -> io::Result<Self> {
        Ok(Self {
            output,
            encoder: Encoder::default(),
            rows: 0,
            row: Vec::new(),
        })
    }

    /// Writes this dialect, with what separates its cells.
    #[must_use]
    pub fn dialect(self, dialect: Dialect) -> Self {
        self.delimiter(match dialect {
            Dialect::Csv => Delimiter::Comma,
            Dialect::Tsv => Delimiter::Tab,
        })
    }

    /// Separates cells so. [`Reader`](crate::Reader)s find it by themselves.
    #[must_use]
    pub fn delimiter(mut self, delimiter: Delimiter) -> Self {
        self.encoder.delimiter = delimiter;
        self
    }

    /// Writes terms by their labels or by their codes.
    #[must_use]
    pub fn spelling(mut self, spelling: Spelling) -> Self {
        self.encoder.spelling = spelling;
        self
    }

    /// Whether the table is one that spreadsheet programs open right: with a byte order mark, lines
    /// that end with CRLF, and an apostrophe in front of every cell that they would run as a
    /// formula (one that begins with `=`, `+`, `-`, `@`, a TAB, a line break, or the full-width
    /// form of one of these) or that begins with an apostrophe. A list is one cell.
    /// [`Reader::excel`](crate::Reader::excel) takes it off again.
    ///
    /// Of a cell that is longer than Excel takes, that is said; a row more than it opens is an
    /// error.
    #[must_use]
    pub fn excel(mut self, excel: bool) -> Self {
        self.encoder.excel = excel;
        self
    }

    /// What makes the rows.
    #[must_use]
    pub const fn encoder(&self) -> Encoder {
        self.encoder
    }

    /// Writes a release. Nothing of it is lost but foreign data, which no column holds; that is
    /// said.
    ///
    /// # Errors
    ///
    /// Those of [`append`](Self::append).
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        let mut row = std::mem::take(&mut self.row);
        row.clear();
        let written = self.encoder.encode(release, findings, &mut row);
        let result = self.append(&row, 1);
        self.row = row;
        result.map(|()| written)
    }

    /// Writes so many rows that the [`encoder`](Self::encoder) made, one behind the other.
    ///
    /// # Errors
    ///
    /// Those of the output, and [`TooManyRows`] for Excel.
    pub fn append(&mut self, encoded: &[u8], rows: u64) -> io::Result<()> {
        self.begin()?;
        if self.encoder.excel && self.rows + rows > ROWS {
            return Err(io::Error::other(TooManyRows));
        }
        self.rows += rows;
        self.output.write_all(encoded)
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
        if self.rows > 0 {
            return Ok(());
        }
        self.rows = 1;
        let mut header = Vec::new();
        self.encoder.header(&mut header);
        self.output.write_all(&header)
    }
}

impl Encoder {
    /// Appends what stands before the first row.
    fn header(self, row: &mut Vec<u8>) {
        if self.excel {
            row.extend_from_slice("\u{FEFF}".as_bytes());
        }
        for (index, field) in Field::ALL.iter().enumerate() {
            self.separate(index, row);
            row.extend_from_slice(field.name().as_bytes());
        }
        self.end_line(row);
    }

    /// Appends the row of a release, with its line end.
    pub fn encode(
        &self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
        row: &mut Vec<u8>,
    ) -> Written {
        findings.extend(Foreign::loss(release.foreign(), "a table"));
        for (index, field) in Field::ALL.iter().enumerate() {
            self.separate(index, row);
            self.cell(*field, release, findings, row);
        }
        self.end_line(row);
        Written::Out
    }

    fn separate(self, index: usize, row: &mut Vec<u8>) {
        if index > 0 {
            row.push(self.delimiter.byte());
        }
    }

    fn end_line(self, row: &mut Vec<u8>) {
        row.extend_from_slice(if self.excel { b"\r\n" } else { b"\n" });
    }

    /// Appends the cell of a field.
    fn cell(
        self,
        field: Field,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
        row: &mut Vec<u8>,
    ) {
        let start = row.len();
        push_field(field, release, self.spelling, row);
        if self.excel {
            if is_risky(&row[start..]) {
                row.insert(start, GUARD);
            }
            findings.extend(length(field, &row[start..]));
        }
        enclose(row, start, self.delimiter.byte());
    }
}

/// Appends what the cell of a field says.
fn push_field(field: Field, release: &Release<'_>, spelling: Spelling, row: &mut Vec<u8>) {
    let text = match field {
        Field::Id => release.id(),
        Field::Kind => release.kind().map_or("", |kind| kind.spelled(spelling)),
        Field::Title => release.title(),
        Field::Language => release.language().map_or("", Language::as_str),
        Field::Url => release.url().map_or("", WebAddress::as_str),
        Field::Summary => release.summary().unwrap_or_default(),
        Field::Body => release.body().map_or("", Body::text),
        Field::BodyType => release.body().map_or("", |body| body.kind().name()),
        Field::Number => return push_shown(release.number(), row),
        Field::Date => return push_shown(Some(release.date()), row),
        Field::Modified => return push_shown(release.modified(), row),
        Field::Embargo => return push_shown(release.embargo(), row),
        Field::Places => {
            return push_list(release.places(), row, |place, row| {
                push_value(place.name(), row);
                if let Some(qualifier) = place.qualifier() {
                    row.extend_from_slice(b", ");
                    push_value(qualifier, row);
                }
            });
        }
        Field::Sources => {
            return push_list(release.sources(), row, |source, row| {
                push_value(source.spelled(spelling), row);
            });
        }
        Field::FieldsOfWork => return push_terms(release.fields_of_work(), spelling, row),
        Field::ParticipatingStates => {
            return push_terms(release.participating_states(), spelling, row);
        }
        Field::PartnerStates => return push_terms(release.partner_states(), spelling, row),
        Field::Tags => {
            return push_list(release.tags(), row, |tag, row| push_value(&tag.text(), row));
        }
        Field::Translations => {
            return push_list(release.translations(), row, |translation, row| {
                push_value(translation.language().as_str(), row);
                row.push(b'=');
                push_value(translation.url().as_str(), row);
            });
        }
        // No column has this name.
        Field::Foreign => "",
    };
    row.extend_from_slice(text.as_bytes());
}

fn push_shown(value: Option<impl fmt::Display>, row: &mut Vec<u8>) {
    if let Some(value) = value {
        // Memory takes whatever is written.
        let _ = write!(row, "{value}");
    }
}

fn push_terms<T: Vocabulary>(terms: &[Term<'_, T>], spelling: Spelling, row: &mut Vec<u8>) {
    push_list(terms, row, |term, row| {
        push_value(term.spelled(spelling), row);
    });
}

/// Puts quotes round the cell that begins at `start`, and doubles those in it, as RFC 4180 needs
/// them (section 2, rules 5 to 7), and nowhere else.
pub(crate) fn enclose(row: &mut Vec<u8>, start: usize, delimiter: u8) {
    let cell = &row[start..];
    let is_needed = memchr::memchr3(delimiter, QUOTE, b'\n', cell).is_some()
        || memchr::memchr(b'\r', cell).is_some();
    if !is_needed {
        return;
    }
    let quotes = memchr::memchr_iter(QUOTE, cell).count();
    // From the back, so that nothing is moved over what was not moved yet.
    let mut from = row.len();
    row.resize(from + quotes + 2, QUOTE);
    let mut to = row.len() - 1;
    while let Some(quote) = memchr::memrchr(QUOTE, &row[start..from]) {
        let quote = start + quote;
        to -= from - quote;
        row.copy_within(quote..from, to);
        to -= 1;
        row[to] = QUOTE;
        from = quote;
    }
    row.copy_within(start..from, start + 1);
    row[start] = QUOTE;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, csv: &str, tsv: &str) {
        for (delimiter, expected) in [(b',', csv), (b'\t', tsv)] {
            let mut row = b"before,".to_vec();
            row.extend_from_slice(cell.as_bytes());
            enclose(&mut row, 7, delimiter);
            assert_eq!(row, format!("before,{expected}").as_bytes(), "{cell:?}");
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
