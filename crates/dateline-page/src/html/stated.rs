//! What a page states about itself, beside what it shows: in its head, in its addresses, and in
//! data meant for machines.
//!
//! Each kind of fact is a list, the most trustworthy statement first, so that whoever needs one
//! takes the first, and whoever wants to know whether the page agrees with itself compares.

use url::Url;

use super::address::{self, Address};
use super::dom::{Dom, Id, Step};
use super::json_ld;

/// So much of a value is kept: a page has no longer one, and lists are compared.
const LENGTH: usize = 64 << 10;

/// Something that a page states about itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Fact {
    pub(crate) value: String,
    /// Where the page states it, in words for a message: `og:title`, `the JSON-LD`.
    pub(crate) from: &'static str,
    /// Where that stands in the source, in bytes.
    pub(crate) source: usize,
}

/// The same release in another language.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Alternate {
    pub(crate) language: String,
    pub(crate) address: String,
    pub(crate) source: usize,
}

/// A date that the page shows, with the form that is meant for machines.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Time {
    pub(crate) datetime: String,
    pub(crate) node: Id,
    pub(crate) source: usize,
}

/// What a page states about itself.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Stated {
    /// Whether it says that it is an article: by a type of schema.org, or by `og:type`.
    pub(crate) is_article: bool,
    /// Its own addresses: absolute, without what follows readers around.
    pub(crate) addresses: Vec<Fact>,
    /// What its relative links are relative to.
    pub(crate) base: Option<Url>,
    pub(crate) languages: Vec<Fact>,
    pub(crate) titles: Vec<Fact>,
    pub(crate) published: Vec<Fact>,
    pub(crate) modified: Vec<Fact>,
    /// The dates in its main content, in order; what they date it does not say.
    pub(crate) times: Vec<Time>,
    pub(crate) summaries: Vec<Fact>,
    pub(crate) sites: Vec<Fact>,
    pub(crate) kinds: Vec<Fact>,
    pub(crate) authors: Vec<Fact>,
    pub(crate) publishers: Vec<Fact>,
    pub(crate) sections: Vec<Fact>,
    pub(crate) tags: Vec<Fact>,
    /// The same page in other languages, as far as it says in which.
    pub(crate) alternates: Vec<Alternate>,
    /// The feeds that it names: title and address.
    pub(crate) feeds: Vec<Fact>,
    /// Data for machines that no machine can read: why, and where.
    pub(crate) unreadable: Vec<(String, usize)>,
}

/// A kind of fact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum What {
    Address,
    Author,
    Kind,
    Language,
    Modified,
    Published,
    Publisher,
    Section,
    Site,
    Summary,
    Tag,
    Tags,
    Title,
}

/// What `meta` elements say, the most trustworthy first.
const META: &[(&str, What)] = &[
    ("og:url", What::Address),
    ("twitter:url", What::Address),
    ("og:title", What::Title),
    ("dcterms.title", What::Title),
    ("dc.title", What::Title),
    ("twitter:title", What::Title),
    ("og:description", What::Summary),
    ("dcterms.abstract", What::Summary),
    ("dcterms.description", What::Summary),
    ("dc.description", What::Summary),
    ("description", What::Summary),
    ("twitter:description", What::Summary),
    ("og:site_name", What::Site),
    ("application-name", What::Site),
    ("content-language", What::Language),
    ("dcterms.language", What::Language),
    ("dc.language", What::Language),
    ("og:locale", What::Language),
    ("article:published_time", What::Published),
    ("og:published_time", What::Published),
    ("datepublished", What::Published),
    ("dcterms.issued", What::Published),
    ("dc.date.issued", What::Published),
    ("citation_publication_date", What::Published),
    ("dcterms.date", What::Published),
    ("dcterms.created", What::Published),
    ("dc.date", What::Published),
    ("pubdate", What::Published),
    ("date", What::Published),
    ("article:modified_time", What::Modified),
    ("og:updated_time", What::Modified),
    ("datemodified", What::Modified),
    ("dcterms.modified", What::Modified),
    ("dc.date.modified", What::Modified),
    ("last-modified", What::Modified),
    ("dcterms.type", What::Kind),
    ("dc.type", What::Kind),
    ("og:type", What::Kind),
    ("article:author", What::Author),
    ("dcterms.creator", What::Author),
    ("dc.creator", What::Author),
    ("author", What::Author),
    ("article:publisher", What::Publisher),
    ("dcterms.publisher", What::Publisher),
    ("dc.publisher", What::Publisher),
    ("publisher", What::Publisher),
    ("article:section", What::Section),
    ("article:tag", What::Tag),
    ("dcterms.subject", What::Tag),
    ("dc.subject", What::Tag),
    ("news_keywords", What::Tags),
    ("keywords", What::Tags),
];

