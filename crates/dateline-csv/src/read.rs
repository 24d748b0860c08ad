//! Reading: one row at a time.

use std::fmt;
use std::io::Read;
use std::str;
use std::sync::Arc;

use dateline_core::text::line_ends;
use dateline_core::{Field, FieldPath, Finding, Position, Record, Spot};

use crate::buffer::Buffer;
use crate::dialect::{Dialect, Header};
use crate::error::{Error, ErrorKind};
use crate::frame::{Frame, Table};
use crate::line::line;
use crate::scan::{Quoting, Scan};

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
    source: Source<R>,
    frame: Frame,
}

/// What rows are framed from.
struct Source<R> {
    dialect: Dialect,
    incomplete: bool,
    excel: bool,
    buffer: Buffer<R>,
    state: State,
    table: Arc<Table>,
    number: u64,
    /// Where the bytes held begin, or the line that these are part of.
    byte: u64,
    line: u64,
    /// Whether the byte before is a CR, so that an LF now ends no second line.
    after_cr: bool,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    /// The header was not read yet.
    New,
    /// Rows follow.
    Rows,
    /// There are no more, or there was an error and nothing more is read.
    Ended,
}

impl<R: Read> Reader<R> {
    /// A reader of CSV. Nothing is read before the first [`advance`](Self::advance).
    pub fn new(input: R) -> Self {
        Self {
            source: Source {
                dialect: Dialect::Csv,
                incomplete: false,
                excel: false,
                buffer: Buffer::new(input),
                state: State::New,
                table: Arc::default(),
                number: 0,
                byte: 0,
                line: 1,
                after_cr: false,
            },
            frame: Frame::default(),
        }
    }

    /// Reads this dialect.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.source.dialect = dialect;
        self
    }

    /// Whether a table may lack a column for the title or the date, because something else fills
    /// them. Otherwise it is refused before any row of it is.
    #[must_use]
    pub fn incomplete(mut self, incomplete: bool) -> Self {
        self.source.incomplete = incomplete;
        self
    }

    /// Whether the table was written for Excel: the apostrophe that
    /// [`Writer::excel`](crate::Writer::excel) puts in front of a cell is taken off, once. All
    /// else that it does is read without being asked for.
    #[must_use]
    pub fn excel(mut self, excel: bool) -> Self {
        self.source.excel = excel;
        self
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
        self.source.advance(&mut self.frame)
    }

    /// Frames the next row into `frame`, whose memory is used again: what
    /// [`advance`](Self::advance) does with a frame of the reader's own. Splitting a row is part of
    /// finding its end; everything else is done by [`Frame::record`].
    ///
    /// # Errors
    ///
    /// Those of [`advance`](Self::advance).
    pub fn advance_into(
        &mut self,
        frame: &mut Frame,
        _findings: &mut Vec<Finding>,
    ) -> Result<bool, Error> {
        self.source.advance(frame)
    }

    /// What the row says, borrowed from the reader.
    ///
    /// # Errors
    ///
    /// Those of [`Frame::record`].
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        self.frame.record(findings)
    }

    /// Where the row begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.frame.position()
    }

    /// Which row it is, from 1, without the header line.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.frame.number()
    }

    /// The bytes of the row, without its line end.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        self.frame.raw()
    }

    /// The header line with its line end, and the line `sep=` where there is one; empty before
    /// the first [`advance`](Self::advance).
    #[must_use]
    pub fn header(&self) -> &[u8] {
        self.frame.header()
    }

    /// Where a cell, a value in it or a character of it stands: see [`Frame::locate`].
    #[must_use]
    pub fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        self.frame.locate(path, character)
    }

    /// How many bytes of the input there is room for.
    #[cfg(test)]
    pub(crate) fn room(&self) -> usize {
        self.source.buffer.room()
    }
}

impl<R: Read> Source<R> {
    fn advance(&mut self, frame: &mut Frame) -> Result<bool, Error> {
        frame.clear();
        let more = self.frame_next(frame);
        if !matches!(more, Ok(true)) {
            self.state = State::Ended;
            frame.cells.clear();
        }
        frame.number = self.number;
        if !Arc::ptr_eq(&frame.table, &self.table) {
            frame.table = Arc::clone(&self.table);
        }
        more
    }

