//! Finds what does not stand in a JSON text as it is: quotes, backslashes and control characters
//! (RFC 8259, section 7).

use multiversion::multiversion;
use wide::u8x16;

/// So many bytes are looked at together: as many as an integer has bits.
const BLOCK: usize = u64::BITS as usize;

/// So many of them are compared at once, by vector code.
const CHUNK: usize = size_of::<u8x16>();

/// Where the special bytes of a text are. Each block of it is looked at once, however often somebody
/// asks for what comes next in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Specials {
    /// Where the block begins that was looked at last.
    start: usize,
    /// One bit for each of its bytes, the lowest for the first: whether it is special.
    bits: u64,
}

impl Default for Specials {
    fn default() -> Self {
        Self::new()
    }
}

impl Specials {
    /// Nothing was looked at yet: the block is one in front of the text.
    pub(crate) const fn new() -> Self {
        Self {
            start: 0_usize.wrapping_sub(BLOCK),
            bits: 0,
        }
    }

    /// The first special byte at `at` or behind; the length of the text where there is none.
    /// `bytes` are the same in all calls.
    #[inline(never)]
    pub(crate) fn next(&mut self, bytes: &[u8], at: usize) -> usize {
        let in_block = at.wrapping_sub(self.start);
        if in_block >= BLOCK {
            return self.search(bytes, at);
        }
        match self.bits >> in_block {
            0 => self.search(bytes, self.start + BLOCK),
            bits => at + bits.trailing_zeros() as usize,
        }
    }

    /// The same, by blocks from `from` on.
    #[inline(never)]
    fn search(&mut self, bytes: &[u8], from: usize) -> usize {
        let (blocks, _) = bytes.get(from..).unwrap_or_default().as_chunks();
        let Some((index, bits)) = first_block(blocks) else {
            return self.search_end(bytes, from + blocks.len() * BLOCK);
        };
        let start = from + index * BLOCK;
        *self = Self { start, bits };
        start + bits.trailing_zeros() as usize
    }

    /// The same in the last block, which is shorter.
    #[inline(never)]
    fn search_end(&mut self, bytes: &[u8], start: usize) -> usize {
        // An escape that breaks off leads behind the end.
        let bits = bits_of_end(bytes, bytes.get(start..).unwrap_or_default());
        *self = Self { start, bits };
        bytes.len().min(start + bits.trailing_zeros() as usize)
    }
}

/// Calls `found` with the place of each special byte, in order.
pub(crate) fn each(bytes: &[u8], mut found: impl FnMut(usize)) {
    let (mut blocks, end) = bytes.as_chunks();
    let mut start = 0;
    loop {
        let block = first_block(blocks);
        // What is behind the last whole block comes at the end.
        let (at, mut bits) = match block {
            Some((index, bits)) => (start + index * BLOCK, bits),
            None => (bytes.len() - end.len(), bits_of_end(bytes, end)),
        };
        while bits != 0 {
            found(at + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
        let Some((index, _)) = block else { return };
        start = at + BLOCK;
        blocks = blocks.get(index + 1..).unwrap_or_default();
    }
}

/// The first of these blocks that has special bytes, and their bits. Where the processor has wider
/// vectors than all of its kind have, it is done by these.
#[multiversion(targets("x86_64+avx2"))]
fn first_block(blocks: &[[u8; BLOCK]]) -> Option<(usize, u64)> {
    // All bytes of a block are looked at before it is decided to go on, so that vector code does it.
    let has_any = |block: &[u8; BLOCK]| {
        let bytes = block.iter();
        bytes.fold(false, |any, byte| any | is_special(*byte))
    };
    let index = blocks.iter().position(has_any)?;
    Some((index, bits_of_block(&blocks[index])))
}

/// Whether a byte is special. Quotes are the one character that stands next to control characters
/// where this bit is turned.
#[inline]
#[expect(
    clippy::needless_bitwise_bool,
    reason = "as all vector code, it decides nothing in between"
)]
const fn is_special(byte: u8) -> bool {
    ((byte ^ 0x02) <= 0x20) | (byte == b'\\')
}

#[inline]
fn bits_of_block(block: &[u8; BLOCK]) -> u64 {
    let (chunks, _) = block.as_chunks();
    joined(chunks, 0)
}

/// The bits of the last block, which is shorter.
fn bits_of_end(bytes: &[u8], rest: &[u8]) -> u64 {
    let (chunks, last) = rest.as_chunks();
    let last_bits = match bytes.last_chunk() {
        _ if last.is_empty() => 0,
        // A chunk that ends with the text: what it has in front of `last` is in other chunks, too.
        Some(chunk) => bits_of_chunk(*chunk) >> (CHUNK - last.len()),
        None => {
            let mut chunk = [b' '; CHUNK];
            for (to, byte) in chunk.iter_mut().zip(last) {
                *to = *byte;
            }
            bits_of_chunk(chunk)
        }
    };
    joined(chunks, last_bits)
}

/// The bits of these chunks and, above them, of what is behind.
#[inline]
fn joined(chunks: &[[u8; CHUNK]], behind: u64) -> u64 {
    let chunks = chunks.iter().rev();
    chunks.fold(behind, |bits, chunk| bits << CHUNK | bits_of_chunk(*chunk))
}

#[inline]
fn bits_of_chunk(chunk: [u8; CHUNK]) -> u64 {
    let bytes = u8x16::new(chunk);
    // As `is_special`.
    let control_or_quote = (bytes ^ u8x16::splat(0x02)).simd_le(u8x16::splat(0x20));
    let backslash = bytes.simd_eq(u8x16::splat(b'\\'));
    (control_or_quote | backslash).to_bitmask().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_next_special_byte_is_found_wherever_it_stands() {
        for length in 0..3 * BLOCK {
            let mut bytes = vec![0xE9; length];
            assert_eq!(Specials::new().next(&bytes, 0), length);
            for at in 0..length {
                for special in *b"\"\\\0\x1F" {
                    bytes[at] = special;
                    assert_eq!(Specials::new().next(&bytes, 0), at);
                }
                bytes[at] = b' ';
            }
        }
    }

    proptest! {
        #[test]
        fn all_are_found_one_after_the_other(bytes in prop::collection::vec(0x1E_u8..0x24, 0..300)) {
            let mut specials = Specials::new();
            let mut found = Vec::new();
            let mut at = 0;
            while at <= bytes.len() {
                let next = specials.next(&bytes, at);
                found.push(next);
                at = next + 1;
            }
            let is_special = |at: &usize| matches!(bytes[*at], 0..0x20 | b'"' | b'\\');
            let mut expected: Vec<_> = (0..bytes.len()).filter(is_special).collect();
            expected.push(bytes.len());
            prop_assert_eq!(specials.next(&bytes, bytes.len() + 1), bytes.len());
            prop_assert_eq!(&found, &expected);
            found.clear();
            each(&bytes, |at| found.push(at));
            expected.pop();
            prop_assert_eq!(found, expected);
        }
    }
}
