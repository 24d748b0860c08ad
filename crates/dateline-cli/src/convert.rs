//! The loop: read, check, write, and say what happened.

use std::io::{self, ErrorKind, Stdin};
use std::path::{Path, PathBuf};

use dateline_core::{
    ChannelDraft, Draft, Excerpt, Field, FieldPath, Finding, FindingKind, Inference, Position,
    Release, Scope, Violation, Written,
};
use dateline_json::reject;

use crate::address;
use crate::fill::{self, Skipped};
use crate::format::InputFormat;
use crate::input::{Input, OpenError};
use crate::output::{Target, Writer};
use crate::plan::{self, Plan, Verbosity};
use crate::progress::Screen;
use crate::report::{At, Exit, Report};
use crate::unique::{Met, Unique, Verdict};
use crate::walk::{self, Found, Unreadable};

/// Why a run ended early.
enum Stop {
    /// Whoever reads the output has had enough.
    ClosedPipe,
    /// An output cannot be written.
    Output(String),
}

/// Runs a conversion.
pub(crate) fn run(plan: &Plan, stdin: &Stdin) -> Exit {
    let written: Vec<&Path> = [&plan.output, &plan.rejects]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    let files = walk::files(&plan.reading.inputs, &written);
    let screen = Screen::new(files.len(), plan.verbosity == Verbosity::Errors);
    let mut stderr = screen.clone();
    let mut report = Report::new(&mut stderr, plan.verbosity);
    let result = Run::new(plan, stdin, files, screen.clone()).and_then(|mut run| {
        let read = run.inputs(&mut report);
        // What was set aside is kept whatever becomes of the output, and before it.
        run.finish_rejects()?;
        read?;
        run.write_waiting(&mut report)?;
        run.finish(&mut report)
    });
    screen.clear();
    match result {
        Ok(()) => report.finish(),
        Err(Stop::ClosedPipe) => report.so_far(),
        Err(Stop::Output(error)) => {
            report.failed("dateline", &error);
            Exit::Failed
        }
    }
}

struct Run<'p> {
    plan: &'p Plan,
    stdin: &'p Stdin,
    /// Where releases will go, until the first one says what the feed's facts are.
    target: Option<Target>,
    writer: Option<Writer>,
    rejects: Option<reject::Writer<Target>>,
    files: Vec<Result<Found, Unreadable>>,
    screen: Screen,
    unique: Option<Unique>,
    /// What the feed of the first release that waits says of itself.
    first_channel: Option<ChannelDraft>,
    /// Whether any input could be read, if only to find no record in it.
    readable: bool,
    findings: Vec<Finding>,
}

/// What became of a record.
enum Outcome {
    Written(Written),
    /// It waits until it is known whether it is kept.
    Waits,
    /// It, or one that was met before, is left out for another with the same id.
    Duplicate,
    Skipped(Skipped),
    Rejected,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(format!("cannot read a temporary file: {error}"))
    }
}

