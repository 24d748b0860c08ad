//! Walks through a piece of XML in which nothing is unusual, in one pass and copying whole runs.
//!
//! What it gives is what [`Cursor`](crate::cursor::Cursor) gives, which a property test proves. What
//! it does not know, it refuses, whatever it is, and the piece is read again with the XML library:
//! comments and instructions, declarations of namespaces, names that are not ASCII, entities, white
//! space in unusual places, anything that is not well-formed, and what the mender would look at.

use std::borrow::Cow;

use dateline_core::text::{ByteKinds, first_near};
use dateline_core::{Position, Scope};
use memchr::{memchr, memchr_iter, memmem};

use crate::cursor::Surroundings;
use crate::element::{Attribute, AttributeList, Element};
use crate::html;
use crate::node::{Node, Run};
use crate::reference::{attribute_value, line_feeds, resolve};
use crate::scan;
use crate::walk::{Step, Walk};
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
    /// The name of the element that the piece is, until that has ended.
    root: Option<&'i str>,
    /// Whether there are CRs in the piece.
    has_cr: bool,
    count: usize,
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
    /// A walk through `xml`, of which it is known what kinds of bytes it has ([`ByteKinds::of_shape`]);
    /// none where these already show that something is unusual.
    pub(crate) fn new(xml: &'i str, bytes: ByteKinds, outer: &'s Surroundings) -> Option<Self> {
        let seen = scan::seen(xml, bytes)?;
        // In sections, `]]>` stands where it belongs.
        let count = |needle: &[u8]| memmem::find_iter(xml.as_bytes(), needle).count();
        if seen.has_bracket && count(b"]]>") != count(b"<![CDATA[") {
            return None;
        }
        Some(Self {
            xml,
            outer,
            at: 0,
            root: None,
            has_cr: seen.has_cr,
            count: 0,
        })
    }

    fn rest(&self) -> &'i str {
        self.xml.get(self.at..).unwrap_or_default()
    }

    /// The bytes from one on.
    fn bytes(&self, at: usize) -> &'i [u8] {
        self.xml.as_bytes().get(at..).unwrap_or_default()
    }

    /// Adds the text that comes next to a run, up to the next tag.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "of most elements there is less to do than a call costs"
    )]
    fn text(&mut self, run: &mut Run<'i>) -> Result<(), Unusual> {
        loop {
            let rest = self.rest();
            let end = first_near(*b"<&", rest.as_bytes()).ok_or(Unusual)?;
            if end > 0 {
                self.literal(run, rest.get(..end).ok_or(Unusual)?);
                self.at += end;
            }
            match self.bytes(self.at) {
                [b'<', b'!', ..] => self.section(run)?,
                [b'<', ..] => return Ok(()),
                _ => self.references(run)?,
            }
        }
    }

    /// Adds literal text to a run.
    #[inline]
    fn literal(&self, run: &mut Run<'i>, text: &'i str) {
        if run.is_empty() && !self.has_cr {
            run.set(text);
        } else {
            run.push(line_feeds(text));
        }
    }

    /// Adds text with references, which ends where the next tag begins.
    #[inline(never)]
    fn references(&mut self, run: &mut Run<'i>) -> Result<(), Unusual> {
        let rest = self.rest();
        let length = memchr(b'<', rest.as_bytes()).ok_or(Unusual)?;
        let text = rest.get(..length).ok_or(Unusual)?;
        self.at += length;
        // So bodies of plain text stand in feeds.
        if run.is_empty()
            && !self.has_cr
            && let Some(plain) = html::plain_from_escaped(text)
        {
            run.set_html_of(plain);
            return Ok(());
        }
        let added = if self.has_cr {
            let literal = |words: &mut String, text: &str| words.push_str(&line_feeds(text));
            run.push_text(text, literal, character)
        } else {
            run.push_text(text, String::push_str, character)
        };
        added.ok_or(Unusual)
    }

    /// Adds a CDATA section, which comes next.
    #[inline(never)]
    fn section(&mut self, run: &mut Run<'i>) -> Result<(), Unusual> {
        let inner = self.rest().strip_prefix("<![CDATA[").ok_or(Unusual)?;
        let length = memmem::find(inner.as_bytes(), b"]]>").ok_or(Unusual)?;
        let text = inner.get(..length).ok_or(Unusual)?;
        // It would be counted as the start of another one, and hide a `]]>` that ends none.
        if memmem::find(text.as_bytes(), b"<![CDATA[").is_some() {
            return Err(Unusual);
        }
        self.literal(run, text);
        self.at += "<![CDATA[".len() + length + "]]>".len();
        Ok(())
    }

    /// Passes over the end tag of this name, if it comes next.
    #[inline]
    fn closes(&mut self, name: &str) -> Result<bool, Unusual> {
        let [b'<', b'/', tag @ ..] = self.bytes(self.at) else {
            return Ok(false);
        };
        if !scan::begins_with(tag, name.as_bytes()) || tag.get(name.len()) != Some(&b'>') {
            return Err(Unusual);
        }
        self.at += "</>".len() + name.len();
        Ok(true)
    }

    /// Reads the element that comes next with all it holds, inside so many others, into `node`, which
    /// says nothing yet.
    fn node(&mut self, node: &mut Node<'i>, depth: usize) -> Result<(), Unusual> {
        let is_empty = self.tag(&mut node.element)?;
        if self.count > COUNT {
            return Err(Unusual);
        }
        let (name, at) = (node.element.name, self.at);
        node.run.at = at;
        if !is_empty {
            if depth == DEPTH {
                return Err(Unusual);
            }
            loop {
                self.text(&mut node.run)?;
                if self.closes(name)? {
                    break;
                }
                self.node(node.add().ok_or(Unusual)?, depth + 1)?;
                node.run.at = self.at;
            }
        }
        node.end(self.xml, at);
        Ok(())
    }

    /// Reads the start tag that comes next into `element`. Whether it is an end as well.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "of most elements there is less to do than a call costs"
    )]
    fn tag(&mut self, element: &mut Element<'i>) -> Result<bool, Unusual> {
        let [b'<', ..] = self.bytes(self.at) else {
            return Err(Unusual);
        };
        let name = self.name(self.at + 1)?;
        let (space, _) = self.outer.usual(name.prefix()).ok_or(Unusual)?;
        element.space = space.clone();
        (element.local, element.name, element.at) = (name.local(), name.whole, self.at);
        self.at += 1 + name.whole.len();
        self.count += 1;
        if self.bytes(self.at).first() == Some(&b'>') {
            self.at += 1;
            return Ok(false);
        }
        self.attributes(&mut element.attributes)
    }

    /// Reads what is left of a start tag. Whether it is an end as well.
    #[inline(never)]
    fn attributes(&mut self, attributes: &mut AttributeList<'i>) -> Result<bool, Unusual> {
        loop {
            let is_blank = |byte: u8| byte.is_ascii_whitespace();
            let blank = scan::count_first(self.bytes(self.at), is_blank);
            self.at += blank;
            match self.bytes(self.at) {
                [b'>', ..] => {
                    self.at += 1;
                    return Ok(false);
                }
                [b'/', b'>', ..] => {
                    self.at += 2;
                    return Ok(true);
                }
                // White space stands before every attribute.
                _ if blank == 0 => return Err(Unusual),
                _ => {}
            }
            let attribute = self.attribute()?;
            let is_known = attributes.iter().any(|known| known.name == attribute.name);
            if is_known || attributes.len() == ATTRIBUTES {
                return Err(Unusual);
            }
            attributes.push(attribute);
            self.count += 1;
        }
    }

    /// Reads the attribute that comes next.
    fn attribute(&mut self) -> Result<Attribute<'i>, Unusual> {
        let name = self.name(self.at)?;
        if name.prefix() == "xmlns" || name.whole == "xmlns" {
            return Err(Unusual);
        }
        let behind = self.at + name.whole.len();
        let [b'=', quote @ (b'"' | b'\''), inner @ ..] = self.bytes(behind) else {
            return Err(Unusual);
        };
        let start = behind + 2;
        let end = start + first_near([*quote, b'<'], inner).ok_or(Unusual)?;
        let written = self.xml.get(start..end).ok_or(Unusual)?;
        if self.bytes(end).first() != Some(quote) {
            return Err(Unusual);
        }
        self.at = end + 1;
        let value = attribute_value(written).map_err(|_| Unusual)?;
        if let Cow::Owned(_) = value {
            for at in memchr_iter(b'&', written.as_bytes()) {
                character(written.get(at..).unwrap_or_default()).ok_or(Unusual)?;
            }
        }
        let space = match name.prefix() {
            "" => None,
            prefix => {
                let (_, space) = self.outer.usual(prefix).ok_or(Unusual)?;
                Some(space.clone())
            }
        };
        let name = name.whole;
        Ok(Attribute { space, name, value })
    }

    /// The name that begins there.
    #[inline]
    fn name(&self, at: usize) -> Result<Name<'i>, Unusual> {
        let bytes = self.bytes(at);
        let mut end = part_of_name(bytes).ok_or(Unusual)?;
        let mut colon = None;
        if bytes.get(end) == Some(&b':') {
            colon = Some(end);
            let local = bytes.get(end + 1..).and_then(part_of_name);
            end += 1 + local.ok_or(Unusual)?;
            if bytes.get(end) == Some(&b':') {
                return Err(Unusual);
            }
        }
        let whole = self.xml.get(at..at + end).ok_or(Unusual)?;
        Ok(Name { whole, colon })
    }
}

