//! Reading: one row at a time.

use std::fmt;
use std::io::{self, Read};
use std::mem;
use std::str;

use csv::ByteRecord;
use dateline_core::{Field, FieldPath, Finding, Locations, Position, Record};

use crate::dialect::{Dialect, Header};
use crate::error::{Error, ErrorKind};
use crate::line::line;
use crate::offsets;
use crate::row;
use crate::scan::{self, Cell, Quoting};
use crate::tee::{Tee, line_ends};

/// Reads releases from CSV or TSV, one row at a time.
///
/// [`advance`](Self::advance) finds the next row, and [`record`](Self::record) says what it says,
/// borrowed from the reader. Blank lines are no rows. Memory depends on the longest row only.
///
/// ```
/// use dateline_core::Fault;
/// use dateline_csv::Reader;
///
/// let input = "title,date\nWater talks,2016-10-25\nToo many,2016-10-26,cells\n";
/// let mut findings = Vec::new();
/// let mut reader = Reader::new(input.as_bytes());
///
/// assert!(reader.advance(&mut findings)?);
/// assert_eq!(reader.record(&mut findings)?.draft.title, "Water talks");
///
/// assert!(reader.advance(&mut findings)?);
/// let error = reader.record(&mut findings).unwrap_err();
/// assert_eq!(error.position().line, 3);
/// assert_eq!(error.to_string(), "expected 2 cells, found 3; a cell with `,` in it needs quotes");
/// assert_eq!(reader.raw(), b"Too many,2016-10-26,cells");
///
/// assert!(!reader.advance(&mut findings)?);
/// # Ok::<(), dateline_csv::Error>(())
/// ```
pub struct Reader<R> {
    dialect: Dialect,
    incomplete: bool,
    state: State<R>,
    header: Header,
    header_bytes: Vec<u8>,
    row: ByteRecord,
    number: u64,
    /// Where the row begins.
    position: Position,
    /// Where what the library has read ends.
    end: Position,
    locations: Locations,
}

enum State<R> {
    /// The header was not read yet.
    New(Tee<R>),
    /// The library reads on; what it reads begins at this offset.
    Rows(csv::Reader<Tee<R>>, u64),
    /// There was an error, and nothing more is read.
    Failed,
}

impl<R: Read> Reader<R> {
    /// A reader of CSV. Nothing is read before the first [`advance`](Self::advance).
    pub fn new(input: R) -> Self {
        Self {
            incomplete: false,
            dialect: Dialect::Csv,
            state: State::New(Tee::new(input)),
            header: Header {
                delimiter: b',',
                columns: Vec::new(),
            },
            header_bytes: Vec::new(),
            row: ByteRecord::new(),
            number: 0,
            position: Position::default(),
            end: Position::default(),
            locations: Locations::default(),
        }
    }

    /// Reads this dialect.
    #[must_use]
    pub fn dialect(self, dialect: Dialect) -> Self {
        Self { dialect, ..self }
    }

    /// Whether a table may lack a column for the title or the date, because something else fills
    /// them. Otherwise it is refused before any row of it is.
    #[must_use]
    pub fn incomplete(self, incomplete: bool) -> Self {
        Self { incomplete, ..self }
    }

