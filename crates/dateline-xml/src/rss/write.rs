//! Releases as a feed.

use std::io::{self, Write};

use dateline_core::text::ByteKinds;
use dateline_core::vocab::{FieldOfWork, ParticipatingState, PartnerState, Vocabulary};
use dateline_core::{
    Body, Channel, Date, Finding, Language, Release, Spelling, Term, Text, Withheld, Written,
    id_as_uri,
};

use super::date;
use crate::clean::{self, FeedBody};
use crate::emit::{self, attribute};
use crate::{escape, foreign, hazard};

const INDENT: &str = "      ";

/// Encodes the parts of an RSS 2.0 feed: what stands in front of its items, each item, what stands
/// behind them. A feed is `head`, then the items with [`SEPARATOR`](Self::SEPARATOR) between each
/// two, then `tail`.
///
/// It keeps nothing from one call to the next, so that an item can be encoded once and its bytes
/// copied into any number of feeds.
///
/// ```
/// use dateline_core::{Channel, ChannelDraft, Draft, Release, Written};
/// use dateline_xml::rss::{Encoder, Writer};
///
/// let channel = Channel::try_from(ChannelDraft {
///     title: "Borders".into(),
///     link: "https://a.example/".into(),
///     description: "What is new at borders.".into(),
///     feed_url: "https://a.example/feed.rss".into(),
///     language: "en".into(),
///     ..ChannelDraft::default()
/// })?;
/// let draft = Draft { title: "Water talks".into(), date: "2016".into(), ..Draft::default() };
/// let release = Release::try_from(draft)?;
///
/// let (encoder, mut findings) = (Encoder::default(), Vec::new());
/// let (mut feed, mut item) = (String::new(), String::new());
/// assert_eq!(encoder.item(&release, &channel, &mut item, &mut findings), Written::Out);
/// encoder.head(&channel, &mut feed, &mut findings);
/// feed.push_str(&item);
/// feed.push_str(Encoder::SEPARATOR);
/// feed.push_str(&item);
/// encoder.tail(true, &mut feed);
///
/// let mut writer = Writer::new(Vec::new(), &channel)?;
/// let _ = writer.write(&release, &mut findings)?;
/// let _ = writer.write(&release, &mut findings)?;
/// assert_eq!(feed.into_bytes(), writer.finish(&mut findings)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Encoder {
    spelling: Spelling,
    foreign: bool,
    as_of: Option<Date>,
    clean: bool,
}

impl Encoder {
    /// What stands between two items: nothing.
    pub const SEPARATOR: &str = "";

    /// Writes terms by their labels or by their codes.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// Writes all foreign elements, also those that feed validators do not know.
    #[must_use]
    pub fn foreign(self, foreign: bool) -> Self {
        Self { foreign, ..self }
    }

    /// The moment of publication: a release whose embargo is over by then goes out, and one that is
    /// dated later does not ([`Release::withheld`]).
    #[must_use]
    pub fn as_of(self, as_of: Option<Date>) -> Self {
        Self { as_of, ..self }
    }

    /// Leaves out every release that has a hazard: what a feed validator would not be content with.
    /// The hazards are found all the same.
    #[must_use]
    pub fn clean(self, clean: bool) -> Self {
        Self { clean, ..self }
    }

    /// Appends all that stands in front of the items. What a validator will not be content with in
    /// the texts of the channel is found.
    ///
    /// | fact | element |
    /// |---|---|
    /// | title, link, description, language | those of these names |
    /// | rights | `copyright` |
    /// | changed | `lastBuildDate`, where a day from 1990 on is known |
    /// | ttl | `ttl` |
    /// | image | `image`, with the title and the link of the channel |
    /// | `feed_url` | `atom:link rel="self"` |
    /// | hub, licence | `atom:link` with `rel="hub"`, `rel="license"` (RFC 4946) |
    /// | paging | `atom:link` with `rel="prev-archive"` and `rel="next-archive"`; in an archive document also with `rel="current"`, and `fh:archive` (RFC 5005) |
    pub fn head(&self, channel: &Channel, out: &mut String, findings: &mut Vec<Finding>) {
        hazard::of_facts(channel, findings);
        super::head::encode(channel, out);
    }

    /// Appends a release as an item, and nothing else; nothing at all where it is withheld. It is
    /// the same in every channel.
    pub fn item(
        &self,
        release: &Release<'_>,
        channel: &Channel,
        out: &mut String,
        findings: &mut Vec<Finding>,
    ) -> Written {
        let _ = channel;
        self.encode(release, out, findings)
    }

    /// Appends all that stands behind the items; the same, whether there are any or not.
    pub fn tail(&self, any_items: bool, out: &mut String) {
        let _ = any_items;
        out.push_str("  </channel>\n</rss>\n");
    }

