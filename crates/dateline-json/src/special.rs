//! Finds what does not stand in a JSON text as it is: quotes, backslashes and control characters
//! (RFC 8259, section 7).

/// So many bytes are looked at together: as many as an integer has bits.
const BLOCK: usize = u64::BITS as usize;

/// The bytes of a word, a word of bytes that are each one, and a word of their highest bits.
const WORD: usize = size_of::<u64>();
const ONES: u64 = u64::MAX / 0xFF;
const HIGH: u64 = ONES * 0x80;

/// Where the special bytes of a text are. Each block of it is looked at once, however often somebody
/// asks for what comes next in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Specials {
    /// The block that was looked at last.
    block: usize,
    /// One bit for each of its bytes, the lowest for the first: whether it is special. In front of
    /// what was asked it does not matter.
    bits: u64,
}

impl Default for Specials {
    fn default() -> Self {
        Self::new()
    }
}

impl Specials {
    /// Nothing was looked at yet.
    pub(crate) const fn new() -> Self {
        Self {
            block: usize::MAX,
            bits: 0,
        }
    }

    /// The first special byte at `at` or behind; the length of the text where there is none.
    /// `bytes` are the same in all calls, and `at` never goes back.
    #[inline]
    pub(crate) fn next(&mut self, bytes: &[u8], at: usize) -> usize {
        if at / BLOCK != self.block {
            return self.search(bytes, at);
        }
        self.in_block(at)
            .unwrap_or_else(|| self.search(bytes, (self.block + 1) * BLOCK))
    }

    fn search(&mut self, bytes: &[u8], at: usize) -> usize {
        // An escape that breaks off leads behind the end.
        let at = at.min(bytes.len());
        let (blocks, end) = bytes.as_chunks();
        let mut block = at / BLOCK;
        // What stands in front of `at` is not asked again.
        let mut wanted = u64::MAX << (at % BLOCK);
        let mut bits = 0;
        for bytes in blocks.get(block..).unwrap_or_default() {
            bits = bits_of_block(bytes) & wanted;
            if bits != 0 {
                break;
            }
            wanted = u64::MAX;
            block += 1;
        }
        if block == blocks.len() {
            bits = bits_of_end(bytes, end) & wanted;
        }
        *self = Self { block, bits };
        self.in_block(block * BLOCK).unwrap_or(bytes.len())
    }

    /// The first one at `at` or behind in the block.
    fn in_block(self, at: usize) -> Option<usize> {
        let behind = self.bits >> (at % BLOCK);
        (behind != 0).then(|| at + behind.trailing_zeros() as usize)
    }
}

/// Calls `found` with the place of each special byte, in order.
pub(crate) fn each(bytes: &[u8], mut found: impl FnMut(usize)) {
    let mut each = |start, mut bits: u64| {
        while bits != 0 {
            found(start + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    };
    let (blocks, end) = bytes.as_chunks();
    for (index, block) in blocks.iter().enumerate() {
        each(index * BLOCK, bits_of_block(block));
    }
    each(blocks.len() * BLOCK, bits_of_end(bytes, end));
}

fn bits_of_block(block: &[u8; BLOCK]) -> u64 {
    // All is compared always, as vector code does. Quotes are the one character that stands next to
    // control characters where this bit is turned.
    let is_special = |byte| (byte ^ 0x02 <= 0x20) | (byte == b'\\');
    let flags = block.map(|byte| if is_special(byte) { u8::MAX } else { 0 });
    let (words, _) = flags.as_chunks();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    if words.clone().fold(0, |any, word| any | word) == 0 {
        return 0;
    }
    words
        .rev()
        .fold(0, |bits, word| bits << WORD | gathered(word & ONES))
}

/// The bits of the last block, which is shorter.
fn bits_of_end(bytes: &[u8], rest: &[u8]) -> u64 {
    let (words, last) = rest.as_chunks();
    let last = match bytes.last_chunk() {
        _ if last.is_empty() => 0,
        // A word that ends with the text: what it has in front of `last` is in other words, too.
        Some(word) => bits_of_word(*word) >> (WORD - last.len()),
        None => {
            let mut word = [b' '; WORD];
            for (to, byte) in word.iter_mut().zip(last) {
                *to = *byte;
            }
            bits_of_word(word)
        }
    };
    let words = words.iter().rev();
    words.fold(last, |bits, word| bits << WORD | bits_of_word(*word))
}

fn bits_of_word(word: [u8; WORD]) -> u64 {
    let word = u64::from_le_bytes(word);
    // The highest bit of each byte that is at least so much; nothing is carried to the next byte.
    let at_least = |word: u64, least: u8| ((word & !HIGH) + ONES * u64::from(0x80 - least)) | word;
    let is_not = |byte: u8| at_least(word ^ (ONES * u64::from(byte)), 1);
    let plain = at_least(word, 0x20) & is_not(b'"') & is_not(b'\\');
    gathered((!plain & HIGH) >> 7)
}

/// The eight flags, one the lowest bit of each byte, as bits of one byte.
const fn gathered(flags: u64) -> u64 {
    // Each flag is added to the highest byte in its own place, and nothing is carried there.
    flags.wrapping_mul(0x0102_0408_1020_4080) >> (u64::BITS - 8)
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
