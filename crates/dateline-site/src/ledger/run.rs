//! One run: the releases of the input, and what of them is new to the ledger.

use dateline_core::{Date, Finding, Release};

use super::arena::{NONE, number, place};
use super::plan::{Changes, Plan};
use super::{Digest, Event, FeedNo, Key, Ledger, warn};

/// What the ledger has to know of a release.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its address.
    pub url: Option<&'a str>,
    /// What it can be known again by.
    pub key: Key,
    /// The date by which it is put in order among what is new.
    pub date: Date,
    /// The digest of everything that is published of it.
    ///
    /// It should be made of what the release says and not of how a format writes it: when the
    /// digest changes, readers get the release once more.
    pub digest: Digest,
    /// The feeds that it is in, in any order. A release may be in none.
    pub feeds: &'a [FeedNo],
}

/// The number of a release in one run, from 0 and without gaps, in the order in which they came.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ReleaseNo(u32);

/// What became of the facts of a release.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[must_use]
pub enum Met {
    /// It is the first release with its id in this run.
    First(ReleaseNo),
    /// This one was there before with the same id. Its facts stay as they were.
    Again(ReleaseNo),
}

/// A run over the releases of an input, begun by [`Ledger::run`].
#[derive(Debug)]
pub struct Run {
    ledger: Ledger,
    releases: Vec<Seen>,
    /// The release of an id, by its text's number.
    release_of: Vec<u32>,
    feeds: Vec<u32>,
}

/// A release of this run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) id: u32,
    pub(super) url: u32,
    pub(super) feeds: u32,
    pub(super) digest: Digest,
    pub(super) key: Key,
    instant: Instant,
}

/// An instant in pieces of four bytes, of which the first differing one decides: a release has
/// no room to lose.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Instant([u32; 3]);

impl<'a> Facts<'a> {
    /// The facts of a release with this digest in these feeds.
    #[must_use]
    pub fn of(release: &'a Release<'_>, digest: Digest, feeds: &'a [FeedNo]) -> Self {
        Self {
            id: release.id(),
            url: release.url().map(dateline_core::WebAddress::as_str),
            key: Key::of(release),
            date: *release.date(),
            digest,
            feeds,
        }
    }
}

impl ReleaseNo {
    /// The number.
    #[must_use]
    pub const fn get(self) -> usize {
        place(self.0)
    }

    pub(super) const fn new(number: u32) -> Self {
        Self(number)
    }
}

impl Instant {
    fn of(date: &Date) -> Self {
        let instant = date.first_instant();
        // The years 1 to 9999 are some seconds before and behind 1970; the fraction of an instant
        // before it is negative as well.
        let nanoseconds = instant.as_nanos() + (1 << 80);
        let piece = |shift: u32| {
            let piece = (nanoseconds >> shift) & i128::from(u32::MAX);
            u32::try_from(piece).unwrap_or_default()
        };
        Self([piece(64), piece(32), piece(0)])
    }
}

impl Run {
    pub(super) const fn new(ledger: Ledger) -> Self {
        Self {
            ledger,
            releases: Vec::new(),
            release_of: Vec::new(),
            feeds: Vec::new(),
        }
    }

    /// The number of the feed with this key, whether the ledger knows it or not.
    ///
    /// A key is the feed's name for ever: to the ledger another key is another feed.
    pub fn feed(&mut self, key: &str) -> FeedNo {
        FeedNo(self.ledger.feeds.intern(key.as_bytes()))
    }

    /// How many releases there are so far.
    #[must_use]
    pub const fn releases(&self) -> usize {
        self.releases.len()
    }

    /// Takes up a release of the input.
    ///
    /// It is a finding that the id was there before in this run, and that it was another release's
    /// in earlier runs: address, and language, day or title are not what they were. Where one of
    /// them has no address, it cannot be told from a release that was corrected.
    pub fn seen(&mut self, facts: &Facts<'_>, findings: &mut Vec<Finding>) -> Met {
        let id = self.ledger.texts.intern(facts.id.as_bytes());
        if let Some(release) = self.release(id) {
            let first = self.releases.get(place(release));
            findings.extend(first.map(|first| warn::twice(&self.ledger, first, facts)));
            return Met::Again(ReleaseNo(release));
        }
        Met::First(self.take(id, facts, findings))
    }

    /// Takes up a release of the input instead of the one that was there before with its id, if
    /// there was one. Its number stays the same.
    ///
    /// The findings are those of [`Run::seen`], but for the id that was there before.
    pub fn replace(&mut self, facts: &Facts<'_>, findings: &mut Vec<Finding>) -> ReleaseNo {
        let id = self.ledger.texts.intern(facts.id.as_bytes());
        self.take(id, facts, findings)
    }

