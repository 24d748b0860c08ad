//! Where the values of an item stand, and each of their characters.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use dateline_core::{FieldPath, Position, Spot};

use super::characters::{Character, Characters, on_one_line, plain};
use crate::element::attribute_range;
use crate::frame::{Kind, Scanner};
use crate::node::Node;

/// Where a value stands in the text of an item, as whoever took it up knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'i> {
    /// Where the text begins, or the tag that has the attribute.
    at: usize,
    form: Form<'i>,
    /// How many characters were put before it.
    lead: usize,
}

/// How a value stands where it stands.
#[derive(Clone, Copy, Debug)]
enum Form<'i> {
    /// As the text of an element.
    Text,
    /// The same, put on one line.
    Line,
    /// The same, from one of its characters to another.
    Part { from: usize, length: usize },
    /// As plain text that was made HTML.
    Plain,
    /// As text that says the same in other words.
    Other,
    /// As the attribute of this name.
    Attribute(&'i str),
}

impl<'i> Place<'i> {
    /// The text of an element.
    pub(super) const fn text(node: &Node<'_>) -> Self {
        Self::text_at(node.run.at)
    }

    /// The text that begins there.
    pub(super) const fn text_at(at: usize) -> Self {
        Self {
            at,
            form: Form::Text,
            lead: 0,
        }
    }

    /// The attribute of this name, of the element whose tag begins at `at`.
    pub(super) const fn attribute(at: usize, name: &'i str) -> Self {
        Self {
            at,
            form: Form::Attribute(name),
            lead: 0,
        }
    }

    /// The same text, put on one line.
    pub(super) const fn line(self) -> Self {
        let form = match self.form {
            Form::Text => Form::Line,
            form => form,
        };
        Self { form, ..self }
    }

    /// So many of its characters, from one on.
    pub(super) const fn part(self, from: usize, length: usize) -> Self {
        let form = Form::Part { from, length };
        Self { form, ..self }
    }

    /// The same, with so many characters put before it.
    pub(super) const fn behind(self, lead: usize) -> Self {
        Self { lead, ..self }
    }

    /// The same text, of which HTML was made.
    pub(super) const fn plain(self) -> Self {
        let form = Form::Plain;
        Self { form, ..self }
    }

    /// The same text, of which something else was made.
    pub(super) const fn other(self) -> Self {
        let form = match self.form {
            Form::Attribute(name) => Form::Attribute(name),
            _ => Form::Other,
        };
        Self { form, ..self }
    }
}

/// An item seldom has more elements.
const USUAL: usize = 32;

/// The places of all values of an item, found in one pass.
#[derive(Debug)]
pub(super) struct Places {
    elements: Vec<Element>,
    /// How many elements there are of each kind.
    kinds: Vec<usize>,
    /// In the order in which they stand.
    values: Vec<Value>,
    /// Which of them stands for a path, in the order of the paths.
    paths: Vec<(FieldPath, usize)>,
}

#[derive(Debug)]
struct Element {
    name: Range<usize>,
    at: usize,
    /// What is between its tags.
    inner: Range<usize>,
    parent: Option<usize>,
    /// Which kind it is of: those of one name beside each other are one.
    kind: usize,
    /// Which of its kind it is, from 1.
    place: usize,
}

/// What is known of a value.
#[derive(Clone, Debug)]
struct Value {
    /// Where it stands in the text that was read.
    range: Range<usize>,
    /// The same in the input, as it stood.
    position: Position,
    end: Position,
    element: Option<usize>,
    /// The name of its attribute.
    attribute: Option<String>,
    reading: Reading,
    lead: usize,
}

/// How the characters of a value are counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Reading {
    Text,
    Line,
    Plain,
    Attribute,
    /// They are not those of the value.
    None,
}

