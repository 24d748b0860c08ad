//! What a set shows of itself: pages of releases, the index page, the list for readers.

use std::collections::BTreeMap;

use dateline_core::vocab::fold;
use dateline_core::{Channel, Date, Facet, Release, WebAddress};
use dateline_xml::clean::safe_html;
use dateline_xml::opml;
use serde::{Deserialize, Serialize};

use super::feeds::{Feed, Feeds, Origin};
use super::finish::path;
use super::{Options, SetError};
use crate::collect::Collection;
use crate::format::FeedFormat;
use crate::html::{self, FeedEntry, FeedLink, Group, Index, Newest, PageFacts};
use crate::stage::Stage;

/// So many of the newest releases are on the index page.
const NEWEST: usize = 12;

/// What is kept of a release for the index page, and where its page is.
#[derive(Debug, Deserialize, Serialize)]
struct Card {
    title: String,
    href: Option<String>,
    kind: Option<String>,
    places: Vec<String>,
    language: Option<String>,
    /// The path of its page, if it has one.
    page: Option<String>,
}

/// Keeps a release for the end: its card on a line, and its page.
pub(super) fn keep(
    release: &Release<'_>,
    page: Option<&str>,
    links: &[FeedLink<'_>],
    facts: &Facts<'_>,
    out: &mut String,
) {
    let card = Card {
        title: release.title().to_owned(),
        href: page
            .or_else(|| release.url().map(WebAddress::as_str))
            .map(ToOwned::to_owned),
        kind: release.kind().map(|kind| kind.label().to_owned()),
        places: release
            .places()
            .iter()
            .map(|place| place.name().to_owned())
            .collect(),
        language: release.language().map(|tag| tag.as_str().to_owned()),
        page: page.map(ToOwned::to_owned),
    };
    out.push_str(&serde_json::to_string(&card).unwrap_or_default());
    out.push('\n');
    let Some(page) = page else { return };
    let Facts {
        options,
        site,
        channel,
    } = *facts;
    let discovery: Vec<(FeedFormat, String)> = options
        .formats
        .iter()
        .map(|format| (*format, path("feed", None, *format)))
        .collect();
    out.push_str(&html::release_page(
        release,
        &PageFacts {
            site: channel.title(),
            language: channel.language().as_str(),
            address: &[site, page].concat(),
            root: "../",
            feeds: links,
            discovery: &discovery,
            rights: channel.rights(),
            licence: channel.licence().map(WebAddress::as_str),
            safe_html: &safe_html,
        },
    ));
}

/// What all pages are told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'s> {
    pub(super) options: &'s Options,
    pub(super) site: &'s str,
    pub(super) channel: &'s Channel,
}

/// The path of a page and the page, from what was kept of a release.
pub(super) fn page(kept: &str) -> Option<(String, &str)> {
    let (card, page) = kept.split_once('\n')?;
    let card: Card = serde_json::from_str(card).ok()?;
    Some((card.page?, page))
}

/// A feed with what is shown of it.
struct Shown<'f> {
    feed: &'f Feed,
    releases: &'f [u32],
    years: Vec<(i16, u64)>,
    newest: Option<Date>,
}

impl<'f> Shown<'f> {
    fn new(feed: &'f Feed, releases: &'f [u32], collection: &Collection) -> Self {
        let mut years: BTreeMap<i16, u64> = BTreeMap::new();
        for date in releases
            .iter()
            .filter_map(|number| collection.date(*number))
        {
            *years.entry(date.first_local().year()).or_default() += 1;
        }
        let newest = releases.first().and_then(|number| collection.date(*number));
        Self {
            feed,
            releases,
            years: years.into_iter().collect(),
            newest: newest.copied(),
        }
    }

    fn slug(&self) -> &str {
        let key = self.feed.stem();
        key.rsplit_once('/').map_or(key, |(_, slug)| slug)
    }

