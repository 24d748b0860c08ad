//! Walks through a piece of XML; the only file that sees the XML library.
//!
//! Text is gathered from runs of text, references and CDATA sections until the end tag. Namespaces
//! are told by their address, never by their prefix. Line ends are those of XML 1.0 (section 2.11):
//! NEL and U+2028 are data. Only white space that stands literally at the ends of a text is cut off;
//! what came by a character reference is meant.

use std::borrow::Cow;
use std::collections::HashSet;

use dateline_core::{Position, Scope};
use quick_xml::NsReader;
use quick_xml::errors::{Error as XmlError, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::events::attributes::{AttrError, Attribute, Attributes};
use quick_xml::name::{Namespace, NamespaceResolver, QName, ResolveResult};

use crate::escape::is_blank;
use crate::reference::{attribute_value, line_feeds, resolve};
use crate::{Error, ErrorKind};

/// How deeply elements may nest inside an item, the item included.
pub const DEPTH_LIMIT: usize = 256;

/// The namespaces that mean something to this crate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Space {
    /// RSS itself: no namespace, or one that some feeds declare for it.
    Rss,
    Atom,
    Content,
    Dc,
    DcTerms,
    Other,
}

impl Space {
    fn of(address: &str) -> Self {
        match address {
            "" | "http://backend.userland.com/rss2" | "http://blogs.law.harvard.edu/tech/rss" => {
                Self::Rss
            }
            "http://www.w3.org/2005/Atom" => Self::Atom,
            "http://purl.org/rss/1.0/modules/content/" => Self::Content,
            "http://purl.org/dc/elements/1.1/" => Self::Dc,
            "http://purl.org/dc/terms/" => Self::DcTerms,
            _ => Self::Other,
        }
    }
}

/// The namespaces that are in force outside the piece that is walked through.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings(NamespaceResolver);

impl Surroundings {
    /// These, and what a start tag declares.
    pub(crate) fn entered(&self, tag: &str, position: Position) -> Result<Self, Error> {
        let mut cursor = Cursor::new(tag, self, position, Scope::Document);
        cursor.child()?;
        Ok(Self(cursor.reader.resolver().clone()))
    }

    /// What the element of a start tag is called.
    pub(crate) fn name<'t>(
        &self,
        tag: &'t str,
        position: Position,
        reach: Scope,
    ) -> Result<Option<Element<'t>>, Error> {
        Cursor::new(tag, self, position, reach).child()
    }
}

/// An element's start tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'i> {
    pub(crate) space: Space,
    /// The name behind the prefix.
    pub(crate) local: &'i str,
    /// The name as it was written.
    pub(crate) name: &'i str,
    /// Where it begins, in bytes.
    pub(crate) at: usize,
    /// The tag without its brackets.
    tag: &'i str,
    position: Position,
    reach: Scope,
    xml: &'i str,
}

