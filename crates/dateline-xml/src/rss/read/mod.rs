//! Reads a feed, item by item.

mod channel;

use std::io::Read;
use std::ops::Range;

use dateline_core::{
    ChannelDraft, Excerpt, FieldPath, Finding, FindingKind, Locations, Position, Record, Scope,
};

use super::item;
use crate::cursor::{Space, Surroundings};
use crate::escape::is_blank;
use crate::frame::{Frame, Kind, Markup, Progress, Scanner};
use crate::window::{Repair, Window};
use crate::{Error, ErrorKind, html_page};

/// How many bytes before the first item are kept for [`Reader::header`]. Where there are more, only
/// those up to the start tag of the channel are.
const HEADER_LIMIT: usize = 256 * 1024;

/// Reads RSS 2.0 (and 0.9x, where it has the same structure), one item at a time.
///
/// An error of [`record`](Reader::record) reaches one item, and reading goes on behind it; after an
/// error of [`advance`](Reader::advance) there is nothing more. Memory is that of the largest item.
///
/// ```
/// use dateline_xml::rss::Reader;
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
pub struct Reader<R> {
    window: Window<R>,
    scanner: Scanner,
    /// Where the window begins.
    position: Position,
    outer: Surroundings,
    /// The root and the channel, as far as they are open.
    open: Vec<Open>,
    stage: Stage,
    frame: Frame,
    /// The item that was framed, in the window.
    framed: Range<usize>,
    locations: Locations,
    number: u64,
    header: Header,
    channel: ChannelDraft,
    /// The channel's language, where items can inherit it.
    language: Option<String>,
    /// What was mended and has not been said.
    repairs: Vec<Finding>,
    ended: bool,
}

/// An element that is open around the items.
#[derive(Debug)]
struct Open {
    name: String,
    position: Position,
}

/// What has come.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
enum Stage {
    #[default]
    Nothing,
    Root,
    Channel,
    Items,
    End,
}

/// The bytes before the first item.
#[derive(Debug, Default)]
struct Header {
    bytes: Vec<u8>,
    /// Where the start tag of the channel ends.
    least: usize,
    full: bool,
}

impl<R: Read> Reader<R> {
    /// A reader of a feed.
    pub fn new(input: R) -> Self {
        Self {
            window: Window::new(input),
            scanner: Scanner::default(),
            position: Position::default(),
            outer: Surroundings::default(),
            open: Vec::new(),
            stage: Stage::default(),
            frame: Frame::default(),
            framed: 0..0,
            locations: Locations::default(),
            number: 0,
            header: Header::default(),
            channel: ChannelDraft::default(),
            language: None,
            repairs: Vec::new(),
            ended: false,
        }
    }

    /// Whether nothing is mended: a document that is not in the encoding that it declares, and bytes
    /// that are no text in it, are errors then. To be said before anything is read.
    #[must_use]
    pub fn strict(self, strict: bool) -> Self {
        Self {
            window: self.window.strict(strict),
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
        self.pass(self.framed.end);
        self.framed = 0..0;
        self.locations = Locations::default();
        if self.ended {
            return Ok(false);
        }
        let result = self.seek(findings);
        // Behind the last item, also what has no text behind it.
        self.mended(if matches!(result, Ok(true)) {
            self.framed.end
        } else {
            usize::MAX
        });
        findings.append(&mut self.repairs);
        match &result {
            Ok(true) => self.number += 1,
            Ok(false) | Err(_) => self.ended = true,
        }
        result
    }

    /// What the item says.
    ///
    /// # Errors
    ///
    /// Where the item is not UTF-8 or not well-formed.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        let xml = self
            .window
            .text_at(self.framed.clone(), self.position, Scope::Record)?;
        let item = item::read(xml, &self.outer, self.position, self.language.as_deref())?;
        let draft = item.into_draft(xml, self.position, findings);
        Ok(Record {
            number: self.number,
            position: self.position,
            draft,
            authors: Vec::new(),
        })
    }

