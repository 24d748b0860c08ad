//! A start tag as it stands, cut into names and values however broken it is.
//!
//! Nothing is judged here but where things begin and end. What cannot be part of an attribute is
//! junk: stray quotes, `=` and `/`, and white space that XML does not count as such.

use std::ops::Range;

use super::names;
use super::patch::{rest, slice};
use super::repair::{ATTRIBUTE_LIMIT, LimitKind};
use super::search::{Needle, Search};
use crate::escape::is_blank;

/// A start tag, by places in the piece.
#[derive(Debug)]
pub(super) struct RawTag {
    pub(super) name: Range<usize>,
    pub(super) parts: Vec<Part>,
    /// The place behind it.
    pub(super) end: usize,
    pub(super) close: Close,
}

/// How a start tag ends.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Close {
    /// `>`
    Open,
    /// `/>`, from where to where, which may have blanks in between.
    Empty(Range<usize>),
    /// Other markup or the end of the text, before there was a `>`.
    Missing,
}

/// A part of a start tag.
#[derive(Debug)]
pub(super) enum Part {
    Attribute(RawAttribute),
    Junk(Range<usize>),
}

/// An attribute as it stands.
#[derive(Debug)]
pub(super) struct RawAttribute {
    /// Name, `=`, value and its quotes.
    pub(super) whole: Range<usize>,
    pub(super) name: Range<usize>,
    /// Without quotes.
    pub(super) value: Range<usize>,
    pub(super) form: Form,
    /// Whether something parts it from what stands in front of it.
    pub(super) parted: bool,
}

/// How an attribute's value is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    Quoted,
    /// Between quotes that are none for XML.
    Typographic,
    Bare,
    /// With a quote at the beginning or at the end only.
    HalfQuoted,
    /// `a==`, whatever follows.
    Repeated,
    /// `a=`
    Absent,
    /// `a`
    NoEquals,
}

const fn is_quote(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'') || TYPOGRAPHIC.contains(&c)
}

/// The quotes of print, and what else stands where a quote should.
const TYPOGRAPHIC: [char; 11] = ['“', '”', '„', '‟', '‘', '’', '‚', '‛', '″', '′', '`'];

/// Reads the start tag that begins at `start` with `<` and a character that a name begins with.
/// `None` where it is none: it does not end, and nothing in it is an attribute with a value.
/// An address of the web or of mail between `<` and `>` is none either. Where it `must` be one, it
/// is.
pub(super) fn parse(
    xml: &str,
    start: usize,
    must: bool,
    search: &mut Search,
) -> Result<Option<RawTag>, LimitKind> {
    let mut parser = Parser {
        xml,
        at: start + 1,
        search,
        quotes_until: 0,
    };
    let name = parser.name();
    let written = slice(xml, name.start, name.end);
    let is_address = written.ends_with(':') && rest(xml, parser.at).starts_with("//");
    if !must && (is_address || written.contains('@')) {
        return Ok(None);
    }
    let mut tag = RawTag {
        name,
        parts: Vec::new(),
        end: 0,
        close: Close::Missing,
    };
    let (mut attributes, mut valued) = (0, 0);
    let mut parted = false;
    loop {
        parted |= parser.blanks();
        let at = parser.at;
        let junk = match parser.byte() {
            None | Some(b'<') => break,
            Some(b'>') => {
                parser.at += 1;
                tag.close = Close::Open;
                break;
            }
            Some(b'/') => {
                parser.at += 1;
                let behind = parser.at;
                parser.blanks();
                if parser.byte() == Some(b'>') {
                    parser.at += 1;
                    tag.close = Close::Empty(at..parser.at);
                    break;
                }
                parser.at = behind;
                true
            }
            Some(byte) if is_quote(byte) => {
                parser.stray_quote(byte);
                true
            }
            Some(b'=') => {
                parser.at += 1;
                parser.blanks();
                parser.value();
                valued += 1;
                true
            }
            Some(_) => parser.foreign_blanks(),
        };
        let part = if junk {
            Part::Junk(at..parser.at)
        } else {
            let attribute = parser.attribute(parted);
            valued += usize::from(attribute.form != Form::NoEquals);
            Part::Attribute(attribute)
        };
        parted = junk;
        attributes += 1;
        if valued > ATTRIBUTE_LIMIT {
            return Err(LimitKind::Attributes);
        }
        // A tag that turns out to be prose may have any number of words.
        if attributes <= ATTRIBUTE_LIMIT {
            tag.parts.push(part);
        }
    }
    tag.end = parser.at;
    if tag.close == Close::Missing && valued == 0 && !must {
        return Ok(None);
    }
    if attributes > ATTRIBUTE_LIMIT {
        return Err(LimitKind::Attributes);
    }
    Ok(Some(tag))
}

struct Parser<'x, 's> {
    xml: &'x str,
    at: usize,
    search: &'s mut Search,
    /// Up to here there is no quote of print.
    quotes_until: usize,
}

impl Parser<'_, '_> {
    fn byte(&self) -> Option<u8> {
        self.xml.as_bytes().get(self.at).copied()
    }

    /// Goes over the white space of XML, and says whether there was any.
    fn blanks(&mut self) -> bool {
        let count = rest(self.xml, self.at)
            .bytes()
            .take_while(|b| is_blank(char::from(*b)))
            .count();
        self.at += count;
        count > 0
    }

