//! Where the values of one record stand.

use crate::FieldPath;

/// Where the values of one record stand: an offset, or whatever else is counted, for each path. They
/// are sorted once, so that a record with many faults costs hardly more than one with a single fault.
///
/// ```
/// use dateline_core::{Field, FieldPath, Locations};
///
/// let (tags, second) = (FieldPath::from(Field::Tags), FieldPath::of(Field::Tags, 1));
/// let locations = Locations::new(vec![(second, 2), (tags, 9), (tags, 0)]);
/// assert_eq!(locations.find(&second), Some((second, 2)));
/// assert_eq!(locations.find(&FieldPath::of(Field::Tags, 7)), Some((tags, 0)));
/// assert_eq!(locations.find(&Field::Title.into()), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Locations(Vec<(FieldPath, usize)>);

impl Locations {
    /// Of two places for one path the first counts.
    #[must_use]
    pub fn new(mut places: Vec<(FieldPath, usize)>) -> Self {
        places.sort_unstable();
        places.dedup_by_key(|(path, _)| *path);
        Self(places)
    }

    /// The place of the value at `path`, or of what it is a part of, with the path of that.
    #[must_use]
    pub fn find(&self, path: &FieldPath) -> Option<(FieldPath, usize)> {
        let find = |path| {
            let found = self.0.binary_search_by_key(&path, |(path, _)| *path);
            self.0.get(found.ok()?).copied()
        };
        path.outward().into_iter().find_map(find)
    }
}
