//! Which bytes of a text stand in JSON as they are: all but quotes, backslashes and control
//! characters (RFC 8259, section 7).

/// So many bytes are looked at together: the loop over them compiles to vector code.
const BLOCK: usize = 32;

/// How many bytes at the start stand in a JSON text as they are.
pub(crate) fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    for block in bytes.chunks_exact(BLOCK) {
        let special = block.iter().map(|byte| u8::from(is_special(*byte)));
        if special.fold(0, std::ops::BitOr::bitor) != 0 {
            break;
        }
        at += BLOCK;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|byte| is_special(*byte))
        .unwrap_or(rest.len())
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