/// Facts with their rank, before they are put in order.
#[derive(Debug, Default)]
pub(super) struct Collected {
    facts: Vec<(What, usize, Fact)>,
    pub(super) is_article: bool,
    pub(super) alternates: Vec<Alternate>,
    pub(super) unreadable: Vec<(String, usize)>,
}

/// Who is believed first.
pub(super) mod rank {
    /// What the page itself declares.
    pub(in super::super) const FIRST: usize = 0;
    /// Data that somebody wrote for machines that tell articles apart.
    pub(in super::super) const JSON_LD: usize = 1;
    /// `meta` elements, in the order of their list.
    pub(in super::super) const META: usize = 2;
    /// What holds more than the fact alone.
    pub(in super::super) const LAST: usize = 1000;
}

impl Collected {
    pub(super) fn add(
        &mut self,
        what: What,
        rank: usize,
        value: &str,
        from: &'static str,
        source: usize,
    ) {
        let value = value.trim();
        if what == What::Tags {
            for tag in value.split(',') {
                self.add(What::Tag, rank, tag, from, source);
            }
        } else if !value.is_empty() && value.len() <= LENGTH {
            let value = one_line(value);
            let fact = Fact {
                value,
                from,
                source,
            };
            self.facts.push((what, rank, fact));
        }
    }

    fn take(&mut self, what: What) -> Vec<Fact> {
        let mut facts: Vec<(usize, Fact)> = Vec::new();
        self.facts.retain(|(kind, rank, fact)| {
            if *kind == what {
                facts.push((*rank, fact.clone()));
            }
            *kind != what
        });
        facts.sort_by_key(|(rank, _)| *rank);
        let mut seen = std::collections::HashSet::new();
        let new = facts.into_iter().map(|(_, fact)| fact);
        // The same value from one kind of statement counts once, the same tag from any.
        let once = |fact: &Fact| if what == What::Tag { "" } else { fact.from };
        new.filter(|fact| seen.insert((fact.value.clone(), once(fact))))
            .collect()
    }
}

/// The value with single blanks for runs of white space that hold a line break.
fn one_line(value: &str) -> String {
    if !value.contains(['\n', '\r', '\t']) {
        return value.to_owned();
    }
    value.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Gathers what a page states about itself. The titles lack the one that it shows, the times
/// hold all of the page.
pub(super) fn stated(dom: &Dom) -> Stated {
    let mut collected = Collected::default();
    let mut links = Links::default();
    let mut times = Vec::new();
    let mut walk = dom.below(Id::DOCUMENT);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        if let Some(comment) = dom.comment(id) {
            if let Some(address) = saved_from(comment) {
                links.saved.push((address.to_owned(), dom.source(id)));
            }
            continue;
        }
        match dom.name(id) {
            "template" => walk.skip_below(),
            "html" => {
                let language = dom.attribute(id, "lang").or(dom.attribute(id, "xml:lang"));
                let value = language.unwrap_or_default();
                let (what, source) = (What::Language, dom.source(id));
                collected.add(what, rank::FIRST, value, "the page's `lang`", source);
            }
            "meta" => meta(dom, id, &mut collected),
            "link" => links.link(dom, id),
            "a" => links.anchor(dom, id),
            "base" if links.base.is_none() => {
                links.base = dom.attribute(id, "href").map(str::to_owned);
            }
            "title" => {
                let (text, source) = (dom.text_below(id), dom.source(id));
                collected.add(
                    What::Title,
                    rank::LAST,
                    &text,
                    "the page's `<title>`",
                    source,
                );
            }
            "script" if is_json_ld(dom, id) => {
                json_ld::read(&dom.text_below(id), dom.source(id), &mut collected);
            }
            "time" => times.extend(time(dom, id, &mut collected)),
            _ => {}
        }
    }
    finish(collected, links, times)
}

