//! The end of a run: documents, pages, ledger, and the new folder in its place.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::num::NonZeroU32;

use dateline_core::{Channel, ChannelDraft, Finding, FindingKind, Paging, WebAddress};

use super::feeds::{Feed, Origin};
use super::{LEDGER, Options, SITE, Set, SetError, Summary, show};
use crate::collect::Collection;
use crate::format::FeedFormat;
use crate::ledger::{self, Archive, FeedPlan, History, Plan, ReleaseNo};
use crate::stage::Stage;

/// What is needed to write the documents of all feeds.
struct Documents<'s, 'p> {
    options: &'s Options,
    site: &'s str,
    collection: &'s mut Collection,
    stage: &'s mut Stage,
    /// Which release of the collection is the one that the ledger has under a number.
    current: &'s [Option<u32>],
    /// What stands in archive documents, once that is asked for.
    history: OnceCell<History<'p>>,
    /// What was said of a document: it is said once, though it is true of many.
    said: HashSet<String>,
    new_archives: u64,
}

/// One document of a feed, in one format.
struct Document<'d> {
    path: String,
    /// Its releases, the newest first.
    releases: &'d [u32],
    channel: Channel,
}

impl Set {
    /// Writes all documents beside the folder, which stays as it is.
    ///
    /// # Errors
    ///
    /// Where a file cannot be written.
    pub fn build(self, findings: &mut Vec<Finding>) -> Result<Built, SetError> {
        let Self {
            options,
            site,
            channel,
            mut stage,
            run,
            feeds,
            mut collection,
            current,
        } = self;
        collection.close()?;
        let newest = collection.newest_first();
        let members = feeds.members(&newest);
        let mut plan = run.finish(findings);
        let mut documents = Documents {
            options: &options,
            site: &site,
            collection: &mut collection,
            stage: &mut stage,
            current: &current,
            history: OnceCell::new(),
            said: HashSet::new(),
            new_archives: 0,
        };
        // All feeds are planned before the first is written: what was planned is asked for later.
        let is_there = |feed: &Feed, releases: &[u32]| {
            !releases.is_empty() || !matches!(feed.origin, Origin::Facets(_))
        };
        let mut plans = Vec::new();
        for (feed, releases) in feeds.list().iter().zip(&members) {
            if is_there(feed, releases) {
                plans.push((feed, releases, documents.plan(feed, &mut plan)));
            }
        }
        for (feed, releases, planned) in &plans {
            let facts = facts(feed, &feeds, &options, &channel);
            documents.feed(feed, &facts, releases, planned, &plan, findings)?;
        }
        let (archives, count) = (documents.new_archives, plans.len() as u64);
        for number in &newest {
            if let Some((path, page)) = show::page(&collection.extra(*number)?) {
                stage.put(&path, page.as_bytes())?;
            }
        }
        let shown = show::Facts {
            options: &options,
            site: &site,
            channel: &channel,
        };
        show::lists(
            &shown,
            &feeds,
            &members,
            &newest,
            &mut collection,
            &mut stage,
        )?;
        let mut text = Vec::new();
        plan.into_ledger().write(&mut text)?;
        stage.put(LEDGER, &text)?;
        stage.put(SITE, format!("{site}\n").as_bytes())?;
        Ok(Built {
            stage,
            releases: newest.len() as u64,
            feeds: count,
            archives,
        })
    }
}

/// A set that is complete and not in its place yet. Dropped, it leaves the folder as it was.
#[derive(Debug)]
pub struct Built {
    stage: Stage,
    releases: u64,
    feeds: u64,
    archives: u64,
}

impl Built {
    /// How many releases are in it.
    #[must_use]
    pub const fn releases(&self) -> u64 {
        self.releases
    }

    /// Puts the folder in its place. Files that no longer belong to the set are dropped where
    /// `prune` says so, else they stay.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be replaced. It is then as it was.
    pub fn commit(self, prune: bool) -> Result<Summary, SetError> {
        Ok(Summary {
            releases: self.releases,
            feeds: self.feeds,
            archives: self.archives,
            outcome: self.stage.commit(prune)?,
        })
    }
}

/// The facts about a feed of the set.
pub(super) fn facts(
    feed: &Feed,
    feeds: &super::Feeds,
    options: &Options,
    channel: &Channel,
) -> ChannelDraft {
    let mut draft = ChannelDraft {
        link: channel.link().as_str().to_owned(),
        ..options.channel.clone()
    };
    match feed.origin {
        Origin::All => {}
        Origin::Facets(index) => {
            let facets = feeds.facets().get(index);
            let of = facets.map(super::Facets::label).unwrap_or_default();
            draft.description = format!("{} – {of}: {}", draft.description, feed.label);
            draft.title = format!("{} – {}", draft.title, feed.label);
        }
        Origin::Own(index) => {
            if let Some(own) = feeds.own().get(index) {
                own.title.clone_into(&mut draft.title);
                for (stated, fact) in [
                    (&own.description, &mut draft.description),
                    (&own.link, &mut draft.link),
                    (&own.language, &mut draft.language),
                ] {
                    if !stated.is_empty() {
                        stated.clone_into(fact);
                    }
                }
            }
        }
    }
    if let Some(language) = &feed.language {
        draft.language = language.to_string();
    }
    draft
}

