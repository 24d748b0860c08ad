//! Walks through a piece of XML in which nothing is unusual, in one pass and copying whole runs.
//!
//! What it gives is what [`Cursor`](crate::cursor::Cursor) gives, which a property test proves. What
//! it does not know, it refuses, whatever it is, and the piece is read again with the XML library:
//! comments and instructions, declarations of namespaces, names that are not ASCII, entities, white
//! space in unusual places, anything that is not well-formed, and what the mender would look at.

use dateline_core::{Position, Scope};
use memchr::{memchr, memchr2, memmem};

use crate::cursor::Surroundings;
use crate::element::{Attribute, Element};
use crate::node::Run;
use crate::reference::{attribute_value, line_feeds, resolve};
use crate::scan;
use crate::walk::{Step, Turn, Walk};
use crate::{Error, ErrorKind};

/// How deeply elements nest in what is usual.
const DEPTH: usize = 64;

/// How many elements and attributes there are in what is usual.
const COUNT: usize = 10_000;

/// How many attributes a usual element has.
const ATTRIBUTES: usize = 16;

/// A walk through a piece in which nothing is unusual.
#[derive(Debug)]
pub(crate) struct Plain<'i, 's> {
    xml: &'i str,
    outer: &'s Surroundings,
    at: usize,
    /// The names of what is open.
    open: Vec<&'i str>,
    /// Whether the element that was opened last was empty.
    is_empty: bool,
    /// Whether there are CRs in the piece.
    has_cr: bool,
    count: usize,
    next: Option<Step<'i>>,
}

/// Something unusual stands there.
#[derive(Clone, Copy, Debug)]
struct Unusual;

impl From<Unusual> for Error {
    fn from(Unusual: Unusual) -> Self {
        // Nobody sees it: the piece is read again.
        ErrorKind::NoRoot.at(Position::default(), Scope::Record)
    }
}

impl<'i, 's> Plain<'i, 's> {
    /// A walk through `xml`; none where its bytes already show that something is unusual.
    pub(crate) fn new(xml: &'i str, outer: &'s Surroundings) -> Option<Self> {
        let seen = scan::seen(xml)?;
        let bytes = xml.as_bytes();
        // In sections, `]]>` stands where it belongs.
        let count = |needle: &[u8]| memmem::find_iter(bytes, needle).count();
        if seen.has_bracket && count(b"]]>") != count(b"<![CDATA[") {
            return None;
        }
        Some(Self {
            xml,
            outer,
            at: 0,
            open: Vec::with_capacity(8),
            is_empty: false,
            has_cr: seen.has_cr,
            count: 0,
            next: None,
        })
    }

    fn rest(&self) -> &'i str {
        self.xml.get(self.at..).unwrap_or_default()
    }

    /// Adds literal text to a run.
    fn literal(&self, run: &mut Run<'i>, text: &'i str) {
        run.push(if self.has_cr {
            line_feeds(text)
        } else {
            text.into()
        });
    }

    /// Adds text with references, which ends where the next tag begins.
    fn references(&mut self, run: &mut Run<'i>) -> Result<(), Unusual> {
        let rest = self.rest();
        let length = memchr(b'<', rest.as_bytes()).ok_or(Unusual)?;
        let mut text = rest.get(..length).ok_or(Unusual)?;
        run.reserve(length);
        while let Some(at) = memchr(b'&', text.as_bytes()) {
            let (literal, reference) = text.split_at(at);
            if !literal.is_empty() {
                self.literal(run, literal);
            }
            let (c, length) = character(reference).ok_or(Unusual)?;
            run.push_reference(c);
            text = reference.get(length..).ok_or(Unusual)?;
        }
        if !text.is_empty() {
            self.literal(run, text);
        }
        self.at += length;
        Ok(())
    }

    /// Adds a CDATA section, which comes next.
    fn section(&mut self, run: &mut Run<'i>) -> Result<(), Unusual> {
        let inner = self.rest().strip_prefix("<![CDATA[").ok_or(Unusual)?;
        let length = memmem::find(inner.as_bytes(), b"]]>").ok_or(Unusual)?;
        self.literal(run, inner.get(..length).ok_or(Unusual)?);
        self.at += "<![CDATA[".len() + length + "]]>".len();
        Ok(())
    }

    /// The end tag that comes next.
    fn close(&mut self) -> Result<Turn<'i>, Unusual> {
        let name = self.open.pop().ok_or(Unusual)?;
        let tag = self.rest().strip_prefix("</").ok_or(Unusual)?;
        let behind = tag.strip_prefix(name).ok_or(Unusual)?;
        if !behind.starts_with('>') {
            return Err(Unusual);
        }
        self.at += "</>".len() + name.len();
        Ok(Turn::Close)
    }

    /// The start tag that comes next.
    fn open(&mut self) -> Result<Turn<'i>, Unusual> {
        let at = self.at;
        let tag = self.rest().get(1..).ok_or(Unusual)?;
        let length = name_length(tag.as_bytes());
        let (name, mut rest) = tag.split_at_checked(length).ok_or(Unusual)?;
        let (prefix, local) = parts(name)?;
        let space = match self.outer.usual(prefix) {
            Some((space, _)) => space.clone(),
            None => return Err(Unusual),
        };
        let mut attributes: Vec<Attribute<'i>> = Vec::new();
        loop {
            if let Some(behind) = rest.strip_prefix('>') {
                rest = behind;
                break;
            }
            if let Some(behind) = rest.strip_prefix("/>") {
                rest = behind;
                self.is_empty = true;
                break;
            }
            let inner = rest.trim_ascii_start();
            if inner.len() == rest.len() {
                return Err(Unusual);
            }
            rest = inner;
            if rest.starts_with(['>', '/']) {
                continue;
            }
            let (attribute, behind) = self.attribute(rest)?;
            let is_known = attributes.iter().any(|known| known.name == attribute.name);
            if is_known || attributes.len() == ATTRIBUTES {
                return Err(Unusual);
            }
            attributes.push(attribute);
            rest = behind;
        }
        self.at = self.xml.len() - rest.len();
        self.count += 1 + attributes.len();
        if self.open.len() == DEPTH || self.count > COUNT {
            return Err(Unusual);
        }
        self.open.push(name);
        Ok(Turn::Open(Element {
            space,
            local,
            name,
            at,
            attributes,
        }))
    }

    /// The attribute that `tag` begins with, and what follows.
    fn attribute(&self, tag: &'i str) -> Result<(Attribute<'i>, &'i str), Unusual> {
        let (name, rest) = tag
            .split_at_checked(name_length(tag.as_bytes()))
            .ok_or(Unusual)?;
        let (prefix, local) = parts(name)?;
        if prefix == "xmlns" || prefix.is_empty() && local == "xmlns" {
            return Err(Unusual);
        }
        let rest = rest.strip_prefix('=').ok_or(Unusual)?;
        let quote = *rest.as_bytes().first().ok_or(Unusual)?;
        if !matches!(quote, b'"' | b'\'') {
            return Err(Unusual);
        }
        let inner = rest.get(1..).ok_or(Unusual)?;
        let end = memchr2(quote, b'<', inner.as_bytes()).ok_or(Unusual)?;
        let (value, behind) = inner.split_at_checked(end).ok_or(Unusual)?;
        let behind = behind.strip_prefix(char::from(quote)).ok_or(Unusual)?;
        let references = value.match_indices('&');
        for (at, _) in references {
            character(value.get(at..).unwrap_or_default()).ok_or(Unusual)?;
        }
        let space = if prefix.is_empty() {
            None
        } else {
            let (_, space) = self.outer.usual(prefix).ok_or(Unusual)?;
            Some(space.clone())
        };
        let attribute = Attribute {
            space,
            name,
            value: attribute_value(value).map_err(|_| Unusual)?,
        };
        Ok((attribute, behind))
    }
}

