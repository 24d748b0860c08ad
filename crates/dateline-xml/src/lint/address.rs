//! Addresses: absolute, and written as RFC 3986 asks.

use std::fmt::Write as _;

use dateline_core::lint::Found;
use dateline_core::{Rule, WebAddress, is_uri_character};

use super::linter::{Linter, Place};
use super::tree::Said;
use crate::feed::{is_absolute, is_web};

/// The rules that an address may break.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// It is not absolute.
    pub(super) relative: &'static Rule,
    /// It has characters that no address has.
    pub(super) characters: &'static Rule,
}

impl Linter<'_> {
    /// Looks at an address; `true` where it is in order.
    pub(super) fn address(&mut self, place: &Place<'_>, said: &Said<'_>, rules: Rules) -> bool {
        let address = said.trimmed();
        let whole = said.whole();
        if !is_absolute(address) || is_web(address) && !has_host(address) {
            let expected = "an absolute address such as `https://example.org/page`";
            let found = Found::of(rules.relative, whole, expected, address);
            let found = match WebAddress::nearest(address) {
                Some(near) => found.hint(format!("did you mean `{near}`?")),
                None => found,
            };
            self.say_in(place, found);
            return false;
        }
        let Some((at, c)) = address.char_indices().find(|(_, c)| !is_uri_character(*c)) else {
            return true;
        };
        let lead = said.text.len() - said.text.trim_start().len();
        let at = lead + at;
        let expected = "an address in ASCII, without blanks";
        let met = if c.is_whitespace() || c.is_control() {
            format!("U+{:04X}", u32::from(c))
        } else {
            format!("`{c}`")
        };
        let part = said.place(at..at + c.len_utf8());
        let found = Found::new(rules.characters, part, expected, &met).value(address);
        let made = encoded(address).map(|made| (whole, place.escaped(&made)));
        self.say_in(place, found.maybe_fix("percent-encode the address", made));
        false
    }
}

/// Whether something stands between `//` and the path.
fn has_host(address: &str) -> bool {
    let behind = address.split_once("://").map(|(_, behind)| behind);
    behind.is_some_and(|behind| !behind.is_empty() && !behind.starts_with(['/', '?', '#']))
}

/// The same address with all other characters percent-encoded; none where that is not certain: in
/// the host, or where it is no web address.
fn encoded(address: &str) -> Option<String> {
    let (scheme, behind) = address.split_once("://").filter(|_| is_web(address))?;
    let host = behind.split(['/', '?', '#']).next()?;
    if !host.chars().all(is_uri_character) {
        return None;
    }
    let mut made = format!("{scheme}://{host}");
    for c in behind.get(host.len()..)?.chars() {
        // A line end in an address is white space that was meant for the eye.
        if matches!(c, '\n' | '\r' | '\t') {
            return None;
        }
        if is_uri_character(c) {
            made.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(made, "%{byte:02X}");
        }
    }
    let parsed = WebAddress::parse(made.as_str().into()).ok()?;
    (parsed.as_str() == made).then(|| made.clone())
}

#[cfg(test)]
mod unit {
    use super::encoded;

    #[test]
    fn only_what_must_be_is_encoded() {
        let check = |address: &str, made: Option<&str>| {
            assert_eq!(encoded(address).as_deref(), made, "{address}");
        };
        check(
            "https://a.example/ž š",
            Some("https://a.example/%C5%BE%20%C5%A1"),
        );
        check(
            "https://a.example/a%20b?c d#e|",
            Some("https://a.example/a%20b?c%20d#e%7C"),
        );
        check("https://ž.example/", None);
        check("mailto:a b@c.example", None);
        check("https://a.example/a\nb", None);
    }
}
