//! Reading, checking and encoding on other threads, while this one frames and writes.
//!
//! Records go out in batches, each to the worker whose turn it is, and come back in the same turns:
//! so their order is kept without a lock and without waiting for a number. Batches are used again;
//! there are never more of them than the workers can hold, which bounds memory.

use std::convert::Infallible;
use std::mem;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use dateline_core::{Finding, Written};

use super::examine::{Examined, Examiner};
use crate::format::InputFormat;
use crate::input::{BoxedFault, Frame};
use crate::output::{Encoded, Encoder};

/// So many records or bytes are a batch.
const RECORDS: usize = 64;
const BYTES: usize = 256 * 1024;

/// How many batches wait for each worker, with the one on which it works.
const DEPTH: usize = 2;

/// The input that the records of a batch stand in.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) name: String,
    pub(super) format: InputFormat,
}

/// Framed records of one input, and what became of them.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) origin: Option<Arc<Origin>>,
    encoder: Option<Arc<Encoder>>,
    frames: Vec<Frame>,
    /// How many frames hold records; the others are memory.
    used: usize,
    bytes: usize,
    /// What was found between records, and in front of which.
    pub(super) said: Vec<(usize, Finding)>,
    /// Why there is no further record behind these, if there is none.
    pub(super) fault: Option<BoxedFault>,
    pub(super) examined: Vec<Examined<Written>>,
    pub(super) encoded: Encoded,
}

impl Batch {
    /// Whether it has room for another record.
    pub(super) const fn has_room(&self) -> bool {
        self.used < RECORDS && self.bytes < BYTES
    }

    /// A frame for the next record; where one was framed, [`Batch::push`] keeps it.
    pub(super) fn next(&mut self) -> &mut Frame {
        if self.used == self.frames.len() {
            self.frames.push(Frame::default());
        }
        &mut self.frames[self.used]
    }

    /// Keeps the record that was framed.
    pub(super) fn push(&mut self) {
        let framed = self.frames.get(self.used).and_then(Frame::framed);
        self.bytes += framed.map_or(0, |framed| framed.source().bytes.len());
        self.used += 1;
    }

    /// How many records it has.
    pub(super) const fn len(&self) -> usize {
        self.used
    }

    /// Its records, in order.
    pub(super) fn frames(&self) -> &[Frame] {
        &self.frames[..self.used]
    }

    /// Makes room for others.
    fn clear(&mut self) {
        self.used = 0;
        self.bytes = 0;
        self.said.clear();
        self.fault = None;
        self.examined.clear();
        self.encoded.clear();
    }

    fn work(&mut self, examiner: Examiner<'_>) {
        let Some(encoder) = self.encoder.clone() else {
            return;
        };
        for frame in &self.frames[..self.used] {
            let Some(framed) = frame.framed() else {
                continue;
            };
            let out = &mut self.encoded;
            let Ok(record) = examiner.examine(framed, None, |release, _, findings| {
                Ok::<_, Infallible>(encoder.encode(release, out, findings))
            });
            self.examined.push(record);
        }
    }
}

/// The workers, and whose turn it is.
#[derive(Debug)]
pub(super) struct Pipeline {
    workers: Vec<Worker>,
    encoder: Arc<Encoder>,
    /// How many batches went out and came back.
    sent: usize,
    received: usize,
    spare: Vec<Batch>,
}

#[derive(Debug)]
struct Worker {
    to: SyncSender<Batch>,
    from: Receiver<Batch>,
}

/// A worker is gone, which a fault of this program alone can cause.
#[derive(Debug)]
pub(super) struct Gone;

impl Pipeline {
    /// Starts so many workers.
    pub(super) fn start<'s, 'e: 's>(
        scope: &'s Scope<'s, 'e>,
        threads: usize,
        examiner: Examiner<'e>,
        encoder: Encoder,
    ) -> Self {
        let worker = || {
            let (to, work) = sync_channel::<Batch>(DEPTH);
            let (done, from) = sync_channel(DEPTH);
            scope.spawn(move || {
                for mut batch in work {
                    batch.work(examiner);
                    if done.send(batch).is_err() {
                        return;
                    }
                }
            });
            Worker { to, from }
        };
        Self {
            workers: (0..threads).map(|_| worker()).collect(),
            encoder: Arc::new(encoder),
            sent: 0,
            received: 0,
            spare: Vec::new(),
        }
    }

    /// An empty batch for records of this input.
    pub(super) fn batch(&mut self, origin: &Arc<Origin>) -> Batch {
        let mut batch = self.spare.pop().unwrap_or_default();
        batch.clear();
        batch.origin = Some(Arc::clone(origin));
        batch.encoder = Some(Arc::clone(&self.encoder));
        batch
    }

    /// Hands a batch to the worker whose turn it is.
    pub(super) fn send(&mut self, batch: Batch) -> Result<(), Gone> {
        let worker = &self.workers[self.sent % self.workers.len()];
        worker.to.send(batch).map_err(|_| Gone)?;
        self.sent += 1;
        Ok(())
    }

    /// The batch that went out first of those that did not come back. Where the workers have more
    /// than enough to do, or `all` are wanted, it is waited for.
    pub(super) fn receive(&mut self, all: bool) -> Result<Option<Batch>, Gone> {
        let under_way = self.sent - self.received;
        if under_way == 0 || (!all && under_way < self.workers.len() * DEPTH) {
            return Ok(None);
        }
        let worker = &self.workers[self.received % self.workers.len()];
        let batch = worker.from.recv().map_err(|_| Gone)?;
        self.received += 1;
        Ok(Some(batch))
    }

    /// Takes a batch back for others.
    pub(super) fn reuse(&mut self, mut batch: Batch) {
        mem::take(&mut batch.origin);
        self.spare.push(batch);
    }
}
