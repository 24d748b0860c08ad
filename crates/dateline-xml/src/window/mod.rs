//! The part of an input that is being looked at, refilled as it is consumed, in UTF-8.
//!
//! What an input is in is told by its byte order mark or its first bytes (XML 1.0, appendix F), else
//! by its declaration. ASCII is the same in all that is left then, so that nothing more is decided
//! until a byte comes that is not ASCII; then a sample of what follows says whether the declaration
//! is right. What it says is a [`Repair`] where the declaration was not, and so is every run of
//! bytes that were no text. Where nothing may be mended, the declaration counts, and bytes that are
//! no text in it end the text with an error.

mod decode;
mod text;

#[cfg(test)]
mod tests;

use std::io::{self, Read};
use std::ops::Range;
use std::str::Utf8Error;

use dateline_core::{Excerpt, Position, Scope};
use encoding_rs::{Encoding, WINDOWS_1252};
use memchr::memchr;

use crate::charset::{Charset, Declared, FirstBytes, Foreign, Meaning, Sample};
use crate::{Error, ErrorKind};
use decode::Decoder;
pub use text::REPAIR_LIMIT;
pub(crate) use text::Repair;
use text::Text;

/// How much is asked of the input at a time.
const CHUNK: usize = 16 * 1024;

/// How much is looked at to find the declaration.
const HEAD: usize = 4096;

/// How much is looked at to tell the encoding, from the first byte on that is not ASCII.
const SAMPLE: usize = 64 * 1024;

/// How much ASCII is kept to see what stands before that byte.
const CONTEXT: usize = 64;

/// What switches between the sets of characters of ISO-2022-JP. XML does not allow it.
const ESCAPE: u8 = 0x1B;

/// `<?xm` in most code pages of EBCDIC.
const EBCDIC: &[u8] = &[0x4C, 0x6F, 0xA7, 0x94];

/// Text of an input, of which the first part is given up as reading goes on.
#[derive(Debug)]
pub(crate) struct Window<R> {
    input: R,
    strict: bool,
    /// What was read; the first `held` bytes of it have not been decoded.
    raw: Vec<u8>,
    held: usize,
    stage: Stage,
    charset: Charset,
    declared: Option<Declared>,
    had_mark: bool,
    /// The end of the ASCII that has come.
    context: Vec<u8>,
    text: Text,
    ended: bool,
}

/// How far it is known what the input is in.
#[derive(Debug)]
enum Stage {
    /// Nothing has been looked at.
    Head,
    /// All that has come is ASCII. An escape character may begin ISO-2022-JP, unless one did not.
    Ascii {
        escapes: bool,
    },
    /// Something has come that is not.
    Sample {
        escapes: bool,
    },
    Decoding(Decoder),
}

impl<R> Window<R> {
    pub(crate) const fn new(input: R) -> Self {
        Self {
            input,
            strict: false,
            raw: Vec::new(),
            held: 0,
            stage: Stage::Head,
            charset: Charset::Utf8,
            declared: None,
            had_mark: false,
            context: Vec::new(),
            text: Text::new(),
            ended: false,
        }
    }

    /// Whether nothing is mended. To be said before anything is read.
    #[must_use]
    pub(crate) fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// What can be looked at.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.text.bytes()
    }

    /// A part of what can be looked at, as text. This does not look at the bytes again.
    ///
    /// # Errors
    ///
    /// Where there are bytes in it that are no text, or half of a character.
    pub(crate) fn text(&self, range: Range<usize>) -> Result<&str, Utf8Error> {
        self.text.str(range)
    }

    /// The same, where the window begins at `position`; the error reaches as far as `reach`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Utf8`] at the first bytes that are no text.
    pub(crate) fn text_at(
        &self,
        range: Range<usize>,
        position: Position,
        reach: Scope,
    ) -> Result<&str, Error> {
        self.text(range.clone()).map_err(|error| {
            let bytes = self.bytes().get(range).unwrap_or_default();
            ErrorKind::utf_8(bytes, error, position, reach)
        })
    }

    /// Gives up the first `count` bytes.
    pub(crate) fn consume(&mut self, count: usize) {
        self.text.consume(count);
    }

    /// Gives up the first `count` bytes with the memory that they are in, where they are so much
    /// text that a copy of it would cost.
    pub(crate) fn give(&mut self, count: usize) -> Option<String> {
        self.text.give(count)
    }

    /// Whether anything was mended that was not taken.
    pub(crate) fn has_repairs(&self) -> bool {
        self.text.has_repairs()
    }

    /// What was mended before the first `count` bytes of the window end, as far as it was not taken
    /// before; to be taken before they are given up, so that its place is known. At the end of the
    /// input, `usize::MAX` takes what has no text behind it.
    pub(crate) fn take_repairs(&mut self, count: usize) -> impl Iterator<Item = Repair> {
        self.text.take_repairs(count)
    }

    /// The name of the encoding, as far as it is known: UTF-8 until something else is found.
    pub(crate) fn encoding(&self) -> &'static str {
        self.charset.name()
    }

    /// Whether the declaration, where there is one, is right about the text as it is given here.
    pub(crate) fn declares_utf_8(&self) -> bool {
        let declared = self.declared.as_ref();
        declared.is_none_or(|declared| declared.meaning == Meaning::Utf8)
    }

    /// Whether the input is in units of more than one byte.
    pub(crate) const fn is_wide(&self) -> bool {
        matches!(self.charset, Charset::Utf16(_) | Charset::Utf32(_))
    }

    /// Whether the input began with a byte order mark that is right.
    pub(crate) const fn had_mark(&self) -> bool {
        self.had_mark
    }
}

