//! The loop of all commands that write releases: read, check, hand on, and say what happened.

mod examine;
mod pipeline;

use std::io::{self, ErrorKind, Stdin};
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;
use std::thread;

use dateline_core::{
    ChannelDraft, Diagnostic, Excerpt, Fault, Field, Finding, FindingKind, Release, Scope, Spot,
    Written,
};
use dateline_json::reject;

use self::examine::{Examined, Examiner, Message, Outcome};
use self::pipeline::{Batch, Gone, Origin, Pipeline};
use crate::format::InputFormat;
use crate::input::{Frame, Framed, Input, OpenError};
use crate::output::{Encoded, Encoder, Target};
use crate::plan::{self, Intake, Verbosity};
use crate::progress::Screen;
use crate::report::{At, Exit, Report};
use crate::unique::{Met, Verdict};
use crate::walk::{self, Found, Unreadable};

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

impl From<Gone> for Stop {
    fn from(Gone: Gone) -> Self {
        Self::Output("cannot go on: a thread of the program has ended".to_owned())
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
pub(crate) trait Sink {
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
pub(crate) struct Files(Rc<[Result<Found, Unreadable>]>);

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
pub(crate) fn run<S: Sink>(
    intake: &Intake,
    stdin: &Stdin,
    written: &[&Path],
    sink: impl FnOnce(Files) -> Result<S, Stop>,
) -> Exit {
    let report = |screen: &Screen| Report::new(screen.clone(), &intake.saying);
    run_with(intake, stdin, written, report, sink)
}

/// As [`run`], with a report of the caller's own.
pub(crate) fn run_with<'w, S: Sink>(
    intake: &Intake,
    stdin: &Stdin,
    written: &[&Path],
    report: impl FnOnce(&Screen) -> Report<'w>,
    sink: impl FnOnce(Files) -> Result<S, Stop>,
) -> Exit {
    let mut written = written.to_vec();
    written.extend(intake.rejects.as_deref());
    let files: Rc<[_]> = walk::files(&intake.reading.inputs, &written).into();
    let screen = Screen::new(&files, intake.saying.verbosity == Verbosity::Errors);
    let mut report = report(&screen);
    let result = sink(Files(Rc::clone(&files))).and_then(|sink| {
        let examiner = Examiner {
            intake,
            names_ids: report.names_ids(),
        };
        thread::scope(|scope| {
            let mut run = Run::new(scope, examiner, stdin, files, screen.clone(), sink)?;
            let read = run.inputs(&mut report);
            // What was set aside is kept whatever becomes of the output, and before it.
            run.finish_rejects()?;
            read?;
            if run.readable {
                run.sink.finish(&mut report)?;
            }
            Ok(())
        })
    });
    screen.clear();
    match result {
        Ok(()) => report.finish(),
        Err(Stop::ClosedPipe) => report.so_far(),
        Err(Stop::Output(error)) => report.failed(&error),
        Err(Stop::Refused(why)) => report.refuse(&why),
    }
}

struct Run<'s, 'p, S> {
    scope: &'s thread::Scope<'s, 'p>,
    examiner: Examiner<'p>,
    stdin: &'p Stdin,
    sink: S,
    rejects: Option<reject::Writer<Target>>,
    files: Rc<[Result<Found, Unreadable>]>,
    screen: Screen,
    /// Whether any input could be read, if only to find no record in it.
    readable: bool,
    /// The frame of the records that are taken one by one, and how many were.
    frame: Frame,
    alone: u32,
    pipeline: Option<Pipeline>,
}

impl<'s, 'p: 's, S: Sink> Run<'s, 'p, S> {
    fn new(
        scope: &'s thread::Scope<'s, 'p>,
        examiner: Examiner<'p>,
        stdin: &'p Stdin,
        files: Rc<[Result<Found, Unreadable>]>,
        screen: Screen,
        sink: S,
    ) -> Result<Self, Stop> {
        let rejects = examiner.intake.rejects.as_deref().map(|path| {
            let at = |what: &str, error: &io::Error| Stop::at(Some(path), what, error);
            let target = Target::new(Some(path)).map_err(|e| at("cannot create", &e))?;
            reject::Writer::new(target).map_err(|e| at("cannot write", &e))
        });
        Ok(Self {
            scope,
            examiner,
            stdin,
            sink,
            rejects: rejects.transpose()?,
            files,
            screen,
            readable: false,
            frame: Frame::default(),
            alone: 0,
            pipeline: None,
        })
    }

    fn inputs(&mut self, report: &mut Report<'_>) -> Result<(), Stop> {
        let files = Rc::clone(&self.files);
        for (index, file) in files.iter().enumerate() {
            match file {
                Ok(found) => self.input(index, found, report)?,
                Err(unreadable) => {
                    self.collect(true, report)?;
                    unreadable.report(report);
                }
            }
        }
        self.collect(true, report)
    }

    fn input(&mut self, index: usize, found: &Found, report: &mut Report<'_>) -> Result<(), Stop> {
        let name = plan::name(&found.path);
        let opened = Input::open(
            found,
            &self.examiner.intake.reading,
            self.stdin,
            &self.screen,
        );
        let (mut input, format) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                self.collect(true, report)?;
                let at = At::whole(&name);
                match error {
                    // What nobody named is no reason to fail.
                    OpenError::Undecided(_) if found.below.is_some() => report.refused(at, &error),
                    _ => report.unreadable(at, &error.diagnostic()),
                }
                return Ok(());
            }
        };
        let mut findings = Vec::new();
        loop {
            if self.takes_batches(&input) {
                return self.batches(&mut input, name, format, report);
            }
            self.collect(true, report)?;
            let mut frame = std::mem::take(&mut self.frame);
            let advanced = input.advance(&mut frame, &mut findings);
            self.readable |= advanced.is_ok();
            let whole = At::whole(&name);
            for finding in findings.drain(..) {
                report.finding(whole, &finding, None);
            }
            match advanced {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(fault) => {
                    broken(&*fault, &name, format, input.is_at_start(), report);
                    return Ok(());
                }
            }
            if let Some(framed) = input.framed(&frame) {
                self.record((index, found), framed, format, report)?;
            }
            self.frame = frame;
            self.alone = self.alone.saturating_add(1);
        }
    }

    /// One framed record, to its end.
    fn record(
        &mut self,
        (index, found): (usize, &Found),
        framed: Framed<'_>,
        format: InputFormat,
        report: &mut Report<'_>,
    ) -> Result<(), Stop> {
        let met = Met {
            input: index,
            record: framed.number(),
            line: framed.position().line,
            format,
        };
        let reads_name = format == InputFormat::Page && self.examiner.intake.reading.options.infer;
        let sink = &mut self.sink;
        let examined = self.examiner.examine(
            framed,
            reads_name.then_some(found),
            |release, channel, findings| sink.take(release, met, channel, findings),
        )?;
        let name = plan::name(&found.path);
        self.settle(&name, format, framed, &examined, report)
    }

    /// Says what there is to say of a record, counts it, and sets it aside where it is no release.
    fn settle(
        &mut self,
        name: &str,
        format: InputFormat,
        framed: Framed<'_>,
        examined: &Examined<Taken>,
        report: &mut Report<'_>,
    ) -> Result<(), Stop> {
        report.counts.read += 1;
        self.screen.tick(report.counts.read);
        let origin = framed.origin();
        let at = At {
            input: name,
            record: Some(framed.number()),
            origin: origin.as_deref(),
            id: examined.id.as_deref(),
        };
        let source = Some(framed.source());
        let mut reasons = Vec::new();
        if let Outcome::Unreadable(fault) = &examined.outcome {
            reasons = report.fault(at, &**fault, source);
        }
        for (spot, message) in examined.messages(framed, |finding| report.shows(finding)) {
            match message {
                Message::Finding(finding) => report.found(at, finding, |finding| {
                    (Diagnostic::from(finding).at(spot), source)
                }),
                Message::Violation(violation) => {
                    let diagnostic = Diagnostic::from(violation).at(spot);
                    report.diagnostic(at, &diagnostic, source);
                    reasons.push(diagnostic.to_string());
                }
            }
        }
        if report.is_unread() {
            return Err(Stop::ClosedPipe);
        }
        match &examined.outcome {
            Outcome::Taken(taken) => {
                report.counts.duplicates += u64::from(self.sink.replaced());
                match *taken {
                    Taken::Written(written) => report.wrote(written),
                    Taken::Waits | Taken::Checked => {}
                    Taken::Duplicate => report.counts.duplicates += 1,
                    Taken::NotSelected => report.counts.not_selected += 1,
                }
            }
            Outcome::Skipped(skipped) => {
                let spot = Spot::from(framed.position());
                report.skipped(at, &skipped.diagnostic().at(spot));
            }
            Outcome::Invalid(_) | Outcome::Unreadable(_) => {
                report.rejected();
                if let Some(rejects) = &mut self.rejects {
                    let path = self.examiner.intake.rejects.as_deref();
                    rejects
                        .write(&framed.reject(name, format, reasons))
                        .map_err(|error| Stop::at(path, "cannot write", &error))?;
                }
            }
        }
        Ok(())
    }

    /// Whether the records that come next go to other threads. These are asked once there is
    /// enough to do.
    fn takes_batches(&mut self, input: &Input) -> bool {
        if !input.is_framing() {
            return false;
        }
        if self.pipeline.is_none() && self.alone >= ALONE && self.examiner.intake.threads > 1 {
            let (scope, examiner) = (self.scope, self.examiner);
            self.pipeline = self
                .sink
                .encoder()
                .map(|encoder| Pipeline::start(scope, examiner.intake.threads, examiner, encoder));
        }
        self.pipeline.is_some()
    }

    /// The rest of an input, in batches.
    fn batches(
        &mut self,
        input: &mut Input,
        name: String,
        format: InputFormat,
        report: &mut Report<'_>,
    ) -> Result<(), Stop> {
        let origin = Arc::new(Origin { name, format });
        let mut findings = Vec::new();
        let mut goes_on = true;
        while goes_on {
            let Some(pipeline) = &mut self.pipeline else {
                return Ok(());
            };
            let mut batch = pipeline.batch(&origin);
            while goes_on && batch.has_room() {
                let advanced = input.advance(batch.next(), &mut findings);
                let before = batch.len();
                batch
                    .said
                    .extend(findings.drain(..).map(|finding| (before, finding)));
                match advanced {
                    Ok(true) => batch.push(),
                    Ok(false) => goes_on = false,
                    Err(fault) => {
                        batch.fault = Some(fault);
                        goes_on = false;
                    }
                }
                self.readable |= batch.fault.is_none();
            }
            pipeline.send(batch)?;
            self.collect(false, report)?;
        }
        Ok(())
    }

    /// Takes what the other threads have done: what is ready, or all.
    fn collect(&mut self, all: bool, report: &mut Report<'_>) -> Result<(), Stop> {
        while let Some(pipeline) = &mut self.pipeline
            && let Some(batch) = pipeline.receive(all)?
        {
            let batch = self.done(batch, report)?;
            if let Some(pipeline) = &mut self.pipeline {
                pipeline.reuse(batch);
            }
        }
        Ok(())
    }

    /// What became of the records of a batch, and what was made of them.
    fn done(&mut self, mut batch: Batch, report: &mut Report<'_>) -> Result<Batch, Stop> {
        let Some(origin) = batch.origin.clone() else {
            return Ok(batch);
        };
        let whole = At::whole(&origin.name);
        let mut said = std::mem::take(&mut batch.said).into_iter().peekable();
        let mut examined = std::mem::take(&mut batch.examined);
        for (index, (frame, examined)) in batch.frames().iter().zip(examined.drain(..)).enumerate()
        {
            while let Some((_, finding)) = said.next_if(|(before, _)| *before <= index) {
                report.finding(whole, &finding, None);
            }
            if let Some(framed) = frame.framed() {
                let taken = examined.map(Taken::Written);
                self.settle(&origin.name, origin.format, framed, &taken, report)?;
            }
        }
        for (_, finding) in said {
            report.finding(whole, &finding, None);
        }
        if let Some(fault) = batch.fault.take() {
            broken(&*fault, &origin.name, origin.format, false, report);
        }
        self.sink.append(&batch.encoded)?;
        batch.examined = examined;
        Ok(batch)
    }

    fn finish_rejects(&mut self) -> Result<(), Stop> {
        let Some(rejects) = self.rejects.take() else {
            return Ok(());
        };
        let path = self.examiner.intake.rejects.as_deref();
        rejects
            .finish()
            .and_then(Target::finish)
            .map_err(|error| Stop::at(path, "cannot write", &error))
    }
}

/// Says why nothing more can be read from an input.
fn broken(
    fault: &dyn Fault,
    name: &str,
    format: InputFormat,
    is_at_start: bool,
    report: &mut Report<'_>,
) {
    let whole = At::whole(name);
    if fault.scope() == Scope::Input {
        report.unreadable(whole, &Diagnostic::of_fault(fault));
        return;
    }
    report.fault(whole, fault, None);
    if format == InputFormat::Page && is_at_start {
        report.no_release();
    } else {
        report.broken_off();
    }
}
