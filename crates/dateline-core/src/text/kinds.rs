//! Which kinds of bytes a text has, found by one look at all of it.

use multiversion::multiversion;

/// A kind of byte of which a text has to be asked, and has mostly none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ByteKind {
    /// A control character below U+0020, but LF.
    Control,
    /// `&`, `<` or `>`.
    Markup,
    /// What U+00C0 to U+00FF begin with.
    Latin,
    /// What U+F000 to U+FFFF begin with.
    Special,
    /// What U+007F to U+00BF and characters beyond U+FFFF begin with.
    Rare,
}

/// The kinds of bytes that a text has.
///
/// It answers at once what would else take a look at the text for each kind: made once of a large
/// text, and kept with it.
///
/// ```
/// use dateline_core::text::{ByteKind, ByteKinds};
///
/// let kinds = ByteKinds::of("Fish & chips\n");
/// assert!(kinds.has(ByteKind::Markup));
/// assert!(!kinds.has_any(&[ByteKind::Control, ByteKind::Rare]));
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct ByteKinds(u8);

impl ByteKinds {
    /// Looks at a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        look(text.as_bytes())
    }

    /// Whether the text has bytes of this kind.
    #[must_use]
    #[inline]
    pub const fn has(self, kind: ByteKind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// Whether the text has bytes of any of these kinds.
    #[must_use]
    #[inline]
    pub fn has_any(self, kinds: &[ByteKind]) -> bool {
        kinds.iter().any(|kind| self.has(*kind))
    }

    const fn with(self, kind: ByteKind, is_there: bool) -> Self {
        Self(self.0 | if is_there { kind.bit() } else { 0 })
    }
}

impl ByteKind {
    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Vector code does so many bytes at once, and does not do what is left over.
const LANES: usize = 128;

/// So many bytes stay in the cache while they are asked for each kind.
const CACHED: usize = 32 * LANES;

/// Where the processor has wider vectors than all of its kind have, it is done by these.
#[multiversion(targets("x86_64+avx2"))]
fn look(text: &[u8]) -> ByteKinds {
    let (whole, rest) = text.split_at(text.len() / LANES * LANES);
    // Blanks are of no kind.
    let mut last = [b' '; LANES];
    last[..rest.len()].copy_from_slice(rest);
    let chunks = whole.chunks(CACHED).chain([&last[..]]);
    chunks.fold(ByteKinds::default(), |all, chunk| {
        ByteKinds(all.0 | kinds(chunk).0)
    })
}

#[expect(
    clippy::inline_always,
    reason = "what is not within the function of the wider vectors does not use them"
)]
#[inline(always)]
fn kinds(bytes: &[u8]) -> ByteKinds {
    // LF comes out as the greatest, and the control characters as the least.
    let control = nearest(bytes, |byte| (byte ^ b'\n').wrapping_sub(1));
    // The angle brackets are one bit apart.
    let markup = nearest(bytes, |byte| {
        (byte ^ b'&').min((byte | (b'<' ^ b'>')) ^ b'>')
    });
    let rare = nearest(bytes, |byte| {
        (byte ^ 0x7F).min(byte ^ 0xC2).min(!byte & 0xF0)
    });
    ByteKinds::default()
        .with(ByteKind::Control, control < b' ' - 1)
        .with(ByteKind::Markup, markup == 0)
        .with(ByteKind::Latin, nearest(bytes, |byte| byte ^ 0xC3) == 0)
        .with(ByteKind::Special, nearest(bytes, |byte| byte ^ 0xEF) == 0)
        .with(ByteKind::Rare, rare == 0)
}

/// How near the bytes come to those of a kind: vector code finds the least of bytes in few steps.
#[expect(clippy::inline_always, reason = "as of its caller")]
#[inline(always)]
fn nearest(bytes: &[u8], distance: impl Fn(u8) -> u8) -> u8 {
    let distances = bytes.iter().map(|byte| distance(*byte));
    distances.fold(u8::MAX, u8::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [ByteKind; 5] = [
        ByteKind::Control,
        ByteKind::Markup,
        ByteKind::Latin,
        ByteKind::Special,
        ByteKind::Rare,
    ];

    /// What each kind is, said byte by byte.
    fn kind(byte: u8) -> Option<ByteKind> {
        Some(match byte {
            b'\n' => return None,
            0..b' ' => ByteKind::Control,
            b'&' | b'<' | b'>' => ByteKind::Markup,
            0xC3 => ByteKind::Latin,
            0xEF => ByteKind::Special,
            0x7F | 0xC2 | 0xF0.. => ByteKind::Rare,
            _ => return None,
        })
    }

    #[test]
    fn each_byte_is_of_its_kind_wherever_it_stands() {
        for length in [1, 2, 31, 32, 33, 64, 100] {
            for at in 0..length {
                for byte in 0..=u8::MAX {
                    let mut text = vec![b'\n'; length];
                    text[at] = byte;
                    let kinds = look(&text);
                    let found: Vec<_> = ALL.into_iter().filter(|kind| kinds.has(*kind)).collect();
                    let expected: Vec<_> = kind(byte).into_iter().collect();
                    assert_eq!(found, expected, "{byte} at {at} of {length}");
                }
            }
        }
    }

    #[test]
    fn a_text_has_all_kinds_that_its_characters_have() {
        let kinds = ByteKinds::of("caf\u{E9} \u{1F54A} \u{FFFD} \t <");
        assert!(ALL.into_iter().all(|kind| kinds.has(kind)));
        assert_eq!(ByteKinds::of(""), ByteKinds::default());
    }
}