impl<R: Read> Window<R> {
    /// Reads on; `false` at the end of the input.
    ///
    /// # Errors
    ///
    /// Where the input cannot be read, or is in an encoding that cannot be, or must not be, as
    /// nothing may be mended. The error stands where the window ends.
    pub(crate) fn fill(&mut self) -> Result<bool, ErrorKind> {
        self.text.clean();
        let before = self.text.end();
        while self.text.end() == before {
            if let Some(refusal) = self.text.refusal.take() {
                self.ended = true;
                return Err(refusal);
            }
            if self.ended {
                return Ok(false);
            }
            let read = self.read().map_err(ErrorKind::Io)?;
            self.decode(read == 0);
            if read == 0 {
                self.ended = true;
                self.text.end_repairs();
            }
        }
        Ok(true)
    }

    fn read(&mut self) -> io::Result<usize> {
        let end = self.held + CHUNK;
        if self.raw.len() < end {
            self.raw.resize(end, 0);
        }
        let read = read_some(&mut self.input, &mut self.raw[self.held..end])?;
        self.held += read.min(CHUNK);
        Ok(read)
    }
}

impl<R> Window<R> {
    /// Decodes what is held, as far as that can be done before more is read.
    fn decode(&mut self, last: bool) {
        while self.text.refusal.is_none() {
            let raw = self.raw.get(..self.held).unwrap_or_default();
            match &mut self.stage {
                Stage::Head if raw.len() < HEAD && !last => return,
                Stage::Head => self.begin(),
                Stage::Ascii { escapes } => {
                    let escapes = *escapes;
                    let (ascii, rest) = raw.split_at(ascii_length(raw, escapes));
                    self.text
                        .push(std::str::from_utf8(ascii).unwrap_or_default());
                    let near = ascii.len().saturating_sub(CONTEXT);
                    self.context
                        .extend_from_slice(ascii.get(near..).unwrap_or_default());
                    let far = self.context.len().saturating_sub(CONTEXT);
                    self.context.drain(..far);
                    let (used, is_all) = (ascii.len(), rest.is_empty());
                    self.used(used);
                    if is_all {
                        return;
                    }
                    self.stage = Stage::Sample { escapes };
                }
                Stage::Sample { .. } if raw.len() < SAMPLE && !last => return,
                Stage::Sample { escapes } => {
                    let escapes = *escapes;
                    self.judge(escapes);
                }
                Stage::Decoding(decoder) => {
                    let used = decoder.decode(raw, last, self.strict, &mut self.text);
                    self.used(used);
                    return;
                }
            }
        }
    }

    /// Lets go of the first bytes that are held.
    fn used(&mut self, count: usize) {
        self.raw.copy_within(count..self.held, 0);
        self.held -= count;
    }

    /// Finds out what the first bytes and the declaration say.
    fn begin(&mut self) {
        let raw = self.raw.get(..self.held).unwrap_or_default();
        let head = raw.get(..HEAD).unwrap_or(raw);
        if head.starts_with(EBCDIC) {
            let encoding = "EBCDIC".to_owned();
            self.text.refusal = Some(ErrorKind::Encoding { encoding });
            return;
        }
        let first = FirstBytes::of(head);
        self.had_mark = first.mark > 0 && first.wrong_mark.is_none();
        self.charset = first.charset.unwrap_or(Charset::Utf8);
        // All that comes before the declaration ends is a character that every encoding has.
        let mut text = Text::new();
        let body = head.get(first.mark..).unwrap_or_default();
        Decoder::new(self.charset, None).decode(body, false, false, &mut text);
        self.declared = Declared::find(text.bytes());
        let complaint = self.complaint(first);
        self.used(first.mark);
        self.stage = if self.strict {
            let (charset, foreign) = self.as_declared();
            self.charset = charset;
            Stage::Decoding(Decoder::new(charset, foreign))
        } else if self.is_wide() {
            Stage::Decoding(Decoder::new(self.charset, None))
        } else {
            Stage::Ascii { escapes: true }
        };
        let Some((at, what, refusal)) = complaint else {
            return;
        };
        if self.strict {
            let before = text.str(0..at).unwrap_or_default();
            self.text.push(before);
            self.text.refusal = Some(refusal);
        } else {
            self.text.repair_at(at as u64, what);
        }
    }

