//! Walks over the text of one JSON value, with the place of everything (RFC 8259).

use dateline_core::Text;

use crate::MAX_DEPTH;
use crate::error::{Broken, ErrorKind, Hint};
use crate::escape;
use crate::special::Specials;
use crate::window::{found, is_blank};

/// So much room, at most, is made at once for a text that has escapes.
const ROOM: usize = 64 * 1024;

/// What a value is, by its first character.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Object,
    Array,
    Text,
    Number,
    Bool,
    Null,
}

impl Kind {
    /// What a user calls it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "a list",
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Bool => "`true` or `false`",
            Self::Null => "`null`",
        }
    }
}

/// A place in the text of one JSON value.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'j> {
    text: &'j str,
    at: usize,
    depth: usize,
    specials: Specials,
}

impl<'j> Cursor<'j> {
    pub(crate) const fn new(text: &'j str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            specials: Specials::new(),
        }
    }

    /// A cursor on a value that is to stand in an item of a feed: so that the whole feed has no more
    /// levels of brackets than other programs read.
    pub(crate) const fn inside(text: &'j str) -> Self {
        Self {
            text,
            at: 0,
            depth: 4,
            specials: Specials::new(),
        }
    }

    /// The offset in bytes.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    /// The whole text from an offset on, also where the cursor has passed it.
    pub(crate) fn text_from(&self, at: usize) -> &'j str {
        self.text.get(at..).unwrap_or_default()
    }

    /// What was passed over behind an offset.
    pub(crate) fn since(&self, at: usize) -> &'j str {
        self.text.get(at..self.at).unwrap_or_default()
    }

    /// What comes, by its first character; white space before it is passed over.
    pub(crate) fn kind(&mut self) -> Result<Kind, Broken> {
        self.blanks();
        Ok(match self.peek() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::Text,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            _ => match self.text.get(self.at..) {
                Some(rest) if rest.starts_with("null") => Kind::Null,
                Some(rest) if rest.starts_with("true") || rest.starts_with("false") => Kind::Bool,
                _ => return Err(self.unexpected("a value")),
            },
        })
    }

    /// Passes over an object. `member` is called with each key, its offset, and the cursor on the
    /// value, which it has to pass over.
    pub(crate) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &Text<'j>, usize) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        self.open(b'{', "`{`")?;
        if self.eat(b'}') {
            self.depth -= 1;
            return Ok(());
        }
        loop {
            if !self.comes(b'"') {
                return Err(self
                    .unexpected("a key in quotes")
                    .or_hint(b'}', Hint::LastComma));
            }
            let at = self.at;
            let key = self.text()?;
            if !self.eat(b':') {
                return Err(self.unexpected("`:` behind the key"));
            }
            self.blanks();
            member(self, &key, at).map_err(|broken| broken.under_key(&key))?;
            if self.eat(b',') {
                continue;
            }
            if !self.eat(b'}') {
                return Err(self.unexpected("`,` or `}`"));
            }
            self.depth -= 1;
            return Ok(());
        }
    }

    /// Passes over an array. `element` is called with each index, and the cursor on the value,
    /// which it has to pass over.
    pub(crate) fn array(
        &mut self,
        mut element: impl FnMut(&mut Self, usize) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        self.open(b'[', "`[`")?;
        if self.eat(b']') {
            self.depth -= 1;
            return Ok(());
        }
        for index in 0.. {
            self.blanks();
            if index > 0 && self.peek() == Some(b']') {
                return Err(self.unexpected("a value").or_hint(b']', Hint::LastComma));
            }
            element(self, index).map_err(|broken| broken.under_index(index))?;
            if self.eat(b',') {
                continue;
            }
            if !self.eat(b']') {
                return Err(self.unexpected("`,` or `]`"));
            }
            break;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Passes over a text in quotes and takes away what escapes it; it is borrowed where nothing
    /// does.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Text<'j>, Broken> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a text"));
        }
        let start = self.at + 1;
        let special = self.specials.next(self.text.as_bytes(), start);
        if self.text.as_bytes().get(special) != Some(&b'"') {
            return self.escaped_text(special);
        }
        self.at = special + 1;
        Ok(self.text[start..special].into())
    }

    /// Passes over a text that has escapes, or is broken; `special` is the first of these.
    #[cold]
    fn escaped_text(&mut self, special: usize) -> Result<Text<'j>, Broken> {
        // Most such texts are bodies, which take most of what is left: they have room at once.
        let room = ROOM.min(self.text.len() - self.at);
        let mut text = String::with_capacity(room);
        self.unescape(special, &mut text)?;
        if text.capacity() > 2 * text.len() {
            text.shrink_to_fit();
        }
        Ok(Text::from(text))
    }

    fn unescape(&mut self, mut special: usize, out: &mut String) -> Result<(), Broken> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        loop {
            out.push_str(&self.text[at..special]);
            match &bytes[special..] {
                [b'"', ..] => {
                    self.at = special + 1;
                    return Ok(());
                }
                // Most of what is escaped are line breaks.
                [b'\\', b'n', ..] => {
                    out.push('\n');
                    at = special + 2;
                }
                escape => {
                    let Some((c, length)) = escape::character(escape) else {
                        return Err(self.broken_text(special));
                    };
                    out.push(c);
                    at = special + length;
                }
            }
            special = self.specials.next(bytes, at);
        }
    }

    /// What is wrong with a text that has this as the first thing that is: an escape only where the
    /// text has an end.
    #[cold]
    fn broken_text(&mut self, first: usize) -> Broken {
        let bytes = self.text.as_bytes();
        self.at = first;
        loop {
            match bytes.get(self.at) {
                Some(b'"') => {
                    let from_escape = self.since(first);
                    return wrong_escape(from_escape, first);
                }
                Some(b'\\') => {
                    let escape = self.text_from(self.at).as_bytes();
                    self.at += escape::character(escape).map_or(2, |(_, length)| length);
                }
                Some(control) => return control_character(self.at, *control),
                None => return self.unexpected("`\"` at the end of the text"),
            }
            self.at = self.specials.next(bytes, self.at);
        }
    }

    /// Passes over a number and returns it as it is written.
    pub(crate) fn number(&mut self) -> Result<&'j str, Broken> {
        let start = self.at;
        self.pass(b'-');
        if !self.pass(b'0') {
            self.digits()?;
        }
        if self.pass(b'.') {
            self.digits()?;
        }
        if self.pass(b'e') || self.pass(b'E') {
            if !self.pass(b'+') {
                self.pass(b'-');
            }
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Result<(), Broken> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if start == self.at {
            Err(self.unexpected("a digit"))
        } else {
            Ok(())
        }
    }

    /// Passes over any value and returns it as it is written.
    pub(crate) fn raw(&mut self) -> Result<&'j str, Broken> {
        self.blanks();
        let start = self.at;
        self.skip()?;
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// Passes over any value.
    pub(crate) fn skip(&mut self) -> Result<Kind, Broken> {
        let kind = self.kind()?;
        match kind {
            Kind::Object => self.object(|cursor, _, _| cursor.skip().map(drop))?,
            Kind::Array => self.array(|cursor, _| cursor.skip().map(drop))?,
            Kind::Text => drop(self.text()?),
            Kind::Number => drop(self.number()?),
            Kind::Bool | Kind::Null => self.word()?,
        }
        Ok(kind)
    }

    fn word(&mut self) -> Result<(), Broken> {
        let rest = &self.text[self.at..];
        match ["true", "false", "null"]
            .iter()
            .find(|word| rest.starts_with(**word))
        {
            Some(word) => {
                self.at += word.len();
                Ok(())
            }
            None => Err(self.unexpected("a value")),
        }
    }

    /// That nothing but white space is left.
    pub(crate) fn end(&mut self, behind: &'static str) -> Result<(), Broken> {
        self.blanks();
        match self.text.as_bytes().get(self.at..) {
            None | Some([]) => Ok(()),
            Some(rest) => Err(Broken::new(
                self.at,
                ErrorKind::Trailing {
                    behind,
                    found: found(rest),
                },
            )),
        }
    }

    fn open(&mut self, bracket: u8, expected: &'static str) -> Result<(), Broken> {
        self.blanks();
        if self.depth == MAX_DEPTH {
            return Err(Broken::new(self.at, ErrorKind::Depth));
        }
        if !self.eat(bracket) {
            return Err(self.unexpected(expected));
        }
        self.depth += 1;
        Ok(())
    }

    #[cold]
    fn unexpected(&self, expected: &'static str) -> Broken {
        let expected = expected.into();
        let kind = match self.text.as_bytes().get(self.at..) {
            None | Some([]) => ErrorKind::Truncated { expected },
            Some(rest) => ErrorKind::Syntax {
                expected,
                found: found(rest),
                hint: Hint::on(rest),
            },
        };
        Broken::new(self.at.min(self.text.len()), kind)
    }

    /// Passes over white space, and over this byte where it comes next.
    #[inline]
    fn eat(&mut self, byte: u8) -> bool {
        self.comes(byte) && self.pass(byte)
    }

    /// Passes over white space; whether this byte comes next. Mostly it does at once.
    #[inline]
    fn comes(&mut self, byte: u8) -> bool {
        self.peek() == Some(byte) || {
            self.blanks();
            self.peek() == Some(byte)
        }
    }

    #[inline]
    fn blanks(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over this byte, where it comes.
    #[inline]
    fn pass(&mut self, byte: u8) -> bool {
        if self.peek() == Some(byte) {
            self.at += 1;
            return true;
        }
        false
    }
}

