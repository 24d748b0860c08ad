//! Numbers in groups, in one vector.

use super::arena::{NONE, place};

/// The numbers of each group, in ascending order: 4 bytes each.
#[derive(Clone, Debug, Default)]
pub(super) struct Grouped {
    numbers: Vec<u32>,
    /// Where each group begins, and where the last ends.
    starts: Vec<usize>,
}

impl Grouped {
    /// The numbers that `each` gives, with the group of each: twice the same, so that they are
    /// counted before they are kept.
    pub(super) fn new(groups: usize, each: impl Fn(&mut dyn FnMut(u32, u32))) -> Self {
        let mut starts = vec![0; groups + 1];
        each(&mut |group, _| {
            if let Some(count) = starts.get_mut(place(group) + 1) {
                *count += 1;
            }
        });
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut numbers = vec![NONE; sum];
        let mut free = starts.clone();
        each(&mut |group, number| {
            if let Some(free) = free.get_mut(place(group)) {
                if let Some(slot) = numbers.get_mut(*free) {
                    *slot = number;
                }
                *free += 1;
            }
        });
        for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
            let group = numbers.get_mut(*start..*end).unwrap_or_default();
            group.sort_unstable();
        }
        Self { numbers, starts }
    }

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
