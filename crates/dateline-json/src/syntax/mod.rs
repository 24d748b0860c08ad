//! Walks over the text of one JSON value, with the place of everything (RFC 8259).

mod room;
mod text;

use std::ops::Range;

use dateline_core::Text;

pub(crate) use self::room::Room;
pub(crate) use self::text::characters;
use crate::MAX_DEPTH;
use crate::error::{Broken, ErrorKind, Hint};
use crate::special::Specials;
use crate::window::{found, is_blank};

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
    /// Memory for a text that has escapes, where it is used again.
    room: Option<&'j Room>,
}

impl<'j> Cursor<'j> {
    pub(crate) const fn new(text: &'j str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            specials: Specials::new(),
            room: None,
        }
    }

    /// The same, with memory that is used again.
    pub(crate) const fn with_room(self, room: &'j Room) -> Self {
        Self {
            room: Some(room),
            ..self
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
            room: None,
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
        self.members(|cursor, key, place| member(cursor, key, place.start))
    }

    /// The same; `member` is told where the key ends as well.
    #[inline]
    pub(crate) fn members(
        &mut self,
        mut member: impl FnMut(&mut Self, &Text<'j>, Range<usize>) -> Result<(), Broken>,
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
            let place = at..self.at;
            if !self.eat(b':') {
                return Err(self.unexpected("`:` behind the key"));
            }
            self.blanks();
            member(self, &key, place).map_err(|broken| broken.under_key(&key))?;
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
            Kind::Text => self.skip_text()?,
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
