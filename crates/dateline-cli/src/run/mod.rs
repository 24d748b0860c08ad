//! The loop of all commands that write releases: read, check, hand on, and say what happened.

mod batch;
mod desk;
mod examine;
mod inputs;
mod pipeline;

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use dateline_core::{ChannelDraft, Excerpt, Field, Finding, FindingKind, Release, Written};

use self::desk::Desk;
use self::examine::Examiner;
use self::inputs::{All, Inputs};
use crate::input::Frame;
use crate::output::{Encoded, Encoder};
use crate::plan::{self, Intake, Verbosity};
use crate::progress::Screen;
use crate::report::{Exit, Report};
use crate::unique::{Met, Verdict};
use crate::walk;

/// Why a run ended early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Whoever reads the output has had enough.
    ClosedPipe,
    /// An output cannot be written.
    Output(String),
    /// Nothing is written, as was asked for.
    Refused(String),
}

impl Stop {
    pub(crate) fn at(path: Option<&Path>, what: &str, error: &io::Error) -> Self {
        match path {
            _ if error.kind() == ErrorKind::BrokenPipe => Self::ClosedPipe,
            None => Self::Output(format!("{what} standard output: {error}")),
            Some(path) => Self::Output(format!("{what} {}: {error}", path.display())),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(format!("cannot use a temporary file: {error}"))
    }
}

/// What became of a release that was handed on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Taken {
    Written(Written),
    /// It waits until it is known whether it is kept.
    Waits,
    /// It, or one that was met before, is left out for another with the same id.
    Duplicate,
    /// It is none of those that were asked for.
    NotSelected,
    /// It was looked at, and that was all.
    Checked,
}

/// Where releases go.
pub(crate) trait Sink: Send {
    /// Takes a release, with the facts of the feed that it was read from.
    fn take(
        &mut self,
        release: &Release<'_>,
        met: Met,
        channel: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Taken, Stop>;

    /// What encodes releases on other threads: there is something where each release is written as
    /// it comes, whatever the others are, and where the output was begun.
    fn encoder(&self) -> Option<Encoder> {
        None
    }

    /// Writes what the encoder made of releases.
    fn append(&mut self, encoded: &Encoded) -> Result<(), Stop> {
        let _ = encoded;
        Ok(())
    }

    /// Whether the release that was taken last made another leave, which had been written.
    fn replaced(&self) -> bool {
        false
    }

    /// Brings everything where it belongs, once all is read. Not called where nothing could be
    /// read: then nothing was converted, and no file is made or replaced.
    fn finish(self, report: &mut Report<'_>) -> Result<(), Stop>;
}

/// The files that are read, as they are called in messages.
#[derive(Clone, Debug)]
pub(crate) struct Files(All);

impl Files {
    /// What an input is called.
    pub(crate) fn name(&self, index: usize) -> String {
        match self.0.get(index) {
            Some(Ok(found)) => plan::name(&found.path),
            _ => String::new(),
        }
    }

    /// Says that another release has the same id, where one has.
    pub(crate) fn duplicate(
        &self,
        release: &Release<'_>,
        verdict: Verdict,
        findings: &mut Vec<Finding>,
    ) {
        let (other, fate) = match verdict {
            Verdict::New => return,
            Verdict::Dropped(other) => (other, "is kept instead"),
            Verdict::Replaces(other) => (other, "is left out"),
        };
        let what = format!(
            "`{}` is the id of another release as well; the one of {}:{} {fate}",
            Excerpt(release.id()),
            self.name(other.input),
            other.line
        );
        findings.push(Finding::about(Field::Id, FindingKind::Loss { what }));
    }
}

/// So many records are taken one by one before other threads are asked: small inputs are done by
/// then.
const ALONE: u32 = 64;

/// Runs a command. `written` are the files that it writes, which are no inputs; `sink` makes what
/// takes the releases.
pub(crate) fn run<'p, S: Sink + 'p>(
    intake: &'p Intake,
    written: &[&Path],
    sink: impl FnOnce(Files) -> Result<S, Stop>,
) -> Exit {
    let report = |screen: &Screen| Report::new(screen.clone(), &intake.saying);
    run_with(intake, written, report, sink)
}

/// As [`run`], with a report of the caller's own.
pub(crate) fn run_with<'p, S: Sink + 'p>(
    intake: &'p Intake,
    written: &[&Path],
    report: impl FnOnce(&Screen) -> Report<'p>,
    sink: impl FnOnce(Files) -> Result<S, Stop>,
) -> Exit {
    let mut written = written.to_vec();
    written.extend(intake.rejects.as_deref());
    let files: All = walk::files(&intake.reading.inputs, &written).into();
    let screen = Screen::new(&files, intake.saying.verbosity == Verbosity::Errors);
    let report = report(&screen);
    let examiner = Examiner {
        intake,
        names_ids: report.names_ids(),
    };
    let (mut report, result) = match sink(Files(Arc::clone(&files))) {
        Err(stop) => (report, Err(stop)),
        Ok(sink) => {
            let mut inputs = Inputs::new(Arc::clone(&files), &intake.reading, screen.clone());
            let desk = Desk::new(examiner, report, sink, files, screen.clone());
            all(&mut inputs, desk)
        }
    };
    screen.clear();
    match result {
        Ok(()) => report.finish(),
        Err(Stop::ClosedPipe) => report.so_far(),
        Err(Stop::Output(error)) => report.failed(&error),
        Err(Stop::Refused(why)) => report.refuse(&why),
    }
}

/// Reads everything and brings it where it belongs.
fn all<'p, S: Sink + 'p>(
    inputs: &mut Inputs<'p>,
    mut desk: Desk<'p, S>,
) -> (Report<'p>, Result<(), Stop>) {
    let read = desk.begin_rejects().and_then(|()| read(inputs, &mut desk));
    // What was set aside is kept whatever becomes of the output, and before it.
    let kept = desk.finish_rejects().and(read);
    let Desk {
        mut report,
        sink,
        readable,
        ..
    } = desk;
    let result = match kept {
        Ok(()) if readable => sink.finish(&mut report),
        kept => kept,
    };
    (report, result)
}

/// Reads the inputs to their end: the first records one by one, and the others in batches where
/// that can be.
fn read<'p, S: Sink + 'p>(inputs: &mut Inputs<'p>, desk: &mut Desk<'p, S>) -> Result<(), Stop> {
    let threads = desk.examiner.intake.threads;
    let mut frame = Frame::default();
    let mut alone = 0;
    while let Some(open) = inputs.open() {
        let open = match open {
            Ok(open) => open,
            Err(unopened) => {
                desk.unopened(&unopened);
                continue;
            }
        };
        if alone >= ALONE
            && threads > 1
            && open.input.is_framing()
            && let Some(encoder) = desk.sink.encoder()
        {
            pipeline::run(threads, &encoder, inputs, desk)?;
        } else {
            alone = alone.saturating_add(1);
            if !desk.one(open, &mut frame)? {
                inputs.close();
            }
        }
    }
    Ok(())
}
