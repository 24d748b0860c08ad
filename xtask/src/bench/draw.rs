//! Numbers that look drawn by chance and are the same everywhere.

/// A sequence of numbers that follows from where it begins.
pub(crate) struct Draw(u64);

impl Draw {
    /// The sequence of one release: it is the same in a corpus of any size.
    pub(crate) fn new(number: u64) -> Self {
        // A step of SplitMix64, so that neighbours have nothing in common.
        let mut seed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        seed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        seed = (seed ^ (seed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self((seed ^ (seed >> 31)) | 1)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        // Xorshift: enough for made-up text.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or_default()
    }

    /// Whether one of so many turns is this one.
    pub(crate) fn once_in(&mut self, turns: usize) -> bool {
        self.below(turns) == 0
    }

    pub(crate) fn one<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}
