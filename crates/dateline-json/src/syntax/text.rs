//! Texts: passed over at once where nothing escapes them, else run by run.

use dateline_core::Text;

use super::{Cursor, Room};
use crate::error::{Broken, ErrorKind};
use crate::escape;

/// So much room, at most, is made at once for a text that has escapes.
const ROOM: usize = 64 * 1024;

impl<'j> Cursor<'j> {
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
        // Quotes are characters of one byte: slices beside them are text.
        Ok(self.text[start..special].into())
    }

    /// Passes over a text that has escapes, or is broken; `special` is the first of these.
    #[inline(never)]
    fn escaped_text(&mut self, special: usize) -> Result<Text<'j>, Broken> {
        // Most such texts are bodies, which take most of what is left: they have room at once.
        let most = ROOM.min(self.text.len() - self.at);
        let mut text = self.room.map(Room::take).unwrap_or_default();
        text.reserve(most);
        self.pieces(special, |piece| text.push_str(piece))?;
        if let Some(room) = self.room {
            return Ok(room.keep(text));
        }
        if text.capacity() > 2 * text.len() {
            text.shrink_to_fit();
        }
        Ok(Text::from(text))
    }

    /// Passes over a text in quotes of which nobody asks what it says.
    pub(super) fn skip_text(&mut self) -> Result<(), Broken> {
        if self.peek() != Some(b'"') {
            return Err(self.unexpected("a text"));
        }
        let special = self.specials.next(self.text.as_bytes(), self.at + 1);
        self.pieces(special, |_| {})
    }

    /// Passes over a text, of which `special` is the first place where something escapes or ends it,
    /// and calls `each` with what it says, piece by piece.
    #[inline]
    fn pieces(&mut self, mut special: usize, mut each: impl FnMut(&str)) -> Result<(), Broken> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        loop {
            each(&self.text[at..special]);
            match &bytes[special..] {
                [b'"', ..] => {
                    self.at = special + 1;
                    return Ok(());
                }
                // Most of what is escaped are the line breaks between two paragraphs.
                [b'\\', b'n', b'\\', b'n', ..] => {
                    each("\n\n");
                    at = special + 4;
                }
                [b'\\', b'n', ..] => {
                    each("\n");
                    at = special + 2;
                }
                escape => {
                    let Some((c, length)) = escape::character(escape) else {
                        return Err(self.broken_text(special));
                    };
                    each(c.encode_utf8(&mut [0; 4]));
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
