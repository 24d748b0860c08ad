//! A document as a tree that knows the place of everything: what stands where in the text that was
//! read, counted through references, CDATA sections, comments and what was mended.
//!
//! The mender has made the text well-formed, so that nothing in it needs a second look.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::escape::is_blank;
use crate::names::Space;
use crate::reference::resolve;

/// The elements of a document, each behind the one that holds it.
#[derive(Debug)]
pub(super) struct Tree<'x> {
    pub(super) xml: &'x str,
    pub(super) nodes: Vec<Node<'x>>,
    /// Every declaration of a namespace: prefix, address as written, and where that stands.
    pub(super) declared: Vec<Declared<'x>>,
}

/// A declaration of a namespace.
#[derive(Debug)]
pub(super) struct Declared<'x> {
    pub(super) prefix: &'x str,
    pub(super) address: &'x str,
    pub(super) at: Range<usize>,
    pub(super) node: usize,
}

/// An element.
#[derive(Debug)]
pub(super) struct Node<'x> {
    pub(super) parent: Option<usize>,
    pub(super) children: Vec<usize>,
    /// The name as it was written.
    pub(super) name: &'x str,
    /// The name behind the prefix.
    pub(super) local: &'x str,
    pub(super) space: Space,
    /// Which it is of those beside it that have its name, from 1.
    pub(super) nth: usize,
    /// From `<` of its start tag to `>` of its end tag.
    pub(super) whole: Range<usize>,
    /// What stands between its tags.
    pub(super) inner: Range<usize>,
    pub(super) attributes: Vec<Attribute<'x>>,
}

/// An attribute, but for the declaration of a namespace.
#[derive(Debug)]
pub(super) struct Attribute<'x> {
    pub(super) name: &'x str,
    /// As it stands, without its quotes.
    pub(super) raw: &'x str,
    /// Where its name begins.
    pub(super) at: usize,
    /// Where its value stands, without its quotes.
    pub(super) value: Range<usize>,
}

/// A text as it is meant, and the text that it stands in.
#[derive(Clone, Debug)]
pub(super) struct Said<'x> {
    pub(super) text: Cow<'x, str>,
    /// As it stands.
    pub(super) raw: &'x str,
    /// Where that begins.
    pub(super) at: usize,
    is_attribute: bool,
}

impl Said<'_> {
    /// Where a part of the text stands, of which the range is counted in the text as it is meant.
    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        self.map().place(part)
    }

    /// Where everything in the text stands, for whoever asks often.
    pub(super) fn map(&self) -> Map {
        let mut pieces = Vec::new();
        let mut said = 0;
        walk(self.raw, self.is_attribute, &mut |at, length, text| {
            pieces.push(Piece {
                said,
                at: self.at + at,
                length,
                is_literal: length == text.len(),
            });
            said += text.len();
        });
        Map {
            pieces,
            end: self.at + self.raw.len(),
        }
    }

    /// Where the text stands, without the literal white space at its ends.
    pub(super) fn whole(&self) -> Range<usize> {
        let start = self.raw.len() - self.raw.trim_start_matches(is_blank).len();
        let end = self.raw.trim_end_matches(is_blank).len().max(start);
        self.at + start..self.at + end
    }

    /// The text without white space at its ends.
    pub(super) fn trimmed(&self) -> &str {
        self.text.trim()
    }
}

/// Where the pieces of a text stand.
#[derive(Clone, Debug)]
pub(super) struct Map {
    pieces: Vec<Piece>,
    end: usize,
}

/// Text that stands as it is meant, or a reference.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the text as it is meant.
    said: usize,
    /// Where it stands.
    at: usize,
    length: usize,
    is_literal: bool,
}

