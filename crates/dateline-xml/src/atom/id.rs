//! Ids as Atom asks for them: URIs in their canonical form.

use dateline_core::{Text, id_as_uri};

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

/// Whether a URI is in the form that readers, which compare ids byte by byte, expect.
fn is_canonical(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else {
        return false;
    };
    if scheme.bytes().any(|b| b.is_ascii_uppercase()) || !has_canonical_escapes(rest) {
        return false;
    }
    let Some(behind) = rest.strip_prefix("//") else {
        // The name of a URN's namespace is lower case.
        let namespace = rest.split(':').next().unwrap_or_default();
        return scheme != "urn" || !namespace.bytes().any(|b| b.is_ascii_uppercase());
    };
    let authority = behind.split(['/', '?', '#']).next().unwrap_or_default();
    let path = &behind[authority.len()..];
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (host, Some(port)),
        _ => (authority, None),
    };
    let usual = match scheme {
        "http" => Some("80"),
        "https" => Some("443"),
        _ => None,
    };
    !host.bytes().any(|b| b.is_ascii_uppercase())
        && !authority.contains('@')
        && port.is_none_or(|port| !port.is_empty() && Some(port) != usual)
        && path.starts_with('/')
        && !path.split('/').any(|segment| matches!(segment, "." | ".."))
}

/// Escapes are in upper case, and nothing is escaped that need not be.
fn has_canonical_escapes(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'%', bytes).all(|at| {
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
        !(c.is_ascii_alphanumeric() || b"-._~".contains(&c))
    })
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
        ] {
            check(id, false);
        }
        assert_ne!(atom_id("https://a.example"), atom_id("https://b.example"));
    }
}
