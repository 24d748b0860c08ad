//! Press releases as CSV and TSV.
//!
//! The first line names the columns; they are the names of [`Field`], and
//! every other row is a release. A column that holds several values (places, sources, terms, tags,
//! translations) separates them by `|`; in a value, `\|` is a bar and `\\` a backslash, and a
//! backslash before anything else is itself. A translation is `LANGUAGE=ADDRESS`. An empty cell
//! says nothing, and no cell is trimmed or guessed at.
//!
//! **Read** are UTF-8 with or without byte order mark and UTF-16 with one; lines that end with LF,
//! CRLF or CR; columns in any order and any choice that has `title` and `date`; cells separated by
//! comma, semicolon, TAB or bar, whichever shows known names in the header line, or by what a
//! first line `sep=;` says. Not read is a file with a column that is unknown or stands twice: the
//! header is refused as a whole, with everything that is wrong about it. A row with more or fewer
//! cells than the header, with bytes that are no text, or with quotes that do not fit is an error
//! of that row, and reading goes on behind it.
//!
//! **Written** are all columns in the order of the fields, also where there is no release; quotes
//! only where RFC 4180 needs them; LF, UTF-8, no byte order mark. Everything that a release holds
//! is written: nothing is lost on the way to CSV and back. For spreadsheet programs there is a form
//! of its own ([`Writer::excel`]), which [`Reader::excel`] reads back the same.
//!
//! ```
//! use dateline_core::Checker;
//! use dateline_csv::{Reader, Writer};
//!
//! let input = "date;title;places\n2016-10-25;Border police train;OHRID|SKOPJE\n";
//! let mut findings = Vec::new();
//! let mut reader = Reader::new(input.as_bytes());
//! let mut writer = Writer::new(Vec::new())?;
//! while reader.advance(&mut findings)? {
//!     let record = reader.record(&mut findings)?;
//!     let release = Checker::default().check(record.draft, &mut findings)?;
//!     let _ = writer.write(&release, &mut findings)?;
//! }
//! let output = String::from_utf8(writer.finish(&mut findings)?)?;
//! assert!(output.starts_with("id,number,kind,title,date,"));
//! assert!(output.contains(",Border police train,2016-10-25,,,,OHRID|SKOPJE,"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod buffer;
pub mod cells;
mod decode;
mod dialect;
mod error;
mod excel;
mod frame;
mod line;
mod list;
mod place;
mod read;
mod row;
pub mod rules;
mod scan;
pub mod vocabulary;
mod write;

#[cfg(test)]
mod tests;

pub use dialect::{Delimiter, Dialect, looks_like};
pub use error::{Error, ErrorKind, HeaderFault};
pub use excel::TooManyRows;
pub use frame::Frame;
pub use read::{Reader, document};
pub use write::{Encoder, Writer};

use dateline_core::{Coverage, Field};

/// How much of a field a table holds: all of every field, but nothing of foreign data, for which
/// there is no column.
///
/// ```
/// use dateline_core::{Coverage, Field};
///
/// assert_eq!(dateline_csv::coverage(Field::Embargo), Coverage::Whole);
/// assert_eq!(dateline_csv::coverage(Field::Foreign), Coverage::None);
/// ```
#[must_use]
pub const fn coverage(field: Field) -> Coverage {
    match field {
        Field::Id
        | Field::Number
        | Field::Kind
        | Field::Title
        | Field::Date
        | Field::Modified
        | Field::Language
        | Field::Url
        | Field::Places
        | Field::Sources
        | Field::FieldsOfWork
        | Field::ParticipatingStates
        | Field::PartnerStates
        | Field::Tags
        | Field::Summary
        | Field::Body
        | Field::BodyType
        | Field::Translations
        | Field::Embargo => Coverage::Whole,
        Field::Foreign => Coverage::None,
    }
}
