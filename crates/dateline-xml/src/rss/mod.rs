//! RSS 2.0: feeds of releases, read and written.
//!
//! Written is what the W3C's validator has nothing to say about (rules R1 to R36 of `rules.rs`;
//! bodies that are HTML already are written as they are), and what gives every release back as it
//! was: [`Writer`] says which element holds which field.
//! [`Reader`] reads that, and any other RSS 2.0 or 0.9x feed as far as a release has a place for
//! it; what it has none for is reported.

pub(crate) mod date;
mod item;
mod read;
mod write;

#[cfg(test)]
mod rules;
#[cfg(test)]
pub(crate) mod tests;

pub use read::Reader;
pub use write::Writer;

use crate::frame::{Kind, Scanner};

/// What a feed begins with: the declaration and the root with the customary prefixes.
const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" \
    xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:dcterms=\"http://purl.org/dc/terms/\">\n  <channel>\n";

/// A feed of one record: its [`header`](Reader::header), the record as it stood (or mended), and
/// the end tags of what the header leaves open.
///
/// ```
/// use dateline_xml::rss;
///
/// let feed = rss::document(b"<rss version=\"2.0\"><channel>", b"<item><title>A</title></item>");
/// assert_eq!(feed, b"<rss version=\"2.0\"><channel><item><title>A</title></item></channel></rss>");
/// ```
#[must_use]
pub fn document(header: &[u8], raw: &[u8]) -> Vec<u8> {
    let header = if header.trim_ascii().is_empty() {
        START.as_bytes()
    } else {
        header
    };
    let mut open = Vec::new();
    let mut scanner = Scanner::default();
    while let Some(markup) = scanner.step(header) {
        match markup.kind {
            Kind::Open => open.push(markup.name(header)),
            Kind::Close => {
                open.pop();
            }
            _ => {}
        }
    }
    let mut document = [header, raw].concat();
    for name in open.into_iter().rev() {
        document.extend_from_slice(b"</");
        document.extend_from_slice(name);
        document.push(b'>');
    }
    document
}
