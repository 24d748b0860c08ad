//! Reads a JSON Feed.

use std::io::Read;
use std::sync::Arc;

use dateline_core::{ChannelDraft, FieldPath, Finding, Position, Record, Scope, Spot};

use super::facts::Facts;
use super::frame::{Feed, Frame};
use crate::error::{Broken, Error, ErrorKind, Hint};
use crate::frame::{self, Elements, Extent, Piece};
use crate::mend::{Mending, Notes};
use crate::syntax::{Cursor, Kind};
use crate::window::Window;

/// Reads a JSON Feed of version 1.1 or 1.0, one item at a time.
///
/// The keys may stand in any order. What the feed says about itself in front of `items` is in
/// [`Reader::channel`], and its language and authors count for items without; what stands behind
/// comes too late for that, which a finding says. Memory is bounded by the largest item.
///
/// What is not as the specification has it and certain all the same is read, with a finding of kind
/// [`FindingKind::Repair`](dateline_core::FindingKind::Repair): values of another type, dates of
/// another form, keys that stand twice, commas and brackets that are missing or too many, UTF-16.
/// [`Reader::strict`] makes each of them an error. A broken item is an error of
/// [`Scope::Record`] wherever its end can be found. What a release has no field for is kept with
/// the item as [`Foreign`](dateline_core::Foreign) data: the key, and the JSON of its value.
///
/// ```
/// use dateline_core::Foreign;
/// use dateline_json::feed::Reader;
///
/// let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "items": [
///     {"id": "1", "content_text": "Agreed.", "image": "https://a.example/1.png"}]}"#;
/// let (mut findings, mut reader) = (Vec::new(), Reader::new(feed.as_bytes()));
/// assert!(reader.advance(&mut findings)?);
/// let draft = reader.record(&mut findings)?.draft;
/// assert_eq!((&*draft.body, reader.version()), ("Agreed.", "1.1"));
/// assert_eq!((&*draft.foreign[0].name, &*draft.foreign[0].text), ("image", "\"https://a.example/1.png\""));
/// assert_eq!(draft.foreign[0].namespace, Foreign::JSON_FEED);
/// assert!(!reader.advance(&mut findings)? && findings.is_empty());
/// # Ok::<(), dateline_json::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    window: Window<R>,
    state: State,
    frame: Frame,
    /// How many items were framed.
    count: u64,
    feed: Arc<Feed>,
    strict: bool,
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
            count: 0,
            feed: Arc::default(),
            strict: false,
        }
    }

    /// Refuses what it would otherwise mend: everything that is said as a repair is an error then.
    #[must_use]
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Frames the next item: finds where it ends. `false` at the end of the feed.
    ///
    /// # Errors
    ///
    /// Where nothing more can be read: the input fails, or is no JSON Feed. What was read before
    /// stands; from then on there is no further item.
    pub fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        let mut frame = std::mem::take(&mut self.frame);
        let advanced = self.advance_into(&mut frame, findings);
        self.frame = frame;
        advanced
    }

    /// Frames the next item into `frame`, whose memory is used again. The reader's own frame stays
    /// as it is.
    ///
    /// # Errors
    ///
    /// As [`Reader::advance`].
    pub fn advance_into(
        &mut self,
        frame: &mut Frame,
        findings: &mut Vec<Finding>,
    ) -> Result<bool, Error> {
        let framed = self.next(findings);
        frame.begin(&self.feed, self.strict);
        if let Ok(Some(extent)) = framed {
            self.count += 1;
            frame.piece.cut(&mut self.window, extent, self.count);
            return Ok(true);
        }
        self.state = State::Done;
        frame.piece.empty(&mut self.window, self.count);
        framed.map(|_| false)
    }

    fn next(&mut self, findings: &mut Vec<Finding>) -> Result<Option<Extent>, Error> {
        let mut mending = Mending::new(findings, self.strict);
        loop {
            match &mut self.state {
                State::Done => return Ok(None),
                State::Start => {
                    self.start(&mut mending)?;
                    self.state = State::Keys { first: true };
                }
                State::Items(elements) => {
                    let framed =
                        elements
                            .next(&mut self.window, &mut mending)
                            .map_err(|error| {
                                if matches!(error.kind(), ErrorKind::Input(_)) {
                                    return error;
                                }
                                error.on_path(format!("$.items[{}]", self.count))
                            })?;
                    if framed.is_some() {
                        return Ok(framed);
                    }
                    self.state = State::Keys { first: false };
                }
                State::Keys { first } => {
                    let first = std::mem::replace(first, false);
                    if !self.key(first, &mut mending)? {
                        self.end(&mut mending)?;
                        return Ok(None);
                    }
                }
            }
        }
    }

    fn start(&mut self, mending: &mut Mending<'_>) -> Result<(), Error> {
        self.window.begin(mending)?;
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
    fn key(&mut self, first: bool, mending: &mut Mending<'_>) -> Result<bool, Error> {
        match self.window.peek_past_blanks()? {
            Some(b'}') => {
                self.window.consume(1);
                return Ok(false);
            }
            Some(b',') if !first => {
                self.window.consume(1);
                if self.window.peek_past_blanks()? == Some(b'}') {
                    let error = self.window.unexpected("a key in quotes");
                    mending.mend(error.hinted(Hint::LastComma), "it was passed over")?;
                    self.window.consume(1);
                    return Ok(false);
                }
            }
            Some(b'"') if !first => {
                let error = self.window.unexpected("`,` or `}`");
                mending.mend(error, "it was read as the next key")?;
            }
            _ if !first => return Err(self.window.unexpected("`,` or `}`")),
            _ => {}
        }
        if self.window.peek()? != Some(b'"') {
            return Err(self.window.unexpected("a key in quotes"));
        }
        let at = self.window.position();
        let key = self.value(mending, |cursor, _| {
            cursor.text().map(dateline_core::Text::into_string)
        })?;
        if self.window.peek_past_blanks()? != Some(b':') {
            return Err(self.window.unexpected("`:` behind the key"));
        }
        self.window.consume(1);
        let first_byte = self.window.peek_past_blanks()?;
        self.facts().once(&key, at, mending)?;
        if key != "items" {
            let position = self.window.position();
            // What the value says is put where it belongs when its bytes have been read.
            let fact = self.value(mending, |cursor, notes| Facts::read(&key, cursor, notes))?;
            self.facts().take(&key, fact, (at, position), mending)?;
            return Ok(true);
        }
        if first_byte == Some(b'[') {
            self.window.consume(1);
            Arc::make_mut(&mut self.feed).items_begin();
            self.state = State::Items(Elements::in_object());
            return Ok(true);
        }
        let expected = "a list of items";
        let position = self.window.position();
        let kind = self.value(mending, |cursor, _| cursor.skip())?;
        let found = kind.name();
        let error = Error::document(position, ErrorKind::Type { expected, found });
        if kind != Kind::Null {
            return Err(error);
        }
        mending.mend(error, "it was read as an empty one")?;
        Ok(true)
    }

    /// Reads and consumes the value that begins the window.
    fn value<T>(
        &mut self,
        mending: &mut Mending<'_>,
        read: impl for<'j> FnOnce(&mut Cursor<'j>, &mut Notes) -> Result<T, Broken>,
    ) -> Result<T, Error> {
        let extent = frame::value(&mut self.window)?;
        let mut piece = Piece::default();
        piece.cut(&mut self.window, extent, 0);
        let position = piece.position();
        let document = |error: Error| error.scoped(Scope::Document);
        let text = piece.text().map_err(document)?;
        let mut notes = Notes::new(self.strict);
        let value = read(&mut Cursor::new(text), &mut notes)
            .map_err(|broken| document(Error::inside(broken, position, text.as_bytes(), "$")))?;
        for finding in notes.placed(text.as_bytes(), position) {
            mending.say(Finding {
                path: None,
                ..finding
            });
        }
        Ok(value)
    }

    fn facts(&mut self) -> &mut Facts {
        &mut Arc::make_mut(&mut self.feed).facts
    }

    fn end(&mut self, mending: &mut Mending<'_>) -> Result<(), Error> {
        let at = self.window.position();
        self.facts().end(at, mending)?;
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
    /// What the framed item says, borrowed from the frame.
    ///
    /// # Errors
    ///
    /// Where it is no item of a JSON Feed; they reach this item only.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        self.frame.record(findings)
    }

    /// Where the framed item begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.frame.position()
    }

    /// Which item it is, from 1; items that could not be read count.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.frame.number()
    }

    /// Its bytes as they stand in the input.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        self.frame.raw()
    }

    /// What its bytes need in front to be read alone: what the feed says about itself, as an
    /// object. [`document`](super::document) puts the two together.
    #[must_use]
    pub fn header(&self) -> &[u8] {
        self.frame.header()
    }

    /// Where the value at `path` stands in the input, or its character of this number
    /// ([`Frame::locate`]).
    #[must_use]
    pub fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        self.frame.locate(path, character)
    }

    /// What the feed has said about itself so far.
    #[must_use]
    pub fn channel(&self) -> &ChannelDraft {
        self.feed.facts.channel()
    }

    /// The version of JSON Feed that it is read as: `1.0` or `1.1`; the newer one where the feed
    /// states none that is known.
    #[must_use]
    pub fn version(&self) -> &'static str {
        self.feed.facts.version()
    }
}
