//! Writes text as XML, copying whole runs of what needs no reference.
//!
//! Blanks at either end of a text and every CR are character references, because readers trim what
//! is literal and XML makes an LF of a literal CR (XML 1.0, section 2.11). `>` is always a
//! reference, so that `]]>` is never literal.

use dateline_core::text::{ByteClass, ByteKinds};

use crate::html::{Marks, from_plain};

/// Text of a plain-text element: `&`, `<` and `>` are hexadecimal references, as the RSS Advisory
/// Board's profile asks (section 3.1).
pub(crate) fn plain(out: &mut String, text: &str) {
    escape(out, text, &PLAIN);
}

/// Text of an element that holds HTML.
pub(crate) fn html(out: &mut String, text: &str) {
    escape(out, text, &HTML);
}

/// A web address as the text of an element.
pub(crate) fn address(out: &mut String, text: &str) {
    escape(out, text, &ADDRESS);
}

/// The value of an attribute in double quotes.
pub(crate) fn attribute(out: &mut String, text: &str) {
    escape(out, text, &ATTRIBUTE);
}

/// The value of an attribute in double quotes that is the label of a category.
pub(crate) fn label(out: &mut String, text: &str) {
    escape(out, text, &LABEL);
}

/// Plain text as the HTML that [`html_from_plain`](crate::html_from_plain) makes of it, as the text of
/// an element that holds HTML; `bytes` is what bytes the text has.
pub(crate) fn html_of_plain(out: &mut String, text: &str, bytes: ByteKinds) {
    from_plain(out, text, bytes, &IN_ELEMENT);
}

/// The same for a text of which nothing is known.
pub(crate) fn html_of_summary(out: &mut String, text: &str) {
    html_of_plain(out, text, ByteKinds::of(text));
}

/// How the HTML of plain text is written inside an element: each piece as [`html`] writes it.
const IN_ELEMENT: Marks = Marks {
    paragraph: "&lt;p&gt;",
    end: "&lt;/p&gt;",
    line_break: "&lt;br&gt;",
    one_feed: "&lt;br&gt;\n",
    two_feeds: "&lt;/p&gt;\n\n&lt;p&gt;",
    ampersand: "&#x26;amp;",
    less: "&#x26;lt;",
    greater: "&#x26;gt;",
    ends: line_ends,
    outside: blanks,
};

