//! The reader: lines, the layout that recognises them, the draft.

use std::cell::OnceCell;
use std::io::Read;

use dateline_core::{
    ChannelDraft, FieldPath, Finding, FindingKind, Locations, Position, Positions, Record,
};
use url::Url;

use crate::charset;
use crate::draft::{Known, draft};
use crate::error::{Error, ErrorKind};
use crate::html::{self, Extent};
use crate::identity::Identity;
use crate::input::{Undecodable, binary, position};
use crate::layouts::{self, Found};
use crate::lines::Span;
use crate::listing;
use crate::parts::Parts;
use crate::records::{Cut, Records};
use crate::source::{self, Source};
use crate::stated::Stated;

/// How many bytes a page may have, and one record of a listing: 64 MiB. Pages have some 10 KiB.
pub const LIMIT: u64 = 64 << 20;

/// So many bytes show whether an input is a listing, which is not held whole.
const HEAD: u64 = 64 << 10;

/// Reads the releases of a page, or of a listing.
///
/// A page has one release; an input into which several were put has one each. A page is held
/// whole, of a listing one record at a time. UTF-8 is read with or without a byte order mark,
/// UTF-16 with one; lines may end with LF, CRLF or CR.
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
    identity: Identity,
    /// What a listing knows of the addresses of its records: nothing.
    no_identity: Identity,
    stated: Stated,
    infer: bool,
    plain: bool,
    /// Where an HTML page says that it is published.
    said: Option<Identity>,
    channel: ChannelDraft,
    state: State,
    framed: Framed,
    number: u64,
}

/// How far reading is.
#[derive(Debug)]
enum State {
    Start,
    /// The releases of a page, of which the next is to be framed.
    Page(Box<Page>),
    Listing(Records),
    End,
}

/// What was framed.
#[derive(Debug)]
enum Framed {
    Nothing,
    /// The release of this index in [`State::Page`].
    Release(usize),
    Record(Box<Page>),
    Undecodable(Undecodable),
}

/// A text in UTF-8 with the releases in it.
#[derive(Debug)]
struct Page {
    text: String,
    releases: Vec<Release>,
    /// The HTML that the text was made of.
    source: Option<Box<Source>>,
    /// What there is to say of the whole page.
    notes: Vec<Finding>,
}

/// A release in a text.
#[derive(Debug)]
struct Release {
    /// Where its page stands in the text.
    span: Span,
    /// Where that is in the input.
    start: Position,
    parts: Parts,
    /// Worked out when somebody first asks.
    locations: OnceCell<(Locations, Positions)>,
}

impl<R: Read> Reader<R> {
    /// A reader of the page that `input` has.
    #[must_use]
    pub fn new(input: R) -> Self {
        Self {
            input,
            identity: Identity::default(),
            no_identity: Identity::default(),
            stated: Stated::default(),
            infer: true,
            plain: false,
            said: None,
            channel: ChannelDraft::default(),
            state: State::Start,
            framed: Framed::Nothing,
            number: 0,
        }
    }

    /// Whether an HTML page gives its text without the markup.
    #[must_use]
    pub fn plain(mut self, plain: bool) -> Self {
        self.plain = plain;
        self
    }

    /// Says at which address the page is published, which it does not say itself. The address
    /// becomes the release's `url`, less the parameters by which others follow visitors around;
    /// the number at its end becomes the release's number, the language it begins with its
    /// language. The address of a listing says nothing of its records.
    #[must_use]
    pub fn address(mut self, address: Option<String>) -> Self {
        self.identity = Identity::of(&address.unwrap_or_default());
        self
    }

    /// Whether facts that the page does not state are taken from those that it does; they are, if
    /// nothing else is said.
    #[must_use]
    pub fn infer(mut self, infer: bool) -> Self {
        self.infer = infer;
        self
    }

