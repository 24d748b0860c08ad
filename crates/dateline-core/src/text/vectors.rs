//! Text cut so that vector code does all of it.

/// Vector code does so many bytes at once, and does not do what is left over.
pub(super) const LANES: usize = 128;

/// So many bytes stay in the cache while they are looked at again.
const CACHED: usize = 32 * LANES;

/// A text in parts of whole vectors, for loops over bytes that the compiler makes vector code of. The
/// last part is made in `last`, and has blanks behind the text.
#[expect(
    clippy::inline_always,
    reason = "what is not within a function that is compiled for wider vectors does not use them"
)]
#[inline(always)]
pub(super) fn whole_vectors<'t>(
    text: &'t [u8],
    last: &'t mut [u8; LANES],
) -> impl Iterator<Item = &'t [u8]> {
    let (whole, rest) = text.split_at(text.len() / LANES * LANES);
    last.fill(b' ');
    last[..rest.len()].copy_from_slice(rest);
    whole.chunks(CACHED).chain([&last[..]])
}
