//! Why a table cannot be read.

use std::{error, fmt, io};

use dateline_core::{Excerpt, Fault, Field, Position, Scope};

/// An error of reading CSV or TSV: what was expected, what was found, and where.
///
/// ```
/// use dateline_core::{Fault, Scope};
/// use dateline_csv::Reader;
///
/// let mut reader = Reader::new("id,titel,date\n".as_bytes());
/// let error = reader.advance(&mut Vec::new()).unwrap_err();
/// assert_eq!(error.scope(), Scope::Document);
/// assert_eq!(error.position().to_string(), "1:4");
/// assert_eq!(
///     error.to_string(),
///     "expected the name of a field in column 2, found `titel`; did you mean `title`?",
/// );
/// ```
#[derive(Debug)]
pub struct Error {
    position: Position,
    kind: Box<ErrorKind>,
}

/// What is wrong with a table.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input cannot be read.
    #[error("the input could not be read")]
    Input(#[source] io::Error),
    /// There is no line at all.
    #[error("expected a header line that names the columns, found nothing")]
    NoHeader,
    /// No line ends within a length that no header has.
    #[error("expected a header line that names the columns, found none in the first {limit} bytes")]
    LongHeader {
        /// How many bytes a header may have, with what stands before it.
        limit: usize,
    },
    /// The first line has bytes that no text has.
    #[error(
        "expected a header line that names the columns, found binary content (byte 0x{byte:02X}){}",
        and(*.advice)
    )]
    Binary {
        /// The first such byte.
        byte: u8,
        /// What to do about it, where the bytes show what they are.
        advice: Option<&'static str>,
    },
    /// The header line is not in an encoding that is read.
    #[error("expected a header line in UTF-8, or in UTF-16 with a byte order mark, found {}", bad(*.byte))]
    HeaderEncoding {
        /// The byte, or none where the input is UTF-16.
        byte: Option<u8>,
    },
    /// What stands behind `sep=` does not separate.
    #[error("expected {} behind `sep=`, found {}", expected_separator(*.forced), name_or_nothing(.found))]
    Separator {
        /// What stands there.
        found: String,
        /// Whether it must be a TAB.
        forced: bool,
    },
    /// No column has a name that is known.
    #[error(
        "expected a header line with the names of fields{}, such as `title` and `date`, found {}{}",
        separated(*.delimiter), names(.found), suggestions(.found)
    )]
    NoColumn {
        /// The names that stand there, the first of them.
        found: Vec<String>,
        /// What had to separate them, where that was given.
        delimiter: Option<char>,
    },
    /// Columns that cannot be read, or that are not there: at least one fault, in the order of the
    /// columns.
    #[error("{}", header(.0))]
    Header(Vec<HeaderFault>),
    /// A row with more or fewer cells than the header.
    #[error("expected {}, found {found}{}", count(*.expected), ragged(*.missing, *.delimiter))]
    Ragged {
        /// How many cells the header has.
        expected: usize,
        /// How many the row has.
        found: usize,
        /// The first column without a cell, where there are fewer.
        missing: Option<Field>,
        /// What separates cells.
        delimiter: char,
    },
    /// A row with bytes that are no text.
    #[error("expected {}, found {}", expected_encoding(*.byte), bad(*.byte))]
    Encoding {
        /// The byte, or none where the input is UTF-16.
        byte: Option<u8>,
        /// The column, where it is one of the header's.
        column: Option<Field>,
    },
    /// A quoted cell without end.
    #[error("expected a quote that closes this cell, found the end of the input{}", taken(*.lines))]
    UnclosedQuote {
        /// The column, where it is one of the header's.
        column: Option<Field>,
        /// How many lines behind the line of the quote are part of the cell now.
        lines: u64,
    },
    /// Text behind the quote that closes a cell.
    #[error(
        "expected {} or the end of the line behind the quote that closes this cell, found `{}`; \
         a quote inside a quoted cell is written twice",
        separator(*.delimiter), Excerpt(.found)
    )]
    StrayText {
        /// What stands there, the first of it.
        found: String,
        /// What separates cells.
        delimiter: char,
        /// The column, where it is one of the header's.
        column: Option<Field>,
    },
}

/// What is wrong with one column of a header.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderFault {
    /// No field has this name.
    #[error(
        "expected the name of a field in column {column}, found {}{}",
        name_or_nothing(.name), did_you_mean(Field::nearest(.name))
    )]
    Unknown {
        /// Which column it is, from 1.
        column: usize,
        /// What stands there.
        name: String,
    },
    /// The same name twice.
    #[error("expected each column once, found `{field}` in column {first} and in column {column}")]
    Duplicate {
        /// Which column it is, from 1.
        column: usize,
        /// The first column of this name, from 1.
        first: usize,
        /// The name.
        field: Field,
    },
    /// A quoted name without end, or with text behind it.
    #[error("expected a name in quotes or without them in column {column}, found `{}`", Excerpt(.name))]
    Quote {
        /// Which column it is, from 1.
        column: usize,
        /// What stands there, with its quotes.
        name: String,
    },
    /// A column that every table must have.
    #[error("expected a column `{field}`, found none")]
    Missing {
        /// Its name.
        field: Field,
    },
}

impl Error {
    pub(crate) fn new(position: Position, kind: ErrorKind) -> Self {
        Self {
            position,
            kind: Box::new(kind),
        }
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl error::Error for Error {
    // What is wrong is this error itself, not its cause.
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.kind.source()
    }
}

impl Fault for Error {
    fn position(&self) -> Position {
        self.position
    }

