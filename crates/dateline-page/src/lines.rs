//! The lines of a page.

use std::ops::Range;

/// Where a piece of text stands in its page, in bytes.
pub(crate) type Span = Range<usize>;

/// The lines of a text, one after the other. A line ends with LF, CRLF or CR; what a line end
/// ends is a line, so that a final newline begins no further one.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The lines that stand at `span` of a text, which must begin and end lines.
    pub(crate) fn within(text: &'t str, span: &Span) -> Self {
        Self {
            text: &text[..span.end],
            at: span.start,
        }
    }

    /// Those that have more than blanks.
    pub(crate) fn filled(self) -> impl Iterator<Item = Line<'t>> + Clone {
        self.filter(|line| !line.is_blank())
    }

    /// Where the next line begins.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let start = self.at;
        let rest = self
            .text
            .as_bytes()
            .get(start..)
            .filter(|rest| !rest.is_empty())?;
        let (length, end) = match memchr::memchr2(b'\n', b'\r', rest) {
            Some(at) if rest[at..].starts_with(b"\r\n") => (at, at + 2),
            Some(at) => (at, at + 1),
            None => (rest.len(), rest.len()),
        };
        self.at = start + end;
        Some(Line {
            text: &self.text[start..start + length],
            start,
        })
    }
}

/// One line, without its end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: usize,
}

impl<'t> Line<'t> {
    pub(crate) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What stands behind the hyphen of an item of a list, trimmed.
    pub(crate) fn item(&self) -> Option<&'t str> {
        let behind = self.text.trim().strip_prefix('-')?;
        (behind.is_empty() || behind.starts_with(char::is_whitespace)).then(|| behind.trim())
    }

    /// The text without blanks at its ends, and without the hyphen of an item.
    pub(crate) fn value(&self) -> &'t str {
        self.item().unwrap_or_else(|| self.text.trim())
    }

    pub(crate) fn span(&self) -> Span {
        self.start..self.end()
    }

    /// Where it ends, before its line end.
    pub(crate) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Where it stands without blanks at its ends.
    pub(crate) fn trimmed(&self) -> Span {
        self.span_of(self.text.trim())
    }

    /// Where `part` stands in the page, which must be a part of this line.
    pub(crate) fn span_of(&self, part: &str) -> Span {
        let within = part.as_ptr() as usize - self.text.as_ptr() as usize;
        self.start + within..self.start + within + part.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lines: Vec<_> = Lines::new(text).map(|line| line.text).collect();
        assert_eq!(lines, expected);
        assert!(Lines::new(text).all(|line| &text[line.span()] == line.text));
    }

    #[test]
    fn a_line_ends_as_an_editor_ends_it() {
        check("", &[]);
        check("a", &["a"]);
        check("a\n", &["a"]);
        check("a\n\n", &["a", ""]);
        check("a\r\nb\rc\n\rd", &["a", "b", "c", "", "d"]);
        check("a\u{2028}b\u{85}c\u{b}d", &["a\u{2028}b\u{85}c\u{b}d"]);
    }

    #[test]
    fn an_item_has_a_hyphen_and_a_blank() {
        let item = |text| Line { text, start: 0 }.item();
        assert_eq!(item("- a - b "), Some("a - b"));
        assert_eq!(item(" -\u{a0}a"), Some("a"));
        assert_eq!(item("-"), Some(""));
        assert_eq!(item("-a"), None);
        assert_eq!(item("– a"), None);
        assert_eq!(item(""), None);
    }
}