    /// Where the item begins.
    pub const fn position(&self) -> Position {
        self.position
    }

    /// Which item it is, from 1.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The item's bytes as they stand in the input (in UTF-8).
    pub fn raw(&self) -> &[u8] {
        self.window
            .bytes()
            .get(self.framed.clone())
            .unwrap_or_default()
    }

    /// What stands before the first item: the declaration, the open tags, the channel's facts. With
    /// [`document`](super::document) an item can be read alone. Of a channel that says very much
    /// before its first item, only the open tags are kept.
    pub fn header(&self) -> &[u8] {
        if self.header.full {
            return &self.header.bytes[..self.header.least];
        }
        &self.header.bytes
    }

    /// Where a value of the item stands: its first character, or where its field begins.
    pub fn locate(&self, path: &FieldPath) -> Option<Position> {
        self.locations.locate(path, self.raw(), self.position, || {
            let xml = std::str::from_utf8(self.raw()).unwrap_or_default();
            let item = item::read(xml, &self.outer, self.position, self.language.as_deref());
            item.map(|item| item.offsets()).unwrap_or_default()
        })
    }

    /// What the channel has said so far.
    pub const fn channel(&self) -> &ChannelDraft {
        &self.channel
    }

    /// Looks for the next item and frames it.
    fn seek(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        if self.position.byte == 0 && self.stage == Stage::Nothing {
            self.begin()?;
        }
        loop {
            let Some(markup) = self.markup()? else {
                let end = self.window.bytes().len();
                self.between(end, findings)?;
                return self.finish();
            };
            self.between(markup.start, findings)?;
            let markup = Markup {
                kind: markup.kind,
                start: 0,
                end: markup.end - markup.start,
            };
            match markup.kind {
                Kind::Comment => self.pass(markup.end),
                Kind::Instruction => self.instruction(markup)?,
                Kind::Doctype => self.doctype(markup)?,
                Kind::CData => {
                    let data = &self.window.bytes()[..markup.end];
                    let data = String::from_utf8_lossy(data).into_owned();
                    self.stray(&data, findings)?;
                    self.pass(markup.end);
                }
                Kind::Close => self.close(markup)?,
                Kind::Open | Kind::Empty => {
                    if self.open(markup, findings)? {
                        return Ok(true);
                    }
                }
            }
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
            return match self.scanner.open() {
                None => Ok(None),
                Some((at, what, end)) => Err(self.fault(
                    at,
                    ErrorKind::UnclosedMarkup {
                        what,
                        end,
                        record: false,
                    },
                )),
            };
        }
    }

    fn fill(&mut self) -> Result<bool, Error> {
        let filled = self.window.fill();
        filled.map_err(|kind| self.fault(self.window.bytes().len(), kind))
    }

    /// Refuses an input that is no XML by its first character, without reading all of it.
    fn begin(&mut self) -> Result<(), Error> {
        let mut last = false;
        loop {
            let head = self.window.bytes();
            match head.iter().position(|b| !is_blank(char::from(*b))) {
                Some(at) if head[at] == b'<' => break,
                // Enough of it to show what it is, where there is enough.
                Some(at) if head.len() < at + 80 && !last => {}
                Some(at) => {
                    let found =
                        String::from_utf8_lossy(&head[at..head.len().min(at + 80)]).into_owned();
                    return Err(self.fault(at, ErrorKind::NotXml { found }));
                }
                None if head.len() > HEADER_LIMIT => break,
                None => {}
            }
            if last {
                return Err(self.fault(0, ErrorKind::Empty));
            }
            last = !self.fill()?;
        }
        if self.window.had_mark() && !self.window.is_wide() {
            self.position.byte += '\u{FEFF}'.len_utf8() as u64;
        }
        Ok(())
    }