    fn scope(&self) -> Scope {
        match &*self.kind {
            ErrorKind::Input(_) => Scope::Input,
            ErrorKind::NoHeader
            | ErrorKind::LongHeader { .. }
            | ErrorKind::Binary { .. }
            | ErrorKind::HeaderEncoding { .. }
            | ErrorKind::Separator { .. }
            | ErrorKind::NoColumn { .. }
            | ErrorKind::Header(_) => Scope::Document,
            ErrorKind::Ragged { .. }
            | ErrorKind::Encoding { .. }
            | ErrorKind::UnclosedQuote { .. }
            | ErrorKind::StrayText { .. } => Scope::Record,
        }
    }

    fn rule(&self) -> &'static str {
        match &*self.kind {
            ErrorKind::Input(_) => "csv.input",
            ErrorKind::NoHeader | ErrorKind::LongHeader { .. } | ErrorKind::NoColumn { .. } => {
                "csv.no-header"
            }
            ErrorKind::Binary { .. } => "csv.binary",
            ErrorKind::HeaderEncoding { .. } | ErrorKind::Encoding { .. } => "csv.encoding",
            ErrorKind::Separator { .. } => "csv.separator",
            ErrorKind::Header(faults) => {
                let mut rules = faults.iter().map(HeaderFault::rule);
                let first = rules.next().unwrap_or("csv.header");
                if rules.all(|rule| rule == first) {
                    first
                } else {
                    "csv.header"
                }
            }
            ErrorKind::Ragged { .. } => "csv.ragged-row",
            ErrorKind::UnclosedQuote { .. } => "csv.unclosed-quote",
            ErrorKind::StrayText { .. } => "csv.stray-text",
        }
    }

    fn name(&self) -> Option<&str> {
        match &*self.kind {
            ErrorKind::Encoding { column, .. }
            | ErrorKind::UnclosedQuote { column, .. }
            | ErrorKind::StrayText { column, .. } => column.map(Field::name),
            ErrorKind::Header(faults) => match &**faults {
                [fault] => fault.name(),
                _ => None,
            },
            _ => None,
        }
    }
}

impl HeaderFault {
    /// A stable name of the rule that was broken.
    const fn rule(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "csv.unknown-column",
            Self::Duplicate { .. } => "csv.duplicate-column",
            Self::Quote { .. } => "csv.header-quote",
            Self::Missing { .. } => "csv.missing-column",
        }
    }

    fn name(&self) -> Option<&str> {
        match self {
            Self::Unknown { name, .. } | Self::Quote { name, .. } => {
                Some(name.as_str()).filter(|name| !name.is_empty())
            }
            Self::Duplicate { field, .. } | Self::Missing { field } => Some(field.name()),
        }
    }
}

/// How many names or faults a message lists.
const LISTED: usize = 12;

fn listed(items: impl ExactSizeIterator<Item = String>, between: &str) -> String {
    let more = items.len().saturating_sub(LISTED);
    let list = items.take(LISTED).collect::<Vec<_>>().join(between);
    if more > 0 {
        format!("{list}{between}and {more} more")
    } else {
        list
    }
}

fn header(faults: &[HeaderFault]) -> String {
    listed(faults.iter().map(ToString::to_string), "; ")
}

fn names(names: &[String]) -> String {
    listed(names.iter().map(|name| name_or_nothing(name)), ", ")
}

fn suggestions(names: &[String]) -> String {
    let mut near: Vec<Field> = names
        .iter()
        .filter_map(|name| Field::nearest(name))
        .collect();
    near.dedup();
    if near.is_empty() {
        return String::new();
    }
    format!(
        "; did you mean {}?",
        listed(near.iter().map(|field| format!("`{field}`")), ", ")
    )
}

fn name_or_nothing(name: &str) -> String {
    if name.is_empty() {
        "nothing".to_owned()
    } else {
        format!("`{}`", Excerpt(name))
    }
}

fn did_you_mean(field: Option<Field>) -> String {
    field
        .map(|field| format!("; did you mean `{field}`?"))
        .unwrap_or_default()
}

fn separator(delimiter: char) -> String {
    if delimiter == '\t' {
        "a TAB".to_owned()
    } else {
        format!("`{delimiter}`")
    }
}

fn separated(delimiter: Option<char>) -> String {
    delimiter
        .map(|delimiter| format!(" separated by {}", separator(delimiter)))
        .unwrap_or_default()
}

const fn expected_separator(forced: bool) -> &'static str {
    if forced {
        "a TAB"
    } else {
        "one character that separates cells, such as `;`,"
    }
}

fn and(advice: Option<&'static str>) -> String {
    advice
        .map(|advice| format!("; {advice}"))
        .unwrap_or_default()
}

const fn expected_encoding(byte: Option<u8>) -> &'static str {
    if byte.is_some() {
        "text in UTF-8"
    } else {
        "text in UTF-16"
    }
}

fn bad(byte: Option<u8>) -> String {
    byte.map_or_else(
        || "half a character".to_owned(),
        |byte| format!("the byte 0x{byte:02X}"),
    )
}

fn count(cells: usize) -> String {
    format!("{cells} {}", if cells == 1 { "cell" } else { "cells" })
}

fn taken(lines: u64) -> String {
    match lines {
        0 => String::new(),
        1 => "; the line behind it was taken for this cell".to_owned(),
        _ => format!("; the {lines} lines behind it were taken for this cell"),
    }
}

fn ragged(missing: Option<Field>, delimiter: char) -> String {
    match missing {
        Some(field) => format!("; `{field}` is the first column without one"),
        None => format!("; a cell with {} in it needs quotes", separator(delimiter)),
    }
}
