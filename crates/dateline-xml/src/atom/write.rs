//! Releases as an Atom feed.

use std::collections::HashSet;
use std::io::{self, Write};

use dateline_core::text::ByteKinds;
use dateline_core::vocab::{FieldOfWork, ParticipatingState, PartnerState, Vocabulary};
use dateline_core::{
    Body, Channel, Date, Finding, FindingKind, Language, Release, Spelling, Tag, Term, WebAddress,
    Withheld, Written,
};

use super::construct::{author, link, text};
use super::id::atom_id;
use super::updated::{instant, updated};
use crate::clean::{self, FeedBody};
use crate::emit::{self, attribute};
use crate::rss::date::is_early;
use crate::{foreign, hazard};

/// What stands in front of the elements of an entry.
const INDENT: &str = "    ";

/// Encodes the parts of an Atom 1.0 feed: what stands in front of its entries, each entry, what
/// stands behind them. A feed is `head`, then the items with [`SEPARATOR`](Self::SEPARATOR) between
/// each two, then `tail`.
///
/// It keeps nothing from one call to the next, so that an entry can be encoded once and its bytes
/// copied into any number of feeds. Entries of one feed should not have changed at the same
/// instant; [`updated`](super::updated) says when each did.
///
/// ```
/// use dateline_core::{Channel, ChannelDraft, Draft, Release, Written};
/// use dateline_xml::atom::Encoder;
///
/// let channel = Channel::try_from(ChannelDraft {
///     title: "Borders".into(),
///     link: "https://a.example/".into(),
///     description: "What is new at borders.".into(),
///     feed_url: "https://a.example/feed.atom".into(),
///     language: "en".into(),
///     ..ChannelDraft::default()
/// })?;
/// let draft = Draft { title: "Water talks".into(), date: "2016".into(), ..Draft::default() };
/// let release = Release::try_from(draft)?;
/// let channel = channel.with_changed(Some(*release.date()));
///
/// let (encoder, mut findings, mut feed) = (Encoder::default(), Vec::new(), String::new());
/// encoder.head(&channel, &mut feed, &mut findings);
/// assert_eq!(encoder.item(&release, &channel, &mut feed, &mut findings), Written::Out);
/// encoder.tail(true, &mut feed);
/// assert!(feed.contains("<updated>2016-01-01T00:00:00Z</updated>"));
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
    /// What stands between two entries: nothing.
    pub const SEPARATOR: &str = "";

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

    /// Appends all that stands in front of the entries. What a validator will not be content with
    /// in the texts of the channel is found, and so is what Atom has no place for: how long a feed
    /// may be kept.
    ///
    /// | fact | element |
    /// |---|---|
    /// | `feed_url` | `link rel="self"`; `id`, which in all documents of a feed is that of the subscription document |
    /// | title | `title`, and `author` |
    /// | description | `subtitle` |
    /// | changed | `updated`; where that is not known, 1990 |
    /// | link | `link rel="alternate"` |
    /// | language | `xml:lang` |
    /// | rights | `rights` |
    /// | image | `logo` |
    /// | hub, licence | `link` with `rel="hub"`, `rel="license"` (RFC 4946) |
    /// | paging | `link` with `rel="prev-archive"` and `rel="next-archive"`; in an archive document also with `rel="current"`, and `fh:archive` (RFC 5005) |
    /// | ttl | none: a loss |
    pub fn head(&self, channel: &Channel, out: &mut String, findings: &mut Vec<Finding>) {
        hazard::of_facts(channel, findings);
        if let Some(ttl) = channel.ttl() {
            let what = format!("Atom has no place for how long a feed may be kept: {ttl} minutes");
            findings.push(Finding::general(FindingKind::Loss { what }));
        }
        super::head::encode(channel, out);
    }

    /// Appends a release as an entry, and nothing else; nothing at all where it is withheld.
    ///
    /// Only one thing in it is the channel's: an entry with neither an address nor a body links to
    /// the channel's page, because it must have something to show (RFC 4287, section 4.1.2). Where
    /// the bytes go into several feeds, that should be the page of all of them.
    pub fn item(
        &self,
        release: &Release<'_>,
        channel: &Channel,
        out: &mut String,
        findings: &mut Vec<Finding>,
    ) -> Written {
        let within = foreign::Within::Atom;
        if let Some(withheld) = release.withheld(self.as_of.as_ref()) {
            return Written::Withheld(withheld);
        }
        let known = findings.len();
        let bytes = release.body().map_or_else(ByteKinds::default, Body::bytes);
        hazard::of_release(release, bytes, findings);
        hazard::of_early_date(release, findings);
        if self.clean && findings.len() > known {
            return Written::Withheld(Withheld::Unclean);
        }
        findings.extend(release.embargo_loss(within.name()));
        let body = clean::body(release, bytes, findings);
        encode(release, body.as_ref(), self.spelling, channel.link(), out);
        foreign::write(
            release.foreign(),
            within,
            self.foreign,
            INDENT,
            out,
            findings,
        );
        out.push_str("  </entry>\n");
        Written::Out
    }

    /// Appends all that stands behind the entries; the same, whether there are any or not.
    pub fn tail(&self, any_items: bool, out: &mut String) {
        let _ = any_items;
        out.push_str("</feed>\n");
    }
}

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
/// | `url` | `link rel="alternate"`; where there is neither that nor a body beside a summary, the feed's page |
/// | `places` | `dcterms:spatial` |
/// | `sources` | `author`, or `dc:creator` where one is a mail address |
/// | `fields_of_work`, `participating_states`, `partner_states` | `category` with our `scheme`, the code as `term` and the label as `label` |
/// | `tags` | `category`; one whose scheme is no URI has its text form as `term` |
/// | `summary` | `summary`; `type="html"` where it has characters of markup. Without it and a body the title stands as `content`, because an entry needs a text |
/// | `body` | `content` with `type="html"` |
/// | `body_type` | `dc:format` |
/// | `translations` | `dcterms:hasVersion` with `xml:lang` |
/// | `embargo` | none: such a release is withheld; where the embargo is over, it is a loss |
/// | `foreign` | as it was, where feed validators know it; else a loss |
///
/// `updated` is the second of `modified`, else of `date`, with a fraction made of the id
/// ([`updated`](super::updated)), so that entries of a feed did not change together. Where two
/// have the same all the same, it is a hazard of the second; it is looked for in the first five
/// million bytes, which is as much as a validator reads, so that memory stays bounded. The feed's
/// own is that of the channel, where it is known when the feed begins, else that of its first entry
/// without the fraction. Its author is its title: an entry without a source needs one, and readers
/// that inherit it show who publishes. What else the feed says about itself is told by
/// [`Encoder::head`].
///
/// The output takes many entries at a time. [`finish`](Writer::finish) writes the last of them and
/// ends the feed; dropping the writer does not.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    /// What is still to be written.
    buffer: String,
    bytes: u64,
    channel: Channel,
    begun: bool,
    encoder: Encoder,
    /// The instants at which the entries so far changed, as far as a validator reads.
    changed: HashSet<String>,
    /// What was found about the channel, to be said at the end.
    of_channel: Vec<Finding>,
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
            encoder: Encoder::default(),
            changed: HashSet::new(),
            of_channel: Vec::new(),
        })
    }

    /// Writes kinds and sources by their labels or by their codes; categories have both.
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

    /// Writes a release as an entry, unless it is withheld: because of an embargo, of its date
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
        let start = self.buffer.len();
        let Self {
            encoder,
            channel,
            buffer,
            ..
        } = self;
        let written = encoder.item(release, channel, buffer, findings);
        let written = match written {
            Written::Out if self.is_second(release, start, findings) && self.encoder.clean => {
                Written::Withheld(Withheld::Unclean)
            }
            written => written,
        };
        if written == Written::Out {
            self.begin(Some(release.modified().unwrap_or(release.date())));
        } else {
            self.buffer.truncate(start);
        }
        if self.buffer.len() >= emit::BATCH {
            self.flush()?;
        }
        Ok(written)
    }

    /// Ends the feed and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output does not take the end.
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> io::Result<W> {
        self.begin(None);
        self.encoder.tail(true, &mut self.buffer);
        self.flush()?;
        findings.append(&mut self.of_channel);
        hazard::of_length(self.bytes, findings);
        self.output.flush()?;
        Ok(self.output)
    }

    /// Puts what stands in front of the entries there, where it was not yet; `changed` is when the feed
    /// changed, where its channel does not say it.
    fn begin(&mut self, changed: Option<&Date>) {
        if self.begun {
            return;
        }
        self.begun = true;
        if self.channel.changed().is_none() {
            self.channel = self.channel.clone().with_changed(changed.copied());
        }
        let mut head = String::new();
        self.encoder
            .head(&self.channel, &mut head, &mut self.of_channel);
        self.buffer.insert_str(0, &head);
    }

    /// Whether an entry changed at the same instant as one before, which is said. `start` is where
    /// it begins in the buffer.
    fn is_second(
        &mut self,
        release: &Release<'_>,
        start: usize,
        findings: &mut Vec<Finding>,
    ) -> bool {
        if self.bytes + start as u64 > hazard::MOST_BYTES {
            self.changed = HashSet::new();
            return false;
        }
        let changed = updated(release);
        let is_second = self.changed.contains(&changed);
        if is_second {
            hazard::of_updated(release, &changed, findings);
        } else {
            self.changed.insert(changed);
        }
        is_second
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.write_all(self.buffer.as_bytes())?;
        self.bytes += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }
}

