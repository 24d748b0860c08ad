//! The page of a release.

use std::collections::HashMap;
use std::fmt;

use dateline_core::{BodyType, Language, Place, Release, Source, Tag, Term};

use super::article;
use super::head::{self, Head};
use super::language::{direction, own_name};
use super::text::{self, Escaped, Time, beginning, put, shown};
use super::{FeedFormat, INDEX_FILE};

/// How many characters the description of a page has at most.
const DESCRIPTION: usize = 200;

/// What a page says beyond its release.
#[derive(Clone, Copy)]
pub struct PageFacts<'a> {
    /// What the set is called.
    pub site: &'a str,
    /// The language of the set: that of its title, and of releases that state none.
    pub language: &'a str,
    /// The address of the page itself.
    pub address: &'a str,
    /// The way from the page to the folder of the set; `../` for pages in its folder.
    pub root: &'a str,
    /// The feeds that the release is in.
    pub feeds: &'a [FeedLink<'a>],
    /// The feeds of all releases, relative to the folder of the set.
    pub discovery: &'a [(FeedFormat, String)],
    /// Who holds the rights.
    pub rights: Option<&'a str>,
    /// The address of the licence.
    pub licence: Option<&'a str>,
    /// Makes HTML safe to show on a domain that is not its author's: no scripts, styles, frames,
    /// forms, handlers of events, or attributes `style`, `id` and `class`.
    pub safe_html: &'a dyn Fn(&str) -> String,
}

impl fmt::Debug for PageFacts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageFacts")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// A feed that a release is in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct FeedLink<'a> {
    /// The name of its facet in addresses: `field-of-work`.
    pub facet: &'a str,
    /// Its value: `Border management`.
    pub label: &'a str,
    /// Its name in addresses: `border-management`.
    pub slug: &'a str,
}

/// The page of a release.
///
/// The text of the release is as it stands in it: plain text as paragraphs, HTML as
/// [`PageFacts::safe_html`] makes it. Everything else is escaped. What facet values have a feed of
/// their own link to its entry on the index page. Search engines are told the release's own address
/// where it has one. An embargo and foreign data are not shown.
///
/// ```
/// use dateline_core::{Draft, Release};
/// use dateline_site::html::{FeedLink, PageFacts, release_page};
///
/// let release = Release::try_from(Draft {
///     title: "Bridge <opens>".into(),
///     date: "2016-10-25".into(),
///     language: "en".into(),
///     fields_of_work: vec!["border-management".into()],
///     ..Draft::default()
/// })?;
/// let page = release_page(
///     &release,
///     &PageFacts {
///         site: "Press releases",
///         language: "en",
///         address: "https://a.example/feeds/releases/1.html",
///         root: "../",
///         feeds: &[FeedLink {
///             facet: "field-of-work",
///             label: "Border management",
///             slug: "border-management",
///         }],
///         discovery: &[],
///         rights: None,
///         licence: None,
///         safe_html: &|html| html.to_owned(),
///     },
/// );
/// assert!(page.contains("<h1>Bridge &lt;opens&gt;</h1>"));
/// assert!(page.contains("<a href=\"../index.html#field-of-work/border-management\">Border management</a>"));
/// # Ok::<(), dateline_core::Violations>(())
/// ```
#[must_use]
pub fn release_page(release: &Release<'_>, page: &PageFacts<'_>) -> String {
    let body = release.body();
    let mut out = String::with_capacity(4096 + 2 * body.map_or(0, |body| body.text().len()));
    begin(&mut out, release, page);
    put!(
        out,
        "<body class=\"release\">\n<header{}><p class=\"home\"><a href=\"{}{INDEX_FILE}\">{}</a></p></header>\n<main>\n<article",
        Other(release, page, page.language),
        page.root,
        Escaped(page.site)
    );
    let language = release.language().map(Language::as_str);
    if language.is_some_and(|tag| direction(tag) == "rtl") {
        out.push_str(" dir=\"rtl\"");
    }
    out.push_str(">\n");
    heading(&mut out, release, page);
    // Where the release does not state its language, each block runs as its first letter does.
    let auto = if language.is_none() {
        " dir=\"auto\""
    } else {
        ""
    };
    if let Some(summary) = release.summary() {
        put!(
            out,
            "<div class=\"lede\"{auto}>{}</div>\n",
            dateline_xml::html_from_plain(summary)
        );
    }
    if let Some(body) = body {
        let html = match body.kind() {
            BodyType::Plain => dateline_xml::html_from_plain(body.text()),
            BodyType::Html => (page.safe_html)(body.text()),
        };
        put!(out, "<div class=\"body\"{auto}>\n{html}\n</div>\n");
    }
    details(&mut out, release, page);
    put!(
        out,
        "</article>\n</main>\n<footer{}>\n",
        Chrome(release, page)
    );
    head::rights(&mut out, page.rights, page.licence);
    put!(
        out,
        "<p><a href=\"{}{INDEX_FILE}\">All releases and feeds</a></p>\n</footer>\n</body>\n</html>\n",
        page.root
    );
    out
}

