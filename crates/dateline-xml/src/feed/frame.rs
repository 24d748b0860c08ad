//! A framed item: its bytes, and what it has from the feed around it.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::sync::{Arc, LazyLock};

use dateline_core::text::ByteKinds;
use dateline_core::{Author, ChannelDraft, FieldPath, Finding, Position, Record, Scope, Spot};
use url::Url;

use super::dialect::Dialect;
use super::item::{self, Aim, Item};
use super::lawful::said;
use super::locate::Places;
use crate::cursor::Surroundings;
use crate::entities::Entities;
use crate::frame::Scanner;
use crate::mend::{self, Context, Limit, Mended};
use crate::node::Node;
use crate::{Error, ErrorKind};

/// What an item has from the feed around it. Frames share it, and another takes its place only
/// where something of it changes.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The namespaces in force.
    pub(super) outer: Surroundings,
    /// What the document type declares.
    pub(super) entities: Arc<Entities>,
    /// Whether nothing is mended.
    pub(super) strict: bool,
    pub(super) dialect: Option<Dialect>,
    /// The `xml:base` in force.
    pub(super) base: Option<Url>,
    /// Where relative addresses lead when no `xml:base` says, and what says that.
    pub(super) page: Option<(Url, &'static str)>,
    pub(super) language: Option<String>,
    /// Those whom an Atom feed names as authors of what has none.
    pub(super) authors: Arc<Vec<Author<'static>>>,
    pub(super) channel: Arc<ChannelDraft>,
    pub(super) header: Arc<[u8]>,
    /// The names of the elements that are open, such as `rss/channel/`.
    pub(super) path: String,
}

impl Around {
    /// Whether names without a namespace of their own are Atom's.
    pub(super) fn is_atom(&self) -> bool {
        self.dialect.is_some_and(Dialect::is_atom)
    }

    /// Asks the mender, with what stands around the piece.
    fn with_context<T>(&self, ask: impl FnOnce(&Context<'_>) -> T) -> T {
        let namespace = |prefix: &str| self.outer.address(prefix);
        ask(&Context {
            entities: &self.entities,
            namespace: &namespace,
        })
    }
}

/// An item that was framed, with all that is needed to read it: on another thread, while the
/// [`Reader`](super::Reader) frames the next one. Its memory is used again.
///
/// ```
/// use dateline_core::Field;
/// use dateline_xml::feed::{Frame, Reader};
///
/// let feed = b"<rss version='2.0'><channel>\n<item><title>A</title></item></channel></rss>";
/// let mut reader = Reader::new(feed.as_slice());
/// let (mut frame, mut findings) = (Frame::default(), Vec::new());
/// assert!(reader.advance_into(&mut frame, &mut findings)?);
/// assert_eq!(frame.record(&mut findings)?.draft.title, "A");
/// let spot = frame.locate(&Field::Title.into(), None).unwrap();
/// assert_eq!(spot.path, "rss/channel/item[1]/title");
/// assert_eq!((spot.position.line, spot.position.column), (2, 14));
/// assert!(!reader.advance_into(&mut frame, &mut findings)?);
/// # Ok::<(), dateline_xml::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Frame {
    pub(super) raw: Raw,
    /// What kinds of bytes it has ([`ByteKinds::of_shape`]).
    pub(super) bytes: ByteKinds,
    pub(super) position: Position,
    pub(super) number: u64,
    /// Which of the items of the element around it is it, from 1.
    pub(super) place: u64,
    /// Whether it has no end tag.
    pub(super) is_torn: bool,
    /// Its name, where the input ends in it.
    pub(super) cut: Option<String>,
    /// None before anything was framed.
    pub(super) around: Option<Arc<Around>>,
    /// The item, where it had to be mended.
    mended: OnceCell<Result<Box<Mended<'static>>, Limit>>,
    /// Memory for the elements of an item, which holds none.
    nodes: RefCell<Vec<Node<'static>>>,
    places: OnceCell<Places>,
    /// Whether somebody asked where something stands, and whether that was so of the item before:
    /// then it will be asked again, and the places are noted while the item is read.
    is_asked: Cell<bool>,
    was_asked: bool,
}

