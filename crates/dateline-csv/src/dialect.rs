//! What separates the cells, and what the header line says.

use std::borrow::Cow;

use dateline_core::Field;

use crate::error::{ErrorKind, HeaderFault};
use crate::scan::{Quoting, cells, content};

/// How a table separates its cells. Quotes are the same in both.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Dialect {
    /// Written with commas; read with whichever of comma, semicolon, TAB and bar shows known names
    /// in the header line.
    #[default]
    Csv,
    /// With TABs.
    Tsv,
}

/// What separates the cells of a table that is written.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`, which Excel expects where a comma divides the whole of a number from the rest.
    Semicolon,
    /// A TAB.
    Tab,
}

impl Delimiter {
    /// The character.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

impl Dialect {
    /// What must separate the cells that are read, where a first line is or is not `sep=`.
    ///
    /// `None` where `line` is no such line; else what stands behind it, where that separates.
    pub(crate) fn separator(self, line: &[u8]) -> Option<Result<u8, ErrorKind>> {
        let line = line
            .strip_prefix(b"\"")
            .and_then(|line| line.strip_suffix(b"\""))
            .unwrap_or(line);
        let (mark, separator) = line.split_at_checked(4)?;
        if !mark.eq_ignore_ascii_case(b"sep=") {
            return None;
        }
        let forced = self == Self::Tsv;
        Some(
            match separator {
                [b'\t'] => Ok(b'\t'),
                [b'"' | b'_'] => Err(()),
                [byte] if !forced && (byte.is_ascii_punctuation() || *byte == b' ') => Ok(*byte),
                _ => Err(()),
            }
            .map_err(|()| {
                let found = String::from_utf8_lossy(separator).into_owned();
                ErrorKind::Separator { found, forced }
            }),
        )
    }
}

/// Whether bytes begin as a table does: with a line `sep=`, or with one that names two fields,
/// or nearly, or nothing but one, in whatever case. `head` may end anywhere behind that line.
///
/// ```
/// assert!(dateline_csv::looks_like(b"date;title\n2016;Talks\n"));
/// assert!(!dateline_csv::looks_like(b"The title and the date\n"));
/// ```
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let line = head.split(|b| matches!(b, b'\n' | b'\r')).next();
    let Some(Ok(line)) = line.map(str::from_utf8) else {
        return false;
    };
    let line = line.to_lowercase();
    Dialect::Csv.separator(line.as_bytes()).is_some()
        || Field::find(&line).is_some()
        || CANDIDATES.iter().any(|by| {
            // A misspelled name is better reported with the line than not taken for a header.
            let (known, near, _) = likelihood(&line, *by);
            known + near > 1
        })
}

/// What a header line says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    pub(crate) delimiter: u8,
    pub(crate) columns: Vec<Field>,
}

const CANDIDATES: [u8; 4] = *b",;\t|";

impl Header {
    /// Reads the header line, with the delimiter that is given or the one that shows the most
    /// known names.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with the offset of the first fault.
    pub(crate) fn parse(
        line: &str,
        delimiter: Option<u8>,
        required: &[Field],
    ) -> Result<Self, (usize, ErrorKind)> {
        let by = delimiter.unwrap_or_else(|| {
            // Of several that are as good, the last one; hence from the least likely.
            let best = CANDIDATES
                .into_iter()
                .rev()
                .max_by_key(|by| likelihood(line, *by));
            best.unwrap_or(b',')
        });
        if likelihood(line, by).0 == 0 {
            let found = names(line, by)
                .map(|(_, name, _)| name.into_owned())
                .collect();
            let delimiter = delimiter.map(char::from);
            return Err((0, ErrorKind::NoColumn { found, delimiter }));
        }
        let mut columns: Vec<Option<Field>> = Vec::new();
        let mut faults = Vec::new();
        let mut first_fault = None;
        for (offset, name, quoting) in names(line, by) {
            let column = columns.len() + 1;
            let field = Field::find(&name);
            let twice = field.and_then(|field| columns.iter().position(|c| *c == Some(field)));
            let fault = match (quoting, field, twice) {
                (Quoting::Unclosed | Quoting::Stray(_), ..) => Some(HeaderFault::Quote {
                    column,
                    name: name.into_owned(),
                }),
                (_, None, _) => Some(HeaderFault::Unknown {
                    column,
                    name: name.into_owned(),
                }),
                (_, Some(field), Some(first)) => Some(HeaderFault::Duplicate {
                    column,
                    first: first + 1,
                    field,
                }),
                (_, Some(_), None) => None,
            };
            columns.push(field);
            if let Some(fault) = fault {
                first_fault.get_or_insert(offset);
                faults.push(fault);
            }
        }
        for field in required.iter().copied() {
            let there = columns.contains(&Some(field));
            // A name that was only misspelled is said once.
            let meant = |fault: &HeaderFault| {
                let HeaderFault::Unknown { name, .. } = fault else {
                    return false;
                };
                Field::nearest(name) == Some(field)
            };
            if !there && !faults.iter().any(meant) {
                faults.push(HeaderFault::Missing { field });
            }
        }
        if !faults.is_empty() {
            return Err((first_fault.unwrap_or(0), ErrorKind::Header(faults)));
        }
        Ok(Self {
            delimiter: by,
            columns: columns.into_iter().flatten().collect(),
        })
    }
}

/// The names of a header line, each with its offset: what the cell says, or the whole cell where
/// its quotes do not fit.
fn names(line: &str, delimiter: u8) -> impl Iterator<Item = (usize, Cow<'_, str>, Quoting)> {
    cells(line.as_bytes(), delimiter).into_iter().map(|cell| {
        let text = line.get(cell.inner()).unwrap_or_default();
        (cell.start, content(text, cell.quoting), cell.quoting)
    })
}

/// How many names are known, how many are nearly, and how many there are.
fn likelihood(line: &str, delimiter: u8) -> (usize, usize, usize) {
    names(line, delimiter).fold((0, 0, 0), |(known, near, all), (_, name, _)| {
        let known_one = usize::from(Field::find(&name).is_some());
        let near_one = usize::from(known_one == 0 && Field::nearest(&name).is_some());
        (known + known_one, near + near_one, all + 1)
    })
}
