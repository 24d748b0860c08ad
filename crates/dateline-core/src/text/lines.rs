//! How many lines end in a text: asked of all that is read, so that places can be said.

use multiversion::multiversion;

use super::vectors::{LANES, whole_vectors};

/// How many lines end in these bytes, with LF, CRLF or CR. A CR and an LF at the very ends are taken
/// for lines' ends of their own.
///
/// ```
/// use dateline_core::text::line_ends;
///
/// assert_eq!(line_ends(b"one\r\ntwo\n\nthree\r"), 4);
/// ```
#[must_use]
pub fn line_ends(bytes: &[u8]) -> usize {
    let Ends { feeds, any_return } = ends(bytes);
    if !any_return {
        return feeds;
    }
    let returns = memchr::memchr_iter(b'\r', bytes);
    feeds
        + returns
            .filter(|at| bytes.get(at + 1) != Some(&b'\n'))
            .count()
}

/// The characters that end lines.
struct Ends {
    feeds: usize,
    any_return: bool,
}

/// Where the processor has wider vectors than all of its kind have, it is done by these.
#[multiversion(targets("x86_64+avx2"))]
fn ends(bytes: &[u8]) -> Ends {
    let mut ends = Ends {
        feeds: 0,
        any_return: false,
    };
    let mut last = [0; LANES];
    for part in whole_vectors(bytes, &mut last) {
        // In a chunk there are no more than a byte can count.
        for chunk in part.as_chunks::<LANES>().0 {
            let is_feed = |byte: &u8| u8::from(*byte == b'\n');
            ends.feeds += usize::from(chunk.iter().map(is_feed).sum::<u8>());
            let is_return = |any, byte: &u8| any | u8::from(*byte == b'\r');
            ends.any_return |= chunk.iter().fold(0, is_return) != 0;
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_many_as_there_are_wherever_they_stand() {
        assert_eq!(line_ends(b""), 0);
        for length in [1, LANES - 1, LANES, LANES + 1, 3 * LANES] {
            assert_eq!(line_ends(&vec![b'\n'; length]), length);
            assert_eq!(line_ends(&vec![b'\r'; length]), length);
            for at in 0..length {
                let mut text = vec![b' '; length];
                text[at] = b'\r';
                assert_eq!(line_ends(&text), 1, "{at} of {length}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_cr_and_an_lf_behind_it_end_one_line(text in "([a-z]{0,200}|\r\n|\r|\n){0,20}") {
            let one_by_one = text.replace("\r\n", "\n").replace('\r', "\n");
            let expected = one_by_one.bytes().filter(|byte| *byte == b'\n').count();
            prop_assert_eq!(line_ends(text.as_bytes()), expected);
        }
    }
}