    /// Goes over other white space, and says whether there was any.
    fn foreign_blanks(&mut self) -> bool {
        let text = rest(self.xml, self.at);
        let count = text.len() - text.trim_start_matches(char::is_whitespace).len();
        self.at += count;
        count > 0
    }

    /// Goes over what stands where a name does.
    fn name(&mut self) -> Range<usize> {
        let ends = |c: char| c.is_whitespace() || matches!(c, '=' | '/' | '>' | '<' | '"' | '\'');
        let text = rest(self.xml, self.at);
        let start = self.at;
        self.at += text.find(ends).unwrap_or(text.len());
        start..self.at
    }

    /// Goes over a quote where none belongs, and over what it encloses in this tag.
    fn stray_quote(&mut self, quote: u8) {
        self.at += 1;
        let inside = rest(self.xml, self.at).as_bytes();
        if let Some(end) = memchr::memchr3(quote, b'<', b'>', inside)
            && inside.get(end) == Some(&quote)
        {
            self.at += end + 1;
        }
    }

    fn attribute(&mut self, parted: bool) -> RawAttribute {
        let name = self.name();
        self.blanks();
        let (value, form) = if self.byte() == Some(b'=') {
            self.at += 1;
            self.blanks();
            let behind = self.at;
            while self.byte() == Some(b'=') {
                self.at += 1;
                self.blanks();
            }
            let is_one = self.at == behind;
            let (value, form) = self.value();
            (value, if is_one { form } else { Form::Repeated })
        } else {
            self.at = name.end;
            (self.at..self.at, Form::NoEquals)
        };
        RawAttribute {
            whole: name.start..self.at,
            name,
            value,
            form,
            parted,
        }
    }

    /// Goes over what stands behind `=`.
    fn value(&mut self) -> (Range<usize>, Form) {
        let at = self.at;
        let text = rest(self.xml, at);
        match self.byte() {
            None | Some(b'<' | b'>') => (at..at, Form::Absent),
            Some(b'/') if text.starts_with("/>") => (at..at, Form::Absent),
            Some(quote) if is_quote(quote) => self.quoted(quote),
            _ if text.starts_with(TYPOGRAPHIC) => self.typographic(),
            _ => self.bare(),
        }
    }

    fn quoted(&mut self, quote: u8) -> (Range<usize>, Form) {
        let start = self.at + 1;
        let needle = if quote == b'"' {
            Needle::Quote
        } else {
            Needle::Apostrophe
        };
        let markup = |text: &str| memchr::memchr2(b'<', b'>', text.as_bytes());
        if let Some(end) = self.search.find(self.xml, needle, start) {
            let behind = self.xml.as_bytes().get(end + 1);
            let ends = behind.is_none_or(|b| is_blank(char::from(*b)) || matches!(b, b'/' | b'>'));
            // Where markup stands in between, the quote may well be that of another value.
            if ends || markup(slice(self.xml, start, end)).is_none() {
                self.at = end + 1;
                return (start..end, Form::Quoted);
            }
        }
        let mut end = markup(rest(self.xml, start)).map_or(self.xml.len(), |at| start + at);
        self.at = end;
        if self.byte() == Some(b'>') && slice(self.xml, start, end).ends_with('/') {
            end -= 1;
            self.at = end;
        }
        // One quote may have been closed by another.
        let value = slice(self.xml, start, end);
        let close = value.chars().next_back().filter(|c| is_closing(*c));
        end -= close.map_or(0, char::len_utf8);
        (start..end, Form::HalfQuoted)
    }

    fn typographic(&mut self) -> (Range<usize>, Form) {
        if self.at < self.quotes_until {
            return self.bare();
        }
        let text = rest(self.xml, self.at);
        let open = text.chars().next().map_or(0, char::len_utf8);
        let end = memchr::memchr2(b'<', b'>', text.as_bytes()).unwrap_or(text.len());
        let inside = slice(text, open, end);
        let Some(length) = inside.find(is_closing) else {
            self.quotes_until = self.at + end;
            return self.bare();
        };
        let start = self.at + open;
        let close = rest(inside, length)
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        self.at = start + length + close;
        (start..start + length, Form::Typographic)
    }

    fn bare(&mut self) -> (Range<usize>, Form) {
        let start = self.at;
        let text = rest(self.xml, start);
        let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '<');
        let mut length = text.find(ends).unwrap_or(text.len());
        let mut value = slice(text, 0, length);
        // The `/` of `<a b=c/>` closes the element, and the one of an address belongs to it.
        if let Some(before) = value.strip_suffix('/')
            && rest(text, length).starts_with('>')
            && !before.contains('/')
        {
            value = before;
            length -= 1;
        }
        self.at = start + length;
        let quote = |b: &u8| is_quote(*b);
        if value.bytes().last().as_ref().is_some_and(quote)
            && value.bytes().filter(|b| is_quote(*b)).count() == 1
        {
            return (start..start + length - 1, Form::HalfQuoted);
        }
        (start..start + length, Form::Bare)
    }
}

/// Whether a start tag may begin with this.
pub(super) fn begins(text: &str) -> bool {
    text.strip_prefix('<')
        .is_some_and(|name| name.starts_with(names::starts_name))
}
