//! One look at all bytes of a piece, before it is read.

use dateline_core::text::{has_byte, illegal_character};
use memchr::memchr;

/// What the bytes of a piece show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Seen {
    pub(crate) has_cr: bool,
    /// Whether there is a `]`.
    pub(crate) has_bracket: bool,
}

/// Looks at a piece; none where it has a character that XML does not allow.
pub(crate) fn seen(xml: &str) -> Option<Seen> {
    let bytes = xml.as_bytes();
    let has = |byte| memchr(byte, bytes).is_some();
    // What XML does not allow beyond ASCII begins with this byte. Most pieces show that there is
    // neither that nor any control but line ends.
    let may_matter = |byte: u8| byte < b' ' && byte != b'\n' || byte == 0xEF;
    let matters = has_byte(bytes, may_matter);
    if matters && illegal_character(xml).is_some() {
        return None;
    }
    Some(Seen {
        has_cr: matters && has(b'\r'),
        has_bracket: has(b']'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(bool, bool)>) {
        for length in [0, 1, 63, 64, 300] {
            let text = format!("{}{text}{}", "a".repeat(length), "b".repeat(length));
            let seen = seen(&text).map(|seen| (seen.has_cr, seen.has_bracket));
            assert_eq!(seen, expected, "{text:?}");
        }
    }

    #[test]
    fn what_bytes_show() {
        check("é\t\n\u{FEFF}\u{FFFD}\u{7F}", Some((false, false)));
        check("a\r\n", Some((true, false)));
        check("]", Some((false, true)));
        check("\0", None);
        check("\u{1F}", None);
        check("\u{FFFE}", None);
        check("\u{FFFF}", None);
    }
}
