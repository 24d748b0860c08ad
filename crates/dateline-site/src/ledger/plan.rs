//! What the documents of each feed are made of.

use std::num::NonZeroU32;

use super::arena::{NONE, place};
use super::grouped::{Counts, Grouped};
use super::run::Seen;
use super::{FeedNo, History, Ledger, ReleaseNo};

/// When live unsealed releases become an archive document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// How many releases an archive document has.
    pub releases: NonZeroU32,
    /// How many bytes it has at most. A release alone may have more, and is an archive document of
    /// its own.
    pub bytes: u64,
}

/// What the documents of a feed are made of.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FeedPlan {
    /// Its archive documents, the oldest first.
    pub archives: Vec<Archive>,
    /// The releases that the subscription document must have, as no archive document has them as
    /// they are now: in the order of publication, the oldest first. There are fewer of them than an
    /// archive document has, and they are no longer than one.
    pub unsealed: Vec<ReleaseNo>,
}

/// An archive document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Archive {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it has to be written. The others stay as they are.
    pub is_new: bool,
    /// The releases of a new one, in the order of publication, the oldest first; of the others
    /// none, as they may have changed or gone since ([`History::archive`] has what they were).
    pub releases: Vec<ReleaseNo>,
}

/// How many releases of the input became events, and why.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Changes {
    /// The ledger did not have their id.
    pub new: u64,
    /// They say something else than when they were published last.
    pub corrected: u64,
    /// They say the same, and are in further feeds, or in feeds again.
    pub joined: u64,
}

/// The releases that the ledger has and this run's input has not.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Withdrawn {
    /// How many there are.
    pub count: u64,
    /// The ids of the first of them, by their publication.
    pub first: Vec<String>,
}

/// A run that has ended: the ledger has its events, and feeds can be planned.
#[derive(Debug)]
pub struct Plan {
    ledger: Ledger,
    /// The release of an id, by its text's number.
    release_of: Vec<u32>,
    /// The unsealed events of each feed that are live.
    live: Grouped,
    /// Those that are passed over.
    passed: Grouped,
    changes: Changes,
    withdrawn: Withdrawn,
}

impl Withdrawn {
    /// How many are named.
    pub const NAMED: usize = 5;
}

impl Plan {
    pub(super) fn new(
        ledger: Ledger,
        releases: &[Seen],
        release_of: Vec<u32>,
        changes: Changes,
    ) -> Self {
        let mut live = Counts::new(ledger.feeds.len());
        let mut passed = live.clone();
        unsealed(&ledger, releases, &release_of, |feed, _, is_live| {
            let counts = if is_live { &mut live } else { &mut passed };
            counts.count(feed);
        });
        let (mut live, mut passed) = (live.fill(), passed.fill());
        unsealed(&ledger, releases, &release_of, |feed, event, is_live| {
            let filling = if is_live { &mut live } else { &mut passed };
            filling.put(feed, event);
        });
        let (live, passed) = (live.finish(), passed.finish());
        let mut withdrawn = Withdrawn::default();
        for event in &ledger.events {
            if event.previous == NONE && release(&release_of, event.id).is_none() {
                withdrawn.count += 1;
                if withdrawn.first.len() < Withdrawn::NAMED {
                    withdrawn.first.push(ledger.texts.text(event.id).to_owned());
                }
            }
        }
        Self {
            ledger,
            release_of,
            live,
            passed,
            changes,
            withdrawn,
        }
    }

