//! Cuts HTML into tags, comments and text, and says of each what a strict parser objects to.
//!
//! This is the tokenization of the HTML standard (section 13.2.5), and reads what is wrong as that
//! says. What is wrong is what `html5lib` finds wrong, the parser of the W3C's feed validator, which
//! goes by the standard as it was in 2013: `&` begins a character reference wherever no blank, `<`,
//! `&` or end of the value follows; two hyphens in a comment are wrong.

use dateline_core::text::has_byte;
use memchr::memmem;

use super::fault::Fault;
use crate::entities;
use crate::hazard::first_rare;

/// A tag with more attributes is hostile.
pub(super) const ATTRIBUTES: usize = 128;

/// A piece of HTML.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'h> {
    pub(super) kind: Kind<'h>,
    /// As it stands.
    pub(super) source: &'h str,
    /// The first that is wrong with it, and where in `source`.
    pub(super) fault: Option<(Fault, usize)>,
}

/// What a piece of HTML is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind<'h> {
    /// Text with character references.
    Text,
    /// A start tag; its attributes are in [`Tokens::attributes`].
    Start { name: &'h str, closes_itself: bool },
    /// An end tag.
    End { name: &'h str },
    /// What an element holds whose content is no markup.
    Raw,
    /// A comment, a declaration, or what a parser drops because it is no tag.
    Nothing,
}

/// An attribute as it stands, without the quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute<'h> {
    pub(super) name: &'h str,
    pub(super) value: &'h str,
}

/// Cuts HTML into pieces.
#[derive(Debug)]
pub(super) struct Tokens<'h> {
    html: &'h str,
    at: usize,
    /// The attributes of the tag that was read last, each name once.
    attributes: Vec<Attribute<'h>>,
    /// The element whose content is no markup and stands next.
    raw: Option<&'h str>,
}

/// Elements whose content is no markup.
const RAW: [&str; 9] = [
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "script",
    "style",
    "textarea",
    "title",
    "xmp",
];

impl<'h> Tokens<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self {
            html,
            at: 0,
            attributes: Vec::new(),
            raw: None,
        }
    }

    /// The attributes of the tag that was read last, each name once.
    pub(super) fn attributes(&self) -> &[Attribute<'h>] {
        &self.attributes
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Option<Token<'h>> {
        let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
        let raw = self.raw.take().map(|element| raw(rest, element));
        let (kind, length, fault) = match raw.filter(|(_, length, _)| *length > 0) {
            Some(raw) => raw,
            None => self.piece(rest),
        };
        let (source, _) = rest.split_at_checked(length.max(1)).unwrap_or((rest, ""));
        self.at += source.len();
        if let Kind::Start { name, .. } = kind {
            self.raw = RAW
                .iter()
                .any(|raw| name.eq_ignore_ascii_case(raw))
                .then_some(name);
        }
        Some(Token {
            kind,
            source,
            fault,
        })
    }

    fn piece(&mut self, rest: &'h str) -> Piece<'h> {
        let bytes = rest.as_bytes();
        if bytes.first() != Some(&b'<') {
            let length = memchr::memchr(b'<', bytes).unwrap_or(rest.len());
            return text(rest, length);
        }
        match bytes.get(1) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.tag(rest, 1),
            Some(b'/') => match bytes.get(2) {
                Some(b'a'..=b'z' | b'A'..=b'Z') => self.tag(rest, 2),
                None => (Kind::Text, 2, Some((Fault::Less, 0))),
                Some(_) => (Kind::Nothing, declaration(bytes), Some((Fault::Tag, 0))),
            },
            Some(b'!') => match rest.strip_prefix("<!--") {
                Some(inner) => comment(inner),
                None => (
                    Kind::Nothing,
                    declaration(bytes),
                    Some((Fault::Declaration, 0)),
                ),
            },
            Some(b'?') => (
                Kind::Nothing,
                declaration(bytes),
                Some((Fault::Declaration, 0)),
            ),
            _ => {
                // A run of them is one piece, so that a text of nothing else costs its length.
                let run = bytes.iter().take_while(|byte| **byte == b'<').count();
                let is_markup = matches!(
                    bytes.get(run),
                    Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?')
                );
                let length = if is_markup { run - 1 } else { run };
                (Kind::Text, length, Some((Fault::Less, 0)))
            }
        }
    }

    /// Reads a tag whose name begins at `start`.
    fn tag(&mut self, rest: &'h str, start: usize) -> Piece<'h> {
        self.attributes.clear();
        let mut tag = TagReader {
            text: rest,
            at: start,
            fault: None,
        };
        let name = tag.take(|byte| is_blank(byte) || matches!(byte, b'/' | b'>'));
        let mut closes_itself = false;
        let mut any = false;
        loop {
            tag.blanks();
            match tag.byte() {
                None => {
                    // The whole tag is dropped.
                    tag.fail(Fault::Unfinished);
                    return (Kind::Nothing, rest.len(), tag.fault);
                }
                Some(b'>') => {
                    tag.at += 1;
                    break;
                }
                Some(b'/') => {
                    tag.at += 1;
                    if tag.byte() == Some(b'>') {
                        tag.at += 1;
                        closes_itself = true;
                        break;
                    }
                    tag.fail(Fault::Attribute);
                }
                Some(_) => {
                    any = true;
                    let attribute = tag.attribute();
                    self.add(attribute, &mut tag);
                }
            }
        }
        if start == 1 {
            let kind = Kind::Start {
                name,
                closes_itself,
            };
            (kind, tag.at, tag.fault)
        } else {
            if any || closes_itself {
                tag.at -= 1;
                tag.fail(Fault::EndTag);
                tag.at += 1;
            }
            (Kind::End { name }, tag.at, tag.fault)
        }
    }

    fn add(&mut self, attribute: Attribute<'h>, tag: &mut TagReader<'h>) {
        let known = |known: &Attribute<'_>| known.name.eq_ignore_ascii_case(attribute.name);
        if self.attributes.len() == ATTRIBUTES {
            tag.fail(Fault::Attributes);
        } else if self.attributes.iter().any(known) {
            tag.fail(Fault::Twice);
        } else {
            self.attributes.push(attribute);
        }
    }
}