    /// Where and why the declaration cannot be followed, as a repair and as a refusal.
    fn complaint(&self, first: FirstBytes) -> Option<(usize, String, ErrorKind)> {
        let name = self.charset.name();
        let wrong = |said: String| ErrorKind::WrongEncoding { found: name, said };
        if let Some(mark) = first.wrong_mark {
            let said = format!("the byte order mark of {}", mark.name());
            let what = format!("{said} is passed over: the document is in {name}");
            return Some((0, what, wrong(said)));
        }
        let Some(declared) = &self.declared else {
            // UTF-8 alone needs neither (XML 1.0, section 4.3.3).
            return (self.is_wide() && !self.had_mark).then(|| {
                let said = "neither a byte order mark nor a declaration of it".to_owned();
                let what =
                    format!("found {said}: the document is read as {name} by its first bytes");
                (0, what, wrong(said))
            });
        };
        let label = Excerpt(&declared.label);
        let is_certain = first.charset.is_some();
        let (what, refusal) = match declared.meaning {
            meaning if is_certain && meaning.allows(self.charset) => return None,
            _ if is_certain => (
                format!("the document is in {name}, not in `{label}` as it declares"),
                wrong(format!("`encoding=\"{label}\"`")),
            ),
            Meaning::Utf16(_) | Meaning::Utf32(_) => (
                format!("the document is not in `{label}` as it declares, but in single bytes"),
                wrong(format!("`encoding=\"{label}\"`")),
            ),
            Meaning::Unknown => (
                format!("`{label}` is no encoding that is known; the text shows what it is in"),
                ErrorKind::Encoding {
                    encoding: declared.label.clone(),
                },
            ),
            _ => return None,
        };
        Some((declared.at, what, refusal))
    }

    /// What a document is to be read in that is as it declares.
    fn as_declared(&self) -> (Charset, Option<(String, Foreign)>) {
        match &self.declared {
            Some(declared) if !self.is_wide() && !self.had_mark => {
                let label = declared.label.clone();
                match declared.meaning {
                    Meaning::Ascii => (
                        Charset::Legacy(WINDOWS_1252),
                        Some((label, Foreign { last: 0xFF })),
                    ),
                    Meaning::Legacy(encoding, foreign) => (
                        Charset::Legacy(encoding),
                        foreign.map(|foreign| (label, foreign)),
                    ),
                    _ => (self.charset, None),
                }
            }
            _ => (self.charset, None),
        }
    }

    /// Finds out by a sample what the text is in that is not all ASCII.
    fn judge(&mut self, escapes: bool) {
        let raw = self.raw.get(..self.held).unwrap_or_default();
        let sample = Sample {
            before: &self.context,
            bytes: raw.get(..SAMPLE).unwrap_or(raw),
            whole: raw.len() < SAMPLE,
        };
        // A mark counts for more than a declaration.
        let declared = self.declared.as_ref().filter(|_| !self.had_mark);
        let verdict = if escapes && raw.first() == Some(&ESCAPE) {
            let Some(verdict) = sample.judge_escapes(declared) else {
                self.stage = Stage::Ascii { escapes: false };
                return;
            };
            verdict
        } else {
            sample.judge(declared)
        };
        self.charset = verdict.charset;
        self.stage = Stage::Decoding(match verdict.repair {
            None => Decoder::new(verdict.charset, self.as_declared().1),
            Some(what) => {
                self.text.repair(what);
                Decoder::guessed(verdict.charset)
            }
        });
    }
}

/// How many of the bytes are ASCII, up to an escape character where that may mean something.
fn ascii_length(bytes: &[u8], escapes: bool) -> usize {
    let length = Encoding::ascii_valid_up_to(bytes);
    let ascii = bytes.get(..length).unwrap_or_default();
    let escape = escapes.then(|| memchr(ESCAPE, ascii)).flatten();
    escape.unwrap_or(length)
}

fn read_some(input: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(into) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}