fn begin(out: &mut String, release: &Release<'_>, page: &PageFacts<'_>) {
    let words = release.summary().map(str::to_owned).or_else(|| {
        let body = release.body()?;
        Some(match body.kind() {
            BodyType::Plain => body.text().to_owned(),
            BodyType::Html => dateline_xml::words_of_html(body.text()),
        })
    });
    head::begin(
        out,
        &Head {
            language: language_of(release, page),
            title: release.title(),
            description: &beginning(&words.unwrap_or_default(), DESCRIPTION),
            canonical: release.url().map_or(page.address, |url| url.as_str()),
            root: page.root,
            kind: "article",
            site: page.site,
        },
    );
    put!(
        out,
        "<meta property=\"article:published_time\" content=\"{}\">\n",
        release.date()
    );
    for translation in release.translations() {
        put!(
            out,
            "<link rel=\"alternate\" hreflang=\"{}\" href=\"{}\">\n",
            Escaped(translation.language().as_str()),
            Escaped(translation.url().as_str())
        );
    }
    head::discovery(out, page.root, page.site, page.discovery);
    text::script(out, &article::article(release, page));
    out.push_str("</head>\n");
}

/// The language of the page of a release.
fn language_of<'r>(release: &'r Release<'_>, page: &PageFacts<'r>) -> &'r str {
    release.language().map_or(page.language, Language::as_str)
}

/// The attributes of what the page itself says, in English, on the page of a release.
struct Chrome<'r>(&'r Release<'r>, &'r PageFacts<'r>);

impl fmt::Display for Chrome<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Other(self.0, self.1, "en").fmt(f)
    }
}

/// The attributes of text in a language on the page of a release.
struct Other<'r>(&'r Release<'r>, &'r PageFacts<'r>, &'r str);

impl fmt::Display for Other<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(release, page, tag) = self;
        if language_of(release, page) == *tag {
            return Ok(());
        }
        write!(f, " lang=\"{}\" dir=\"{}\"", Escaped(tag), direction(tag))
    }
}

fn heading(out: &mut String, release: &Release<'_>, page: &PageFacts<'_>) {
    put!(
        out,
        "<header>\n<p class=\"kicker\"{}>",
        Chrome(release, page)
    );
    if let Some(kind) = release.kind() {
        put!(out, "{} · ", Escaped(kind.label()));
    }
    put!(out, "{}", Time(release.date()));
    if let Some(modified) = release.modified() {
        put!(out, " · corrected {}", Time(modified));
    }
    let auto = if release.language().is_none() {
        " dir=\"auto\""
    } else {
        ""
    };
    put!(out, "</p>\n<h1{auto}>{}</h1>\n", Escaped(release.title()));
    if !release.translations().is_empty() {
        put!(
            out,
            "<p class=\"languages\"{}>Also in ",
            Chrome(release, page)
        );
        for (at, translation) in release.translations().iter().enumerate() {
            let tag = translation.language().as_str();
            put!(
                out,
                "{}<a href=\"{}\" hreflang=\"{2}\" lang=\"{2}\" dir=\"{3}\">{4}</a>",
                if at > 0 { " · " } else { "" },
                Escaped(translation.url().as_str()),
                Escaped(tag),
                direction(tag),
                Escaped(own_name(tag))
            );
        }
        out.push_str("</p>\n");
    }
    out.push_str("</header>\n");
}

