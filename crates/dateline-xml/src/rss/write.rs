//! Releases as a feed.

use std::io::{self, Write};

use dateline_core::vocab::{FieldOfWork, ParticipatingState, PartnerState, Vocabulary};
use dateline_core::{
    BodyType, Channel, Date, Finding, FindingKind, Foreign, Language, Release, Spelling, Term,
    Text, Withheld, Written, id_as_uri,
};

use super::{START, date};
use crate::{escape, hazard, html_from_plain};

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
///
/// [`finish`](Writer::finish) ends the feed; dropping the writer does not.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    buffer: String,
    bytes: u64,
    spelling: Spelling,
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
        findings.extend(Foreign::loss(release.foreign(), "RSS"));
        encode(release, self.spelling, &mut self.buffer);
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
        if self.bytes > hazard::MOST_BYTES {
            let what = format!(
                "the feed has {} bytes; feed validators read no more than {}",
                self.bytes,
                hazard::MOST_BYTES
            );
            findings.push(Finding::general(FindingKind::Remark { what }));
        }
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
    let mut element = |name: &str, text: &str| plain(out, "    ", name, text);
    element("title", channel.title());
    out.push_str("    <link>");
    escape::address(out, channel.link().as_str());
    end(out, "link");
    let mut element = |name: &str, text: &str| plain(out, "    ", name, text);
    element("description", channel.description());
    element("language", channel.language().as_str());
    out.push_str("    <atom:link");
    attribute(out, "href", channel.feed_url().as_str());
    attribute(out, "rel", "self");
    attribute(out, "type", "application/rss+xml");
    out.push_str("/>\n");
}

/// Appends a release as an item.
fn encode(release: &Release<'_>, spelling: Spelling, out: &mut String) {
    out.push_str("    <item>\n");
    let url = release.url().map(dateline_core::WebAddress::as_str);
    element(out, "title", release.title());
    if let Some(url) = url {
        out.push_str("      <link>");
        escape::address(out, url);
        end(out, "link");
    }
    let guid = guid(release.id());
    out.push_str("      <guid");
    attribute(
        out,
        "isPermaLink",
        if url == Some(&*guid) { "true" } else { "false" },
    );
    close(out, "guid", &guid);
    texts(release, out);
    dates(release.date(), out);
    if let Some(modified) = release.modified() {
        element(out, "dcterms:modified", &modified.to_string());
    }
    let language = release
        .language()
        .map_or(Language::UNDETERMINED, Language::as_str);
    element(out, "dc:language", language);
    if let Some(kind) = release.kind() {
        element(out, "dc:type", kind.spelled(spelling));
    }
    for source in release.sources() {
        element(out, "dc:creator", source.spelled(spelling));
    }
    for place in release.places() {
        element(out, "dcterms:spatial", &place.to_string());
    }
    terms::<FieldOfWork>(out, release.fields_of_work(), spelling);
    terms::<ParticipatingState>(out, release.participating_states(), spelling);
    terms::<PartnerState>(out, release.partner_states(), spelling);
    for tag in release.tags() {
        category(out, tag.scheme(), tag.label());
    }
    if let Some(number) = release.number() {
        element(out, "dc:identifier", &number.to_string());
    }
    if guid != release.id() {
        element(out, "dc:identifier", &format!("id:{}", release.id()));
    }
    if let Some(body) = release.body() {
        element(out, "dc:format", body.kind().name());
    }
    for translation in release.translations() {
        out.push_str("      <dcterms:hasVersion");
        attribute(out, "xml:lang", translation.language().as_str());
        out.push('>');
        escape::address(out, translation.url().as_str());
        end(out, "dcterms:hasVersion");
    }
    out.push_str("    </item>\n");
}

/// The id as a guid. One of fewer than nine digits would not be unique enough (rule R21).
pub(super) fn guid(id: &str) -> Text<'_> {
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
    let mut element = |name: &str, html: &str| {
        out.push_str("      <");
        out.push_str(name);
        out.push('>');
        escape::html(out, html);
        end(out, name);
    };
    match (release.summary(), body) {
        (Some(summary), body) => {
            element("description", &html_from_plain(summary));
            if let Some(body) = body {
                element("content:encoded", &body);
            }
        }
        (None, Some(body)) => element("description", &body),
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
    element(out, name, &date.to_string());
    if let Some(date) = date::pub_date(date) {
        element(out, "pubDate", &date);
    }
}

fn terms<T: Vocabulary>(out: &mut String, terms: &[Term<'_, T>], spelling: Spelling) {
    for term in terms {
        category(out, Some(T::SCHEME), term.spelled(spelling));
    }
}

fn category(out: &mut String, domain: Option<&str>, label: &str) {
    out.push_str("      <category");
    if let Some(domain) = domain {
        attribute(out, "domain", domain);
    }
    close(out, "category", label);
}

fn element(out: &mut String, name: &str, text: &str) {
    plain(out, "      ", name, text);
}

fn plain(out: &mut String, indent: &str, name: &str, text: &str) {
    out.push_str(indent);
    out.push('<');
    out.push_str(name);
    close(out, name, text);
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape::attribute(out, value);
    out.push('"');
}

/// Ends a start tag, and writes plain text and the end tag.
fn close(out: &mut String, name: &str, text: &str) {
    out.push('>');
    escape::plain(out, text);
    end(out, name);
}

fn end(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}