/// Bytes, which nearly always are text.
#[derive(Debug, Default)]
pub(super) struct Raw {
    text: String,
    /// All of the bytes, where they are no text.
    wrong: Vec<u8>,
}

impl Raw {
    /// Takes bytes in the place of what is there; `text` are the same bytes, where they are text.
    pub(super) fn set(&mut self, bytes: &[u8], text: Option<&str>) {
        self.text.clear();
        self.wrong.clear();
        match text {
            Some(text) => self.text.push_str(text),
            None => self.wrong.extend_from_slice(bytes),
        }
    }

    /// Takes a text in the place of what is there, with its memory.
    pub(super) fn take(&mut self, text: String) {
        self.wrong.clear();
        self.text = text;
    }

    fn bytes(&self) -> &[u8] {
        if self.wrong.is_empty() {
            self.text.as_bytes()
        } else {
            &self.wrong
        }
    }

    /// The text, for an item that stands at `position`.
    fn text(&self, position: Position) -> Result<&str, Error> {
        match std::str::from_utf8(&self.wrong) {
            Ok(_) => Ok(&self.text),
            Err(error) => Err(ErrorKind::utf_8(
                &self.wrong,
                error,
                position,
                Scope::Record,
            )),
        }
    }
}

impl Frame {
    /// What the item says.
    ///
    /// # Errors
    ///
    /// Where the item is not UTF-8 or not well-formed.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        let aim = if self.was_asked {
            Aim::Places
        } else {
            Aim::Draft
        };
        let mut item = Item::new(aim);
        let mended = self.item(&mut item)?;
        if aim == Aim::Places {
            self.places.get_or_init(|| self.places_of(&item, mended));
        }
        if let Some(mended) = mended {
            findings.extend(said(&mended.repairs, self.raw(), self.position));
        }
        let origin = |at| mended.map_or(at, |mended| mended.origin(at));
        item.report(self.raw(), origin, self.position, findings);
        Ok(Record {
            number: self.number,
            position: self.position,
            draft: item.draft,
            authors: item.authors,
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
        self.raw.bytes()
    }

    /// What stands before the first item, as of [`Reader::header`](super::Reader::header).
    pub fn header(&self) -> &[u8] {
        &self.around().header
    }

    /// What the channel had said before this item.
    pub fn channel(&self) -> &ChannelDraft {
        &self.around().channel
    }

    /// What the feed is written in; none before an item was framed.
    pub fn dialect(&self) -> Option<Dialect> {
        self.around().dialect
    }

    /// What the item has from the feed around it.
    fn around(&self) -> &Around {
        static NOTHING: LazyLock<Around> = LazyLock::new(Around::default);
        self.around.as_deref().unwrap_or(&NOTHING)
    }

    /// Where a value of the item stands, or its `character`-th character, counted from 1 as the
    /// value has it: a reference is one, and the borders of CDATA are none. Of a value that was made
    /// of others, such as a date in another form, all of it is given whatever the character. The
    /// path is that of the element or attribute: `rss/channel/item[3]/category[2]/@domain`, with a
    /// number where several of its name stand side by side.
    pub fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        self.is_asked.set(true);
        if self.places.get().is_none() {
            let mut item = Item::new(Aim::Places);
            let mended = self.item(&mut item).ok()?;
            self.places.get_or_init(|| self.places_of(&item, mended));
        }
        let places = self.places.get()?;
        let raw = self.raw();
        let mended = self.mended.get().and_then(|mended| mended.as_ref().ok());
        let xml = mended.map_or(self.raw.text.as_str(), |mended| &mended.text);
        let origin = |at| mended.map_or(at, |mended| mended.origin(at));
        places.spot(path, character, xml, origin, raw)
    }

    fn places_of(&self, item: &Item<'_>, mended: Option<&Mended<'static>>) -> Places {
        let xml = mended.map_or(self.raw.text.as_str(), |mended| &mended.text);
        let name = item_name(self.raw());
        let name = format!("{}{name}[{}]", self.around().path, self.place);
        Places::of(item.places(), xml, name, self.position)
    }

    /// Reads what the item says into `item`, of which nothing was read yet. How it was mended, where
    /// it had to be.
    fn item<'f>(&'f self, item: &mut Item<'f>) -> Result<Option<&'f Mended<'static>>, Error> {
        let mut nodes = emptied(self.nodes.take());
        let mended = self.read(item, &mut nodes);
        self.nodes.replace(emptied(nodes));
        mended
    }

    /// The same; `nodes` is memory for the elements of the item.
    fn read<'f>(
        &'f self,
        item: &mut Item<'f>,
        nodes: &mut Vec<Node<'f>>,
    ) -> Result<Option<&'f Mended<'static>>, Error> {
        let xml = self.raw.text(self.position)?;
        let around = self.around();
        if let Some(name) = &self.cut {
            let kind = ErrorKind::Unclosed {
                name: name.clone(),
                opened: self.position,
                found: "the end of the input".to_owned(),
            };
            return Err(kind.at(self.position.after(xml.as_bytes()), Scope::Record));
        }
        let is_known = self.mended.get().is_some() || self.is_torn || around.strict;
        if !is_known {
            if item::read_plain(xml, self.bytes, around, item, nodes) {
                return Ok(None);
            }
            item.forget();
            let is_sound = !mend::is_suspicious(xml);
            if is_sound && item::read(xml, around, self.position, item, nodes).is_ok() {
                return Ok(None);
            }
            item.forget();
        }
        let mended = self.mended.get_or_init(|| {
            let mended = around.with_context(|context| mend::element(xml, context))?;
            around.entities.charge(mended.expanded);
            Ok(Box::new(mended.into_owned()))
        });
        let fault = |at: usize, kind: ErrorKind| {
            let before = xml.as_bytes().get(..at).unwrap_or_default();
            kind.at(self.position.after(before), Scope::Record)
        };
        let mended = match mended {
            Ok(mended) => &**mended,
            Err(Limit { at, kind }) => return Err(fault(*at, (*kind).into())),
        };
        if around.strict
            && let Some(repair) = mended.violation()
        {
            return Err(fault(repair.at, repair.kind.error()));
        }
        item::read(&mended.text, around, self.position, item, nodes)?;
        Ok(Some(mended))
    }

    /// Makes ready for other bytes.
    pub(super) fn clear(&mut self) {
        self.raw.set(b"", Some(""));
        self.is_torn = false;
        self.cut = None;
        self.mended = OnceCell::new();
        self.places = OnceCell::new();
        self.was_asked = self.is_asked.take();
    }

    /// Mends an item that mentions entities now, because what they are replaced by is limited for
    /// the whole document.
    pub(super) fn mend_entities(&self) {
        if self.around().entities.are_in(self.raw()) {
            let _ = self.item(&mut Item::new(Aim::Draft));
        }
    }
}

/// The memory of a list for elements of another text, if it is not unusually much.
fn emptied<'t>(mut nodes: Vec<Node<'_>>) -> Vec<Node<'t>> {
    const USUAL: usize = 256;
    if nodes.capacity() > USUAL {
        return Vec::new();
    }
    nodes.clear();
    // The library collects into the memory that the elements are taken from.
    nodes.into_iter().map_while(|_| None).collect()
}

/// The name of the item that these bytes are, as it is written.
fn item_name(raw: &[u8]) -> Cow<'_, str> {
    let markup = Scanner::default().step(raw);
    markup.map_or(Cow::Borrowed("item"), |markup| {
        String::from_utf8_lossy(markup.name(raw))
    })
}
