//! Reads a feed, item by item.

use std::io::Read;
use std::sync::Arc;

use dateline_core::{ChannelDraft, FieldPath, Finding, FindingKind, Position, Record, Scope, Spot};
use url::Url;

use super::channel::{Authors, Channel};
use super::dialect::{Dialect, Root};
use super::enter::Open;
use super::frame::{Around, Frame};
use super::header::Header;
use crate::cursor::Surroundings;
use crate::entities::Entities;
use crate::frame::{Content, Ending, Kind, Markup, Progress, Scanner, Skim, Skimmed};
use crate::window::{Repair, Window};
use crate::{Error, ErrorKind};

/// How many bytes an item, or an element of the channel, may have.
pub const ITEM_LIMIT: usize = 128 << 20;

/// Where an element ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Extent {
    /// With its end tag.
    Whole(usize),
    /// Without one, before what cannot be inside it.
    Torn(usize),
    /// With the input.
    Cut(usize),
}

impl Extent {
    /// Where that is.
    pub(super) const fn end(self) -> usize {
        let (Self::Whole(end) | Self::Torn(end) | Self::Cut(end)) = self;
        end
    }
}

/// Reads a feed of any dialect, one item at a time.
///
/// An error of [`record`](Reader::record) reaches one item, and reading goes on behind it; after an
/// error of [`advance`](Reader::advance) there is nothing more. Memory is that of the largest item.
///
/// A field is taken from the first of these that says something; the feed's own elements come first
/// (those of RSS in RSS, those of Atom in Atom). `dc` means both sets of Dublin Core where it stands
/// without a name of `dcterms`.
///
/// | field | elements, the best first |
/// |---|---|
/// | `title` | `title`; `dc:title`, `media:title`, `itunes:title`, `title` of the other dialect. One line: of HTML, where `type` says so, its words |
/// | `url` | `feedburner:origLink`; `link` (its text, or `href` with `rel` `alternate` or none; of several that in the item's language and of HTML); `link` of the other dialect; a `guid` that is a permanent link; `rdf:about`; `dc:identifier`. Of the web if any of them is |
/// | `id` | `dc:identifier` that begins with `id:`; `guid` or `id`; the one of the other dialect; `rdf:about`; any other `dc:identifier` |
/// | `number` | `dc:identifier` that is a number |
/// | `date` | `dcterms:issued`, `dcterms:available`; `pubDate` or `published` or `issued`; the one of the other dialect; `dc:date`; `created` and `dcterms:created`; the date of the last change. The first that can be read with its offset, else the first that can be read |
/// | `modified` | `dcterms:modified`; `updated` or `modified`. Not an `updated` that only repeats `dcterms:issued` with nine digits more |
/// | `language` | `xml:lang` of the item; `dc:language`, `language`; `xml:lang` around the item; the channel's |
/// | `body` | `content:encoded` in RSS, `content` in Atom; the other of the two; `body` or `div` of XHTML; else the summary where `dc:format` says what it is, or where it has tags |
/// | `summary` | `description` in RSS, `summary` in Atom; `description` in Atom; `dc:description`, `dcterms:abstract`, `itunes:summary`, `media:description`, `summary` in RSS |
/// | `sources` | `dc:creator`, `author`, `itunes:author` in RSS, `author` before `dc:creator` in Atom: all of the best kind that is there. In Atom else those of `source`, else of the feed, but not a feed that is its own author |
/// | `tags`, terms | `category` (with `domain`, or `scheme`, `term`, `label`), `dc:subject`, `itunes:category`, `itunes:keywords`, `media:category`, `media:keywords`: all |
/// | `places` | `dcterms:spatial`: all |
/// | `kind` | `dc:type` |
/// | `translations` | `dcterms:hasVersion` with `xml:lang`; `link` with `hreflang` of another language |
///
/// The titles and descriptions in `media:group` and `media:content` count like those outside. Relative
/// addresses of fields are relative to the `xml:base` in force, else to the address of the feed, else
/// to the link of the channel; those in HTML and in what is kept of feeds only to an `xml:base`. At most
/// [`FINDING_LIMIT`](super::FINDING_LIMIT) findings are made about one item.
///
/// ```
/// use dateline_xml::feed::Reader;
///
/// let feed = b"<rss version='2.0'><channel><title>News</title><language>en</language>
///   <item><title>Water &amp; peace</title><pubDate>Tue, 25 Oct 2016 12:00:00 GMT</pubDate></item>
/// </channel></rss>";
/// let mut reader = Reader::new(feed.as_slice());
/// let mut findings = Vec::new();
/// while reader.advance(&mut findings)? {
///     let record = reader.record(&mut findings)?;
///     assert_eq!(record.draft.title, "Water & peace");
///     assert_eq!(record.draft.date, "2016-10-25T12:00:00Z");
///     assert_eq!(record.draft.language, "en");
/// }
/// assert_eq!(reader.number(), 1);
/// # Ok::<(), dateline_xml::Error>(())
/// ```
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that has happened or not"
)]
pub struct Reader<R> {
    pub(super) window: Window<R>,
    scanner: Scanner,
    /// Whether nothing is mended.
    pub(super) strict: bool,
    /// What the document type declares.
    pub(super) entities: Arc<Entities>,
    pub(super) has_doctype: bool,
    /// Whether something else stood before the document.
    pub(super) is_late: bool,
    /// Where the window begins.
    pub(super) position: Position,
    pub(super) outer: Surroundings,
    /// The root and the channel, as far as they are open.
    pub(super) open: Vec<Open>,
    pub(super) stage: Stage,
    ending: Ending,
    /// The item that was framed and is still in the window: where it ends there.
    framed: Option<Extent>,
    /// The name of the item that the input ends in.
    cut: Option<String>,
    /// How many items were framed.
    pub(super) count: u64,
    /// What frames have from here, until something of it changes.
    around: Option<Arc<Around>>,
    /// How many items stood outside of any element.
    items: u64,
    /// The frame of those who need only one.
    frame: Frame,
    pub(super) header: Header,
    pub(super) channel: Channel,
    /// The channel's language, where items can inherit it.
    pub(super) language: Option<String>,
    /// Those whom an Atom feed names as authors of what has none.
    pub(super) authors: Authors,
    pub(super) dialect: Option<Dialect>,
    /// The root as it was written, and what it is.
    pub(super) root: String,
    pub(super) kind: Option<Root>,
    /// What was mended and has not been said.
    repairs: Vec<Finding>,
    ended: bool,
}

