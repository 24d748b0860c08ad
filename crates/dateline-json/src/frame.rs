//! Finds where a JSON value ends, without reading what it says.
//!
//! The scan goes on where it stopped when the buffer was refilled, so that a value of any size
//! costs linear time. It knows strings and brackets and nothing else: what is wrong inside a value
//! whose end can be found is said when the value is read, and reading goes on behind it.

use std::io::Read;

use dateline_core::{Position, Scope};

use crate::MAX_DEPTH;
use crate::error::{Error, ErrorKind};
use crate::window::{Window, is_blank};

/// A value whose end was found.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Frame {
    /// Its length in bytes, at the start of the window.
    pub(crate) length: usize,
    /// Whether it has more levels of brackets than may be read.
    pub(crate) too_deep: bool,
}

/// What a scan found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Step {
    /// The bytes ended before the value did.
    More,
    /// The value has this length.
    End(usize),
    /// The end cannot be found: something at this offset does not belong to any JSON.
    Lost(usize),
}

/// A scan of one value, as far as it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scan {
    at: usize,
    depth: usize,
    deepest: usize,
    /// One bit a level, the innermost lowest: whether it is an object. Levels beyond
    /// [`MAX_DEPTH`] are counted only.
    objects: u128,
    in_text: bool,
    /// Where the line on which the value begins ends.
    line_end: Option<usize>,
    /// The first line break inside a text, where JSON allows none.
    text_break: Option<usize>,
    /// The most levels of brackets on the line on which the value begins, when it has ended.
    deepest_on_line: usize,
    /// Whether a text that the end of that line breaks is given up where the next element seems
    /// to begin, and after [`GIVE_UP`] in any case.
    gives_up: bool,
}

/// So far behind a broken line an end of its element is looked for.
const GIVE_UP: usize = 1 << 16;

impl Scan {
    /// Goes on with the scan; `bytes` begin with the value, and hold more than the last time.
    pub(crate) fn run(&mut self, bytes: &[u8]) -> Step {
        loop {
            if self.gives_up
                && self.line_breaks_text()
                && self.line_end.is_some_and(|end| self.at > end + GIVE_UP)
            {
                return Step::Lost(self.at);
            }
            if self.in_text {
                match self.text(bytes) {
                    Some(step) => return step,
                    None => continue,
                }
            }
            if self.depth == 0 && self.at > 0 {
                return self.word(bytes);
            }
            let Some(&byte) = bytes.get(self.at) else {
                return Step::More;
            };
            match byte {
                b'"' => self.in_text = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    self.deepest = self.deepest.max(self.depth);
                    if self.depth <= MAX_DEPTH {
                        self.objects = self.objects << 1 | u128::from(byte == b'{');
                    }
                }
                b'}' | b']' => {
                    if self.depth <= MAX_DEPTH {
                        if (self.objects & 1 == 1) != (byte == b'}') || self.depth == 0 {
                            return Step::Lost(self.at);
                        }
                        self.objects >>= 1;
                    }
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Step::End(self.at + 1);
                    }
                }
                b'\n' | b'\r' => self.line_ends(),
                // A number, a word: its end is a delimiter, which belongs to what is around it.
                _ if self.depth == 0 => return self.word(bytes),
                // Where a text may not have been closed, prose outside of texts shows it.
                _ if self.text_break.is_some() && !in_json(byte) => return Step::Lost(self.at),
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Inside a text: goes to its end.
    fn text(&mut self, bytes: &[u8]) -> Option<Step> {
        let rest = &bytes[self.at..];
        let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', rest) else {
            self.at = bytes.len();
            return Some(Step::More);
        };
        self.at += found;
        match rest[found] {
            b'"' => {
                self.in_text = false;
                self.at += 1;
                (self.depth == 0).then_some(Step::End(self.at))
            }
            b'\\' if found + 1 == rest.len() => Some(Step::More),
            b'\\' => {
                self.at += 2;
                None
            }
            _ => {
                self.line_ends();
                self.text_break.get_or_insert(self.at);
                if self.gives_up && self.line_breaks_text() {
                    let indent = |byte: &&u8| !matches!(**byte, b' ' | b'\t');
                    match rest[found + 1..].iter().find(indent) {
                        Some(b'{' | b']') => return Some(Step::Lost(self.at)),
                        None => return Some(Step::More),
                        Some(_) => {}
                    }
                }
                self.at += 1;
                None
            }
        }
    }

