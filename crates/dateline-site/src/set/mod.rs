//! A set of feeds as a folder that any web server can serve.
//!
//! Releases go through once, in any order ([`Set::add`]); what they become waits in a temporary
//! file. At the end ([`Set::build`]) the documents are put together, and the new folder takes the
//! place of the old one in one step ([`stage`](crate::stage)).
//!
//! | file | what it is |
//! |---|---|
//! | `feed.rss`, `feed.atom`, `feed.json` | the newest of all releases |
//! | `FACET/VALUE.rss`, … | the newest releases with this value, one feed a value |
//! | `FACET+FACET/VALUE+VALUE.rss`, … | the same for combinations |
//! | `NAME.rss`, … | feeds of one's own |
//! | `…/0001.rss`, … | archive documents, the oldest first, in a folder beside each feed |
//! | `index.html`, `style.css` | the page that lists all feeds |
//! | `feeds.opml` | the same for readers |
//! | `releases/….html` | pages of releases |
//! | `years/2016.html`, … | the releases of a year that have a page |
//! | `.dateline/` | the ledger, and the list of files that were made |
//!
//! # Memory
//!
//! A release takes about 200 bytes and 12 for each feed that it is in, besides what the
//! [`ledger`](crate::ledger) keeps of it and what a caller needs to know ids again: less than a
//! kilobyte in all. Its text is in memory only while it goes through, and a document only while it
//! is written.

mod feeds;
mod finish;
mod show;

pub use finish::Built;

use std::io;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use dateline_core::{
    Channel, ChannelDraft, ChannelErrors, Checker, Draft, Fault, Finding, Release, Text,
    WebAddress, Withheld,
};

use dateline_xml::opml::OpmlError;

use crate::collect::{Collection, FullText, Limits};
use crate::format::{FeedFormat, Style};
use crate::ledger::{Digest, Facts, FeedNo, Ledger, Run};
use crate::stage::{Leftover, Outcome, Stage, StageError};
use crate::{html, ledger};
use feeds::Feeds;
pub use feeds::{Facets, OwnFeed};

/// Where the ledger is kept.
pub(crate) const LEDGER: &str = ".dateline/ledger.ndjson";

/// Where it is kept for which address the set is made.
const SITE: &str = ".dateline/site";

/// Which releases get a page in the set.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Pages {
    /// Those that have no address: their feeds link to the page.
    #[default]
    Missing,
    /// All of them.
    All,
    /// None.
    None,
}

/// What a set is made of.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the folder will be fetched.
    pub site: WebAddress<'static>,
    /// The facts about its feeds; `feed_url` is not needed, and `link` is the index page where it
    /// is absent.
    pub channel: ChannelDraft,
    /// The formats, the most important first.
    pub formats: Vec<FeedFormat>,
    /// The facets, or combinations of facets, for each of whose values there is a feed.
    pub per: Vec<Facets>,
    /// Feeds of one's own.
    pub own: Vec<OwnFeed>,
    /// How releases are written.
    pub style: Style,
    /// How much of their text.
    pub text: FullText,
    /// What a document holds at most.
    pub limits: Limits,
    /// How many releases an archive document has; none for no archives.
    pub archive: Option<NonZeroU32>,
    /// Which releases get a page.
    pub pages: Pages,
    /// Whether there is an index page.
    pub index: bool,
    /// Whether there is a list for readers.
    pub opml: bool,
}