/// A piece, how long it is, and the first that is wrong with it.
type Piece<'h> = (Kind<'h>, usize, Option<(Fault, usize)>);

/// Reads what stands in a tag.
struct TagReader<'h> {
    text: &'h str,
    at: usize,
    fault: Option<(Fault, usize)>,
}

impl<'h> TagReader<'h> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert((fault, self.at));
    }

    fn blanks(&mut self) {
        while self.byte().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    /// Takes what stands before a byte of ASCII.
    fn take(&mut self, ends: impl Fn(u8) -> bool) -> &'h str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn attribute(&mut self) -> Attribute<'h> {
        let start = self.at;
        // `=` may begin a name, and is wrong there.
        if self.byte() == Some(b'=') {
            self.fail(Fault::Attribute);
            self.at += 1;
        }
        self.take(|byte| is_blank(byte) || matches!(byte, b'/' | b'>' | b'='));
        let name = self.text.get(start..self.at).unwrap_or_default();
        if name.contains(['"', '\'', '<']) {
            self.fault.get_or_insert((Fault::Attribute, start));
        }
        self.blanks();
        let value = if self.byte() == Some(b'=') {
            self.at += 1;
            self.blanks();
            self.value()
        } else {
            ""
        };
        Attribute { name, value }
    }

    fn value(&mut self) -> &'h str {
        let quote = match self.byte() {
            Some(quote @ (b'"' | b'\'')) => quote,
            Some(b'>') => {
                self.fail(Fault::Attribute);
                return "";
            }
            _ => {
                let start = self.at;
                let value = self.take(|byte| is_blank(byte) || byte == b'>');
                if value.contains(['"', '\'', '=', '<', '`']) {
                    self.fault.get_or_insert((Fault::Attribute, start));
                }
                self.references(value, start);
                return value;
            }
        };
        self.at += 1;
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(length) = memchr::memchr(quote, rest.as_bytes()) else {
            self.at = self.text.len();
            return rest;
        };
        self.at += length + 1;
        let value = rest.get(..length).unwrap_or_default();
        self.references(value, start);
        if self
            .byte()
            .is_some_and(|byte| !is_blank(byte) && !matches!(byte, b'/' | b'>'))
        {
            self.fail(Fault::Attribute);
        }
        value
    }

    fn references(&mut self, value: &str, start: usize) {
        if self.fault.is_none() {
            self.fault = references(value).map(|(fault, at)| (fault, start + at));
        }
    }
}

/// What white space is in HTML.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

fn text(rest: &str, length: usize) -> Piece<'_> {
    let fault = references(rest.get(..length).unwrap_or_default());
    (Kind::Text, length, fault)
}