    fn encode(
        &self,
        release: &Release<'_>,
        out: &mut String,
        findings: &mut Vec<Finding>,
    ) -> Written {
        let within = foreign::Within::Rss;
        if let Some(withheld) = release.withheld(self.as_of.as_ref()) {
            return Written::Withheld(withheld);
        }
        let known = findings.len();
        let bytes = release.body().map_or_else(ByteKinds::default, Body::bytes);
        hazard::of_release(release, bytes, findings);
        if self.clean && findings.len() > known {
            return Written::Withheld(Withheld::Unclean);
        }
        findings.extend(release.embargo_loss(within.name()));
        let body = clean::body(release, bytes, findings);
        encode(release, body.as_ref(), self.spelling, out);
        foreign::write(
            release.foreign(),
            within,
            self.foreign,
            INDENT,
            out,
            findings,
        );
        out.push_str("    </item>\n");
        Written::Out
    }
}

/// Writes releases as an RSS 2.0 feed, one at a time, in the order they come.
///
/// | field | element |
/// |---|---|
/// | `id` | `guid`, and `dc:identifier` as `id:…` where the guid cannot be it |
/// | `number` | `dc:identifier` |
/// | `kind` | `dc:type` |
/// | `title` | `title` |
/// | `date` | `dcterms:issued` (before 1990 `dcterms:available`), and `pubDate` where a day is known |
/// | `modified` | `dcterms:modified` |
/// | `language` | `dc:language`, `und` where absent |
/// | `url` | `link` |
/// | `places` | `dcterms:spatial` |
/// | `sources` | `dc:creator` |
/// | `fields_of_work`, `participating_states`, `partner_states` | `category` with our `domain` |
/// | `tags` | `category` with their scheme as `domain`, or without |
/// | `summary` | `description` |
/// | `body` | `content:encoded` beside a summary, else `description` |
/// | `body_type` | `dc:format` |
/// | `translations` | `dcterms:hasVersion` with `xml:lang` |
/// | `embargo` | none: such a release is withheld; where the embargo is over, it is a loss |
/// | `foreign` | as it was, where feed validators know it; else a loss |
///
/// What the feed says about itself is told by [`Encoder::head`].
///
/// The output takes many items at a time. [`finish`](Writer::finish) writes the last of them and ends
/// the feed; dropping the writer does not.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    buffer: String,
    bytes: u64,
    encoder: Encoder,
    /// What was found about the channel, to be said at the end.
    of_channel: Vec<Finding>,
}

impl<W: Write> Writer<W> {
    /// Begins a feed with the facts about its channel.
    ///
    /// # Errors
    ///
    /// None so far: nothing is written yet.
    pub fn new(output: W, channel: &Channel) -> io::Result<Self> {
        let mut writer = Self {
            output,
            buffer: String::new(),
            bytes: 0,
            encoder: Encoder::default(),
            of_channel: Vec::new(),
        };
        let Self {
            encoder,
            buffer,
            of_channel,
            ..
        } = &mut writer;
        encoder.head(channel, buffer, of_channel);
        Ok(writer)
    }

    /// Writes terms by their labels or by their codes.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        let encoder = self.encoder.spelling(spelling);
        Self { encoder, ..self }
    }

    /// Writes all foreign elements, also those that feed validators do not know.
    #[must_use]
    pub fn foreign(self, foreign: bool) -> Self {
        let encoder = self.encoder.foreign(foreign);
        Self { encoder, ..self }
    }

    /// The moment of publication ([`Encoder::as_of`]).
    #[must_use]
    pub fn as_of(self, as_of: Option<Date>) -> Self {
        let encoder = self.encoder.as_of(as_of);
        Self { encoder, ..self }
    }

    /// Leaves out every release that has a hazard ([`Encoder::clean`]).
    #[must_use]
    pub fn clean(self, clean: bool) -> Self {
        let encoder = self.encoder.clean(clean);
        Self { encoder, ..self }
    }

    /// Writes a release as an item, unless it is withheld: because of an embargo, of its date
    /// ([`as_of`](Self::as_of)) or of a hazard ([`clean`](Self::clean)).
    ///
    /// # Errors
    ///
    /// Where the output does not take it, or those before it.
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        let written = self.encoder.encode(release, &mut self.buffer, findings);
        if self.buffer.len() >= emit::BATCH {
            self.flush()?;
        }
        Ok(written)
    }

    /// What encodes its items.
    #[must_use]
    pub const fn encoder(&self) -> &Encoder {
        &self.encoder
    }

    /// Writes items that its [`encoder`](Self::encoder) encoded, one behind the other.
    ///
    /// # Errors
    ///
    /// Where the output does not take them, or those before them.
    pub fn append(&mut self, encoded: &[u8]) -> io::Result<()> {
        self.flush()?;
        self.bytes += encoded.len() as u64;
        self.output.write_all(encoded)
    }

    /// Ends the feed and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output does not take the end.
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> io::Result<W> {
        self.encoder.tail(true, &mut self.buffer);
        self.flush()?;
        findings.append(&mut self.of_channel);
        hazard::of_length(self.bytes, findings);
        self.output.flush()?;
        Ok(self.output)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.write_all(self.buffer.as_bytes())?;
        self.bytes += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}

/// An element of an item.
macro_rules! element {
    ($out:expr, $name:literal, $escape:path, $text:expr) => {
        emit::element!($out, "      ", $name, $escape, $text)
    };
}

