//! Where the values of one record stand, and what their places are called: worked out when somebody
//! first asks.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;

use dateline_core::text::illegal_character;
use dateline_core::{FieldPath, Position, Spot};

use crate::error::{Broken, index_step, key_step};
use crate::frame::Piece;
use crate::syntax::{Cursor, Kind, characters};

/// The places of the values of one record. All are worked out in one pass over the bytes, so that a
/// record with many faults costs no more than one with a single fault.
#[derive(Debug, Default)]
pub(crate) struct Places(OnceCell<Known>);

#[derive(Debug, Default)]
struct Known {
    /// The offsets of the values that a path of the release names, by the path, each once.
    offsets: Vec<(FieldPath, usize)>,
    outline: Outline,
}

/// Every value of a record.
#[derive(Debug, Default)]
struct Outline {
    /// In the order in which they begin.
    nodes: Vec<Node>,
    /// The positions that were asked for, by offset, and that of the record: another is counted from
    /// the one before it.
    positions: RefCell<BTreeMap<usize, Position>>,
}

#[derive(Clone, Copy, Debug)]
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
#[derive(Clone, Copy, Debug)]
enum Step {
    /// It is the whole.
    None,
    /// By the key that stands at this offset.
    Key(usize),
    Index(usize),
}

#[derive(Clone, Copy, Debug)]
struct Point {
    offset: usize,
    position: Position,
}

impl Places {
    /// Where the value at `path` of the release stands in `piece`, or what it is a part of, or that
    /// character of it. The record itself is called `base`. `offsets` is asked once for what stands
    /// in the text; of two places for one path the first counts.
    pub(crate) fn locate(
        &self,
        path: &FieldPath,
        character: Option<usize>,
        piece: &Piece,
        base: impl FnOnce() -> String,
        offsets: impl FnOnce(&str) -> Vec<(FieldPath, usize)>,
    ) -> Option<Spot> {
        let text = piece.text().ok()?;
        let known = self.0.get_or_init(|| Known {
            offsets: first_of_each(offsets(text)),
            outline: Outline::of(text, piece.position()),
        });
        let value = FieldPath {
            part: None,
            ..*path
        };
        let whole = FieldPath::from(path.field);
        let (named, offset) = [*path, value, whole]
            .into_iter()
            .find_map(|path| Some((path, known.offset(&path)?)))?;
        let node = known.outline.find(offset)?;
        let point = known.outline.point(text, offset)?;
        // A character of something that is not there is no character of what is around it.
        let character = character.filter(|_| named == *path);
        let place = match character.and_then(|nth| known.outline.character(text, offset, nth)) {
            Some(place) => place,
            None if known.outline.is_key(node, offset) => (node, point, text_end(text, offset)),
            None => (node, point, known.outline.nodes.get(node)?.end),
        };
        let (node, point, end) = place;
        Some(Spot {
            position: point.position,
            end: end.and_then(|end| Some(point.position.after(between(text, point.offset, end)?))),
            path: known.outline.path(text, node, base()),
        })
    }
}

fn first_of_each(mut offsets: Vec<(FieldPath, usize)>) -> Vec<(FieldPath, usize)> {
    offsets.sort_unstable();
    offsets.dedup_by_key(|(path, _)| *path);
    offsets
}

impl Known {
    fn offset(&self, path: &FieldPath) -> Option<usize> {
        let found = self.offsets.binary_search_by_key(path, |(path, _)| *path);
        Some(self.offsets.get(found.ok()?)?.1)
    }
}

impl Outline {
    fn of(text: &str, start: Position) -> Self {
        let mut nodes = Vec::new();
        // What was found before something broke stands.
        drop(value(&mut Cursor::new(text), &mut nodes, None, Step::None));
        Self {
            nodes,
            positions: BTreeMap::from([(0, start)]).into(),
        }
    }

    /// The place at an offset. However many are asked for, those in order cost one pass over the text.
    fn point(&self, text: &str, offset: usize) -> Option<Point> {
        let mut positions = self.positions.borrow_mut();
        let (before, known) = positions.range(..=offset).next_back()?;
        let position = known.after(between(text, *before, offset)?);
        positions.insert(offset, position);
        Some(Point { offset, position })
    }