/// Appends a release as an entry, without its end tag. `body` is its body as HTML, `of_feed` the page
/// of the whole feed.
fn encode(
    release: &Release<'_>,
    body: Option<&FeedBody<'_>>,
    spelling: Spelling,
    of_feed: &WebAddress<'_>,
    out: &mut String,
) {
    out.push_str("  <entry");
    let language = release
        .language()
        .map_or(Language::UNDETERMINED, Language::as_str);
    attribute(out, "xml:lang", language);
    out.push_str(">\n");
    let id = atom_id(release.id());
    plain(out, "id", &id);
    text(out, INDENT, "title", release.title());
    plain(out, "updated", &updated(release));
    if let Some(published) = instant(release.date()) {
        plain(out, "published", &published);
    }
    // Without a page and without a text there must be a page all the same (rule A9).
    let has_content = body.is_some() || release.summary().is_none();
    let needs_page = (!has_content).then_some(of_feed);
    if let Some(url) = release.url().or(needs_page) {
        link(
            out,
            INDENT,
            url,
            &[("rel", "alternate"), ("type", "text/html")],
        );
    }
    // Not as links: many readers take the first or the last `alternate` for the release's own page,
    // whatever its `hreflang`.
    for translation in release.translations() {
        emit::begin(out, INDENT, "dcterms:hasVersion");
        attribute(out, "xml:lang", translation.language().as_str());
        out.push('>');
        crate::escape::address(out, translation.url().as_str());
        emit::end(out, "dcterms:hasVersion");
    }
    // A mail address in a name is one that a validator warns of (rule A2).
    // So are marks that look like tags.
    let has_mail = release
        .sources()
        .iter()
        .any(|source| source.label().contains(['@', '<', '&']));
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
    if let Some((html, body)) = body.zip(release.body()) {
        out.push_str("    <content type=\"html\">");
        html.write(out);
        emit::end(out, "content");
        plain(out, "dc:format", body.kind().name());
    } else if release.summary().is_none() {
        // An entry needs a text (rule A9). Without a format it is none of the release.
        text(out, INDENT, "content", release.title());
    }
    let issued = if is_early(release.date()) {
        "dcterms:available"
    } else {
        "dcterms:issued"
    };
    plain(out, issued, &release.date().text());
    if let Some(modified) = release.modified() {
        plain(out, "dcterms:modified", &modified.text());
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

fn terms<T: Vocabulary>(out: &mut String, terms: &[Term<'_, T>]) {
    for term in terms {
        emit::begin(out, INDENT, "category");
        attribute(out, "term", term.spelled(Spelling::Code));
        attribute(out, "scheme", T::SCHEME);
        if term.code().is_some() {
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
                emit::label(out, tag.label());
            }
        }
    }
    out.push_str("/>\n");
}

/// Whether a scheme is a URI that a validator knows.
fn is_absolute(scheme: &str) -> bool {
    *atom_id(scheme) == *scheme
}
