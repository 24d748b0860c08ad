//! The loop: read, check, write, and say what happened.

use std::io::{self, ErrorKind, Stdin, Write};
use std::path::Path;

use dateline_core::{ChannelDraft, FieldPath, Finding, Position, Scope, Violation, Written};
use dateline_json::reject;

use crate::format::InputFormat;
use crate::input::Input;
use crate::output::{Target, Writer};
use crate::plan::{self, Plan};
use crate::report::{At, Exit, Report};

/// Why a run ended early.
enum Stop {
    /// Whoever reads the output has had enough.
    ClosedPipe,
    /// An output cannot be written.
    Output(String),
}

/// Runs a conversion.
pub(crate) fn run(plan: &Plan, stdin: &Stdin, stderr: &mut dyn Write) -> Exit {
    let mut report = Report::new(stderr, plan.verbosity);
    let result = Run::new(plan, stdin).and_then(|mut run| {
        let read = plan
            .inputs
            .iter()
            .try_for_each(|input| run.input(input, &mut report));
        // What was set aside is kept whatever becomes of the output, and before it.
        run.finish_rejects()?;
        read?;
        run.finish(&mut report)
    });
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
    /// Whether any input could be read, if only to find no record in it.
    readable: bool,
    findings: Vec<Finding>,
}

/// One thing that is said of a record.
enum Message<'m> {
    Finding(&'m Finding),
    Violation(&'m Violation),
}

impl<'p> Run<'p> {
    fn new(plan: &'p Plan, stdin: &'p Stdin) -> Result<Self, Stop> {
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
            readable: false,
            findings: Vec::new(),
        })
    }

    fn input(&mut self, path: &Path, report: &mut Report<'_>) -> Result<(), Stop> {
        let name = plan::name(path);
        let (mut input, format) = match Input::open(path, self.plan.from, self.stdin) {
            Ok(opened) => opened,
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
                Ok(true) => self.record(&input, &name, format, report)?,
                Ok(false) => return Ok(()),
                Err(fault) if fault.scope() == Scope::Input => {
                    let position = fault.position();
                    report.failed(
                        &format!("{name}:{position}"),
                        &crate::report::chain(&*fault),
                    );
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
        input: &Input,
        name: &str,
        format: InputFormat,
        report: &mut Report<'_>,
    ) -> Result<(), Stop> {
        report.read += 1;
        self.findings.clear();
        let origin = input.origin();
        let at = At {
            input: name,
            record: Some(input.number()),
            origin: origin.as_deref(),
        };
        let mut reasons = Vec::new();
        let release = match input.record(&mut self.findings) {
            Ok(record) => self
                .plan
                .checker
                .check(record.draft, &mut self.findings)
                .map_err(Some),
            Err(fault) => {
                reasons.push(report.fault(at, &*fault));
                Err(None)
            }
        };
        let outcome = match &release {
            Ok(release) => Some(self.write(input, release)?),
            Err(_) => None,
        };
        let violations = release.err().flatten();
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
            Some(Written::Out) => report.written += 1,
            Some(Written::Withheld(why)) => report.withheld(why),
            None => {
                report.rejected();
                if let Some(rejects) = &mut self.rejects {
                    rejects
                        .write(&input.reject(name, format, reasons))
                        .map_err(|e| Stop::at(self.plan.rejects.as_deref(), "cannot write", &e))?;
                }
            }
        }
        Ok(())
    }

    fn write(
        &mut self,
        input: &Input,
        release: &dateline_core::Release<'_>,
    ) -> Result<Written, Stop> {
        if self.writer.is_none() {
            self.start(&input.channel())?;
        }
        let Some(writer) = &mut self.writer else {
            return Ok(Written::Out);
        };
        writer
            .write(release, &mut self.findings)
            .map_err(|error| Stop::at(self.plan.output.as_deref(), "cannot write", &error))
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
        let writer = Writer::new(self.plan.to, target, &channel, self.plan.spelling)
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
            && plan::is_one_of(path, &self.plan.inputs)
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
