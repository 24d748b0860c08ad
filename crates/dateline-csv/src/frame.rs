//! One row, framed: its bytes, and where its cells stand in them.

use std::cell::{Cell as Slot, OnceCell};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use dateline_core::{FieldPath, Finding, Position, Record, Spot};

use crate::dialect::Header;
use crate::error::{Error, ErrorKind};
use crate::excel::is_guarded;
use crate::place::{Places, slice};
use crate::row;
use crate::scan::{Cell, Quoting, unquote};

/// A row that a [`Reader`](crate::Reader) has framed. It owns its bytes, so that it can be read on
/// another thread while the next one is framed; its memory is used again for the next one.
///
/// ```
/// use dateline_core::Field;
/// use dateline_csv::{Frame, Reader};
///
/// let mut reader = Reader::new("title,date\n\"The \"\"water\"\" talks\",2016-10-25\n".as_bytes());
/// let (mut frame, mut findings) = (Frame::default(), Vec::new());
/// while reader.advance_into(&mut frame, &mut findings)? {
///     let record = frame.record(&mut findings)?;
///     assert_eq!(record.draft.title, "The \"water\" talks");
///     let spot = frame.locate(&Field::Title.into(), Some(6)).unwrap();
///     assert_eq!((&*spot.path, spot.position.column), ("column \"title\"", 8));
/// }
/// # Ok::<(), dateline_csv::Error>(())
/// ```
#[derive(Default)]
pub struct Frame {
    pub(crate) table: Arc<Table>,
    pub(crate) number: u64,
    pub(crate) position: Position,
    /// The row without its line end, which is part of a quoted cell without end.
    pub(crate) raw: Vec<u8>,
    pub(crate) cells: Vec<Cell>,
    /// What the cells say whose quotes are written twice, once the row was read.
    unquoted: OnceCell<Unquoted>,
    /// Memory for that.
    spare: Slot<Unquoted>,
    places: Places,
}

/// What all rows of a table share.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) header: Header,
    /// The header line with its line end, and the line `sep=`.
    pub(crate) bytes: Vec<u8>,
    pub(crate) is_utf16: bool,
    /// Whether cells have guards.
    pub(crate) excel: bool,
}

/// What cells say, one behind the other, and where each ends.
#[derive(Debug, Default)]
struct Unquoted {
    text: String,
    ends: Vec<usize>,
}

