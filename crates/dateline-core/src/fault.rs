//! What the errors of all readers can be asked.

use std::error::Error;

use crate::Position;

/// How far an error of reading reaches.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scope {
    /// One record is set aside, and reading goes on behind it.
    Record,
    /// Nothing more can be read from this document; what was read before it stands.
    Document,
    /// The input itself could not be read.
    Input,
}

/// An error of a reader. Its text says what was expected and what was found, without the place.
pub trait Fault: Error {
    /// Where the error is.
    fn position(&self) -> Position;

    /// How far it reaches.
    fn scope(&self) -> Scope;

    /// The name of the rule that was broken, such as `csv.ragged-row`.
    fn rule(&self) -> &'static str;

    /// The place in the record as the format names it: a column, a key, an element.
    fn name(&self) -> Option<&str> {
        None
    }

    /// What else is wrong with the same record or header, each once, in the order of the input.
    fn further(&self) -> Vec<&dyn Fault> {
        Vec::new()
    }
}
