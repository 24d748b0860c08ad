//! Where the values of one record stand, and what their places are called: worked out when somebody
//! first asks.

use std::cell::OnceCell;
use std::ops::Range;

use dateline_core::text::illegal_character;
use dateline_core::{FieldPath, Locations, Position, Positions, Spot};

use crate::error::{Broken, push_index, push_key};
use crate::frame::Piece;
use crate::syntax::{Cursor, Kind, characters};

/// Most records have no more values: there is room for so many at once.
pub(crate) const MOST: usize = 32;

/// The places of the values of one record. All are found in one pass over the bytes, so that a record
/// with many faults costs hardly more than one with a single fault; after that, lines are counted up
/// to what is asked for, and only texts are read whose characters or whose names are.
#[derive(Debug, Default)]
pub(crate) struct Places(OnceCell<Known>);

/// What is known of the places of a record.
#[derive(Debug)]
pub(crate) struct Known {
    /// The offsets of the values that a path of the release names.
    pub(crate) offsets: Locations,
    pub(crate) outline: Outline,
}

/// Every value of a record.
#[derive(Debug)]
pub(crate) struct Outline {
    /// In the order in which they begin.
    nodes: Vec<Node>,
    positions: Positions,
}

#[derive(Debug)]
struct Node {
    /// The offset where it begins.
    at: usize,
    /// The offset behind it; none where it breaks off.
    end: Option<usize>,
    /// The object or list that it is in.
    parent: Option<usize>,
    step: Step,
}

/// How a value is named in what holds it.
#[derive(Debug)]
pub(crate) enum Step {
    /// It is the whole.
    None,
    /// By the key that stands there, in its quotes.
    Key(Range<usize>),
    Index(usize),
}

/// A value that the outline meets, in front of those in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Met<'t> {
    /// How many values it is in.
    pub(crate) depth: usize,
    pub(crate) step: &'t Step,
    /// What its key says, if it has one.
    pub(crate) key: &'t str,
    /// The offset where it begins.
    pub(crate) at: usize,
}

#[derive(Clone, Copy, Debug)]
struct Point {
    offset: usize,
    position: Position,
}

impl Places {
    /// Where the value at `path` of the release stands in `piece`, or what it is a part of, or that
    /// character of it. The record itself is called `base`. `known` is asked once for what stands
    /// in the text.
    pub(crate) fn locate(
        &self,
        path: &FieldPath,
        character: Option<usize>,
        piece: &Piece,
        base: impl FnOnce() -> String,
        known: impl FnOnce(&str) -> Known,
    ) -> Option<Spot> {
        if self.0.get().is_none() {
            let text = piece.text().ok()?;
            self.0.get_or_init(|| known(text));
        }
        let known = self.0.get()?;
        let (named, offset) = known.offsets.find(path)?;
        let bytes = piece.raw();
        let outline = &known.outline;
        let node = outline.find(offset)?;
        let point = Point {
            offset,
            position: outline.positions.find(bytes, offset)?,
        };
        // A character of something that is not there is no character of what is around it.
        let character = character.filter(|_| named == *path);
        let place = match character.and_then(|nth| outline.character(bytes, point, node, nth)) {
            Some(place) => place,
            None => (node, point, outline.nodes.get(node)?.end_from(offset)),
        };
        let (node, point, end) = place;
        Some(Spot {
            position: point.position,
            end: end.and_then(|end| Some(point.position.after(bytes.get(point.offset..end)?))),
            path: outline.path(bytes, node, base()),
        })
    }
}

