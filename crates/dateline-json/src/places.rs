//! Where the values of one record stand, worked out when somebody first asks.

use std::cell::OnceCell;
use std::collections::HashMap;

use dateline_core::{FieldPath, Position};

/// The places of the values of one record. All are worked out at once, in one pass over the bytes,
/// so that a record with many faults costs no more than one with a single fault.
#[derive(Debug, Default)]
pub(crate) struct Places(OnceCell<HashMap<FieldPath, Position>>);

impl Places {
    /// The place of the value at `path`, or of the whole that it is a part of. `offsets` is asked
    /// once for what stands in `raw`, which begins at `start`.
    pub(crate) fn locate(
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
            offsets
                .into_iter()
                .map(|(path, at)| {
                    here = (at, here.1.after(raw.get(here.0..at).unwrap_or_default()));
                    (path, here.1)
                })
                .collect()
        });
        known
            .get(path)
            .or_else(|| {
                known.get(&FieldPath {
                    part: None,
                    ..*path
                })
            })
            .copied()
    }
}
