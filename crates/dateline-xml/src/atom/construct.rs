//! Constructs that a feed and its entries share.

use dateline_core::WebAddress;

use crate::emit::{self, attribute};
use crate::html;

/// A text construct (RFC 4287, section 3.1): as HTML where a validator could take it for that.
pub(super) fn text(out: &mut String, indent: &str, name: &str, text: &str) {
    emit::begin(out, indent, name);
    if text.contains(['<', '>', '&']) {
        attribute(out, "type", "html");
        emit::close_html(out, name, &html::escaped(text));
    } else {
        emit::close(out, name, text);
    }
}

/// A person construct with a name alone (section 3.2).
pub(super) fn author(out: &mut String, indent: &str, name: &str) {
    emit::begin(out, indent, "author");
    out.push_str("><name>");
    crate::escape::plain(out, name);
    out.push_str("</name>");
    emit::end(out, "author");
}

/// A link (section 4.2.7).
pub(super) fn link(
    out: &mut String,
    indent: &str,
    address: &WebAddress<'_>,
    facts: &[(&str, &str)],
) {
    emit::begin(out, indent, "link");
    for (name, value) in facts {
        attribute(out, name, value);
    }
    attribute(out, "href", address.as_str());
    out.push_str("/>\n");
}
