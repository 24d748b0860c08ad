//! The lines before the first row, and that they are text at all.

use std::io::Read;

use dateline_core::Position;

use crate::buffer::Buffer;
use crate::error::{Error, ErrorKind};

/// How many bytes the lines up to the end of the header may have. All names together have some
/// two hundred; what has more is no header, and must not fill the memory.
const HEADER_LIMIT: usize = 1 << 16;

/// A line among the bytes held: where it begins, where it ends, and where the next one begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) next: usize,
}

/// The line that begins at `start`, with as much of the input held as it needs.
pub(crate) fn line<R: Read>(buffer: &mut Buffer<R>, start: usize) -> Result<Line, Error> {
    let place = |buffer: &Buffer<R>, at: usize| Position::default().after(&buffer.held()[..at]);
    let mut scanned = start;
    let mut ended = false;
    loop {
        let held = buffer.held();
        let new = &held[scanned..];
        if let Some(at) = new.iter().position(|byte| *byte < b' ' && *byte != b'\t') {
            let end = scanned + at;
            match held[end] {
                b'\n' => {
                    return Ok(Line {
                        start,
                        end,
                        next: end + 1,
                    });
                }
                b'\r' if end + 1 < held.len() || ended => {
                    let lf = usize::from(held.get(end + 1) == Some(&b'\n'));
                    return Ok(Line {
                        start,
                        end,
                        next: end + 1 + lf,
                    });
                }
                // Whether an LF follows is not known yet.
                b'\r' => scanned = end,
                byte => {
                    let kind = ErrorKind::Binary {
                        byte,
                        advice: advice(held),
                    };
                    return Err(Error::new(place(buffer, end), kind));
                }
            }
        } else {
            scanned = held.len();
            if ended && start == scanned {
                return Err(Error::new(place(buffer, start), ErrorKind::NoHeader));
            }
            if ended {
                return Ok(Line {
                    start,
                    end: scanned,
                    next: scanned,
                });
            }
        }
        if buffer.held().len() > HEADER_LIMIT {
            let kind = ErrorKind::LongHeader {
                limit: HEADER_LIMIT,
            };
            return Err(Error::new(place(buffer, start), kind));
        }
        match buffer.fill() {
            Ok(more) => ended = !more,
            Err(error) => {
                return Err(Error::new(
                    place(buffer, buffer.held().len()),
                    ErrorKind::Input(error),
                ));
            }
        }
    }
}

/// What binary files of people who meant a table mostly are.
const fn advice(start: &[u8]) -> Option<&'static str> {
    match start {
        [b'P', b'K', 3, 4, ..] => Some("save the spreadsheet as CSV first"),
        [0, 1..=255, ..] | [1..=255, 0, ..] => {
            Some("UTF-16 is read where it has a byte order mark")
        }
        _ => None,
    }
}
