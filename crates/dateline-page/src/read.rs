//! The reader: lines, the layout that recognises them, the draft.

use std::io::Read;

use dateline_core::{ChannelDraft, FieldPath, Finding, Position, Record};

use crate::draft::{Options, draft};
use crate::error::{Error, ErrorKind};
use crate::input::{Undecodable, binary, decode, markup, position, without_labels};
use crate::parts::Parts;
use crate::site_2025;

/// How many bytes a page may have: 64 MiB. Pages have some 10 KiB.
pub const LIMIT: u64 = 64 << 20;

/// A layout: finds the parts of a release, finds nothing where a page has another layout, or
/// says why a page of this layout is no release.
type Layout = fn(&str) -> Result<Option<Parts>, (ErrorKind, usize)>;

/// The layouts, in the order in which they are tried.
const LAYOUTS: &[Layout] = &[site_2025::recognise];

/// Reads the one release of a page.
///
/// The page is held whole; its text is borrowed from the reader. UTF-8 is read with or without a
/// byte order mark, UTF-16 with one; lines may end with LF, CRLF or CR.
///
/// ```
/// use dateline_core::{Field, Values};
/// use dateline_page::Reader;
///
/// let page = "News\nWater talks open\n- Place:\n- VIENNA/WARSAW\nVIENNA, 3 May 2022 – Talks.";
/// let mut findings = Vec::new();
/// let mut reader =
///     Reader::new(page.as_bytes()).address(Some("https://www.osce.org/node/123456".to_owned()));
/// assert!(reader.advance(&mut findings)?);
///
/// let draft = reader.record(&mut findings)?.draft;
/// assert_eq!(draft.number, "123456");
/// assert_eq!(draft.places[1].name, "WARSAW");
/// assert_eq!(reader.locate(&Field::Title.into()).map(|at| at.line), Some(2));
/// # Ok::<(), dateline_page::Error>(())
/// ```
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    options: Options,
    channel: ChannelDraft,
    done: bool,
    framed: Framed,
}

/// What was framed.
#[derive(Debug)]
enum Framed {
    Nothing,
    Page(Page),
    Undecodable(Undecodable),
}

/// A page in UTF-8.
#[derive(Debug)]
struct Page {
    /// How many bytes of the input stand before the text: a byte order mark.
    start: usize,
    text: String,
    parts: Parts,
}

impl<R: Read> Reader<R> {
    /// A reader of the page that `input` has.
    #[must_use]
    pub fn new(input: R) -> Self {
        Self {
            input,
            options: Options {
                address: String::new(),
                infer: true,
            },
            channel: ChannelDraft::default(),
            done: false,
            framed: Framed::Nothing,
        }
    }

    /// Says at which address the page is published, which it does not say itself. The address
    /// becomes the release's `url`, and the number at its end the release's number.
    #[must_use]
    pub fn address(mut self, address: Option<String>) -> Self {
        self.options.address = address.unwrap_or_default();
        self
    }

    /// Whether facts that the page does not state are taken from those that it does; they are, if
    /// nothing else is said.
    #[must_use]
    pub fn infer(mut self, infer: bool) -> Self {
        self.options.infer = infer;
        self
    }

    /// Reads the page and finds out whether it is a release. There is one at most.
    ///
    /// # Errors
    ///
    /// Where the input fails, where it is longer than [`LIMIT`], and where it is no release; each
    /// kind of [`ErrorKind`] but [`ErrorKind::Encoding`], which is the record's.
    pub fn advance(&mut self, _findings: &mut Vec<Finding>) -> Result<bool, Error> {
        self.framed = Framed::Nothing;
        if std::mem::replace(&mut self.done, true) {
            return Ok(false);
        }
        let mut bytes = Vec::new();
        let read = self.input.by_ref().take(LIMIT + 1).read_to_end(&mut bytes);
        let fault = |at, kind| Err(Error::new(position(0, &bytes, at), kind));
        if let Err(error) = read {
            return fault(bytes.len(), ErrorKind::Io(error));
        }
        if bytes.len() as u64 > LIMIT {
            return fault(0, ErrorKind::TooLarge { limit: LIMIT });
        }
        if let Some((at, what)) = binary(&bytes) {
            return fault(at, ErrorKind::Binary { what });
        }
        self.framed = frame(bytes)?;
        Ok(true)
    }

