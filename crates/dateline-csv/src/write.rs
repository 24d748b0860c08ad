//! Writing: a header line, then one release a row.

use std::io::{self, Write};

use dateline_core::text::ByteClass;
use dateline_core::vocab::Vocabulary;
use dateline_core::{
    Body, Date, Field, Finding, Foreign, Language, Release, Spelling, Term, WebAddress, Written,
};

use crate::dialect::{Delimiter, Dialect};
use crate::excel::{GUARD, ROWS, TooManyRows, is_risky, length};
use crate::list::{push_list, push_value};

const QUOTE: u8 = b'"';

/// Longer cells have a comma soon, or a line end.
const SHORT: usize = 128;

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
        let is_plain = is_plain(field);
        match text_of(field, release, self.spelling) {
            Some(text) if !self.excel && !is_plain => {
                return quote(text.as_bytes(), self.delimiter.byte(), row);
            }
            Some(text) => row.extend_from_slice(text.as_bytes()),
            None => push_values(field, release, self.spelling, row),
        }
        if self.excel {
            if is_risky(&row[start..]) {
                row.insert(start, GUARD);
            }
            findings.extend(length(field, &row[start..]));
        }
        if !is_plain {
            enclose(row, start, self.delimiter.byte());
        }
    }
}

/// Whether what the cell of a field says never needs quotes: numbers, dates and names that are made
/// of letters, digits and signs that no [`Delimiter`] is.
const fn is_plain(field: Field) -> bool {
    matches!(
        field,
        Field::Number
            | Field::Date
            | Field::Modified
            | Field::Embargo
            | Field::Language
            | Field::BodyType
    )
}

/// What the cell of a field says, where the release has it as it is.
fn text_of<'r>(field: Field, release: &'r Release<'_>, spelling: Spelling) -> Option<&'r str> {
    Some(match field {
        Field::Id => release.id(),
        Field::Kind => release.kind().map_or("", |kind| kind.spelled(spelling)),
        Field::Title => release.title(),
        Field::Language => release.language().map_or("", Language::as_str),
        Field::Url => release.url().map_or("", WebAddress::as_str),
        Field::Summary => release.summary().unwrap_or_default(),
        Field::Body => release.body().map_or("", Body::text),
        Field::BodyType => release.body().map_or("", |body| body.kind().name()),
        // No column has this name.
        Field::Foreign => "",
        _ => return None,
    })
}

/// Appends what the cell of a field says that is put together.
fn push_values(field: Field, release: &Release<'_>, spelling: Spelling, row: &mut Vec<u8>) {
    match field {
        Field::Number => push_number(release.number(), row),
        Field::Date => push_date(Some(release.date()), row),
        Field::Modified => push_date(release.modified(), row),
        Field::Embargo => push_date(release.embargo(), row),
        Field::Places => {
            push_list(release.places(), row, |place, row| {
                push_value(place.name(), row);
                if let Some(qualifier) = place.qualifier() {
                    row.extend_from_slice(b", ");
                    push_value(qualifier, row);
                }
            });
        }
        Field::Sources => {
            push_list(release.sources(), row, |source, row| {
                push_value(source.spelled(spelling), row);
            });
        }
        Field::FieldsOfWork => push_terms(release.fields_of_work(), spelling, row),
        Field::ParticipatingStates => {
            push_terms(release.participating_states(), spelling, row);
        }
        Field::PartnerStates => push_terms(release.partner_states(), spelling, row),
        Field::Tags => {
            push_list(release.tags(), row, |tag, row| push_value(&tag.text(), row));
        }
        Field::Translations => {
            push_list(release.translations(), row, |translation, row| {
                push_value(translation.language().as_str(), row);
                row.push(b'=');
                push_value(translation.url().as_str(), row);
            });
        }
        // These are as the release has them.
        _ => {}
    }
}

fn push_number(number: Option<u64>, row: &mut Vec<u8>) {
    if let Some(number) = number {
        row.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }
}

fn push_date(date: Option<&Date>, row: &mut Vec<u8>) {
    if let Some(date) = date {
        row.extend_from_slice(date.text().as_bytes());
    }
}

