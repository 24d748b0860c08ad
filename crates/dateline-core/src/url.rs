//! Web addresses.

use std::fmt::{self, Write as _};
use std::ops::Range;

use url::Url;

use crate::Text;

/// An absolute `http` or `https` address, written in ASCII as RFC 3986 asks.
///
/// Writers never change it. An address that was written with other characters (an IRI, blanks) is
/// made a URI when it is read; [`WebAddress::parse`] says so by returning owned text.
///
/// ```
/// use dateline_core::WebAddress;
///
/// let address = WebAddress::parse("https://www.osce.org/node/276291".into())?;
/// assert_eq!(address.as_str(), "https://www.osce.org/node/276291");
/// let address = WebAddress::parse("https://www.osce.org/für?a=b c".into())?;
/// assert_eq!(address.as_str(), "https://www.osce.org/f%C3%BCr?a=b%20c");
/// assert!(WebAddress::parse("javascript:alert(1)".into()).is_err());
/// # Ok::<(), dateline_core::WebAddressError>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct WebAddress<'a>(Text<'a>);

/// A text is not a web address.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("expected a web address such as `https://www.osce.org/node/276291`")]
pub struct WebAddressError;

impl<'a> WebAddress<'a> {
    /// Reads an address.
    ///
    /// # Errors
    ///
    /// Where the text is not an absolute http or https address.
    pub fn parse(text: Text<'a>) -> Result<Self, WebAddressError> {
        if is_plain(&text) {
            return Ok(Self(text));
        }
        Self::parse_any(text)
    }

    /// The same, of any address.
    fn parse_any(text: Text<'a>) -> Result<Self, WebAddressError> {
        let url = Url::parse(text.trim()).map_err(|_| WebAddressError)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(WebAddressError);
        }
        if is_uri(&text) && has_host(&text) {
            return Ok(Self(text));
        }
        // The standard that the parser follows lets some characters pass that RFC 3986 does not.
        let made = escaped(url.as_str());
        if Url::parse(&made).is_ok() && is_uri(&made) && has_host(&made) {
            return Ok(Self(Text::from(made)));
        }
        Err(WebAddressError)
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same address, owning its text.
    #[must_use]
    pub fn into_owned(self) -> WebAddress<'static> {
        WebAddress(self.0.into_owned())
    }

    /// An address that `text` may have meant: one without its scheme.
    #[must_use]
    pub fn nearest(text: &str) -> Option<String> {
        let text = text.trim().trim_start_matches("//");
        let host = text.split('/').next()?;
        let looks_like_host = host.contains('.')
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
        if !looks_like_host || text.len() > 500 {
            return None;
        }
        let address = format!("https://{text}");
        WebAddress::parse(Text::from(address))
            .ok()
            .map(|address| address.0.into_string())
    }

    /// The trailing number of an address of osce.org, which is the release's local number, whatever
    /// section, language or query the address has.
    ///
    /// ```
    /// use dateline_core::WebAddress;
    ///
    /// let address = WebAddress::parse("https://www.osce.org/uk/node/276291?fbclid=x".into())?;
    /// assert_eq!(address.osce_number(), Some(276_291));
    /// # Ok::<(), dateline_core::WebAddressError>(())
    /// ```
    #[must_use]
    pub fn osce_number(&self) -> Option<u64> {
        let rest = self
            .0
            .strip_prefix("https://")
            .or_else(|| self.0.strip_prefix("http://"))?;
        let (host, path) = rest.split_once('/')?;
        if host != "www.osce.org" && host != "osce.org" {
            return None;
        }
        let path = path.split(['?', '#']).next()?.trim_end_matches('/');
        let (section, number) = path.rsplit_once('/')?;
        if section.is_empty() || number.is_empty() || number.starts_with('0') {
            return None;
        }
        number
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| number.parse().ok())?
    }
}

