//! Releases as an Atom feed.

use std::io::{self, Write};

use dateline_core::vocab::{FieldOfWork, ParticipatingState, PartnerState, Vocabulary};
use dateline_core::{
    BodyType, Channel, Field, Finding, FindingKind, Language, Release, Spelling, Tag, Term,
    Translation, WebAddress, Withheld, Written,
};

use super::id::atom_id;
use super::updated::{instant, updated};
use crate::emit::{self, attribute};
use crate::rss::date::is_early;
use crate::{foreign, hazard, html, html_from_plain};

/// What stands in front of the elements of an entry.
const INDENT: &str = "    ";

/// When a feed without entries was last changed: there is nothing in it that could say.
const NEVER: &str = "1990-01-01T00:00:00Z";

/// Writes releases as an Atom 1.0 feed, one at a time, in the order they come.
///
/// | field | element |
/// |---|---|
/// | `id` | `id`, and `dc:identifier` as `id:…` where it is no URI in canonical form |
/// | `number` | `dc:identifier` |
/// | `kind` | `dc:type` |
/// | `title` | `title`; `type="html"` where it has characters of markup |
/// | `date` | `dcterms:issued` (before 1990 `dcterms:available`), and `published` where a day is known |
/// | `modified` | `dcterms:modified` |
/// | `language` | `xml:lang`, `und` where absent |
/// | `url` | `link rel="alternate"`; where there is neither that nor a body, the feed's page |
/// | `places` | `dcterms:spatial` |
/// | `sources` | `author`, or `dc:creator` where one is a mail address |
/// | `fields_of_work`, `participating_states`, `partner_states` | `category` with our `scheme`, the code as `term` and the label as `label` |
/// | `tags` | `category`; one whose scheme is no URI has its text form as `term` |
/// | `summary` | `summary`; `type="html"` where it has characters of markup |
/// | `body` | `content` with `type="html"` |
/// | `body_type` | `dc:format` |
/// | `translations` | `link rel="alternate"` with `hreflang`; `dcterms:hasVersion` where one has the release's own language |
/// | `embargo` | none: such a release is withheld |
/// | `foreign` | as it was, where feed validators know it; else a loss |
///
/// `updated` is the second of `modified`, else of `date`, with a fraction made of the id, so that
/// no two entries of a feed changed together. The feed's own is that of its first entry without the
/// fraction. Its author is its title: an entry without a source needs one, and readers that
/// inherit it show who publishes.
///
/// [`finish`](Writer::finish) ends the feed; dropping the writer does not.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    buffer: String,
    bytes: u64,
    channel: Channel,
    begun: bool,
    spelling: Spelling,
    foreign: bool,
}

impl<W: Write> Writer<W> {
    /// Begins a feed with the facts about its channel. Nothing is written before the first release
    /// or the end.
    ///
    /// # Errors
    ///
    /// None so far.
    pub fn new(output: W, channel: &Channel) -> io::Result<Self> {
        Ok(Self {
            output,
            buffer: String::new(),
            bytes: 0,
            channel: channel.clone(),
            begun: false,
            spelling: Spelling::default(),
            foreign: false,
        })
    }

    /// Writes kinds and sources by their labels or by their codes; categories have both.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// Writes all foreign elements, also those that feed validators do not know.
    #[must_use]
    pub fn foreign(self, foreign: bool) -> Self {
        Self { foreign, ..self }
    }

    /// Writes a release as an entry, unless it has an embargo.
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
        if !self.begun {
            let changed = release.modified().unwrap_or(release.date());
            let whole = updated(changed, release.id());
            let second = whole.split('.').next().unwrap_or_default();
            self.begin(&format!("{second}Z"));
        }
        hazard::of_release(release, findings);
        if is_early(release.date()) {
            let what = format!(
                "a feed validator may warn of the date `{}`, before 1990",
                release.date()
            );
            findings.push(Finding::about(Field::Date, FindingKind::Hazard { what }));
        }
        let of_feed = self.channel.link();
        encode(release, self.spelling, of_feed, &mut self.buffer);
        foreign::write(
            release.foreign(),
            foreign::Within::Atom,
            self.foreign,
            INDENT,
            &mut self.buffer,
            findings,
        );
        self.buffer.push_str("  </entry>\n");
        self.flush()?;
        Ok(Written::Out)
    }

    /// Ends the feed and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output does not take the end.
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> io::Result<W> {
        if !self.begun {
            self.begin(NEVER);
        }
        self.buffer.push_str("</feed>\n");
        self.flush()?;
        hazard::of_channel("title", self.channel.title(), findings);
        hazard::of_channel("description", self.channel.description(), findings);
        hazard::of_channel_language(self.channel.language().as_str(), findings);
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

    fn begin(&mut self, changed: &str) {
        self.begun = true;
        let (out, channel) = (&mut self.buffer, &self.channel);
        out.push_str(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:dcterms=\"http://purl.org/dc/terms/\"",
        );
        attribute(out, "xml:lang", channel.language().as_str());
        out.push_str(">\n");
        let indent = "  ";
        emit::plain(out, indent, "id", &atom_id(channel.feed_url().as_str()));
        text(out, indent, "title", channel.title());
        text(out, indent, "subtitle", channel.description());
        emit::plain(out, indent, "updated", changed);
        link(
            out,
            indent,
            channel.link(),
            &[("rel", "alternate"), ("type", "text/html")],
        );
        let own = [("rel", "self"), ("type", "application/atom+xml")];
        link(out, indent, channel.feed_url(), &own);
        author(out, indent, channel.title());
    }
}