    fn word(&mut self, bytes: &[u8]) -> Step {
        let delimiter = |byte: &u8| {
            is_blank(*byte) || matches!(*byte, b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"')
        };
        match bytes[self.at..].iter().position(delimiter) {
            Some(0) if self.at == 0 => Step::Lost(0),
            Some(length) => Step::End(self.at + length),
            None => {
                self.at = bytes.len();
                Step::More
            }
        }
    }

    fn line_ends(&mut self) {
        if self.line_end.is_none() {
            self.line_end = Some(self.at);
            self.deepest_on_line = self.deepest;
        }
    }

    /// Where the line on which the value begins ends, if the scan came so far.
    pub(crate) const fn line_end(&self) -> Option<usize> {
        self.line_end
    }

    /// Whether that line ends inside a text.
    pub(crate) fn line_breaks_text(&self) -> bool {
        self.text_break.is_some() && self.text_break == self.line_end
    }

    const fn framed(&self, length: usize) -> Frame {
        Frame {
            length,
            too_deep: self.deepest > MAX_DEPTH,
        }
    }
}

/// Whether the byte can stand outside of texts.
const fn in_json(byte: u8) -> bool {
    // What numbers, `true`, `false` and `null` are made of.
    matches!(
        byte,
        b',' | b':' | b' ' | b'\t' | b'0'..=b'9' | b'-' | b'+' | b'.' | b'E'
    ) || matches!(
        byte,
        b'a' | b'e' | b'f' | b'l' | b'n' | b'r' | b's' | b't' | b'u'
    )
}

/// Frames the value that begins the window.
///
/// # Errors
///
/// Where its end cannot be found, which ends the document.
pub(crate) fn value<R: Read>(window: &mut Window<R>) -> Result<Frame, Error> {
    let mut scan = Scan::default();
    match scan_on(window, &mut scan)? {
        Ok(length) => Ok(scan.framed(length)),
        Err(error) => Err(error),
    }
}

/// Frames an element of an array. Where the end of a broken element cannot be found and it began
/// on the line where it broke, the line's end is taken for it, as writers put one element on a
/// line; what is wrong is then said of that element only.
pub(crate) fn element<R: Read>(window: &mut Window<R>) -> Result<Frame, Error> {
    let mut scan = Scan {
        gives_up: true,
        ..Scan::default()
    };
    let error = match scan_on(window, &mut scan)? {
        Ok(length) => return Ok(scan.framed(length)),
        Err(error) => error,
    };
    let cut = match scan.line_end {
        Some(end) if scan.text_break == Some(end) => end,
        Some(_) => return Err(error),
        None => line_end(window)?,
    };
    let bytes = window.bytes();
    if cut >= bytes.len() {
        // At the end of the input there is no next line to go on with.
        return Err(error);
    }
    let kept = trim_end(&bytes[..cut]);
    let kept = trim_end(kept.strip_suffix(b",").unwrap_or(kept));
    let length = kept.len();
    // What was counted behind the cut is of other elements.
    if scan.line_end.is_some() {
        scan.deepest = scan.deepest_on_line;
    }
    Ok(scan.framed(length))
}

/// Frames the line that begins the window, without white space at its end.
pub(crate) fn line<R: Read>(window: &mut Window<R>) -> Result<Frame, Error> {
    let end = line_end(window)?;
    let length = trim_end(window.bytes().get(..end).unwrap_or_default()).len();
    Ok(Frame {
        length,
        too_deep: false,
    })
}

fn trim_end(bytes: &[u8]) -> &[u8] {
    let last = bytes.iter().rposition(|byte| !is_blank(*byte));
    &bytes[..last.map_or(0, |last| last + 1)]
}

/// Where the line that begins the window ends.
fn line_end<R: Read>(window: &mut Window<R>) -> Result<usize, Error> {
    let mut searched = 0;
    loop {
        let bytes = window.bytes();
        if let Some(end) = memchr::memchr2(b'\n', b'\r', &bytes[searched..]) {
            return Ok(searched + end);
        }
        searched = bytes.len();
        if !window.fill()? {
            return Ok(searched);
        }
    }
}

/// Runs the scan to its end: the length of the value, or why it has none.
fn scan_on<R: Read>(
    window: &mut Window<R>,
    scan: &mut Scan,
) -> Result<Result<usize, Error>, Error> {
    loop {
        match scan.run(window.bytes()) {
            Step::End(length) => return Ok(Ok(length)),
            Step::Lost(at) => {
                let at = scan.text_break.unwrap_or(at);
                return Ok(Err(lost(window, scan, at)));
            }
            Step::More if window.fill()? => {}
            Step::More if scan.depth == 0 && !scan.in_text => return Ok(Ok(scan.at)),
            Step::More => {
                let at = scan.text_break.unwrap_or(window.bytes().len());
                return Ok(Err(lost(window, scan, at)));
            }
        }
    }
}

fn lost<R>(window: &Window<R>, scan: &Scan, at: usize) -> Error {
    let expected = match (scan.text_break, scan.in_text, scan.depth, scan.objects & 1) {
        (Some(_), ..) | (None, true, ..) => "`\"` at the end of a text",
        (None, false, 0, _) => "a value",
        (None, false, _, 1) => "`}`",
        _ => "`]`",
    };
    let bytes = window.bytes();
    let kind = match bytes.get(at..) {
        None | Some([]) => ErrorKind::Truncated {
            expected: expected.into(),
        },
        Some(rest) => ErrorKind::Syntax {
            expected: expected.into(),
            found: crate::window::found(rest),
        },
    };
    Error::document(
        window.position().after(bytes.get(..at).unwrap_or(bytes)),
        kind,
    )
}

/// The elements of an array, one after the other: finds each where the window stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Elements {
    /// Whether there was one already, so that a comma has to come.
    started: bool,
}

