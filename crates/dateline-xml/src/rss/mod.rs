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
