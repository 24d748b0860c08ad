//! Finds where a JSON value ends, without reading what it says: what is wrong inside a value whose
//! end can be found is said when the value is read, and reading goes on behind it.

mod piece;
mod scan;

use std::io::Read;

pub(crate) use self::piece::Piece;
pub(crate) use self::scan::{Excess, Scan, Step};
use crate::MAX_VALUES;
use crate::error::{Error, ErrorKind, Hint};
use crate::mend::Mending;
use crate::window::{Window, is_blank};

/// A value whose end was found, at the start of the window.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extent {
    /// Its length in bytes.
    pub(crate) length: usize,
    /// Whether it is known that no line ends in it.
    pub(crate) in_line: bool,
    /// What it has more of than may be read.
    pub(crate) excess: Option<Excess>,
}

/// Frames the value that begins the window.
///
/// # Errors
///
/// Where its end cannot be found, which ends the document.
pub(crate) fn value<R: Read>(window: &mut Window<R>) -> Result<Extent, Error> {
    let mut scan = Scan::default();
    match scan_on(window, &mut scan)? {
        Step::End(length) => Ok(framed(&scan, length)),
        Step::Cut(at) => Ok(framed(&scan, own(window.bytes(), at).len())),
        Step::Lost(at) => Err(lost(window, &scan, at)),
        Step::More => Err(lost(window, &scan, window.bytes().len())),
    }
}

/// Frames an element of an array.
///
/// Where the end of a broken element cannot be found by its brackets, it is found by the lines: an
/// element that began on the line where it broke ends with that line, as writers put one element
/// on a line; another ends where a line begins with `{` in the column in which this one did, or,
/// further left, with `]`. What is wrong is then said of that element only.
fn element<R: Read>(window: &mut Window<R>) -> Result<Extent, Error> {
    let mut scan = Scan::of_element();
    let broken = match scan_on(window, &mut scan)? {
        Step::End(length) => return Ok(framed(&scan, length)),
        Step::Cut(at) => return Ok(framed(&scan, own(window.bytes(), at).len())),
        Step::Lost(at) => at,
        Step::More => return Err(lost(window, &scan, window.bytes().len())),
    };
    let cut = match scan.line_end() {
        Some(end) if scan.line_breaks_text() => Some(end),
        Some(_) => next_line(window, broken)?,
        None => Some(line_end(window)?),
    };
    match cut {
        // At the end of the input there is no next line to go on with.
        Some(cut) if cut < window.bytes().len() => {
            let kept = own(window.bytes(), cut);
            // What was counted behind the cut is of other elements.
            let mut scan = Scan::default();
            scan.run(kept);
            Ok(framed(&scan, kept.len()))
        }
        _ => Err(lost(window, &scan, broken)),
    }
}

const fn framed(scan: &Scan, length: usize) -> Extent {
    Extent {
        length,
        in_line: false,
        excess: scan.excess(),
    }
}

/// What is an element's own of the bytes before `cut`: without the comma and the blanks at their
/// end.
fn own(bytes: &[u8], cut: usize) -> &[u8] {
    let kept = trim_end(bytes.get(..cut).unwrap_or(bytes));
    trim_end(kept.strip_suffix(b",").unwrap_or(kept))
}