/// What is written for the bytes that need a reference.
struct Table {
    /// By byte; from 0x40 on none ever needs one.
    references: [&'static str; 0x40],
    /// Whether it is for the text of an element, in which only `&`, `<`, `>` and CR need one.
    of_element: bool,
}

const PLAIN: Table = table("&#x26;", "&#x3C;", "&#x3E;", "", "", "");
// A reader in the field decodes `&amp;amp;` in HTML twice, and `&#x26;amp;` once, as it should.
const HTML: Table = table("&#x26;", "&lt;", "&gt;", "", "", "");
// The same reader takes a numeric reference in an address for part of it.
const ADDRESS: Table = table("&amp;", "&lt;", "&gt;", "", "", "");
// Another one knows only named references in attributes; what has no name keeps its number.
const ATTRIBUTE: Table = table("&amp;", "&lt;", "&gt;", "&quot;", "&#9;", "&#10;");

// A validator forgives markup in a label where all of it is written by number.
const LABEL: Table = table("&#x26;", "&#x3C;", "&#x3E;", "&#x22;", "&#9;", "&#10;");

const fn table(
    ampersand: &'static str,
    less: &'static str,
    greater: &'static str,
    quote: &'static str,
    tab: &'static str,
    line_feed: &'static str,
) -> Table {
    let mut references = [""; 0x40];
    references[b'&' as usize] = ampersand;
    references[b'<' as usize] = less;
    references[b'>' as usize] = greater;
    references[b'"' as usize] = quote;
    references[b'\t' as usize] = tab;
    references[b'\n' as usize] = line_feed;
    references[b'\r' as usize] = "&#13;";
    Table {
        references,
        of_element: quote.is_empty(),
    }
}

fn escape(out: &mut String, text: &str, table: &Table) {
    // Seen by the bytes alone: no other character has one of ASCII.
    let is_blank_byte = |byte: Option<&u8>| byte.is_some_and(|byte| is_blank(char::from(*byte)));
    let bytes = text.as_bytes();
    if !is_blank_byte(bytes.first()) && !is_blank_byte(bytes.last()) {
        return refer(out, text, table);
    }
    let inner = text.trim_start_matches(is_blank);
    blanks(out, &text[..text.len() - inner.len()]);
    let (inner, tail) = inner.split_at(inner.trim_end_matches(is_blank).len());
    refer(out, inner, table);
    blanks(out, tail);
}

/// Bytes that have a reference in elements, or else in attributes, and other control characters.
const IN_ELEMENTS: ByteClass<3> = ByteClass::new(b' ', *b"&<>");
const IN_ATTRIBUTES: ByteClass<4> = ByteClass::new(b' ', *b"&<>\"");

/// Appends text with references for what needs one wherever it stands.
fn refer(out: &mut String, text: &str, table: &Table) {
    let bytes = text.as_bytes();
    let may_need = if table.of_element {
        IN_ELEMENTS.is_in(bytes)
    } else {
        IN_ATTRIBUTES.is_in(bytes)
    };
    // Nearly every text needs none.
    if may_need {
        refer_each(out, text, table);
    } else {
        out.push_str(text);
    }
}

fn refer_each(out: &mut String, text: &str, table: &Table) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut refer = |at: usize| {
        let byte = usize::from(bytes[at]);
        let reference = table.references.get(byte).copied().unwrap_or_default();
        if !reference.is_empty() {
            out.push_str(&text[copied..at]);
            out.push_str(reference);
            copied = at + 1;
        }
    };
    if table.of_element && memchr::memchr(b'\r', bytes).is_none() {
        memchr::memchr3_iter(b'&', b'<', b'>', bytes).for_each(&mut refer);
    } else {
        (0..bytes.len()).for_each(&mut refer);
    }
    out.push_str(&text[copied..]);
}

/// Appends line ends as they stand between other text of an element.
fn line_ends(out: &mut String, ends: &str) {
    if ends.contains('\r') {
        refer_each(out, ends, &HTML);
    } else {
        out.push_str(ends);
    }
}

/// XML's white space.
pub(crate) const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn blanks(out: &mut String, blanks: &str) {
    for blank in blanks.chars() {
        out.push_str(match blank {
            '\t' => "&#9;",
            '\n' => "&#10;",
            '\r' => "&#13;",
            _ => "&#x20;",
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(escape: fn(&mut String, &str), text: &str, expected: &str) {
        let mut out = String::new();
        escape(&mut out, text);
        assert_eq!(out, expected);
    }

    #[test]
    fn plain_text_uses_hexadecimal_references() {
        check(plain, "", "");
        check(plain, "a & b <c> \"d\"", "a &#x26; b &#x3C;c&#x3E; \"d\"");
        check(plain, "]]>", "]]&#x3E;");
        check(plain, "é\u{85}🕊\u{2028}", "é\u{85}🕊\u{2028}");
    }

    #[test]
    fn blanks_at_the_ends_and_every_cr_are_references() {
        check(plain, " \ta  b\n ", "&#x20;&#9;a  b&#10;&#x20;");
        check(plain, "a\r\nb", "a&#13;\nb");
        check(plain, " ", "&#x20;");
        check(html, "<p>a\rb</p>\n", "&lt;p&gt;a&#13;b&lt;/p&gt;&#10;");
    }

    proptest! {
        #[test]
        fn plain_text_is_escaped_as_its_html_is(text in "(\\PC|[<>&\r\n \t]|]]>|\r\n){0,40}") {
            let (mut at_once, mut in_steps) = (String::new(), String::new());
            html_of_plain(&mut at_once, &text, ByteKinds::of(&text));
            html(&mut in_steps, &crate::html_from_plain(&text));
            prop_assert_eq!(at_once, in_steps);
        }
    }

    #[test]
    fn attributes_also_keep_tabs_and_quotes() {
        check(attribute, "a\tb\nc\"'", "a&#9;b&#10;c&quot;'");
    }
}