    fn entry(&self, formats: &[FeedFormat]) -> FeedEntry<'_> {
        let link = |format: &FeedFormat| (*format, path(self.feed.stem(), None, *format));
        FeedEntry {
            label: &self.feed.label,
            slug: self.slug(),
            count: self.releases.len() as u64,
            years: &self.years,
            links: formats.iter().map(link).collect(),
            newest: self.newest.as_ref(),
        }
    }
}

/// Writes the index page, its style, and the list for readers.
pub(super) fn lists(
    facts: &Facts<'_>,
    feeds: &Feeds,
    members: &[Vec<u32>],
    newest: &[u32],
    collection: &mut Collection,
    stage: &mut Stage,
) -> Result<(), SetError> {
    let Facts {
        options,
        site,
        channel,
    } = *facts;
    let changed = collection.changed(newest);
    let mut groups: Vec<Headed<'_>> = vec![("Feeds by choice".into(), "feeds".into(), Vec::new())];
    groups.extend(feeds.facets().iter().map(|facets| {
        let headings: Vec<&str> = facets.iter().map(heading).collect();
        (headings.join(" × "), facets.name(), Vec::new())
    }));
    let mut all = None;
    for (feed, releases) in feeds.list().iter().zip(members) {
        let shown = Shown::new(feed, releases, collection);
        let group = match feed.origin {
            Origin::All => {
                all = Some(shown);
                continue;
            }
            Origin::Own(_) => 0,
            Origin::Facets(_) if releases.is_empty() => continue,
            Origin::Facets(index) => index + 1,
        };
        if let Some((_, _, list)) = groups.get_mut(group) {
            list.push(shown);
        }
    }
    for ((_, name, list), facets) in groups.iter_mut().skip(1).zip(feeds.facets()) {
        list.sort_by_cached_key(|shown| (fold(&shown.feed.label), shown.feed.key.clone()));
        if name == Facet::Year.name() && facets.iter().count() == 1 {
            list.reverse();
        }
    }
    if options.opml {
        let text = list_for_readers(facts, feeds, changed, all.as_ref(), &groups)?;
        stage.put("feeds.opml", text.as_bytes())?;
    }
    let has_pages = options.pages != super::Pages::None;
    if options.index || has_pages {
        stage.put(html::STYLE_FILE, html::style().as_bytes())?;
    }
    let Some(all) = all.filter(|_| options.index) else {
        return Ok(());
    };
    let formats = &options.formats;
    let links = all.entry(formats).links;
    let pages_of_years = year_pages(facts, &links, newest, collection, stage)?;
    let mut cards = Vec::new();
    for number in newest.iter().take(NEWEST) {
        cards.extend(card(*number, collection)?);
    }
    let page = html::index_page(&Index {
        title: channel.title(),
        description: channel.description(),
        language: channel.language().as_str(),
        site,
        home: Some(channel.link().as_str()).filter(|link| *link != site),
        rights: channel.rights(),
        licence: channel.licence().map(WebAddress::as_str),
        changed: changed.as_ref(),
        all: all.entry(formats),
        groups: groups
            .iter()
            .filter(|(_, _, list)| !list.is_empty())
            .map(|(heading, slug, list)| Group {
                heading,
                slug,
                feeds: list.iter().map(|shown| shown.entry(formats)).collect(),
            })
            .collect(),
        newest: cards.iter().filter_map(listed).collect(),
        years: pages_of_years.into_iter().rev().collect(),
        opml: options.opml.then_some("feeds.opml"),
    });
    stage.put(html::INDEX_FILE, page.as_bytes())?;
    Ok(())
}

/// What was kept of a release, with its date.
fn card(number: u32, collection: &mut Collection) -> Result<Option<(Card, Date)>, SetError> {
    let kept = collection.extra(number)?;
    let card = kept
        .split_once('\n')
        .map(|(card, _)| serde_json::from_str(card));
    let card: Option<Card> = card.and_then(Result::ok);
    Ok(card.zip(collection.date(number).copied()))
}

/// A release as it is listed; none that has no page anywhere.
fn listed((card, date): &(Card, Date)) -> Option<Newest<'_>> {
    Some(Newest {
        title: &card.title,
        href: card.href.as_deref()?,
        date,
        kind: card.kind.as_deref(),
        places: card.places.iter().map(String::as_str).collect(),
        language: card.language.as_deref(),
    })
}

