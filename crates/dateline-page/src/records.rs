//! The records of a listing, cut from the input one by one.

use std::io::Read;

use dateline_core::{Finding, FindingKind, Position, Utf16Decoder};

use crate::error::{Error, ErrorKind};
use crate::input::Undecodable;
use crate::lines::Lines;
use crate::listing::Cutter;
use crate::read::LIMIT;

/// How much is read at a time.
const CHUNK: u64 = 64 << 10;

/// Reads a listing. What is held is the record that is asked for, and what was read behind it.
#[derive(Debug)]
pub(crate) struct Records {
    /// What is read and not yet given, in UTF-8, from `given` on.
    bytes: Vec<u8>,
    given: usize,
    /// Where `given` stands.
    position: Position,
    at_end: bool,
    decoder: Option<Utf16Decoder>,
    cutter: Cutter,
    /// Whether a record was given.
    begun: bool,
}

/// A record that was cut.
#[derive(Debug)]
pub(crate) enum Cut {
    Record { start: Position, text: String },
    Undecodable(Undecodable),
}

impl Records {
    /// Begins with what was read of the input, which may be all of it.
    pub(crate) fn new(head: Vec<u8>, at_end: bool) -> Self {
        let (decoder, mark) = match *head.as_slice() {
            [0xFF, 0xFE, ..] => (Some(Utf16Decoder::little_endian()), 2),
            [0xFE, 0xFF, ..] => (Some(Utf16Decoder::big_endian()), 2),
            [0xEF, 0xBB, 0xBF, ..] => (None, 3),
            _ => (None, 0),
        };
        let mut position = Position::default();
        // In UTF-16 the mark is no byte of the text that positions count in.
        position.byte = if decoder.is_some() { 0 } else { mark as u64 };
        let mut records = Self {
            bytes: Vec::new(),
            given: 0,
            position,
            at_end,
            decoder,
            cutter: Cutter::default(),
            begun: false,
        };
        if records.decoder.is_some() {
            records.push(&head[mark..]);
        } else {
            (records.bytes, records.given) = (head, mark);
            records.cutter.skip(mark);
        }
        if at_end {
            records.finish();
        }
        records
    }

    /// The next record, if there is one.
    ///
    /// # Errors
    ///
    /// The input fails, or the record is longer than a page may be.
    pub(crate) fn next(
        &mut self,
        input: &mut impl Read,
        findings: &mut Vec<Finding>,
    ) -> Result<Option<Cut>, Error> {
        loop {
            if let Some(record) = self.cutter.next(&self.bytes, self.at_end) {
                return Ok(Some(self.cut(record, findings)));
            }
            if self.at_end {
                return Ok(None);
            }
            self.forget(findings);
            if (self.bytes.len() - self.given) as u64 > LIMIT {
                let kind = ErrorKind::TooLarge { limit: LIMIT };
                return Err(Error::new(self.position, kind));
            }
            let mut chunk = Vec::new();
            let read = input.by_ref().take(CHUNK).read_to_end(&mut chunk);
            self.push(&chunk);
            if let Err(error) = read {
                let position = self.position.after(&self.bytes[self.given..]);
                return Err(Error::new(position, ErrorKind::Io(error)));
            }
            self.at_end = (chunk.len() as u64) < CHUNK;
            if self.at_end {
                self.finish();
            }
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        match &mut self.decoder {
            Some(decoder) => decoder.push(bytes, &mut self.bytes),
            None => self.bytes.extend_from_slice(bytes),
        }
    }

    fn finish(&mut self) {
        if let Some(decoder) = &mut self.decoder {
            decoder.finish(&mut self.bytes);
        }
    }

    /// Gives the record that stands at `record`.
    fn cut(&mut self, record: std::ops::Range<usize>, findings: &mut Vec<Finding>) -> Cut {
        self.skip(record.start, findings);
        self.begun = true;
        let start = self.position;
        let bytes = &self.bytes[record.clone()];
        let cut = match str::from_utf8(bytes) {
            Ok(text) => Cut::Record {
                start,
                text: text.to_owned(),
            },
            Err(error) => {
                let at = error.valid_up_to();
                let (encoding, found) = match (&self.decoder, bytes.get(at)) {
                    (Some(_), _) => ("UTF-16", "half of a surrogate pair".to_owned()),
                    (None, byte) => {
                        let byte = byte.copied().unwrap_or_default();
                        ("UTF-8", format!("the byte 0x{byte:02X}"))
                    }
                };
                Cut::Undecodable(Undecodable {
                    bytes: bytes.to_vec(),
                    position: start.after(&bytes[..at]),
                    encoding,
                    found,
                })
            }
        };
        self.position.advance(&self.bytes[record.clone()]);
        self.given = record.end;
        cut
    }

    /// Passes over what stands before a record: only before the first is there anything.
    fn skip(&mut self, start: usize, findings: &mut Vec<Finding>) {
        let skipped = self.bytes.get(self.given..start).unwrap_or_default();
        if !self.begun {
            let text = String::from_utf8_lossy(skipped);
            let lines = Lines::new(&text).filled().count();
            if lines > 0 {
                let lines = if lines == 1 {
                    "1 line".to_owned()
                } else {
                    format!("{lines} lines")
                };
                let what = format!("{lines} before the first record are no part of it");
                let finding = Finding::general(FindingKind::Remark { what });
                findings.push(finding.at(self.position));
            }
        }
        self.position.advance(skipped);
        self.given = start;
    }

    /// Lets go of what was given.
    fn forget(&mut self, findings: &mut Vec<Finding>) {
        if let Some(begins) = self.cutter.begins().filter(|begins| *begins > self.given) {
            self.skip(begins, findings);
            self.begun = true;
        }
        // Moving what is left costs no more than reading it did.
        if self.given >= self.bytes.len() - self.given {
            self.bytes.drain(..self.given);
            self.cutter.forget(self.given);
            self.given = 0;
        }
    }
}
