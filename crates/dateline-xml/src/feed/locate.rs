//! Where the values of an item stand, and each of their characters.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use dateline_core::{FieldPath, Locations, Position, Positions, Spot};

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

/// The places of all values of an item: its elements and what is not the whole text of one are found
/// in one pass, and how far a text reaches and on which line it stands when somebody asks.
#[derive(Debug)]
pub(super) struct Places {
    /// What the item itself is called.
    name: String,
    elements: Vec<Element>,
    /// How many elements there are in each group.
    groups: Vec<usize>,
    /// In the order in which they stand.
    values: Vec<Value>,
    /// Which of them stands for a path.
    paths: Locations,
    positions: Positions,
}

#[derive(Debug)]
struct Element {
    name: Range<usize>,
    at: usize,
    /// What is between its tags.
    inner: Range<usize>,
    parent: Option<usize>,
    /// In which group it is: those of one name beside each other are one.
    group: usize,
    /// Which of its group it is, from 1.
    place: usize,
}

/// A value that stands somewhere.
#[derive(Debug)]
struct Value {
    /// Where the text begins, or the tag that has the attribute.
    at: usize,
    /// Where it stands in the text that was read, if it is not all of a text.
    range: Option<Range<usize>>,
    /// The name of its attribute.
    attribute: Option<Box<str>>,
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
    /// The places of these values in `xml`, the item as it was read, which is called `name` and begins
    /// at `start`. Of two places for one path the first counts.
    pub(super) fn of(
        values: &[(FieldPath, Place<'_>)],
        xml: &str,
        name: String,
        start: Position,
    ) -> Self {
        let (elements, groups) = elements(xml);
        let mut places = Self {
            name,
            elements,
            groups,
            values: Vec::with_capacity(values.len()),
            paths: Locations::default(),
            positions: Positions::new(start),
        };
        let mut last = None;
        let mut found: Vec<(FieldPath, Value)> = Vec::with_capacity(values.len());
        found.extend(values.iter().filter_map(|(path, place)| {
            let value = places.value(*place, xml, &mut last)?;
            Some((*path, value))
        }));
        // A field is where its first value is.
        found.sort_by_key(|(_, value)| value.range.as_ref().map_or(value.at, |range| range.start));
        let mut paths = Vec::with_capacity(2 * found.len());
        for (at, (path, value)) in found.into_iter().enumerate() {
            let [path, whole, field] = path.outward();
            paths.push((path, at));
            // Most are the whole of a field that has one value.
            if whole != path {
                paths.push((whole, at));
            }
            if field != whole {
                paths.push((field, at));
            }
            places.values.push(value);
        }
        places.paths = Locations::new(paths);
        places
    }

    /// A value that stands there. `last` is how far the last text was walked through of which a part
    /// was taken: many parts of one text cost one walk.
    fn value<'x>(
        &self,
        place: Place<'_>,
        xml: &'x str,
        last: &mut Option<(usize, usize, Characters<'x>)>,
    ) -> Option<Value> {
        let value = |range, reading| Value {
            at: place.at,
            range,
            attribute: None,
            reading,
            lead: place.lead,
        };
        Some(match place.form {
            Form::Text => value(None, Reading::Text),
            Form::Line => value(None, Reading::Line),
            Form::Plain => value(None, Reading::Plain),
            Form::Other => value(None, Reading::None),
            Form::Attribute(name) => Value {
                attribute: Some(name.into()),
                ..value(
                    Some(attribute_range(xml, place.at, name)?),
                    Reading::Attribute,
                )
            },
            Form::Part { from, length } => {
                let (mut passed, mut characters) = match last.take() {
                    Some((at, passed, characters)) if at == place.at && passed <= from => {
                        (passed, characters)
                    }
                    _ => (0, self.characters(place.at, xml)),
                };
                while passed < from {
                    characters.next()?;
                    passed += 1;
                }
                *last = Some((place.at, passed, characters.clone()));
                let mut part = characters.take(length.max(1));
                let first = part.next()?;
                let end = part.last().map_or(first.end, |c| c.end);
                value(Some(first.start..end), Reading::Text)
            }
        })
    }

    /// Where a value stands in the text that was read.
    fn range(&self, value: &Value, xml: &str) -> Range<usize> {
        value.range.clone().unwrap_or_else(|| {
            let characters = self.characters(value.at, xml);
            let start = characters.clone().next().map_or(value.at, |c| c.start);
            start..characters.text_end().unwrap_or(start)
        })
    }

    /// The element that a value stands in, or that has it as an attribute.
    fn element(&self, value: &Value) -> Option<usize> {
        if value.attribute.is_some() {
            self.elements
                .partition_point(|element| element.at <= value.at)
                .checked_sub(1)
        } else {
            self.around(value.at)
        }
    }

    /// The characters of the text that begins there, from the first that is more than white space.
    fn characters<'x>(&self, at: usize, xml: &'x str) -> Characters<'x> {
        let element = self.around(at).and_then(|at| self.elements.get(at));
        let end = element.map_or(xml.len(), |element| element.inner.end);
        Characters::new(xml, at..end).trimmed()
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
    /// character. `origin` says where in `raw` the text that was read stands.
    pub(super) fn spot(
        &self,
        path: &FieldPath,
        character: Option<usize>,
        xml: &str,
        origin: impl Fn(usize) -> usize,
        raw: &[u8],
    ) -> Option<Spot> {
        let (_, value) = self.paths.find(path)?;
        let value = self.values.get(value)?;
        let range = self.range(value, xml);
        let find = |at| self.positions.find(raw, origin(at).min(raw.len()));
        let position = find(range.start)?;
        let found = character.and_then(|nth| value.character(nth, range.clone(), xml));
        let (position, end) = match found {
            Some(found) => {
                let between = |from, to| raw.get(origin(from)..origin(to)).unwrap_or_default();
                let position = position.after(between(range.start, found.start));
                (position, position.after(between(found.start, found.end)))
            }
            None => (position, find(range.end)?),
        };
        let mut path = self.name.clone();
        self.name(self.element(value), xml, &mut path);
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
            if self
                .groups
                .get(element.group)
                .is_some_and(|count| *count > 1)
            {
                let _ = write!(path, "[{}]", element.place);
            }
        }
    }
}

impl Value {
    /// The `nth` character, from 1, of what stands there.
    fn character(&self, nth: usize, range: Range<usize>, xml: &str) -> Option<Character> {
        let mut characters = Characters::new(xml, range);
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

/// All elements of a piece, in the order of their tags, and how many there are in each group.
fn elements(xml: &str) -> (Vec<Element>, Vec<usize>) {
    let bytes = xml.as_bytes();
    let mut scanner = Scanner::default();
    let mut elements: Vec<Element> = Vec::with_capacity(USUAL);
    let mut open: Vec<usize> = Vec::new();
    let mut groups: HashMap<(Option<usize>, &[u8]), usize> = HashMap::with_capacity(USUAL);
    let mut counts: Vec<usize> = Vec::with_capacity(USUAL);
    while let Some(markup) = scanner.step(bytes) {
        match markup.kind {
            Kind::Open | Kind::Empty => {
                let start = markup.start + 1;
                let name = markup.name(bytes);
                let parent = open.last().copied();
                let group = *groups.entry((parent, name)).or_insert(counts.len());
                if group == counts.len() {
                    counts.push(0);
                }
                let place = counts.get_mut(group).map_or(1, |count| {
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
                    group,
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