    fn release(&self, id: u32) -> Option<u32> {
        let release = self.release_of.get(place(id)).copied();
        release.filter(|release| *release != NONE)
    }

    fn take(&mut self, id: u32, facts: &Facts<'_>, findings: &mut Vec<Finding>) -> ReleaseNo {
        findings.extend(warn::other_release(&self.ledger, id, facts));
        let known = self.ledger.feeds.len();
        self.feeds.clear();
        let feeds = facts.feeds.iter().map(|feed| feed.0);
        // A number of another run can be one that this run has not.
        self.feeds.extend(feeds.filter(|feed| place(*feed) < known));
        self.feeds.sort_unstable();
        self.feeds.dedup();
        let url = facts
            .url
            .map(|url| self.ledger.texts.intern(url.as_bytes()));
        let seen = Seen {
            id,
            url: url.unwrap_or(NONE),
            feeds: self.ledger.lists.intern(&self.feeds),
            digest: facts.digest,
            key: facts.key,
            instant: Instant::of(&facts.date),
        };
        let release = self.release(id);
        if let Some(old) = release.and_then(|release| self.releases.get_mut(place(release))) {
            *old = seen;
        } else {
            self.releases.push(seen);
        }
        let release = release.unwrap_or_else(|| number(self.releases.len() - 1));
        if self.release_of.len() < self.ledger.texts.len() {
            self.release_of.resize(self.ledger.texts.len(), NONE);
        }
        if let Some(place) = self.release_of.get_mut(place(id)) {
            *place = release;
        }
        ReleaseNo(release)
    }

    /// Ends the run: adds its events to the ledger.
    ///
    /// It is a finding that a release has another id than in earlier runs, and how many releases of
    /// earlier runs are not in the input.
    #[must_use]
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> Plan {
        findings.extend(warn::changed_ids(
            &self.ledger,
            &self.releases,
            &self.release_of,
        ));
        let (fresh, changes) = self.fresh();
        for (release, feeds) in fresh {
            if let Some(seen) = self.releases.get(place(release)) {
                self.ledger.push(Event {
                    id: seen.id,
                    url: seen.url,
                    feeds,
                    previous: NONE,
                    digest: seen.digest,
                    key: seen.key,
                });
            }
        }
        let plan = Plan::new(self.ledger, &self.releases, self.release_of, changes);
        findings.extend(warn::withdrawn(plan.withdrawn()));
        plan
    }

    /// The releases that are events, in order, and the feeds in which they are.
    fn fresh(&mut self) -> (Vec<(u32, u32)>, Changes) {
        let Self {
            ledger,
            releases,
            feeds: needed,
            ..
        } = self;
        let mut fresh = Vec::new();
        let mut changes = Changes::default();
        // Which release a feed was last met for, so that nothing has to be cleared.
        let mut wanted = vec![NONE; ledger.feeds.len()];
        for (release, seen) in (0..).zip(releases.iter()) {
            let feeds = ledger.lists.get(seen.feeds);
            let mut missing = feeds.len();
            for &feed in feeds {
                if let Some(wanted) = wanted.get_mut(place(feed)) {
                    *wanted = release;
                }
            }
            needed.clear();
            // In each feed the newest event of the id decides.
            for (number, event) in ledger.history_of(seen.id) {
                if missing == 0 {
                    break;
                }
                for &feed in ledger.lists.get(event.feeds) {
                    let Some(wanted) = wanted.get_mut(place(feed)) else {
                        continue;
                    };
                    if *wanted == release {
                        *wanted = NONE;
                        missing -= 1;
                        if event.digest != seen.digest || !ledger.is_published(feed, number) {
                            needed.push(feed);
                        }
                    }
                }
            }
            if missing > 0 {
                let is_missing = |feed: &&u32| wanted.get(place(**feed)) == Some(&release);
                needed.extend(feeds.iter().filter(is_missing));
            }
            if needed.is_empty() {
                continue;
            }
            match ledger.newest(seen.id) {
                None => changes.new += 1,
                Some(newest) if newest.digest != seen.digest => changes.corrected += 1,
                Some(_) => changes.joined += 1,
            }
            needed.sort_unstable();
            fresh.push((release, ledger.lists.intern(needed)));
        }
        let order = |release: u32| {
            let seen = releases.get(place(release));
            seen.map(|seen| (seen.instant, ledger.texts.get(seen.id)))
        };
        fresh.sort_unstable_by(|(a, _), (b, _)| order(*a).cmp(&order(*b)));
        (fresh, changes)
    }
}
