//! An item whose end was found.

use std::sync::Arc;

use dateline_core::{ChannelDraft, FieldPath, Finding, Locations, Position, Record, Spot};

use super::draft::{Placed, placed};
use super::facts::Facts;
use super::item::item;
use crate::error::{self, Error, push_index};
use crate::frame::Piece;
use crate::mend::Notes;
use crate::outline::{Known, Outline, Places};
use crate::syntax::Cursor;

/// An item whose end was found: its bytes, where they stand, and what the feed had said about itself
/// by then. Its memory is used again.
#[derive(Debug, Default)]
pub struct Frame {
    pub(super) piece: Piece,
    feed: Arc<Feed>,
    strict: bool,
    places: Places,
}

/// What all items share.
#[derive(Clone, Debug, Default)]
pub(super) struct Feed {
    pub(super) facts: Facts,
    header: Vec<u8>,
}

impl Feed {
    /// Notes what stands in front of the items, unless others came before.
    pub(super) fn items_begin(&mut self) {
        if self.header.is_empty() {
            self.header = self.facts.head();
        }
    }
}

impl Frame {
    /// Begins with another item of this feed.
    pub(super) fn begin(&mut self, feed: &Arc<Feed>, strict: bool) {
        if !Arc::ptr_eq(&self.feed, feed) {
            self.feed = Arc::clone(feed);
        }
        self.strict = strict;
        self.places = Places::default();
    }

    /// What the item says, borrowed from the frame.
    ///
    /// # Errors
    ///
    /// Where it is no item of a JSON Feed; they reach this item only.
    pub fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, Error> {
        let mut notes = Notes::new(self.strict);
        let text = self
            .piece
            .text()
            .map_err(|error| error.on_path(self.path()))?;
        let placed = self.read(text, &mut notes)?;
        findings.extend(notes.placed(self.raw(), self.position()));
        Ok(Record {
            number: self.number(),
            position: self.position(),
            draft: placed.draft,
            authors: placed.authors,
        })
    }

    fn read<'j>(&'j self, text: &'j str, notes: &mut Notes) -> Result<Placed<'j>, Error> {
        let cursor = Cursor::new(text);
        let item = item(cursor, notes).map_err(|broken| {
            Error::inside(broken, self.position(), text.as_bytes(), &self.path())
        })?;
        Ok(placed(item, self.feed.facts.inherited(), notes))
    }

    /// Where the item begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.piece.position()
    }

    /// Which item it is, from 1; items that could not be read count.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.piece.number()
    }

    /// Its bytes as they stand in the input.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        self.piece.raw()
    }

    /// What its bytes need in front to be read alone: what the feed says about itself, as an
    /// object. [`document`](super::document) puts the two together.
    #[must_use]
    pub fn header(&self) -> &[u8] {
        &self.feed.header
    }

    /// Where the value at `path` stands in the input, or what it is a part of; with `character`,
    /// where that character of it stands, counted from 1 in the text that the value says. The path
    /// is that of the JSON value, such as `$.items[3].content_html`. `None` where the item does not
    /// have it.
    #[must_use]
    pub fn locate(&self, path: &FieldPath, character: Option<usize>) -> Option<Spot> {
        let base = || self.path();
        self.places
            .locate(path, character, &self.piece, base, |text| {
                let placed = self.read(text, &mut Notes::default());
                let offsets = placed.map(|placed| placed.places).unwrap_or_default();
                Known {
                    offsets: Locations::new(offsets),
                    outline: Outline::of(text, self.position(), |_| {}),
                }
            })
    }

    /// What the feed had said about itself by then.
    #[must_use]
    pub fn channel(&self) -> &ChannelDraft {
        self.feed.facts.channel()
    }

    /// The path to the item.
    fn path(&self) -> String {
        let mut path = error::path("$.items");
        push_index(&mut path, self.piece.index());
        path
    }
}
