//! Writes a list of feeds.

use super::{Kind, Opml, Outline, Version};
use crate::clean::clean_html;
use crate::emit::{self, attribute};
use crate::html;
use crate::rss::date::pub_date;

const INDENT: &str = "    ";

/// Appends the document: OPML 2.0 that no validator objects to. The same list gives the same bytes.
///
/// `docs` is not written, which the specification has and the W3C's validator does not know; nor is
/// `dateCreated`, because there is no clock.
pub fn write(opml: &Opml<'_>, out: &mut String) {
    let Opml {
        title,
        modified,
        owner_name,
        owner_id,
        outlines,
    } = opml;
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n");
    emit::plain(out, INDENT, "title", title);
    if let Some(modified) = modified.and_then(pub_date) {
        emit::plain(out, INDENT, "dateModified", &modified);
    }
    if let Some(name) = owner_name {
        emit::plain(out, INDENT, "ownerName", name);
    }
    if let Some(page) = owner_id {
        emit::address(out, INDENT, "ownerId", page.as_str());
    }
    out.push_str("  </head>\n  <body>\n");
    let mut indent = INDENT.to_owned();
    for outline in outlines {
        self::outline(outline, &mut indent, out);
    }
    out.push_str("  </body>\n</opml>\n");
}

/// Groups are never deep ([`DEPTH_LIMIT`](super::DEPTH_LIMIT)), so that this may call itself.
fn outline(outline: &Outline<'_>, indent: &mut String, out: &mut String) {
    emit::begin(out, indent, "outline");
    match &outline.0 {
        Kind::Group { text, outlines, .. } => {
            words(out, "text", text);
            out.push_str(">\n");
            indent.push_str("  ");
            for inner in outlines {
                self::outline(inner, indent, out);
            }
            indent.truncate(indent.len().saturating_sub(2));
            out.push_str(indent);
            emit::end(out, "outline");
        }
        Kind::Feed { channel, version } => {
            attribute(out, "type", "rss");
            words(out, "text", channel.title());
            words(out, "title", channel.title());
            attribute(out, "xmlUrl", channel.feed_url().as_str());
            attribute(out, "htmlUrl", channel.link().as_str());
            words(out, "description", channel.description());
            attribute(out, "language", channel.language().as_str());
            match version {
                Version::Rss2 => attribute(out, "version", "RSS2"),
                Version::Other => {}
            }
            out.push_str("/>\n");
        }
    }
}

/// An attribute of words, in which OPML takes markup for markup: plain text that a strict parser
/// would stumble over is made HTML (rule O2).
fn words(out: &mut String, name: &str, text: &str) {
    if clean_html(text).removed.is_empty() {
        attribute(out, name, text);
    } else {
        attribute(out, name, &html::escaped(text));
    }
}