impl<'i> Walk<'i> for Plain<'i, '_> {
    fn root(&mut self) -> Result<Option<Element<'i>>, Error> {
        let mut element = Element::nothing();
        let is_empty = self.tag(&mut element)?;
        self.root = (!is_empty).then_some(element.name);
        Ok(Some(element))
    }

    fn step(&mut self, nodes: &mut Vec<Node<'i>>) -> Result<Step<'i>, Error> {
        let Some(root) = self.root else {
            return Ok(Step::End);
        };
        let rest = self.bytes(self.at);
        // There are no other controls in the piece.
        let blank = scan::count_first(rest, |byte| byte <= b' ');
        // Mostly there is nothing but white space before the next tag.
        match rest.get(blank..) {
            Some([b'<', follows, ..]) if *follows != b'!' => self.at += blank,
            _ => {
                let mut run = Run::new(self.at);
                self.text(&mut run)?;
                if !run.is_blank() {
                    return Ok(Step::Text(run));
                }
            }
        }
        if self.closes(root)? {
            self.root = None;
            return Ok(Step::End);
        }
        // So it is made where it stays.
        nodes.resize_with(nodes.len() + 1, Node::nothing);
        self.node(nodes.last_mut().ok_or(Unusual)?, 1)?;
        Ok(Step::Element)
    }

    fn finish(&mut self, _: &str) -> Result<(), Error> {
        let is_end = self.at == self.xml.len();
        is_end.then_some(()).ok_or_else(|| Unusual.into())
    }

    fn offset(&self) -> usize {
        self.at
    }
}

