//! The index page of a set: all its feeds by facet, its newest releases, its numbers.

use dateline_core::Date;
use serde::Serialize;

use super::chart::{self, Axis};
use super::head::{self, Head};
use super::language::direction;
use super::text::{self, Day, DayTime, Escaped, Number, Time, counted, put, shown};
use super::{FeedFormat, INDEX_FILE, language};

/// A group with more feeds than this shows those with the most releases, and the others when asked.
const LONG: usize = 60;

/// How many feeds of a long group are always shown.
const ALWAYS: usize = 12;

/// A feed with fewer releases has its years in words: a chart would say less.
const LEAST_FOR_CHART: u64 = 4;

/// What the index page says.
#[derive(Clone, Debug)]
pub struct Index<'a> {
    /// What the set is called.
    pub title: &'a str,
    /// What it is about, in a line.
    pub description: &'a str,
    /// The language of these two.
    pub language: &'a str,
    /// The address of the folder of the set; ends with `/`.
    pub site: &'a str,
    /// The page of whoever publishes it.
    pub home: Option<&'a str>,
    /// Who holds the rights.
    pub rights: Option<&'a str>,
    /// The address of the licence.
    pub licence: Option<&'a str>,
    /// When what the set holds last changed.
    pub changed: Option<&'a Date>,
    /// The feeds of all releases; its years are those of all charts.
    pub all: FeedEntry<'a>,
    /// The other feeds, by facet.
    pub groups: Vec<Group<'a>>,
    /// The newest releases, newest first.
    pub newest: Vec<Newest<'a>>,
    /// The pages of years, the newest first, relative to the page.
    pub years: Vec<(i16, String)>,
    /// The list of all feeds as OPML, relative to the page.
    pub opml: Option<&'a str>,
}

/// The feeds of a facet.
#[derive(Clone, Debug)]
pub struct Group<'a> {
    /// What the facet is called: `Fields of work`.
    pub heading: &'a str,
    /// The name of its folder: `field-of-work`.
    pub slug: &'a str,
    /// Its feeds, in the order in which they are shown.
    pub feeds: Vec<FeedEntry<'a>>,
}

/// The feeds of one value of a facet, the same in each format.
#[derive(Clone, Debug)]
pub struct FeedEntry<'a> {
    /// The value: `Border management`.
    pub label: &'a str,
    /// Its name in addresses: `border-management`.
    pub slug: &'a str,
    /// How many releases it has.
    pub count: u64,
    /// How many a year, ascending; years without any may be left out.
    pub years: &'a [(i16, u64)],
    /// Where it is in each format, relative to the page.
    pub links: Vec<(FeedFormat, String)>,
    /// The date of its newest release.
    pub newest: Option<&'a Date>,
}

/// A release among the newest.
#[derive(Clone, Debug)]
pub struct Newest<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its page: relative to the index page, or an address of its own.
    pub href: &'a str,
    /// Its date.
    pub date: &'a Date,
    /// What sort of release it is.
    pub kind: Option<&'a str>,
    /// Where it was sent from.
    pub places: Vec<&'a str>,
    /// Its language.
    pub language: Option<&'a str>,
}

/// The index page.
///
/// It is whole without script and style. A feed in three formats takes some 700 bytes of it.
///
/// ```
/// use dateline_site::html::{FeedEntry, FeedFormat, Index, index_page};
///
/// let page = index_page(&Index {
///     title: "Press releases",
///     description: "What happened.",
///     language: "en",
///     site: "https://a.example/feeds/",
///     home: None,
///     rights: None,
///     licence: None,
///     changed: None,
///     all: FeedEntry {
///         label: "All releases",
///         slug: "feed",
///         count: 3,
///         years: &[(2016, 2), (2017, 1)],
///         links: vec![(FeedFormat::Rss, "feed.rss".to_owned())],
///         newest: None,
///     },
///     groups: Vec::new(),
///     newest: Vec::new(),
///     years: Vec::new(),
///     opml: None,
/// });
/// assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
/// assert!(page.contains("3 releases, 2016–2017"));
/// ```
#[must_use]
pub fn index_page(index: &Index<'_>) -> String {
    let axis = Axis::of(index.all.years);
    let mut out = String::with_capacity(16 * 1024);
    begin(&mut out, index);
    header(&mut out, index, axis);
    contents(&mut out, index);
    out.push_str("<main id=\"main\">\n");
    everything(&mut out, index, axis);
    newest(&mut out, index);
    for group in index.groups.iter().filter(|group| !group.feeds.is_empty()) {
        section(&mut out, group, axis);
    }
    out.push_str("</main>\n<footer>\n");
    head::rights(&mut out, index.rights, index.licence);
    if let Some(changed) = index.changed {
        put!(out, "<p>Last change: {}</p>\n", Time(changed));
    }
    out.push_str("</footer>\n</body>\n</html>\n");
    out
}

