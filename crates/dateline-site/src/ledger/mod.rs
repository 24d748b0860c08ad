//! The ledger: what was published when, and in which archive documents it stands.
//!
//! A feed shows the newest releases. Who wants all of them follows its archive documents (RFC 5005,
//! section 4), which must not change once they are written. Which releases stand in which of them
//! can therefore not be worked out from the releases: one that comes late, or is corrected, would
//! move all others. The ledger remembers it. It is kept beside the set that it is about, and it is
//! all that one run knows of those before.
//!
//! # Model
//!
//! The ledger is a list of *events*, in the order of publication. A new release is an event, in the
//! feeds that it is in; so is a release with other content, in all its feeds, and one that is in
//! further feeds, in those. Events are only ever added: those of one run by the date of the release
//! (oldest first) and then its id, behind those of the runs before.
//!
//! For each feed the events go into archive documents, oldest first. An event behind the last
//! archive document is *unsealed*; it is *live* if its release is in the input and in this feed, and
//! no later event of this feed is about that release. Live unsealed events are what the
//! subscription document must have; once there are enough of them, the oldest become an archive
//! document. The others are passed over, and counted as such when an archive document is written
//! behind them: if their release comes back, that is an event again.
//!
//! So each document has a release once at most, and whoever reads from the oldest archive document
//! to the subscription document, later entries replacing earlier ones of the same id, ends with
//! every release of the feed as it is now.
//!
//! # Use
//!
//! ```
//! use dateline_core::{Draft, Release};
//! use dateline_site::ledger::{Digest, Facts, Ledger, Limits};
//!
//! let mut findings = Vec::new();
//! let mut run = Ledger::default().run();
//! let feeds = [run.feed(""), run.feed("field-of-work/border-management")];
//! for day in 1..=5 {
//!     let release = Release::try_from(Draft {
//!         id: format!("r{day}").into(),
//!         title: "Border police train in Ohrid".into(),
//!         date: format!("2016-10-0{day}").into(),
//!         ..Draft::default()
//!     })?;
//!     let digest = Digest::of([release.title().as_bytes()]);
//!     run.seen(&Facts::of(&release, digest, &feeds), &mut findings);
//! }
//!
//! let mut plan = run.finish(&mut findings);
//! let limits = Limits { releases: 2.try_into()?, bytes: 1 << 20 };
//! let feed = plan.feed(feeds[0], limits, |_release| 1000);
//! assert_eq!(feed.archives.len(), 2);
//! assert_eq!(feed.unsealed.len(), 1);
//! assert!(findings.is_empty());
//!
//! let mut file = Vec::new();
//! plan.into_ledger().write(&mut file)?;
//! assert_eq!(Ledger::read(&file[..])?.events(), 5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # File
//!
//! UTF-8, one JSON object a line; its first key says what the line is. First what file this is, then
//! the events, each feed before the first event that is in it, then the archive documents feed by
//! feed, then a line without which the file is cut off:
//!
//! ```
//! # use dateline_site::ledger::Ledger;
//! let file = r#"{"dateline":"ledger","version":1}
//! {"number":1,"feed":""}
//! {"number":2,"feed":"state/albania"}
//! {"event":1,"id":"https://www.osce.org/node/1","url":"https://www.osce.org/node/1","digest":"04fe7c0de19c3f6d5d4f52d9a5f6ea08","key":"5d4f52d9a5f6ea0804fe7c0de19c3f6d","feeds":[1,2]}
//! {"event":2,"id":"press-2","digest":"c3f6d5d4f52d9a5f6ea0804fe7c0de19","key":"8c3f6d04fe7c0de195d4f52d9a5f6ea0","feeds":[1]}
//! {"event":3,"id":"press-3","digest":"4f52d9a5f6ea0804fe7c0de19c3f6d5d","key":"7c0de19c3f6d5d4f52d9a5f6ea0804fe","feeds":[1]}
//! {"archive":1,"feed":"","upto":3,"without":[2]}
//! {"end":{"feeds":2,"events":3,"archives":1}}
//! "#;
//! let ledger = Ledger::read(file.as_bytes())?;
//! let mut again = Vec::new();
//! ledger.write(&mut again)?;
//! assert_eq!(again, file.as_bytes());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | key | what it says |
//! |---|---|
//! | `number`, `feed` | events call the feed of this key by this number, from 1 in order |
//! | `event` | its number, from 1 in order |
//! | `id`, `url` | the release; `url` is left out where it has none |
//! | `digest` | what the release said ([`Digest`]) |
//! | `key` | language, day and title of the release, to know it again ([`Key`]) |
//! | `feeds` | the feeds in which this is published, by their numbers |
//! | `archive`, `feed` | the archive document of this number, from 1 in order, of this feed |
//! | `upto` | it has this event of the feed and those before, up to the archive document before |
//! | `without` | but not these, which were passed over |
//!
//! The same ledger and the same releases, in whatever order they come, make the same bytes.
//!
//! # Memory and time
//!
//! A release takes about 150 bytes and 8 for each feed that it is in, besides the bytes of its id;
//! where its address is not its id, that address and 40 bytes more. So a million releases in six
//! feeds each take about 200 MB. An event of an earlier run that is no longer the newest of its
//! release takes 48 bytes. All of it lies in a few vectors of flat entries, and each release, event
//! and feed is gone through a fixed number of times. There is room for 4 294 967 294 of each.

