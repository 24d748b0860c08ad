//! Records that were set aside, one a line, with the reasons: to be mended and run again.
//!
//! A line is an object with the keys `file`, `format`, `line`, `record`, `header`, `raw` and
//! `reasons`. `header` and `raw` are the bytes of the input: a text where they are UTF-8, else
//! `{"base64": "…"}`. A person mends `raw`; the format's `document` function makes a document of
//! the two.

mod read;
#[cfg(test)]
mod tests;
mod write;

use std::borrow::Cow;

pub use self::read::{Frame, Reader};
pub use self::write::Writer;

/// A record that was set aside.
///
/// ```
/// use dateline_json::reject::{Reader, Reject, Writer};
///
/// let reject = Reject {
///     file: "letters.csv".into(),
///     format: "csv".into(),
///     line: 3,
///     record: 2,
///     header: b"title,date\n".into(),
///     raw: b"Water talks,2016-02-30\n".into(),
///     reasons: vec!["date: expected a day that exists, found `2016-02-30`".to_owned()],
/// };
/// let mut writer = Writer::new(Vec::new())?;
/// writer.write(&reject)?;
/// let lines = writer.finish()?;
///
/// let mut reader = Reader::new(&lines[..]);
/// assert!(reader.advance()?);
/// assert_eq!(reader.record()?, reject);
/// assert!(!reader.advance()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct Reject<'a> {
    /// The file it came from, as it was named.
    pub file: Cow<'a, str>,
    /// The format it was read as.
    pub format: Cow<'a, str>,
    /// The line on which it began, from 1.
    pub line: u64,
    /// Which record of its file it was, from 1.
    pub record: u64,
    /// What its bytes need in front to be read alone.
    pub header: Cow<'a, [u8]>,
    /// Its bytes as they stood in the input.
    pub raw: Cow<'a, [u8]>,
    /// Why it was set aside.
    pub reasons: Vec<String>,
}

/// The keys, in the order in which they are written.
const KEYS: [&str; 7] = [
    "file", "format", "line", "record", "header", "raw", "reasons",
];

/// Whether bytes begin as records that were set aside do: with an object that has a format and raw
/// bytes.
///
/// ```
/// use dateline_json::reject::looks_like;
///
/// assert!(looks_like(br#"{"format": "csv", "raw": "Water talks,2016-02-30\n"}"#));
/// assert!(!looks_like(br#"{"title": "Water talks", "date": "2016-10-25"}"#));
/// ```
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    let text = crate::sniff::decoded(head);
    let (mut format, mut raw) = (false, false);
    for (key, value) in crate::sniff::keys(&text) {
        match key {
            b"format" => format |= value.starts_with(b"\""),
            b"raw" => raw |= value.starts_with(b"\"") || value.starts_with(b"{"),
            _ => {}
        }
    }
    format && raw
}