/// One thing that is said of a record.
enum Message<'m> {
    Finding(&'m Finding),
    Violation(&'m Violation),
}

impl<'p> Run<'p> {
    fn new(
        plan: &'p Plan,
        stdin: &'p Stdin,
        files: Vec<Result<Found, Unreadable>>,
        screen: Screen,
    ) -> Result<Self, Stop> {
        let open = |path: Option<&Path>| {
            Target::new(path).map_err(|error| Stop::at(path, "cannot create", &error))
        };
        Ok(Self {
            plan,
            stdin,
            target: Some(open(plan.output.as_deref())?),
            writer: None,
            rejects: plan
                .rejects
                .as_deref()
                .map(|path| {
                    let writer = open(Some(path)).map(reject::Writer::new)?;
                    writer.map_err(|error| Stop::at(Some(path), "cannot write", &error))
                })
                .transpose()?,
            files,
            screen,
            unique: plan
                .unique
                .map(Unique::new)
                .transpose()
                .map_err(|error| Stop::at(None, "cannot make a temporary file for", &error))?,
            first_channel: None,
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
                Err(Unreadable { path, why }) => report.failed(&plan::name(path), why),
            }
            self.screen.file(report.read);
        }
        Ok(())
    }

    fn input(&mut self, index: usize, found: &Found, report: &mut Report<'_>) -> Result<(), Stop> {
        let name = plan::name(&found.path);
        let (mut input, format) = match Input::open(found, &self.plan.reading, self.stdin) {
            Ok(opened) => opened,
            // What nobody named is no reason to fail.
            Err(error @ OpenError::Undecided(_)) if found.below.is_some() => {
                report.refused(At::whole(&name), &error);
                return Ok(());
            }
            Err(error) => {
                report.failed(&name, &error);
                return Ok(());
            }
        };
        loop {
            self.findings.clear();
            let advanced = input.advance(&mut self.findings);
            self.readable |= advanced.is_ok();
            let whole = At::whole(&name);
            for finding in &self.findings {
                report.finding(whole, None, finding);
            }
            match advanced {
                Ok(true) => self.record((index, found), &input, format, report)?,
                Ok(false) => return Ok(()),
                Err(fault) if fault.scope() == Scope::Input => {
                    let position = fault.position();
                    report.failed(
                        &format!("{name}:{position}"),
                        &crate::report::chain(&*fault),
                    );
                    return Ok(());
                }
                Err(fault) if format == InputFormat::Page && input.number() == 0 => {
                    report.fault(whole, &*fault);
                    report.no_release();
                    return Ok(());
                }
                Err(fault) => {
                    report.fault(whole, &*fault);
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
        report.read += 1;
        self.findings.clear();
        let name = plan::name(&found.path);
        let origin = input.origin();
        let at = At {
            input: &name,
            record: Some(input.number()),
            origin: origin.as_deref(),
        };
        let mut reasons = Vec::new();
        let mut violations = None;
        let outcome = match input.record(&mut self.findings) {
            Ok(mut record) => {
                let channel = input.channel();
                if format == InputFormat::Page && self.plan.reading.options.infer {
                    address::name_number(&mut record.draft, found, &mut self.findings);
                }
                match self.fill(&mut record.draft, &channel) {
                    Some(skipped) => Outcome::Skipped(skipped),
                    None => match self.plan.checker.check(record.draft, &mut self.findings) {
                        Ok(release) => {
                            let met = Met {
                                input: index,
                                record: input.number(),
                                line: input.position().line,
                            };
                            self.release(&release, met, &channel)?
                        }
                        Err(broken) => {
                            violations = Some(broken);
                            Outcome::Rejected
                        }
                    },
                }
            }
            Err(fault) => {
                reasons.push(report.fault(at, &*fault));
                Outcome::Rejected
            }
        };
        let place = |path: Option<FieldPath>| {
            path.and_then(|path| input.locate(&path))
                .unwrap_or_else(|| input.position())
        };
        // In the order in which things stand in the input.
        let mut messages: Vec<(Position, Message<'_>)> = Vec::new();
        messages.extend(self.findings.iter().map(|finding| {
            // What is not printed needs no place.
            let place = || {
                if report.shows(finding) {
                    place(finding.path)
                } else {
                    input.position()
                }
            };
            (
                finding.position.unwrap_or_else(place),
                Message::Finding(finding),
            )
        }));
        messages.extend(
            violations
                .iter()
                .flatten()
                .map(|violation| (place(Some(violation.path())), Message::Violation(violation))),
        );
        messages.sort_by_key(|(position, _)| *position);
        for (position, message) in messages {
            match message {
                Message::Finding(finding) => report.finding(at, Some(position), finding),
                Message::Violation(violation) => {
                    reasons.push(report.violation(at, position, violation));
                }
            }
        }
        match outcome {
            Outcome::Written(written) => report.wrote(written),
            Outcome::Waits => {}
            Outcome::Skipped(skipped) => report.skipped(at, input.position(), skipped.why()),
            Outcome::Duplicate => report.duplicates += 1,
            Outcome::Rejected => {
                report.rejected();
                if let Some(rejects) = &mut self.rejects {
                    rejects
                        .write(&input.reject(&name, format, reasons))
                        .map_err(|e| Stop::at(self.plan.rejects.as_deref(), "cannot write", &e))?;
                }
            }
        }
        Ok(())
    }

    /// Fills what is absent, as far as somebody asked for it.
    fn fill(&mut self, draft: &mut Draft<'_>, channel: &ChannelDraft) -> Option<Skipped> {
        if self.plan.filling.infer {
            Inference::default().apply(draft, &mut self.findings);
        }
        fill::fill(draft, channel, self.plan.filling, &mut self.findings)
    }

    /// A release, on its way to the output.
    fn release(
        &mut self,
        release: &Release<'_>,
        met: Met,
        channel: &ChannelDraft,
    ) -> Result<Outcome, Stop> {
        if let Some(unique) = &mut self.unique {
            let spooled = |error| Stop::at(None, "cannot write a temporary file for", &error);
            let verdict = unique.offer(release, met).map_err(spooled)?;
            let waits = unique.waits();
            let (other, fate) = match verdict {
                Verdict::New => (None, ""),
                Verdict::Dropped(other) => (Some(other), "is kept instead"),
                Verdict::Replaces(other) => (Some(other), "is left out"),
            };
            if let Some(other) = other {
                let what = format!(
                    "`{}` is the id of another release as well; the one of {} {fate}",
                    Excerpt(release.id()),
                    self.name_of(other)
                );
                self.findings
                    .push(Finding::about(Field::Id, FindingKind::Loss { what }));
            }
            match verdict {
                Verdict::Dropped(_) => return Ok(Outcome::Duplicate),
                // One is left out for one that waits: the count is the same.
                Verdict::Replaces(_) if waits => {
                    return Ok(Outcome::Duplicate);
                }
                _ if waits => {
                    self.first_channel.get_or_insert_with(|| channel.clone());
                    return Ok(Outcome::Waits);
                }
                _ => {}
            }
        }
        self.write(release, channel).map(Outcome::Written)
    }

    /// Where a release was met, for messages.
    fn name_of(&self, met: Met) -> String {
        let name = match self.files.get(met.input) {
            Some(Ok(found)) => plan::name(&found.path),
            _ => String::new(),
        };
        format!("{name}:{}", met.line)
    }

    fn write(&mut self, release: &Release<'_>, channel: &ChannelDraft) -> Result<Written, Stop> {
        if self.writer.is_none() {
            self.start(channel)?;
        }
        let Some(writer) = &mut self.writer else {
            return Ok(Written::Out);
        };
        writer
            .write(release, &mut self.findings)
            .map_err(|error| Stop::at(self.plan.output.as_deref(), "cannot write", &error))
    }

    /// Writes the releases that waited for the others.
    fn write_waiting(&mut self, report: &mut Report<'_>) -> Result<(), Stop> {
        let Some(unique) = self.unique.take().filter(Unique::waits) else {
            return Ok(());
        };
        let channel = self.first_channel.take().unwrap_or_default();
        unique.release(|release, met| {
            self.findings.clear();
            let written = self.write(release, &channel)?;
            report.wrote(written);
            let name = match self.files.get(met.input) {
                Some(Ok(found)) => plan::name(&found.path),
                _ => String::new(),
            };
            let at = At {
                input: &name,
                record: Some(met.record),
                origin: None,
            };
            for finding in &self.findings {
                report.finding(at, None, finding);
            }
            Ok(())
        })
    }

    /// Writes what stands before the first release.
    fn start(&mut self, read: &ChannelDraft) -> Result<(), Stop> {
        let Some(target) = self.target.take() else {
            return Ok(());
        };
        let mut findings = Vec::new();
        let channel = self.plan.facts.channel(read, &mut findings);
        let channel = channel.map_err(|error| Stop::Output(error.to_string()))?;
        if self.plan.to.is_feed() {
            self.findings.append(&mut findings);
        }
        let writer = Writer::new(
            self.plan.to,
            target,
            &channel,
            self.plan.spelling,
            self.plan.foreign,
        )
        .map_err(|error| Stop::at(self.plan.output.as_deref(), "cannot write", &error))?;
        self.writer = Some(writer);
        Ok(())
    }

    fn finish(mut self, report: &mut Report<'_>) -> Result<(), Stop> {
        // Where nothing could be read, nothing was converted: no file is made or replaced.
        if !self.readable {
            return Ok(());
        }
        if self.writer.is_none() {
            self.start(&ChannelDraft::default())?;
        }
        self.findings.clear();
        let output = self.plan.output.as_deref();
        if let Some(path) = output
            && self.plan.rejects.is_none()
            && !report.all_written()
            && plan::is_one_of(path, &self.plan.reading.inputs)
        {
            let path = path.display();
            return Err(Stop::Output(format!(
                "{path} is left as it was: it is an input of which not all could be written; \
                 choose another --output, or keep the rest with --rejects"
            )));
        }
        if let Some(writer) = self.writer.take() {
            writer
                .finish(&mut self.findings)
                .and_then(Target::finish)
                .map_err(|error| Stop::at(output, "cannot write", &error))?;
        }
        let name = output.map_or_else(|| "<stdout>".to_owned(), |path| path.display().to_string());
        for finding in &self.findings {
            report.finding(At::whole(&name), None, finding);
        }
        Ok(())
    }

    fn finish_rejects(&mut self) -> Result<(), Stop> {
        let Some(rejects) = self.rejects.take() else {
            return Ok(());
        };
        rejects
            .finish()
            .and_then(Target::finish)
            .map_err(|e| Stop::at(self.plan.rejects.as_deref(), "cannot write", &e))
    }
}

impl Stop {
    fn at(path: Option<&Path>, what: &str, error: &io::Error) -> Self {
        match path {
            _ if error.kind() == ErrorKind::BrokenPipe => Self::ClosedPipe,
            None => Self::Output(format!("{what} standard output: {error}")),
            Some(path) => Self::Output(format!("{what} {}: {error}", path.display())),
        }
    }
}
