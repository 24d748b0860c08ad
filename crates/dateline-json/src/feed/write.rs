//! Writes a JSON Feed.

use std::collections::HashSet;
use std::io::{self, Write};

use dateline_core::vocab::{FieldOfWork, PartnerState, Vocabulary};
use dateline_core::{
    BodyType, Channel, Draft, DraftPlace, DraftTranslation, Finding, Foreign, Language, Release,
    Spelling, Tag, Text, Withheld, Written,
};
use serde::Serialize;

use super::head::{Head, VERSION, open};
use super::instant;
use super::keys::{Home, Sorted};

/// Writes a JSON Feed 1.1, each item at the start of a line.
///
/// Of the foreign data of a release, those keys go out as they were read that the specification has
/// beside the fields (`image`, `banner_image`, `external_url`, `attachments`; `content_text` beside
/// an HTML body; `authors` where they name the sources and say more of them), and extensions. The
/// rest is a loss, which is said, unless [`Writer::foreign`] is asked for.
///
/// ```
/// use dateline_core::{Channel, ChannelDraft, Draft, Release};
/// use dateline_json::feed::Writer;
///
/// let channel = Channel::try_from(ChannelDraft {
///     title: "Borders".into(),
///     link: "https://www.osce.org/borders".into(),
///     description: "What is new at borders.".into(),
///     feed_url: "https://www.osce.org/borders.json".into(),
///     language: "en".into(),
///     ..ChannelDraft::default()
/// })?;
/// let draft = Draft { title: "Water talks".into(), date: "2016-10".into(), ..Draft::default() };
/// let mut findings = Vec::new();
/// let mut writer = Writer::new(Vec::new(), &channel)?;
/// let _ = writer.write(&Release::try_from(draft)?, &mut findings)?;
/// let feed = String::from_utf8(writer.finish(&mut findings)?)?;
/// assert!(feed.contains(r#""date_published":"2016-10-01T00:00:00Z""#));
/// assert!(feed.contains(r#""datePublished":"2016-10""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    spelling: Spelling,
    started: bool,
    foreign: bool,
    buffer: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Begins a feed with these facts.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn new(mut output: W, channel: &Channel) -> io::Result<Self> {
        let head = serde_json::to_vec(&Head {
            version: VERSION,
            title: channel.title(),
            home_page_url: channel.link().as_str(),
            feed_url: channel.feed_url().as_str(),
            description: channel.description(),
            language: channel.language().as_str(),
            authors: &[],
        })?;
        output.write_all(&open(&head))?;
        output.write_all(b"\"items\":[")?;
        Ok(Self {
            output,
            spelling: Spelling::default(),
            started: false,
            foreign: false,
            buffer: Vec::new(),
        })
    }

    /// Spells terms so.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// Writes foreign data that has no place in a JSON Feed as well, into an extension `_foreign`: a
    /// list of elements in the native shape, which a [`Reader`](super::Reader) puts back behind
    /// the keys that are foreign data.
    #[must_use]
    pub fn foreign(self, foreign: bool) -> Self {
        Self { foreign, ..self }
    }

    /// Writes a release. One with an embargo is withheld.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        if release.embargo().is_some() {
            return Ok(Written::Withheld(Withheld::Embargo));
        }
        self.buffer.clear();
        self.buffer
            .extend_from_slice(if self.started { b",\n" } else { b"\n" });
        let home = Home {
            sources: release
                .sources()
                .iter()
                .map(|source| source.spelled(self.spelling))
                .collect(),
            has_url: release.url().is_some(),
            has_html: release.body().is_some_and(|body| {
                body.kind() == BodyType::Html && !Text::from(body.text()).is_blank()
            }),
        };
        let sorted = Sorted::new(release.foreign(), &home);
        if !self.foreign {
            findings.extend(Foreign::loss(sorted.others.iter().copied(), "JSON Feed"));
        }
        encode(release, self.spelling, &sorted, &mut self.buffer)?;
        if self.foreign && !sorted.others.is_empty() {
            append(
                "_foreign",
                &serde_json::to_vec(&sorted.others)?,
                &mut self.buffer,
            )?;
        }
        self.started = true;
        self.output.write_all(&self.buffer)?;
        Ok(Written::Out)
    }

    /// Writes the end and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> io::Result<W> {
        let _ = findings;
        self.output
            .write_all(if self.started { b"\n]}\n" } else { b"]}\n" })?;
        self.output.flush()?;
        Ok(self.output)
    }
}

/// An item, in the order in which it is written.
#[derive(Serialize)]
struct Item<'r> {
    id: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'r str,
    title: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'r str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'r str>,
    language: &'r str,
    #[serde(rename = "_schema_org")]
    article: Article<'r>,
}

/// An author, of whom a release has the name.
#[derive(Serialize)]
struct Author<'r> {
    name: &'r str,
}

