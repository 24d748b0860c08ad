//! What stands in archive documents.

use super::arena::place;
use super::grouped::{Counts, Grouped};
use super::{Digest, FeedNo, Ledger};

/// What stands in the archive documents of all feeds, got by [`Ledger::history`]: 4 bytes for each
/// release in each of them.
///
/// It tells which releases an archive document has that is lost, or is asked for in a further
/// format: it can be made again of those whose digest is the same now.
#[derive(Clone, Debug)]
pub struct History<'l> {
    ledger: &'l Ledger,
    /// The sealed events of each feed.
    events: Grouped,
}

/// A release as it was published.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Published<'l> {
    /// Its id.
    pub id: &'l str,
    /// The digest of what it said.
    pub digest: Digest,
}

impl Ledger {
    /// What stands in archive documents.
    #[must_use]
    pub fn history(&self) -> History<'_> {
        let mut events = Counts::new(self.feeds.len());
        self.each_sealed(|feed, _| events.count(feed));
        let mut events = events.fill();
        self.each_sealed(|feed, event| events.put(feed, event));
        History {
            ledger: self,
            events: events.finish(),
        }
    }

    fn each_sealed(&self, mut each: impl FnMut(u32, u32)) {
        for (number, event) in (0..).zip(&self.events) {
            for &feed in self.lists.get(event.feeds) {
                if number < self.upto(feed) && self.is_published(feed, number) {
                    each(feed, number);
                }
            }
        }
    }
}

impl<'l> History<'l> {
    /// The releases of an archive document, by its number from 1, as they were when it was sealed:
    /// in the order of publication, the oldest first. None where there is no such document.
    pub fn archive(&self, feed: FeedNo, number: u32) -> impl Iterator<Item = Published<'l>> {
        let ledger = self.ledger;
        self.events_of(feed, number).iter().filter_map(|event| {
            ledger.event(*event).map(|event| Published {
                id: ledger.texts.text(event.id),
                digest: event.digest,
            })
        })
    }

    fn events_of(&self, feed: FeedNo, number: u32) -> &[u32] {
        let find = || {
            let upto = &self.ledger.sealed(feed.0)?.upto;
            let at = place(number.checked_sub(1)?);
            let to = *upto.get(at)?;
            let from = at.checked_sub(1).and_then(|before| upto.get(before));
            Some(self.events.between(feed.0, from.copied().unwrap_or(0), to))
        };
        find().unwrap_or_default()
    }
}