impl Map {
    /// Where a part of the text stands.
    pub(super) fn place(&self, part: Range<usize>) -> Range<usize> {
        let start = match self.piece(part.start) {
            Some(piece) if piece.is_literal => {
                piece.at + (part.start - piece.said).min(piece.length)
            }
            Some(piece) => piece.at,
            None => self.end,
        };
        // Behind its last character, and not before the next one.
        let last = part.end.checked_sub(1).filter(|_| !part.is_empty());
        let end = match last.and_then(|last| self.piece(last)) {
            Some(piece) if piece.is_literal => piece.at + (part.end - piece.said).min(piece.length),
            Some(piece) => piece.at + piece.length,
            None => start,
        };
        start..end.max(start)
    }

    /// The piece that the byte at this offset is in.
    fn piece(&self, offset: usize) -> Option<Piece> {
        let behind = self.pieces.partition_point(|piece| piece.said <= offset);
        self.pieces.get(behind.checked_sub(1)?).copied()
    }
}

/// Goes over text as it stands, and gives each piece of it: where it stands, how long it is there,
/// and what it means. What elements inside say is passed over.
fn walk(raw: &str, is_attribute: bool, say: &mut dyn FnMut(usize, usize, &str)) {
    let mut at = 0;
    let mut depth = 0_usize;
    while at < raw.len() {
        let rest = raw.get(at..).unwrap_or_default();
        if !is_attribute && rest.starts_with('<') {
            let (length, section) = markup(rest);
            if let Some(section) = section.filter(|_| depth == 0) {
                say(at + "<![CDATA[".len(), section.len(), section);
            } else if rest.starts_with("</") {
                depth = depth.saturating_sub(1);
            } else if !rest.starts_with("<!") && !rest.starts_with("<?") {
                let tag = rest.get(..length).unwrap_or_default();
                depth += usize::from(!tag.ends_with("/>"));
            }
            at += length.max(1);
            continue;
        }
        if rest.starts_with('&') {
            let length = memchr::memchr(b';', rest.as_bytes()).map_or(1, |end| end + 1);
            let name = rest.get(1..length.max(2) - 1).unwrap_or_default();
            if let Ok(c) = resolve(name).map_err(drop)
                && depth == 0
            {
                say(at, length, c.encode_utf8(&mut [0; 4]));
            }
            at += length;
            continue;
        }
        let length = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        let length = length.max(rest.chars().next().map_or(1, char::len_utf8));
        if depth == 0 {
            say(at, length, rest.get(..length).unwrap_or_default());
        }
        at += length;
    }
}

/// How long the markup is that a text begins with, and what it holds where that is a section of
/// text.
fn markup(rest: &str) -> (usize, Option<&str>) {
    let find = |end: &str, from: usize| {
        let behind = rest.as_bytes().get(from..).unwrap_or_default();
        let found = memchr::memmem::find(behind, end.as_bytes());
        found.map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("<!--") {
        return (find("-->", 4), None);
    }
    if let Some(inner) = rest.strip_prefix("<![CDATA[") {
        let length = find("]]>", 9);
        let section = inner.get(..length.saturating_sub(12));
        return (length, section);
    }
    if rest.starts_with("<?") {
        return (find("?>", 2), None);
    }
    let mut quote = 0;
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            b'>' if quote == 0 => return (at + 1, None),
            b'"' | b'\'' if quote == 0 => quote = byte,
            _ if byte == quote => quote = 0,
            _ => {}
        }
    }
    (rest.len(), None)
}

/// What is in force inside an element.
#[derive(Debug, Default)]
struct Scope<'x> {
    bound: HashMap<&'x str, Vec<&'x str>>,
    /// What each element that is open has declared.
    open: Vec<Vec<&'x str>>,
    spaces: HashMap<&'x str, Space>,
}

impl Scope<'_> {
    fn space(&mut self, prefix: &str) -> Space {
        let address = match prefix {
            "xml" => return Space::Xml,
            _ => self
                .bound
                .get(prefix)
                .and_then(|bound| bound.last().copied()),
        };
        let address = address.unwrap_or_default();
        if let Some(space) = self.spaces.get(address) {
            return space.clone();
        }
        let space = Space::of(address);
        self.spaces.insert(address, space.clone());
        space
    }
}

