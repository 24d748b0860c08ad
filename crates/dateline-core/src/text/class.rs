//! Whether a text has a byte of a kind: asked of every text, and answered mostly with no.

use std::slice;

use wide::u8x16;

/// Kinds of bytes that are looked for: all below one, all from another one on, and some by value.
///
/// ```
/// use dateline_core::text::ByteClass;
///
/// const MARKUP: ByteClass<2> = ByteClass::new(b' ', *b"&<");
/// assert!(MARKUP.is_in(b"Fish & chips"));
/// assert!(!MARKUP.is_in(b"Fish and chips"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ByteClass<const N: usize> {
    below: u8,
    from: u8,
    equal: [u8; N],
}

/// A word whose bytes are each one, and one with the highest bit of each byte.
const ONES: u64 = u64::MAX / 0xFF;
const HIGHS: u64 = ONES * 0x80;

/// Vector code does so many bytes at once.
const VECTOR: usize = size_of::<u8x16>();

/// So many vectors are looked at before it is decided to go on.
const TOGETHER: usize = 16;

impl<const N: usize> ByteClass<N> {
    /// All bytes below `below`, and these.
    ///
    /// # Panics
    ///
    /// Where `below` is not ASCII; of a constant, the compiler says so.
    #[must_use]
    pub const fn new(below: u8, equal: [u8; N]) -> Self {
        assert!(below.is_ascii(), "what is below is compared by seven bits");
        Self {
            below,
            from: u8::MAX,
            equal,
        }
    }

    /// And all from `from` on, which is ASCII: with it, all that are not.
    ///
    /// # Panics
    ///
    /// Where `from` is not ASCII; of a constant, the compiler says so.
    #[must_use]
    pub const fn and_from(self, from: u8) -> Self {
        assert!(from.is_ascii(), "what is above is compared by seven bits");
        Self { from, ..self }
    }

    /// Whether the byte is one of them.
    #[must_use]
    #[inline]
    #[expect(
        clippy::needless_bitwise_bool,
        reason = "vector code compares with all, and decides nothing in between"
    )]
    pub fn has(&self, byte: u8) -> bool {
        self.equal
            .iter()
            .fold((byte < self.below) | self.is_above(byte), |any, other| {
                any | (byte == *other)
            })
    }

    #[inline]
    const fn is_above(&self, byte: u8) -> bool {
        self.from.is_ascii() && byte >= self.from
    }

    /// Whether the text has such a byte.
    #[must_use]
    #[inline]
    pub fn is_in(&self, text: &[u8]) -> bool {
        let Some(last) = text.last_chunk() else {
            return self.is_in_few(text);
        };
        // The last vector is looked at whole, whatever was looked at of it before.
        let (vectors, _) = text.as_chunks();
        let (few, more) = vectors.split_at(vectors.len().min(TOGETHER));
        let last = self.marked(slice::from_ref(last), u8x16::ZERO);
        let is_in_any = |few: &[_]| self.marked(few, u8x16::ZERO).any();
        self.marked(few, last).any() || more.chunks(TOGETHER).any(is_in_any)
    }

    /// Looks at some vectors: marks what is found in any, and keeps the marks that were there.
    #[inline]
    fn marked(&self, vectors: &[[u8; VECTOR]], marks: u8x16) -> u8x16 {
        vectors.iter().fold(marks, |found, vector| {
            let bytes = u8x16::new(*vector);
            let equal = self.equal.iter().fold(found, |found, byte| {
                found | bytes.simd_eq(u8x16::splat(*byte))
            });
            let below = match self.below.checked_sub(1) {
                Some(limit) => equal | bytes.simd_le(u8x16::splat(limit)),
                None => equal,
            };
            if self.from.is_ascii() {
                below | bytes.simd_ge(u8x16::splat(self.from))
            } else {
                below
            }
        })
    }

    /// Looks at less than a vector: at its first and its last bytes, some of which may be the same.
    #[inline]
    fn is_in_few(&self, text: &[u8]) -> bool {
        if let Some((first, last)) = text.first_chunk().zip(text.last_chunk()) {
            let words = [first, last].map(|word| u64::from_le_bytes(*word));
            return self.marks(words[0]) | self.marks(words[1]) != 0;
        }
        if let Some((first, last)) = text.first_chunk().zip(text.last_chunk()) {
            let halves = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
            return self.marks(halves[0] | halves[1] << u32::BITS) != 0;
        }
        text.iter().any(|byte| self.has(*byte))
    }

    /// Not zero where one of these bytes is such.
    #[inline]
    fn marks(&self, word: u64) -> u64 {
        // Sets the highest bit of a byte that is less than `limit`, and sometimes of the one behind.
        let less = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word;
        let below = less(word, self.below);
        // What a byte beyond ASCII carries into the next one was found already.
        let above = match 0x80_u8.checked_sub(self.from) {
            Some(to_highs) => word.wrapping_add(ONES * u64::from(to_highs)) | word,
            None => 0,
        };
        let equal = self.equal.iter();
        let equal = equal.fold(0, |found, byte| {
            found | less(word ^ (ONES * u64::from(*byte)), 1)
        });
        (below | above | equal) & HIGHS
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CLASS: ByteClass<2> = ByteClass::new(0x20, [b'&', 0xEF]);
    const BEYOND: ByteClass<1> = ByteClass::new(0, [b'<']).and_from(0x7F);

    #[test]
    fn it_is_found_wherever_it_stands() {
        for length in 0..=3 * TOGETHER * VECTOR {
            let mut text = vec![0xC3; length];
            assert!(!CLASS.is_in(&text), "{length}");
            for at in (0..length).step_by(length / 50 + 1) {
                for byte in [0, 0x1F, b'&', 0xEF] {
                    text[at] = byte;
                    assert!(CLASS.is_in(&text), "{byte} at {at} of {length}");
                }
                text[at] = b' ';
            }
        }
    }

    proptest! {
        #[test]
        fn words_say_what_bytes_say(text in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(CLASS.is_in(&text), text.iter().any(|byte| CLASS.has(*byte)));
            prop_assert_eq!(BEYOND.is_in(&text), text.iter().any(|byte| BEYOND.has(*byte)));
        }

        #[test]
        fn words_say_what_bytes_say_of_text(text in "[ -~é]{0,80}") {
            let text = text.as_bytes();
            prop_assert_eq!(CLASS.is_in(text), text.iter().any(|byte| CLASS.has(*byte)));
            prop_assert_eq!(BEYOND.is_in(text), text.iter().any(|byte| BEYOND.has(*byte)));
        }
    }

    #[test]
    fn which_bytes_it_has() {
        let has = |byte: &u8| BEYOND.has(*byte);
        let found: Vec<u8> = (0..=u8::MAX).filter(has).collect();
        assert_eq!(found[..2], [b'<', 0x7F]);
        assert_eq!(found.len(), 130);
        assert!(!CLASS.has(0xFF) && !CLASS.has(0x7F));
    }
}