/// The subset of schema.org's `NewsArticle`.
#[derive(Serialize)]
struct Article<'r> {
    /// As JSON Feed asks of extensions: what defines it.
    about: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    identifier: &'r str,
    #[serde(rename = "datePublished")]
    date_published: &'r str,
    #[serde(rename = "dateModified", skip_serializing_if = "str::is_empty")]
    date_modified: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    genre: &'r str,
    #[serde(rename = "locationCreated", skip_serializing_if = "Vec::is_empty")]
    places: Vec<Place<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<DefinedTerm<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mentions: Vec<Country<'r>>,
    #[serde(rename = "workTranslation", skip_serializing_if = "Vec::is_empty")]
    translations: Vec<Translation<'r>>,
}

#[derive(Serialize)]
struct Place<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    address: &'r str,
}

#[derive(Serialize)]
struct DefinedTerm<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'r str,
    #[serde(rename = "termCode", skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(rename = "inDefinedTermSet", skip_serializing_if = "Option::is_none")]
    scheme: Option<&'r str>,
}

#[derive(Serialize)]
struct Country<'r> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'r str,
}

#[derive(Serialize)]
struct Translation<'r> {
    #[serde(rename = "inLanguage")]
    language: &'r str,
    url: &'r str,
}

/// Appends a key and its value, which is JSON, to the object that ends the buffer.
fn append(key: &str, value: &[u8], buffer: &mut Vec<u8>) -> io::Result<()> {
    if buffer.last() == Some(&b'}') {
        buffer.pop();
    }
    buffer.push(b',');
    serde_json::to_writer(&mut *buffer, key)?;
    buffer.push(b':');
    buffer.extend_from_slice(value);
    buffer.push(b'}');
    Ok(())
}

fn encode(
    release: &Release<'_>,
    spelling: Spelling,
    sorted: &Sorted<'_>,
    buffer: &mut Vec<u8>,
) -> io::Result<()> {
    // A draft can be taken apart completely: a new field does not compile until it is written.
    let Draft {
        id,
        number,
        kind,
        title,
        date,
        modified,
        language,
        url,
        places,
        sources,
        fields_of_work,
        participating_states,
        partner_states,
        tags,
        summary,
        body,
        body_type,
        translations,
        embargo: _,
        foreign: _,
        keep_unlisted: _,
    } = &Draft::spelled(release, spelling);
    let tags: Vec<Tag<'_>> = tags
        .iter()
        .map(|tag| Tag::from_text(tag.borrowed()))
        .collect();

    let plain = tags.iter().map(|tag| DefinedTerm {
        kind: "DefinedTerm",
        name: tag.label(),
        code: None,
        scheme: tag.scheme(),
    });
    let fields = fields_of_work.iter().map(term::<FieldOfWork>);
    let partners = partner_states.iter().map(term::<PartnerState>);
    let keywords = fields.chain(partners).chain(plain).collect();

    let terms = fields_of_work
        .iter()
        .chain(participating_states)
        .chain(partner_states);
    let labels = terms.map(Text::as_str).chain(tags.iter().map(Tag::label));
    let mut seen = HashSet::new();
    let html = body_type == BodyType::Html.name();
    let item = Item {
        id,
        url,
        title,
        summary,
        content_html: html.then_some(body.as_str()),
        content_text: (!html).then_some(body.as_str()),
        date_published: instant(release.date()),
        date_modified: release.modified().map(instant),
        // Those who say more than a name go out as they were read.
        authors: if sorted.has("authors") {
            Vec::new()
        } else {
            sources.iter().map(|name| Author { name }).collect()
        },
        tags: labels.filter(|label| seen.insert(*label)).collect(),
        language: if language.is_empty() {
            Language::UNDETERMINED
        } else {
            language
        },
        article: Article {
            about: "https://schema.org/NewsArticle",
            kind: "NewsArticle",
            identifier: number,
            date_published: date,
            date_modified: modified,
            genre: kind,
            places: places.iter().map(place).collect(),
            keywords,
            mentions: participating_states
                .iter()
                .map(|name| Country {
                    kind: "Country",
                    name,
                })
                .collect(),
            translations: translations
                .iter()
                .map(|DraftTranslation { language, url }| Translation { language, url })
                .collect(),
        },
    };
    serde_json::to_writer(&mut *buffer, &item)?;
    sorted
        .keys
        .iter()
        .try_for_each(|(key, value)| append(key, value.as_bytes(), buffer))
}

/// A place as it was written; what is derived from the vocabulary is never stored.
fn place<'r>(place: &'r DraftPlace<'_>) -> Place<'r> {
    let DraftPlace {
        name,
        qualifier,
        canonical: _,
        state: _,
    } = place;
    Place {
        kind: "Place",
        name,
        address: qualifier,
    }
}

fn term<'r, T: Vocabulary>(name: &'r Text<'_>) -> DefinedTerm<'r> {
    let code = T::find(name).map(Vocabulary::code);
    DefinedTerm {
        kind: "DefinedTerm",
        name,
        code,
        scheme: Some(T::SCHEME),
    }
}