/// Why a set cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetError {
    /// The folder cannot be read or replaced.
    #[error(transparent)]
    Stage(#[from] StageError),
    /// The ledger of the set is not one.
    #[error("{}:{}: {error}", .path.display(), error.position())]
    Ledger {
        /// Its file.
        path: PathBuf,
        /// What is wrong with it.
        error: ledger::Error,
    },
    /// The ledger is gone.
    #[error(
        "{} is gone: without it archive documents would change, and readers would get everything \
         as new; bring it back, or make a new set in another folder", .0.display()
    )]
    NoLedger(PathBuf),
    /// The set was made for another address, which its archive documents name.
    #[error(
        "{} was made for `{was}`, and its archive documents name that address for ever; expected \
         it again, found `{is}`; make the set for the new one in another folder", .folder.display()
    )]
    Moved {
        /// The folder.
        folder: PathBuf,
        /// The address that it was made for.
        was: String,
        /// The address that it is to be made for.
        is: String,
    },
    /// The temporary file fails.
    #[error("cannot use a temporary file: {0}")]
    Spool(#[from] io::Error),
    /// The facts about its feeds are none.
    #[error("the facts of the feed: {0}")]
    Channel(#[from] ChannelErrors),
    /// The list for readers cannot be made.
    #[error(transparent)]
    Opml(#[from] OpmlError),
    /// A feed of one's own has a name that is taken, or is none.
    #[error("expected a name of small letters, digits and hyphens that is not taken, found `{0}`")]
    Name(String),
}

/// A set that is being made.
///
/// Dropped, it leaves the folder as it was.
#[derive(Debug)]
pub struct Set {
    options: Options,
    /// Where the folder will be fetched, with `/` at its end.
    site: String,
    channel: Channel,
    stage: Stage,
    run: Run,
    feeds: Feeds,
    collection: Collection,
    /// Which release of the collection is the one that the ledger has under a number.
    current: Vec<Option<u32>>,
}

/// What a finished set is.
#[derive(Debug)]
pub struct Summary {
    /// How many releases are in it.
    pub releases: u64,
    /// How many feeds it has, each in all formats.
    pub feeds: u64,
    /// How many archive documents are new, over all feeds and formats.
    pub archives: u64,
    /// What happened to the folder.
    pub outcome: Outcome,
}

/// Names of feeds that would stand in the way of other files.
const TAKEN: [&str; 6] = ["feed", "feeds", "index", "releases", "style", "years"];

impl Set {
    /// Begins a set in a folder, which is there already or will be made.
    ///
    /// # Errors
    ///
    /// Where another run works on the folder, or its ledger cannot be read, or the options do not
    /// go together.
    pub fn begin(folder: &Path, options: Options) -> Result<Self, SetError> {
        let mut site = options.site.as_str().to_owned();
        if !site.ends_with('/') {
            site.push('/');
        }
        let channel = Channel::try_from(of_set(&options, &site))?;
        let mut taken: Vec<&str> = TAKEN.to_vec();
        taken.extend(dateline_core::Facet::ALL.iter().map(|facet| facet.name()));
        for own in &options.own {
            if !is_slug(&own.name) || taken.contains(&own.name.as_str()) {
                return Err(SetError::Name(own.name.clone()));
            }
            taken.push(&own.name);
        }
        let stage = Stage::begin(folder)?;
        let made_for = stage.old(SITE)?;
        let is_made = made_for.is_some();
        if let Some(was) = made_for {
            let was = String::from_utf8_lossy(&was).trim().to_owned();
            if was != site {
                let folder = folder.to_owned();
                return Err(SetError::Moved {
                    folder,
                    was,
                    is: site,
                });
            }
        }
        let ledger = match stage.old(LEDGER)? {
            None if is_made => return Err(SetError::NoLedger(folder.join(LEDGER))),
            Some(bytes) => Ledger::read(&bytes[..]).map_err(|error| SetError::Ledger {
                path: folder.join(LEDGER),
                error,
            })?,
            None => Ledger::default(),
        };
        let mut run = ledger.run();
        let feeds = Feeds::new(options.per.clone(), options.own.clone(), &mut run);
        let collection = Collection::new(
            stage.spool()?,
            &options.formats,
            &options.style,
            options.text,
            options.limits,
        );
        Ok(Self {
            options,
            site,
            channel,
            stage,
            run,
            feeds,
            collection,
            current: Vec::new(),
        })
    }

    /// What an interrupted run had left, and what was done with it.
    #[must_use]
    pub fn leftover(&self) -> Leftover {
        self.stage.leftover()
    }

    /// Takes up a release. One with the id of another takes its place.
    ///
    /// # Errors
    ///
    /// Where the temporary file cannot be written.
    pub fn add(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Withheld>, SetError> {
        let path = format!("{}/{}.html", html::PAGES_FOLDER, html::slug_of(release));
        let has_page = match self.options.pages {
            Pages::All => true,
            Pages::Missing => release.url().is_none(),
            Pages::None => false,
        };
        let at_page;
        let mut release = release;
        if has_page && release.url().is_none() {
            at_page = with_url(release, &[&*self.site, &path].concat());
            release = at_page.as_ref().unwrap_or(release);
        }
        let places = self.feeds.of(release, &mut self.run);
        let Self {
            collection,
            feeds,
            site,
            channel,
            options,
            ..
        } = self;
        let facts = show::Facts {
            options,
            site,
            channel,
        };
        let keep = |out: &mut String| {
            let path = has_page.then_some(path.as_str());
            show::keep(release, path, &feeds.links(&places), &facts, out);
        };
        let added = collection.add(release, channel, keep, findings)?;
        let number = match added {
            Ok(number) => number,
            Err(withheld) => {
                // One that was there before with this id is not what is published now.
                self.withdraw(release);
                return Ok(Some(withheld));
            }
        };
        self.feeds.keep(&places);
        let list = self.feeds.list();
        let numbers: Vec<FeedNo> = places
            .iter()
            .filter_map(|place| list.get(*place as usize))
            .map(|feed| feed.number)
            .collect();
        let facts = Facts::of(release, digest(release), &numbers);
        let place = self.run.replace(&facts, findings).get();
        self.leave(place);
        if self.current.len() <= place {
            self.current.resize(place + 1, None);
        }
        self.current[place] = Some(number);
        Ok(None)
    }

    /// Takes a release out again that was added with the id of this one; whether there was one.
    pub fn withdraw(&mut self, release: &Release<'_>) -> bool {
        let facts = Facts::of(release, digest(release), &[]);
        let place = self.run.replace(&facts, &mut Vec::new()).get();
        self.leave(place)
    }

    /// Takes the release out that the ledger has under a number; whether there was one.
    fn leave(&mut self, place: usize) -> bool {
        let old = self.current.get_mut(place).and_then(Option::take);
        if let Some(old) = old {
            self.collection.remove(old);
        }
        old.is_some()
    }

    /// How many releases there are so far.
    #[must_use]
    pub fn releases(&self) -> u64 {
        self.collection.count()
    }
}

/// The facts of the set's main feed.
fn of_set(options: &Options, site: &str) -> ChannelDraft {
    let ending = options
        .formats
        .first()
        .map_or("rss", |format| format.ending());
    let mut draft = options.channel.clone();
    draft.feed_url = format!("{site}feed.{ending}");
    if draft.link.is_empty() {
        site.clone_into(&mut draft.link);
    }
    draft
}

/// The release, at the page that it has in the set.
fn with_url<'r>(release: &'r Release<'_>, url: &str) -> Option<Release<'r>> {
    let mut draft = Draft::from(release);
    draft.url = Text::from(url.to_owned());
    let checker = Checker::default().keep_unlisted(true);
    checker.check(draft, &mut Vec::new()).ok()
}

/// The digest of what a release says, however it is written.
fn digest(release: &Release<'_>) -> Digest {
    // What was made of texts and lists becomes JSON without fail.
    let native = serde_json::to_vec(&Draft::from(release)).unwrap_or_default();
    Digest::of([&native[..]])
}

/// Where a file of the set will be fetched.
fn address(site: &str, path: &str) -> Result<WebAddress<'static>, SetError> {
    let address = WebAddress::parse(Text::from([site, path].concat()));
    address
        .map(WebAddress::into_owned)
        .map_err(|error| SetError::Spool(io::Error::other(error.to_string())))
}

fn is_slug(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    name.starts_with(is_plain)
        && name.ends_with(is_plain)
        && name.len() <= 100
        && name.chars().all(|c| is_plain(c) || c == '-')
}
