//! Reads a JSON Feed.

use std::collections::HashSet;
use std::io::Read;

use dateline_core::{
    ChannelDraft, Excerpt, FieldPath, Finding, FindingKind, Locations, Position, Record, Scope,
    Text,
};

use super::draft::{Inherited, Placed, placed};
use super::head::{Author, Head, VERSION};
use super::item::{Notes, author, authors, item};
use crate::error::{Broken, Error, ErrorKind};
use crate::frame::{self, Elements, Frame};
use crate::syntax::{Cursor, Kind};
use crate::window::Window;

/// Reads a JSON Feed of version 1.1 or 1.0, one item at a time.
///
/// The keys may stand in any order. What the feed says about itself in front of `items` is in
/// [`Reader::channel`], and its language and authors count for items without; what stands behind
/// comes too late for that, which a finding says. Memory is bounded by the largest item.
///
/// A broken item is an error of [`Scope::Record`](dateline_core::Scope::Record) wherever its end
/// can be found. Everything of a foreign feed that a release cannot hold is named by a finding of
/// kind [`FindingKind::Loss`].
///
/// ```
/// use dateline_json::feed::Reader;
///
/// let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [
///     {"id": "1", "content_text": "Agreed.", "image": "https://a.example/1.png"}]}"#;
/// let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
/// assert!(reader.advance(&mut findings)?);
/// assert_eq!(reader.record(&mut findings)?.draft.body, "Agreed.");
/// assert_eq!(findings[0].to_string(), "`image` is not kept: a release has no such field");
/// assert!(!reader.advance(&mut findings)?);
/// # Ok::<(), dateline_json::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    window: Window<R>,
    state: State,
    frame: Frame,
    number: u64,
    channel: ChannelDraft,
    version: String,
    inherited: Inherited,
    seen: HashSet<String>,
    header: Vec<u8>,
    locations: Locations,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Start,
    /// In front of a key, or the end of the feed.
    Keys {
        first: bool,
    },
    Items(Elements),
    Done,
}

impl<R: Read> Reader<R> {
    /// A reader.
    #[must_use]
    pub fn new(input: R) -> Self {
        Self {
            window: Window::new(input),
            state: State::Start,
            frame: Frame::default(),
            number: 0,
            channel: ChannelDraft::default(),
            version: String::new(),
            inherited: Inherited::default(),
            seen: HashSet::new(),
            header: Vec::new(),
            locations: Locations::default(),
        }
    }