impl<'i> Walk<'i> for Plain<'i, '_> {
    fn gather(&mut self, run: &mut Run<'i>) -> Result<Turn<'i>, Error> {
        if std::mem::take(&mut self.is_empty) {
            self.open.pop();
            return Ok(Turn::Close);
        }
        loop {
            let rest = self.rest();
            let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) else {
                self.literal(run, rest);
                self.at = self.xml.len();
                return Ok(Turn::End);
            };
            let (text, behind) = rest.split_at(at);
            if !text.is_empty() {
                self.literal(run, text);
                self.at += at;
            }
            match behind.as_bytes() {
                [b'&', ..] => self.references(run)?,
                [b'<', b'/', ..] => return Ok(self.close()?),
                [b'<', b'!', ..] => self.section(run)?,
                _ => return Ok(self.open()?),
            }
        }
    }

    fn offset(&self) -> usize {
        self.at
    }

    fn xml(&self) -> &'i str {
        self.xml
    }

    fn put_back(&mut self) -> &mut Option<Step<'i>> {
        &mut self.next
    }

    fn unclosed(&self) -> Error {
        Unusual.into()
    }

    fn trailing(&self, _: usize, _: &str) -> Error {
        Unusual.into()
    }
}

/// How long the name of ASCII is that `text` begins with.
fn name_length(text: &[u8]) -> usize {
    let is_in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-' | b'_' | b'.');
    text.iter()
        .position(|b| !is_in_name(b))
        .unwrap_or(text.len())
}

/// The prefix of a name, empty where it has none, and what follows it.
fn parts(name: &str) -> Result<(&str, &str), Unusual> {
    let (prefix, local) = match memchr(b':', name.as_bytes()) {
        Some(at) => (&name[..at], &name[at + 1..]),
        None => ("", name),
    };
    let starts = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let is_usual = starts(local) && (prefix.is_empty() || starts(prefix));
    let has_one = prefix.is_empty() != name.contains(':') && !local.contains(':');
    if is_usual && has_one {
        Ok((prefix, local))
    } else {
        Err(Unusual)
    }
}

/// The character of the reference that `text` begins with, and its length, unless the mender would
/// look at it.
fn character(text: &str) -> Option<(char, usize)> {
    /// No reference to a character is longer.
    const LONGEST: usize = 12;
    for (reference, c) in [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&')] {
        if text.starts_with(reference) {
            return Some((c, reference.len()));
        }
    }
    let bytes = text.as_bytes();
    let end = memchr(b';', bytes.get(..LONGEST).unwrap_or(bytes))?;
    let c = resolve(text.get(1..end)?).ok()?;
    (!matches!(c, '\u{80}'..='\u{9F}')).then_some((c, end + 1))
}