mod arena;
mod digest;
mod error;
mod grouped;
mod history;
mod line;
mod plan;
mod read;
mod run;
mod warn;
mod write;

#[cfg(test)]
mod tests;

pub use digest::{Digest, DigestError, Digester, Key};
pub use error::{Error, ErrorKind};
pub use history::{History, Published};
pub use plan::{Archive, Changes, FeedPlan, Limits, Plan, Withdrawn};
pub use run::{Facts, Met, ReleaseNo, Run};

use arena::{Arena, NONE, Texts, number, place};

/// The version of the file that is written, and the latest that is read.
const VERSION: u64 = 1;

/// Everything that earlier runs published.
///
/// The default is the ledger of a set that was never published.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Ids and addresses.
    texts: Texts,
    /// The keys of the feeds.
    feeds: Texts,
    /// The lists of feeds that events have.
    lists: Arena<u32>,
    events: Vec<Event>,
    /// The newest event of each id, by its text's number.
    newest: Vec<u32>,
    /// The archive documents of each feed. Feeds at the end may be missing.
    sealed: Vec<Sealed>,
}

/// The number of a feed in one run.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FeedNo(u32);

/// The content of a release, as it was published in some feeds at one time.
#[derive(Clone, Copy, Debug)]
struct Event {
    /// A text.
    id: u32,
    /// A text, or none.
    url: u32,
    /// A list of feeds, in ascending order, never empty.
    feeds: u32,
    /// The event before that has the same id.
    previous: u32,
    digest: Digest,
    key: Key,
}

/// The archive documents of a feed.
#[derive(Clone, Debug, Default)]
struct Sealed {
    /// Of each of them, how many events there were with its last one.
    upto: Vec<u32>,
    /// The events of this feed before the last of these that are in none of them, in order.
    without: Vec<u32>,
}

impl FeedNo {
    /// The number, from 0 and without gaps.
    #[must_use]
    pub const fn get(self) -> usize {
        place(self.0)
    }
}

impl Ledger {
    /// How many events there are.
    #[must_use]
    pub const fn events(&self) -> usize {
        self.events.len()
    }

    /// The feeds that the ledger knows: their numbers and keys.
    pub fn feeds(&self) -> impl Iterator<Item = (FeedNo, &str)> {
        self.feeds.iter().map(|(number, key)| (FeedNo(number), key))
    }

    /// How many archive documents a feed has.
    #[must_use]
    pub fn archives(&self, feed: FeedNo) -> usize {
        self.sealed(feed.0).map_or(0, |sealed| sealed.upto.len())
    }

    /// Begins a run.
    #[must_use]
    pub fn run(self) -> Run {
        Run::new(self)
    }

    fn event(&self, event: u32) -> Option<&Event> {
        self.events.get(place(event))
    }

    /// The newest event of an id.
    fn newest(&self, id: u32) -> Option<&Event> {
        self.event(*self.newest.get(place(id))?)
    }

    /// The events of an id, from the newest on.
    fn history_of(&self, id: u32) -> impl Iterator<Item = (u32, &Event)> {
        let mut next = self.newest.get(place(id)).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let number = next;
            let event = self.event(number)?;
            next = event.previous;
            Some((number, event))
        })
    }

    /// Adds an event behind all others.
    fn push(&mut self, event: Event) {
        let number = number(self.events.len());
        let at = place(event.id);
        if self.newest.len() <= at {
            self.newest.resize(at + 1, NONE);
        }
        let mut previous = NONE;
        if let Some(newest) = self.newest.get_mut(at) {
            previous = std::mem::replace(newest, number);
        }
        self.events.push(Event { previous, ..event });
    }

    fn sealed(&self, feed: u32) -> Option<&Sealed> {
        self.sealed.get(place(feed))
    }

    /// The archive documents of a feed, to add to them.
    fn sealed_mut(&mut self, feed: u32) -> Option<&mut Sealed> {
        if self.sealed.len() < self.feeds.len() {
            self.sealed.resize_with(self.feeds.len(), Sealed::default);
        }
        self.sealed.get_mut(place(feed))
    }

    /// How many events are behind a feed: those before are sealed.
    fn upto(&self, feed: u32) -> u32 {
        let last = self.sealed(feed).and_then(|sealed| sealed.upto.last());
        last.copied().unwrap_or(0)
    }

    /// Whether an event of a feed is in an archive document, or behind all of them.
    fn is_published(&self, feed: u32, event: u32) -> bool {
        self.sealed(feed)
            .is_none_or(|sealed| sealed.without.binary_search(&event).is_err())
    }
}