/// Frames the line that begins the window, without white space at its end.
pub(crate) fn line<R: Read>(window: &mut Window<R>) -> Result<Extent, Error> {
    let end = line_end(window)?;
    let bytes = trim_end(window.bytes().get(..end).unwrap_or_default());
    let mut extent = Extent {
        length: bytes.len(),
        in_line: true,
        excess: None,
    };
    // Each value takes a byte at least: nearly no line has to be looked into here.
    if extent.length > MAX_VALUES {
        let mut scan = Scan::default();
        scan.run(bytes);
        extent.excess = scan.excess();
    }
    Ok(extent)
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

/// The end of the line behind `from` after which the next element begins, or the list ends.
fn next_line<R: Read>(window: &mut Window<R>, from: usize) -> Result<Option<usize>, Error> {
    let indent = window.position().column - 1;
    let (mut at, mut line) = (from, None);
    loop {
        let Some(byte) = window.bytes().get(at).copied() else {
            if window.fill()? {
                continue;
            }
            return Ok(None);
        };
        match (line, byte) {
            (_, b'\n' | b'\r') => line = Some((at, 0)),
            (Some((end, blanks)), b' ' | b'\t') => line = Some((end, blanks + 1)),
            (Some((end, blanks)), b'{') if blanks == indent => return Ok(Some(end)),
            (Some((end, blanks)), b']') if blanks < indent => return Ok(Some(end)),
            _ => line = None,
        }
        at += 1;
    }
}

/// Runs the scan to its end; [`Step::More`] where the input ends before the value.
fn scan_on<R: Read>(window: &mut Window<R>, scan: &mut Scan) -> Result<Step, Error> {
    loop {
        match scan.run(window.bytes()) {
            Step::More if window.fill()? => {}
            Step::More => return Ok(scan.at_end().unwrap_or(Step::More)),
            step => return Ok(step),
        }
    }
}

fn lost<R>(window: &Window<R>, scan: &Scan, at: usize) -> Error {
    let at = scan.text_break().unwrap_or(at);
    let expected = scan.expected().into();
    let bytes = window.bytes();
    let kind = match bytes.get(at..) {
        None | Some([]) => ErrorKind::Truncated { expected },
        Some(rest) => ErrorKind::Syntax {
            expected,
            found: crate::window::found(rest),
            hint: Hint::on(rest),
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
    /// Whether the array is a value of an object.
    in_object: bool,
}

impl Elements {
    /// The elements of an array that is a value of an object.
    pub(crate) const fn in_object() -> Self {
        Self {
            started: false,
            in_object: true,
        }
    }

    /// Frames the next element, or consumes the end of the array. The element before has been
    /// consumed. A comma that is missing or too many, a `}` that is too many, and a `]` that is
    /// missing at the end of an object are mended.
    pub(crate) fn next<R: Read>(
        &mut self,
        window: &mut Window<R>,
        mending: &mut Mending<'_>,
    ) -> Result<Option<Extent>, Error> {
        const EXPECTED: &str = "`,` or `]` behind the object";
        match window.peek_past_blanks()? {
            Some(b']') => {
                window.consume(1);
                return Ok(None);
            }
            None | Some(b',' | b'}' | b':') if !self.started => {
                return Err(window.unexpected("an object or `]`"));
            }
            Some(_) if !self.started => {}
            Some(b',') => {}
            Some(b'{') => {
                mending.mend(window.unexpected(EXPECTED), "it was read as the next one")?;
            }
            Some(b'}') => match window.look_past_blanks(1)? {
                Some(b',' | b'{' | b']') => {
                    mending.mend(window.unexpected(EXPECTED), "it was passed over")?;
                    window.consume(1);
                    return self.next(window, mending);
                }
                None if self.in_object => {
                    mending.mend(window.unexpected(EXPECTED), "the list was taken to end")?;
                    return Ok(None);
                }
                _ => return Err(window.unexpected(EXPECTED)),
            },
            _ => return Err(window.unexpected(EXPECTED)),
        }
        if self.started && Self::comma(window, mending)? {
            return Ok(None);
        }
        self.started = true;
        element(window).map(Some)
    }

    /// Passes over the comma, where there is one; `true` where the array ends behind it.
    fn comma<R: Read>(window: &mut Window<R>, mending: &mut Mending<'_>) -> Result<bool, Error> {
        if window.peek()? != Some(b',') {
            return Ok(false);
        }
        window.consume(1);
        let expected = "an object behind the comma";
        let next = window.peek_past_blanks()?;
        if next == Some(b',') {
            let error = window.unexpected(expected).hinted(Hint::TwoCommas);
            mending.mend(error, "it was passed over")?;
            while window.peek_past_blanks()? == Some(b',') {
                window.consume(1);
            }
        }
        match window.peek_past_blanks()? {
            Some(b']') => {
                let error = window.unexpected(expected).hinted(Hint::LastComma);
                mending.mend(error, "it was passed over")?;
                window.consume(1);
                Ok(true)
            }
            None | Some(b'}' | b':') => Err(window.unexpected(expected)),
            Some(_) => Ok(false),
        }
    }
}