fn begin(out: &mut String, index: &Index<'_>) {
    head::begin(
        out,
        &Head {
            language: "en",
            title: index.title,
            description: index.description,
            canonical: index.site,
            root: "",
            kind: "website",
            site: index.title,
        },
    );
    head::discovery(out, "", index.title, &index.all.links);
    if let Some(opml) = index.opml {
        put!(
            out,
            "<link rel=\"alternate\" type=\"text/x-opml\" title=\"{} (all feeds)\" href=\"{}\">\n",
            Escaped(index.title),
            Escaped(opml)
        );
    }
    text::script(out, &collection(index));
    out.push_str("</head>\n");
}

/// The attributes of text in a language, on a page in English.
fn in_language(out: &mut String, tag: &str) {
    if tag != "en" {
        put!(out, " lang=\"{}\" dir=\"{}\"", Escaped(tag), direction(tag));
    }
}

fn header(out: &mut String, index: &Index<'_>, axis: Option<Axis>) {
    out.push_str(
        "<body class=\"index\">\n<a class=\"skip\" href=\"#main\">Skip to the feeds</a>\n<header>\n",
    );
    if let Some(home) = index.home {
        put!(
            out,
            "<p class=\"home\"><a href=\"{}\">{}</a></p>\n",
            Escaped(home),
            Escaped(shown(home))
        );
    }
    out.push_str("<h1");
    in_language(out, index.language);
    put!(out, ">{}</h1>\n<p class=\"lede\"", Escaped(index.title));
    in_language(out, index.language);
    put!(out, ">{}</p>\n", Escaped(index.description));
    put!(
        out,
        "<p class=\"facts\">{}",
        counted(index.all.count, "release")
    );
    let years = axis.map(|axis| chart::years_in_words(axis, index.all.years));
    if let Some(years) = years.filter(|years| !years.is_empty()) {
        put!(out, ", {years}");
    }
    let feeds: usize = index.groups.iter().map(|group| group.feeds.len()).sum();
    put!(out, " · {}", counted(feeds as u64 + 1, "feed"));
    if let Some(newest) = index.all.newest {
        put!(out, " · newest: {}", DayTime(newest));
    }
    out.push_str("</p>\n</header>\n");
}

/// What is on the page.
fn contents(out: &mut String, index: &Index<'_>) {
    out.push_str(
        "<nav aria-label=\"On this page\">\n<ul>\n<li><a href=\"#all\">All releases</a></li>\n",
    );
    if !index.newest.is_empty() {
        out.push_str("<li><a href=\"#newest\">Newest releases</a></li>\n");
    }
    for group in index.groups.iter().filter(|group| !group.feeds.is_empty()) {
        put!(
            out,
            "<li><a href=\"#{}\">{}</a> <span class=\"n\">{}</span></li>\n",
            Escaped(group.slug),
            Escaped(group.heading),
            Number(group.feeds.len() as u64)
        );
    }
    out.push_str("</ul>\n</nav>\n");
}

fn everything(out: &mut String, index: &Index<'_>, axis: Option<Axis>) {
    out.push_str("<section aria-labelledby=\"all\">\n<h2 id=\"all\">All releases</h2>\n");
    out.push_str(
        "<p>Give the address of a feed to any feed reader, and it shows what is new. A feed holds the same releases in each of its formats.</p>\n",
    );
    out.push_str("<ul class=\"main-feeds\">\n");
    for (format, href) in &index.all.links {
        put!(
            out,
            "<li><a href=\"{}\" type=\"{}\">{}</a></li>\n",
            Escaped(href),
            format.media_type(),
            format.label()
        );
    }
    if let Some(opml) = index.opml {
        put!(
            out,
            "<li><a href=\"{}\" type=\"text/x-opml\">OPML: the list of all feeds, for readers that import it</a></li>\n",
            Escaped(opml)
        );
    }
    out.push_str("</ul>\n");
    if let Some(axis) = axis {
        chart::large(out, axis, index.all.years);
    }
    out.push_str("</section>\n");
}