/// What has come.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Stage {
    #[default]
    Nothing,
    Root,
    Channel,
    Items,
    End,
}

impl<R: Read> Reader<R> {
    /// A reader of a feed.
    pub fn new(input: R) -> Self {
        Self {
            window: Window::new(input),
            scanner: Scanner::default(),
            strict: false,
            entities: Arc::default(),
            has_doctype: false,
            is_late: false,
            position: Position::default(),
            outer: Surroundings::default(),
            open: Vec::new(),
            stage: Stage::default(),
            ending: Ending::default(),
            framed: None,
            cut: None,
            count: 0,
            around: None,
            items: 0,
            frame: Frame::default(),
            header: Header::default(),
            channel: Channel::default(),
            language: None,
            repairs: Vec::new(),
            authors: Arc::default(),
            dialect: None,
            root: String::new(),
            kind: None,
            ended: false,
        }
    }

    /// Whether nothing is mended: a document that is not in the encoding that it declares, and bytes
    /// that are no text in it, are errors then. To be said before anything is read.
    #[must_use]
    pub fn strict(self, strict: bool) -> Self {
        Self {
            window: self.window.strict(strict),
            strict,
            ..self
        }
    }

    /// The name of the encoding that the input is in, as far as it is known: it is taken for UTF-8
    /// until something in it shows that it is not.
    pub fn encoding(&self) -> &'static str {
        self.window.encoding()
    }

    /// Goes to the next item; `false` where there is none. What the channel says in between is
    /// taken up.
    ///
    /// # Errors
    ///
    /// Where the input cannot be read, is no RSS, or where its elements do not close; then nothing
    /// more is read, and every further call gives `false`.
    pub fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        let mut frame = std::mem::take(&mut self.frame);
        let result = self.advance_into(&mut frame, findings);
        self.frame = frame;
        result
    }

    /// The same, into a frame of the caller's, which can be read while this goes on.
    ///
    /// # Errors
    ///
    /// Those of [`advance`](Reader::advance).
    pub fn advance_into(
        &mut self,
        frame: &mut Frame,
        findings: &mut Vec<Finding>,
    ) -> Result<bool, Error> {
        frame.clear();
        if self.ended || self.cut.is_some() {
            frame.position = self.position;
            return Ok(false);
        }
        let result = self.seek(findings);
        // Behind the last item, also what has no text behind it.
        self.mended(self.framed.map_or(usize::MAX, Extent::end));
        findings.append(&mut self.repairs);
        match &result {
            Ok(true) => self.count += 1,
            Ok(false) | Err(_) => self.ended = true,
        }
        self.fill_frame(frame);
        result
    }

    /// What the item says.
    ///
    /// # Errors
    ///
    /// Where the item is not UTF-8 or not well-formed.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        self.frame.record(findings)
    }

    /// Gives a frame the item that was framed, and what is around it. The item leaves the window.
    fn fill_frame(&mut self, frame: &mut Frame) {
        frame.position = self.position;
        frame.number = self.count;
        let Some(extent) = self.framed.take() else {
            return;
        };
        let end = extent.end();
        frame.bytes = self.position.advance_looking(&self.window.bytes()[..end]);
        if let Some(text) = self.window.give(end) {
            frame.raw.take(text);
        } else {
            let bytes = &self.window.bytes()[..end];
            frame.raw.set(bytes, self.window.text(0..end).ok());
            self.window.consume(end);
        }
        self.scanner.rebase(end);
        frame.is_torn = matches!(extent, Extent::Torn(_));
        frame.cut.clone_from(&self.cut);
        if self.around.is_none() {
            self.around = Some(Arc::new(self.look_around()));
        }
        let is_same = |(one, other)| Arc::ptr_eq(one, other);
        if !frame.around.iter().zip(&self.around).any(is_same) {
            frame.around.clone_from(&self.around);
        }
        let items = self
            .open
            .last_mut()
            .map_or(&mut self.items, |open| &mut open.items);
        *items += 1;
        frame.place = *items;
        frame.mend_entities();
    }

    /// What an item has from the feed around it.
    fn look_around(&mut self) -> Around {
        let spoken = self.open.last().and_then(|open| open.language.clone());
        let names = self.open.iter().map(|open| open.name.as_str());
        Around {
            outer: self.outer.clone(),
            entities: Arc::clone(&self.entities),
            strict: self.strict,
            dialect: self.dialect,
            base: self.base().cloned(),
            page: self.channel.page.clone(),
            language: spoken.or_else(|| self.language.clone()),
            authors: Arc::clone(&self.authors),
            channel: Arc::clone(&self.channel.draft),
            path: names.fold(String::new(), |path, name| path + name + "/"),
            header: self.header.shared(),
        }
    }

    /// Says that items that follow have something else around them than those before.
    pub(super) fn changed(&mut self) {
        self.around = None;
    }

    /// The `xml:base` in force around the items.
    pub(super) fn base(&self) -> Option<&Url> {
        self.open.last().and_then(|open| open.base.as_ref())
    }

    /// Where the item begins.
    pub const fn position(&self) -> Position {
        self.frame.position()
    }

    /// Which item it is, from 1.
    pub const fn number(&self) -> u64 {
        self.frame.number()
    }

    /// The item's bytes as they stand in the input (in UTF-8).
    pub fn raw(&self) -> &[u8] {
        self.frame.raw()
    }

    /// What stands before the first item: the declaration, the open tags, the channel's facts. With
    /// [`document`](super::document) an item can be read alone. Of a channel that says very much
    /// before its first item, only the open tags are kept.
    pub fn header(&self) -> &[u8] {
        self.header.kept()
    }

    /// Where a value of the item stands, or one of its characters: [`Frame::locate`].
    pub fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        self.frame.locate(path, character)
    }

    /// What the channel has said so far.
    pub fn channel(&self) -> &ChannelDraft {
        &self.channel.draft
    }

    /// What the feed is written in, once its root was read: after the first call of
    /// [`advance`](Reader::advance).
    pub const fn dialect(&self) -> Option<Dialect> {
        self.dialect
    }

    /// Looks for the next item and frames it.
    fn seek(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        if self.position.byte == 0 && self.stage == Stage::Nothing {
            self.begin(findings)?;
        }
        loop {
            let Some(markup) = self.markup()? else {
                let end = self.window.bytes().len();
                self.between(end, findings)?;
                return self.finish(findings);
            };
            self.between(markup.start, findings)?;
            let markup = Markup {
                kind: markup.kind,
                start: 0,
                end: markup.end - markup.start,
            };
            match markup.kind {
                Kind::Comment => {
                    self.check(markup.end, findings)?;
                    self.pass(markup.end);
                }
                Kind::Instruction => self.instruction(markup, findings)?,
                Kind::Doctype => self.doctype(markup, findings)?,
                Kind::CData => {
                    let data = &self.window.bytes()[..markup.end];
                    let data = String::from_utf8_lossy(data).into_owned();
                    self.check(markup.end, findings)?;
                    self.stray(&data, findings)?;
                    self.pass(markup.end);
                }
                Kind::Close => self.close(markup, findings)?,
                Kind::Open | Kind::Empty => {
                    if self.open(markup, findings)? {
                        return Ok(true);
                    }
                }
            }
        }
    }

    /// Frames an item that ends there.
    pub(super) fn frame_item(&mut self, extent: Extent, name: &str) {
        self.framed = Some(extent);
        if let Extent::Cut(_) = extent {
            self.cut = Some(name.to_owned());
        }
    }

    /// The next piece of markup, or `None` where the input ends before one.
    fn markup(&mut self) -> Result<Option<Markup>, Error> {
        loop {
            if let Some(markup) = self.scanner.step(self.window.bytes()) {
                return Ok(Some(markup));
            }
            if self.fill()? {
                continue;
            }
            let Some((at, what, end)) = self.scanner.open() else {
                return Ok(None);
            };
            if !self.strict {
                return Ok(None);
            }
            let record = false;
            return Err(self.fault(at, ErrorKind::UnclosedMarkup { what, end, record }));
        }
    }

    pub(super) fn fill(&mut self) -> Result<bool, Error> {
        let filled = self.window.fill();
        filled.map_err(|kind| self.fault(self.window.bytes().len(), kind))
    }

    /// Where the element ends that the window begins with. One that is not closed ends where its
    /// parent does, or where what follows cannot be inside it.
    pub(super) fn element_end(
        &mut self,
        markup: Markup,
        name: &str,
        content: Content,
    ) -> Result<Extent, Error> {
        if markup.kind == Kind::Empty {
            return Ok(Extent::Whole(markup.end));
        }
        let parent = self.open.last().map_or("", |open| open.name.as_str());
        self.ending
            .begin(name.as_bytes(), parent.as_bytes(), content);
        if content == Content::Item
            && let Some(end) = self.skim(markup.end)?
        {
            self.scanner.back(end);
            return Ok(Extent::Whole(end));
        }
        loop {
            let Some(markup) = self.markup()? else {
                return Ok(Extent::Cut(self.window.bytes().len()));
            };
            match self.ending.take(markup, self.window.bytes()) {
                Progress::Inside if self.window.bytes().len() > ITEM_LIMIT => {
                    let (limit, what) = (ITEM_LIMIT, "bytes of an element");
                    return Err(self.fault(0, ErrorKind::TooMuch { limit, what }));
                }
                Progress::Inside => {}
                Progress::Ended => return Ok(Extent::Whole(markup.end)),
                Progress::Torn => {
                    self.scanner.back(markup.start);
                    return Ok(Extent::Torn(markup.start));
                }
            }
        }
    }

    /// Where the item ends whose start tag ends there, if nothing in it is unusual.
    fn skim(&mut self, from: usize) -> Result<Option<usize>, Error> {
        let mut skimmed = Skimmed::from(from);
        loop {
            match self.ending.skim(self.window.bytes(), &mut skimmed) {
                Skim::Ended(end) => return Ok(Some(end)),
                Skim::Unusual => return Ok(None),
                Skim::More => {
                    if self.window.bytes().len() > ITEM_LIMIT || !self.fill()? {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// The first bytes of the window, as text.
    pub(super) fn slice(&self, end: usize) -> Result<&str, Error> {
        self.window.text_at(0..end, self.position, Scope::Document)
    }

    /// Leaves the first bytes of the window behind, and keeps them as header where they are.
    pub(super) fn pass(&mut self, count: usize) {
        if self.stage < Stage::Items {
            let bytes = self.window.bytes().get(..count).unwrap_or_default();
            self.header.push(bytes, self.stage);
        }
        self.skip(count);
    }

    pub(super) fn skip(&mut self, count: usize) {
        self.mended(count);
        self.position.advance(&self.window.bytes()[..count]);
        self.window.consume(count);
        self.scanner.rebase(count);
    }

    /// Keeps what was mended in the first bytes of the window, to be said with the next item.
    fn mended(&mut self, count: usize) {
        if !self.window.has_repairs() {
            return;
        }
        let repairs: Vec<_> = self.window.take_repairs(count).collect();
        let (mut position, mut from) = (self.position, 0);
        for Repair { at, what } in repairs {
            position.advance(&self.window.bytes()[from..at]);
            from = at;
            let kind = FindingKind::Repair { what };
            self.repairs.push(Finding::general(kind).at(position));
        }
    }

    pub(super) fn fault(&self, at: usize, kind: ErrorKind) -> Error {
        let scope = if matches!(kind, ErrorKind::Io(_)) {
            Scope::Input
        } else {
            Scope::Document
        };
        kind.at(self.position.after(&self.window.bytes()[..at]), scope)
    }
}