    /// The value that stands at the offset, or whose key does.
    fn find(&self, offset: usize) -> Option<usize> {
        let node = self.nodes.partition_point(|node| node.at < offset);
        let is_it = self.nodes.get(node)?.at == offset || self.is_key(node, offset);
        is_it.then_some(node)
    }

    fn is_key(&self, node: usize, offset: usize) -> bool {
        let step = self.nodes.get(node).map(|node| node.step);
        matches!(step, Some(Step::Key(key)) if key == offset)
    }

    /// Where a character of the text at the offset begins and ends, and which value that text is. Of
    /// what is no text it is the character of the first text inside that no format can carry, as
    /// such a value is refused for that alone.
    fn character(
        &self,
        text: &str,
        offset: usize,
        nth: usize,
    ) -> Option<(usize, Point, Option<usize>)> {
        let node = self.find(offset)?;
        if text.as_bytes().get(offset) == Some(&b'"') {
            let (point, end) = nth_of(text, self.point(text, offset)?, nth)?;
            return Some((node, point, end));
        }
        let end = self.nodes.get(node)?.end?;
        let inside = self.nodes.iter().enumerate().skip(node);
        let texts = inside
            .take_while(|(_, node)| node.at < end)
            .flat_map(|(index, node)| match node.step {
                Step::Key(key) => [Some((index, key)), Some((index, node.at))],
                _ => [None, Some((index, node.at))],
            })
            .flatten();
        let refused = |at: usize| {
            let mut cursor = Cursor::new(text.get(at..).unwrap_or_default());
            cursor.kind().is_ok_and(|kind| kind == Kind::Text)
                && cursor
                    .text()
                    .is_ok_and(|said| illegal_character(&said).is_some_and(|(_, at)| at == nth))
        };
        let (node, at) = texts
            .filter(|(_, at)| *at >= offset)
            .find(|(_, at)| refused(*at))?;
        let (point, end) = nth_of(text, self.point(text, at)?, nth)?;
        Some((node, point, end))
    }

    /// The path to a value, behind that of the record.
    fn path(&self, text: &str, node: usize, base: String) -> String {
        let mut steps = Vec::new();
        let mut next = self.nodes.get(node);
        while let Some(node) = next {
            match node.step {
                Step::None => {}
                Step::Index(index) => steps.push(index_step(index)),
                Step::Key(key) => {
                    let rest = text.get(key..).unwrap_or_default();
                    let key = Cursor::new(rest).text().unwrap_or_default();
                    steps.push(key_step(&key));
                }
            }
            next = node.parent.and_then(|parent| self.nodes.get(parent));
        }
        let mut path = base;
        path.extend(steps.into_iter().rev());
        path
    }
}

/// Passes over a value and everything in it.
fn value(
    cursor: &mut Cursor<'_>,
    nodes: &mut Vec<Node>,
    parent: Option<usize>,
    step: Step,
) -> Result<(), Broken> {
    let kind = cursor.kind()?;
    let own = nodes.len();
    nodes.push(Node {
        at: cursor.at(),
        end: None,
        parent,
        step,
    });
    match kind {
        Kind::Object => {
            cursor.object(|cursor, _, key| value(cursor, nodes, Some(own), Step::Key(key)))?;
        }
        Kind::Array => {
            cursor.array(|cursor, index| value(cursor, nodes, Some(own), Step::Index(index)))?;
        }
        _ => drop(cursor.skip()?),
    }
    if let Some(node) = nodes.get_mut(own) {
        node.end = Some(cursor.at());
    }
    Ok(())
}

fn between(text: &str, from: usize, to: usize) -> Option<&[u8]> {
    text.as_bytes().get(from..to)
}

/// Where the text that begins at the offset ends.
fn text_end(text: &str, offset: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text.get(offset..)?);
    cursor.text().ok()?;
    Some(offset + cursor.at())
}

/// The character of the text in quotes that begins at `quote`, counted from 1.
fn nth_of(text: &str, quote: Point, nth: usize) -> Option<(Point, Option<usize>)> {
    let inner = text.get(quote.offset + 1..)?;
    let range = characters(inner).nth(nth.checked_sub(1)?)?;
    let offset = quote.offset + 1 + range.start;
    let passed = between(text, quote.offset, offset)?;
    let point = Point {
        offset,
        position: quote.position.after(passed),
    };
    Some((point, Some(quote.offset + 1 + range.end)))
}