/// What an element holds whose content is no markup: all before its end tag.
fn raw<'h>(rest: &'h str, element: &str) -> Piece<'h> {
    let bytes = rest.as_bytes();
    let is_end = |at: &usize| {
        let behind = bytes.get(at + 2..).unwrap_or_default();
        let name = behind.get(..element.len()).unwrap_or_default();
        let ends = behind.get(element.len());
        name.eq_ignore_ascii_case(element.as_bytes())
            && ends.is_some_and(|byte| is_blank(*byte) || matches!(byte, b'/' | b'>'))
    };
    let end = if element.eq_ignore_ascii_case("plaintext") {
        None
    } else {
        memmem::find_iter(bytes, b"</").find(is_end)
    };
    let length = end.unwrap_or(rest.len());
    // Only in these are there character references.
    let has_references = ["textarea", "title"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(element));
    let fault = if has_references {
        references(rest.get(..length).unwrap_or_default())
    } else {
        None
    };
    (Kind::Raw, length, fault)
}

/// A comment behind `<!--`.
fn comment(inner: &str) -> Piece<'_> {
    let begin = "<!--".len();
    for early in [">", "->"] {
        if inner.starts_with(early) {
            return (
                Kind::Nothing,
                begin + early.len(),
                Some((Fault::Comment, 0)),
            );
        }
    }
    let bytes = inner.as_bytes();
    let ends_at = |at: usize| {
        let behind = bytes.get(at + 2..).unwrap_or_default();
        [&b">"[..], b"!>"]
            .into_iter()
            .find(|end| behind.starts_with(end))
    };
    let first = memmem::find(bytes, b"--");
    if let Some(at) = first
        && ends_at(at) == Some(b">")
    {
        return (Kind::Nothing, begin + at + 3, None);
    }
    // Hyphens may overlap: `--->` ends with the last two.
    let end = memchr::memchr_iter(b'>', bytes).find_map(|at| {
        let before = bytes.get(..at)?;
        (before.ends_with(b"--") || before.ends_with(b"--!")).then_some(at + 1)
    });
    let length = end.map_or(begin + inner.len(), |end| begin + end);
    (Kind::Nothing, length, Some((Fault::Comment, 0)))
}

/// How long a declaration is, or what looks like one.
fn declaration(bytes: &[u8]) -> usize {
    memchr::memchr(b'>', bytes).map_or(bytes.len(), |end| end + 1)
}

/// The first character reference that is wrong, or `&` that begins none.
fn references(text: &str) -> Option<(Fault, usize)> {
    memchr::memchr_iter(b'&', text.as_bytes()).find_map(|at| {
        let fault = reference(text.get(at + 1..)?)?;
        Some((fault, at))
    })
}

/// What is wrong with a character reference behind `&`.
fn reference(behind: &str) -> Option<Fault> {
    /// No name of a reference is longer.
    const NAME: usize = 32;
    let bytes = behind.as_bytes();
    match bytes.first() {
        None | Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'<' | b'&') => None,
        Some(b'#') => number(behind.get(1..)?).map_or(Some(Fault::Reference), |_| None),
        Some(_) => {
            let end = bytes
                .iter()
                .take(NAME)
                .position(|byte| !byte.is_ascii_alphanumeric());
            let Some(end) = end.filter(|end| *end > 0) else {
                return Some(Fault::Ampersand);
            };
            let is_reference = bytes.get(end) == Some(&b';')
                && behind.get(..end).and_then(entities::text).is_some();
            (!is_reference).then_some(Fault::Ampersand)
        }
    }
}

/// The character that a number behind `&#` means, where nothing is wrong with it.
fn number(text: &str) -> Option<char> {
    let (radix, digits) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, text),
    };
    let mut code = 0_u32;
    let mut end = 0;
    for byte in digits.bytes() {
        let Some(digit) = char::from(byte).to_digit(radix) else {
            break;
        };
        code = code.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    let is_whole = end > 0 && digits.as_bytes().get(end) == Some(&b';');
    let c = char::from_u32(code).filter(|_| is_whole)?;
    (!is_wrong(c) && c != '\r').then_some(c)
}

/// Whether no text may have a character: C0 and C1 controls but white space, and noncharacters.
pub(super) const fn is_wrong(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}' | '\u{B}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}'
    ) || (c as u32) & 0xFFFE == 0xFFFE
}

/// Where the first character stands that no text may have.
pub(super) fn wrong_character(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_control = |byte: u8| matches!(byte, 0..=8 | 0xB | 0xE..=0x1F);
    let control = if has_byte(bytes, is_control) {
        bytes.iter().position(|byte| is_control(*byte))
    } else {
        None
    };
    let rare = first_rare(text, is_wrong).map(|(at, _)| at);
    control.into_iter().chain(rare).min()
}
