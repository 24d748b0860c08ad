//! Walks through a piece of XML; with `element.rs` the only file that sees the XML library.
//!
//! Text is gathered from runs of text, references and CDATA sections until the end tag. Namespaces
//! are told by their address, never by their prefix. Line ends are those of XML 1.0 (section 2.11):
//! NEL and U+2028 are data. Only white space that stands literally at the ends of a text is cut off;
//! what came by a character reference is meant.

use std::borrow::Cow;
use std::collections::BTreeSet;

use dateline_core::{Position, Scope};
use quick_xml::NsReader;
use quick_xml::errors::{Error as XmlError, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::name::{Namespace, NamespaceResolver, PrefixDeclaration, QName, ResolveResult};

use crate::element::{Element, Tag};
use crate::escape::is_blank;
use crate::names::Space;
use crate::node::{Node, Run};
use crate::reference::{line_feeds, resolve};
use crate::walk::{Step, Walk};
use crate::{Error, ErrorKind};

/// How deeply elements may nest inside an item, the item included.
pub const DEPTH_LIMIT: usize = 256;

/// How many elements and attributes an item may have, all told.
pub const ELEMENT_LIMIT: usize = 250_000;

/// How long a start tag around the items may be, in bytes.
pub const TAG_LIMIT: usize = 16 * 1024;

/// The namespaces that are in force outside the piece that is walked through.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    resolver: NamespaceResolver,
    /// An address that is no feed's, and what the feed's root says that it means.
    own: Option<(String, Space)>,
    /// Every prefix that is declared, empty for none, with what it means for elements and for
    /// attributes.
    prefixes: Vec<(String, Space, Space)>,
}

impl Surroundings {
    /// These, and what a start tag declares.
    pub(crate) fn entered(&self, tag: &str, position: Position) -> Result<Self, Error> {
        // Every item begins with a copy of what is declared around it.
        if tag.len() > TAG_LIMIT {
            let kind = ErrorKind::TooLong { limit: TAG_LIMIT };
            return Err(kind.at(position, Scope::Document));
        }
        let mut cursor = Cursor::new(tag, self, position, Scope::Document);
        cursor.text()?;
        let resolver = cursor.reader.resolver().clone();
        let own = self.own.clone();
        let mut inside = Self {
            resolver,
            own,
            prefixes: Vec::new(),
        };
        inside.look_up();
        Ok(inside)
    }

    /// Looks up what the prefixes mean.
    fn look_up(&mut self) {
        let prefixes: BTreeSet<&str> = self
            .resolver
            .bindings()
            .map(|(prefix, _)| match prefix {
                PrefixDeclaration::Default => "",
                PrefixDeclaration::Named(prefix) => prefix,
            })
            .chain(["", "xml"])
            .collect();
        self.prefixes = prefixes
            .into_iter()
            .filter_map(|prefix| {
                let address = self.address(prefix)?;
                let of_attributes = Space::of(address);
                let own = self.own.as_ref().filter(|(own, _)| own == address);
                let of_elements = own.map_or_else(|| of_attributes.clone(), |own| own.1.clone());
                Some((prefix.to_owned(), of_elements, of_attributes))
            })
            .collect();
    }

    /// What a prefix means for elements and for attributes.
    pub(crate) fn usual(&self, prefix: &str) -> Option<(&Space, &Space)> {
        let mut prefixes = self.prefixes.iter();
        // Comparing the text of two that are empty is what costs most, and most are.
        let found = if prefix.is_empty() {
            prefixes.find(|(known, ..)| known.is_empty())
        } else {
            prefixes.find(|(known, ..)| known == prefix)
        };
        let (_, of_elements, of_attributes) = found?;
        Some((of_elements, of_attributes))
    }