impl<'i> Element<'i> {
    /// The value of the attribute of this name, prefix included.
    pub(crate) fn attribute(&self, name: &str) -> Result<Option<Cow<'i, str>>, Error> {
        for attribute in self.attributes() {
            let Ok(Attribute { key, value }) = attribute else {
                break;
            };
            if key.0 == name {
                let Cow::Borrowed(value) = value else { break };
                return attribute_value(value)
                    .map(Some)
                    .map_err(|kind| kind.at(self.place(self.at), self.reach).within(self.name));
            }
        }
        Ok(None)
    }

    /// Whether it has attributes other than namespace declarations.
    pub(crate) fn has_attributes(&self) -> bool {
        self.attributes()
            .flatten()
            .any(|a| a.key.as_namespace_binding().is_none())
    }

    fn attributes(&self) -> Attributes<'i> {
        let mut attributes = Attributes::new(self.tag, self.name.len());
        attributes.with_checks(false);
        attributes
    }

    fn place(&self, at: usize) -> Position {
        self.position.after(&self.xml.as_bytes()[..at])
    }

    /// That every attribute follows the grammar and none stands twice.
    fn check(&self) -> Result<(), Error> {
        let fault = |offset: usize, expected: &'static str| {
            let from = self.tag.get(offset..).unwrap_or(self.tag);
            let found = from
                .split(char::is_whitespace)
                .find(|part| !part.is_empty());
            let found = found.unwrap_or(self.tag).to_owned();
            let at = self.at + 1 + offset.min(self.tag.len());
            Err(ErrorKind::Tag { expected, found }
                .at(self.place(at), self.reach)
                .within(self.name))
        };
        let name_starts = |c: char| c.is_alphabetic() || c == '_' || c == ':';
        if !self.name.starts_with(name_starts) || self.local.is_empty() {
            return fault(
                0,
                "an element's name behind `<` (a bare `<` is written `&lt;`)",
            );
        }
        let mut seen = HashSet::new();
        for attribute in self.attributes() {
            match attribute {
                Ok(Attribute { key, value }) => {
                    let offset = offset_in(self.tag, key.0);
                    if value.contains('<') {
                        return fault(offset, "an attribute without `<` (write `&lt;`)");
                    }
                    if !seen.insert(key.0) {
                        return fault(offset, "each attribute once");
                    }
                }
                Err(AttrError::ExpectedEq(at)) => {
                    return fault(at, "`=` and a value behind an attribute's name");
                }
                Err(AttrError::ExpectedValue(at)) => return fault(at, "a value behind `=`"),
                Err(AttrError::UnquotedValue(at)) => {
                    return fault(at, "an attribute's value in quotes");
                }
                Err(AttrError::ExpectedQuote(at, _)) => {
                    return fault(at, "a quote behind the attribute's value");
                }
                Err(AttrError::Duplicated(at, _)) => return fault(at, "each attribute once"),
            }
        }
        Ok(())
    }
}

/// The text of an element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content<'i> {
    pub(crate) text: Cow<'i, str>,
    /// Where it begins, in bytes.
    pub(crate) at: usize,
    /// The first element inside, whose tags were dropped.
    pub(crate) inner: Option<&'i str>,
}

