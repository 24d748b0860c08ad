//! The loop of all commands that write releases: read, check, hand on, and say what happened.

use std::io::{self, ErrorKind, Stdin};
use std::path::Path;
use std::rc::Rc;

use dateline_core::{
    ChannelDraft, Diagnostic, Draft, Excerpt, Field, FieldPath, Finding, FindingKind, Inference,
    Release, Scope, Spot, Violation, Violations, Written,
};
use dateline_json::reject;

use crate::address;
use crate::fill::{self, Skipped};
use crate::format::InputFormat;
use crate::input::{Input, OpenError};
use crate::output::Target;
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

/// Runs a command. `written` are the files that it writes, which are no inputs; `sink` makes what
/// takes the releases.
pub(crate) fn run<S: Sink>(
    intake: &Intake,
    stdin: &Stdin,
    written: &[&Path],
    sink: impl FnOnce(Files) -> Result<S, Stop>,
) -> Exit {
    let mut written = written.to_vec();
    written.extend(intake.rejects.as_deref());
    let files: Rc<[_]> = walk::files(&intake.reading.inputs, &written).into();
    let screen = Screen::new(files.len(), intake.saying.verbosity == Verbosity::Errors);
    let mut report = Report::new(screen.clone(), &intake.saying);
    let result = sink(Files(Rc::clone(&files))).and_then(|sink| {
        let mut run = Run::new(intake, stdin, files, screen.clone(), sink)?;
        let read = run.inputs(&mut report);
        // What was set aside is kept whatever becomes of the output, and before it.
        run.finish_rejects()?;
        read?;
        if run.readable {
            run.sink.finish(&mut report)?;
        }
        Ok(())
    });
    screen.clear();
    match result {
        Ok(()) => report.finish(),
        Err(Stop::ClosedPipe) => report.so_far(),
        Err(Stop::Output(error)) => report.failed(&error),
        Err(Stop::Refused(why)) => report.refuse(&why),
    }
}

struct Run<'p, S> {
    intake: &'p Intake,
    stdin: &'p Stdin,
    sink: S,
    rejects: Option<reject::Writer<Target>>,
    files: Rc<[Result<Found, Unreadable>]>,
    screen: Screen,
    /// Whether any input could be read, if only to find no record in it.
    readable: bool,
    findings: Vec<Finding>,
}

/// What became of a record.
enum Outcome {
    Taken(Taken),
    Skipped(Skipped),
    Rejected,
}

