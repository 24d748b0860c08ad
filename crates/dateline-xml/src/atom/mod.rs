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
