//! Feeds in XML, read: RSS of every version, RDF, Atom 0.3 and 1.0, and what is nearly one of them.
//!
//! The dialect is told by the root, not by what the file is called or served as:
//!
//! | root | dialect |
//! |---|---|
//! | `<rss>`, whatever version it states or none | RSS 0.91 to 2.0; items are in `<channel>`, beside it, or in the root itself |
//! | `<rdf:RDF>` | RSS 0.90 or 1.0; items are beside `<channel>` |
//! | `<feed>` | Atom 0.3 or 1.0, also without a namespace |
//! | `<channel>`, `<item>`, `<entry>` | a part of a feed that stands alone |
//!
//! Names are told by the address of their namespace, whatever its prefix. Addresses that are commonly
//! written for another, and known names in other case, mean what was meant, and a finding says so.
//! An element of one dialect means the same inside another; where several elements say the same,
//! [`Reader`] says which one counts.
//!
//! What no field of a release holds is kept as [`Foreign`](dateline_core::Foreign): whole elements, an
//! element that says something else than the better one beside it, the attributes of an element whose
//! text is used, text between elements. Comments and processing instructions are not kept. Of the
//! channel only the facts of [`ChannelDraft`](dateline_core::ChannelDraft) are.

mod address;
mod channel;
mod characters;
mod date;
mod dialect;
mod enter;
mod fact;
mod frame;
mod header;
mod item;
mod lawful;
mod locate;
mod markup;
mod picture;
mod read;

#[cfg(test)]
mod tests;

pub(crate) use address::{is_absolute, is_web};
pub use dialect::Dialect;
pub use frame::Frame;
pub use item::FINDING_LIMIT;
pub use read::{ITEM_LIMIT, Reader};

use crate::frame::{Kind, Scanner};
use crate::rss::START;

/// A feed of one record: its [`header`](Reader::header), the record as it stood (or mended), and
/// the end tags of what the header leaves open.
///
/// ```
/// use dateline_xml::feed;
///
/// let feed = feed::document(b"<rss version=\"2.0\"><channel>", b"<item><title>A</title></item>");
/// assert_eq!(feed, b"<rss version=\"2.0\"><channel><item><title>A</title></item></channel></rss>");
/// ```
#[must_use]
pub fn document(header: &[u8], raw: &[u8]) -> Vec<u8> {
    let header = match header.trim_ascii() {
        // An entry of Atom is a document by itself.
        b"" if is_entry(raw) => b"",
        b"" => START.as_bytes(),
        _ => header,
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

/// Whether something is an entry of Atom.
fn is_entry(raw: &[u8]) -> bool {
    let Some(markup) = Scanner::default().step(raw) else {
        return false;
    };
    let name = markup.name(raw);
    name == b"entry" || name.ends_with(b":entry")
}
