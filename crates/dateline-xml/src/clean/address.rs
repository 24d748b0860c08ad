//! Which addresses a feed may hold (rule R30): those that mean the same wherever the text is read.
//!
//! The W3C's feed validator does not look at the attributes, but for `<a href=` and `<img … src=` in
//! the text as it stands, comments and values of attributes with it. It is looked for here in the same
//! way, and in every `href` and `src` as well.

use std::borrow::Cow;

use crate::entities;

/// Whether an address begins with a scheme.
pub(super) fn is_absolute(address: &str) -> bool {
    let address = address.trim();
    let name = address.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    name.len() < address.len() && name.starts_with(':')
}

/// The first relative address that a validator finds in the text as it stands.
pub(super) fn relative_in_text(html: &str) -> Option<&str> {
    [links(html), images(html)].into_iter().flatten().next()
}

/// Looks at `<a href=`.
fn links(html: &str) -> Option<&str> {
    let mut finder = Finder::new(html);
    let mut from = 0;
    while let Some(at) = finder.tag(from, "a") {
        from = at;
        let blanks = html.get(at..)?.trim_start();
        let Some(behind) = strip(blanks, "href=").filter(|_| blanks.len() < html.len() - at) else {
            continue;
        };
        if let Some((value, end)) = finder.value(html.len() - behind.len()) {
            if !is_absolute(&decoded(value)) {
                return Some(value);
            }
            from = end;
        }
    }
    None
}

/// Looks at the last `src=` of `<img`.
fn images(html: &str) -> Option<&str> {
    let mut finder = Finder::new(html);
    let mut from = 0;
    while let Some(at) = finder.tag(from, "img") {
        from = at;
        let rest = html.get(at..)?;
        if !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let end = memchr::memchr(b'>', rest.as_bytes()).unwrap_or(rest.len());
        // What follows in the same tag has no other places to look at.
        from = at + end;
        let tag = rest.as_bytes().get(..end).unwrap_or_default();
        // The blank in front is not part of the name.
        let places = memchr::memrchr_iter(b'=', tag).filter(|place| *place > 3);
        let mut sources = places.filter(|place| {
            let name = tag.get(place - 3..*place).unwrap_or_default();
            name.eq_ignore_ascii_case(b"src")
        });
        if let Some((value, end)) = sources.find_map(|place| finder.value(at + place + 1)) {
            if !is_absolute(&decoded(value)) {
                return Some(value);
            }
            from = from.max(end);
        }
    }
    None
}

/// Finds tags and values, and remembers what was found, so that nothing is searched twice.
struct Finder<'h> {
    html: &'h str,
    /// For each quote: from where on the end of a value was looked for, and where that or the end of
    /// the line is.
    known: [Option<(usize, usize)>; 2],
}

impl<'h> Finder<'h> {
    const fn new(html: &'h str) -> Self {
        Self {
            html,
            known: [None; 2],
        }
    }

    /// Where what stands behind the next `<` and this name begins.
    fn tag(&self, from: usize, name: &str) -> Option<usize> {
        let rest = self.html.as_bytes().get(from..)?;
        memchr::memchr_iter(b'<', rest).find_map(|at| {
            let behind = rest.get(at + 1..at + 1 + name.len())?;
            let is_tag = behind.eq_ignore_ascii_case(name.as_bytes());
            is_tag.then_some(from + at + 1 + name.len())
        })
    }

    /// The value of an attribute that begins here, and where it ends.
    fn value(&mut self, at: usize) -> Option<(&'h str, usize)> {
        let rest = self.html.get(at..)?;
        let quote = *rest.as_bytes().first()?;
        if !matches!(quote, b'"' | b'\'') {
            let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            let length = rest.find(|c| !is_name(c))?;
            let behind = rest.get(length..)?;
            let ends = behind.starts_with(|c: char| c == '>' || c.is_whitespace());
            let value = rest
                .get(..length)
                .filter(|value| ends && !value.is_empty())?;
            return Some((value, at + length));
        }
        let start = at + 1;
        let end = self.end(quote, start)?;
        Some((self.html.get(start..end)?, end))
    }