    /// What the page says. Without a page, it says nothing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Encoding`], where the page is not the UTF-8 or UTF-16 that it seems to be.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        let page = match &self.framed {
            Framed::Nothing => return Ok(Record::default()),
            Framed::Page(page) => page,
            Framed::Undecodable(Undecodable {
                position,
                encoding,
                found,
                ..
            }) => {
                let (encoding, found) = (*encoding, found.clone());
                return Err(Error::new(
                    *position,
                    ErrorKind::Encoding { encoding, found },
                ));
            }
        };
        let Page { text, parts, .. } = page;
        for (note, at) in &parts.notes {
            findings.push(note.clone().at(page.position(*at)));
        }
        let draft = draft(text, parts, &self.options, findings);
        Ok(Record {
            number: 1,
            position: page.position(0),
            draft,
            authors: Vec::new(),
        })
    }

    /// Where the page begins: behind a byte order mark.
    #[must_use]
    pub fn position(&self) -> Position {
        match &self.framed {
            Framed::Page(page) => page.position(0),
            Framed::Nothing | Framed::Undecodable(_) => Position::default(),
        }
    }

    /// Which record it is: 1, or 0 where no page is framed.
    #[must_use]
    pub fn number(&self) -> u64 {
        match self.framed {
            Framed::Nothing => 0,
            Framed::Page(_) | Framed::Undecodable(_) => 1,
        }
    }

    /// The page as it stands in the input, without its byte order mark; where it was UTF-16, in
    /// UTF-8.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        match &self.framed {
            Framed::Nothing => &[],
            Framed::Page(page) => page.text.as_bytes(),
            Framed::Undecodable(page) => &page.bytes,
        }
    }

    /// What the page needs in front to be read alone: nothing.
    #[must_use]
    pub fn header(&self) -> &[u8] {
        &[]
    }

    /// Where a field stands; where the page has no value for it, where its label does. A date
    /// that was inferred stands in the dateline, an inferred State with the first place.
    #[must_use]
    pub fn locate(&self, path: &FieldPath) -> Option<Position> {
        let Framed::Page(page) = &self.framed else {
            return None;
        };
        page.parts
            .find(path, &page.text)
            .map(|at| page.position(at))
    }

    /// The facts about a feed: a page has none.
    #[must_use]
    pub fn channel(&self) -> &ChannelDraft {
        &self.channel
    }
}

impl Page {
    fn position(&self, at: usize) -> Position {
        position(self.start, self.text.as_bytes(), at)
    }
}

/// Finds the parts of a page.
fn frame(bytes: Vec<u8>) -> Result<Framed, Error> {
    let (text, start) = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(undecodable) => return Ok(Framed::Undecodable(undecodable)),
    };
    match recognise(&text) {
        Ok(parts) => Ok(Framed::Page(Page { start, text, parts })),
        Err((kind, at)) => Err(Error::new(position(start, text.as_bytes(), at), kind)),
    }
}

/// Asks each layout for the parts of a release; or says why the text is none, and where.
fn recognise(text: &str) -> Result<Parts, (ErrorKind, usize)> {
    let first = text.trim_start();
    if first.is_empty() {
        return Err((ErrorKind::Empty, 0));
    }
    if let Some(kind) = markup(first) {
        return Err((kind, text.len() - first.len()));
    }
    for layout in LAYOUTS {
        if let Some(parts) = layout(text)? {
            return Ok(parts);
        }
    }
    Err(without_labels(text))
}

/// Whether bytes begin as a page does: with HTML, or with text in which a layout finds a release.
///
/// ```
/// assert!(dateline_page::looks_like(b"Press release\nA title\n- Date:\n- Place:\n- SKOPJE\n"));
/// assert!(dateline_page::looks_like(b"<!DOCTYPE html><html>"));
/// assert!(!dateline_page::looks_like(b"<rss version='2.0'>"));
/// ```
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    let text = head.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    match recognise(text) {
        Ok(_) => true,
        Err((kind, _)) => matches!(
            kind,
            ErrorKind::Markup {
                what: "HTML source",
                ..
            }
        ),
    }
}

/// A document of one page.
#[must_use]
pub fn document(header: &[u8], raw: &[u8]) -> Vec<u8> {
    [header, raw].concat()
}