fn push_terms<T: Vocabulary>(terms: &[Term<'_, T>], spelling: Spelling, row: &mut Vec<u8>) {
    push_list(terms, row, |term, row| {
        let spelled = term.spelled(spelling);
        if term.listed().is_some() {
            // What the vocabulary says has no bar (a test looks at all of it).
            row.extend_from_slice(spelled.as_bytes());
        } else {
            push_value(spelled, row);
        }
    });
}

/// Whether the cell needs quotes (RFC 4180, section 2, rules 5 to 7).
fn needs_quotes(cell: &[u8], delimiter: u8) -> bool {
    // Of most short cells this is enough, which asks for all control characters.
    if cell.len() < SHORT && !ByteClass::new(b' ', [QUOTE, delimiter]).is_in(cell) {
        return false;
    }
    memchr::memchr3(delimiter, QUOTE, b'\n', cell).is_some()
        || memchr::memchr(b'\r', cell).is_some()
}

/// Appends a cell that says this, with quotes round it where it needs them, and nowhere else.
fn quote(mut rest: &[u8], delimiter: u8, row: &mut Vec<u8>) {
    if rest.is_empty() || !needs_quotes(rest, delimiter) {
        return row.extend_from_slice(rest);
    }
    row.reserve(rest.len() + rest.len() / 32 + 2);
    row.push(QUOTE);
    while let Some(at) = memchr::memchr(QUOTE, rest) {
        let (run, behind) = rest.split_at(at + 1);
        row.extend_from_slice(run);
        row.push(QUOTE);
        rest = behind;
    }
    row.extend_from_slice(rest);
    row.push(QUOTE);
}

/// Puts the cell that begins at `start` in quotes, where it needs them.
pub(crate) fn enclose(row: &mut Vec<u8>, start: usize, delimiter: u8) {
    if start < row.len() && needs_quotes(&row[start..], delimiter) {
        let cell = row.split_off(start);
        quote(&cell, delimiter, row);
    }
}

#[cfg(test)]
mod tests {
    use dateline_core::Draft;
    use dateline_core::vocab::{FieldOfWork, ParticipatingState, PartnerState};

    use super::*;

    #[track_caller]
    fn check(cell: &str, csv: &str, tsv: &str) {
        for (delimiter, expected) in [(b',', csv), (b'\t', tsv)] {
            let mut row = b"before,".to_vec();
            row.extend_from_slice(cell.as_bytes());
            enclose(&mut row, 7, delimiter);
            assert_eq!(row, format!("before,{expected}").as_bytes(), "{cell:?}");
            row.truncate(7);
            quote(cell.as_bytes(), delimiter, &mut row);
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

    #[test]
    fn plain_cells_need_no_quotes() {
        for date in [
            "2016",
            "2016-10",
            "2016-10-25",
            "2016-10-25T14:30:05.25+02:00",
        ] {
            let draft = Draft {
                number: u64::MAX.to_string().into(),
                title: "Talks".into(),
                date: date.into(),
                modified: date.into(),
                embargo: date.into(),
                language: "zh-Hant-TW".into(),
                body: "<p>B</p>".into(),
                body_type: "text/html".into(),
                ..Draft::default()
            };
            let release = Release::try_from(draft).unwrap();
            for delimiter in [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab] {
                let encoder = Writer::new(Vec::new())
                    .unwrap()
                    .delimiter(delimiter)
                    .encoder();
                for field in Field::ALL.iter().filter(|field| is_plain(**field)) {
                    let mut cell = Vec::new();
                    encoder.cell(*field, &release, &mut Vec::new(), &mut cell);
                    assert!(!cell.is_empty(), "{field}");
                    assert!(!needs_quotes(&cell, delimiter.byte()), "{field}");
                }
            }
        }
    }

    #[test]
    fn what_vocabularies_say_is_spelled_in_a_list_as_it_is() {
        fn texts<V: Vocabulary>() -> impl Iterator<Item = &'static str> {
            V::all().iter().flat_map(|term| [term.label(), term.code()])
        }
        for text in texts::<FieldOfWork>()
            .chain(texts::<ParticipatingState>())
            .chain(texts::<PartnerState>())
        {
            let mut cell = Vec::new();
            push_value(text, &mut cell);
            assert_eq!(cell, text.as_bytes());
        }
    }
}