/// A name of ASCII.
#[derive(Clone, Copy, Debug)]
struct Name<'t> {
    whole: &'t str,
    /// Where its colon is.
    colon: Option<usize>,
}

impl<'t> Name<'t> {
    /// What stands before the colon, if there is one.
    fn prefix(self) -> &'t str {
        let prefix = self.colon.and_then(|at| self.whole.get(..at));
        prefix.unwrap_or_default()
    }

    /// What follows the prefix.
    fn local(self) -> &'t str {
        let local = self.colon.and_then(|at| self.whole.get(at + 1..));
        local.unwrap_or(self.whole)
    }
}

/// How long the part of a name is that the text begins with, before a colon or behind it.
#[inline]
fn part_of_name(text: &[u8]) -> Option<usize> {
    let kind = |byte: u8| IN_NAMES[usize::from(byte)];
    if kind(*text.first()?) & BEGINS_NAME == 0 {
        return None;
    }
    Some(scan::count_first(text, |byte| kind(byte) != 0))
}

/// What [`IN_NAMES`] has for a byte that a part of a name can begin with.
const BEGINS_NAME: u8 = 2;

/// Which bytes can stand in a part of a name of ASCII, before its colon or behind it.
const IN_NAMES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte: u8 = 0;
    while byte < 0x80 {
        bytes[byte as usize] = if byte.is_ascii_alphabetic() || byte == b'_' {
            1 | BEGINS_NAME
        } else {
            (byte.is_ascii_digit() || matches!(byte, b'-' | b'.')) as u8
        };
        byte += 1;
    }
    bytes
};

/// The character of the reference that `text` begins with, and its length, unless the mender would
/// look at it.
fn character(text: &str) -> Option<(char, usize)> {
    /// No reference to a character is longer.
    const LONGEST: usize = 12;
    let bytes = text.as_bytes();
    match bytes {
        [b'&', b'l', b't', b';', ..] => return Some(('<', 4)),
        [b'&', b'g', b't', b';', ..] => return Some(('>', 4)),
        [b'&', b'a', b'm', b'p', b';', ..] => return Some(('&', 5)),
        _ => {}
    }
    let end = memchr(b';', bytes.get(..LONGEST).unwrap_or(bytes))?;
    let c = resolve(text.get(1..end)?).ok()?;
    (!matches!(c, '\u{80}'..='\u{9F}')).then_some((c, end + 1))
}
