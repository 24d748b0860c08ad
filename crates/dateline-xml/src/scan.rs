//! One look at all bytes of a piece, before it is read.

use dateline_core::text::illegal_character;

/// What the bytes of a piece show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Seen {
    pub(crate) has_cr: bool,
    /// Whether there is a `]`.
    pub(crate) has_bracket: bool,
}

/// How many bytes are looked at together, so that the compiler makes vectors of them.
const BLOCK: usize = 64;

/// Looks at a piece; none where it has a character that XML does not allow.
pub(crate) fn seen(xml: &str) -> Option<Seen> {
    let (mut controls, mut high, mut cr, mut bracket) = (0, 0, 0, 0);
    let mut look = |bytes: &[u8]| {
        for b in bytes {
            controls |= u8::from(*b < b' ')
                & u8::from(*b != b'\n')
                & u8::from(*b != b'\t')
                & u8::from(*b != b'\r');
            cr |= u8::from(*b == b'\r');
            bracket |= u8::from(*b == b']');
            // What XML does not allow beyond ASCII begins with this byte.
            high |= u8::from(*b == 0xEF);
        }
    };
    let (blocks, rest) = xml.as_bytes().as_chunks::<BLOCK>();
    for block in blocks {
        look(block);
    }
    look(rest);
    if controls != 0 || high != 0 && illegal_character(xml).is_some() {
        return None;
    }
    Some(Seen {
        has_cr: cr != 0,
        has_bracket: bracket != 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(bool, bool)>) {
        for length in [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK] {
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