    /// Finds the next release: the one of a page, the next record of a listing.
    ///
    /// # Errors
    ///
    /// Where the input fails, where a page or a record is longer than [`LIMIT`], and where the
    /// input is no release; each kind of [`ErrorKind`] but [`ErrorKind::Encoding`], which is the
    /// record's.
    pub fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        let next = match &self.framed {
            Framed::Release(index) => index + 1,
            _ => 0,
        };
        self.framed = Framed::Nothing;
        match std::mem::replace(&mut self.state, State::End) {
            State::Start => self.start(findings),
            State::Page(page) => {
                let found = next < page.releases.len();
                if found {
                    self.framed = Framed::Release(next);
                    self.number += 1;
                    self.state = State::Page(page);
                }
                Ok(found)
            }
            State::Listing(records) => self.record_of(records, findings),
            State::End => Ok(false),
        }
    }

    /// Reads as much as shows what the input is, and frames its first release.
    fn start(&mut self, findings: &mut Vec<Finding>) -> Result<bool, Error> {
        let mut bytes = Vec::new();
        let head = self.input.by_ref().take(HEAD).read_to_end(&mut bytes);
        let at_end = bytes.len() < usize::try_from(HEAD).unwrap_or(usize::MAX);
        let fault = |bytes: &[u8], at, kind| Err(Error::new(position(0, bytes, at), kind));
        if let Err(error) = head {
            return fault(&bytes, bytes.len(), ErrorKind::Io(error));
        }
        if let Some((at, what)) = binary(&bytes) {
            return fault(&bytes, at, ErrorKind::Binary { what });
        }
        if is_listing(&bytes) {
            return self.record_of(Records::new(bytes, at_end), findings);
        }
        let rest = self.input.by_ref().take(LIMIT + 1 - bytes.len() as u64);
        if let Err(error) = { rest }.read_to_end(&mut bytes) {
            return fault(&bytes, bytes.len(), ErrorKind::Io(error));
        }
        if bytes.len() as u64 > LIMIT {
            return fault(&bytes, 0, ErrorKind::TooLarge { limit: LIMIT });
        }
        if !at_end && is_listing(&bytes) {
            return self.record_of(Records::new(bytes, true), findings);
        }
        self.number = 1;
        let decoded = match charset::decode(bytes) {
            Ok(decoded) => decoded,
            Err(undecodable) => {
                self.framed = Framed::Undecodable(undecodable);
                return Ok(true);
            }
        };
        let (text, start) = (decoded.text, position(decoded.mark, &[], 0));
        let notes = decoded.findings.into_iter().map(|(kind, at)| {
            Finding::general(kind).at(start.after(text.as_bytes().get(..at).unwrap_or_default()))
        });
        let notes: Vec<Finding> = notes.collect();
        if source::is_html(&text) {
            return self.html(text, start, notes, findings);
        }
        match layouts::recognise(&text, &self.identity, &self.stated) {
            Ok(releases) => {
                self.framed = Framed::Release(0);
                let mut page = Page::new(text, start, releases);
                page.notes = notes;
                self.state = State::Page(Box::new(page));
                Ok(true)
            }
            Err((kind, at)) => {
                let place = start.after(text.as_bytes().get(..at).unwrap_or_default());
                Err(Error::new(place, kind))
            }
        }
    }

    /// Frames the release of an HTML page: its main content is read like the text of a page, and
    /// where no release is found in that, all that a browser shows.
    fn html(
        &mut self,
        text: String,
        start: Position,
        mut notes: Vec<Finding>,
        findings: &mut Vec<Finding>,
    ) -> Result<bool, Error> {
        let html = html::Page::parse(&text);
        self.stated = source::stated(&html.stated);
        if self.identity.url.is_empty() && !self.stated.url.is_empty() {
            self.said = Some(Identity::of(&self.stated.url));
        }
        let identity = self.said.as_ref().unwrap_or(&self.identity);
        let mut refused = None;
        for extent in [Extent::Content, Extent::Page] {
            let flat = html.flat(extent);
            let joined = listing::joined(&flat.text);
            if listing::begins(&joined) && !layouts::is_labelled(&flat.text) {
                findings.append(&mut notes);
                let what =
                    "places are those in the text of the listing, and its links are not kept";
                let what = what.to_owned();
                findings.push(Finding::general(FindingKind::Loss { what }).at(start));
                return self.record_of(Records::new(joined.into_bytes(), true), findings);
            }
            match layouts::recognise(&flat.text, identity, &self.stated) {
                Ok(releases) => {
                    let base = Url::parse(&identity.url).ok();
                    let base = base.or_else(|| html.stated.base.clone());
                    let source = Source::new(text, start, flat, base);
                    notes.extend(source.notes(&html));
                    let mut page = Page::new(source.text().to_owned(), start, releases);
                    page.place(&source);
                    (page.notes, page.source) = (notes, Some(Box::new(source)));
                    self.framed = Framed::Release(0);
                    self.state = State::Page(Box::new(page));
                    return Ok(true);
                }
                Err((kind, at)) => {
                    let source = text.as_bytes().get(..flat.source(at)).unwrap_or_default();
                    refused.get_or_insert_with(|| Error::new(start.after(source), kind));
                }
            }
        }
        Err(refused.unwrap_or_else(|| Error::new(start, ErrorKind::Empty)))
    }

    /// Frames the next record of a listing.
    fn record_of(
        &mut self,
        mut records: Records,
        findings: &mut Vec<Finding>,
    ) -> Result<bool, Error> {
        let Some(cut) = records.next(&mut self.input, findings)? else {
            return Ok(false);
        };
        self.number += 1;
        self.state = State::Listing(records);
        self.framed = match cut {
            Cut::Undecodable(record) => Framed::Undecodable(record),
            Cut::Record { start, text } => {
                let found = vec![(0..text.len(), listing::record(&text))];
                Framed::Record(Box::new(Page::new(text, start, found)))
            }
        };
        Ok(true)
    }

    /// The framed release, and the text it is in.
    fn framed(&self) -> Option<(&str, &Release)> {
        let (page, index) = match (&self.framed, &self.state) {
            (Framed::Release(index), State::Page(page)) => (&**page, *index),
            (Framed::Record(page), _) => (&**page, 0),
            _ => return None,
        };
        Some((&page.text, page.releases.get(index)?))
    }

    /// What the release says. Before the first, it says nothing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Encoding`], where the page is not the UTF-8 or UTF-16 that it seems to be.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        if let Framed::Undecodable(Undecodable {
            position,
            encoding,
            found,
            ..
        }) = &self.framed
        {
            let (encoding, found) = (*encoding, found.clone());
            return Err(Error::new(
                *position,
                ErrorKind::Encoding { encoding, found },
            ));
        }
        let Some((text, release)) = self.framed() else {
            return Ok(Record::default());
        };
        let (parts, start) = (&release.parts, release.start);
        let page = match (&self.framed, &self.state) {
            (Framed::Release(_), State::Page(page)) => Some(&**page),
            _ => None,
        };
        // What is said of the whole is said with its first release.
        if let Some(page) = page.filter(|_| matches!(self.framed, Framed::Release(0))) {
            findings.extend(page.notes.iter().cloned());
        }
        let source = page.and_then(|page| page.source.as_deref());
        let mut here = (release.span.start, start);
        for (note, at) in &parts.notes {
            let place = if let Some(source) = source {
                source.position(*at)
            } else {
                let between = text.as_bytes().get(here.0..*at).unwrap_or_default();
                here = (*at, here.1.after(between));
                here.1
            };
            findings.push(note.clone().at(place));
        }
        let identity = match self.framed {
            Framed::Record(_) => &self.no_identity,
            _ => self.said.as_ref().unwrap_or(&self.identity),
        };
        let known = Known {
            identity,
            stated: &self.stated,
            infer: self.infer,
        };
        let mut draft = draft(text, parts, known, findings);
        if let Some(source) = source.filter(|_| !parts.body.is_empty()) {
            source.body(&mut draft, &parts.body, self.plain, findings);
        }
        Ok(Record {
            number: self.number,
            position: start,
            draft,
            authors: Vec::new(),
        })
    }

    /// Where the release begins: a page behind a byte order mark, a record with its title.
    #[must_use]
    pub fn position(&self) -> Position {
        self.framed()
            .map(|(_, release)| release.start)
            .unwrap_or_default()
    }

    /// Which record it is, from 1; 0 before the first.
    #[must_use]
    pub fn number(&self) -> u64 {
        match self.framed {
            Framed::Nothing => 0,
            _ => self.number,
        }
    }

    /// The page or the record as it stands in the input, without a byte order mark; where it was
    /// UTF-16, in UTF-8.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        if let Framed::Undecodable(page) = &self.framed {
            return &page.bytes;
        }
        if let State::Page(page) = &self.state
            && let Some(source) = &page.source
        {
            return source.bytes();
        }
        self.framed()
            .map(|(text, release)| &text.as_bytes()[release.span.clone()])
            .unwrap_or_default()
    }

    /// What the page needs in front to be read alone: nothing.
    #[must_use]
    pub fn header(&self) -> &[u8] {
        &[]
    }

    /// Where a field stands; where the page has no value for it, where its label does. A date or
    /// a place that was inferred stands in the dateline, an inferred State with the first place.
    #[must_use]
    pub fn locate(&self, path: &FieldPath) -> Option<Position> {
        let (text, release) = self.framed()?;
        if let State::Page(page) = &self.state
            && let Some(source) = &page.source
        {
            let offsets = || {
                let mut offsets = release.parts.offsets(text);
                for (_, at) in &mut offsets {
                    *at = source.offset(*at);
                }
                offsets
            };
            let whole = source.bytes();
            return release.locate(path, whole, source.start(), offsets);
        }
        let raw = &text.as_bytes()[release.span.clone()];
        let offsets = || {
            let mut offsets = release.parts.offsets(text);
            for (_, at) in &mut offsets {
                *at = at.saturating_sub(release.span.start);
            }
            offsets
        };
        release.locate(path, raw, release.start, offsets)
    }

    /// The facts about a feed: a page has none.
    #[must_use]
    pub fn channel(&self) -> &ChannelDraft {
        &self.channel
    }
}