    /// Plans a feed, and seals its archive documents that are full.
    ///
    /// `size_of` is what a release takes in a document; it is asked only for those that are in no
    /// archive document as they are now. Planning a feed again seals nothing more.
    ///
    /// From the oldest publication on, releases become an archive document as soon as there are
    /// `limits.releases` of them, or the next one would bring it past `limits.bytes`.
    pub fn feed(
        &mut self,
        feed: FeedNo,
        limits: Limits,
        size_of: impl Fn(ReleaseNo) -> u64,
    ) -> FeedPlan {
        let mut feed_plan = FeedPlan::default();
        for number in (1..).take(self.ledger.archives(feed)) {
            feed_plan.archives.push(Archive {
                number,
                is_new: false,
                releases: Vec::new(),
            });
        }
        let live = self.live.between(feed.0, self.ledger.upto(feed.0), NONE);
        // Those that wait for an archive document, and how long they are.
        let mut waiting = Vec::new();
        let mut bytes = 0_u64;
        let most = place(limits.releases.get());
        let mut upto = Vec::new();
        let mut seal = |waiting: &mut Vec<ReleaseNo>, last: u32| {
            upto.push(last + 1);
            let number = feed_plan.archives.last().map_or(1, |last| last.number + 1);
            feed_plan.archives.push(Archive {
                number,
                is_new: true,
                releases: std::mem::take(waiting),
            });
        };
        let mut last = 0;
        for &event in live {
            let id = self.ledger.event(event).map_or(NONE, |event| event.id);
            let Some(release) = release(&self.release_of, id) else {
                continue;
            };
            let size = size_of(release);
            if !waiting.is_empty() && bytes.saturating_add(size) > limits.bytes {
                seal(&mut waiting, last);
                bytes = 0;
            }
            waiting.push(release);
            bytes = bytes.saturating_add(size);
            last = event;
            if waiting.len() >= most || bytes > limits.bytes {
                seal(&mut waiting, last);
                bytes = 0;
            }
        }
        feed_plan.unsealed = waiting;
        self.seal(feed.0, &upto);
        feed_plan
    }

    /// Takes up archive documents that are new, and what was passed over before their ends.
    fn seal(&mut self, feed: u32, upto: &[u32]) {
        let Some(&end) = upto.last() else { return };
        let passed = self.passed.between(feed, self.ledger.upto(feed), end);
        if let Some(sealed) = self.ledger.sealed_mut(feed) {
            sealed.upto.extend_from_slice(upto);
            sealed.without.extend(passed);
        }
    }

    /// All feeds that the ledger knows or this run named, with their keys. Those that are in no
    /// release of this run may still have archive documents.
    pub fn feeds(&self) -> impl Iterator<Item = (FeedNo, &str)> {
        self.ledger.feeds()
    }

    /// How many releases became events.
    #[must_use]
    pub const fn changes(&self) -> Changes {
        self.changes
    }

    /// The releases of the ledger that this run's input has not.
    #[must_use]
    pub const fn withdrawn(&self) -> &Withdrawn {
        &self.withdrawn
    }

    /// The release of an id in this run.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<ReleaseNo> {
        let id = self.ledger.texts.find(id.as_bytes())?;
        release(&self.release_of, id)
    }

    /// What stands in archive documents, those that are new included.
    #[must_use]
    pub fn history(&self) -> History<'_> {
        self.ledger.history()
    }

    /// The ledger for the next run. What was not planned is not sealed.
    #[must_use]
    pub fn into_ledger(self) -> Ledger {
        self.ledger
    }
}

fn release(release_of: &[u32], id: u32) -> Option<ReleaseNo> {
    let release = release_of.get(place(id)).copied();
    release
        .filter(|release| *release != NONE)
        .map(ReleaseNo::new)
}

/// Goes through the unsealed events of all feeds, and says of each whether it is live: id by id,
/// from its newest event on.
fn unsealed(
    ledger: &Ledger,
    releases: &[Seen],
    release_of: &[u32],
    mut each: impl FnMut(u32, u32, bool),
) {
    let upto: Vec<u32> = ledger
        .feeds()
        .map(|(feed, _)| ledger.upto(feed.0))
        .collect();
    // For which id a feed was last met, as one that its release is in and in an event.
    let mut current = vec![NONE; upto.len()];
    let mut met = vec![NONE; upto.len()];
    for (id, newest) in (0..).zip(&ledger.newest) {
        if *newest == NONE {
            continue;
        }
        let seen = release(release_of, id).and_then(|release| releases.get(release.get()));
        for &feed in seen.map_or(&[][..], |seen| ledger.lists.get(seen.feeds)) {
            if let Some(current) = current.get_mut(place(feed)) {
                *current = id;
            }
        }
        for (number, event) in ledger.history_of(id) {
            for &feed in ledger.lists.get(event.feeds) {
                let at = place(feed);
                let Some(met) = met.get_mut(at) else { continue };
                let is_newest = std::mem::replace(met, id) != id;
                if upto.get(at).is_some_and(|upto| number >= *upto) {
                    each(feed, number, is_newest && current.get(at) == Some(&id));
                }
            }
        }
    }
}
