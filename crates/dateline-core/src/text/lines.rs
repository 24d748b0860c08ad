//! How many lines end in a text: asked of all that is read, so that places can be said.

use multiversion::multiversion;

use super::kinds::{ByteKind, ByteKinds};
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
    if any_return {
        feeds + lone_returns(bytes)
    } else {
        feeds
    }
}

/// The same, and what kinds of bytes are among them ([`ByteKinds::of_shape`]).
pub(crate) fn line_ends_and_kinds(bytes: &[u8]) -> (usize, ByteKinds) {
    let (feeds, kinds) = feeds_and_kinds(bytes);
    let ends = if kinds.has(ByteKind::Control) {
        feeds + lone_returns(bytes)
    } else {
        feeds
    };
    (ends, kinds)
}

/// How many lines end with CR alone.
fn lone_returns(bytes: &[u8]) -> usize {
    let returns = memchr::memchr_iter(b'\r', bytes);
    returns
        .filter(|at| bytes.get(at + 1) != Some(&b'\n'))
        .count()
}

/// The characters that end lines.
struct Ends {
    feeds: usize,
    any_return: bool,
}

// Where the processor has wider vectors than all of its kind have, these are done by them.

#[multiversion(targets("x86_64+avx2"))]
fn ends(bytes: &[u8]) -> Ends {
    let mut ends = Ends {
        feeds: 0,
        any_return: false,
    };
    let mut last = [0; LANES];
    for part in whole_vectors(bytes, &mut last) {
        ends.feeds += feeds(part);
        for chunk in part.as_chunks::<LANES>().0 {
            let is_return = |any, byte: &u8| any | u8::from(*byte == b'\r');
            ends.any_return |= chunk.iter().fold(0, is_return) != 0;
        }
    }
    ends
}

#[multiversion(targets("x86_64+avx2"))]
fn feeds_and_kinds(bytes: &[u8]) -> (usize, ByteKinds) {
    let mut last = [0; LANES];
    let parts = whole_vectors(bytes, &mut last);
    parts.fold((0, ByteKinds::default()), |(count, kinds), part| {
        (count + feeds(part), kinds.and_shape(part))
    })
}

/// How many LFs are in these bytes, which are whole vectors.
#[expect(clippy::inline_always, reason = "as of `whole_vectors`")]
#[inline(always)]
fn feeds(part: &[u8]) -> usize {
    let chunks = part.as_chunks::<LANES>().0.iter();
    // In a chunk there are no more than a byte can count.
    let is_feed = |byte: &u8| u8::from(*byte == b'\n');
    chunks
        .map(|chunk| usize::from(chunk.iter().map(is_feed).sum::<u8>()))
        .sum()
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
