//! RSS 2.0: feeds of releases, written. [`feed`](crate::feed) reads them.
//!
//! Written is what the W3C's validator has nothing to say about (rules R1 to R36 of `rules.rs`;
//! bodies that are HTML already are written as they are), and what gives every release back as it
//! was: [`Writer`] says which element holds which field.

pub(crate) mod date;
mod head;
pub(crate) mod write;

#[cfg(test)]
mod rules;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use head::START;
pub use write::{Encoder, Writer};

use dateline_core::{Coverage, Field};

/// How much of a field an RSS feed holds, without [`Writer::foreign`].
///
/// ```
/// use dateline_core::{Coverage, Field};
/// use dateline_xml::rss::coverage;
///
/// assert_eq!(coverage(Field::Places), Coverage::Whole);
/// assert_eq!(coverage(Field::Embargo), Coverage::None);
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
        | Field::BodyType
        | Field::Translations => Coverage::Whole,
        Field::Body => Coverage::Part("of HTML, what feed validators accept; the rest is cleaned"),
        Field::Foreign => Coverage::Part("what feed validators know"),
        Field::Embargo => Coverage::None,
    }
}