    /// Frames the next item: finds where it ends. `false` at the end of the feed.
    ///
    /// # Errors
    ///
    /// Where nothing more can be read: the input fails, or is no JSON Feed. What was read before
    /// stands; from then on there is no further item.
    pub fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        self.window.consume(self.frame.length);
        self.frame = Frame::default();
        self.locations = Locations::default();
        match self.next(findings) {
            Ok(Some(frame)) => {
                self.frame = frame;
                self.number += 1;
                Ok(true)
            }
            Ok(None) => {
                self.state = State::Done;
                Ok(false)
            }
            Err(error) => {
                self.state = State::Done;
                Err(error)
            }
        }
    }

    fn next(&mut self, findings: &mut Vec<Finding>) -> Result<Option<Frame>, Error> {
        loop {
            match &mut self.state {
                State::Done => return Ok(None),
                State::Start => {
                    self.start()?;
                    self.state = State::Keys { first: true };
                }
                State::Items(elements) => {
                    let framed = elements.next(&mut self.window).map_err(|error| {
                        if matches!(error.kind(), ErrorKind::Input(_)) {
                            return error;
                        }
                        error.on_path(format!("$.items[{}]", self.number))
                    })?;
                    if framed.is_some() {
                        return Ok(framed);
                    }
                    self.state = State::Keys { first: false };
                }
                State::Keys { first } => {
                    let first = std::mem::replace(first, false);
                    if !self.key(first, findings)? {
                        self.end(findings)?;
                        return Ok(None);
                    }
                }
            }
        }
    }

    fn start(&mut self) -> Result<(), Error> {
        self.window.skip_mark()?;
        let expected = "a JSON Feed, which is an object with `version` and `items`";
        match self.window.peek_past_blanks()? {
            Some(b'{') => {
                self.window.consume(1);
                Ok(())
            }
            None => Err(Error::document(
                self.window.position(),
                ErrorKind::Empty { expected },
            )),
            Some(b'[') => {
                let kind = ErrorKind::Type {
                    expected,
                    found: Kind::Array.name(),
                };
                Err(Error::document(self.window.position(), kind))
            }
            Some(_) => Err(self.window.unexpected(expected)),
        }
    }

    /// Reads a key and its value, or begins the items; `false` at the end of the feed.
    fn key(&mut self, first: bool, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        match self.window.peek_past_blanks()? {
            Some(b'}') => {
                self.window.consume(1);
                return Ok(false);
            }
            Some(b',') if !first => {
                self.window.consume(1);
                self.window.peek_past_blanks()?;
            }
            _ if !first => return Err(self.window.unexpected("`,` or `}`")),
            _ => {}
        }
        if self.window.peek()? != Some(b'"') {
            return Err(self.window.unexpected("a key in quotes"));
        }
        let key_position = self.window.position();
        let key = self
            .value(|cursor, _| cursor.text().map(Text::into_string))?
            .0;
        if self.window.peek_past_blanks()? != Some(b':') {
            return Err(self.window.unexpected("`:` behind the key"));
        }
        self.window.consume(1);
        let first_byte = self.window.peek_past_blanks()?;
        if !self.seen.insert(key.clone()) {
            return Err(Error::document(
                key_position,
                ErrorKind::DuplicateKey { key },
            ));
        }
        if key != "items" {
            self.fact(&key, key_position, findings)?;
            return Ok(true);
        }
        if first_byte != Some(b'[') {
            let position = self.window.position();
            let found = self.value(|cursor, _| cursor.kind())?.0.name();
            let kind = ErrorKind::Type {
                expected: "a list of items",
                found,
            };
            return Err(Error::document(position, kind));
        }
        self.window.consume(1);
        self.header = self.head();
        self.state = State::Items(Elements::default());
        Ok(true)
    }

    /// Reads and consumes the value that begins the window.
    fn value<T>(
        &mut self,
        read: impl for<'j> FnOnce(&mut Cursor<'j>, &mut Notes) -> Result<T, Broken>,
    ) -> Result<(T, Notes), Error> {
        let frame = frame::value(&mut self.window)?;
        let position = self.window.position();
        let document = |error: Error| error.scoped(Scope::Document);
        let text = frame::readable(&self.window, frame, position).map_err(document)?;
        let mut notes = Notes::default();
        let value = read(&mut Cursor::new(text), &mut notes)
            .map_err(|broken| document(Error::inside(broken, position, text.as_bytes(), "$")))?;
        self.window.consume(frame.length);
        Ok((value, notes))
    }

    /// Reads a fact about the feed.
    fn fact(&mut self, key: &str, at: Position, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let late = self.seen.contains("items");
        let loss = |what: String| Finding::general(FindingKind::Loss { what }).at(at);
        let position = self.window.position();
        match key {
            "version" | "title" | "home_page_url" | "feed_url" | "description" | "language" => {
                let read = |cursor: &mut Cursor<'_>, _: &mut Notes| {
                    Ok(match cursor.kind()? {
                        Kind::Text => Some(cursor.text()?.into_string()),
                        Kind::Null => cursor.skip().map(|_| Some(String::new()))?,
                        _ => cursor.skip().map(|_| None)?,
                    })
                };
                let Some(text) = self.value(read)?.0 else {
                    findings.push(loss(format!(
                        "`{key}` of the feed is not kept: it is no text"
                    )));
                    return Ok(());
                };
                if late && key != "version" && !text.is_empty() {
                    findings.push(loss(format!(
                        "`{key}` of the feed stands behind its items, too late to be used"
                    )));
                }
                match key {
                    "version" => self.version(text, position)?,
                    "title" => self.channel.title = text,
                    "home_page_url" => self.channel.link = text,
                    "feed_url" => self.channel.feed_url = text,
                    "description" => self.channel.description = text,
                    _ => {
                        self.channel.language = text;
                        match self.channel.inheritable_language() {
                            Ok(_) if late => {}
                            Ok(language) => {
                                self.inherited.language = language.unwrap_or_default().to_owned();
                            }
                            Err(error) => findings.push(loss(format!(
                                "items do not inherit the language of the feed: {error}, found `{}`",
                                Excerpt(&self.channel.language)
                            ))),
                        }
                    }
                }
            }
            "author" | "authors" => {
                let (names, Notes(notes)) = self.value(|cursor, notes| {
                    let mut names = Vec::new();
                    if key == "authors" {
                        names.extend(authors(cursor, notes)?.unwrap_or_default());
                    } else {
                        author(cursor, &mut names, notes)?;
                    }
                    Ok(names
                        .into_iter()
                        .map(|n| n.value.into_string())
                        .collect::<Vec<_>>())
                })?;
                findings.extend(
                    notes
                        .into_iter()
                        .map(|(_, _, kind)| Finding::general(kind).at(at)),
                );
                if late {
                    findings.push(loss(format!(
                        "`{key}` of the feed stands behind its items, too late to be used"
                    )));
                } else if key == "authors" || !self.seen.contains("authors") {
                    self.inherited.authors = names;
                }
            }
            _ => {
                self.value(|cursor, _| cursor.skip())?;
                let key = Excerpt(key);
                findings.push(loss(format!("`{key}` of the feed is not kept")));
            }
        }
        Ok(())
    }

    fn version(&mut self, found: String, position: Position) -> Result<(), Error> {
        let plain = found.trim().trim_end_matches('/');
        let plain = plain
            .strip_prefix("https://")
            .or_else(|| plain.strip_prefix("http://"));
        let plain = plain.map(|plain| plain.strip_prefix("www.").unwrap_or(plain));
        if !matches!(
            plain,
            Some("jsonfeed.org/version/1" | "jsonfeed.org/version/1.1")
        ) {
            let error = Error::document(position, ErrorKind::Version { found });
            return Err(error.on_path("$.version".to_owned()));
        }
        self.version = found;
        Ok(())
    }

    /// What the feed says about itself, without its items.
    fn head(&self) -> Vec<u8> {
        let ChannelDraft {
            title,
            link,
            description,
            feed_url,
            language,
            ..
        } = &self.channel;
        let authors: Vec<Author<'_>> = self
            .inherited
            .authors
            .iter()
            .map(|name| Author { name })
            .collect();
        let head = Head {
            version: if self.version.is_empty() {
                VERSION
            } else {
                &self.version
            },
            title,
            home_page_url: link,
            feed_url,
            description,
            language,
            authors: &authors,
        };
        // Texts under fixed keys always become JSON.
        serde_json::to_vec(&head).unwrap_or_default()
    }

    fn end(&mut self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        if !self.seen.contains("items") {
            let kind = ErrorKind::MissingKey { key: "items" };
            return Err(Error::document(self.window.position(), kind));
        }
        if self.version.is_empty() {
            let what = "the feed has no `version`; it was read as 1.1".to_owned();
            findings.push(Finding::general(FindingKind::Repair { what }));
        }
        if self.window.peek_past_blanks()?.is_some() {
            let kind = ErrorKind::Trailing {
                behind: "the feed",
                found: self.window.found()?,
            };
            return Err(Error::document(self.window.position(), kind));
        }
        Ok(())
    }
}