impl<'x> Tree<'x> {
    /// The tree of a well-formed element.
    pub(super) fn read(xml: &'x str) -> Self {
        let mut tree = Self {
            xml,
            nodes: Vec::new(),
            declared: Vec::new(),
        };
        let mut scope = Scope::default();
        // What is open, and how many elements of each name are in it.
        let mut open: Vec<(usize, HashMap<&'x str, usize>)> = Vec::new();
        let mut at = 0;
        while let Some(next) = xml
            .as_bytes()
            .get(at..)
            .and_then(|rest| memchr::memchr(b'<', rest))
        {
            at += next;
            let rest = xml.get(at..).unwrap_or_default();
            let (length, _) = markup(rest);
            let tag = rest.get(..length).unwrap_or_default();
            let end = at + length.max(1);
            if tag.starts_with("</") {
                if let Some((node, _)) = open.pop()
                    && let Some(node) = tree.nodes.get_mut(node)
                {
                    node.inner.end = at;
                    node.whole.end = end;
                    for prefix in scope.open.pop().unwrap_or_default() {
                        if let Some(bound) = scope.bound.get_mut(prefix) {
                            bound.pop();
                        }
                    }
                }
            } else if !tag.starts_with("<!") && !tag.starts_with("<?") {
                let parent = open.last().map(|(node, _)| *node);
                if parent.is_some() || tree.nodes.is_empty() {
                    let node = tree.start(tag, at, parent, &mut scope);
                    let name = tree.nodes.get(node).map_or("", |node| node.name);
                    if let Some((_, counts)) = open.last_mut() {
                        let count = counts.entry(name).or_default();
                        *count += 1;
                        let nth = *count;
                        if let Some(node) = tree.nodes.get_mut(node) {
                            node.nth = nth;
                        }
                    }
                    if tag.ends_with("/>") {
                        for prefix in scope.open.pop().unwrap_or_default() {
                            if let Some(bound) = scope.bound.get_mut(prefix) {
                                bound.pop();
                            }
                        }
                    } else {
                        open.push((node, HashMap::new()));
                    }
                }
            }
            at = end;
        }
        for (node, _) in open {
            if let Some(node) = tree.nodes.get_mut(node) {
                node.inner.end = xml.len();
                node.whole.end = xml.len();
            }
        }
        tree
    }

    /// Takes up the element of a start tag, which stands at `at`.
    fn start(
        &mut self,
        tag: &'x str,
        at: usize,
        parent: Option<usize>,
        scope: &mut Scope<'x>,
    ) -> usize {
        let number = self.nodes.len();
        let inside = tag.strip_prefix('<').unwrap_or(tag);
        let ends = |c: char| is_blank(c) || matches!(c, '/' | '>');
        let name = inside.get(..inside.find(ends).unwrap_or(inside.len()));
        let name = name.unwrap_or_default();
        let mut declares = Vec::new();
        let mut attributes = Vec::new();
        let mut from = 1 + name.len();
        while let Some((attribute, behind)) = attribute(tag, from) {
            from = behind;
            let prefix = match attribute.name {
                "xmlns" => Some(""),
                name => name.strip_prefix("xmlns:"),
            };
            let Some(prefix) = prefix else {
                attributes.push(Attribute {
                    at: at + attribute.at,
                    value: at + attribute.value.start..at + attribute.value.end,
                    ..attribute
                });
                continue;
            };
            scope.bound.entry(prefix).or_default().push(attribute.raw);
            declares.push(prefix);
            self.declared.push(Declared {
                prefix,
                address: attribute.raw,
                at: at + attribute.value.start..at + attribute.value.end,
                node: number,
            });
        }
        scope.open.push(declares);
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let end = at + tag.len();
        self.nodes.push(Node {
            parent,
            children: Vec::new(),
            name,
            local,
            space: scope.space(prefix),
            nth: 1,
            whole: at..end,
            inner: end..end,
            attributes,
        });
        if let Some(parent) = parent.and_then(|parent| self.nodes.get_mut(parent)) {
            parent.children.push(number);
        }
        number
    }

    /// The element, if there is one of this number.
    pub(super) fn get(&self, node: usize) -> Option<&Node<'x>> {
        self.nodes.get(node)
    }

