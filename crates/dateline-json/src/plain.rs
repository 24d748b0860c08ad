//! Which bytes of a text stand in JSON as they are: all but quotes, backslashes and control
//! characters (RFC 8259, section 7).

use dateline_core::text::has_byte;

/// So many bytes are looked at before it is decided whether to go on, where texts are long.
const BLOCK: usize = 256;

/// The bytes of a word, how many words are looked at first, and a word whose bytes are each one.
const WORD: usize = size_of::<u64>();
const WORDS: usize = 4;
const ONES: u64 = u64::MAX / 0xFF;

/// How many bytes at the start stand in a JSON text as they are.
///
/// Most texts are short: words come first, then, where these found nothing, blocks.
pub(crate) fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    for word in bytes.chunks_exact(WORD).take(WORDS) {
        match first_in_word(word) {
            WORD => at += WORD,
            first => return at + first,
        }
    }
    for block in bytes.get(at..).unwrap_or_default().chunks(BLOCK) {
        let first = first_in_block(block);
        at += first;
        if first < block.len() {
            break;
        }
    }
    at
}

/// Which byte of a block is the first that is special; its length where none is.
fn first_in_block(block: &[u8]) -> usize {
    let mark = memchr::memchr2(b'"', b'\\', block).unwrap_or(block.len());
    let before = block.get(..mark).unwrap_or_default();
    if has_byte(before, is_control) {
        before
            .iter()
            .position(|byte| is_control(*byte))
            .unwrap_or(mark)
    } else {
        mark
    }
}

/// Which byte of a word is the first that is special; its length where none is.
fn first_in_word(word: &[u8]) -> usize {
    let Ok(bytes) = word.try_into() else { return 0 };
    let word = u64::from_le_bytes(bytes);
    // The highest bit of each byte that is less than `limit`. A borrow can set that of a byte above
    // one that is, never below it: the first is exact.
    let less = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let is = |byte: u8| less(word ^ (ONES * u64::from(byte)), 1);
    let special = (less(word, 0x20) | is(b'"') | is(b'\\')) & (ONES * 0x80);
    // Without a special byte all 64 bits are zero.
    special.trailing_zeros() as usize / 8
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_needs_an_escape_is_found_wherever_it_stands() {
        for length in (0..100).chain([BLOCK + 31, BLOCK + 32, 2 * BLOCK + 50]) {
            let mut bytes = vec![0xE9; length];
            assert_eq!(plain(&bytes), length);
            for at in 0..length {
                for special in *b"\"\\\0\x1F" {
                    bytes[at] = special;
                    assert_eq!(plain(&bytes), at);
                }
                bytes[at] = b' ';
            }
        }
    }
}
