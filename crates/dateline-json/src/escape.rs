//! The escapes of JSON texts (RFC 8259, section 7), there and back.

use std::fmt;

use crate::plain::plain;

/// Takes away what escapes the inside of a text.
///
/// # Errors
///
/// The offset of the first escape that is none.
pub(crate) fn unescape(inner: &str, out: &mut impl fmt::Write) -> Result<(), usize> {
    let mut at = 0;
    loop {
        let rest = inner.get(at..).unwrap_or_default();
        let Some(run) = memchr::memchr(b'\\', rest.as_bytes()) else {
            // Writing to a text cannot fail.
            let _ = out.write_str(rest);
            return Ok(());
        };
        let (plain, escape) = rest.split_at(run);
        let _ = out.write_str(plain);
        at += run;
        let (c, length) = character(escape.as_bytes()).ok_or(at)?;
        let _ = out.write_char(c);
        at += length;
    }
}

/// The character that an escape stands for, and its length.
fn character(escape: &[u8]) -> Option<(char, usize)> {
    let c = match escape.get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return code_point(escape),
        _ => return None,
    };
    Some((c, 2))
}

/// The character of `\u` with four hexadecimal digits, or of two of these that are a surrogate pair.
fn code_point(escape: &[u8]) -> Option<(char, usize)> {
    let first = unit(escape)?;
    if !(0xD800..0xDC00).contains(&first) {
        return Some((char::from_u32(first)?, 6));
    }
    let second = unit(escape.get(6..)?)?;
    if !(0xDC00..0xE000).contains(&second) {
        return None;
    }
    let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    Some((char::from_u32(code)?, 12))
}

fn unit(escape: &[u8]) -> Option<u32> {
    let digits = escape.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit << 4 | char::from(*digit).to_digit(16)?)
    })
}

/// Appends a text in quotes, escaped as far as has to be.
pub(crate) fn quote(text: &str, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    let mut rest = text.as_bytes();
    loop {
        let (run, behind) = rest.split_at(plain(rest));
        out.extend_from_slice(run);
        let Some((byte, behind)) = behind.split_first() else {
            break;
        };
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0C => out.extend_from_slice(b"\\f"),
            _ => {
                out.extend_from_slice(b"\\u00");
                let digit = |four: u8| HEX[usize::from(four & 0xF)];
                out.extend_from_slice(&[digit(byte >> 4), digit(*byte)]);
            }
        }
        rest = behind;
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(inner: &str, expected: Result<&str, usize>) {
        let mut out = String::new();
        let found = unescape(inner, &mut out).map(|()| &*out);
        assert_eq!(found, expected, "{inner}");
        let serde = serde_json::from_str::<String>(&format!("\"{inner}\""));
        assert_eq!(serde.ok().as_deref(), found.ok(), "{inner}");
    }

    #[test]
    fn escapes_of_all_kinds() {
        check("", Ok(""));
        check(r#"a\"\\\/\b\f\n\r\tz"#, Ok("a\"\\/\u{8}\u{C}\n\r\tz"));
        check(r"\u00e9\u00E9\uD83D\uDD4A", Ok("éé🕊"));
        check(r"é\x", Err(2));
        check(r"\u12", Err(0));
        check(r"a\u+123", Err(1));
        check(r"a\ud800b", Err(1));
        check(r"a\ud800\u0041", Err(1));
        check(r"\udc00", Err(0));
    }

    proptest! {
        #[test]
        fn serde_writes_and_reads_the_same(text in "[\\x00-\\x7F]*|.*|(.|[\\x00-\\x1F\"\\\\])*") {
            let mut out = Vec::new();
            quote(&text, &mut out);
            prop_assert_eq!(&out, &serde_json::to_vec(&text).unwrap());
            let inner = std::str::from_utf8(&out[1..out.len() - 1]).unwrap();
            let mut again = String::new();
            prop_assert_eq!(unescape(inner, &mut again), Ok(()));
            prop_assert_eq!(again, text);
        }
    }
}