/// Puts everything in order, and makes the addresses absolute.
fn finish(mut collected: Collected, links: Links, times: Vec<Time>) -> Stated {
    let (mut written, from_meta) = (Vec::new(), collected.take(What::Address));
    for (href, source) in links.canonical {
        written.push((href, "the canonical link", source));
    }
    written.extend(from_meta.into_iter().map(|f| (f.value, f.from, f.source)));
    for (href, source) in links.saved {
        written.push((href, "the note of the browser that saved it", source));
    }
    // Where one is relative, another may say to what.
    let absolute = written
        .iter()
        .find_map(|(href, _, _)| Url::parse(address::resolve(href, None).ok()?.text.as_str()).ok());
    let base = match links.base {
        Some(base) => address::resolve(&base, absolute.as_ref())
            .ok()
            .and_then(|base| Url::parse(&base.text).ok())
            .or(absolute),
        None => absolute,
    };
    let resolve = |href: &str| address::resolve(href, base.as_ref()).ok();
    let is_web = |address: &Address| address.text.starts_with("http");
    let addresses = written.iter().filter_map(|(href, from, source)| {
        Some(Fact {
            value: resolve(href).filter(is_web)?.text,
            from,
            source: *source,
        })
    });
    let addresses = addresses.collect();
    let mut alternates: Vec<Alternate> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for alternate in links
        .alternates
        .into_iter()
        .chain(std::mem::take(&mut collected.alternates))
    {
        if let Some(address) = resolve(&alternate.address).filter(is_web)
            && !alternate.language.eq_ignore_ascii_case("x-default")
            && seen.insert((
                alternate.language.to_ascii_lowercase(),
                address.text.clone(),
            ))
        {
            let address = address.text;
            alternates.push(Alternate {
                address,
                ..alternate
            });
        }
    }
    let feeds = links.feeds.into_iter().filter_map(|fact| {
        let value = resolve(&fact.value).filter(is_web)?.text;
        Some(Fact { value, ..fact })
    });
    let feeds = feeds.collect();
    let mut languages = collected.take(What::Language);
    for language in &mut languages {
        // `og:locale` and some editors write `en_GB`.
        language.value = language.value.replace('_', "-");
    }
    let kinds = collected.take(What::Kind);
    let is_article = kinds
        .iter()
        .any(|kind| kind.from == "og:type" && kind.value == "article");
    Stated {
        is_article: is_article || collected.is_article,
        addresses,
        languages,
        titles: collected.take(What::Title),
        published: collected.take(What::Published),
        modified: collected.take(What::Modified),
        times,
        summaries: collected.take(What::Summary),
        sites: collected.take(What::Site),
        kinds,
        authors: collected.take(What::Author),
        publishers: collected.take(What::Publisher),
        sections: collected.take(What::Section),
        tags: collected.take(What::Tag),
        alternates,
        feeds,
        unreadable: collected.unreadable,
        base,
    }
}

fn meta(dom: &Dom, id: Id, collected: &mut Collected) {
    let names = ["property", "name", "itemprop", "http-equiv"];
    let mut names = names.into_iter().filter_map(|name| dom.attribute(id, name));
    let (Some(name), Some(content)) = (names.next(), dom.attribute(id, "content")) else {
        return;
    };
    let name = name.trim().to_ascii_lowercase();
    // `DC.date`, `dc:date`: the prefix of Dublin Core is written in many ways.
    let name = match name.split_once(['.', ':', '_']) {
        Some((prefix @ ("dc" | "dcterms"), term)) => format!("{prefix}.{term}"),
        _ => name,
    };
    let found = META
        .iter()
        .enumerate()
        .find(|(_, (known, _))| *known == name);
    if let Some((index, (from, what))) = found {
        collected.add(*what, rank::META + index, content, from, dom.source(id));
    }
}

