//! Numbers in groups, in one vector.

use super::arena::{NONE, place};

/// The numbers of each group, in ascending order: 4 bytes each.
#[derive(Clone, Debug)]
pub(super) struct Grouped {
    numbers: Vec<u32>,
    /// Where each group begins, and where the last ends.
    starts: Vec<usize>,
}

/// How many numbers each group will have: they are counted before they are kept.
#[derive(Clone, Debug)]
pub(super) struct Counts(Vec<usize>);

/// Groups that are not full.
#[derive(Clone, Debug)]
pub(super) struct Filling {
    groups: Grouped,
    /// Where the next number of each group goes.
    free: Vec<usize>,
}

impl Counts {
    pub(super) fn new(groups: usize) -> Self {
        Self(vec![0; groups + 1])
    }

    /// Counts a number of this group.
    pub(super) fn count(&mut self, group: u32) {
        if let Some(count) = self.0.get_mut(place(group) + 1) {
            *count += 1;
        }
    }

    /// Groups with room for what was counted.
    pub(super) fn fill(self) -> Filling {
        let Self(mut starts) = self;
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Filling {
            free: starts.clone(),
            groups: Grouped {
                numbers: vec![NONE; sum],
                starts,
            },
        }
    }
}

impl Filling {
    /// Puts a number that was counted into its group.
    pub(super) fn put(&mut self, group: u32, number: u32) {
        if let Some(free) = self.free.get_mut(place(group)) {
            if let Some(slot) = self.groups.numbers.get_mut(*free) {
                *slot = number;
            }
            *free += 1;
        }
    }

    /// The groups, full.
    pub(super) fn finish(mut self) -> Grouped {
        let Grouped { numbers, starts } = &mut self.groups;
        for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
            let group = numbers.get_mut(*start..*end).unwrap_or_default();
            group.sort_unstable();
        }
        self.groups
    }
}

impl Grouped {
    /// Those of a group that are in this range.
    pub(super) fn between(&self, group: u32, from: u32, to: u32) -> &[u32] {
        let group = place(group);
        let range = self.starts.get(group).zip(self.starts.get(group + 1));
        let numbers = range.and_then(|(start, end)| self.numbers.get(*start..*end));
        let numbers = numbers.unwrap_or_default();
        let from = numbers.partition_point(|number| *number < from);
        let to = numbers.partition_point(|number| *number < to);
        numbers.get(from..to).unwrap_or_default()
    }
}
