//! One look at all bytes of a piece, before it is read.

use dateline_core::text::{ByteKind, ByteKinds, illegal_character};
use memchr::memchr;

/// What the bytes of a piece show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Seen {
    pub(crate) has_cr: bool,
    /// Whether there is a `]`.
    pub(crate) has_bracket: bool,
}

/// What the bytes of a piece show, of which it is known what kinds they are; none where it has a
/// character that XML does not allow.
pub(crate) fn seen(xml: &str, bytes: ByteKinds) -> Option<Seen> {
    let has = |byte| memchr(byte, xml.as_bytes()).is_some();
    if bytes.may_be_illegal() && illegal_character(xml).is_some() {
        return None;
    }
    Some(Seen {
        has_cr: bytes.has(ByteKind::Control) && has(b'\r'),
        has_bracket: has(b']'),
    })
}

/// How many bytes of a text are so, from its start on: mostly few.
#[inline]
pub(crate) fn count_first(text: &[u8], is_so: impl Fn(u8) -> bool) -> usize {
    /// In so many bytes nobody has to look out for the end of the text.
    const FEW: usize = 16;
    let is_other = |byte: &u8| !is_so(*byte);
    let few: Option<&[u8; FEW]> = text.first_chunk();
    let count = few.and_then(|few| few.iter().position(is_other));
    count.unwrap_or_else(|| text.iter().position(is_other).unwrap_or(text.len()))
}

/// Whether a text begins with a name: what `starts_with` says, without the call that it is to compare
/// bytes of which nobody knows how many they are.
#[inline]
pub(crate) fn begins_with(text: &[u8], name: &[u8]) -> bool {
    let Some(text) = text.get(..name.len()) else {
        return false;
    };
    match (ends(text), ends(name)) {
        (Some(text), Some(name)) => text == name,
        _ => text == name,
    }
}

/// The first and the last bytes of a short text, which are all of its bytes, some of them twice.
#[inline]
fn ends(text: &[u8]) -> Option<[u64; 2]> {
    match text.len() {
        8..=16 => {
            let ends = [text.first_chunk()?, text.last_chunk()?];
            Some(ends.map(|end| u64::from_le_bytes(*end)))
        }
        4..=7 => {
            let ends = [text.first_chunk()?, text.last_chunk()?];
            Some(ends.map(|end| u32::from_le_bytes(*end).into()))
        }
        2..=3 => {
            let ends = [text.first_chunk()?, text.last_chunk()?];
            Some(ends.map(|end| u16::from_le_bytes(*end).into()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(bool, bool)>) {
        for length in [0, 1, 63, 64, 300] {
            let text = format!("{}{text}{}", "a".repeat(length), "b".repeat(length));
            let seen =
                seen(&text, ByteKinds::of_shape(&text)).map(|seen| (seen.has_cr, seen.has_bracket));
            assert_eq!(seen, expected, "{text:?}");
        }
    }

    #[test]
    fn as_many_as_there_are() {
        for length in 0..40 {
            let is_a = |byte| byte == b'a';
            assert_eq!(count_first("a".repeat(length).as_bytes(), is_a), length);
            let text = format!("{}b{}", "a".repeat(length), "a".repeat(20));
            assert_eq!(count_first(text.as_bytes(), is_a), length);
        }
    }

    #[test]
    fn a_text_begins_with_a_name_to_the_last_byte() {
        for length in 0..40 {
            let name = "n".repeat(length);
            assert!(begins_with(format!("{name}>").as_bytes(), name.as_bytes()));
            assert!(begins_with(name.as_bytes(), name.as_bytes()));
            for at in 0..length {
                let mut other = name.clone().into_bytes();
                other[at] = b'm';
                assert!(!begins_with(&other, name.as_bytes()), "{length} {at}");
                assert!(!begins_with(&other[..at], name.as_bytes()));
            }
        }
    }

    #[test]
    fn what_bytes_show() {
        check("😀\n", Some((false, false)));
        check("é\t\n\u{FEFF}\u{FFFD}\u{7F}", Some((false, false)));
        check("a\r\n", Some((true, false)));
        check("]", Some((false, true)));
        check("\0", None);
        check("\u{1F}", None);
        check("\u{FFFE}", None);
        check("\u{FFFF}", None);
        check("😀\0", None);
        check("😀\r", Some((true, false)));
    }
}