    /// What the element of a start tag is called.
    pub(crate) fn name<'t>(
        &self,
        tag: &'t str,
        position: Position,
        reach: Scope,
    ) -> Result<Option<Element<'t>>, Error> {
        let mut cursor = Cursor::new(tag, self, position, reach);
        Ok(match cursor.text()?.1 {
            Turn::Open(element) => Some(element),
            Turn::Close | Turn::End => None,
        })
    }

    /// Takes the namespace of this address for another.
    pub(crate) fn take_for(&mut self, address: &str, space: Space) {
        self.own = Some((address.to_owned(), space));
        self.look_up();
    }

    /// The addresses that are declared here, in order.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.resolver
            .bindings()
            .map(|(_, Namespace(address))| address)
    }

    /// The address that a prefix stands for, empty for none; nothing where none declares it.
    pub(crate) fn address(&self, prefix: &str) -> Option<&str> {
        if prefix.is_empty() {
            return Some(self.default_address());
        }
        // A prefix is had of a name only.
        let name = format!("{prefix}:x");
        match self.resolver.resolve_prefix(QName(&name).prefix(), true) {
            ResolveResult::Bound(Namespace(address)) => Some(address),
            ResolveResult::Unbound | ResolveResult::Unknown(_) => None,
        }
    }

    /// The namespace of names without a prefix.
    pub(crate) fn default_address(&self) -> &str {
        match self.resolver.resolve_prefix(None, true) {
            ResolveResult::Bound(Namespace(address)) => address,
            ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
        }
    }
}

