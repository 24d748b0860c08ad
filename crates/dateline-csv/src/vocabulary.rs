//! Terms of vocabularies as CSV: a row a term, written from the catalogue and read as somebody's
//! own terms.
//!
//! The columns are `vocabulary`, `code`, `label`, `aliases`, `former_names`, `other_names`, one for
//! each [`FactName`], and `notes`. Several values in a cell are separated by `|`, as in tables of
//! releases. A former name is `NAME=FROM/UNTIL`, with nothing where a date is not known.
//!
//! ```
//! use dateline_core::vocab::{Extension, Scheme};
//! use dateline_csv::vocabulary;
//!
//! let terms = vocabulary::read(b"vocabulary,code,label,aliases\nfields,space,Space policy,Orbits\n")?;
//! let extension = Extension::new(terms)?;
//! assert_eq!(extension.terms()[0].label(), "Space policy");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Cow;
use std::io::{self, Write};

use dateline_core::text::nearest_name;
use dateline_core::vocab::{AliasKind, Entry, FactName, FormerDraft, TermDraft, Written};
use dateline_core::{Excerpt, Position};

use crate::decode::Decoder;
use crate::list;
use crate::place::{Walk, slice};
use crate::scan::{self, Cell, Quoting};
use crate::write::enclose;

/// The columns that are no facts.
const NAMES: [&str; 6] = [
    "vocabulary",
    "code",
    "label",
    "aliases",
    "former_names",
    "other_names",
];
const NOTES: &str = "notes";

/// The columns without which there is no term.
const REQUIRED: [&str; 3] = ["vocabulary", "code", "label"];

const CANDIDATES: [u8; 4] = *b",;\t|";

/// All columns, in their order.
fn columns() -> impl Iterator<Item = &'static str> {
    let facts = FactName::ALL.iter().map(|fact| fact.name());
    NAMES.into_iter().chain(facts).chain([NOTES])
}

/// Writes terms: the header line, and a row each. UTF-8 without byte order mark, lines end with LF.
///
/// # Errors
///
/// Those of the output.
pub fn write<'e>(
    entries: impl IntoIterator<Item = &'e Entry>,
    mut output: impl Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    push_row(columns(), &mut line);
    output.write_all(&line)?;
    for entry in entries {
        line.clear();
        push_row(row(entry), &mut line);
        output.write_all(&line)?;
    }
    output.flush()
}

fn push_row(cells: impl IntoIterator<Item = impl AsRef<str>>, line: &mut Vec<u8>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            line.push(b',');
        }
        let start = line.len();
        line.extend_from_slice(cell.as_ref().as_bytes());
        enclose(line, start, b',');
    }
    line.push(b'\n');
}

/// The cell of these values.
fn join(values: impl Iterator<Item = impl AsRef<str>>) -> String {
    let values: Vec<_> = values.collect();
    let mut cell = Vec::new();
    list::push_list(&values, &mut cell, |value, cell| {
        list::push_value(value.as_ref(), cell);
    });
    String::from_utf8_lossy(&cell).into_owned()
}

fn row(entry: &Entry) -> Vec<String> {
    let is_former = |kind: &AliasKind| matches!(kind, AliasKind::Former { .. });
    let aliases = entry.aliases.iter().filter(|alias| !is_former(&alias.kind));
    let former = entry.former().map(|alias| {
        let interval = alias.interval();
        match interval.as_str() {
            "" if alias.name.contains('=') => format!("{}=/", alias.name),
            "" => alias.name.to_string(),
            interval => format!("{}={interval}", alias.name),
        }
    });
    let mut row = vec![
        entry.scheme.name().to_owned(),
        entry.code.to_string(),
        entry.label.to_string(),
        join(aliases.map(|alias| &alias.name)),
        join(former),
        join(entry.further.iter()),
    ];
    for fact in FactName::ALL {
        row.push(join(entry.facts_of(fact).map(|fact| &fact.value)));
    }
    row.push(join(entry.notes.iter()));
    row
}

/// What is wrong with a table of terms, and where.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{kind}")]
pub struct Fault {
    position: Position,
    kind: FaultKind,
}

