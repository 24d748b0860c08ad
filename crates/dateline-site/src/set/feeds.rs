//! The feeds of a set: one for all releases, one a value of each facet, and those of one's own.

use std::collections::HashMap;

use dateline_core::{Facet, Release, Selection};

use crate::html::FeedLink;
use crate::ledger::{Digest, FeedNo, Run};

/// The key of the feed of all releases.
pub(crate) const ALL: &str = "";

/// No file system takes a name of more than 255 bytes.
const LONGEST: usize = 200;

/// Facets whose values together make a feed: one facet, or a combination of several.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Facets(Vec<Facet>);

impl Facets {
    /// A combination of facets, each once; none where there is no facet at all.
    #[must_use]
    pub fn new(facets: impl IntoIterator<Item = Facet>) -> Option<Self> {
        let mut list = Vec::new();
        for facet in facets {
            if !list.contains(&facet) {
                list.push(facet);
            }
        }
        (!list.is_empty()).then_some(Self(list))
    }

    /// The name of its folder.
    #[must_use]
    pub fn name(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(|facet| facet.name()).collect();
        names.join("+")
    }

    /// The facets.
    pub fn iter(&self) -> impl Iterator<Item = Facet> {
        self.0.iter().copied()
    }

    /// What a value of theirs is called.
    #[must_use]
    pub fn label(&self) -> String {
        let labels: Vec<&str> = self.0.iter().map(|facet| facet.label()).collect();
        labels.join(", ")
    }
}

/// A feed of one's own choice.
#[derive(Clone, Debug)]
pub struct OwnFeed {
    /// What its files are called: a slug.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What it is about; empty for the set's own description.
    pub description: String,
    /// Its page; empty for the set's own.
    pub link: String,
    /// Its language; empty for the set's own.
    pub language: String,
    /// Which releases it has.
    pub selection: Selection,
}

/// Where a feed comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// All releases.
    All,
    /// These facets, by their place in the list.
    Facets(usize),
    /// The feed of one's own at this place.
    Own(usize),
}

/// A feed of a set.
#[derive(Clone, Debug)]
pub(crate) struct Feed {
    pub(crate) key: Box<str>,
    pub(crate) origin: Origin,
    pub(crate) label: Box<str>,
    /// The language of all its releases, where that is what makes it.
    pub(crate) language: Option<Box<str>>,
    pub(crate) number: FeedNo,
}

impl Feed {
    /// The path of its files without what they end in.
    pub(crate) fn stem(&self) -> &str {
        if self.key.is_empty() {
            "feed"
        } else {
            &self.key
        }
    }
}

/// The feeds that were met so far, and which releases are in which.
#[derive(Debug)]
pub(crate) struct Feeds {
    list: Vec<Feed>,
    places: HashMap<Box<str>, u32>,
    facets: Vec<Facets>,
    own: Vec<OwnFeed>,
    /// The feeds of each release, one list behind the other.
    members: Vec<u32>,
    /// Where the list of each release ends.
    ends: Vec<usize>,
}

impl Feeds {
    pub(crate) fn new(facets: Vec<Facets>, own: Vec<OwnFeed>, run: &mut Run) -> Self {
        let mut feeds = Self {
            list: Vec::new(),
            places: HashMap::new(),
            facets,
            own,
            members: Vec::new(),
            ends: Vec::new(),
        };
        // These are there even where no release is in them.
        feeds.place(ALL, Origin::All, "All releases", None, run);
        for index in 0..feeds.own.len() {
            let OwnFeed { name, title, .. } = feeds.own[index].clone();
            feeds.place(&name, Origin::Own(index), &title, None, run);
        }
        feeds
    }

    fn place(
        &mut self,
        key: &str,
        origin: Origin,
        label: &str,
        language: Option<&str>,
        run: &mut Run,
    ) -> u32 {
        if let Some(place) = self.places.get(key) {
            return *place;
        }
        // No set has more feeds than fit: each has at least one release of its own.
        let place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.places.insert(key.into(), place);
        self.list.push(Feed {
            key: key.into(),
            origin,
            label: label.into(),
            language: language.map(Into::into),
            number: run.feed(key),
        });
        place
    }

    /// The feeds that a release belongs to, by their places; what it is sorted by is met with it.
    pub(crate) fn of(&mut self, release: &Release<'_>, run: &mut Run) -> Vec<u32> {
        let mut places = vec![0];
        for index in 0..self.own.len() {
            if self.own[index].selection.matches(release) {
                places.extend(self.places.get(self.own[index].name.as_str()));
            }
        }
        for index in 0..self.facets.len() {
            let Facets(facets) = self.facets[index].clone();
            let folder = self.facets[index].name();
            // Every combination of a value of each.
            let mut combined = vec![(String::new(), String::new(), None)];
            for facet in facets {
                let values = facet.values(release);
                combined = combined
                    .into_iter()
                    .flat_map(|(slug, label, language)| {
                        values.iter().map(move |value| {
                            let is_language = facet == Facet::Language;
                            let language = if is_language {
                                release
                                    .language()
                                    .map(|language| language.as_str().to_owned())
                            } else {
                                language.clone()
                            };
                            (
                                joined(&slug, "+", value.slug()),
                                joined(&label, ", ", value.label()),
                                language,
                            )
                        })
                    })
                    .collect();
            }
            for (mut slug, label, language) in combined {
                if slug.len() > LONGEST {
                    // ASCII throughout, so that it can be cut anywhere.
                    let digest = Digest::of([slug.as_bytes()]).to_string();
                    slug.truncate(LONGEST - 33);
                    slug = [&slug, "-", &digest].concat();
                }
                let key = format!("{folder}/{slug}");
                let origin = Origin::Facets(index);
                places.push(self.place(&key, origin, &label, language.as_deref(), run));
            }
        }
        places
    }

    /// The feeds of one facet among these, as the page of a release links to them.
    pub(crate) fn links(&self, places: &[u32]) -> Vec<FeedLink<'_>> {
        let mut links = Vec::new();
        for feed in places
            .iter()
            .filter_map(|place| self.list.get(*place as usize))
        {
            let Origin::Facets(index) = feed.origin else {
                continue;
            };
            if let Some(Facets(facets)) = self.facets.get(index)
                && let [facet] = facets[..]
                && let Some((_, slug)) = feed.key.split_once('/')
            {
                links.push(FeedLink {
                    facet: facet.name(),
                    label: &feed.label,
                    slug,
                });
            }
        }
        links
    }

    /// Keeps the feeds of the next release.
    pub(crate) fn keep(&mut self, places: &[u32]) {
        self.members.extend_from_slice(places);
        self.ends.push(self.members.len());
    }

    /// The feeds of a release.
    pub(crate) fn of_number(&self, number: u32) -> &[u32] {
        let number = number as usize;
        let start = number
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.members.get(start..end).unwrap_or_default()
    }

    /// All feeds, in the order in which they were met.
    pub(crate) fn list(&self) -> &[Feed] {
        &self.list
    }

    pub(crate) fn facets(&self) -> &[Facets] {
        &self.facets
    }

    pub(crate) fn own(&self) -> &[OwnFeed] {
        &self.own
    }

    /// The releases of each feed, in the order in which `numbers` has them.
    pub(crate) fn members(&self, numbers: &[u32]) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.list.len()];
        for number in numbers {
            for place in self.of_number(*number) {
                if let Some(list) = members.get_mut(*place as usize) {
                    list.push(*number);
                }
            }
        }
        members
    }
}

fn joined(one: &str, between: &str, other: &str) -> String {
    if one.is_empty() {
        other.to_owned()
    } else {
        [one, between, other].concat()
    }
}
