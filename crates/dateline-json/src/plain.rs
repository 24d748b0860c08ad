//! Which bytes of a text stand in JSON as they are: all but quotes, backslashes and control
//! characters (RFC 8259, section 7).

/// So many bytes are looked at together where texts are long: the loop over them compiles to vector
/// code.
const BLOCK: usize = 32;

/// The bytes of a word, and each of them one.
const WORD: usize = size_of::<u64>();
const ONES: u64 = u64::MAX / 0xFF;

/// How many bytes at the start stand in a JSON text as they are.
///
/// Most texts are short: words come first, then, where these found nothing, blocks, and words again
/// for the place inside the block.
pub(crate) fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    for word in bytes.chunks_exact(WORD).take(BLOCK / WORD) {
        match first_in_word(word) {
            WORD => at += WORD,
            first => return at + first,
        }
    }
    for block in bytes.get(at..).unwrap_or_default().chunks_exact(BLOCK) {
        let special = block.iter().map(|byte| u8::from(is_special(*byte)));
        if special.fold(0, std::ops::BitOr::bitor) != 0 {
            break;
        }
        at += BLOCK;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    for word in rest.chunks_exact(WORD) {
        match first_in_word(word) {
            WORD => at += WORD,
            first => return at + first,
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let first = rest.iter().position(|byte| is_special(*byte));
    at + first.unwrap_or(rest.len())
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

const fn is_special(byte: u8) -> bool {
    // Without branches, which vector code has not.
    (byte == b'"') | (byte == b'\\') | (byte < 0x20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_needs_an_escape_is_found_wherever_it_stands() {
        for length in 0..100 {
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