    /// Where the next quote stands that a blank or `>` follows, before the line ends.
    fn end(&mut self, quote: u8, from: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let known = self.known.get_mut(usize::from(quote == b'"'))?;
        let (start, end) = known.unwrap_or((bytes.len(), bytes.len()));
        if !(start..=end).contains(&from) {
            // What lies before what is known is searched up to there; what lies behind, to its end.
            let until = if from < start { start } else { bytes.len() };
            let ends = |at: &usize| {
                let is_end = |rest: &str| rest.starts_with(|c: char| c == '>' || c.is_whitespace());
                bytes.get(*at) == Some(&b'\n') || self.html.get(at + 1..).is_some_and(is_end)
            };
            let places = memchr::memchr2_iter(quote, b'\n', bytes.get(from..until)?);
            let found = places.map(|at| from + at).find(ends);
            let beyond = if from < start { end } else { bytes.len() };
            *known = Some((from, found.unwrap_or(beyond)));
        }
        let (_, end) = (*known)?;
        (bytes.get(end) == Some(&quote)).then_some(end)
    }
}

/// The text without a beginning, in capitals or not.
fn strip<'t>(text: &'t str, beginning: &str) -> Option<&'t str> {
    let (begins, rest) = text.split_at_checked(beginning.len())?;
    begins.eq_ignore_ascii_case(beginning).then_some(rest)
}

/// The beginning of an address as the validator decodes it: no hexadecimal numbers, and only the
/// names that HTML 4 had. None of those means what a scheme is written with, but some a blank.
fn decoded(value: &str) -> Cow<'_, str> {
    /// No scheme is longer.
    const BEGINNING: usize = 512;
    let end = value
        .char_indices()
        .nth(BEGINNING)
        .map_or(value.len(), |(at, _)| at);
    let value = value.get(..end).unwrap_or(value);
    if memchr::memchr(b'&', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let end = behind.find(|c: char| !(c.is_alphanumeric() || matches!(c, '#' | '_')));
        let (name, after) = behind.split_at(end.unwrap_or(behind.len()));
        let number = name
            .trim_start_matches('#')
            .parse()
            .ok()
            .and_then(char::from_u32);
        let blank = || entities::find(name).filter(|c| c.is_whitespace() && !c.is_ascii());
        if let Some((after, c)) = after.strip_prefix(';').zip(number.or_else(blank)) {
            out.push(c);
            rest = after;
        } else {
            out.push('&');
            rest = behind;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_a_scheme() {
        for address in ["https://a.example", " mailto:a", "tel:+1", "x_1:", "é:"] {
            assert!(is_absolute(address), "{address}");
        }
        for address in [
            "",
            "#note",
            "/a",
            "//a.example",
            "a/b:c",
            "a-b:c",
            "www.a.example",
            ":",
        ] {
            assert!(!is_absolute(address), "{address}");
        }
    }

    #[track_caller]
    fn check(html: &str, expected: Option<&str>) {
        assert_eq!(relative_in_text(html), expected, "{html}");
    }

    #[test]
    fn what_a_validator_finds_without_parsing() {
        check("<a href='/x'>", Some("/x"));
        check("<A\nHREF=\"x\" >", Some("x"));
        check("<a href=x>", Some("x"));
        check("<!-- <a href=''> -->", Some(""));
        check("<a class='b' href='/x'>", None);
        check("<a href='/x'class='y'>", Some("/x'class='y"));
        check("<a href='/x\n'>", None);
        check("<a href='&#104;ttp:x'>", None);
        check("<a href='&#x68;ttp:x'>", Some("&#x68;ttp:x"));
        check("<a href='&nbsp;http:x'>", None);
        check("<ahref='/x'>", None);
        check("<a href='https://a.example'> <a href='/y'>", Some("/y"));
        check("<img alt='' src='/x'>", Some("/x"));
        check("<img src='https://a.example' data-src='/x'>", Some("/x"));
        check("<img data-src='/x' src='https://a.example'>", None);
        check("<img data-src='/x' src='https://a.example'/>", Some("/x"));
        check("<img data-src='/x' src='https://a.example'/> '>", None);
        check("<img alt='a>b' src='/x'>", None);
        check("<imgsrc='/x'>", None);
        check("<img src>", None);
    }

    #[test]
    fn hostile_text_costs_its_length() {
        for unit in [
            "<img ",
            "<img src='",
            "<a href='",
            "<a href=\"x\"",
            "<img src=\"a\"",
            "<",
            "src=",
        ] {
            let html = unit.repeat(2_000_000 / unit.len());
            let _ = relative_in_text(&html);
            let _ = relative_in_text(&format!("<img {html}"));
        }
    }
}