impl<R> Reader<R> {
    /// What the framed item says, borrowed from the buffer.
    ///
    /// # Errors
    ///
    /// Where it is no item of a JSON Feed; they reach this item only.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        let position = self.position();
        let mut notes = Notes::default();
        let placed = self.read(&mut notes)?;
        let mut here = (0, position);
        for (at, path, kind) in notes.0 {
            // Notes come nearly in the order of the bytes: each goes on from the one before.
            if at < here.0 {
                here = (0, position);
            }
            here = (
                at,
                here.1.after(self.raw().get(here.0..at).unwrap_or_default()),
            );
            findings.push(Finding {
                kind,
                path,
                position: Some(here.1),
            });
        }
        Ok(Record {
            number: self.number,
            position,
            draft: placed.draft,
            authors: Vec::new(),
        })
    }

    fn read(&self, notes: &mut Notes) -> Result<Placed<'_>, Error> {
        let position = self.position();
        let path = format!("$.items[{}]", self.number.saturating_sub(1));
        let text = frame::readable(&self.window, self.frame, position)
            .map_err(|error| error.on_path(path.clone()))?;
        let item = item(text, notes)
            .map_err(|broken| Error::inside(broken, position, text.as_bytes(), &path))?;
        Ok(placed(item, &self.inherited, notes))
    }

    /// Where the framed item begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.window.position()
    }

    /// Which item it is, from 1; items that could not be read count.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Its bytes as they stand in the input.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        self.window
            .bytes()
            .get(..self.frame.length)
            .unwrap_or_default()
    }

    /// What its bytes need in front to be read alone: what the feed says about itself, as an
    /// object. [`document`](super::document) puts the two together.
    #[must_use]
    pub fn header(&self) -> &[u8] {
        &self.header
    }

    /// Where the value at `path` stands in the input; `None` where the item does not have it.
    #[must_use]
    pub fn locate(&self, path: &FieldPath) -> Option<Position> {
        self.locations
            .locate(path, self.raw(), self.position(), || {
                self.read(&mut Notes::default())
                    .map(|placed| placed.places)
                    .unwrap_or_default()
            })
    }

    /// What the feed has said about itself so far.
    #[must_use]
    pub const fn channel(&self) -> &ChannelDraft {
        &self.channel
    }
}