    fn instruction(&mut self, markup: Markup) -> Result<(), Error> {
        let declaration = self.slice(markup.end)?;
        let is_declaration = declaration.starts_with("<?xml")
            && declaration["<?xml".len()..].starts_with([' ', '\t', '\n', '\r', '?']);
        if is_declaration && self.stage == Stage::Nothing && !self.window.declares_utf_8() {
            // What is kept for reading an item alone is in UTF-8.
            let declaration = b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
            self.header.bytes.extend_from_slice(declaration);
            self.skip(markup.end);
            return Ok(());
        }
        self.pass(markup.end);
        Ok(())
    }

    fn doctype(&mut self, markup: Markup) -> Result<(), Error> {
        let declaration = self.slice(markup.end)?;
        if !declaration
            .get(..9)
            .is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE"))
        {
            let found = declaration.chars().take(60).collect();
            return Err(self.fault(
                0,
                ErrorKind::Tag {
                    expected: "a comment, CDATA or a document type behind `<!`",
                    found,
                },
            ));
        }
        let name = declaration[9..].trim_start_matches(is_blank);
        if name
            .get(..4)
            .is_some_and(|name| name.eq_ignore_ascii_case("html"))
        {
            let kind = html_page::error(&mut self.window);
            return Err(self.fault(0, kind));
        }
        self.pass(markup.end);
        Ok(())
    }

    fn close(&mut self, markup: Markup) -> Result<(), Error> {
        let name = String::from_utf8_lossy(markup.name(self.window.bytes())).into_owned();
        match self.open.pop() {
            Some(open) if open.name == name => {}
            Some(open) => {
                let found = format!("`</{}>`", Excerpt(&name));
                let kind = ErrorKind::Unclosed {
                    name: open.name,
                    opened: open.position,
                    found,
                };
                return Err(self.fault(0, kind));
            }
            None => return Err(self.fault(0, ErrorKind::Unopened { name })),
        }
        if self.open.is_empty() {
            if self.stage < Stage::Channel {
                return Err(self.fault(0, ErrorKind::NoChannel));
            }
            self.stage = Stage::End;
        }
        self.pass(markup.end);
        Ok(())
    }

    /// Deals with the element whose start tag the window begins with; `true` where it is an item.
    fn open(&mut self, markup: Markup, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        let tag = self.slice(markup.end)?;
        if self.stage == Stage::Nothing {
            return self.root(markup).map(|()| false);
        }
        let Some(element) = self.outer.name(tag, self.position, Scope::Document)? else {
            self.pass(markup.end);
            return Ok(false);
        };
        let (space, local) = (element.space, element.local);
        let name = element.name.to_owned();
        if self.stage == Stage::End {
            let found = tag.chars().take(60).collect();
            return Err(self.fault(
                0,
                ErrorKind::Trailing {
                    name: "rss".to_owned(),
                    found,
                },
            ));
        }
        if (space, local, self.open.len()) == (Space::Rss, "channel", 1) {
            self.outer = self.outer.entered(tag, self.position)?;
            let is_first = self.stage == Stage::Root;
            self.stage = self.stage.max(Stage::Channel);
            if markup.kind == Kind::Open {
                self.open.push(Open {
                    name,
                    position: self.position,
                });
            }
            self.pass(markup.end);
            if is_first {
                self.header.least = self.header.bytes.len();
            }
            return Ok(false);
        }
        let is_item = (space, local) == (Space::Rss, "item");
        let end = self.element_end(markup, &name)?;
        if is_item {
            self.stage = Stage::Items;
            self.framed = 0..end;
            return Ok(true);
        }
        self.fact(end, findings);
        self.pass(end);
        Ok(false)
    }

