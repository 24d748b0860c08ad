//! What a feed says about itself, in front of its items.

use dateline_core::Author;
use serde::Serialize;

pub(super) const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// The facts, in the order in which they are written; empty ones are left out.
#[derive(Serialize)]
pub(super) struct Head<'h> {
    pub(super) version: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) title: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) home_page_url: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) feed_url: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) description: &'h str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) language: &'h str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) authors: &'h [Author<'static>],
}

/// A feed of one item: `header` is an object of facts, `raw` the item.
///
/// ```
/// use dateline_json::feed::document;
///
/// let feed = document(br#"{"title":"Borders"}"#, br#"{"id":"1"}"#);
/// assert_eq!(feed, br#"{"title":"Borders","items":[{"id":"1"}]}"#);
/// ```
#[must_use]
pub fn document(header: &[u8], raw: &[u8]) -> Vec<u8> {
    let mut whole = open(header);
    whole.extend_from_slice(b"\"items\":[");
    whole.extend_from_slice(raw);
    whole.extend_from_slice(b"]}");
    whole
}

/// The object of facts, ready for a further key.
pub(super) fn open(header: &[u8]) -> Vec<u8> {
    let header = header.trim_ascii();
    let facts = header.strip_suffix(b"}").unwrap_or(header).trim_ascii_end();
    match facts {
        b"" | b"{" => b"{".to_vec(),
        facts => [facts, b","].concat(),
    }
}
