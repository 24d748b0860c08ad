//! Where many things stand in one text.

use crate::Position;

/// The places of offsets in a text, worked out in one pass over it.
///
/// ```
/// use dateline_core::{Places, Position};
///
/// let places = Places::new(b"one\ntwo", Position::default(), [5, 0]);
/// let place = places.of(5);
/// assert_eq!((place.line, place.column), (2, 2));
/// ```
#[derive(Clone, Debug)]
pub struct Places {
    offsets: Vec<usize>,
    positions: Vec<Position>,
}

impl Places {
    /// The places of these offsets in `text`, which begins at `start`. What lies behind its end is
    /// at its end.
    #[must_use]
    pub fn new(text: &[u8], start: Position, offsets: impl IntoIterator<Item = usize>) -> Self {
        let mut offsets: Vec<usize> = offsets.into_iter().collect();
        offsets.sort_unstable();
        offsets.dedup();
        let mut here = (0, start);
        let place = |at: &usize| {
            let at = (*at).min(text.len());
            here = (at, here.1.after(text.get(here.0..at).unwrap_or_default()));
            here.1
        };
        let positions = offsets.iter().map(place).collect();
        Self { offsets, positions }
    }

    /// The place of an offset; where it was not asked for, the beginning.
    #[must_use]
    pub fn of(&self, offset: usize) -> Position {
        let found = self.offsets.binary_search(&offset).ok();
        let position = found.and_then(|at| self.positions.get(at));
        position.copied().unwrap_or_default()
    }
}