/// What is wrong with a table of terms.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultKind {
    /// Bytes that are no text.
    #[error("expected UTF-8, or UTF-16 with a byte order mark, found the byte 0x{0:02X}")]
    Encoding(u8),
    /// There is no header line.
    #[error("expected a header line with the columns `vocabulary`, `code` and `label`, found none")]
    NoHeader,
    /// A column that must be there and is not.
    #[error("expected a column `{0}`, found none")]
    MissingColumn(&'static str),
    /// A column that has no meaning.
    #[error(
        "expected the name of a column, found `{}`{}", Excerpt(.found),
        .near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
    )]
    UnknownColumn {
        /// What stands there.
        found: String,
        /// What may have been meant.
        near: Option<&'static str>,
    },
    /// The same column twice.
    #[error("expected each column once, found `{0}` again")]
    DuplicateColumn(&'static str),
    /// More or fewer cells than the header has.
    #[error("expected {expected} cells, found {found}")]
    Ragged {
        /// How many the header has.
        expected: usize,
        /// How many the row has.
        found: usize,
    },
    /// A quoted cell without end, or with text behind its last quote.
    #[error("expected a quote at the end of this cell, with quotes inside it written twice")]
    Quotes,
    /// What stands behind the last `=` of a former name is no interval.
    #[error(
        "expected the dates of a former name as `NAME=FROM/UNTIL`, such as `Turkey=/2022`, \
         found `{}`", Excerpt(.0)
    )]
    Interval(String),
}

impl Fault {
    /// Where it stands.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.position
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &FaultKind {
        &self.kind
    }
}

/// What is wrong with a table of terms: at least one fault, in the order of the table.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// The faults.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Reads a table of terms. Columns may stand in any order; `vocabulary`, `code` and `label` have to
/// be there. What separates cells is a comma, a semicolon, a TAB or a bar, whichever shows more
/// names of columns. Blank lines and cells beyond the header that are empty are passed over.
///
/// # Errors
///
/// Everything that is wrong with the table. What the terms say is checked by
/// [`Extension::new`](dateline_core::vocab::Extension::new).
pub fn read(bytes: &[u8]) -> Result<Vec<TermDraft>, Faults> {
    let mut text = Vec::new();
    let mut decoder = Decoder::new(bytes);
    let mut chunk = [0; 4096];
    // Reading from memory does not fail.
    while let Ok(length @ 1..) = decoder.read(&mut chunk) {
        text.extend_from_slice(&chunk[..length]);
    }
    let mut table = Table {
        bytes: &text,
        passed: (0, Position::default()),
        faults: Vec::new(),
    };
    let terms = table.terms();
    if table.faults.is_empty() {
        return Ok(terms);
    }
    table.faults.sort_by_key(Fault::position);
    Err(Faults(table.faults))
}

struct Table<'t> {
    bytes: &'t [u8],
    /// How far positions were counted.
    passed: (usize, Position),
    faults: Vec<Fault>,
}

impl<'t> Table<'t> {
    /// Where an offset is; the one that was asked for before is not far.
    fn position(&mut self, at: usize) -> Position {
        let (from, start) = match self.passed {
            (passed, position) if passed <= at => (passed, position),
            _ => (0, Position::default()),
        };
        let position = start.after(self.bytes.get(from..at).unwrap_or_default());
        self.passed = (at, position);
        position
    }

    fn fault(&mut self, at: usize, kind: FaultKind) {
        let position = self.position(at);
        self.faults.push(Fault { position, kind });
    }

    fn terms(&mut self) -> Vec<TermDraft> {
        let text = str::from_utf8(self.bytes);
        if let Err(error) = text {
            let at = error.valid_up_to();
            let byte = self.bytes.get(at).copied().unwrap_or_default();
            self.fault(at, FaultKind::Encoding(byte));
            return Vec::new();
        }
        let mut at = 0;
        let delimiter = self.delimiter();
        let Some(header) = self.row(&mut at, delimiter) else {
            self.fault(0, FaultKind::NoHeader);
            return Vec::new();
        };
        let header = self.header(&header);
        let mut terms = Vec::new();
        while let Some(row) = self.row(&mut at, delimiter) {
            let start = row.first().map_or(at, |cell| cell.start);
            let is_blank = |cell: &Cell| cell.start == cell.end;
            if row.len() < header.len() || !row.iter().skip(header.len()).all(is_blank) {
                let (expected, found) = (header.len(), row.len());
                self.fault(start, FaultKind::Ragged { expected, found });
                continue;
            }
            if !row.iter().all(is_blank) {
                terms.push(self.term(start, &header, &row));
            }
        }
        terms
    }

    /// What separates cells, by the first line that is not blank.
    fn delimiter(&self) -> u8 {
        let mut lines = self.bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
        let line = lines.find(|line| !line.is_empty()).unwrap_or_default();
        let known = |delimiter: &u8| {
            let cells = scan::cells(line, *delimiter);
            let names = cells.iter().filter(|cell| {
                str::from_utf8(slice(line, cell.inner()))
                    .is_ok_and(|inner| column(&scan::content(inner, cell.quoting)).is_some())
            });
            names.count()
        };
        // Of several that are as good, the last one; hence from the least likely.
        let best = CANDIDATES.into_iter().rev().max_by_key(known);
        best.unwrap_or(b',')
    }

