//! Releases as a feed.

use std::io::{self, Write};

use dateline_core::vocab::{FieldOfWork, ParticipatingState, PartnerState, Vocabulary};
use dateline_core::{
    BodyType, Channel, Date, Finding, Language, Release, Spelling, Term, Text, Withheld, Written,
    id_as_uri,
};

use super::{START, date};
use crate::emit::{self, attribute};
use crate::{escape, foreign, hazard, html_from_plain};

const INDENT: &str = "      ";

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
/// | `embargo` | none: such a release is withheld |
/// | `foreign` | as it was, where feed validators know it; else a loss |
///
/// [`finish`](Writer::finish) ends the feed; dropping the writer does not.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    buffer: String,
    bytes: u64,
    spelling: Spelling,
    foreign: bool,
    channel_hazards: Vec<Finding>,
}

impl<W: Write> Writer<W> {
    /// Begins a feed with the facts about its channel.
    ///
    /// # Errors
    ///
    /// Where the output does not take it.
    pub fn new(output: W, channel: &Channel) -> io::Result<Self> {
        let mut hazards = Vec::new();
        hazard::of_channel("title", channel.title(), &mut hazards);
        hazard::of_channel("description", channel.description(), &mut hazards);
        hazard::of_channel_language(channel.language().as_str(), &mut hazards);
        let mut writer = Self {
            output,
            buffer: String::new(),
            bytes: 0,
            spelling: Spelling::default(),
            foreign: false,
            channel_hazards: hazards,
        };
        encode_channel(channel, &mut writer.buffer);
        writer.flush()?;
        Ok(writer)
    }

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

    /// Writes a release as an item, unless it has an embargo.
    ///
    /// # Errors
    ///
    /// Where the output does not take it.
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        if release.embargo().is_some() {
            return Ok(Written::Withheld(Withheld::Embargo));
        }
        hazard::of_release(release, findings);
        encode(release, self.spelling, &mut self.buffer);
        foreign::write(
            release.foreign(),
            foreign::Within::Rss,
            self.foreign,
            INDENT,
            &mut self.buffer,
            findings,
        );
        self.buffer.push_str("    </item>\n");
        self.flush()?;
        Ok(Written::Out)
    }

    /// Ends the feed and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output does not take the end.
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> io::Result<W> {
        self.buffer.push_str("  </channel>\n</rss>\n");
        self.flush()?;
        findings.append(&mut self.channel_hazards);
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

fn encode_channel(channel: &Channel, out: &mut String) {
    out.push_str(START);
    emit::plain(out, "    ", "title", channel.title());
    emit::address(out, "    ", "link", channel.link().as_str());
    emit::plain(out, "    ", "description", channel.description());
    emit::plain(out, "    ", "language", channel.language().as_str());
    emit::begin(out, "    ", "atom:link");
    attribute(out, "href", channel.feed_url().as_str());
    attribute(out, "rel", "self");
    attribute(out, "type", "application/rss+xml");
    out.push_str("/>\n");
}

/// Appends a release as an item, without its end tag.
fn encode(release: &Release<'_>, spelling: Spelling, out: &mut String) {
    out.push_str("    <item>\n");
    let url = release.url().map(dateline_core::WebAddress::as_str);
    plain(out, "title", release.title());
    if let Some(url) = url {
        emit::address(out, INDENT, "link", url);
    }
    let guid = guid(release.id());
    emit::begin(out, INDENT, "guid");
    attribute(
        out,
        "isPermaLink",
        if url == Some(&*guid) { "true" } else { "false" },
    );
    emit::close(out, "guid", &guid);
    texts(release, out);
    dates(release.date(), out);
    if let Some(modified) = release.modified() {
        plain(out, "dcterms:modified", &modified.to_string());
    }
    let language = release
        .language()
        .map_or(Language::UNDETERMINED, Language::as_str);
    plain(out, "dc:language", language);
    if let Some(kind) = release.kind() {
        plain(out, "dc:type", kind.spelled(spelling));
    }
    for source in release.sources() {
        plain(out, "dc:creator", source.spelled(spelling));
    }
    for place in release.places() {
        plain(out, "dcterms:spatial", &place.to_string());
    }
    terms::<FieldOfWork>(out, release.fields_of_work(), spelling);
    terms::<ParticipatingState>(out, release.participating_states(), spelling);
    terms::<PartnerState>(out, release.partner_states(), spelling);
    for tag in release.tags() {
        category(out, tag.scheme(), tag.label());
    }
    if let Some(number) = release.number() {
        plain(out, "dc:identifier", &number.to_string());
    }
    if guid != release.id() {
        plain(out, "dc:identifier", &format!("id:{}", release.id()));
    }
    if let Some(body) = release.body() {
        plain(out, "dc:format", body.kind().name());
    }
    for translation in release.translations() {
        emit::begin(out, INDENT, "dcterms:hasVersion");
        attribute(out, "xml:lang", translation.language().as_str());
        out.push('>');
        escape::address(out, translation.url().as_str());
        emit::end(out, "dcterms:hasVersion");
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

fn texts(release: &Release<'_>, out: &mut String) {
    let body = release.body().map(|body| match body.kind() {
        BodyType::Plain => Text::from(html_from_plain(body.text())),
        BodyType::Html => Text::from(body.text()),
    });
    let mut html = |name: &str, html: &str| {
        emit::begin(out, INDENT, name);
        emit::close_html(out, name, html);
    };
    match (release.summary(), body) {
        (Some(summary), body) => {
            html("description", &html_from_plain(summary));
            if let Some(body) = body {
                html("content:encoded", &body);
            }
        }
        (None, Some(body)) => html("description", &body),
        (None, None) => {}
    }
}

/// The exact date goes first: some readers let the later of the two win.
fn dates(date: &Date, out: &mut String) {
    let name = if date::is_early(date) {
        "dcterms:available"
    } else {
        "dcterms:issued"
    };
    plain(out, name, &date.to_string());
    if let Some(date) = date::pub_date(date) {
        plain(out, "pubDate", &date);
    }
}

fn terms<T: Vocabulary>(out: &mut String, terms: &[Term<'_, T>], spelling: Spelling) {
    for term in terms {
        category(out, Some(T::SCHEME), term.spelled(spelling));
    }
}

fn category(out: &mut String, domain: Option<&str>, label: &str) {
    emit::begin(out, INDENT, "category");
    if let Some(domain) = domain {
        attribute(out, "domain", domain);
    }
    emit::close(out, "category", label);
}

fn plain(out: &mut String, name: &str, text: &str) {
    emit::plain(out, INDENT, name, text);
}
