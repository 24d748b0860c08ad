//! Press releases as JSON.
//!
//! - [`native`]: the project's own shape, as an array or one release a line, in and out.
//! - [`feed`]: JSON Feed 1.1, in and out; 1.0 is read.
//! - [`diagnostic`]: what is wrong with inputs, as lines of JSON or as SARIF, out.
//! - [`lint`]: what is wrong with a JSON Feed before it is published.
//! - [`inspect`]: what a reader found, one line an input, out.
//! - [`reject`]: records that were set aside, with the reasons, in and out.
//! - [`vocabulary`]: terms of vocabularies, out, and somebody's own, in.
//!
//! All readers take UTF-8 with or without byte order mark, decode UTF-16 and say so, hold one
//! record at a time, and say where in the input something is wrong, to the column. What JSON
//! (RFC 8259) does not have, they refuse; a comma or a bracket that is missing or too many between
//! records is mended and said, so that it costs no other record than the one it belongs to.
//! Records may have at most [`MAX_DEPTH`] levels of brackets, [`MAX_SIZE`] bytes and
//! [`MAX_VALUES`] values: without limits a hostile document could exhaust stack or memory.

#[cfg(test)]
mod coverage;
pub mod diagnostic;
mod error;
mod escape;
pub mod feed;
mod frame;
#[cfg(test)]
mod generate;
pub mod inspect;
pub mod lint;
mod mend;
pub mod native;
mod object;
mod outline;
#[cfg(test)]
mod planted;
pub mod reject;
mod rules;
mod sniff;
mod special;
mod syntax;
pub mod vocabulary;
mod window;

pub use self::error::{Error, ErrorKind, Hint};
pub use self::rules::RULES;

/// How many brackets may be open at once inside one record.
pub const MAX_DEPTH: usize = 128;

/// How many bytes one record may have, as UTF-8. Real ones have a few thousand; the limit is against
/// input that has no end, which would otherwise fill all memory.
pub const MAX_SIZE: usize = 1 << 30;

/// How many values one record may have, in objects and lists of any level: real ones have a few
/// dozen, and each costs more memory than its bytes.
pub const MAX_VALUES: usize = 1 << 18;