impl Release {
    /// Where the value at a path stands in `raw`, which begins at `start`, or what it is a part of.
    /// `offsets` is asked once.
    fn locate(
        &self,
        path: &FieldPath,
        raw: &[u8],
        start: Position,
        offsets: impl FnOnce() -> Vec<(FieldPath, usize)>,
    ) -> Option<Position> {
        let known = || (Locations::new(offsets()), Positions::new(start));
        let (locations, positions) = self.locations.get_or_init(known);
        let (_, at) = locations.find(path)?;
        positions.find(raw, at)
    }
}

impl Page {
    /// The releases that were found in a text which begins at `start`, in order.
    fn new(text: String, start: Position, found: Vec<Found>) -> Self {
        let mut here = (0, start);
        let mut releases = Vec::with_capacity(found.len());
        for (span, mut parts) in found {
            let between = text.as_bytes().get(here.0..span.start).unwrap_or_default();
            here = (span.start, here.1.after(between));
            parts.notes.sort_by_key(|(_, at)| *at);
            releases.push(Release {
                span,
                start: here.1,
                parts,
                locations: OnceCell::new(),
            });
        }
        Self {
            text,
            releases,
            source: None,
            notes: Vec::new(),
        }
    }

    /// Where the releases stand in the HTML that the text was made of.
    fn place(&mut self, source: &Source) {
        for release in &mut self.releases {
            release.start = source.position(release.span.start);
        }
    }
}

/// Whether an input that begins so is a listing, and no page that has a listing's words.
fn is_listing(head: &[u8]) -> bool {
    let text = crate::input::head(head);
    listing::begins(&text) && !layouts::is_labelled(&text)
}

/// Whether bytes begin as a page does: with HTML, or with text in which a layout finds a release.
///
/// ```
/// assert!(dateline_page::looks_like(b"Press release\nA title\n- Date:\n- Place:\n- SKOPJE\n"));
/// assert!(dateline_page::looks_like(b"A title\nPublishing date: 3 May 2022\nA teaser..."));
/// assert!(dateline_page::looks_like(b"<!DOCTYPE html><html>"));
/// assert!(!dateline_page::looks_like(b"<rss version='2.0'>"));
/// ```
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    let text = crate::input::head(head);
    if listing::begins(&text) {
        return true;
    }
    match layouts::recognise(&text, &Identity::default(), &Stated::default()) {
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
