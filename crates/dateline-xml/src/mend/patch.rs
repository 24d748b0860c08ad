//! A text that is changed in places, from its beginning to its end, and what stood where.
//!
//! What is not changed is copied in whole runs, and a text without a change is borrowed.

use std::borrow::Cow;
use std::ops::Range;

/// The text from `from` to `to`; empty where there is none.
pub(super) fn slice(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

/// The text from `from` on; empty where there is none.
pub(super) fn rest(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

/// Writes a text anew with changes.
#[derive(Debug)]
pub(super) struct Patch<'x> {
    source: &'x str,
    out: String,
    /// How much of the source is in `out`, or is left out of it.
    copied: usize,
    map: Map,
}

impl<'x> Patch<'x> {
    pub(super) fn new(source: &'x str) -> Self {
        Self {
            source,
            out: String::new(),
            copied: 0,
            map: Map::default(),
        }
    }

    /// Writes `with` for what stands at `range`, which begins where the last change ended or later.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        debug_assert!(self.copied <= range.start && range.start <= range.end);
        self.out
            .push_str(slice(self.source, self.copied, range.start));
        self.out.push_str(with);
        self.copied = range.end;
        self.map.push(self.out.len(), range.end);
    }

    pub(super) fn insert(&mut self, at: usize, text: &str) {
        self.replace(at..at, text);
    }

    /// Whether the new text ends with `tail`, two characters of ASCII, where it comes to the place
    /// `at` of the old one.
    pub(super) fn ends_with_at(&self, tail: &str, at: usize) -> bool {
        let pending = slice(
            self.source,
            self.copied.max(at.saturating_sub(tail.len())),
            at,
        );
        match tail.strip_suffix(pending) {
            Some(before) => self.out.ends_with(before),
            None => false,
        }
    }

    pub(super) fn finish(mut self) -> (Cow<'x, str>, Map) {
        if self.map.0.is_empty() {
            return (Cow::Borrowed(self.source), self.map);
        }
        self.out.push_str(rest(self.source, self.copied));
        (Cow::Owned(self.out), self.map)
    }
}

/// Where the text behind each change stands: first in the new text, then in the old.
///
/// Four bytes an offset, because a hostile text has a change at every byte. Pieces of more than
/// 4 GiB, which nothing reads, would be placed too early.
#[derive(Clone, Debug, Default)]
pub(super) struct Map(Vec<(u32, u32)>);

impl Map {
    fn push(&mut self, new: usize, old: usize) {
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        self.0.push((narrow(new), narrow(old)));
    }

    /// Where in the old text stood what begins at `offset` of the new. Never goes back, and stays
    /// in the old text as long as `offset` stays in the new.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let behind = self.0.partition_point(|(new, _)| *new as usize <= offset);
        let (new, old) = behind
            .checked_sub(1)
            .and_then(|at| self.0.get(at))
            .map_or((0, 0), |(new, old)| (*new as usize, *old as usize));
        let origin = old.saturating_add(offset - new);
        match self.0.get(behind) {
            // Inside what was put in.
            Some((_, next)) => origin.min(*next as usize),
            None => origin,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_changed_is_borrowed() {
        let (text, map) = Patch::new("a & b").finish();
        assert!(matches!(text, Cow::Borrowed("a & b")));
        assert_eq!(map.origin(3), 3);
    }

    #[test]
    fn changes_keep_their_places() {
        let mut patch = Patch::new("a & b <c");
        patch.replace(2..3, "&amp;");
        patch.insert(5, "!");
        patch.replace(6..8, "");
        let (text, map) = patch.finish();
        assert_eq!(text, "a &amp; b! ");
        let origins: Vec<_> = (0..=text.len()).map(|at| map.origin(at)).collect();
        assert_eq!(origins, [0, 1, 2, 3, 3, 3, 3, 3, 4, 5, 5, 8]);
    }
}