impl Places {
    /// The places of these values in `xml`, the item as it was read, of which `origin` says where in
    /// `raw` it stands, which begins at `start`. Of two places for one path the first counts.
    pub(super) fn of(
        values: &[(FieldPath, Place<'_>)],
        xml: &str,
        origin: impl Fn(usize) -> usize,
        raw: &[u8],
        start: Position,
    ) -> Self {
        let (elements, kinds) = elements(xml);
        let mut places = Self {
            elements,
            kinds,
            values: Vec::with_capacity(values.len()),
            paths: Vec::with_capacity(2 * values.len()),
        };
        let mut last = None;
        let mut found: Vec<(FieldPath, Value)> = values
            .iter()
            .filter_map(|(path, place)| Some((*path, places.value(*place, xml, &mut last)?)))
            .collect();
        // The positions of all of them in one pass.
        let mut ends: Vec<&mut (usize, Position)> = Vec::new();
        let mut points: Vec<((usize, Position), (usize, Position))> = found
            .iter()
            .map(|(_, value)| {
                let point = |at| (origin(at), start);
                (point(value.range.start), point(value.range.end))
            })
            .collect();
        ends.extend(points.iter_mut().flat_map(|(from, to)| [from, to]));
        ends.sort_by_key(|(at, _)| *at);
        let mut here = (0, start);
        for point in ends {
            let bytes = raw.get(here.0..point.0).unwrap_or_default();
            here = (point.0, here.1.after(bytes));
            point.1 = here.1;
        }
        for ((_, value), (from, to)) in found.iter_mut().zip(points) {
            (value.position, value.end) = (from.1, to.1);
        }
        // A field is where its first value is.
        found.sort_by_key(|(_, value)| value.range.start);
        for (at, (path, value)) in found.into_iter().enumerate() {
            let whole = FieldPath { part: None, ..path };
            let field = FieldPath::from(path.field);
            places.paths.push((path, at));
            // Most are the whole of a field that has one value.
            if whole != path {
                places.paths.push((whole, at));
            }
            if field != whole {
                places.paths.push((field, at));
            }
            places.values.push(value);
        }
        // Of several that stand for one path the first counts.
        places.paths.sort_unstable();
        places.paths.dedup_by_key(|(path, _)| *path);
        places
    }

    /// What is known of a value that stands there. `last` is how far the last text was walked
    /// through of which a part was taken.
    fn value<'x>(
        &self,
        place: Place<'_>,
        xml: &'x str,
        last: &mut Option<(usize, usize, Characters<'x>)>,
    ) -> Option<Value> {
        let value = |range, element, reading| Value {
            range,
            position: Position::default(),
            end: Position::default(),
            element,
            attribute: None,
            reading,
            lead: place.lead,
        };
        if let Form::Attribute(name) = place.form {
            let at = self.elements.partition_point(|e| e.at <= place.at);
            let element = at.checked_sub(1)?;
            let tag = self.elements.get(element)?;
            let range = attribute_range(xml, tag.at, name)?;
            return Some(Value {
                attribute: Some(name.to_owned()),
                ..value(range, Some(element), Reading::Attribute)
            });
        }
        let element = self.around(place.at);
        let inner = element.and_then(|at| self.elements.get(at));
        let end = inner.map_or(xml.len(), |element| element.inner.end);
        let characters = Characters::new(xml, place.at..end);
        if let Form::Part { from, length } = place.form {
            let (mut passed, mut characters) = match last.take() {
                Some((at, passed, characters)) if at == place.at && passed <= from => {
                    (passed, characters)
                }
                _ => (0, characters.trimmed()),
            };
            while passed < from {
                characters.next()?;
                passed += 1;
            }
            *last = Some((place.at, passed, characters.clone()));
            let mut part = characters.take(length.max(1));
            let first = part.next()?;
            let end = part.last().map_or(first.end, |c| c.end);
            return Some(value(first.start..end, element, Reading::Text));
        }
        let reading = match place.form {
            Form::Text => Reading::Text,
            Form::Line => Reading::Line,
            Form::Plain => Reading::Plain,
            _ => Reading::None,
        };
        let characters = characters.trimmed();
        let start = characters.clone().next().map_or(place.at, |c| c.start);
        let end = characters.text_end().unwrap_or(start);
        Some(value(start..end, element, reading))
    }

    /// The innermost element that holds this place of the text.
    fn around(&self, at: usize) -> Option<usize> {
        let behind = self.elements.partition_point(|e| e.inner.start <= at);
        let mut element = behind.checked_sub(1);
        while let Some(inner) = element {
            let found = self.elements.get(inner)?;
            if at <= found.inner.end {
                return Some(inner);
            }
            element = found.parent;
        }
        None
    }

    /// The place of the value at `path`, or of what it is a part of; or of its `character`-th
    /// character. `item` is the path of the item itself.
    pub(super) fn spot(
        &self,
        path: &FieldPath,
        character: Option<usize>,
        xml: &str,
        origin: impl Fn(usize) -> usize,
        raw: &[u8],
        item: &str,
    ) -> Option<Spot> {
        let value = FieldPath {
            part: None,
            ..*path
        };
        let field = FieldPath::from(path.field);
        let find = |path| {
            let at = self.paths.binary_search_by_key(&path, |(path, _)| path);
            self.values.get(self.paths.get(at.ok()?)?.1)
        };
        let value = [path, &value, &field].into_iter().find_map(find)?;
        let (mut position, mut end) = (value.position, value.end);
        let found = character.and_then(|nth| value.character(nth, xml));
        if let Some(found) = found {
            let (start, from, to) = (
                origin(value.range.start),
                origin(found.start),
                origin(found.end),
            );
            position.advance(raw.get(start..from).unwrap_or_default());
            end = position.after(raw.get(from..to).unwrap_or_default());
        }
        let mut path = item.to_owned();
        self.name(value.element, xml, &mut path);
        if let Some(attribute) = &value.attribute {
            path.push_str("/@");
            path.push_str(attribute);
        }
        let end = Some(end);
        Some(Spot {
            position,
            end,
            path,
        })
    }

    /// Adds the path of an element below the item.
    fn name(&self, element: Option<usize>, xml: &str, path: &mut String) {
        let mut steps = Vec::new();
        let mut next = element;
        while let Some(element) = next.and_then(|at| self.elements.get(at)) {
            next = element.parent;
            if next.is_some() {
                steps.push(element);
            }
        }
        for element in steps.into_iter().rev() {
            path.push('/');
            path.push_str(xml.get(element.name.clone()).unwrap_or_default());
            if self.kinds.get(element.kind).is_some_and(|count| *count > 1) {
                let _ = write!(path, "[{}]", element.place);
            }
        }
    }
}

impl Value {
    /// Its `nth` character, from 1.
    fn character(&self, nth: usize, xml: &str) -> Option<Character> {
        let mut characters = Characters::new(xml, self.range.clone());
        let nth = nth.checked_sub(self.lead + 1)?;
        match self.reading {
            Reading::None => None,
            Reading::Text => characters.nth(nth),
            Reading::Attribute => {
                characters.is_attribute = true;
                characters.nth(nth)
            }
            Reading::Line => on_one_line(characters).nth(nth),
            Reading::Plain => plain(characters).nth(nth),
        }
    }
}

/// All elements of a piece, in the order of their tags, and how many there are of each kind.
fn elements(xml: &str) -> (Vec<Element>, Vec<usize>) {
    let bytes = xml.as_bytes();
    let mut scanner = Scanner::default();
    let mut elements: Vec<Element> = Vec::with_capacity(USUAL);
    let mut open: Vec<usize> = Vec::new();
    let mut kinds: HashMap<(Option<usize>, &[u8]), usize> = HashMap::with_capacity(USUAL);
    let mut counts: Vec<usize> = Vec::with_capacity(USUAL);
    while let Some(markup) = scanner.step(bytes) {
        match markup.kind {
            Kind::Open | Kind::Empty => {
                let start = markup.start + 1;
                let name = markup.name(bytes);
                let parent = open.last().copied();
                let kind = *kinds.entry((parent, name)).or_insert(counts.len());
                if kind == counts.len() {
                    counts.push(0);
                }
                let place = counts.get_mut(kind).map_or(1, |count| {
                    *count += 1;
                    *count
                });
                if markup.kind == Kind::Open {
                    open.push(elements.len());
                }
                elements.push(Element {
                    name: start..start + name.len(),
                    at: markup.start,
                    inner: markup.end..markup.end,
                    parent,
                    kind,
                    place,
                });
            }
            Kind::Close => {
                if let Some(element) = open.pop().and_then(|at| elements.get_mut(at)) {
                    element.inner.end = markup.start;
                }
            }
            _ => {}
        }
    }
    (elements, counts)
}
