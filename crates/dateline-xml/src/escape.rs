//! Writes text as XML, copying whole runs of what needs no reference.
//!
//! Blanks at either end of a text and every CR are character references, because readers trim what
//! is literal and XML makes an LF of a literal CR (XML 1.0, section 2.11). `>` is always a
//! reference, so that `]]>` is never literal.

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

/// The reference for each byte that needs one; bytes from 0x40 on never do.
type Table = [&'static str; 0x40];

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
    let mut table = [""; 0x40];
    table[b'&' as usize] = ampersand;
    table[b'<' as usize] = less;
    table[b'>' as usize] = greater;
    table[b'"' as usize] = quote;
    table[b'\t' as usize] = tab;
    table[b'\n' as usize] = line_feed;
    table[b'\r' as usize] = "&#13;";
    table
}

fn escape(out: &mut String, text: &str, table: &Table) {
    let inner = text.trim_start_matches(is_blank);
    blanks(out, &text[..text.len() - inner.len()]);
    let (inner, tail) = inner.split_at(inner.trim_end_matches(is_blank).len());
    let mut copied = 0;
    let mut refer = |at: usize, byte: u8| {
        let reference = table.get(usize::from(byte)).copied().unwrap_or_default();
        if !reference.is_empty() {
            out.push_str(&inner[copied..at]);
            out.push_str(reference);
            copied = at + 1;
        }
    };
    let bytes = inner.as_bytes();
    // In an element, only `&`, `<`, `>` and CR have a reference.
    let only_markup = table[usize::from(b'"')].is_empty();
    if only_markup && memchr::memchr(b'\r', bytes).is_none() {
        memchr::memchr3_iter(b'&', b'<', b'>', bytes).for_each(|at| refer(at, bytes[at]));
    } else {
        bytes
            .iter()
            .enumerate()
            .for_each(|(at, byte)| refer(at, *byte));
    }
    out.push_str(&inner[copied..]);
    blanks(out, tail);
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

    #[test]
    fn attributes_also_keep_tabs_and_quotes() {
        check(attribute, "a\tb\nc\"'", "a&#9;b&#10;c&quot;'");
    }
}
