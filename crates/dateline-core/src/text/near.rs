//! Where bytes stand that mostly stand close by.

use memchr::{memchr, memchr2, memchr3};
use wide::u8x16;

/// So many bytes are looked at before it is searched far.
const NEAR: usize = 2 * size_of::<u8x16>();

/// Where the first of these bytes stands: what `memchr` says, and its like for two and three bytes,
/// with less work where that is among the first few bytes, as nearly always.
///
/// ```
/// use dateline_core::text::first_near;
///
/// assert_eq!(first_near(*b"<&", b"Fish &amp; chips"), Some(5));
/// assert_eq!(first_near([b'<'], b"Fish"), None);
/// ```
#[must_use]
#[inline]
pub fn first_near<const N: usize>(wanted: [u8; N], bytes: &[u8]) -> Option<usize> {
    let Some((near, rest)) = bytes.split_first_chunk() else {
        return first_far(wanted, bytes);
    };
    match bits(wanted, near) {
        0 => Some(NEAR + first_far(wanted, rest)?),
        bits => Some(bits.trailing_zeros() as usize),
    }
}

fn first_far<const N: usize>(wanted: [u8; N], bytes: &[u8]) -> Option<usize> {
    const { assert!(1 <= N && N <= 3, "so many bytes can be searched far") };
    match wanted.as_slice() {
        [one] => memchr(*one, bytes),
        [one, two] => memchr2(*one, *two, bytes),
        [one, two, three] => memchr3(*one, *two, *three, bytes),
        _ => bytes.iter().position(|byte| wanted.contains(byte)),
    }
}

/// One bit for each byte, the lowest for the first: whether it is one of those that are wanted.
#[inline]
fn bits<const N: usize>(wanted: [u8; N], bytes: &[u8; NEAR]) -> u32 {
    let (halves, _) = bytes.as_chunks();
    halves.iter().rev().fold(0, |bits, half| {
        let bytes = u8x16::new(*half);
        let found = wanted.iter().fold(u8x16::ZERO, |found, byte| {
            found | bytes.simd_eq(u8x16::splat(*byte))
        });
        bits << u8x16::LANES | found.to_bitmask()
    })
}

/// The places of these bytes, one after the other.
///
/// ```
/// use dateline_core::text::Places;
///
/// let places: Vec<usize> = Places::new([b'<'], b"<a><b/></a>").collect();
/// assert_eq!(places, [0, 3, 7]);
/// ```
#[derive(Clone, Debug)]
pub struct Places<'b, const N: usize> {
    wanted: [u8; N],
    bytes: &'b [u8],
    /// All before this was looked at.
    seen: usize,
    /// Which of the bytes before are wanted and were not given, the highest bit for the last.
    bits: u32,
}

impl<'b, const N: usize> Places<'b, N> {
    /// The places in `bytes`.
    #[must_use]
    pub const fn new(wanted: [u8; N], bytes: &'b [u8]) -> Self {
        Self {
            wanted,
            bytes,
            seen: 0,
            bits: 0,
        }
    }
}

impl<const N: usize> Iterator for Places<'_, N> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            let rest = self.bytes.get(self.seen..)?;
            let Some(near) = rest.first_chunk() else {
                let at = self.seen + first_far(self.wanted, rest)?;
                self.seen = at + 1;
                return Some(at);
            };
            self.bits = bits(self.wanted, near);
            // What is not near may be far away.
            self.seen += match self.bits {
                0 => NEAR + first_far(self.wanted, rest.get(NEAR..)?)?,
                _ => NEAR,
            };
        }
        let at = self.seen - NEAR + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_one_by_one(bytes in "([a-z]{0,70}[<&>]{0,3}){0,8}") {
            let bytes = bytes.as_bytes();
            let check = |wanted: &[u8], first, places: Vec<usize>| {
                let is_wanted = |at: &usize| wanted.contains(&bytes[*at]);
                let expected: Vec<usize> = (0..bytes.len()).filter(is_wanted).collect();
                prop_assert_eq!(first, expected.first().copied());
                prop_assert_eq!(places, expected);
                Ok(())
            };
            let (one, two, three) = (*b"<", *b"<&", *b"<&>");
            check(&one, first_near(one, bytes), Places::new(one, bytes).collect())?;
            check(&two, first_near(two, bytes), Places::new(two, bytes).collect())?;
            check(&three, first_near(three, bytes), Places::new(three, bytes).collect())?;
        }
    }
}