/// Appends a release as an entry, without its end tag. `of_feed` is the page of the whole feed.
fn encode(release: &Release<'_>, spelling: Spelling, of_feed: &WebAddress<'_>, out: &mut String) {
    out.push_str("  <entry");
    let language = release
        .language()
        .map_or(Language::UNDETERMINED, Language::as_str);
    attribute(out, "xml:lang", language);
    out.push_str(">\n");
    let id = atom_id(release.id());
    plain(out, "id", &id);
    text(out, INDENT, "title", release.title());
    let changed = release.modified().unwrap_or(release.date());
    plain(out, "updated", &updated(changed, release.id()));
    if let Some(published) = instant(release.date()) {
        plain(out, "published", &published);
    }
    // Without a page and without a text there must be a page all the same (rule A9).
    let needs_page = release.body().is_none().then_some(of_feed);
    if let Some(url) = release.url().or(needs_page) {
        link(
            out,
            INDENT,
            url,
            &[("rel", "alternate"), ("type", "text/html")],
        );
    }
    // One in the release's own language would be taken for another page of the release itself.
    let is_own = |translation: &Translation<'_>| {
        let tag = translation.language().as_str();
        tag.eq_ignore_ascii_case(language)
    };
    let by_version = release.translations().iter().any(is_own);
    for translation in release.translations() {
        if by_version {
            emit::begin(out, INDENT, "dcterms:hasVersion");
            attribute(out, "xml:lang", translation.language().as_str());
            out.push('>');
            crate::escape::address(out, translation.url().as_str());
            emit::end(out, "dcterms:hasVersion");
            continue;
        }
        let (kind, language) = (("type", "text/html"), translation.language().as_str());
        let facts = [("rel", "alternate"), kind, ("hreflang", language)];
        link(out, INDENT, translation.url(), &facts);
    }
    // A mail address in a name is one that a validator warns of (rule A2).
    let has_mail = release.sources().iter().any(|s| s.label().contains('@'));
    for source in release.sources() {
        if has_mail {
            plain(out, "dc:creator", source.spelled(spelling));
        } else {
            author(out, INDENT, source.spelled(spelling));
        }
    }
    terms::<FieldOfWork>(out, release.fields_of_work());
    terms::<ParticipatingState>(out, release.participating_states());
    terms::<PartnerState>(out, release.partner_states());
    for tag in release.tags() {
        category(out, tag);
    }
    if let Some(summary) = release.summary() {
        text(out, INDENT, "summary", summary);
    }
    if let Some(body) = release.body() {
        emit::begin(out, INDENT, "content");
        attribute(out, "type", "html");
        match body.kind() {
            BodyType::Plain => emit::close_html(out, "content", &html_from_plain(body.text())),
            BodyType::Html => emit::close_html(out, "content", body.text()),
        }
        plain(out, "dc:format", body.kind().name());
    }
    let issued = if is_early(release.date()) {
        "dcterms:available"
    } else {
        "dcterms:issued"
    };
    plain(out, issued, &release.date().to_string());
    if let Some(modified) = release.modified() {
        plain(out, "dcterms:modified", &modified.to_string());
    }
    if let Some(kind) = release.kind() {
        plain(out, "dc:type", kind.spelled(spelling));
    }
    for place in release.places() {
        plain(out, "dcterms:spatial", &place.to_string());
    }
    if let Some(number) = release.number() {
        plain(out, "dc:identifier", &number.to_string());
    }
    if id != *release.id() {
        plain(out, "dc:identifier", &format!("id:{}", release.id()));
    }
}

fn plain(out: &mut String, name: &str, text: &str) {
    emit::plain(out, INDENT, name, text);
}

/// A text construct (RFC 4287, section 3.1): as HTML where a validator could take it for that.
fn text(out: &mut String, indent: &str, name: &str, text: &str) {
    emit::begin(out, indent, name);
    if text.contains(['<', '>', '&']) {
        attribute(out, "type", "html");
        emit::close_html(out, name, &html::escaped(text));
    } else {
        emit::close(out, name, text);
    }
}

fn author(out: &mut String, indent: &str, name: &str) {
    emit::begin(out, indent, "author");
    out.push_str("><name>");
    crate::escape::plain(out, name);
    out.push_str("</name>");
    emit::end(out, "author");
}

fn link(out: &mut String, indent: &str, address: &WebAddress<'_>, facts: &[(&str, &str)]) {
    emit::begin(out, indent, "link");
    for (name, value) in facts {
        attribute(out, name, value);
    }
    attribute(out, "href", address.as_str());
    out.push_str("/>\n");
}

fn terms<T: Vocabulary>(out: &mut String, terms: &[Term<'_, T>]) {
    for term in terms {
        emit::begin(out, INDENT, "category");
        attribute(out, "term", term.spelled(Spelling::Code));
        attribute(out, "scheme", T::SCHEME);
        if let Term::Listed(term) = term {
            attribute(out, "label", term.label());
        }
        out.push_str("/>\n");
    }
}

/// A tag. The scheme of a category must be an absolute URI (rule A11); where it is none, the term
/// has it in the text form.
fn category(out: &mut String, tag: &Tag<'_>) {
    emit::begin(out, INDENT, "category");
    match tag.scheme() {
        Some(scheme) if is_absolute(scheme) => {
            attribute(out, "term", tag.label());
            attribute(out, "scheme", scheme);
        }
        _ => {
            let text = tag.text();
            attribute(out, "term", &text);
            if text != *tag.label() {
                attribute(out, "label", tag.label());
            }
        }
    }
    out.push_str("/>\n");
}

/// Whether a scheme is a URI that needs nothing around it.
fn is_absolute(scheme: &str) -> bool {
    *dateline_core::id_as_uri(scheme) == *scheme
}