    /// The next row that is no blank line.
    fn row(&mut self, at: &mut usize, delimiter: u8) -> Option<Vec<Cell>> {
        while matches!(self.bytes.get(*at), Some(b'\n' | b'\r')) {
            *at += 1;
        }
        let rest = self.bytes.get(*at..).filter(|rest| !rest.is_empty())?;
        let start = *at;
        let row: Vec<Cell> = scan::cells(rest, delimiter)
            .into_iter()
            .map(|cell| cell.moved(start))
            .collect();
        *at = row.last().map_or(self.bytes.len(), |cell| cell.end);
        for cell in &row {
            if matches!(cell.quoting, Quoting::Unclosed | Quoting::Stray(_)) {
                self.fault(cell.start, FaultKind::Quotes);
            }
        }
        Some(row)
    }

    /// The columns; unknown ones are said and passed over.
    fn header(&mut self, row: &[Cell]) -> Vec<Option<&'static str>> {
        let mut header: Vec<Option<&'static str>> = Vec::new();
        for cell in row {
            let at = cell.start;
            let name = self.content(*cell);
            let found = column(&name);
            match found {
                Some(name) if header.contains(&found) => {
                    self.fault(at, FaultKind::DuplicateColumn(name));
                }
                Some(_) => {}
                None => {
                    let near = nearest_name(&name, columns());
                    let found = name.into_owned();
                    self.fault(at, FaultKind::UnknownColumn { found, near });
                }
            }
            header.push(found);
        }
        for name in REQUIRED {
            if !header.contains(&Some(name)) {
                self.fault(0, FaultKind::MissingColumn(name));
            }
        }
        header
    }

    fn content(&self, cell: Cell) -> Cow<'t, str> {
        // All of it is text: that was looked at first.
        let inner = str::from_utf8(slice(self.bytes, cell.inner())).unwrap_or_default();
        scan::content(inner, cell.quoting)
    }

    fn term(&mut self, start: usize, header: &[Option<&'static str>], row: &[Cell]) -> TermDraft {
        let mut draft = TermDraft {
            position: self.position(start),
            ..TermDraft::default()
        };
        for (name, cell) in header.iter().zip(row) {
            let Some(name) = *name else {
                continue;
            };
            match name {
                "vocabulary" => draft.scheme = self.whole(cell),
                "code" => draft.code = self.whole(cell),
                "label" => draft.label = self.whole(cell),
                // Somebody's own names in other languages are aliases like others.
                "aliases" | "other_names" => draft.aliases.extend(self.values(cell)),
                "former_names" => {
                    let values = self.values(cell);
                    draft.former = values.into_iter().map(|value| self.former(value)).collect();
                }
                NOTES => draft.notes = self.values(cell),
                name => {
                    if let Some(fact) = FactName::find(name) {
                        let values = self.values(cell);
                        draft
                            .facts
                            .extend(values.into_iter().map(|value| (fact, value)));
                    }
                }
            }
        }
        draft
    }

    fn whole(&mut self, cell: &Cell) -> Written {
        Written {
            text: self.content(*cell).trim().to_owned(),
            position: self.position(cell.start),
        }
    }

    /// The values of a list, each trimmed; empty ones are none.
    fn values(&mut self, cell: &Cell) -> Vec<Written> {
        let content = self.content(*cell);
        let inner = cell.inner();
        let mut walk = Walk::new(slice(self.bytes, inner.clone()), cell.quoting);
        let mut values = Vec::new();
        for part in list::parts(&content) {
            let blanks = part.spelled.len() - part.spelled.trim_start().len();
            let at = inner.start + walk.to(part.start + blanks);
            let text = part.value().trim().to_owned();
            if !text.is_empty() {
                let position = self.position(at);
                values.push(Written { text, position });
            }
        }
        values
    }

    /// `NAME=FROM/UNTIL`, or a name alone.
    fn former(&mut self, value: Written) -> FormerDraft {
        let position = value.position;
        let Some((name, interval)) = value.text.rsplit_once('=') else {
            return FormerDraft {
                name: value,
                ..FormerDraft::default()
            };
        };
        let Some((from, until)) = interval.split_once('/') else {
            let kind = FaultKind::Interval(value.text.clone());
            self.faults.push(Fault { position, kind });
            return FormerDraft::default();
        };
        let written = |text: &str| Written {
            text: text.trim().to_owned(),
            position,
        };
        FormerDraft {
            name: written(name),
            from: written(from),
            until: written(until),
        }
    }
}