    fn frame_next(&mut self, frame: &mut Frame) -> Result<bool, Error> {
        if self.state == State::New {
            self.start()?;
            self.state = State::Rows;
        }
        let more = self.state == State::Rows && self.skip_line_ends()?;
        frame.position = self.position();
        if !more {
            return Ok(false);
        }
        let mut scan = Scan::new(self.table.header.delimiter);
        let mut ended = false;
        let length = loop {
            let held = self.buffer.held();
            if let Some(length) = scan.resume(held, ended, &mut frame.cells) {
                break length;
            }
            ended = !self.fill()?;
        };
        self.buffer.give(length, &mut frame.raw);
        self.byte += length as u64;
        // Lines end only within quotes.
        if frame
            .cells
            .iter()
            .any(|cell| cell.quoting != Quoting::Plain)
        {
            self.line += line_ends(&frame.raw) as u64;
        }
        self.after_cr = false;
        self.number += 1;
        Ok(true)
    }

    /// Goes to the next row: behind the end of the last one, and over blank lines, of which there
    /// may be more than the memory holds. `false` where there is none.
    fn skip_line_ends(&mut self) -> Result<bool, Error> {
        loop {
            let held = self.buffer.held();
            let row = held.iter().position(|byte| !is_line_end(*byte));
            let ends = row.unwrap_or(held.len());
            for byte in held.iter().take(ends) {
                let is_cr = *byte == b'\r';
                self.line += u64::from(is_cr || !self.after_cr);
                self.after_cr = is_cr;
            }
            self.consume(ends);
            if row.is_some() {
                return Ok(true);
            }
            if !self.fill()? {
                return Ok(false);
            }
        }
    }

    fn fill(&mut self) -> Result<bool, Error> {
        let more = self.buffer.fill();
        more.map_err(|error| Error::new(self.position(), ErrorKind::Input(error)))
    }

    fn consume(&mut self, length: usize) {
        self.byte += length as u64;
        self.buffer.consume(length);
    }

    /// The beginning of the line that is read. Every row stands at one, so that nobody has to
    /// count the characters of each.
    fn position(&self) -> Position {
        let mut position = Position::default();
        (position.byte, position.line) = (self.byte, self.line);
        position
    }

    const fn required(&self) -> &'static [Field] {
        if self.incomplete {
            &[]
        } else {
            &[Field::Title, Field::Date]
        }
    }

    /// Reads what stands before the first row.
    fn start(&mut self) -> Result<(), Error> {
        let buffer = &mut self.buffer;
        let mut bytes = Vec::new();
        let first = line(buffer, 0)?;
        let separator = self.dialect.separator(&buffer.held()[..first.end]);
        let mut delimiter = (self.dialect == Dialect::Tsv).then_some(b'\t');
        let mut header = first;
        if let Some(separator) = separator {
            let at = Position::default().after(&buffer.held()[..first.end.min(4)]);
            delimiter = Some(separator.map_err(|kind| Error::new(at, kind))?);
            bytes.extend_from_slice(&buffer.held()[..first.next]);
            header = line(buffer, first.next)?;
        }
        while header.start == header.end {
            header = line(buffer, header.next)?;
        }
        let is_utf16 = self.buffer.is_utf16();
        let held = self.buffer.held();
        let names = &held[header.start..header.end];
        let start = Position::default().after(&held[..header.start]);
        let text = str::from_utf8(names).map_err(|error| {
            let (sound, bad) = names.split_at(error.valid_up_to());
            let byte = bad.first().copied().filter(|_| !is_utf16);
            Error::new(start.after(sound), ErrorKind::HeaderEncoding { byte })
        })?;
        let parsed = Header::parse(text, delimiter, self.required())
            .map_err(|(offset, kind)| Error::new(start.after(&names[..offset]), kind))?;
        bytes.extend_from_slice(&held[header.start..header.next]);
        self.table = Arc::new(Table {
            header: parsed,
            bytes,
            is_utf16,
            excel: self.excel,
        });
        self.line = Position::default().after(&held[..header.next]).line;
        self.consume(header.next);
        Ok(())
    }
}

impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("dialect", &self.source.dialect)
            .field("number", &self.source.number)
            .field("line", &self.source.line)
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
