//! Writes records that were set aside.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};

use super::Reject;

/// Writes records that were set aside, one a line.
#[derive(Debug)]
pub struct Writer<W> {
    output: W,
    buffer: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// A writer.
    ///
    /// # Errors
    ///
    /// None; the result is there because other writers have a head to write.
    pub fn new(output: W) -> io::Result<Self> {
        Ok(Self {
            output,
            buffer: Vec::new(),
        })
    }

    /// Writes a record.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn write(&mut self, reject: &Reject<'_>) -> io::Result<()> {
        let Reject {
            file,
            format,
            line,
            record,
            header,
            raw,
            reasons,
        } = reject;
        let row = Row {
            file,
            format,
            line: *line,
            record: *record,
            header: Bytes::of(header),
            raw: Bytes::of(raw),
            reasons,
        };
        self.buffer.clear();
        serde_json::to_writer(&mut self.buffer, &row)?;
        self.buffer.push(b'\n');
        self.output.write_all(&self.buffer)
    }

    /// Gives the output back.
    ///
    /// # Errors
    ///
    /// Where the output fails.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }
}

#[derive(Serialize)]
struct Row<'r> {
    file: &'r str,
    format: &'r str,
    line: u64,
    record: u64,
    header: Bytes<'r>,
    raw: Bytes<'r>,
    reasons: &'r [String],
}

enum Bytes<'r> {
    Text(&'r str),
    Binary(&'r [u8]),
}

impl<'r> Bytes<'r> {
    fn of(bytes: &'r [u8]) -> Self {
        std::str::from_utf8(bytes).map_or(Self::Binary(bytes), Self::Text)
    }
}

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Binary(bytes) => serializer.collect_map([("base64", STANDARD.encode(bytes))]),
        }
    }
}
