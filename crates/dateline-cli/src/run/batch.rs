//! Records that are framed together, so that one thread can read them all.

use std::convert::Infallible;
use std::sync::Arc;

use dateline_core::{Finding, Written};

use super::examine::{Examined, Examiner, Outcome};
use super::inputs::{Inputs, Origin, Unopened};
use crate::input::{BoxedFault, Frame};
use crate::output::{Encoded, Encoder};

/// So many records or bytes are a batch.
const RECORDS: usize = 32;
const BYTES: usize = 128 * 1024;

/// Framed records of one input, and what became of them. Its memory is used again.
#[derive(Default)]
pub(super) struct Batch {
    /// Where they stand; nothing where the input could not be opened.
    pub(super) origin: Option<Arc<Origin>>,
    pub(super) frames: Vec<Frame>,
    /// How many frames hold records; the others are memory.
    pub(super) used: usize,
    /// What was found between records, and in front of which.
    pub(super) said: Vec<(usize, Finding)>,
    /// The records of which there is something to say, and which they are.
    pub(super) eventful: Vec<(usize, Examined<Written>)>,
    /// What was made of those that are releases.
    pub(super) encoded: Encoded,
    /// What comes behind them.
    pub(super) end: End,
}

/// What comes behind the records of a batch.
#[derive(Default)]
pub(super) enum End {
    /// More of the same input, or the next one.
    #[default]
    More,
    /// The next input; nothing more can be read from this one, and why.
    Broken(BoxedFault),
    /// The next input; this one cannot be opened.
    Unopened(Unopened),
    /// No further batch: no input is left, or the one that is open cannot be read in batches.
    Last,
}

impl Batch {
    /// Frames the records that come next, in the place of those that it has.
    pub(super) fn fill(&mut self, inputs: &mut Inputs<'_>) {
        self.origin = None;
        self.used = 0;
        self.said.clear();
        self.eventful.clear();
        self.encoded.clear();
        self.end = End::More;
        let open = match inputs.open() {
            Some(Ok(open)) if open.input.is_framing() => open,
            Some(Ok(_)) | None => {
                self.end = End::Last;
                return;
            }
            Some(Err(unopened)) => {
                self.end = End::Unopened(unopened);
                return;
            }
        };
        self.origin = Some(Arc::clone(&open.origin));
        let mut findings = Vec::new();
        let mut bytes = 0;
        while self.used < RECORDS && bytes < BYTES {
            if self.used == self.frames.len() {
                self.frames.push(Frame::default());
            }
            let frame = &mut self.frames[self.used];
            let advanced = open.input.advance(frame, &mut findings);
            let before = self.used;
            self.said
                .extend(findings.drain(..).map(|finding| (before, finding)));
            match advanced {
                Ok(true) => {
                    bytes += frame.framed().map_or(0, |framed| framed.raw().len());
                    self.used += 1;
                    continue;
                }
                Ok(false) => {}
                Err(fault) => self.end = End::Broken(fault),
            }
            inputs.close();
            return;
        }
    }

    /// Reads, checks and encodes its records.
    pub(super) fn work(&mut self, examiner: Examiner<'_>, encoder: &Encoder) {
        for (index, frame) in self.frames[..self.used].iter().enumerate() {
            let Some(framed) = frame.framed() else {
                continue;
            };
            let out = &mut self.encoded;
            let Ok(record) = examiner.examine(framed, None, |release, _, findings| {
                Ok::<_, Infallible>(encoder.encode(release, out, findings))
            });
            let is_usual = matches!(record.outcome, Outcome::Taken(Written::Out));
            if !is_usual || !record.findings.is_empty() {
                self.eventful.push((index, record));
            }
        }
    }
}
