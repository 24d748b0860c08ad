//! Addresses that are relative to another, alone and in HTML.

use std::borrow::Cow;
use std::fmt::Write as _;

use dateline_core::text::trim;
use url::Url;

use crate::html;

/// No address is longer that others may be relative to, in bytes.
const BASE_LIMIT: usize = 1000;

/// By so many bytes an item may grow when its relative addresses are made absolute. The addresses
/// behind that stay as they are.
pub(super) const GROWTH_LIMIT: usize = 4 * 1024 * 1024;

/// Whether an address has a scheme of its own (RFC 3986, section 3.1).
pub(crate) fn is_absolute(address: &str) -> bool {
    let is_in_scheme = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    let bytes = address.as_bytes();
    let length = bytes.iter().take_while(is_in_scheme).count();
    bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(length) == Some(&b':')
}

/// Whether an address is one of the web.
pub(crate) fn is_web(address: &str) -> bool {
    let starts = |with: &str| {
        let start = address.as_bytes().get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    // Nearly all are written so.
    address.starts_with("https://") || starts("http://") || starts("https://")
}

/// The address that an `xml:base` gives where it stands inside another (XML Base, section 4).
pub(super) fn base(written: Option<&Cow<'_, str>>, outer: Option<&Url>) -> Option<Url> {
    let Some(written) = written else {
        return outer.cloned();
    };
    let own = match outer {
        _ if written.len() > BASE_LIMIT => return outer.cloned(),
        Some(outer) => outer.join(written.trim()),
        None => Url::parse(written.trim()),
    };
    // One that cannot be read, or leads nowhere by itself, changes nothing.
    own.ok()
        .filter(|url| !url.cannot_be_a_base() && url.as_str().len() <= BASE_LIMIT)
        .or_else(|| outer.cloned())
}

/// The address of a page, as something that others may be relative to.
pub(super) fn page(address: &str) -> Option<Url> {
    if address.len() > BASE_LIMIT || !is_web(address) {
        return None;
    }
    Url::parse(address).ok()
}

/// A relative address, made absolute.
pub(super) fn joined(address: &str, base: &Url) -> Option<String> {
    let address = trim(address);
    if is_absolute(address) {
        return None;
    }
    base.join(address).ok().map(String::from)
}

/// The attributes of HTML that hold an address.
pub(super) fn holds_address(attribute: &str) -> bool {
    const NAMES: &[&str] = &[
        "action",
        "background",
        "cite",
        "data",
        "formaction",
        "href",
        "longdesc",
        "poster",
        "src",
    ];
    NAMES
        .iter()
        .any(|name| attribute.eq_ignore_ascii_case(name))
}

/// An address in HTML, made absolute where it is relative to more than its own page.
pub(super) fn joined_in_html(address: &str, base: &Url) -> Option<String> {
    let trimmed = address.trim();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return None;
    }
    joined(trimmed, base)
}

/// HTML whose relative addresses were made absolute.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) html: String,
    /// The first of them, as it was and as it is.
    pub(super) first: (String, String),
}

/// Makes the relative addresses in HTML absolute; none where there are none. Nothing else of it
/// changes, and what is no start tag is passed over as HTML parsers do.
pub(super) fn resolved(text: &str, base: &Url) -> Option<Resolved> {
    let mut out = String::new();
    let mut first = None;
    let mut grown = 0;
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        at += found;
        let rest = &text[at..];
        let Some((name, length)) = html::tag(rest) else {
            at += 1;
            continue;
        };
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            for (from, to) in addresses(&rest[..length], name.len() + 1) {
                let (from, to) = (at + from, at + to);
                let written = html::unescaped(&text[from..to]);
                let Some(made) = joined_in_html(&written, base).filter(|_| grown < GROWTH_LIMIT)
                else {
                    continue;
                };
                grown += made.len();
                out.push_str(&text[copied..from]);
                escape_attribute(&mut out, &made);
                copied = to;
                first.get_or_insert_with(|| (written.into_owned(), made));
            }
        }
        at += length;
        // What scripts and styles hold is no markup.
        if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
            at += text[at..].find("</").unwrap_or(text.len() - at);
        }
    }
    let first = first?;
    out.push_str(&text[copied..]);
    Some(Resolved { html: out, first })
}