    const fn required(&self) -> &'static [Field] {
        if self.incomplete {
            &[]
        } else {
            &[Field::Title, Field::Date]
        }
    }

    /// Finds the next row; `false` at the end of the input. The first call reads the header line,
    /// too.
    ///
    /// # Errors
    ///
    /// [`Scope::Input`](dateline_core::Scope) where the input cannot be read, and
    /// [`Scope::Document`](dateline_core::Scope) where its header line cannot. After an error
    /// there are no more rows.
    pub fn advance(&mut self, _findings: &mut Vec<Finding>) -> Result<bool, Error> {
        if let State::New(_) = self.state
            && let State::New(tee) = mem::replace(&mut self.state, State::Failed)
        {
            self.state = self.start(tee)?;
        }
        let State::Rows(rows, offset) = &mut self.state else {
            return Ok(false);
        };
        self.locations = Locations::default();
        rows.get_mut().forget_before(self.end);
        let more = match rows.read_byte_record(&mut self.row) {
            Ok(more) => more,
            Err(error) => {
                self.end = rows.get_ref().needed();
                let error = Error::new(self.end, input(error));
                self.state = State::Failed;
                self.position = self.end;
                return Err(error);
            }
        };
        let start = rows.get_ref().needed();
        let bytes = rows
            .get_ref()
            .bytes(start.byte, *offset + rows.position().byte());
        // What a row cannot begin with: the LF of a CRLF, and blank lines.
        let blank = line_ends(bytes);
        let row = &bytes[blank.len()..];
        self.position = start.after(blank);
        self.end = self.position.after(row);
        self.number += u64::from(more);
        Ok(more)
    }

    /// Reads what stands before the first row.
    fn start(&mut self, mut tee: Tee<R>) -> Result<State<R>, Error> {
        let first = line(&mut tee, 0)?;
        let separator = self.dialect.separator(&tee.kept()[..first.end]);
        let mut delimiter = (self.dialect == Dialect::Tsv).then_some(b'\t');
        let mut header = first;
        if let Some(separator) = separator {
            let at = Position::default().after(&tee.kept()[..first.end.min(4)]);
            delimiter = Some(separator.map_err(|kind| Error::new(at, kind))?);
            self.header_bytes
                .extend_from_slice(&tee.kept()[..first.next]);
            header = line(&mut tee, first.next)?;
        }
        while header.start == header.end {
            header = line(&mut tee, header.next)?;
        }
        let bytes = &tee.kept()[header.start..header.end];
        let start = Position::default().after(&tee.kept()[..header.start]);
        let text = str::from_utf8(bytes).map_err(|error| {
            let (sound, bad) = bytes.split_at(error.valid_up_to());
            let byte = bad.first().copied().filter(|_| !tee.is_utf16());
            Error::new(start.after(sound), ErrorKind::HeaderEncoding { byte })
        })?;
        self.header = Header::parse(text, delimiter, self.required())
            .map_err(|(offset, kind)| Error::new(start.after(&bytes[..offset]), kind))?;
        self.header_bytes
            .extend_from_slice(&tee.kept()[header.start..header.next]);

        // The library reads the header once more: it would take a mark in front of the first row
        // for one of byte order, and drop it.
        tee.hand_on_from(header.start);
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.header.delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(tee);
        rows.read_byte_record(&mut self.row)
            .map_err(|error| Error::new(start, input(error)))?;
        let offset = header.start as u64;
        let tee = rows.get_ref();
        self.end = start.after(tee.bytes(offset, offset + rows.position().byte()));
        Ok(State::Rows(rows, offset))
    }

    /// What the row says, borrowed from the reader.
    ///
    /// # Errors
    ///
    /// [`Scope::Record`](dateline_core::Scope): quotes that do not fit, more or fewer cells than
    /// the header has, bytes that are no text.
    pub fn record(&self, _findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        self.check_quotes()?;
        let (expected, found) = (self.header.columns.len(), self.row.len());
        if expected != found {
            let missing = self.header.columns.get(found).copied();
            let delimiter = char::from(self.header.delimiter);
            let kind = ErrorKind::Ragged {
                expected,
                found,
                missing,
                delimiter,
            };
            return Err(Error::new(self.position, kind));
        }
        let draft = row::draft(&self.header.columns, self.row.iter().map(str::from_utf8))
            .map_err(|_| self.encoding())?;
        Ok(Record {
            number: self.number,
            position: self.position,
            draft,
            authors: Vec::new(),
        })
    }

    /// Where the row begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.position
    }

    /// Which row it is, from 1, without the header line.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The bytes of the row, without its line end.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        let row = self.framed();
        match row.split_last() {
            // In a quoted cell without end it is part of the cell.
            Some((last, before)) if is_line_end(*last) && !self.is_unclosed() => before,
            _ => row,
        }
    }

    /// The header line with its line end, and the line `sep=` where there is one; empty before
    /// the first [`advance`](Self::advance).
    #[must_use]
    pub fn header(&self) -> &[u8] {
        &self.header_bytes
    }

    /// Where the cell of a field begins, or a value in it. `None` where the row has none.
    #[must_use]
    pub fn locate(&self, path: &FieldPath) -> Option<Position> {
        let row = self.framed();
        if row.is_empty() {
            return None;
        }
        let columns = &self.header.columns;
        self.locations.locate(path, row, self.position, || {
            offsets::of_row(columns, row, self.header.delimiter)
        })
    }

    /// The bytes of the row, with the line end that the library has read.
    fn framed(&self) -> &[u8] {
        let State::Rows(rows, _) = &self.state else {
            return &[];
        };
        rows.get_ref().bytes(self.position.byte, self.end.byte)
    }

    /// How many bytes of the input are held.
    #[cfg(test)]
    pub(crate) fn kept(&self) -> usize {
        if let State::Rows(rows, _) = &self.state {
            rows.get_ref().kept().len()
        } else {
            0
        }
    }

    fn cells(&self) -> scan::Cells<'_> {
        scan::cells(self.framed(), self.header.delimiter)
    }

    fn is_unclosed(&self) -> bool {
        memchr::memchr(b'"', self.framed()).is_some()
            && self
                .cells()
                .last()
                .is_some_and(|cell| cell.quoting == Quoting::Unclosed)
    }

    /// The library takes any quotes, and would change what such a cell says.
    fn check_quotes(&self) -> Result<(), Error> {
        let row = self.framed();
        if memchr::memchr(b'"', row).is_none() {
            return Ok(());
        }
        let mut stray = None;
        for (column, Cell { range, quoting }) in self.cells().enumerate() {
            let column = self.header.columns.get(column).copied();
            match quoting {
                Quoting::Plain | Quoting::Closed => {}
                // It took the rest of the input, and counts more than what stands before it.
                Quoting::Unclosed => {
                    let quote = self.position.after(&row[..range.start]);
                    let last = u64::from(row.last().copied().is_some_and(is_line_end));
                    let lines = (self.end.line - quote.line).saturating_sub(last);
                    return Err(Error::new(
                        quote,
                        ErrorKind::UnclosedQuote { column, lines },
                    ));
                }
                Quoting::Stray(at) => {
                    stray.get_or_insert((at, range.end, column));
                }
            }
        }
        let Some((at, end, column)) = stray else {
            return Ok(());
        };
        let found = row[at..end.min(at + 40)].utf8_chunks().next();
        let found = found
            .map(|chunk| chunk.valid().to_owned())
            .unwrap_or_default();
        let kind = ErrorKind::StrayText {
            found,
            delimiter: char::from(self.header.delimiter),
            column,
        };
        Err(Error::new(self.position.after(&row[..at]), kind))
    }

    /// The first byte of the row that is no text.
    fn encoding(&self) -> Error {
        let row = self.framed();
        let at = str::from_utf8(row).map_or_else(|error| error.valid_up_to(), |_| 0);
        let column = self.cells().position(|cell| at < cell.range.end);
        let column = column
            .and_then(|column| self.header.columns.get(column))
            .copied();
        let utf16 = match &self.state {
            State::Rows(rows, _) => rows.get_ref().is_utf16(),
            State::New(_) | State::Failed => false,
        };
        let byte = row.get(at).copied().filter(|_| !utf16);
        Error::new(
            self.position.after(&row[..at]),
            ErrorKind::Encoding { byte, column },
        )
    }
}

impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("dialect", &self.dialect)
            .field("number", &self.number)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}

/// A table of one row: what [`Reader::header`] and [`Reader::raw`] gave, in one.
///
/// ```
/// use dateline_csv::{Reader, document};
///
/// let table = document(b"title,date\n", b"Water talks,2016-10-25");
/// let mut reader = Reader::new(&*table);
/// assert!(reader.advance(&mut Vec::new())?);
/// assert_eq!(reader.raw(), b"Water talks,2016-10-25");
/// # Ok::<(), dateline_csv::Error>(())
/// ```
#[must_use]
pub fn document(header: &[u8], raw: &[u8]) -> Vec<u8> {
    let mut table = Vec::with_capacity(header.len() + raw.len() + 1);
    table.extend_from_slice(header);
    if table.last().is_some_and(|last| !is_line_end(*last)) {
        table.push(b'\n');
    }
    table.extend_from_slice(raw);
    table
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The library is asked for nothing that fails otherwise.
fn input(error: csv::Error) -> ErrorKind {
    ErrorKind::Input(match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}
