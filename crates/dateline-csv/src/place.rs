//! Where the cells and values of one row stand, and their characters.

use std::cell::{Cell as Slot, OnceCell};
use std::ops::Range;
use std::str;

use dateline_core::{FieldPath, Position, Spot};

use crate::frame::Frame;
use crate::row;
use crate::scan::{Quoting, content};

/// The places of one row: worked out when somebody first asks, all in one pass, so that a row
/// with many faults costs no more than one with a single fault.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// In the order of their paths.
    known: OnceCell<Vec<Place>>,
    /// Where the last search for a character ended: the next one often goes on from there.
    last: Slot<Option<Mark>>,
}

/// A place of a row: the bytes in it that are shown, and those in which characters are counted.
#[derive(Clone, Debug)]
struct Place {
    path: FieldPath,
    shown: Range<usize>,
    counted: Range<usize>,
    /// Where the first of both begins.
    position: Position,
    /// Whether quotes are written twice in it.
    doubled: bool,
}

/// A character, from 1, of the value at a path, and where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    path: FieldPath,
    character: usize,
    at: usize,
    position: Position,
}

impl Places {
    pub(crate) fn clear(&mut self) {
        self.known.take();
        self.last.take();
    }

    /// See [`Frame::locate`].
    pub(crate) fn locate(
        &self,
        frame: &Frame,
        path: &FieldPath,
        character: Option<usize>,
    ) -> Option<Spot> {
        let row = frame.raw();
        let known = self.known.get_or_init(|| of_row(frame));
        let find = |path| known.binary_search_by_key(&path, |place| place.path).ok();
        let place = known.get(path.outward().into_iter().find_map(find)?)?;
        let (position, end) = match character {
            None => {
                let start = place
                    .position
                    .after(slice(row, place.first()..place.shown.start));
                (start, start.after(slice(row, place.shown.clone())))
            }
            Some(character) => {
                let mark = self.find(place, character, row);
                let rest = slice(row, mark.at..place.counted.end);
                let width = place.width(rest);
                (mark.position, mark.position.after(slice(rest, 0..width)))
            }
        };
        Some(Spot {
            position,
            end: Some(end),
            path: format!("column \"{}\"", place.path.field),
        })
    }

    /// A character of what stands at a place, or the end of that where it is shorter.
    fn find(&self, place: &Place, character: usize, row: &[u8]) -> Mark {
        let before = slice(row, place.first()..place.counted.start);
        let first = Mark {
            path: place.path,
            character: 1,
            at: place.counted.start,
            position: place.position.after(before),
        };
        let last = self.last.get();
        let last = last.filter(|last| last.path == place.path && last.character <= character);
        let mut mark = last.unwrap_or(first);
        let start = mark.at;
        while mark.character < character && mark.at < place.counted.end {
            mark.at += place.width(slice(row, mark.at..place.counted.end));
            mark.character += 1;
        }
        mark.position = mark.position.after(slice(row, start..mark.at));
        self.last.set(Some(mark));
        mark
    }
}

impl Place {
    fn first(&self) -> usize {
        self.shown.start.min(self.counted.start)
    }

    /// How many of these bytes make the first character.
    fn width(&self, bytes: &[u8]) -> usize {
        let width = match bytes {
            [] => 0,
            [b'"', b'"', ..] if self.doubled => 2,
            [b'\\', b'|' | b'\\', ..] if self.path.index.is_some() => 2,
            [0..0xC0, ..] => 1,
            [0xC0..0xE0, ..] => 2,
            [0xE0..0xF0, ..] => 3,
            [0xF0..=0xFF, ..] => 4,
        };
        width.min(bytes.len())
    }
}

/// The places of all cells, of all values of lists, and of the parts of those.
fn of_row(frame: &Frame) -> Vec<Place> {
    let mut places = Vec::new();
    let row = frame.raw();
    for (field, cell) in frame.table.header.columns.iter().zip(&frame.cells) {
        let inner = frame.inner(*cell);
        let place = Place {
            path: (*field).into(),
            shown: cell.start..cell.end,
            counted: inner.clone(),
            position: frame.position,
            doubled: cell.quoting == Quoting::Doubled,
        };
        places.push(place.clone());
        let Ok(text) = str::from_utf8(slice(row, inner.clone())) else {
            continue;
        };
        let mut walk = Walk::new(text.as_bytes(), cell.quoting);
        for value in row::values(*field, &content(text, cell.quoting)) {
            walk.to(value.shown.start.min(value.counted.start));
            let range = |of: Range<usize>| {
                let (mut first, mut last) = (walk, walk);
                inner.start + first.to(of.start)..inner.start + last.to(of.end)
            };
            places.push(Place {
                path: value.path,
                shown: range(value.shown),
                counted: range(value.counted),
                ..place
            });
        }
    }
    places.sort_by_key(Place::first);
    let mut here = (0, frame.position);
    for place in &mut places {
        let between = slice(row, here.0..place.first());
        here = (place.first(), here.1.after(between));
        place.position = here.1;
    }
    places.sort_by_key(|place| place.path);
    places
}

/// Goes through what stands in a cell and what that says side by side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<'c> {
    bytes: &'c [u8],
    doubled: bool,
    /// How far it went in the cell, and in what that says.
    at: usize,
    said: usize,
}

impl<'c> Walk<'c> {
    /// At the beginning of the inner part of a cell.
    pub(crate) const fn new(bytes: &'c [u8], quoting: Quoting) -> Self {
        Self {
            bytes,
            doubled: matches!(quoting, Quoting::Doubled),
            at: 0,
            said: 0,
        }
    }

    /// Where the byte stands that is `offset` in what the cell says. Offsets do not descend.
    pub(crate) fn to(&mut self, offset: usize) -> usize {
        if !self.doubled {
            self.at += offset.saturating_sub(self.said);
            self.said = self.said.max(offset);
        }
        while self.said < offset {
            let twice = self.bytes.get(self.at..self.at + 2) == Some(b"\"\"");
            self.at += if twice { 2 } else { 1 };
            self.said += 1;
        }
        self.at
    }
}

/// The bytes in this range, where they are there.
pub(crate) fn slice(bytes: &[u8], range: Range<usize>) -> &[u8] {
    bytes.get(range).unwrap_or_default()
}
