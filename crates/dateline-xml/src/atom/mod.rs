//! Atom 1.0: feeds of releases, written.
//!
//! Written is what the W3C's validator has nothing to say about (rules A1 to A13 of `rules.rs`), and
//! what gives every release back as it was: [`Writer`] says which element holds which field. What
//! reads it is the reader of all feeds.

mod construct;
mod head;
pub(crate) mod id;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod tests;
mod updated;
mod write;

pub use updated::updated;
pub use write::{Encoder, Writer};

use dateline_core::{Coverage, Field};

/// How much of a field an Atom feed holds, without [`Writer::foreign`].
///
/// ```
/// use dateline_core::{Coverage, Field};
/// use dateline_xml::atom::coverage;
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