/// Where the values of a tag's attributes stand that hold addresses. `at` is behind the name.
fn addresses(tag: &str, mut at: usize) -> Vec<(usize, usize)> {
    let bytes = tag.as_bytes();
    let mut found = Vec::new();
    let skip = |mut at: usize, while_is: &dyn Fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|b| while_is(*b)) {
            at += 1;
        }
        at
    };
    while at < bytes.len() {
        let start = skip(at, &|b| b.is_ascii_whitespace() || b == b'/');
        let end = skip(start, &|b| {
            !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')
        });
        let equals = skip(end, &|b| b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            // At least one byte farther, also where there is no name.
            at = end.max(at + 1);
            continue;
        }
        let value = skip(equals + 1, &|b| b.is_ascii_whitespace());
        let (from, to, next) = if let Some(quote @ (b'"' | b'\'')) = bytes.get(value) {
            let to = skip(value + 1, &|b| b != *quote);
            (value + 1, to, to + 1)
        } else {
            let to = skip(value, &|b| !b.is_ascii_whitespace() && b != b'>');
            (value, to, to.max(equals + 1))
        };
        if tag.get(start..end).is_some_and(holds_address) && from < to {
            found.push((from, to));
        }
        at = next;
    }
    found
}

/// Text as the value of an attribute of HTML, in whatever quotes it stands, or in none: a URL has
/// no blanks.
pub(super) fn escape_attribute(out: &mut String, value: &str) {
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_ascii_whitespace() && c != ' ' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: Option<&str>) {
        let base = Url::parse("https://a.example/b/c").unwrap();
        let made = resolved(html, &base).map(|resolved| resolved.html);
        assert_eq!(made.as_deref(), expected);
    }

    #[test]
    fn only_relative_addresses_change() {
        check(
            "<a href=\"d?x=1&amp;y\">e</a>",
            Some("<a href=\"https://a.example/b/d?x=1&amp;y\">e</a>"),
        );
        check(
            "<IMG alt='<' SRC='/d.png'/>",
            Some("<IMG alt='<' SRC='https://a.example/d.png'/>"),
        );
        check(
            "<a title=x href=d>e</a>",
            Some("<a title=x href=https://a.example/b/d>e</a>"),
        );
        check(
            "<a href = \"//c.example/d\">",
            Some("<a href = \"https://c.example/d\">"),
        );
        check(
            "<p>1 < 2</p><br><a\nhref='../d'>é",
            Some("<p>1 < 2</p><br><a\nhref='https://a.example/d'>é"),
        );
        for same in [
            "",
            "<a href=\"https://b.example/\">",
            "<a href=\"mailto:a@b.example\">",
            "<a href=\"#part\">",
            "<a href=\"\">",
            "<a href>",
            "<a href=>",
            "<a href=\"",
            "</a href=\"x\">",
            "<!-- <a href=\"x\"> -->",
            "<script>'<a href=\"x\">'</script>",
            "a < href=\"x\"",
            "<a data-href=\"x\">",
        ] {
            check(same, None);
        }
    }

    #[test]
    fn addresses_alone() {
        let base_of = |text: &'static str| base(Some(&Cow::Borrowed(text)), None);
        let outer = base_of("https://a.example/b/").unwrap();
        assert_eq!(
            joined("c d", &outer).as_deref(),
            Some("https://a.example/b/c%20d")
        );
        assert_eq!(joined("mailto:a@b.example", &outer), None);
        assert_eq!(
            base(Some(&Cow::Borrowed("c/")), Some(&outer))
                .unwrap()
                .as_str(),
            "https://a.example/b/c/"
        );
        assert_eq!(
            base(Some(&Cow::Borrowed("https://[")), Some(&outer)),
            Some(outer)
        );
        assert_eq!(base_of("c/"), None);
        assert!(!is_absolute("a/b:c") && !is_absolute("1:2") && is_absolute("tag:x"));
        assert!(is_web("HTTP://a.example") && !is_web("httpx://a"));
    }
}
