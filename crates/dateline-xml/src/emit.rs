//! Pieces of elements, as all feeds write them.

use crate::escape;

/// A writer hands on its bytes when it has so many.
pub(crate) const BATCH: usize = 64 * 1024;

/// An element on a line of its own, whose text one of [`escape`]'s functions writes. The tags are
/// put together by the compiler, which is why this is no function.
macro_rules! element {
    ($out:expr, $indent:literal, $name:literal, $escape:path, $text:expr) => {{
        let out: &mut String = $out;
        out.push_str(concat!($indent, "<", $name, ">"));
        $escape(out, $text);
        out.push_str(concat!("</", $name, ">\n"));
    }};
}
pub(crate) use element;

/// An element of plain text, on a line of its own.
pub(crate) fn plain(out: &mut String, indent: &str, name: &str, text: &str) {
    begin(out, indent, name);
    close(out, name, text);
}

/// An element whose text is a web address, on a line of its own.
pub(crate) fn address(out: &mut String, indent: &str, name: &str, address: &str) {
    begin(out, indent, name);
    out.push('>');
    escape::address(out, address);
    end(out, name);
}

/// What a start tag begins with.
pub(crate) fn begin(out: &mut String, indent: &str, name: &str) {
    out.push_str(indent);
    out.push('<');
    out.push_str(name);
}

/// An attribute of the start tag that was begun.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape::attribute(out, value);
    out.push('"');
}

/// The label of a category, in which a validator takes named references for markup (rule A11).
pub(crate) fn label(out: &mut String, value: &str) {
    out.push_str(" label=\"");
    escape::label(out, value);
    out.push('"');
}

/// Ends a start tag, and writes plain text and the end tag.
pub(crate) fn close(out: &mut String, name: &str, text: &str) {
    out.push('>');
    escape::plain(out, text);
    end(out, name);
}

/// Ends a start tag, and writes HTML and the end tag.
pub(crate) fn close_html(out: &mut String, name: &str, html: &str) {
    out.push('>');
    escape::html(out, html);
    end(out, name);
}

/// An end tag.
pub(crate) fn end(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}