impl Frame {
    /// What the row says, borrowed from the frame.
    ///
    /// # Errors
    ///
    /// [`Scope::Record`](dateline_core::Scope): quotes that do not fit, more or fewer cells than
    /// the header has, bytes that are no text.
    pub fn record(&self, _findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        self.check_quotes()?;
        let columns = &*self.table.header.columns;
        if columns.len() != self.cells.len() {
            return Err(self.ragged());
        }
        // Checked once for the whole row; what separates cells is ASCII, so each is text, too.
        let row = simdutf8::compat::from_utf8(&self.raw)
            .map_err(|error| self.encoding(error.valid_up_to()))?;
        let unquoted = self.unquoted.get_or_init(|| self.unquote(row));
        let mut doubled = unquoted.parts();
        let cells = self.cells.iter().map(|cell| match cell.quoting {
            Quoting::Doubled => doubled.next().unwrap_or_default(),
            _ if cell.start == cell.end => "",
            _ => row.get(self.inner(*cell)).unwrap_or_default(),
        });
        Ok(Record {
            number: self.number,
            position: self.position,
            draft: row::draft(columns, cells),
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
        &self.raw
    }

    /// The header line with its line end, and the line `sep=` where there is one; empty before a
    /// row was framed.
    #[must_use]
    pub fn header(&self) -> &[u8] {
        &self.table.bytes
    }

    /// Where the cell of a field stands, with its quotes, or a value in it, or a part of that;
    /// or the `character`-th character of what it says, from 1, which may be two in the row: a
    /// quote that is written twice, and a bar or a backslash behind a backslash. `None` where the
    /// row has no such cell.
    ///
    /// The first call costs one pass over the row, and each further one what lies between the
    /// value's beginning and the character, or less.
    #[must_use]
    pub fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        self.places.locate(self, path, character)
    }

    /// Makes room for the next row.
    pub(crate) fn clear(&mut self) {
        self.raw.clear();
        self.cells.clear();
        if let Some(unquoted) = self.unquoted.take() {
            self.spare.set(unquoted);
        }
        self.places.clear();
    }

    /// The bytes of what a cell says: within its quotes, and behind the guard of Excel.
    pub(crate) fn inner(&self, cell: Cell) -> Range<usize> {
        let inner = cell.inner();
        let guard = self.table.excel && is_guarded(slice(&self.raw, inner.clone()));
        inner.start + usize::from(guard)..inner.end
    }

    fn unquote(&self, row: &str) -> Unquoted {
        let mut unquoted = self.spare.take();
        unquoted.text.clear();
        unquoted.ends.clear();
        for cell in &self.cells {
            if cell.quoting == Quoting::Doubled {
                let inner = row.get(self.inner(*cell)).unwrap_or_default();
                unquote(inner, &mut unquoted.text);
                unquoted.ends.push(unquoted.text.len());
            }
        }
        unquoted
    }

    /// Quotes that do not fit are refused: whatever was made of them would be a guess.
    fn check_quotes(&self) -> Result<(), Error> {
        if self.cells.iter().all(|cell| cell.quoting.fits()) {
            return Ok(());
        }
        let mut stray = None;
        for (column, cell) in self.cells.iter().enumerate() {
            let column = self.table.header.columns.get(column).copied();
            match cell.quoting {
                Quoting::Plain | Quoting::Closed | Quoting::Doubled => {}
                // It took the rest of the input, and counts more than what stands before it.
                Quoting::Unclosed => {
                    let (before, taken) = self.raw.split_at(cell.start.min(self.raw.len()));
                    let quote = self.position.after(before);
                    let last = taken.last().is_some_and(|b| matches!(b, b'\n' | b'\r'));
                    let lines = quote.after(taken).line - quote.line;
                    let lines = lines.saturating_sub(u64::from(last));
                    let kind = ErrorKind::UnclosedQuote { column, lines };
                    return Err(Error::new(quote, kind));
                }
                Quoting::Stray(at) => {
                    stray.get_or_insert((at, cell.end, column));
                }
            }
        }
        let Some((at, end, column)) = stray else {
            return Ok(());
        };
        let found = slice(&self.raw, at..end.min(at + 40));
        let found = found.utf8_chunks().next();
        let found = found.map(|chunk| chunk.valid().to_owned());
        let kind = ErrorKind::StrayText {
            found: found.unwrap_or_default(),
            delimiter: char::from(self.table.header.delimiter),
            column,
        };
        Err(self.error(at, kind))
    }

    fn ragged(&self) -> Error {
        let Header { delimiter, columns } = &self.table.header;
        let found = self.cells.len();
        let kind = ErrorKind::Ragged {
            expected: columns.len(),
            found,
            missing: columns.get(found).copied(),
            delimiter: char::from(*delimiter),
        };
        Error::new(self.position, kind)
    }

    /// The first byte of the row that is no text.
    fn encoding(&self, at: usize) -> Error {
        let cell = self.cells.iter().position(|cell| at < cell.end);
        let column = cell.and_then(|cell| self.table.header.columns.get(cell));
        let byte = self.raw.get(at).filter(|_| !self.table.is_utf16);
        let kind = ErrorKind::Encoding {
            byte: byte.copied(),
            column: column.copied(),
        };
        self.error(at, kind)
    }

    fn error(&self, at: usize, kind: ErrorKind) -> Error {
        let before = slice(&self.raw, 0..at);
        Error::new(self.position.after(before), kind)
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Frame")
            .field("number", &self.number)
            .field("position", &self.position)
            .field("raw", &String::from_utf8_lossy(&self.raw))
            .finish_non_exhaustive()
    }
}

impl Unquoted {
    fn parts(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let part = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            part
        })
    }
}