fn time(dom: &Dom, id: Id, collected: &mut Collected) -> Option<Time> {
    let datetime = dom.attribute(id, "datetime")?.trim();
    if datetime.is_empty() || datetime.len() > 64 {
        return None;
    }
    let source = dom.source(id);
    let what = match dom.attribute(id, "itemprop") {
        Some("datePublished") => Some(What::Published),
        Some("dateModified") => Some(What::Modified),
        _ => dom.attribute(id, "pubdate").map(|_| What::Published),
    };
    if let Some(what) = what {
        collected.add(what, rank::LAST, datetime, "the page's `<time>`", source);
    }
    Some(Time {
        datetime: datetime.to_owned(),
        node: id,
        source,
    })
}

fn is_json_ld(dom: &Dom, id: Id) -> bool {
    let kind = dom.attribute(id, "type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/ld+json")
}

/// Links of the head, as they are written.
#[derive(Debug, Default)]
struct Links {
    canonical: Vec<(String, usize)>,
    saved: Vec<(String, usize)>,
    base: Option<String>,
    alternates: Vec<Alternate>,
    feeds: Vec<Fact>,
}

impl Links {
    fn link(&mut self, dom: &Dom, id: Id) {
        let Some(href) = dom.attribute(id, "href").filter(|h| !h.trim().is_empty()) else {
            return;
        };
        let (href, source) = (href.to_owned(), dom.source(id));
        let rel = dom.attribute(id, "rel").unwrap_or_default();
        let is = |name: &str| {
            rel.split_ascii_whitespace()
                .any(|r| r.eq_ignore_ascii_case(name))
        };
        if is("canonical") {
            self.canonical.push((href, source));
            return;
        }
        if !is("alternate") || is("stylesheet") {
            return;
        }
        let kind = dom.attribute(id, "type").unwrap_or_default();
        let kind = kind.trim().to_ascii_lowercase();
        let feed = match kind.as_str() {
            "application/rss+xml" => Some("an RSS feed"),
            "application/atom+xml" => Some("an Atom feed"),
            "application/feed+json" => Some("a JSON feed"),
            _ => None,
        };
        if let Some(from) = feed {
            self.feeds.push(Fact {
                value: href,
                from,
                source,
            });
        } else if let Some(language) = dom.attribute(id, "hreflang") {
            self.alternate(language, href, source);
        }
    }

    /// A link in the page that says in which language its target is: a switch of languages.
    fn anchor(&mut self, dom: &Dom, id: Id) {
        if let (Some(language), Some(href)) =
            (dom.attribute(id, "hreflang"), dom.attribute(id, "href"))
        {
            self.alternate(language, href.to_owned(), dom.source(id));
        }
    }

    fn alternate(&mut self, language: &str, address: String, source: usize) {
        let language = language.trim().replace('_', "-");
        if !language.is_empty() {
            self.alternates.push(Alternate {
                language,
                address,
                source,
            });
        }
    }
}

/// The address that a browser notes when it saves a page:
/// `saved from url=(0031)https://www.osce.org/node/276291`, or `url: https://…` of an extension
/// that saves a page as one file.
fn saved_from(comment: &str) -> Option<&str> {
    let comment = comment.trim();
    if let Some((_, rest)) = comment.split_once("saved from url=(") {
        let (digits, rest) = rest.split_once(')')?;
        // The number is the length of the address, which may hold anything but `--`.
        let length = digits.parse::<usize>().ok()?;
        return rest.get(..length).or(rest.split_whitespace().next());
    }
    if comment.starts_with("Page saved with SingleFile") {
        let mut lines = comment.lines().map(str::trim);
        return lines.find_map(|line| Some(line.strip_prefix("url:")?.trim()));
    }
    None
}
