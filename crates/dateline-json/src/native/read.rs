//! Reads releases in the native shape.

use std::io::Read;

use dateline_core::{ChannelDraft, FieldPath, Finding, Position, Record, Spot};

use super::{Layout, release};
use crate::error::{self, Error, ErrorKind, push_index};
use crate::frame::{self, Elements, Extent, Piece, Scan, Step};
use crate::mend::Mending;
use crate::outline::Places;
use crate::syntax::{Cursor, Kind, Room};
use crate::window::Window;

const EXPECTED: &str = "an array of releases, or a release as an object on each line";

/// Reads releases in the native shape, one at a time.
///
/// What the document is is seen by its content: an array; one object a line; or objects over
/// several lines, one or more behind each other. [`Reader::layout`] says it instead.
///
/// A broken record is an error of [`Scope::Record`](dateline_core::Scope::Record) wherever its end can be found: on lines
/// always, in an array where its brackets close, or where it began on the line where it broke.
/// Memory is bounded by the largest record. The input is UTF-8, with or without byte order mark;
/// brackets may be [`MAX_DEPTH`](crate::MAX_DEPTH) levels deep.
///
/// ```
/// use dateline_core::Fault;
/// use dateline_json::native::Reader;
///
/// let lines = "{\"title\": \"One\"}\n{\"titel\": \"Two\"}\n";
/// let (mut findings, mut reader) = (Vec::new(), Reader::new(lines.as_bytes()));
/// assert!(reader.advance(&mut findings)?);
/// assert_eq!(reader.record(&mut findings)?.draft.title, "One");
/// assert!(reader.advance(&mut findings)?);
/// let error = reader.record(&mut findings).unwrap_err();
/// assert_eq!(error.to_string(), "expected a key of a release, found `titel`; did you mean `title`?");
/// assert_eq!((error.position().line, error.position().column), (2, 2));
/// assert!(!reader.advance(&mut findings)?);
/// # Ok::<(), dateline_json::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    pub(super) window: Window<R>,
    layout: Option<Layout>,
    state: State,
    frame: Frame,
    /// How many records were framed.
    count: u64,
    channel: ChannelDraft,
    strict: bool,
}

/// A record whose end was found: its bytes, and where they stand. Its memory is used again.
///
/// ```
/// use dateline_json::native::{Frame, Reader};
///
/// let lines = "{\"title\": \"One\"}\n{\"title\": \"Two\"}\n";
/// let (mut findings, mut reader) = (Vec::new(), Reader::new(lines.as_bytes()));
/// let (mut first, mut second) = (Frame::default(), Frame::default());
/// assert!(reader.advance_into(&mut first, &mut findings)?);
/// assert!(reader.advance_into(&mut second, &mut findings)?);
/// let read = std::thread::spawn(move || {
///     first.record(&mut Vec::new()).map(|record| record.draft.title.into_string())
/// });
/// assert_eq!(second.record(&mut findings)?.draft.title, "Two");
/// assert_eq!(read.join().unwrap()?, "One");
/// # Ok::<(), dateline_json::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Frame {
    pub(super) piece: Piece,
    /// Whether it is an element of an array, which its path says.
    in_array: bool,
    room: Room,
    places: Places,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Start,
    Elements(Elements),
    Lines,
    /// Objects over several lines.
    Objects,
    Done,
}

impl<R: Read> Reader<R> {
    /// A reader that finds the layout by the content.
    #[must_use]
    pub fn new(input: R) -> Self {
        Self {
            window: Window::new(input),
            layout: None,
            state: State::Start,
            frame: Frame::default(),
            count: 0,
            channel: ChannelDraft::default(),
            strict: false,
        }
    }

    /// Refuses what it would otherwise mend: everything that is said as a repair is an error then.
    #[must_use]
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Reads this layout, whatever the content looks like.
    #[must_use]
    pub fn layout(self, layout: Layout) -> Self {
        Self {
            layout: Some(layout),
            ..self
        }
    }