/// The column of this name.
fn column(name: &str) -> Option<&'static str> {
    let name = name.trim();
    columns().find(|column| column.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use dateline_core::vocab::{Catalogue, Extension, Scheme};

    use super::*;

    fn export(catalogue: &Catalogue) -> Vec<u8> {
        let mut table = Vec::new();
        let entries = Scheme::ALL
            .iter()
            .flat_map(|scheme| catalogue.entries(*scheme));
        write(entries, &mut table).unwrap();
        table
    }

    #[test]
    fn rows() {
        let mut table = Vec::new();
        let states = Catalogue::listed().entries(Scheme::States).iter();
        let some = states.filter(|entry| matches!(&*entry.code, "RS" | "TR"));
        let operation = Catalogue::listed().entry(Scheme::Operations, "programme-office-in-astana");
        write(some.chain(operation), &mut table).unwrap();
        let table = String::from_utf8(table).unwrap();
        let table: String = table
            .lines()
            .map(|line| {
                let mut cells: Vec<&str> = line.split(',').collect();
                // The names in other languages are many.
                if !line.starts_with("vocabulary") {
                    cells[5] = "…";
                }
                cells.join(",") + "\n"
            })
            .collect();
        insta::assert_snapshot!(table);
    }

    #[test]
    fn an_export_reads_back() {
        let terms = read(&export(Catalogue::listed())).unwrap();
        assert_eq!(
            terms.len(),
            Scheme::ALL
                .iter()
                .map(|s| Catalogue::listed().entries(*s).len())
                .sum::<usize>()
        );
        let extension = Extension::new(terms).unwrap();
        assert!(extension.terms().is_empty());
        assert_eq!(extension.aliases().count(), 0);
    }

    #[test]
    fn own_terms_read_back_as_they_are() {
        let own = "vocabulary;Code;label;aliases;former_names;host;since;notes\n\
            operations;x;OSCE Mission to X;\"MX|The \"\"X\"\" \\| mission\";OSCE Office in X=1999/2004-06|OSCE X=/;Austria;2004-06;One.|Two.\n";
        let extension = Extension::new(read(own.as_bytes()).unwrap()).unwrap();
        let all = Catalogue::listed().with(&extension);
        let again = Extension::new(read(&export(&all)).unwrap()).unwrap();
        assert_eq!(Catalogue::listed().with(&again), all);
        let entry = all.entry(Scheme::Operations, "x").unwrap();
        assert_eq!(entry.aliases.len(), 4);
        assert_eq!(entry.aliases[1].name, "The \"X\" | mission");
        assert_eq!(entry.aliases[2].interval(), "1999/2004-06");
        assert_eq!(entry.fact(FactName::Host), Some("AT"));
        // As Excel writes it on its own.
        let mut utf16 = vec![0xFF, 0xFE];
        utf16.extend(
            own.replace(';', "\t")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        assert_eq!(
            Extension::new(read(&utf16).unwrap()).unwrap().terms(),
            extension.terms()
        );
    }

    #[track_caller]
    fn check_wrong(table: &[u8], expected: &[&str]) {
        let faults = read(table).unwrap_err();
        let shown: Vec<String> = faults
            .iter()
            .map(|fault| format!("{}: {fault}", fault.position()))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn faults_have_their_place() {
        check_wrong(
            b"",
            &[
                "1:1: expected a header line with the columns `vocabulary`, `code` and `label`, found none",
            ],
        );
        check_wrong(
            b"vocabulary,code,lable,code\nfields,a,A,a\n",
            &[
                "1:1: expected a column `label`, found none",
                "1:17: expected the name of a column, found `lable`; did you mean `label`?",
                "1:23: expected each column once, found `code` again",
            ],
        );
        check_wrong(
            "vocabulary,code,label,former_names\nfields,a\n\nfields,a,A,é|B=1999\nfields,b,\"B,x\n"
                .as_bytes(),
            &[
                "2:1: expected 4 cells, found 2",
                "4:14: expected the dates of a former name as `NAME=FROM/UNTIL`, such as `Turkey=/2022`, found `B=1999`",
                "5:1: expected 4 cells, found 3",
                "5:10: expected a quote at the end of this cell, with quotes inside it written twice",
            ],
        );
        check_wrong(
            b"vocabulary,code,label\nfields,a,\xE9\n",
            &["2:10: expected UTF-8, or UTF-16 with a byte order mark, found the byte 0xE9"],
        );
    }
}