/// Typed values, with an error in a user's words where there is something else.
impl<'j> Cursor<'j> {
    /// A text; `null` is an empty one.
    #[inline]
    pub(crate) fn text_or_null(&mut self) -> Result<Text<'j>, Broken> {
        if self.peek() == Some(b'"') {
            return self.text();
        }
        self.null_text()
    }

    #[cold]
    fn null_text(&mut self) -> Result<Text<'j>, Broken> {
        match self.kind()? {
            Kind::Text => self.text(),
            Kind::Null => self.word().map(|()| Text::default()),
            kind @ (Kind::Number | Kind::Bool) => Err(self.wrong("a text in quotes", kind)),
            kind => Err(self.wrong("a text", kind)),
        }
    }

    /// An object, or `false` and nothing for `null`.
    pub(crate) fn object_or_null(
        &mut self,
        expected: &'static str,
        member: impl FnMut(&mut Self, &Text<'j>, usize) -> Result<(), Broken>,
    ) -> Result<bool, Broken> {
        match self.kind()? {
            Kind::Object => self.object(member).map(|()| true),
            Kind::Null => self.word().map(|()| false),
            kind => Err(self.wrong(expected, kind)),
        }
    }

    /// A list, or `false` and nothing for `null`.
    pub(crate) fn array_or_null(
        &mut self,
        expected: &'static str,
        element: impl FnMut(&mut Self, usize) -> Result<(), Broken>,
    ) -> Result<bool, Broken> {
        if self.comes(b'[') {
            return self.array(element).map(|()| true);
        }
        match self.kind()? {
            Kind::Null => self.word().map(|()| false),
            kind => Err(self.wrong(expected, kind)),
        }
    }

    /// The error that a value of this kind stands here.
    pub(crate) const fn wrong(&self, expected: &'static str, kind: Kind) -> Broken {
        Broken::new(
            self.at,
            ErrorKind::Type {
                expected,
                found: kind.name(),
            },
        )
    }
}