    /// Frames the next record: finds where it ends. `false` at the end.
    ///
    /// # Errors
    ///
    /// Where nothing more can be read: the input fails, or is no document of this kind. What was
    /// read before stands; from then on there is no further record.
    pub fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        let mut frame = std::mem::take(&mut self.frame);
        let advanced = self.advance_into(&mut frame, findings);
        self.frame = frame;
        advanced
    }

    /// Frames the next record into `frame`, whose memory is used again. The reader's own frame stays
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
        let framed = self.next(&mut Mending::new(findings, self.strict));
        frame.places = Places::default();
        frame.room.clear();
        frame.in_array = matches!(self.state, State::Elements(_));
        if let Ok(Some(extent)) = framed {
            self.count += 1;
            frame.piece.cut(&mut self.window, extent, self.count);
            return Ok(true);
        }
        self.state = State::Done;
        frame.piece.empty(&mut self.window, self.count);
        framed.map(|_| false)
    }

    fn next(&mut self, mending: &mut Mending<'_>) -> Result<Option<Extent>, Error> {
        if matches!(self.state, State::Start) {
            self.state = self.start(mending)?;
        }
        match &mut self.state {
            State::Start | State::Done => Ok(None),
            State::Elements(elements) => {
                let frame = elements.next(&mut self.window, mending).map_err(|error| {
                    if matches!(error.kind(), ErrorKind::Input(_)) {
                        return error;
                    }
                    error.on_path(format!("$[{}]", self.count))
                })?;
                if frame.is_none() {
                    self.trailing()?;
                }
                Ok(frame)
            }
            State::Lines => {
                self.window.skip_marks(mending)?;
                if self.window.peek_past_blanks()?.is_none() {
                    return Ok(None);
                }
                frame::line(&mut self.window).map(Some)
            }
            State::Objects => match self.window.peek_past_blanks()? {
                None => Ok(None),
                Some(b'{') => frame::value(&mut self.window).map(Some),
                Some(_) => Err(self.window.unexpected("a release, or nothing more")),
            },
        }
    }

    /// Finds out what the document is, and passes over what stands before the first record.
    fn start(&mut self, mending: &mut Mending<'_>) -> Result<State, Error> {
        self.window.begin(mending)?;
        let first = self.window.peek_past_blanks()?;
        let position = self.window.position();
        match (first, self.layout) {
            (None, None) => Err(Error::document(
                position,
                ErrorKind::Empty { expected: EXPECTED },
            )),
            (None, Some(Layout::Array)) => {
                let expected = "an array of releases";
                Err(Error::document(position, ErrorKind::Empty { expected }))
            }
            (Some(b'['), Some(Layout::Lines)) => {
                let (expected, found) = ("a release as an object on each line", Kind::Array.name());
                Err(Error::document(
                    position,
                    ErrorKind::Type { expected, found },
                ))
            }
            // No lines at all are no releases, and no fault.
            (_, Some(Layout::Lines)) => Ok(State::Lines),
            (Some(b'['), _) => {
                self.window.consume(1);
                Ok(State::Elements(Elements::default()))
            }
            (Some(_), Some(Layout::Array)) => Err(self.window.unexpected("an array of releases")),
            (Some(b'{'), None) => self.lines_or_objects(),
            (Some(_), None) => Err(self.window.unexpected(EXPECTED)),
        }
    }

    /// Whether the first object is one of several lines: its first line ends before it does, and
    /// the next line does not begin with another.
    fn lines_or_objects(&mut self) -> Result<State, Error> {
        let mut scan = Scan::default();
        loop {
            let step = scan.run(self.window.bytes());
            if let Some(end) = scan.line_end() {
                if scan.line_breaks_text() {
                    return Ok(State::Lines);
                }
                let crlf = |bytes: &[u8]| usize::from(bytes.get(end..end + 2) == Some(b"\r\n"));
                while self.window.bytes().len() < end + 3 && self.window.fill()? {}
                let bytes = self.window.bytes();
                let next = bytes.get(end + 1 + crlf(bytes));
                return Ok(if next == Some(&b'{') {
                    State::Lines
                } else {
                    State::Objects
                });
            }
            if step != Step::More || !self.window.fill()? {
                return Ok(State::Lines);
            }
        }
    }

    fn trailing(&mut self) -> Result<(), Error> {
        let Some(next) = self.window.peek_past_blanks()? else {
            return Ok(());
        };
        let found = if next == b'[' {
            "another one".to_owned()
        } else {
            self.window.found()?
        };
        let kind = ErrorKind::Trailing {
            behind: "the array",
            found,
        };
        Err(Error::document(self.window.position(), kind))
    }
}

