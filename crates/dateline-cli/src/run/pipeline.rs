//! Several threads that read, check, encode and write, each a batch of records at a time.
//!
//! They stand in a ring, and two things go round: the inputs and the desk. Whose turn it is at the
//! inputs frames the records that come next, and hands the inputs on at once; reads, checks and
//! encodes these records while others frame theirs; and waits for its turn at the desk, where it
//! says what happened and writes. So a record stays in the cache of one core from its first byte to
//! its last, all is said and written in the order of the input, no lock is taken, and there are no
//! more batches than threads.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::batch::{Batch, End};
use super::desk::Desk;
use super::examine::Examiner;
use super::inputs::Inputs;
use super::{Sink, Stop};
use crate::output::Encoder;

/// Reads on with so many threads, as long as what is read can be read in batches.
pub(super) fn run<'p, S: Sink + 'p>(
    threads: usize,
    encoder: &Encoder,
    inputs: &mut Inputs<'p>,
    desk: &mut Desk<'p, S>,
) -> Result<(), Stop> {
    let (to_inputs, at_inputs): (Vec<_>, Vec<_>) = (0..threads).map(|_| channel()).unzip();
    let (to_desk, at_desk): (Vec<_>, Vec<_>) = (0..threads).map(|_| channel()).unzip();
    let (to_end, at_end) = channel();
    let examiner = desk.examiner;
    thread::scope(|scope| {
        for (index, (inputs, desk)) in at_inputs.into_iter().zip(at_desk).enumerate() {
            let next = (index + 1) % threads;
            let worker = Worker {
                examiner,
                inputs,
                desk,
                next_inputs: to_inputs[next].clone(),
                next_desk: to_desk[next].clone(),
                end: to_end.clone(),
            };
            scope.spawn(move || worker.rounds(encoder));
        }
        // A thread that is not there to take its turn has ended, which it says itself.
        let _ = to_inputs[0].send(Some(inputs));
        let _ = to_desk[0].send(Some(desk));
        let result = at_end.recv().unwrap_or_else(|_| Err(gone()));
        // Each waits for the one before it, so each is told that there is nothing to wait for.
        for (inputs, desk) in to_inputs.iter().zip(&to_desk) {
            let _ = inputs.send(None);
            let _ = desk.send(None);
        }
        result
    })
}

/// Only a fault of this program ends a thread early.
fn gone() -> Stop {
    Stop::Output("cannot go on: a thread of the program has ended".to_owned())
}

/// One of the ring: what it waits for, and where it hands things on. Nothing stands for the end.
struct Worker<'a, 'p, S> {
    inputs: Receiver<Option<&'a mut Inputs<'p>>>,
    next_inputs: Sender<Option<&'a mut Inputs<'p>>>,
    examiner: Examiner<'p>,
    desk: Receiver<Option<&'a mut Desk<'p, S>>>,
    next_desk: Sender<Option<&'a mut Desk<'p, S>>>,
    /// How all of it ended. Only what is said first counts.
    end: Sender<Result<(), Stop>>,
}

impl<S: Sink> Worker<'_, '_, S> {
    /// A batch each time that it is this one's turn.
    fn rounds(self, encoder: &Encoder) {
        let mut batch = Batch::default();
        while let Ok(Some(inputs)) = self.inputs.recv() {
            batch.fill(inputs);
            let is_last = matches!(batch.end, End::Last);
            if !is_last && self.next_inputs.send(Some(inputs)).is_err() {
                return;
            }
            batch.work(self.examiner, encoder);
            let Ok(Some(desk)) = self.desk.recv() else {
                return;
            };
            let result = desk.done(&mut batch);
            if is_last || result.is_err() {
                // Who has heard of an end listens no more.
                let _ = self.end.send(result);
                return;
            }
            if self.next_desk.send(Some(desk)).is_err() {
                return;
            }
        }
    }
}

impl<S> Drop for Worker<'_, '_, S> {
    /// One that ends is missed by the others, and by a panic it ends without a word.
    fn drop(&mut self) {
        let _ = self.end.send(Err(gone()));
    }
}