/// A walk through a piece of XML.
#[derive(Debug)]
pub(crate) struct Cursor<'i> {
    reader: NsReader<&'i [u8]>,
    xml: &'i str,
    position: Position,
    reach: Scope,
    /// What is open: name and offset.
    open: Vec<(&'i str, usize)>,
    /// The first text that stood between elements.
    stray: Option<(usize, String)>,
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

impl<'i> Cursor<'i> {
    /// A walk through `xml`, which stands at `position`; its errors reach as far as `reach`.
    pub(crate) fn new(
        xml: &'i str,
        outer: &Surroundings,
        position: Position,
        reach: Scope,
    ) -> Self {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        *reader.resolver_mut() = outer.0.clone();
        Self {
            reader,
            xml,
            position,
            reach,
            open: Vec::new(),
            stray: None,
        }
    }

    /// The next element in the one that is open, or `None` where that one ends.
    pub(crate) fn child(&mut self) -> Result<Option<Element<'i>>, Error> {
        loop {
            let at = self.offset();
            match self.piece()? {
                Piece::Open(element) => return Ok(Some(element)),
                Piece::Close | Piece::End => return Ok(None),
                Piece::Text(text) => {
                    let text = text.trim_matches(is_blank);
                    if !text.is_empty() && self.stray.is_none() {
                        self.stray = Some((at, text.to_owned()));
                    }
                }
                Piece::Reference(c) => {
                    if self.stray.is_none() {
                        self.stray = Some((at, c.to_string()));
                    }
                }
            }
        }
    }

    /// The text of the element that was opened last, up to its end.
    pub(crate) fn text(&mut self) -> Result<Content<'i>, Error> {
        let depth = self.open.len();
        let begin = self.offset();
        let mut text = Cow::Borrowed("");
        // What stands between these came by references at its ends and is not cut off.
        let mut kept: Option<(usize, usize)> = None;
        let mut inner = None;
        loop {
            match self.piece()? {
                Piece::Open(element) => inner = inner.or(Some(element.name)),
                Piece::Close if self.open.len() < depth => break,
                Piece::Close => {}
                Piece::Text(more) if text.is_empty() => text = more,
                Piece::Text(more) => text.to_mut().push_str(&more),
                Piece::Reference(c) => {
                    let from = kept.map_or(text.len(), |(from, _)| from);
                    text.to_mut().push(c);
                    kept = Some((from, text.len()));
                }
                Piece::End => return Err(self.end()),
            }
        }
        let (from, to) = kept.unwrap_or((text.len(), 0));
        let start = (text.len() - text.trim_start_matches(is_blank).len()).min(from);
        let end = text.trim_end_matches(is_blank).len().max(to).max(start);
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[start..end]),
            Cow::Owned(mut text) => {
                text.truncate(end);
                text.drain(..start);
                Cow::Owned(text)
            }
        };
        let literal = &self.xml[begin..];
        let at = begin + literal.len() - literal.trim_start_matches(is_blank).len();
        Ok(Content { text, at, inner })
    }

    /// That nothing follows the element that ended.
    pub(crate) fn finish(&mut self, name: &str) -> Result<(), Error> {
        let at = self.offset();
        if let Piece::End = self.piece()? {
            return Ok(());
        }
        let found = self.xml[at..]
            .trim_matches(is_blank)
            .chars()
            .take(60)
            .collect();
        Err(self.fault(
            at,
            ErrorKind::Trailing {
                name: name.to_owned(),
                found,
            },
        ))
    }

    /// How far the walk has come, in bytes.
    pub(crate) fn offset(&self) -> usize {
        usize::try_from(self.reader.buffer_position())
            .map_or(self.xml.len(), |at| at.min(self.xml.len()))
    }

    /// The first text that stood between elements, where no text belongs.
    pub(crate) fn stray(&mut self) -> Option<(usize, String)> {
        self.stray.take()
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
        let tag = self.xml.get(at + 1..self.offset()).unwrap_or_default();
        let tag = tag.strip_suffix('>').unwrap_or(tag);
        let tag = tag.strip_suffix('/').unwrap_or(tag);
        let name = tag.get(..name_length).unwrap_or(tag);
        let (local, _) = QName(name).decompose();
        let space = match self.reader.resolver().resolve_element(QName(name)).0 {
            ResolveResult::Unbound => Space::Rss,
            ResolveResult::Bound(Namespace(address)) => Space::of(address),
            ResolveResult::Unknown(prefix) => {
                let name = name.to_owned();
                return Err(self.fault(at, ErrorKind::Prefix { prefix, name }));
            }
        };
        let element = Element {
            space,
            local: local.into_inner(),
            name,
            at,
            tag,
            position: self.position,
            reach: self.reach,
            xml: self.xml,
        };
        element.check()?;
        if self.open.len() == DEPTH_LIMIT {
            return Err(self.fault(at, ErrorKind::TooDeep { limit: DEPTH_LIMIT }));
        }
        self.open.push((name, at));
        Ok(element)
    }

    fn fault(&self, at: usize, kind: ErrorKind) -> Error {
        let element = self.open.last().map_or("", |(name, _)| name);
        kind.at(self.place(at), self.reach).within(element)
    }

    fn place(&self, at: usize) -> Position {
        self.position
            .after(self.xml.as_bytes().get(..at).unwrap_or(self.xml.as_bytes()))
    }

    /// The error of an element that is open where the piece ends.
    fn end(&self) -> Error {
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

/// Where `part` begins in `whole`, of which it is a slice.
fn offset_in(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize)
        .saturating_sub(whole.as_ptr() as usize)
        .min(whole.len())
}
