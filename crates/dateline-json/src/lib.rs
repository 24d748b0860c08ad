//! Press releases as JSON.
//!
//! - [`native`]: the project's own shape, as an array or one release a line, in and out.
//! - [`feed`]: JSON Feed 1.1, in and out; 1.0 is read.
//! - [`reject`]: records that were set aside, with the reasons, in and out.
//!
//! All readers take UTF-8 with or without byte order mark, hold one record at a time, and say
//! where in the input something is wrong, to the column. Values may have at most [`MAX_DEPTH`]
//! levels of brackets: real documents have five, and without a limit a short hostile one could
//! exhaust the stack.

mod error;
pub mod feed;
mod frame;
#[cfg(test)]
mod generate;
pub mod native;
pub mod reject;
mod syntax;
mod window;

pub use self::error::{Error, ErrorKind};

/// How many brackets may be open at once inside one record.
pub const MAX_DEPTH: usize = 128;

/// Whether `head` has this key, whose value begins with one of `starts`. Quotes inside a text are
/// escaped, so that no text can look like a key.
fn has_key(head: &[u8], key: &str, starts: &[&str]) -> bool {
    let key = format!("\"{key}\"");
    memchr::memmem::find_iter(head, key.as_bytes()).any(|at| {
        let behind = head[at + key.len()..].trim_ascii_start();
        let value = behind.strip_prefix(b":").map(<[u8]>::trim_ascii_start);
        value.is_some_and(|value| {
            starts
                .iter()
                .any(|start| value.starts_with(start.as_bytes()))
        })
    })
}