impl Elements {
    /// Frames the next element, or consumes the end of the array. The element before has been
    /// consumed.
    pub(crate) fn next<R: Read>(&mut self, window: &mut Window<R>) -> Result<Option<Frame>, Error> {
        match (window.peek_past_blanks()?, self.started) {
            (Some(b']'), _) => {
                window.consume(1);
                return Ok(None);
            }
            (Some(b','), true) => {
                window.consume(1);
                window.peek_past_blanks()?;
                if matches!(window.peek()?, None | Some(b']' | b',' | b'}' | b':')) {
                    return Err(window.unexpected("an object behind the comma"));
                }
            }
            (_, true) => return Err(window.unexpected("`,` or `]` behind the object")),
            (None | Some(b',' | b'}' | b':'), false) => {
                return Err(window.unexpected("an object or `]`"));
            }
            (Some(_), false) => {}
        }
        self.started = true;
        element(window).map(Some)
    }
}

/// The bytes of the frame, where they stand, and whether they may be read.
pub(crate) fn readable<R>(
    window: &Window<R>,
    frame: Frame,
    start: Position,
) -> Result<&str, Error> {
    let bytes = window.bytes().get(..frame.length).unwrap_or_default();
    if frame.too_deep {
        return Err(Error::new(start, Scope::Record, ErrorKind::Depth));
    }
    std::str::from_utf8(bytes)
        .map_err(|error| Error::inside(ErrorKind::not_utf8(bytes, error), start, bytes, ""))
}
