//! Reads records that were set aside.

use std::borrow::Cow;
use std::io::Read;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dateline_core::{Excerpt, Position, Text};

use super::{KEYS, Reject};
use crate::error::{Broken, Error, ErrorKind};
use crate::frame::{self, Extent, Piece};
use crate::mend::Mending;
use crate::native::near;
use crate::syntax::{Cursor, Kind};
use crate::window::Window;

/// Reads records that were set aside, one a line.
///
/// A broken line reaches no further than itself. `format` and `raw` have to be there; the other
/// keys may be left out.
#[derive(Debug)]
pub struct Reader<R> {
    window: Window<R>,
    frame: Frame,
    /// How many lines were framed.
    count: u64,
    started: bool,
    done: bool,
}

/// A line whose end was found. Its memory is used again.
#[derive(Debug, Default)]
pub struct Frame {
    piece: Piece,
}

impl<R: Read> Reader<R> {
    /// A reader.
    #[must_use]
    pub fn new(input: R) -> Self {
        Self {
            window: Window::new(input),
            frame: Frame::default(),
            count: 0,
            started: false,
            done: false,
        }
    }

    /// Frames the next line that is not blank. `false` at the end.
    ///
    /// # Errors
    ///
    /// Where the input fails, or is not UTF-8 by its byte order mark.
    pub fn advance(&mut self) -> Result<bool, Error> {
        let mut frame = std::mem::take(&mut self.frame);
        let advanced = self.advance_into(&mut frame);
        self.frame = frame;
        advanced
    }

    /// Frames the next line into `frame`, whose memory is used again. The reader's own frame stays
    /// as it is.
    ///
    /// # Errors
    ///
    /// As [`Reader::advance`].
    pub fn advance_into(&mut self, frame: &mut Frame) -> Result<bool, Error> {
        let framed = if self.done { Ok(None) } else { self.next() };
        if let Ok(Some(extent)) = framed {
            self.count += 1;
            frame.piece.cut(&mut self.window, extent, self.count);
            return Ok(true);
        }
        self.done = true;
        frame.piece.empty(&mut self.window, self.count);
        framed.map(|_| false)
    }

    fn next(&mut self) -> Result<Option<Extent>, Error> {
        if !self.started {
            self.started = true;
            let mut findings = Vec::new();
            self.window.begin(&mut Mending::new(&mut findings, true))?;
        }
        if self.window.peek_past_blanks()?.is_none() {
            return Ok(None);
        }
        frame::line(&mut self.window).map(Some)
    }
}

impl<R> Reader<R> {
    /// What the framed line says.
    ///
    /// # Errors
    ///
    /// Where it is no such record; they reach this line only.
    pub fn record(&self) -> Result<Reject<'static>, Error> {
        self.frame.record()
    }

    /// Where the framed line begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.frame.position()
    }

    /// Which line it is, from 1, blank ones not counted.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.frame.number()
    }

    /// Its bytes as they stand in the input.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        self.frame.raw()
    }
}

impl Frame {
    /// What the line says.
    ///
    /// # Errors
    ///
    /// Where it is no such record; they reach this line only.
    pub fn record(&self) -> Result<Reject<'static>, Error> {
        let text = self.piece.text()?;
        reject(text).map_err(|broken| Error::inside(broken, self.position(), text.as_bytes(), "$"))
    }

    /// Where the line begins.
    #[must_use]
    pub const fn position(&self) -> Position {
        self.piece.position()
    }

    /// Which line it is, from 1, blank ones not counted.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.piece.number()
    }

    /// Its bytes as they stand in the input.
    #[must_use]
    pub fn raw(&self) -> &[u8] {
        self.piece.raw()
    }
}

fn reject(text: &str) -> Result<Reject<'static>, Broken> {
    let mut reject = Reject::default();
    let mut seen = [false; KEYS.len()];
    let mut cursor = Cursor::new(text);
    let kind = cursor.kind()?;
    if kind != Kind::Object {
        return Err(cursor.wrong("a record that was set aside, as an object", kind));
    }
    cursor.object(|cursor, key, at| {
        let Some(index) = KEYS.iter().position(|known| key == *known) else {
            let (suggestion, of) = (near(&key, &KEYS), "a record that was set aside");
            let key = key.as_str().to_owned();
            return Err(Broken::new(
                at,
                ErrorKind::UnknownKey {
                    key,
                    of,
                    suggestion,
                },
            ));
        };
        if std::mem::replace(&mut seen[index], true) {
            return Err(Broken::new(
                at,
                ErrorKind::DuplicateKey {
                    key: key.as_str().to_owned(),
                },
            ));
        }
        match KEYS[index] {
            "file" => reject.file = cow(cursor.text_or_null()?),
            "format" => reject.format = cow(cursor.text_or_null()?),
            "line" => reject.line = whole(cursor)?,
            "record" => reject.record = whole(cursor)?,
            "header" => reject.header = bytes(cursor)?,
            "raw" => reject.raw = bytes(cursor)?,
            _ => {
                cursor.array_or_null("a list of texts", |cursor, _| {
                    reject.reasons.push(cursor.text_or_null()?.into_string());
                    Ok(())
                })?;
            }
        }
        Ok(())
    })?;
    cursor.end("the record")?;
    for key in ["format", "raw"] {
        if KEYS
            .iter()
            .zip(seen)
            .any(|(known, seen)| *known == key && !seen)
        {
            return Err(Broken::new(0, ErrorKind::MissingKey { key }));
        }
    }
    Ok(reject)
}

fn cow(text: Text<'_>) -> Cow<'static, str> {
    Cow::Owned(text.into_string())
}

fn whole(cursor: &mut Cursor<'_>) -> Result<u64, Broken> {
    let expected = "a whole number";
    match cursor.kind()? {
        Kind::Number => {
            let (at, number) = (cursor.at(), cursor.number()?);
            number.parse().map_err(|_| {
                let found = format!("`{}`", Excerpt(number));
                Broken::new(
                    at,
                    ErrorKind::Syntax {
                        expected: expected.into(),
                        found,
                        hint: None,
                    },
                )
            })
        }
        Kind::Null => cursor.skip().map(|_| 0),
        kind => Err(cursor.wrong(expected, kind)),
    }
}

fn bytes(cursor: &mut Cursor<'_>) -> Result<Cow<'static, [u8]>, Broken> {
    if cursor.kind()? == Kind::Text {
        return Ok(Cow::Owned(cursor.text()?.into_string().into_bytes()));
    }
    let mut bytes = Vec::new();
    cursor.object_or_null("a text or `{\"base64\": \"…\"}`", |cursor, key, at| {
        if key != "base64" {
            let key = key.as_str().to_owned();
            let (of, suggestion) = ("bytes", Some("base64"));
            return Err(Broken::new(
                at,
                ErrorKind::UnknownKey {
                    key,
                    of,
                    suggestion,
                },
            ));
        }
        let at = cursor.at();
        let text = cursor.text_or_null()?;
        bytes = STANDARD.decode(text.trim()).map_err(|_| {
            Broken::new(
                at,
                ErrorKind::Base64 {
                    found: text.chars().take(80).collect(),
                },
            )
        })?;
        Ok(())
    })?;
    Ok(Cow::Owned(bytes))
}