fn newest(out: &mut String, index: &Index<'_>) {
    if index.newest.is_empty() {
        return;
    }
    out.push_str(
        "<section aria-labelledby=\"newest\">\n<h2 id=\"newest\">Newest releases</h2>\n<ol class=\"newest\">\n",
    );
    for release in &index.newest {
        item(out, release, "", index.language);
    }
    out.push_str("</ol>\n");
    if !index.years.is_empty() {
        out.push_str("<h3>Releases by year</h3>\n<ul class=\"years\">\n");
        for (year, href) in &index.years {
            put!(out, "<li><a href=\"{}\">{year}</a></li>\n", Escaped(href));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

/// A release in a list; `root` is the way from the page to the folder of the set.
pub(super) fn item(out: &mut String, release: &Newest<'_>, root: &str, of_set: &str) {
    let Newest {
        title,
        href,
        date,
        kind,
        places,
        language,
    } = release;
    let root = if href.contains("://") { "" } else { root };
    put!(
        out,
        "<li>{} <a href=\"{root}{}\"",
        DayTime(date),
        Escaped(href)
    );
    match language {
        Some(tag) => in_language(out, tag),
        None => out.push_str(" dir=\"auto\""),
    }
    put!(out, ">{}</a>", Escaped(title));
    let other = language.filter(|tag| *tag != of_set);
    let facts = kind
        .iter()
        .chain(places)
        .copied()
        .chain(other.map(language::own_name));
    let facts: Vec<String> = facts
        .map(|fact| format!("<bdi>{}</bdi>", Escaped(fact)))
        .collect();
    if !facts.is_empty() {
        put!(out, " <span class=\"of\">{}</span>", facts.join(" · "));
    }
    out.push_str("</li>\n");
}

fn section(out: &mut String, group: &Group<'_>, axis: Option<Axis>) {
    put!(
        out,
        "<section aria-labelledby=\"{0}\">\n<h2 id=\"{0}\">{1}</h2>\n",
        Escaped(group.slug),
        Escaped(group.heading)
    );
    if group.feeds.len() <= LONG {
        list(
            out,
            group.slug,
            &group.feeds.iter().collect::<Vec<_>>(),
            axis,
        );
    } else {
        let mut order: Vec<usize> = (0..group.feeds.len()).collect();
        order.sort_by_key(|at| {
            (
                std::cmp::Reverse(group.feeds.get(*at).map(|feed| feed.count)),
                *at,
            )
        });
        let first = order.get(..ALWAYS).unwrap_or(&order);
        let most: Vec<&FeedEntry<'_>> =
            first.iter().filter_map(|at| group.feeds.get(*at)).collect();
        let mut shown = vec![false; group.feeds.len()];
        for at in first {
            if let Some(shown) = shown.get_mut(*at) {
                *shown = true;
            }
        }
        let others: Vec<&FeedEntry<'_>> = group
            .feeds
            .iter()
            .zip(shown)
            .filter_map(|(feed, shown)| (!shown).then_some(feed))
            .collect();
        put!(out, "<p>Those with the most releases:</p>\n");
        list(out, group.slug, &most, axis);
        put!(
            out,
            "<details><summary>The other {}</summary>\n",
            Number(others.len() as u64)
        );
        list(out, group.slug, &others, axis);
        out.push_str("</details>\n");
    }
    out.push_str("</section>\n");
}

fn list(out: &mut String, group: &str, feeds: &[&FeedEntry<'_>], axis: Option<Axis>) {
    out.push_str("<ul class=\"feeds\">\n");
    for feed in feeds {
        entry(out, group, feed, axis);
    }
    out.push_str("</ul>\n");
}

fn entry(out: &mut String, group: &str, feed: &FeedEntry<'_>, axis: Option<Axis>) {
    let FeedEntry {
        label,
        slug,
        count,
        years,
        links,
        newest,
    } = feed;
    let label = Escaped(label);
    put!(
        out,
        "<li id=\"{}/{}\"><b>{label}</b> <span class=\"n\"",
        Escaped(group),
        Escaped(slug)
    );
    if let Some(newest) = newest {
        put!(out, " title=\"newest: {}\"", Day(newest));
    }
    put!(out, ">{}</span> ", Number(*count));
    match axis {
        Some(axis) if *count >= LEAST_FOR_CHART => chart::small(out, axis, years),
        Some(axis) => put!(
            out,
            "<span class=\"years\">{}</span>",
            chart::years_in_words(axis, years)
        ),
        None => {}
    }
    out.push_str("<span class=\"links\">");
    for (format, href) in links {
        put!(
            out,
            "<a href=\"{}\" aria-label=\"{1} {label}\">{1}</a> ",
            Escaped(href),
            format.short_name()
        );
    }
    out.push_str("</span></li>\n");
}

/// The page as schema.org sees it.
#[derive(Serialize)]
struct CollectionPage<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: String,
    name: &'a str,
    description: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "mainEntity")]
    feed: DataFeed<'a>,
}

#[derive(Serialize)]
struct DataFeed<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(rename = "temporalCoverage", skip_serializing_if = "Option::is_none")]
    years: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(rename = "copyrightNotice", skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
    distribution: Vec<DataDownload>,
}

#[derive(Serialize)]
struct DataDownload {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "encodingFormat")]
    media_type: &'static str,
    #[serde(rename = "contentUrl")]
    url: String,
}

fn collection<'a>(index: &Index<'a>) -> CollectionPage<'a> {
    let used = || index.all.years.iter().filter(|(_, count)| *count > 0);
    let first = used().map(|(year, _)| *year).min();
    let last = used().map(|(year, _)| *year).max();
    CollectionPage {
        context: "https://schema.org",
        kind: "CollectionPage",
        id: index.site,
        url: format!("{}{INDEX_FILE}", index.site),
        name: index.title,
        description: index.description,
        language: index.language,
        feed: DataFeed {
            kind: "DataFeed",
            name: index.title,
            modified: index.changed.map(Date::to_string),
            years: first
                .zip(last)
                .map(|(first, last)| format!("{first:04}/{last:04}")),
            license: index.licence,
            rights: index.rights,
            distribution: index
                .all
                .links
                .iter()
                .map(|(format, href)| DataDownload {
                    kind: "DataDownload",
                    media_type: format.media_type(),
                    url: format!("{}{href}", index.site),
                })
                .collect(),
        },
    }
}