impl<'p> Documents<'_, 'p> {
    /// What the documents of a feed are made of.
    fn plan(&self, feed: &Feed, plan: &mut Plan) -> FeedPlan {
        let Some(most) = self.options.archive else {
            return FeedPlan::default();
        };
        let limits = ledger::Limits {
            releases: most,
            bytes: self.collection.room(),
        };
        plan.feed(feed.number, limits, |release| {
            number(self.current, release).map_or(0, |number| self.collection.size(number))
        })
    }

    /// Writes all documents of a feed, in all formats.
    fn feed(
        &mut self,
        feed: &Feed,
        facts: &ChannelDraft,
        releases: &[u32],
        FeedPlan { archives, unsealed }: &FeedPlan,
        plan: &'p Plan,
        findings: &mut Vec<Finding>,
    ) -> Result<(), SetError> {
        let needed = self.numbers(unsealed);
        let newest = self.collection.fitting(releases, &needed);
        let formats = self.options.formats.clone();
        for format in formats {
            let path = path(feed.stem(), None, format);
            let current = self.address(&path)?;
            let mut draft = facts.clone();
            current.as_str().clone_into(&mut draft.feed_url);
            let subscription = Channel::try_from(draft)?;
            let mut channel = subscription.clone();
            if let Some(last) = archives.last() {
                let paging = Paging {
                    is_archive: false,
                    current: current.clone(),
                    previous: Some(self.archive(feed, last.number, format)?),
                    next: None,
                };
                channel = channel.with_paging(current.clone(), paging);
            }
            let document = Document {
                path,
                releases: &newest,
                channel,
            };
            self.write(document, format, findings)?;
            for archive in archives {
                self.archived(feed, archive, &subscription, format, plan, findings)?;
            }
        }
        Ok(())
    }

    /// An archive document: a new one is written, one that is there is taken over as it is.
    fn archived(
        &mut self,
        feed: &Feed,
        archive: &Archive,
        subscription: &Channel,
        format: FeedFormat,
        plan: &'p Plan,
        findings: &mut Vec<Finding>,
    ) -> Result<(), SetError> {
        let path = path(feed.stem(), Some(archive.number), format);
        let mut releases = self.numbers(&archive.releases);
        if !archive.is_new {
            if self.stage.keep(&path)? {
                return Ok(());
            }
            // Somebody removed it, or the format is new: it is made of what is still there.
            let history = self.history.get_or_init(|| plan.history());
            let mut published = 0_u32;
            for release in history.archive(feed.number, archive.number) {
                published += 1;
                let number = plan
                    .find(release.id)
                    .and_then(|no| number(self.current, no));
                releases.extend(number);
            }
            let missing = published.saturating_sub(u32::try_from(releases.len()).unwrap_or(0));
            if missing > 0 {
                let what = format!(
                    "{path} was not there any more and is made again without {missing} of its \
                     {published} releases, which the input does not have"
                );
                findings.push(Finding::general(FindingKind::Loss { what }));
            }
        }
        let collection = &*self.collection;
        releases.sort_by(|a, b| collection.order(*a, *b));
        let paging = Paging {
            is_archive: true,
            current: subscription.feed_url().clone(),
            previous: match archive.number.checked_sub(1).and_then(NonZeroU32::new) {
                Some(before) => Some(self.archive(feed, before.get(), format)?),
                None => None,
            },
            next: Some(self.archive(feed, archive.number + 1, format)?),
        };
        let own = self.address(&path)?;
        let document = Document {
            path,
            releases: &releases,
            channel: subscription.clone().with_paging(own, paging),
        };
        self.new_archives += 1;
        self.write(document, format, findings)
    }

    fn write(
        &mut self,
        document: Document<'_>,
        format: FeedFormat,
        findings: &mut Vec<Finding>,
    ) -> Result<(), SetError> {
        let Document {
            path,
            releases,
            channel,
        } = document;
        let channel = channel.with_changed(self.collection.changed(releases));
        let mut text = String::new();
        let said = findings.len();
        self.collection
            .document(format, &channel, releases, &mut text, findings)?;
        let fresh = findings.split_off(said);
        let is_new = |finding: &Finding| self.said.insert(finding.to_string());
        findings.extend(fresh.into_iter().filter(is_new));
        self.stage.put(&path, text.as_bytes())?;
        Ok(())
    }

    fn numbers(&self, releases: &[ReleaseNo]) -> Vec<u32> {
        let numbers = releases.iter().filter_map(|no| number(self.current, *no));
        numbers.collect()
    }

    /// Where a file of the set will be fetched.
    fn address(&self, path: &str) -> Result<WebAddress<'static>, SetError> {
        super::address(self.site, path)
    }

    /// Where an archive document will be fetched.
    fn archive(
        &self,
        feed: &Feed,
        number: u32,
        format: FeedFormat,
    ) -> Result<WebAddress<'static>, SetError> {
        self.address(&path(feed.stem(), Some(number), format))
    }
}

/// Which release of the collection the ledger has under a number.
fn number(current: &[Option<u32>], release: ReleaseNo) -> Option<u32> {
    current.get(release.get()).copied().flatten()
}

/// The path of a document of a feed: of the one to subscribe to, or of an archive document.
pub(super) fn path(stem: &str, archive: Option<u32>, format: FeedFormat) -> String {
    let ending = format.ending();
    match archive {
        None => format!("{stem}.{ending}"),
        Some(number) => format!("{stem}/{number:04}.{ending}"),
    }
}