/// One thing that is said of a record.
enum Message<'m> {
    Finding(&'m Finding),
    Violation(&'m Violation),
}

impl<'p, S: Sink> Run<'p, S> {
    fn new(
        intake: &'p Intake,
        stdin: &'p Stdin,
        files: Rc<[Result<Found, Unreadable>]>,
        screen: Screen,
        sink: S,
    ) -> Result<Self, Stop> {
        let rejects = intake.rejects.as_deref().map(|path| {
            let at = |what: &str, error: &io::Error| Stop::at(Some(path), what, error);
            let target = Target::new(Some(path)).map_err(|e| at("cannot create", &e))?;
            reject::Writer::new(target).map_err(|e| at("cannot write", &e))
        });
        Ok(Self {
            intake,
            stdin,
            sink,
            rejects: rejects.transpose()?,
            files,
            screen,
            readable: false,
            findings: Vec::new(),
        })
    }

    fn inputs(&mut self, report: &mut Report<'_>) -> Result<(), Stop> {
        for index in 0..self.files.len() {
            match &self.files[index] {
                Ok(found) => {
                    let found = found.clone();
                    self.input(index, &found, report)?;
                }
                Err(unreadable) => unreadable.report(report),
            }
            self.screen.file(report.counts.read);
        }
        Ok(())
    }

    fn input(&mut self, index: usize, found: &Found, report: &mut Report<'_>) -> Result<(), Stop> {
        let name = plan::name(&found.path);
        let (mut input, format) = match Input::open(found, &self.intake.reading, self.stdin) {
            Ok(opened) => opened,
            // What nobody named is no reason to fail.
            Err(error @ OpenError::Undecided(_)) if found.below.is_some() => {
                report.refused(At::whole(&name), &error);
                return Ok(());
            }
            Err(error) => {
                report.unreadable(At::whole(&name), &error.diagnostic());
                return Ok(());
            }
        };
        loop {
            self.findings.clear();
            let advanced = input.advance(&mut self.findings);
            self.readable |= advanced.is_ok();
            let whole = At::whole(&name);
            for finding in &self.findings {
                report.finding(whole, finding, None);
            }
            match advanced {
                Ok(true) => self.record((index, found), &input, format, report)?,
                Ok(false) => return Ok(()),
                Err(fault) if fault.scope() == Scope::Input => {
                    report.unreadable(whole, &Diagnostic::of_fault(&*fault));
                    return Ok(());
                }
                Err(fault) if format == InputFormat::Page && input.number() == 0 => {
                    report.fault(whole, &*fault, None);
                    report.no_release();
                    return Ok(());
                }
                Err(fault) => {
                    report.fault(whole, &*fault, None);
                    report.broken_off();
                    return Ok(());
                }
            }
        }
    }

    /// One framed record, to its end.
    fn record(
        &mut self,
        (index, found): (usize, &Found),
        input: &Input,
        format: InputFormat,
        report: &mut Report<'_>,
    ) -> Result<(), Stop> {
        report.counts.read += 1;
        self.findings.clear();
        let name = plan::name(&found.path);
        let origin = input.origin();
        let at = At {
            input: &name,
            record: Some(input.number()),
            origin: origin.as_deref(),
            id: None,
        };
        let mut reasons = Vec::new();
        let mut id = None;
        let mut violations = None;
        let outcome = match input.record(&mut self.findings) {
            Ok(mut record) => {
                let channel = input.channel();
                if format == InputFormat::Page && self.intake.reading.options.infer {
                    address::name_number(&mut record.draft, found, &mut self.findings);
                }
                match self.fill(&mut record.draft, &channel) {
                    Some(skipped) => Outcome::Skipped(skipped),
                    None => match self.intake.checker.check(record.draft, &mut self.findings) {
                        Ok(release) => {
                            let met = Met {
                                input: index,
                                record: input.number(),
                                line: input.position().line,
                            };
                            id = report.names_ids().then(|| release.id().to_owned());
                            let (sink, findings) = (&mut self.sink, &mut self.findings);
                            Outcome::Taken(sink.take(&release, met, &channel, findings)?)
                        }
                        Err(broken) => {
                            violations = Some(broken);
                            Outcome::Rejected
                        }
                    },
                }
            }
            Err(fault) => {
                reasons = report.fault(at, &*fault, Some(input.source()));
                Outcome::Rejected
            }
        };
        let at = At {
            id: id.as_deref(),
            ..at
        };
        for (spot, message) in self.messages(violations.as_ref(), input, report) {
            let source = Some(input.source());
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
        match outcome {
            Outcome::Taken(taken) => {
                report.counts.duplicates += u64::from(self.sink.replaced());
                match taken {
                    Taken::Written(written) => report.wrote(written),
                    Taken::Waits => {}
                    Taken::Duplicate => report.counts.duplicates += 1,
                    Taken::NotSelected => report.counts.not_selected += 1,
                }
            }
            Outcome::Skipped(skipped) => {
                let spot = Spot::from(input.position());
                report.skipped(at, &skipped.diagnostic().at(spot));
            }
            Outcome::Rejected => {
                report.rejected();
                if let Some(rejects) = &mut self.rejects {
                    rejects
                        .write(&input.reject(&name, format, reasons))
                        .map_err(|e| {
                            Stop::at(self.intake.rejects.as_deref(), "cannot write", &e)
                        })?;
                }
            }
        }
        Ok(())
    }

    /// What is to be said of the record, in the order in which it stands in the input.
    fn messages<'m>(
        &'m self,
        violations: Option<&'m Violations>,
        input: &Input,
        report: &Report<'_>,
    ) -> Vec<(Spot, Message<'m>)> {
        let place = |path: Option<FieldPath>, character: Option<usize>| {
            path.and_then(|path| input.locate(&path, character))
                .unwrap_or_else(|| input.position().into())
        };
        let mut messages: Vec<(Spot, Message<'m>)> = Vec::new();
        messages.extend(self.findings.iter().map(|finding| {
            let spot = match finding.position {
                Some(position) => position.into(),
                // What is not printed needs no place.
                None if !report.shows(finding) => input.position().into(),
                None => place(finding.path, None),
            };
            (spot, Message::Finding(finding))
        }));
        messages.extend(violations.into_iter().flatten().map(|violation| {
            let character = violation.problem().character();
            let spot = place(Some(violation.path()), character);
            (spot, Message::Violation(violation))
        }));
        messages.sort_by_key(|(spot, _)| spot.position);
        messages
    }

    /// Fills what is absent, as far as somebody asked for it.
    fn fill(&mut self, draft: &mut Draft<'_>, channel: &ChannelDraft) -> Option<Skipped> {
        if self.intake.filling.infer {
            Inference::default().apply(draft, &mut self.findings);
        }
        fill::fill(draft, channel, self.intake.filling, &mut self.findings)
    }

    fn finish_rejects(&mut self) -> Result<(), Stop> {
        let Some(rejects) = self.rejects.take() else {
            return Ok(());
        };
        rejects
            .finish()
            .and_then(Target::finish)
            .map_err(|e| Stop::at(self.intake.rejects.as_deref(), "cannot write", &e))
    }
}
