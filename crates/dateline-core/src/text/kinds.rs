//! Which kinds of bytes a text has, found by one look at all of it.

use multiversion::multiversion;

use super::vectors::{LANES, whole_vectors};

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
/// It answers at once what would else take a look at the text for each kind.
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
    /// Looks at a text for all kinds.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::of_shape(text).and_others(text)
    }

    /// Looks for what can make a text illegal in XML, and for nothing else: control characters and
    /// what special ones begin with.
    #[must_use]
    pub fn of_shape(text: &str) -> Self {
        shape(text.as_bytes())
    }

    /// And looks for the other kinds in the same text.
    #[must_use]
    pub(crate) fn and_others(self, text: &str) -> Self {
        self.and(others(text.as_bytes()))
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
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

    /// Whether the text may have a character that XML does not allow: a control character, or what
    /// U+FFFE and U+FFFF begin with.
    #[must_use]
    pub fn may_be_illegal(self) -> bool {
        self.has_any(&[ByteKind::Control, ByteKind::Special])
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

// Where the processor has wider vectors than all of its kind have, these are done by them.

#[multiversion(targets("x86_64+avx2"))]
fn shape(text: &[u8]) -> ByteKinds {
    let mut last = [0; LANES];
    whole_vectors(text, &mut last).fold(ByteKinds::default(), ByteKinds::and_shape)
}

impl ByteKinds {
    /// And what can make a text illegal among these bytes, which are whole vectors.
    #[expect(clippy::inline_always, reason = "as of `whole_vectors`")]
    #[inline(always)]
    pub(super) fn and_shape(self, bytes: &[u8]) -> Self {
        // LF comes out as the greatest, and the control characters as the least.
        let control = nearest(bytes, |byte| (byte ^ b'\n').wrapping_sub(1));
        let special = nearest(bytes, |byte| byte ^ 0xEF);
        self.with(ByteKind::Control, control < b' ' - 1)
            .with(ByteKind::Special, special == 0)
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn others(text: &[u8]) -> ByteKinds {
    let mut last = [0; LANES];
    whole_vectors(text, &mut last).fold(ByteKinds::default(), |all, bytes| {
        // The angle brackets are one bit apart.
        let markup = nearest(bytes, |byte| {
            (byte ^ b'&').min((byte | (b'<' ^ b'>')) ^ b'>')
        });
        // These are one bit apart as well: where there is the rarer, it hides the other.
        let two = nearest(bytes, |byte| byte ^ 0xC2);
        let delete = nearest(bytes, |byte| byte ^ 0x7F);
        let beyond = nearest(bytes, |byte| !byte);
        let is_latin = two == 1 || two == 0 && memchr::memchr(0xC3, bytes).is_some();
        all.with(ByteKind::Markup, markup == 0)
            .with(ByteKind::Latin, is_latin)
            .with(ByteKind::Rare, two == 0 || delete == 0 || beyond < 0x10)
    })
}

/// How near the bytes come to those of a kind: vector code finds the least of bytes in few steps.
#[expect(clippy::inline_always, reason = "as of `whole_vectors`")]
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
                    let kinds = shape(&text).and(others(&text));
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

    #[test]
    fn one_kind_hides_no_other() {
        for first in 0..=u8::MAX {
            for second in 0..=u8::MAX {
                let kinds = others(&[first, b'a', second]);
                let expected = others(&[first]).and(others(&[second]));
                assert_eq!(kinds, expected, "{first:X} {second:X}");
            }
        }
    }
}
