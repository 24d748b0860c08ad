//! What a document in JSON is, by how it begins.

use std::borrow::Cow;

use dateline_core::Utf16Decoder;

/// How the characters of a document are encoded, and the length of its byte order mark.
#[derive(Debug)]
pub(crate) enum Encoding {
    Utf8(usize),
    Utf16(usize, Utf16Decoder),
    Utf32,
}

/// The encoding of a document by its first four bytes: by a byte order mark, or by the zeros that
/// UTF-16 and UTF-32 have between the first two characters, which are always of ASCII (RFC 4627,
/// section 3).
pub(crate) fn encoding(head: &[u8]) -> Encoding {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => Encoding::Utf8(3),
        [0, 0, 0xFE, 0xFF, ..] | [0xFF, 0xFE, 0, 0, ..] => Encoding::Utf32,
        [0xFE, 0xFF, ..] => Encoding::Utf16(2, Utf16Decoder::big_endian()),
        [0xFF, 0xFE, ..] => Encoding::Utf16(2, Utf16Decoder::little_endian()),
        [a, b, c, d, ..] => match [a, b, c, d].map(|byte| *byte == 0) {
            [true, true, true, false] | [false, true, true, true] => Encoding::Utf32,
            [true, false, true, _] => Encoding::Utf16(0, Utf16Decoder::big_endian()),
            [false, true, _, true] => Encoding::Utf16(0, Utf16Decoder::little_endian()),
            _ => Encoding::Utf8(0),
        },
        _ => Encoding::Utf8(0),
    }
}

/// The beginning of a document as UTF-8: UTF-16 is decoded, and a byte order mark left out.
pub(crate) fn decoded(head: &[u8]) -> Cow<'_, [u8]> {
    match encoding(head) {
        Encoding::Utf16(mark, mut decoder) => {
            let mut text = Vec::new();
            decoder.push(head.get(mark..).unwrap_or_default(), &mut text);
            Cow::Owned(text)
        }
        Encoding::Utf8(mark) => Cow::Borrowed(head.get(mark..).unwrap_or_default()),
        Encoding::Utf32 => Cow::Borrowed(head),
    }
}

/// The keys of the object that `text` begins with, as far as it goes, each with what stands behind
/// its colon. Only these say what a document is: an item may have any key.
///
/// It is as lenient as can be, because what follows may be broken: a key is a text in the outermost
/// object with a colon behind it.
pub(crate) fn keys(text: &[u8]) -> Keys<'_> {
    match text.trim_ascii_start().strip_prefix(b"{") {
        Some(rest) => Keys { rest, depth: 1 },
        None => Keys {
            rest: b"",
            depth: 0,
        },
    }
}

#[derive(Debug)]
pub(crate) struct Keys<'t> {
    rest: &'t [u8],
    depth: usize,
}

impl Keys<'_> {
    /// Whether, when there are no more keys, the object has not ended.
    pub(crate) const fn is_cut(&self) -> bool {
        self.depth > 0
    }
}

impl<'t> Iterator for Keys<'t> {
    /// The key without its quotes, as it is written, and the value with all that follows.
    type Item = (&'t [u8], &'t [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        while self.depth > 0 {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            match byte {
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth -= 1,
                b'"' => {
                    let length = text_length(rest)?;
                    let (text, behind) = rest.split_at(length);
                    self.rest = behind.get(1..).unwrap_or_default();
                    let behind = self.rest.trim_ascii_start();
                    if self.depth == 1
                        && let Some(value) = behind.strip_prefix(b":")
                    {
                        self.rest = value;
                        return Some((text, value.trim_ascii_start()));
                    }
                }
                _ => {}
            }
        }
        None
    }
}

/// How long a text is without its quotes, the first of which was passed; `None` where it does not
/// end.
fn text_length(rest: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', rest.get(at..)?)?;
        if rest.get(at) == Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = keys(text.as_bytes())
            .map(|(key, _)| String::from_utf8_lossy(key).into_owned())
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn only_the_outermost_object_counts() {
        check("", &[]);
        check("[{\"a\":1}]", &[]);
        check(
            " {\"a\":{\"b\":[{\"c\":1}]},\"d\" : [\"e\"],\"f\":\"g\"} {\"h\":1}",
            &["a", "d", "f"],
        );
        check("{\"a\":\"\\\"b\\\":1\",\"c\":\"{\"}", &["a", "c"]);
        check("{\"a\" \"b\":1 c \"d\":", &["b", "d"]);
        check("{\"a\":\"b", &["a"]);
        check("{\"a\\", &[]);
    }

    #[test]
    fn utf_16_is_looked_into() {
        let text = "{\"a\":1}";
        let wide =
            |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
        let (big, little) = (wide(u16::to_be_bytes), wide(u16::to_le_bytes));
        assert_eq!(decoded(&big), text.as_bytes());
        assert_eq!(decoded(&little), text.as_bytes());
        assert_eq!(decoded(&[b"\xFE\xFF", &big[..]].concat()), text.as_bytes());
        assert_eq!(
            decoded(&[b"\xFF\xFE", &little[..]].concat()),
            text.as_bytes()
        );
        assert_eq!(decoded(b"\xEF\xBB\xBF{}"), &b"{}"[..]);
        assert_eq!(decoded(text.as_bytes()), text.as_bytes());
    }
}
