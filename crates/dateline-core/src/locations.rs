//! Where the values of one record stand, worked out when somebody first asks.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::{FieldPath, Position};

/// The places of the values of one record. All are worked out at once, in one pass over the bytes,
/// so that a record with many faults costs no more than one with a single fault.
///
/// ```
/// use dateline_core::{Field, FieldPath, Locations, Position};
///
/// let (raw, tags) = (b"a|b,c", FieldPath::from(Field::Tags));
/// let second = FieldPath::of(Field::Tags, 1);
/// let locations = Locations::default();
/// let found = locations.locate(&second, raw, Position::default(), || {
///     vec![(tags, 0), (FieldPath::of(Field::Tags, 0), 0), (second, 2)]
/// });
/// assert_eq!(found.map(|position| position.column), Some(3));
/// ```
#[derive(Debug, Default)]
pub struct Locations(OnceCell<HashMap<FieldPath, Position>>);

impl Locations {
    /// The place of the value at `path`, or of what it is a part of. `offsets` is asked once for
    /// what stands in `raw`, which begins at `start`; of two places for one path the first counts.
    pub fn locate(
        &self,
        path: &FieldPath,
        raw: &[u8],
        start: Position,
        offsets: impl FnOnce() -> Vec<(FieldPath, usize)>,
    ) -> Option<Position> {
        let known = self.0.get_or_init(|| {
            let mut offsets = offsets();
            offsets.sort_by_key(|(_, at)| *at);
            let mut here = (0, start);
            let mut known = HashMap::with_capacity(offsets.len());
            for (path, at) in offsets {
                here = (at, here.1.after(raw.get(here.0..at).unwrap_or_default()));
                known.entry(path).or_insert(here.1);
            }
            known
        });
        let mut paths = path.outward().into_iter();
        paths.find_map(|path| known.get(&path).copied())
    }
}
