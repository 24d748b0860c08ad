//! Text cut so that vector code does all of it.

/// Vector code does so many bytes at once, and does not do what is left over.
pub const LANES: usize = 128;

/// So many bytes stay in the cache while they are looked at again.
const CACHED: usize = 32 * LANES;

/// A text in parts of whole vectors, for loops over bytes that the compiler makes vector code of. The
/// last part is made in `last`, and has blanks behind the text.
///
/// ```
/// use dateline_core::text::{LANES, whole_vectors};
///
/// let mut last = [0; LANES];
/// let parts: Vec<&[u8]> = whole_vectors(b"a short text", &mut last).collect();
/// assert!(parts[0].starts_with(b"a short text    ") && parts[0].len() == LANES);
/// ```
#[expect(
    clippy::inline_always,
    reason = "what is not within a function that is compiled for wider vectors does not use them"
)]
#[inline(always)]
pub fn whole_vectors<'t>(
    text: &'t [u8],
    last: &'t mut [u8; LANES],
) -> impl Iterator<Item = &'t [u8]> {
    let (whole, rest) = text.split_at(text.len() / LANES * LANES);
    last.fill(b' ');
    last[..rest.len()].copy_from_slice(rest);
    whole.chunks(CACHED).chain([&last[..]])
}