/// A walk through a piece of XML.
#[derive(Debug)]
pub(crate) struct Cursor<'i, 's> {
    reader: NsReader<&'i [u8]>,
    outer: &'s Surroundings,
    xml: &'i str,
    position: Position,
    reach: Scope,
    /// What is open: name and offset.
    open: Vec<(&'i str, usize)>,
    /// How many elements and attributes there were.
    count: usize,
    /// The last address that had to be looked up, as the tags of a piece mostly have one.
    last: Option<(String, Space)>,
    /// What stood behind a text that came first.
    next: Option<Turn<'i>>,
}

/// What a run of text ends with.
#[derive(Debug)]
enum Turn<'i> {
    /// An element begins.
    Open(Element<'i>),
    /// The element ends that was opened last.
    Close,
    /// The piece ends.
    End,
}

/// What comes next.
enum Piece<'i> {
    Open(Element<'i>),
    Close,
    /// Text as it stands, with its line ends.
    Text(Cow<'i, str>),
    /// A character that came by a reference.
    Reference(char),
    End,
}

impl<'i, 's> Cursor<'i, 's> {
    /// A walk through `xml`, which stands at `position`; its errors reach as far as `reach`.
    pub(crate) fn new(
        xml: &'i str,
        outer: &'s Surroundings,
        position: Position,
        reach: Scope,
    ) -> Self {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        *reader.resolver_mut() = outer.resolver.clone();
        Self {
            reader,
            outer,
            xml,
            position,
            reach,
            open: Vec::new(),
            count: 0,
            last: None,
            next: None,
        }
    }

    fn piece(&mut self) -> Result<Piece<'i>, Error> {
        loop {
            let at = self.offset();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.translate(error)),
            };
            return Ok(match event {
                Event::Start(start) | Event::Empty(start) => {
                    let name = start.name().0.len();
                    Piece::Open(self.element(at, name)?)
                }
                Event::End(_) => {
                    self.open.pop();
                    Piece::Close
                }
                Event::Text(text) => match text.into_inner() {
                    Cow::Borrowed(text) => Piece::Text(line_feeds(text)),
                    Cow::Owned(text) => Piece::Text(Cow::Owned(line_feeds(&text).into_owned())),
                },
                Event::CData(data) => match data.into_inner() {
                    Cow::Borrowed(text) => Piece::Text(line_feeds(text)),
                    Cow::Owned(text) => Piece::Text(Cow::Owned(line_feeds(&text).into_owned())),
                },
                Event::GeneralRef(reference) => {
                    let c = resolve(&reference).map_err(|kind| self.fault(at, kind))?;
                    Piece::Reference(c)
                }
                Event::Comment(_) | Event::PI(_) => continue,
                Event::Decl(_) | Event::DocType(_) => {
                    let expected = "elements and text";
                    let found = self.xml[at..].chars().take(60).collect();
                    return Err(self.fault(at, ErrorKind::Tag { expected, found }));
                }
                Event::Eof => Piece::End,
            });
        }
    }

    /// The element whose tag begins at `at` and has just been read.
    fn element(&mut self, at: usize, name_length: usize) -> Result<Element<'i>, Error> {
        let text = self.xml.get(at + 1..self.offset()).unwrap_or_default();
        let text = text.strip_suffix('>').unwrap_or(text);
        let text = text.strip_suffix('/').unwrap_or(text);
        let name = text.get(..name_length).unwrap_or(text);
        let tag = Tag {
            text,
            name,
            at,
            xml: self.xml,
            position: self.position,
            reach: self.reach,
        };
        let space = self.space(name, at)?;
        tag.check_name()?;
        let attributes = tag.attributes(self.reader.resolver())?;
        if self.open.len() == DEPTH_LIMIT {
            return Err(self.fault(at, ErrorKind::TooDeep { limit: DEPTH_LIMIT }));
        }
        self.count += 1 + attributes.len();
        if self.count > ELEMENT_LIMIT {
            return Err(self.fault(
                at,
                ErrorKind::TooMuch {
                    limit: ELEMENT_LIMIT,
                    what: "elements and attributes in an item",
                },
            ));
        }
        self.open.push((name, at));
        Ok(Element {
            space,
            local: QName(name).local_name().into_inner(),
            name,
            at,
            attributes,
        })
    }

    /// The namespace of an element of this name.
    fn space(&mut self, name: &str, at: usize) -> Result<Space, Error> {
        let address = match self.reader.resolver().resolve_element(QName(name)).0 {
            ResolveResult::Unbound => "",
            ResolveResult::Bound(Namespace(address)) => address,
            ResolveResult::Unknown(prefix) => {
                let name = name.to_owned();
                return Err(self.fault(at, ErrorKind::Prefix { prefix, name }));
            }
        };
        if let Some((_, space)) = self.outer.own.as_ref().filter(|(own, _)| own == address) {
            return Ok(space.clone());
        }
        if let Some(space) = Space::common(address) {
            return Ok(space);
        }
        if let Some((_, space)) = self.last.as_ref().filter(|(last, _)| last == address) {
            return Ok(space.clone());
        }
        let space = Space::of(address);
        self.last = Some((address.to_owned(), space.clone()));
        Ok(space)
    }

    fn fault(&self, at: usize, kind: ErrorKind) -> Error {
        let element = self.open.last().map_or("", |(name, _)| name);
        kind.at(self.place(at), self.reach).within(element)
    }

    fn place(&self, at: usize) -> Position {
        self.position
            .after(self.xml.as_bytes().get(..at).unwrap_or(self.xml.as_bytes()))
    }

    fn translate(&self, error: XmlError) -> Error {
        let at = usize::try_from(self.reader.error_position())
            .unwrap_or_default()
            .min(self.xml.len());
        let kind = match error {
            XmlError::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                let opened = self.place(self.open.last().map_or(0, |(_, at)| *at));
                let found = format!("`</{}>`", dateline_core::Excerpt(&found));
                ErrorKind::Unclosed {
                    name: expected,
                    opened,
                    found,
                }
            }
            XmlError::IllFormed(IllFormedError::UnmatchedEndTag(name)) => {
                ErrorKind::Unopened { name }
            }
            XmlError::IllFormed(IllFormedError::UnclosedReference) => ErrorKind::Ampersand,
            XmlError::Namespace(error) => ErrorKind::Namespace {
                found: error.to_string(),
            },
            XmlError::Syntax(error) => {
                let (what, end) = match error {
                    SyntaxError::UnclosedSingleQuotedAttributeValue => ("an attribute", "'"),
                    SyntaxError::UnclosedDoubleQuotedAttributeValue => ("an attribute", "\""),
                    SyntaxError::UnclosedComment => ("a comment", "-->"),
                    SyntaxError::UnclosedCData => ("a CDATA section", "]]>"),
                    SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl => {
                        ("a processing instruction", "?>")
                    }
                    SyntaxError::UnclosedTag
                    | SyntaxError::InvalidBangMarkup
                    | SyntaxError::UnclosedDoctype => ("a tag", ">"),
                };
                ErrorKind::UnclosedMarkup {
                    what,
                    end,
                    record: true,
                }
            }
            _ => ErrorKind::Tag {
                expected: "well-formed XML",
                found: self
                    .xml
                    .get(at..)
                    .unwrap_or_default()
                    .chars()
                    .take(60)
                    .collect(),
            },
        };
        self.fault(at, kind)
    }
}