impl fmt::Display for WebAddress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The ordinary address, recognised without parsing: a host name with a dot, all in small letters,
/// and behind it nothing that is escaped, in brackets or a fragment. [`WebAddress::parse_any`] keeps
/// each of these as it is.
fn is_plain(text: &str) -> bool {
    // Nearly all are of one host, which is such a name.
    if let Some(path) = text.strip_prefix(OWN_HOST) {
        return is_plain_path(path.as_bytes());
    }
    let Some(rest) = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
    else {
        return false;
    };
    let rest = rest.as_bytes();
    let end = rest
        .iter()
        .position(|byte| !is_of_host(*byte))
        .unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    host.len() < 200
        && host.contains(&b'.')
        && host.split(|byte| *byte == b'.').all(is_plain_label)
        && is_plain_path(path)
}

const OWN_HOST: &str = "https://www.osce.org";

/// What may stand behind a host: nothing at all, or something that the host does not go on with.
fn is_plain_path(path: &[u8]) -> bool {
    matches!(path, [] | [b'/' | b'?', ..]) && path.iter().all(|byte| PLAIN[usize::from(*byte)])
}

const fn is_of_host(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-')
}

/// A part of a host name that is no number and not encoded.
fn is_plain_label(label: &[u8]) -> bool {
    let [first, .., last] = label else {
        return label.first().is_some_and(u8::is_ascii_lowercase);
    };
    first.is_ascii_lowercase() && *last != b'-' && !label.starts_with(b"xn--")
}

/// What may stand behind a host and is nothing but itself there.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte: u8 = 0;
    while byte < 0x80 {
        plain[byte as usize] =
            is_uri_character(byte as char) && !matches!(byte, b'%' | b'#' | b'[' | b']');
        byte += 1;
    }
    plain
};

/// Whether a text has no character that a URI cannot have at its place (RFC 3986): brackets belong
/// to the host alone, and a fragment has no `#`.
pub(crate) fn is_uri(text: &str) -> bool {
    let bytes = text.as_bytes();
    let fragments = memchr::memchr_iter(b'#', bytes).count();
    let host = host(text);
    fragments <= 1
        && bytes.iter().enumerate().all(|(at, byte)| match byte {
            b'%' => is_escape(&bytes[at..]),
            b'[' | b']' => host.contains(&at),
            _ => is_uri_character(char::from(*byte)),
        })
}

/// Where the authority stands: between `//` behind the scheme and the next `/`, `?` or `#`.
fn host(text: &str) -> Range<usize> {
    let Some(start) = text.find("://").map(|at| at + "://".len()) else {
        return 0..0;
    };
    let length = text[start..]
        .find(['/', '?', '#'])
        .unwrap_or(text.len() - start);
    start..start + length
}

/// Whether there is a host where it belongs: `http:/a.example` and `http:a.example` have none.
fn has_host(text: &str) -> bool {
    !host(text).is_empty()
}