    fn root(&mut self, markup: Markup) -> Result<(), Error> {
        let tag = self.slice(markup.end)?;
        let root = String::from_utf8_lossy(markup.name(self.window.bytes())).into_owned();
        if root.eq_ignore_ascii_case("html") {
            let kind = html_page::error(&mut self.window);
            return Err(self.fault(0, kind));
        }
        let element = self.outer.name(tag, self.position, Scope::Document)?;
        if !element.is_some_and(|e| e.space == Space::Rss && e.local == "rss") {
            return Err(self.fault(0, ErrorKind::NotRss { root }));
        }
        self.outer = self.outer.entered(tag, self.position)?;
        self.stage = Stage::Root;
        if markup.kind == Kind::Empty {
            return Err(self.fault(0, ErrorKind::NoChannel));
        }
        self.open.push(Open {
            name: root,
            position: self.position,
        });
        self.pass(markup.end);
        self.header.least = self.header.bytes.len();
        Ok(())
    }

    /// Where the element ends that the window begins with.
    fn element_end(&mut self, markup: Markup, name: &str) -> Result<usize, Error> {
        if markup.kind == Kind::Empty {
            return Ok(markup.end);
        }
        let parent = self.open.last().map_or("", |open| open.name.as_str());
        self.frame.begin(name.as_bytes(), parent.as_bytes());
        let opened = self.position;
        loop {
            let Some(markup) = self.markup()? else {
                let found = "the end of the input".to_owned();
                let kind = ErrorKind::Unclosed {
                    name: name.to_owned(),
                    opened,
                    found,
                };
                return Err(self.fault(self.window.bytes().len(), kind).within(name));
            };
            match self.frame.take(markup, self.window.bytes()) {
                Progress::Inside => {}
                Progress::Ended => return Ok(markup.end),
                Progress::Torn => {
                    let parent = self.open.last().map_or("", |open| open.name.as_str());
                    let found = format!("`</{}>`", Excerpt(parent));
                    let kind = ErrorKind::Unclosed {
                        name: name.to_owned(),
                        opened,
                        found,
                    };
                    return Err(self.fault(markup.start, kind).within(name));
                }
            }
        }
    }

    /// The end of the input.
    fn finish(&mut self) -> Result<bool, Error> {
        if let Some(open) = self.open.pop() {
            let found = "the end of the input".to_owned();
            let kind = ErrorKind::Unclosed {
                name: open.name,
                opened: open.position,
                found,
            };
            return Err(self.fault(0, kind));
        }
        match self.stage {
            Stage::Nothing => Err(self.fault(0, ErrorKind::NoRoot)),
            _ => Ok(false),
        }
    }

    /// The first bytes of the window, as text.
    fn slice(&self, end: usize) -> Result<&str, Error> {
        self.window.text_at(0..end, self.position, Scope::Document)
    }

    /// Leaves the first bytes of the window behind, and keeps them as header where they are.
    fn pass(&mut self, count: usize) {
        if self.stage < Stage::Items && !self.header.full {
            if self.header.bytes.len() + count > HEADER_LIMIT && self.stage >= Stage::Channel {
                self.header.full = true;
                self.header.bytes.truncate(self.header.least);
            } else {
                let bytes = &self.window.bytes()[..count];
                self.header.bytes.extend_from_slice(bytes);
            }
        }
        self.skip(count);
    }

    fn skip(&mut self, count: usize) {
        self.mended(count);
        self.position.advance(&self.window.bytes()[..count]);
        self.window.consume(count);
        self.scanner.rebase(count);
    }

    /// Keeps what was mended in the first bytes of the window, to be said with the next item.
    fn mended(&mut self, count: usize) {
        let repairs: Vec<_> = self.window.take_repairs(count).collect();
        let (mut position, mut from) = (self.position, 0);
        for Repair { at, what } in repairs {
            position.advance(&self.window.bytes()[from..at]);
            from = at;
            let kind = FindingKind::Repair { what };
            self.repairs.push(Finding::general(kind).at(position));
        }
    }

    fn fault(&self, at: usize, kind: ErrorKind) -> Error {
        let scope = if matches!(kind, ErrorKind::Io(_)) {
            Scope::Input
        } else {
            Scope::Document
        };
        kind.at(self.position.after(&self.window.bytes()[..at]), scope)
    }
}
