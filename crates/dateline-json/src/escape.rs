//! The escapes of JSON texts (RFC 8259, section 7), there and back.

use crate::object::Out;
use crate::special;

/// The character that an escape stands for, and its length.
pub(crate) fn character(escape: &[u8]) -> Option<(char, usize)> {
    let [b'\\', letter, ..] = escape else {
        return None;
    };
    let c = match letter {
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
pub(crate) fn quote(text: &str, out: &mut impl Out) {
    out.put("\"");
    let mut from = 0;
    special::each(text.as_bytes(), |at| {
        if at < from {
            return;
        }
        // What is special is one character, so that all around it is text.
        out.put(&text[from..at]);
        match &text.as_bytes()[at..] {
            // Most of it are the line breaks between two paragraphs.
            [b'\n', b'\n', ..] => {
                out.put("\\n\\n");
                from = at + 2;
            }
            [special, ..] => {
                escape(*special, out);
                from = at + 1;
            }
            [] => {}
        }
    });
    out.put(&text[from..]);
    out.put("\"");
}

fn escape(special: u8, out: &mut impl Out) {
    let short = match special {
        b'"' => "\\\"",
        b'\\' => "\\\\",
        b'\n' => "\\n",
        b'\r' => "\\r",
        b'\t' => "\\t",
        0x08 => "\\b",
        0x0C => "\\f",
        _ => {
            out.put("\\u00");
            for four in [special >> 4, special & 0xF] {
                let digit = usize::from(four);
                out.put("0123456789abcdef".get(digit..=digit).unwrap_or_default());
            }
            return;
        }
    };
    out.put(short);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syntax::Cursor;

    #[track_caller]
    fn check(inner: &str, expected: Result<&str, usize>) {
        let quoted = format!("\"{inner}\"");
        let read = Cursor::new(&quoted).text();
        let found = read.as_deref().map_err(|broken| broken.at - 1);
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
            let quoted = std::str::from_utf8(&out).unwrap();
            prop_assert_eq!(Cursor::new(quoted).text().unwrap(), &*text);
        }
    }
}
