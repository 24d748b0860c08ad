//! Writes a JSON Feed: the parts of one, and one as a whole.

use std::io::{self, Write};

use dateline_core::{
    BodyType, Channel, Date, Finding, FindingKind, Foreign, Release, Spelling, Text, Written,
};

use super::encode::encode;
use super::head;
use super::keys::{Home, Sorted};

/// Encodes the parts of a JSON Feed 1.1: what stands in front of its items, each item, what stands
/// behind them. A feed is `head`, then the items with [`SEPARATOR`](Self::SEPARATOR) between each
/// two, then `tail`.
///
/// It keeps nothing from one call to the next, so that an item can be encoded once and its bytes
/// copied into any number of feeds.
///
/// ```
/// use dateline_core::{Channel, ChannelDraft, Draft, Release, Written};
/// use dateline_json::feed::{Encoder, Writer};
///
/// let channel = Channel::try_from(ChannelDraft {
///     title: "Borders".into(),
///     link: "https://a.example/".into(),
///     description: "What is new at borders.".into(),
///     feed_url: "https://a.example/feed.json".into(),
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
}

impl Encoder {
    /// What stands between two items; each begins with a line feed of its own.
    pub const SEPARATOR: &str = ",";

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

    /// The moment of publication: a release whose embargo is over by then goes out, and one that is
    /// dated later does not ([`Release::withheld`]).
    #[must_use]
    pub fn as_of(self, as_of: Option<Date>) -> Self {
        Self { as_of, ..self }
    }

    /// Leaves out what a validator would not be content with. There is no such release: the rules of
    /// JSON Feed hold for all of them, and title, summary and tags are plain text, whatever they
    /// look like.
    #[must_use]
    pub fn clean(self, clean: bool) -> Self {
        let _ = clean;
        self
    }

    /// Appends all that stands in front of the items. What a JSON Feed has no place for is found:
    /// how long it may be kept.
    ///
    /// | fact | key |
    /// |---|---|
    /// | title, description, language | those of these names |
    /// | link | `home_page_url` |
    /// | `feed_url` | `feed_url` |
    /// | image | `icon` |
    /// | hub | `hubs`, of type `WebSub` |
    /// | licence, rights, changed | `_schema_org`, as `license`, `copyrightNotice` and `dateModified` of schema.org's `DataFeed` |
    /// | paging | `next_url`: the document with the items before these, where it is another one |
    /// | ttl | none: a loss |
    pub fn head(&self, channel: &Channel, out: &mut String, findings: &mut Vec<Finding>) {
        if let Some(ttl) = channel.ttl() {
            let what =
                format!("JSON Feed has no place for how long a feed may be kept: {ttl} minutes");
            findings.push(Finding::general(FindingKind::Loss { what }));
        }
        head::encode(channel, out);
    }

    /// Appends a release as an item at the start of a line, and nothing else; nothing at all where it
    /// is withheld. It is the same in every channel.
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

    /// Appends all that stands behind the items.
    pub fn tail(&self, any_items: bool, out: &mut String) {
        out.push_str(if any_items { "\n]}\n" } else { "]}\n" });
    }

    fn encode(
        &self,
        release: &Release<'_>,
        out: &mut String,
        findings: &mut Vec<Finding>,
    ) -> Written {
        if let Some(withheld) = release.withheld(self.as_of.as_ref()) {
            return Written::Withheld(withheld);
        }
        findings.extend(release.embargo_loss("JSON Feed"));
        let sorted = match release.foreign() {
            [] => Sorted::default(),
            foreign => self.sorted(release, foreign),
        };
        if !self.foreign {
            findings.extend(Foreign::loss(sorted.others.iter().copied(), "JSON Feed"));
        }
        let others = if self.foreign { &*sorted.others } else { &[] };
        out.push('\n');
        encode(release, self.spelling, &sorted, others, out);
        Written::Out
    }

    /// What of the foreign data of a release goes out.
    fn sorted<'r>(&self, release: &'r Release<'_>, foreign: &'r [Foreign<'r>]) -> Sorted<'r> {
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
        Sorted::new(foreign, &home)
    }
}

/// Writes a JSON Feed 1.1, each item at the start of a line.
///
/// Of the foreign data of a release, those keys go out as they were read that the specification has
/// beside the fields (`image`, `banner_image`, `external_url`, `attachments`; `content_text` beside
/// an HTML body; `authors` where they name the sources and say more of them), and extensions. The
/// rest is a loss, which is said, unless [`Writer::foreign`] is asked for. What the feed says about
/// itself is told by [`Encoder::head`].
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
    encoder: Encoder,
    started: bool,
    buffer: String,
    /// What was found about the channel, to be said at the end.
    of_channel: Vec<Finding>,
}

impl<W: Write> Writer<W> {
    /// Begins a feed with these facts.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn new(mut output: W, channel: &Channel) -> io::Result<Self> {
        let (encoder, mut buffer, mut of_channel) = (Encoder::default(), String::new(), Vec::new());
        encoder.head(channel, &mut buffer, &mut of_channel);
        output.write_all(buffer.as_bytes())?;
        Ok(Self {
            output,
            encoder,
            started: false,
            buffer,
            of_channel,
        })
    }

    /// Spells terms so.
    #[must_use]
    pub fn spelling(self, spelling: Spelling) -> Self {
        let encoder = self.encoder.spelling(spelling);
        Self { encoder, ..self }
    }

    /// Writes foreign data that has no place in a JSON Feed as well ([`Encoder::foreign`]).
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

    /// Leaves out what a validator would not be content with ([`Encoder::clean`]): nothing.
    #[must_use]
    pub fn clean(self, clean: bool) -> Self {
        let encoder = self.encoder.clean(clean);
        Self { encoder, ..self }
    }

    /// Writes a release, unless it is withheld: because of an embargo or of its date
    /// ([`as_of`](Self::as_of)).
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn write(
        &mut self,
        release: &Release<'_>,
        findings: &mut Vec<Finding>,
    ) -> io::Result<Written> {
        self.buffer.clear();
        if self.started {
            self.buffer.push_str(Encoder::SEPARATOR);
        }
        let written = self.encoder.encode(release, &mut self.buffer, findings);
        if written == Written::Out {
            self.started = true;
            self.output.write_all(self.buffer.as_bytes())?;
        }
        Ok(written)
    }

    /// What encodes its items.
    #[must_use]
    pub const fn encoder(&self) -> &Encoder {
        &self.encoder
    }

    /// Writes items that its [`encoder`](Self::encoder) encoded, with [`Encoder::SEPARATOR`]
    /// between each two.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn append(&mut self, encoded: &[u8]) -> io::Result<()> {
        if self.started {
            self.output.write_all(Encoder::SEPARATOR.as_bytes())?;
        }
        self.started = true;
        self.output.write_all(encoded)
    }

    /// Writes the end and gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn finish(mut self, findings: &mut Vec<Finding>) -> io::Result<W> {
        self.buffer.clear();
        self.encoder.tail(self.started, &mut self.buffer);
        self.output.write_all(self.buffer.as_bytes())?;
        findings.append(&mut self.of_channel);
        self.output.flush()?;
        Ok(self.output)
    }
}