/// The address with `%` escapes for what a URI cannot have behind its host.
fn escaped(address: &str) -> String {
    let (authority, path) = address.split_at(host(address).end);
    let mut escaped = String::with_capacity(address.len() + 8);
    escaped.push_str(authority);
    for (at, c) in path.char_indices() {
        let keeps = match c {
            '%' => is_escape(&path.as_bytes()[at..]),
            '[' | ']' => false,
            c => is_uri_character(c),
        };
        if keeps {
            escaped.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

fn is_escape(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
}

/// Whether URIs are written with a character: reserved, unreserved and `%` (RFC 3986, section 2).
///
/// ```
/// use dateline_core::is_uri_character;
///
/// assert!(is_uri_character('~') && is_uri_character('%'));
/// assert!(!is_uri_character(' ') && !is_uri_character('é'));
/// ```
#[must_use]
pub const fn is_uri_character(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            '-' | '.'
                | '_'
                | '~'
                | ':'
                | '/'
                | '?'
                | '#'
                | '['
                | ']'
                | '@'
                | '!'
                | '$'
                | '&'
                | '\''
                | '('
                | ')'
                | '*'
                | '+'
                | ','
                | ';'
                | '='
                | '%'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let parsed = WebAddress::parse(Text::from(text)).ok();
        assert_eq!(
            parsed.as_ref().map(WebAddress::as_str),
            expected,
            "{text:?}"
        );
        if let Some(address) = parsed {
            let again = WebAddress::parse(Text::from(address.as_str())).unwrap();
            assert_eq!(
                again.as_str(),
                address.as_str(),
                "reading it again changes it"
            );
            assert!(is_uri(again.as_str()));
        }
    }

    #[test]
    fn addresses_that_are_uris_stay_as_they_are() {
        for text in [
            "http://osce.org",
            "https://www.osce.org/node/1",
            "HTTPS://WWW.OSCE.ORG/A",
            "http://a.example:8080/x?y=z&w=%20#f",
            "https://[::1]/",
            "https://a.example/(x)",
            "http://a.example/../b",
            "http://1.2.3.4/",
            "https://a-.example/",
        ] {
            check(text, Some(text));
        }
    }

    #[test]
    fn others_are_made_uris() {
        check(
            "https://www.osce.org/a b",
            Some("https://www.osce.org/a%20b"),
        );
        check(
            "https://www.osce.org/š",
            Some("https://www.osce.org/%C5%A1"),
        );
        check(
            "https://пример.example/",
            Some("https://xn--e1afmkfd.example/"),
        );
        check(" https://www.osce.org/ ", Some("https://www.osce.org/"));
        check("https://a.example/100%", Some("https://a.example/100%25"));
        check(
            "https://a.example/x|y?q={z}^`",
            Some("https://a.example/x%7Cy?q=%7Bz%7D%5E%60"),
        );
        check("https://a.example/?q=|", Some("https://a.example/?q=%7C"));
        check(
            "https://a.example/?q[]=1#[x]",
            Some("https://a.example/?q%5B%5D=1#%5Bx%5D"),
        );
        check("http:/a.example/b", Some("http://a.example/b"));
        check("http:a.example", Some("http://a.example/"));
        check("http:///a.example/b", Some("http://a.example/b"));
        check("https://a.example/#a#b", None);
    }

    #[test]
    fn what_is_no_web_address() {
        for text in [
            "",
            "x",
            "www.osce.org",
            "/node/1",
            "ftp://a.example/",
            "http://",
            "https://",
            "javascript:alert(1)",
            "mailto:a@b.example",
            "http://a.example:99999/",
            "https://[::1",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_trailing_number_of_any_form_of_address() {
        let number = |text: &str| WebAddress::parse(Text::from(text)).unwrap().osce_number();
        assert_eq!(number("http://www.osce.org/node/276291"), Some(276_291));
        assert_eq!(
            number("https://osce.org/sq/secretariat/276291/"),
            Some(276_291)
        );
        assert_eq!(number("https://www.osce.org/276291"), None);
        assert_eq!(number("https://www.osce.org/node/276291a"), None);
        assert_eq!(number("https://www.osce.org.example/node/276291"), None);
        assert_eq!(
            number("https://www.osce.org/node/99999999999999999999999"),
            None
        );
    }

    #[test]
    fn ordinary_addresses_need_no_parser() {
        for text in [
            "https://www.osce.org/node/1",
            "https://a.example",
            "http://a.example?b=c&d=e",
            "https://a-b.c1.example/x/../y?z=(a),b;c:d@e!$*+'~_",
        ] {
            assert!(is_plain(text), "{text}");
        }
        for text in [
            "https://localhost/",
            "https://1.2.3.4/",
            "https://a.example:80/",
            "https://a.example/%20",
            "https://a.example/#b",
            "https://a..example/",
            "https://a.-b.example/",
            "https://xn--e1afmkfd.example/",
            "https://u@a.example/",
            "https://a.example/\u{e9}",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_needs_no_parser_is_what_the_parser_keeps(
            scheme in "https?",
            host in "([a-z0-9]([a-z0-9-]{0,4}[a-z0-9])?|xn--[a-z]{1,3}|[a-z]{60,66}|[a-z0-9-]{0,4})(\\.([a-z0-9][a-z0-9-]{0,5}|com))?",
            path in "([/?#:@][a-zA-Z0-9/?:@!$&'()*+,;=._~%\\[\\]-]{0,20}|\\PC{0,3})?",
        ) {
            let text = format!("{scheme}://{host}{path}");
            if is_plain(&text) {
                let kept = WebAddress::parse_any(Text::from(text.as_str()));
                prop_assert_eq!(kept.as_ref().map(WebAddress::as_str), Ok(text.as_str()));
            }
        }
    }
}
