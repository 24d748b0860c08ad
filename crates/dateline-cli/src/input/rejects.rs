//! Records that were set aside, read once more.

use std::borrow::Cow;
use std::io::Cursor;

use dateline_core::{ChannelDraft, Excerpt, Fault, Finding, Position, Record, Scope};
use dateline_json::reject::{self, Reject};

use super::framed::{Frame, Framed};
use super::{BoxedFault, Bytes, Input, boxed, document};
use crate::format::InputFormat;
use crate::plan::Options;
use crate::report::said;

/// Records that were set aside, each read again as a document of its own.
pub(crate) struct Rejects {
    lines: reject::Reader<Bytes>,
    options: Options,
    current: Option<Current>,
}

/// What one line of rejects holds.
enum Current {
    /// A record, in a document of its own.
    Record {
        reject: Reject<'static>,
        input: Box<Input>,
        frame: Box<Frame>,
        /// Where its first record begins, once there was one.
        first: Option<Position>,
    },
    /// A record whose document cannot be read. That matters to this record alone.
    Broken {
        reject: Reject<'static>,
        fault: RecordFault,
    },
    /// A line that holds no record.
    None(RecordFault),
}

/// An error of reading a record again, at its place in the file of rejects.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{what}")]
struct RecordFault {
    position: Position,
    what: String,
}

impl Fault for RecordFault {
    fn position(&self) -> Position {
        self.position
    }

    fn scope(&self) -> Scope {
        Scope::Record
    }

    fn rule(&self) -> &'static str {
        "rejects.again"
    }
}

impl Rejects {
    pub(super) fn new(lines: Bytes, options: Options) -> Self {
        Self {
            lines: reject::Reader::new(lines),
            options,
            current: None,
        }
    }

    pub(super) fn advance(&mut self, findings: &mut Vec<Finding>) -> Result<bool, BoxedFault> {
        loop {
            // A record that was mended into several is several.
            if let Some(Current::Record {
                reject,
                input,
                frame,
                first,
            }) = &mut self.current
            {
                let broken = match input.advance(frame, findings) {
                    Ok(true) => {
                        let begin = input.framed(frame).map(Framed::position);
                        first.get_or_insert(begin.unwrap_or_default());
                        return Ok(true);
                    }
                    Ok(false) if first.is_some() => None,
                    Ok(false) => Some("raw: expected a record, found none".to_owned()),
                    Err(fault) => Some(said(&*fault)),
                };
                if let Some(what) = broken {
                    let reject = std::mem::take(reject);
                    let fault = self.fault(what);
                    self.current = Some(Current::Broken { reject, fault });
                    return Ok(true);
                }
            }
            if !self.lines.advance().map_err(boxed)? {
                return Ok(false);
            }
            self.current = Some(match self.line() {
                Ok(current) => current,
                Err(fault) => Current::None(fault),
            });
            if matches!(self.current, Some(Current::None(_))) {
                return Ok(true);
            }
        }
    }

    /// What the framed line holds.
    fn line(&self) -> Result<Current, RecordFault> {
        let reject = self.lines.record().map_err(|fault| RecordFault {
            position: fault.position(),
            what: said(&fault),
        })?;
        let Some(format) = InputFormat::find(&reject.format).filter(|f| *f != InputFormat::Rejects)
        else {
            let found = Excerpt(&reject.format);
            return Err(self.fault(format!("format: expected a format, found `{found}`")));
        };
        let document = document(format, &reject.header, &reject.raw);
        let input = Box::new(Input::new(
            Box::new(Cursor::new(document)),
            format,
            &self.options,
        ));
        Ok(Current::Record {
            reject,
            input,
            frame: Box::default(),
            first: None,
        })
    }

    /// The record that was framed last, as what it was before it was set aside.
    fn framed(&self) -> Option<Framed<'_>> {
        match &self.current {
            Some(Current::Record { input, frame, .. }) => input.framed(frame),
            _ => None,
        }
    }

    pub(super) fn record(&self, findings: &mut Vec<Finding>) -> Result<Record<'_>, BoxedFault> {
        match &self.current {
            Some(Current::Record { .. }) => match self.framed() {
                Some(framed) => framed
                    .record(findings)
                    .map_err(|fault| boxed(self.fault(said(&*fault)))),
                None => Ok(Record::default()),
            },
            Some(Current::Broken { fault, .. } | Current::None(fault)) => Err(boxed(fault.clone())),
            None => Ok(Record::default()),
        }
    }

    /// The record as it is set aside once more: where several were made of one, each alone.
    pub(super) fn again(&self) -> Option<Reject<'_>> {
        match &self.current {
            Some(Current::Record { reject, first, .. }) => {
                let first = first.unwrap_or_default();
                let framed = self.framed()?;
                let (header, raw) = framed.kept();
                Some(Reject {
                    file: (&*reject.file).into(),
                    format: (&*reject.format).into(),
                    line: reject.line + (framed.position().line - first.line),
                    record: reject.record + (framed.number() - 1),
                    header: header.into(),
                    raw: raw.into(),
                    reasons: Vec::new(),
                })
            }
            Some(Current::Broken { reject, .. }) => Some(reject.clone()),
            Some(Current::None(_)) | None => None,
        }
    }

    fn fault(&self, what: String) -> RecordFault {
        RecordFault {
            position: self.lines.position(),
            what,
        }
    }

    pub(super) fn channel(&self) -> Cow<'_, ChannelDraft> {
        self.framed().map(Framed::channel).unwrap_or_default()
    }

    pub(super) fn number(&self) -> u64 {
        self.lines.number()
    }

    pub(super) fn position(&self) -> Position {
        self.lines.position()
    }

    #[expect(clippy::unused_self, reason = "asked like every other record")]
    pub(super) fn header(&self) -> &[u8] {
        &[]
    }

    pub(super) fn raw(&self) -> &[u8] {
        self.lines.raw()
    }
}
