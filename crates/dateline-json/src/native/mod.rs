//! Releases in the project's own shape: an array of objects, or one object a line (NDJSON).
//!
//! The keys are the names of the fields ([`Field`]); absent fields are left
//! out, lists are arrays of texts, places are objects, translations an object of language to
//! address, and `foreign` is a list of [`Foreign`](dateline_core::Foreign) elements. `schema/release.schema.json` says it in full, as a JSON Schema ([`SCHEMA`]).
//!
//! ```
//! use dateline_core::Checker;
//! use dateline_json::native::{Reader, Writer};
//!
//! let input = r#"[{"title": "Water talks", "date": "2016-10-25", "places": [{"name": "Vienna"}]}]"#;
//! let (mut findings, mut reader) = (Vec::new(), Reader::new(input.as_bytes()));
//! let mut writer = Writer::new(Vec::new())?;
//! while reader.advance(&mut findings)? {
//!     let record = reader.record(&mut findings)?;
//!     let release = Checker::default().check(record.draft, &mut findings)?;
//!     writer.write(&release, &mut findings)?;
//! }
//! let output = String::from_utf8(writer.finish(&mut findings)?)?;
//! assert!(output.starts_with("[\n{\"id\":\"urn:uuid:"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod encode;
mod read;
mod release;
#[cfg(test)]
mod tests;
mod write;

use dateline_core::{Coverage, Field};

pub use self::encode::Encoder;
pub use self::read::{Frame, Reader, document};
pub(crate) use self::release::{elements, near};
pub use self::write::Writer;

/// The JSON Schema (draft 2020-12) of one release in this shape; `#/$defs/releases` is that of an
/// array of them.
pub const SCHEMA: &str = include_str!("../../schema/release.schema.json");

/// How much of a field this shape holds: all of every field.
///
/// ```
/// use dateline_core::{Coverage, Field};
/// use dateline_json::native::coverage;
///
/// assert_eq!(coverage(Field::Foreign), Coverage::Whole);
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
        | Field::Embargo
        | Field::Foreign => Coverage::Whole,
    }
}

/// How releases stand in a document.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Layout {
    /// One array of all releases.
    #[default]
    Array,
    /// One release a line: NDJSON, also called JSON Lines.
    Lines,
}
