//! What stands for characters in XML: references and line ends.

use std::borrow::Cow;

use dateline_core::text::{ByteClass, illegal_character};

use crate::ErrorKind;

/// Makes LF of CRLF and CR, as XML 1.0 asks (section 2.11).
pub(crate) fn line_feeds(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The character that a reference without its `&` and `;` means.
pub(crate) fn resolve(reference: &str) -> Result<char, ErrorKind> {
    let Some(number) = reference.strip_prefix('#') else {
        return Ok(match reference {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            name => {
                return Err(ErrorKind::Entity {
                    name: name.to_owned(),
                });
            }
        });
    };
    let (digits, radix) = number
        .strip_prefix('x')
        .map_or((number, 10), |digits| (digits, 16));
    // `from_str_radix` would take a sign.
    let code = digits
        .bytes()
        .all(|b| b.is_ascii_hexdigit())
        .then(|| u32::from_str_radix(digits, radix));
    let c = code.and_then(Result::ok).and_then(char::from_u32);
    c.filter(|c| illegal_character(c.encode_utf8(&mut [0; 4])).is_none())
        .ok_or_else(|| ErrorKind::CharacterReference {
            reference: reference.to_owned(),
        })
}

/// An attribute's value: literal white space is a blank each, references are resolved (XML 1.0,
/// section 3.3.3).
pub(crate) fn attribute_value(raw: &str) -> Result<Cow<'_, str>, ErrorKind> {
    const CHANGED: ByteClass<1> = ByteClass::new(b' ', *b"&");
    if !CHANGED.is_in(raw.as_bytes()) {
        return Ok(Cow::Borrowed(raw));
    }
    let mut value = String::with_capacity(raw.len());
    let raw = line_feeds(raw);
    let mut rest = &*raw;
    while let Some(at) = rest.find(['&', '\t', '\n']) {
        value.push_str(&rest[..at]);
        if rest.as_bytes()[at] == b'&' {
            let end = rest[at..].find(';').ok_or(ErrorKind::Ampersand)?;
            let name = &rest[at + 1..at + end];
            if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c == '&') {
                return Err(ErrorKind::Ampersand);
            }
            value.push(resolve(name)?);
            rest = &rest[at + end + 1..];
        } else {
            value.push(' ');
            rest = &rest[at + 1..];
        }
    }
    value.push_str(rest);
    Ok(Cow::Owned(value))
}