/// A control character stands inside a text as it is.
fn control_character(at: usize, byte: u8) -> Broken {
    let (expected, found) = match byte {
        b'\n' | b'\r' => (
            "`\\n` for a line break inside a text, or `\"` at its end",
            "a line break".to_owned(),
        ),
        b'\t' => ("`\\t` for a tab inside a text", "a tab".to_owned()),
        byte => (
            "an escape such as `\\u0001` inside a text",
            format!("U+{byte:04X}"),
        ),
    };
    let kind = ErrorKind::Syntax {
        expected: expected.into(),
        found,
        hint: None,
    };
    Broken::new(at, kind)
}

/// What is wrong with the escape that `escape` begins with, at this offset; the text ends with it.
fn wrong_escape(escape: &str, at: usize) -> Broken {
    let length = if escape.starts_with("\\u") { 6 } else { 2 };
    let end = escape.char_indices().nth(length);
    let shown = end.map_or(escape, |(end, _)| &escape[..end]);
    let kind = ErrorKind::Syntax {
        expected: "an escape such as `\\n`, `\\\"`, `\\\\` or `\\u00e9`, with both halves of a \
                   surrogate pair"
            .into(),
        found: format!("`{}`", dateline_core::Excerpt(shown)),
        hint: None,
    };
    Broken::new(at, kind)
}

/// The characters of a text, of which `inner` is all behind its first quote: where each is written,
/// an escape or both halves of a surrogate pair as one.
pub(crate) fn characters(inner: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = inner.get(at..)?;
        let length = match rest.as_bytes() {
            [] | [b'"', ..] => return None,
            [
                b'\\',
                b'u',
                b'd' | b'D',
                b'8' | b'9' | b'a' | b'b' | b'A' | b'B',
                ..,
            ] => 12,
            [b'\\', b'u', ..] => 6,
            [b'\\', ..] => 2,
            _ => rest.chars().next()?.len_utf8(),
        };
        let start = at;
        at += length;
        Some(start..at)
    })
}