impl Outline {
    /// Passes over a record that begins at `start`, and calls `meet` with every value.
    pub(crate) fn of(text: &str, start: Position, meet: impl FnMut(Met<'_>)) -> Self {
        let mut walk = Walk {
            nodes: Vec::with_capacity(MOST),
            meet,
        };
        // What was found before something broke stands.
        drop(walk.value(&mut Cursor::new(text), None, (Step::None, ""), 0));
        Self {
            nodes: walk.nodes,
            positions: Positions::new(start),
        }
    }

    /// The value that stands at the offset, or whose key does.
    fn find(&self, offset: usize) -> Option<usize> {
        let node = self.nodes.partition_point(|node| node.at < offset);
        let is_it = self.nodes.get(node)?.at == offset || self.is_key(node, offset);
        is_it.then_some(node)
    }

    fn is_key(&self, node: usize, offset: usize) -> bool {
        let key = self.nodes.get(node).and_then(Node::key);
        key.is_some_and(|key| key.start == offset)
    }

    /// Where a character of a text begins and ends, and which value that text is: the one at the
    /// point, or its key. Of what is no text it is the character of the first text inside that no
    /// format can carry, as such a value is refused for that alone.
    fn character(
        &self,
        bytes: &[u8],
        point: Point,
        node: usize,
        nth: usize,
    ) -> Option<(usize, Point, Option<usize>)> {
        let own = self.nodes.get(node)?;
        if bytes.get(point.offset) == Some(&b'"') {
            let end = own.end_from(point.offset).unwrap_or(bytes.len());
            let said = text(bytes, point.offset..end)?;
            let (point, end) = nth_of(said, point, nth)?;
            return Some((node, point, end));
        }
        let end = own.end?;
        let inside = self.nodes.iter().enumerate().skip(node);
        let texts = inside
            .take_while(|(_, node)| node.at < end)
            .flat_map(|(index, node)| {
                let texts = [node.key().cloned(), Some(node.range(bytes))];
                texts.into_iter().flatten().map(move |range| (index, range))
            });
        let (node, said, at) = texts
            .filter(|(_, range)| range.start >= point.offset)
            .find_map(|(node, range)| {
                let said = text(bytes, range.clone())?;
                let mut cursor = Cursor::new(said);
                let is_text = cursor.kind().is_ok_and(|kind| kind == Kind::Text);
                let (_, at) = illegal_character(&cursor.text().ok().filter(|_| is_text)?)?;
                (at == nth).then_some((node, said, range.start))
            })?;
        // The character counts from the text that it is in.
        let passed = bytes.get(point.offset..at)?;
        let quote = Point {
            offset: at,
            position: point.position.after(passed),
        };
        let (point, end) = nth_of(said, quote, nth)?;
        Some((node, point, end))
    }

    /// The path to a value, behind that of the record.
    fn path(&self, bytes: &[u8], node: usize, base: String) -> String {
        let up = |node: &&Node| node.parent.and_then(|parent| self.nodes.get(parent));
        let mut nodes: Vec<_> = std::iter::successors(self.nodes.get(node), up).collect();
        let mut path = base;
        while let Some(node) = nodes.pop() {
            match &node.step {
                Step::None => {}
                Step::Index(index) => push_index(&mut path, *index),
                Step::Key(_) => {
                    let quoted = node.key().and_then(|range| text(bytes, range.clone()));
                    let key = quoted.and_then(|quoted| Cursor::new(quoted).text().ok());
                    push_key(&mut path, &key.unwrap_or_default());
                }
            }
        }
        path
    }
}

impl Node {
    /// Where its key stands.
    fn key(&self) -> Option<&Range<usize>> {
        match &self.step {
            Step::Key(key) => Some(key),
            _ => None,
        }
    }

    /// Where it ends, or its key does if that is what begins at the offset.
    fn end_from(&self, offset: usize) -> Option<usize> {
        let key = self.key().filter(|key| key.start == offset);
        key.map_or(self.end, |key| Some(key.end))
    }

    /// Where it stands; up to the end of all where it breaks off.
    fn range(&self, bytes: &[u8]) -> Range<usize> {
        self.at..self.end.unwrap_or(bytes.len())
    }
}

/// Makes an outline.
struct Walk<F> {
    nodes: Vec<Node>,
    meet: F,
}

impl<F: FnMut(Met<'_>)> Walk<F> {
    /// Passes over a value and everything in it.
    fn value(
        &mut self,
        cursor: &mut Cursor<'_>,
        parent: Option<usize>,
        (step, key): (Step, &str),
        depth: usize,
    ) -> Result<(), Broken> {
        let kind = cursor.kind()?;
        let (own, at) = (self.nodes.len(), cursor.at());
        (self.meet)(Met {
            depth,
            step: &step,
            key,
            at,
        });
        self.nodes.push(Node {
            at,
            end: None,
            parent,
            step,
        });
        let mut inner = |cursor: &mut Cursor<'_>, step: Step, key: &str| {
            self.value(cursor, Some(own), (step, key), depth + 1)
        };
        match kind {
            Kind::Object => {
                cursor.members(|cursor, key, place| inner(cursor, Step::Key(place), key))?;
            }
            Kind::Array => cursor.array(|cursor, index| inner(cursor, Step::Index(index), ""))?,
            _ => drop(cursor.skip()?),
        }
        if let Some(node) = self.nodes.get_mut(own) {
            node.end = Some(cursor.at());
        }
        Ok(())
    }
}

/// The text of a part of a record. All of it was found to be text before; to be told so again costs
/// the more the longer the part is.
fn text(bytes: &[u8], range: Range<usize>) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes.get(range)?).ok()
}

/// A character of the text in quotes that begins at `quote`, counted from 1.
fn nth_of(quoted: &str, quote: Point, nth: usize) -> Option<(Point, Option<usize>)> {
    let range = characters(quoted.get(1..)?).nth(nth.checked_sub(1)?)?;
    let (start, end) = (1 + range.start, 1 + range.end);
    let point = Point {
        offset: quote.offset + start,
        position: quote.position.after(quoted.as_bytes().get(..start)?),
    };
    Some((point, Some(quote.offset + end)))
}