impl<R> Reader<R> {
    /// What the framed record says, borrowed from the frame.
    ///
    /// # Errors
    ///
    /// Where the record is not a release in the native shape; they reach this record only.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        self.frame.record(findings)
    }

    /// Where the framed record begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.frame.position()
    }

    /// Which record it is, from 1; records that could not be read count.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.frame.number()
    }

    /// Its bytes as they stand in the input.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        self.frame.raw()
    }

    /// What its bytes need in front to be read alone: nothing.
    #[must_use]
    pub const fn header(&self) -> &[u8] {
        self.frame.header()
    }

    /// Where the value at `path` stands in the input, or its character of this number
    /// ([`Frame::locate`]).
    #[must_use]
    pub fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        self.frame.locate(path, character)
    }

    /// Facts about the whole: this format has none.
    #[must_use]
    pub const fn channel(&self) -> &ChannelDraft {
        &self.channel
    }
}

impl Frame {
    /// What the record says, borrowed from the frame.
    ///
    /// # Errors
    ///
    /// Where the record is not a release in the native shape; they reach this record only.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        let _ = findings;
        let position = self.position();
        let text = self
            .piece
            .text()
            .map_err(|error| error.on_path(self.path()))?;
        let fault = |broken| Error::inside(broken, position, text.as_bytes(), &self.path());
        let cursor = Cursor::new(text).with_room(&self.room);
        let draft = release::release(cursor).map_err(fault)?;
        Ok(Record {
            number: self.number(),
            position,
            draft,
            authors: Vec::new(),
        })
    }

    /// Where the record begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.piece.position()
    }

    /// Which record it is, from 1; records that could not be read count.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.piece.number()
    }

    /// Its bytes as they stand in the input.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        self.piece.raw()
    }

    /// What its bytes need in front to be read alone: nothing.
    #[must_use]
    pub const fn header(&self) -> &[u8] {
        &[]
    }

    /// Where the value at `path` stands in the input, or what it is a part of; with `character`,
    /// where that character of it stands, counted from 1 in the text that the value says. The path
    /// is that of the JSON value: `$[12].places[0].name`, and `$.places[0].name` where the record is
    /// a document of its own. `None` where the record does not have it.
    ///
    /// ```
    /// use dateline_core::Field;
    /// use dateline_json::native::Reader;
    ///
    /// let input = r#"[{"title": "a\u0062\u000bc"}]"#;
    /// let (mut findings, mut reader) = (Vec::new(), Reader::new(input.as_bytes()));
    /// assert!(reader.advance(&mut findings)?);
    /// let spot = reader.locate(&Field::Title.into(), Some(3)).unwrap();
    /// assert_eq!((spot.path.as_str(), spot.position.line, spot.position.column), ("$[0].title", 1, 20));
    /// assert_eq!(spot.end.unwrap().column, 26);
    /// # Ok::<(), dateline_json::Error>(())
    /// ```
    #[must_use]
    pub fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        let base = || self.path();
        let known = |text: &str| release::known(text, self.position());
        self.places
            .locate(path, character, &self.piece, base, known)
    }

    /// The path to the record: `$[12]` in an array, `$` where it is a document of its own.
    fn path(&self) -> String {
        let mut path = error::path("$");
        if self.in_array {
            push_index(&mut path, self.piece.index());
        }
        path
    }
}

/// A document of one record: its bytes.
#[must_use]
pub fn document(_header: &[u8], raw: &[u8]) -> Vec<u8> {
    raw.to_vec()
}