impl<'i> Cursor<'i, '_> {
    /// Adds the text that comes next to a run, up to the next tag.
    fn gather(&mut self, run: &mut Run<'i>) -> Result<Turn<'i>, Error> {
        loop {
            match self.piece()? {
                Piece::Open(element) => return Ok(Turn::Open(element)),
                Piece::Close => return Ok(Turn::Close),
                Piece::Text(text) => run.push(text),
                Piece::Reference(c) => run.push_reference(c),
                Piece::End => return Ok(Turn::End),
            }
        }
    }

    /// The text that comes next, and what it ends with.
    fn text(&mut self) -> Result<(Run<'i>, Turn<'i>), Error> {
        let mut run = Run::new(self.offset());
        let turn = self.gather(&mut run)?;
        Ok((run, turn))
    }

    /// What the element that was opened last holds, up to its end.
    pub(crate) fn node(&mut self, element: Element<'i>) -> Result<Node<'i>, Error> {
        let at = self.offset();
        let mut node = Node::new(element, at);
        loop {
            match self.gather(&mut node.run)? {
                Turn::Open(element) => {
                    let child = self.node(element)?;
                    node.push(child, self.offset());
                }
                Turn::Close => break,
                Turn::End => return Err(self.unclosed()),
            }
        }
        node.end(self.xml, at);
        Ok(node)
    }

    /// The error of an element that is open where the piece ends.
    fn unclosed(&self) -> Error {
        let (name, opened) = self.open.last().copied().unwrap_or(("", 0));
        let (name, opened) = (name.to_owned(), self.place(opened));
        let found = "the end of the item".to_owned();
        self.fault(
            self.xml.len(),
            ErrorKind::Unclosed {
                name,
                opened,
                found,
            },
        )
    }
}

impl<'i> Walk<'i> for Cursor<'i, '_> {
    fn root(&mut self) -> Result<Option<Element<'i>>, Error> {
        Ok(match self.text()? {
            (run, Turn::Open(element)) if run.is_blank() => Some(element),
            _ => None,
        })
    }

    fn step(&mut self, nodes: &mut Vec<Node<'i>>) -> Result<Step<'i>, Error> {
        let turn = match self.next.take() {
            Some(turn) => turn,
            None => match self.text()? {
                (run, turn) if run.is_blank() => turn,
                (run, turn) => {
                    self.next = Some(turn);
                    return Ok(Step::Text(run));
                }
            },
        };
        Ok(match turn {
            Turn::Open(element) => {
                nodes.push(self.node(element)?);
                Step::Element
            }
            Turn::Close | Turn::End => Step::End,
        })
    }

    fn finish(&mut self, name: &str) -> Result<(), Error> {
        let at = self.offset();
        match self.text()? {
            (run, Turn::End) if run.is_empty() => Ok(()),
            _ => {
                let found = self.xml[at..]
                    .trim_matches(is_blank)
                    .chars()
                    .take(60)
                    .collect();
                let name = name.to_owned();
                Err(self.fault(at, ErrorKind::Trailing { name, found }))
            }
        }
    }

    fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position())
            .map_or(self.xml.len(), |at| at.min(self.xml.len()))
    }
}
