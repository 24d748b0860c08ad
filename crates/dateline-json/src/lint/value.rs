//! A document as values that know their places.

use std::ops::Range;

use crate::error::Broken;
use crate::syntax::{Cursor, Kind};

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) at: Range<usize>,
    pub(super) is: Is,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Is {
    Object(Vec<Member>),
    Array(Vec<Value>),
    Text(String),
    Number,
    Bool,
    Null,
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) key: String,
    /// Where the key stands, with its quotes.
    pub(super) at: Range<usize>,
    pub(super) value: Value,
}

impl Value {
    /// Reads a document; where it is no JSON, the place, the path to it and what is wrong.
    pub(super) fn read(text: &str) -> Result<Self, (usize, String, String)> {
        let mut cursor = Cursor::new(text);
        let read = value(&mut cursor).and_then(|value| {
            cursor.end("the feed")?;
            Ok(value)
        });
        read.map_err(|broken| {
            let mut at = broken.at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            (at, broken.path(), broken.kind.to_string())
        })
    }

    /// What a user calls it.
    pub(super) const fn name(&self) -> &'static str {
        match self.is {
            Is::Object(_) => Kind::Object.name(),
            Is::Array(_) => Kind::Array.name(),
            Is::Text(_) => Kind::Text.name(),
            Is::Number => Kind::Number.name(),
            Is::Bool => Kind::Bool.name(),
            Is::Null => Kind::Null.name(),
        }
    }

    /// The value of a key; of two of them the last, as most programs read it.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Is::Object(members) = &self.is else {
            return None;
        };
        let found = members.iter().rev().find(|member| member.key == key);
        found.map(|member| &member.value)
    }

    /// The text that it is.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.is {
            Is::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a key that says something as a text.
    pub(super) fn says(&self, key: &str) -> Option<&str> {
        let text = self.get(key).and_then(Self::text);
        text.filter(|text| !text.trim().is_empty())
    }
}

fn value(cursor: &mut Cursor<'_>) -> Result<Value, Broken> {
    let kind = cursor.kind()?;
    let start = cursor.at();
    let is = match kind {
        Kind::Object => {
            let mut members = Vec::new();
            cursor.object(|cursor, key, at| {
                // The cursor stands behind the colon.
                let quoted = at + quoted_length(cursor.text_from(at));
                let value = value(cursor)?;
                members.push(Member {
                    key: key.as_str().to_owned(),
                    at: at..quoted,
                    value,
                });
                Ok(())
            })?;
            Is::Object(members)
        }
        Kind::Array => {
            let mut values = Vec::new();
            cursor.array(|cursor, _| {
                values.push(value(cursor)?);
                Ok(())
            })?;
            Is::Array(values)
        }
        Kind::Text => Is::Text(cursor.text()?.into_string()),
        Kind::Number => {
            cursor.number()?;
            Is::Number
        }
        Kind::Bool | Kind::Null => {
            cursor.skip()?;
            if kind == Kind::Null {
                Is::Null
            } else {
                Is::Bool
            }
        }
    };
    let at = start..cursor.at();
    Ok(Value { at, is })
}

/// How long a text in quotes is that begins here.
fn quoted_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Where a part of a text stands of which `raw` is what stands between the quotes, as a range in
/// `raw`.
pub(super) fn place(raw: &str, part: Range<usize>) -> Range<usize> {
    let end = walk(raw, part.end);
    walk(raw, part.start).min(end)..end
}

/// Where in `raw` so many bytes of the text that it means have come.
fn walk(raw: &str, until: usize) -> usize {
    let bytes = raw.as_bytes();
    let (mut at, mut said) = (0, 0);
    while at < raw.len() && said < until {
        let rest = raw.get(at..).unwrap_or_default();
        if !rest.starts_with('\\') {
            let length = rest.chars().next().map_or(1, char::len_utf8);
            (at, said) = (at + length, said + length);
            continue;
        }
        let unit = |at: usize| {
            let digits = raw.get(at + 2..at + 6)?;
            (bytes.get(at..at + 2) == Some(b"\\u")).then(|| u32::from_str_radix(digits, 16).ok())?
        };
        match unit(at) {
            None => (at, said) = (at + 2, said + 1),
            // Two of these are one character.
            Some(0xD800..=0xDBFF) => (at, said) = (at + 12, said + 4),
            Some(code) => {
                let length = char::from_u32(code).map_or(3, char::len_utf8);
                (at, said) = (at + 6, said + length);
            }
        }
    }
    at.min(raw.len())
}