/// Appends a release as an item, without its end tag. `body` is its body as HTML.
fn encode(
    release: &Release<'_>,
    body: Option<&FeedBody<'_>>,
    spelling: Spelling,
    out: &mut String,
) {
    out.push_str("    <item>\n");
    let url = release.url().map(dateline_core::WebAddress::as_str);
    element!(out, "title", escape::plain, release.title());
    if let Some(url) = url {
        element!(out, "link", escape::address, url);
    }
    let guid = guid(release.id());
    out.push_str(if url == Some(&*guid) {
        "      <guid isPermaLink=\"true\">"
    } else {
        "      <guid isPermaLink=\"false\">"
    });
    escape::plain(out, &guid);
    out.push_str("</guid>\n");
    texts(release.summary(), body, out);
    dates(release.date(), out);
    if let Some(modified) = release.modified() {
        element!(out, "dcterms:modified", String::push_str, &modified.text());
    }
    let language = release
        .language()
        .map_or(Language::UNDETERMINED, Language::as_str);
    element!(out, "dc:language", String::push_str, language);
    if let Some(kind) = release.kind() {
        let write = words_of(kind.listed().is_some());
        element!(out, "dc:type", write, kind.spelled(spelling));
    }
    for source in release.sources() {
        let write = words_of(source.unlisted().is_none());
        element!(out, "dc:creator", write, source.spelled(spelling));
    }
    for place in release.places() {
        if place.qualifier().is_none() {
            element!(out, "dcterms:spatial", escape::plain, place.name());
        } else {
            element!(out, "dcterms:spatial", escape::plain, &place.to_string());
        }
    }
    terms::<FieldOfWork>(out, release.fields_of_work(), spelling);
    terms::<ParticipatingState>(out, release.participating_states(), spelling);
    terms::<PartnerState>(out, release.partner_states(), spelling);
    for tag in release.tags() {
        category(out, tag.scheme(), tag.label());
    }
    if let Some(number) = release.number() {
        element!(out, "dc:identifier", String::push_str, &number.to_string());
    }
    if guid != release.id() {
        plain(out, "dc:identifier", &format!("id:{}", release.id()));
    }
    if let Some(body) = release.body().filter(|_| body.is_some()) {
        element!(out, "dc:format", String::push_str, body.kind().name());
    }
    for translation in release.translations() {
        emit::begin(out, INDENT, "dcterms:hasVersion");
        attribute(out, "xml:lang", translation.language().as_str());
        out.push('>');
        escape::address(out, translation.url().as_str());
        emit::end(out, "dcterms:hasVersion");
    }
}

/// How the words of a term are written: what a vocabulary says needs no reference (a test looks at
/// all of it).
fn words_of(is_listed: bool) -> fn(&mut String, &str) {
    if is_listed {
        String::push_str
    } else {
        escape::plain
    }
}

/// The id as a guid. One of fewer than nine digits would not be unique enough (rule R21).
pub(crate) fn guid(id: &str) -> Text<'_> {
    if id.chars().all(char::is_numeric) && id.chars().nth(8).is_none() {
        id_as_uri(id)
    } else {
        Text::from(id)
    }
}

fn texts(summary: Option<&str>, body: Option<&FeedBody<'_>>, out: &mut String) {
    let write = |out: &mut String, body: &FeedBody<'_>| body.write(out);
    match (summary, body) {
        (Some(summary), body) => {
            element!(out, "description", escape::html_of_summary, summary);
            if let Some(body) = body {
                element!(out, "content:encoded", write, body);
            }
        }
        (None, Some(body)) => element!(out, "description", write, body),
        (None, None) => {}
    }
}

/// The exact date goes first: some readers let the later of the two win.
fn dates(date: &Date, out: &mut String) {
    if date::is_early(date) {
        element!(out, "dcterms:available", String::push_str, &date.text());
        return;
    }
    element!(out, "dcterms:issued", String::push_str, &date.text());
    if let Some(date) = date::pub_date(date) {
        element!(out, "pubDate", String::push_str, &date);
    }
}

fn terms<T: Vocabulary>(out: &mut String, terms: &[Term<'_, T>], spelling: Spelling) {
    for term in terms {
        let label = term.spelled(spelling);
        if term.listed().is_none() {
            category(out, Some(T::SCHEME), label);
            continue;
        }
        // Without reference, as of `words_of`.
        for piece in [
            "      <category domain=\"",
            T::SCHEME,
            "\">",
            label,
            "</category>\n",
        ] {
            out.push_str(piece);
        }
    }
}

fn category(out: &mut String, domain: Option<&str>, label: &str) {
    if let Some(domain) = domain {
        out.push_str("      <category domain=\"");
        escape::attribute(out, domain);
        out.push_str("\">");
    } else {
        out.push_str("      <category>");
    }
    escape::plain(out, label);
    out.push_str("</category>\n");
}

fn plain(out: &mut String, name: &str, text: &str) {
    emit::plain(out, INDENT, name, text);
}