/// Writes a page for each year, with the releases that have a page in the set; gives the years in
/// order, and where their pages are.
fn year_pages(
    facts: &Facts<'_>,
    discovery: &[(FeedFormat, String)],
    newest: &[u32],
    collection: &mut Collection,
    stage: &mut Stage,
) -> Result<BTreeMap<i16, String>, SetError> {
    let mut by_year: BTreeMap<i16, Vec<u32>> = BTreeMap::new();
    if facts.options.pages != super::Pages::None {
        for number in newest {
            if let Some(date) = collection.date(*number) {
                by_year
                    .entry(date.first_local().year())
                    .or_default()
                    .push(*number);
            }
        }
    }
    let mut pages = BTreeMap::new();
    for (year, numbers) in by_year {
        let mut cards = Vec::new();
        for number in numbers {
            cards.extend(card(number, collection)?.filter(|(card, _)| card.page.is_some()));
        }
        if cards.is_empty() {
            continue;
        }
        let path = format!("{}/{year:04}.html", html::YEARS_FOLDER);
        let page = html::year_page(&html::Year {
            year,
            site: facts.channel.title(),
            language: facts.channel.language().as_str(),
            address: &[facts.site, &path].concat(),
            discovery,
            releases: cards.iter().filter_map(listed).collect(),
        });
        stage.put(&path, page.as_bytes())?;
        pages.insert(year, path);
    }
    Ok(pages)
}

/// The feeds under one heading: the heading, the name of its folder, the feeds.
type Headed<'f> = (String, String, Vec<Shown<'f>>);

/// All feeds, for readers that subscribe to many at once: each in the first of its formats.
fn list_for_readers(
    facts: &Facts<'_>,
    feeds: &Feeds,
    changed: Option<Date>,
    all: Option<&Shown<'_>>,
    groups: &[Headed<'_>],
) -> Result<String, SetError> {
    let Facts {
        options,
        site,
        channel,
    } = *facts;
    let format = options.formats.first().copied().unwrap_or(FeedFormat::Rss);
    let version = match format {
        FeedFormat::Rss => opml::Version::Rss2,
        FeedFormat::Atom | FeedFormat::JsonFeed => opml::Version::Other,
    };
    let channels_of = |list: &[Shown<'_>]| -> Result<Vec<Channel>, SetError> {
        let channel_of = |shown: &Shown<'_>| {
            let mut draft = super::finish::facts(shown.feed, feeds, options, channel);
            draft.feed_url = [site, &path(shown.feed.stem(), None, format)].concat();
            Ok(Channel::try_from(draft)?)
        };
        list.iter().map(channel_of).collect()
    };
    let all = channels_of(all.map(std::slice::from_ref).unwrap_or_default())?;
    let mut grouped = Vec::new();
    for (heading, _, list) in groups.iter().filter(|(_, _, list)| !list.is_empty()) {
        grouped.push((heading, channels_of(list)?));
    }
    let mut list = outlines(&all, version);
    for (heading, channels) in &grouped {
        let group = outlines(channels, version);
        list.push(opml::Outline::group(heading, group)?);
    }
    let list = opml::Opml::new(channel.title(), list)?.modified(changed.as_ref());
    let mut text = String::new();
    opml::write(&list, &mut text);
    Ok(text)
}

fn outlines(channels: &[Channel], version: opml::Version) -> Vec<opml::Outline<'_>> {
    let feed = |channel| opml::Outline::feed(channel, version);
    channels.iter().map(feed).collect()
}

/// What stands over the feeds of a facet.
const fn heading(facet: Facet) -> &'static str {
    match facet {
        Facet::FieldOfWork => "Fields of work",
        Facet::State => "Participating States",
        Facet::PartnerState => "Partners for Co-operation",
        Facet::Source => "Sources",
        Facet::Kind => "Kinds",
        Facet::Language => "Languages",
        Facet::Place => "Places",
        Facet::Tag => "Tags",
        Facet::Year => "Years",
    }
}
