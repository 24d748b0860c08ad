//! Texts and lists of numbers, each kept once, one behind the other.

use std::hash::{BuildHasher as _, Hash, RandomState};

use hashbrown::HashTable;

/// No entry.
pub(super) const NONE: u32 = u32::MAX;

/// The number of an entry behind `length` others. More of them than fit would take hundreds of
/// gigabytes; they would share the last number, which no list has.
pub(super) fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NONE)
}

/// The place of the entry with this number.
pub(super) const fn place(number: u32) -> usize {
    number as usize
}

/// Slices, each kept once and known by its number, in one vector: 8 bytes each for its end, about 8
/// for finding it, and what is in it.
///
/// Nothing goes through the table in its order, so the random state of its hasher, which keeps
/// prepared input from making it slow, cannot be seen.
#[derive(Clone, Debug)]
pub(super) struct Arena<T> {
    values: Vec<T>,
    ends: Vec<usize>,
    table: HashTable<u32>,
    state: RandomState,
}

/// Texts.
pub(super) type Texts = Arena<u8>;

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            ends: Vec::new(),
            table: HashTable::new(),
            state: RandomState::new(),
        }
    }
}

impl<T: Copy + Eq + Hash> Arena<T> {
    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The slice of a number, empty where there is none.
    pub(super) fn get(&self, number: u32) -> &[T] {
        slice(&self.values, &self.ends, number)
    }

    /// The number of a slice.
    pub(super) fn find(&self, wanted: &[T]) -> Option<u32> {
        self.find_hashed(wanted, self.state.hash_one(wanted))
    }

    fn find_hashed(&self, wanted: &[T], hash: u64) -> Option<u32> {
        let is_it = |number: &u32| self.get(*number) == wanted;
        self.table.find(hash, is_it).copied()
    }

    /// The number of a slice, which is kept if it is new.
    pub(super) fn intern(&mut self, wanted: &[T]) -> u32 {
        let hash = self.state.hash_one(wanted);
        if let Some(number) = self.find_hashed(wanted, hash) {
            return number;
        }
        let number = number(self.ends.len());
        self.values.extend_from_slice(wanted);
        self.ends.push(self.values.len());
        let Self {
            values,
            ends,
            table,
            state,
        } = self;
        let hash_of = |number: &u32| state.hash_one(slice(values, ends, *number));
        table.insert_unique(hash, number, hash_of);
        number
    }
}

impl Texts {
    /// The text of a number, empty where there is none.
    pub(super) fn text(&self, number: u32) -> &str {
        str::from_utf8(self.get(number)).unwrap_or_default()
    }

    /// All texts, in the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..number(self.len())).map(|number| (number, self.text(number)))
    }
}

fn slice<'v, T>(values: &'v [T], ends: &[usize], number: u32) -> &'v [T] {
    let at = place(number);
    let start = match at.checked_sub(1) {
        Some(before) => ends.get(before),
        None => Some(&0),
    };
    let range = start.zip(ends.get(at)).map(|(start, end)| *start..*end);
    range
        .and_then(|range| values.get(range))
        .unwrap_or_default()
}
