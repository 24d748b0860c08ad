//! Ids as Atom asks for them: URIs in their canonical form.

use dateline_core::{Text, id_as_uri};
use unicode_normalization::is_nfc;

/// The id as the text of `atom:id`: itself where it is a URI in canonical form (RFC 4287, section
/// 4.2.6.1; rule A5), else a `urn:uuid:` of it.
pub(crate) fn atom_id(id: &str) -> Text<'_> {
    let uri = id_as_uri(id);
    if is_canonical(&uri) {
        return uri;
    }
    // No text that begins so is a URI, so that a `urn:uuid:` is made of it.
    Text::from(id_as_uri(&format!(" {id}")).into_string())
}

/// Whether a URI is in the form that readers, which compare ids byte by byte, expect, and in a
/// scheme whose form a validator knows: `http`, `https`, `tag` (RFC 4151) and `urn` (RFC 8141; RFC
/// 9562 where it is a UUID).
pub(crate) fn is_canonical(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else {
        return false;
    };
    has_canonical_escapes(rest)
        && match scheme {
            "http" => is_web(rest, "80"),
            "https" => is_web(rest, "443"),
            "tag" => is_tag(rest),
            "urn" => is_urn(rest),
            _ => false,
        }
}

/// What stands behind `http:` or `https:`, whose usual port is `usual`.
fn is_web(rest: &str, usual: &str) -> bool {
    let Some(behind) = rest.strip_prefix("//") else {
        return false;
    };
    let authority = behind.split(['/', '?', '#']).next().unwrap_or_default();
    let path = &behind[authority.len()..];
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    is_host(host)
        && port.is_none_or(|port| {
            let is_number = port.bytes().all(|b| b.is_ascii_digit());
            !port.is_empty() && is_number && !port.starts_with('0') && port != usual
        })
        && path.starts_with('/')
        && !path.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// A name of the DNS in small letters, without the dot of the root.
fn is_host(host: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    host.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(is_plain)
    })
}

/// `example.org,2016-10-25:…`: who may give the name, since when, and the name.
fn is_tag(rest: &str) -> bool {
    let Some((authority, (date, specific))) = rest
        .split_once(',')
        .and_then(|(authority, rest)| Some((authority, rest.split_once(':')?)))
    else {
        return false;
    };
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let is_part = |(index, part): (usize, &str)| {
        part.len() == if index == 0 { 4 } else { 2 } && part.bytes().all(|b| b.is_ascii_digit())
    };
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b";/?:@&=+$.-_!~*'()%,".contains(&b);
    is_host(host)
        && !authority.bytes().any(|b| b.is_ascii_uppercase())
        && date.split('-').count() <= 3
        && date.split('-').enumerate().all(is_part)
        && !specific.is_empty()
        && specific.bytes().all(allowed)
}

/// `namespace:name`.
fn is_urn(rest: &str) -> bool {
    let Some((namespace, name)) = rest.split_once(':') else {
        return false;
    };
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"()+,-.:=@;$_!*'%".contains(&b);
    (2..=32).contains(&namespace.len())
        && !namespace.starts_with('-')
        && namespace.bytes().all(is_plain)
        && !name.is_empty()
        && name.bytes().all(allowed)
        && (namespace != "uuid" || is_uuid(name))
}

fn is_uuid(name: &str) -> bool {
    name.len() == 36
        && name.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_digit() || (b'a'..=b'f').contains(&b),
        })
}

/// Escapes are in upper case, nothing is escaped that need not be, and what is escaped is UTF-8 in
/// the composed form (NFC).
fn has_canonical_escapes(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(text.len());
    let mut behind = 0;
    let all = memchr::memchr_iter(b'%', bytes).all(|at| {
        let Some(&[high, low]) = bytes.get(at + 1..at + 3) else {
            return false;
        };
        let digit = |b: u8| {
            char::from(b)
                .to_digit(16)
                .filter(|_| !b.is_ascii_lowercase())
        };
        let (Some(high), Some(low)) = (digit(high), digit(low)) else {
            return false;
        };
        let c = u8::try_from(high * 16 + low).unwrap_or_default();
        plain.extend_from_slice(bytes.get(behind..at).unwrap_or_default());
        plain.push(c);
        behind = at + 3;
        !(c.is_ascii_alphanumeric() || b"-._~".contains(&c))
    });
    all && std::str::from_utf8(&plain).is_ok_and(is_nfc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, is_itself: bool) {
        let uri = atom_id(id);
        assert_eq!(uri == id, is_itself, "{uri}");
        assert!(is_canonical(&uri), "{uri}");
    }

    #[test]
    fn what_is_canonical_is_itself() {
        check("https://www.osce.org/node/1", true);
        check("https://www.osce.org/", true);
        check("tag:osce.org,2016:1", true);
        check("urn:uuid:f5e4bc62-c60a-56dc-86f2-a2144e0494bb", true);
        check("https://a.example/%20?b#c", true);
        check("http://a.example:8080/", true);
        check("https://a.example/%C5%BE", true);
        check("tag:a@osce.org,2016-10-25:a/b", true);
        check("urn:isbn:0451450523", true);
    }

    #[test]
    fn what_is_not_has_a_uuid() {
        for id in [
            "276291",
            "https://www.osce.org",
            "https://www.osce.org?a",
            "HTTP://a.example/",
            "http://A.example/",
            "http://a.example:80/",
            "https://a.example:443/",
            "https://a.example:/",
            "https://a.example/%2f",
            "https://a.example/%41",
            "https://a.example/../b",
            "https://u@a.example/",
            "URN:x:y",
            "urn:ISBN:1",
            "1 at http://www.osce.org",
            "urn:x:1",
            "urn:isbn:1#f",
            "urn:isbn:a/b",
            "urn:uuid:1",
            "tag:X.org,2016:a",
            "tag:x.org,2016",
            "tag:x.org,2016-1:a",
            "tag:,2016:a",
            "http:1",
            "https://[::1]/a",
            "https://x.org./a",
            "https://x.org:0443/a",
            "https://x.org/e%CC%81",
            "https://x.org/%C0%80",
            "doi:10.1/2",
            "mailto:a@b.example",
        ] {
            check(id, false);
        }
        assert_ne!(atom_id("https://a.example"), atom_id("https://b.example"));
    }
}