/// What the release says beyond its text: terms, and their values with links to their feeds.
fn details(out: &mut String, release: &Release<'_>, page: &PageFacts<'_>) {
    let mut rows = Rows {
        out: String::new(),
        root: page.root,
        feeds: page
            .feeds
            .iter()
            .map(|feed| ((feed.facet, feed.label), *feed))
            .collect(),
    };
    let places: Vec<(String, String)> = release.places().iter().map(place).collect();
    rows.row(
        "Place",
        "Places",
        "place",
        places
            .iter()
            .map(|(text, name)| (text.as_str(), name.as_str())),
    );
    rows.labels(
        "Issued by",
        "source",
        release.sources().iter().map(Source::label),
    );
    rows.labels(
        "Fields of work",
        "field-of-work",
        release.fields_of_work().iter().map(Term::label),
    );
    rows.labels(
        "Participating States",
        "state",
        release.participating_states().iter().map(Term::label),
    );
    rows.labels(
        "Partners for Co-operation",
        "partner-state",
        release.partner_states().iter().map(Term::label),
    );
    rows.labels("Tags", "tag", release.tags().iter().map(Tag::label));
    rows.labels("Kind", "kind", release.kind().map(Term::label).into_iter());
    // A release has one language, whatever its feed calls it.
    let feed = page.feeds.iter().find(|feed| feed.facet == "language");
    let language = release.language().map(|language| {
        let tag = language.as_str();
        (own_name(tag), feed.map_or(tag, |feed| feed.label))
    });
    rows.row("Language", "Language", "language", language.into_iter());
    if let Some(number) = release.number() {
        put!(rows.out, "<div><dt>Number</dt><dd>{number}</dd></div>\n");
    }
    // A release whose address is this page has no other.
    let elsewhere = release.url().filter(|url| url.as_str() != page.address);
    if let Some(url) = elsewhere {
        put!(
            rows.out,
            "<div><dt>Original</dt><dd><a href=\"{}\">{}</a></dd></div>\n",
            Escaped(url.as_str()),
            Escaped(shown(url.as_str()))
        );
    }
    if !rows.out.is_empty() {
        put!(out, "<dl{}>\n{}</dl>\n", Chrome(release, page), rows.out);
    }
}

/// A place as it was written, and the name by which it has a feed.
fn place(place: &Place<'_>) -> (String, String) {
    let name = place.canonical().unwrap_or(place.name()).to_owned();
    let text = match place.qualifier() {
        Some(qualifier) => format!("{}, {qualifier}", place.name()),
        None => place.name().to_owned(),
    };
    (text, name)
}

/// The rows of the details.
struct Rows<'o> {
    out: String,
    root: &'o str,
    /// By facet and label, because a release may have any number of tags.
    feeds: HashMap<(&'o str, &'o str), FeedLink<'o>>,
}

impl Rows<'_> {
    /// A row of values that are called what their feeds are called.
    fn labels<'v>(&mut self, heading: &str, facet: &str, values: impl Iterator<Item = &'v str>) {
        self.row(heading, heading, facet, values.map(|value| (value, value)));
    }

    /// A row of values: what is shown of each, and what its feed is called.
    fn row<'v>(
        &mut self,
        one: &str,
        many: &str,
        facet: &str,
        values: impl Iterator<Item = (&'v str, &'v str)>,
    ) {
        let values: Vec<(&str, &str)> = values.collect();
        if values.is_empty() {
            return;
        }
        let heading = if values.len() == 1 { one } else { many };
        put!(self.out, "<div><dt>{heading}</dt>");
        for (value, label) in values {
            let feed = self.feeds.get(&(facet, label)).copied();
            self.value(value, feed);
        }
        self.out.push_str("</div>\n");
    }

    fn value(&mut self, value: &str, feed: Option<FeedLink<'_>>) {
        let value = Escaped(value);
        if let Some(feed) = feed {
            put!(
                self.out,
                "<dd><a href=\"{}{INDEX_FILE}#{}/{}\">{value}</a></dd>",
                self.root,
                Escaped(feed.facet),
                Escaped(feed.slug)
            );
        } else {
            put!(self.out, "<dd>{value}</dd>");
        }
    }
}