    /// What stands directly in an element.
    pub(super) fn children(&self, node: usize) -> impl Iterator<Item = (usize, &Node<'x>)> {
        let children = self.nodes.get(node).map_or(&[][..], |node| &node.children);
        children
            .iter()
            .filter_map(|child| Some((*child, self.nodes.get(*child)?)))
    }

    /// What an element says itself, without what the elements in it say.
    pub(super) fn said(&self, node: usize) -> Said<'x> {
        let inner = self.nodes.get(node).map_or(0..0, |node| node.inner.clone());
        let raw = self.xml.get(inner.clone()).unwrap_or_default();
        let text = if memchr::memchr2(b'<', b'&', raw.as_bytes()).is_none() {
            Cow::Borrowed(raw)
        } else {
            let mut text = String::with_capacity(raw.len());
            walk(raw, false, &mut |_, _, run| text.push_str(run));
            Cow::Owned(text)
        };
        Said {
            text,
            raw,
            at: inner.start,
            is_attribute: false,
        }
    }

    /// What an attribute says.
    pub(super) fn value(attribute: &Attribute<'x>) -> Said<'x> {
        let raw = attribute.raw;
        let text = if memchr::memchr(b'&', raw.as_bytes()).is_none() {
            Cow::Borrowed(raw)
        } else {
            let mut text = String::with_capacity(raw.len());
            walk(raw, true, &mut |_, _, run| text.push_str(run));
            Cow::Owned(text)
        };
        Said {
            text,
            raw,
            at: attribute.value.start,
            is_attribute: true,
        }
    }

    /// The attribute of this name, prefix included.
    pub(super) fn attribute(&self, node: usize, name: &str) -> Option<&Attribute<'x>> {
        let attributes = &self.nodes.get(node)?.attributes;
        attributes.iter().find(|attribute| attribute.name == name)
    }

    /// What the attribute of this name says.
    pub(super) fn attribute_said(&self, node: usize, name: &str) -> Option<Said<'x>> {
        self.attribute(node, name).map(Self::value)
    }

    /// The way to an element: `rss/channel/item[3]/guid`. Only items are counted, and what stands
    /// more than once.
    pub(super) fn path(&self, node: usize) -> String {
        let mut steps = Vec::new();
        let mut at = Some(node);
        while let Some(node) = at.and_then(|node| self.nodes.get(node)) {
            let is_counted = node.nth > 1 || matches!(node.local, "item" | "entry" | "outline");
            steps.push(if is_counted && node.parent.is_some() {
                format!("{}[{}]", node.name, node.nth)
            } else {
                node.name.to_owned()
            });
            at = node.parent;
        }
        steps.reverse();
        steps.join("/")
    }
}

/// The next attribute of a tag behind `from`, by its places in the tag, and where it ends.
fn attribute(tag: &str, from: usize) -> Option<(Attribute<'_>, usize)> {
    let rest = tag.get(from..)?;
    let name_at = from + rest.find(|c: char| !is_blank(c) && c != '/')?;
    let rest = tag.get(name_at..).filter(|rest| !rest.starts_with('>'))?;
    let length = rest.find(|c: char| is_blank(c) || matches!(c, '=' | '>'))?;
    let name = rest.get(..length)?;
    let quote_at = name_at + length + rest.get(length..)?.find(['"', '\''])?;
    let quote = *tag.as_bytes().get(quote_at)?;
    let start = quote_at + 1;
    let end = start + memchr::memchr(quote, tag.as_bytes().get(start..)?)?;
    let attribute = Attribute {
        name,
        raw: tag.get(start..end)?,
        at: name_at,
        value: start..end,
    };
    Some((attribute, end + 1))
}
