//! Releases from any format, in the order in which they come, to one output.

use std::path::Path;

use dateline_core::{Channel, ChannelDraft, Finding, Release, Written};

use crate::output::{Encoded, Encoder, Target, Writer};
use crate::plan::{self, Plan};
use crate::report::{At, Exit, Report};
use crate::run::{self, Files, Sink, Stop, Taken};
use crate::unique::{Met, Unique, Verdict};

/// Runs a conversion.
pub(crate) fn run(plan: &Plan) -> Exit {
    let written: Vec<&Path> = plan.output.as_deref().into_iter().collect();
    run::run(&plan.intake, &written, |files| Output::new(plan, files))
}

/// One output.
struct Output<'p> {
    plan: &'p Plan,
    /// Where releases will go, until the first one says what the feed's facts are.
    target: Option<Target>,
    writer: Option<Writer>,
    /// What the writer was begun with.
    channel: Option<Channel>,
    files: Files,
    unique: Option<Unique>,
    /// What the feed of the first release that waits says of itself.
    first_channel: Option<ChannelDraft>,
}

impl<'p> Output<'p> {
    fn new(plan: &'p Plan, files: Files) -> Result<Self, Stop> {
        let path = plan.output.as_deref();
        let target = if plan.intake.no_loss {
            Target::held(path)
        } else {
            Target::new(path)
        };
        Ok(Self {
            plan,
            target: Some(target.map_err(|error| Stop::at(path, "cannot create", &error))?),
            writer: None,
            channel: None,
            files,
            unique: plan
                .unique
                .map(|which| Unique::new(which, plan.intake.checker.clone()))
                .transpose()
                .map_err(|error| Stop::at(None, "cannot make a temporary file for", &error))?,
            first_channel: None,
        })
    }

    fn write(
        &mut self,
        release: &Release<'_>,
        channel: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Written, Stop> {
        if self.writer.is_none() {
            self.start(channel, findings)?;
        }
        let Some(writer) = &mut self.writer else {
            return Ok(Written::Out);
        };
        writer
            .write(release, findings)
            .map_err(|error| Stop::at(self.plan.output.as_deref(), "cannot write", &error))
    }

    /// Writes the releases that waited for the others.
    fn write_waiting(&mut self, report: &mut Report<'_>) -> Result<(), Stop> {
        let Some(unique) = self.unique.take().filter(Unique::waits) else {
            return Ok(());
        };
        let channel = self.first_channel.take().unwrap_or_default();
        let mut findings = Vec::new();
        unique.release(|release, met| {
            findings.clear();
            let written = self.write(release, &channel, &mut findings)?;
            report.wrote(written);
            let name = self.files.name(met.input);
            let at = At {
                input: &name,
                record: Some(met.record),
                origin: None,
                id: Some(release.id()),
            };
            for finding in &findings {
                report.finding(at, finding, None);
            }
            Ok(())
        })
    }

    /// Writes what stands before the first release.
    fn start(&mut self, read: &ChannelDraft, findings: &mut Vec<Finding>) -> Result<(), Stop> {
        let Some(target) = self.target.take() else {
            return Ok(());
        };
        let mut said = Vec::new();
        let channel = self.plan.facts.channel(read, &mut said);
        let channel = channel.map_err(|error| Stop::Output(error.to_string()))?;
        if self.plan.to.is_feed() {
            findings.append(&mut said);
        }
        let writer = Writer::new(
            self.plan.to,
            target,
            &channel,
            &self.plan.style,
            self.plan.table,
        )
        .map_err(|error| Stop::at(self.plan.output.as_deref(), "cannot write", &error))?;
        self.writer = Some(writer);
        self.channel = Some(channel);
        Ok(())
    }
}

impl Sink for Output<'_> {
    fn take(
        &mut self,
        release: &Release<'_>,
        met: Met,
        channel: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Taken, Stop> {
        if let Some(unique) = &mut self.unique {
            let spooled = |error| Stop::at(None, "cannot write a temporary file for", &error);
            let verdict = unique.offer(release, met).map_err(spooled)?;
            let waits = unique.waits();
            self.files.duplicate(release, verdict, findings);
            match verdict {
                Verdict::Dropped(_) => return Ok(Taken::Duplicate),
                // One is left out for one that waits: the count is the same.
                Verdict::Replaces(_) if waits => return Ok(Taken::Duplicate),
                _ if waits => {
                    self.first_channel.get_or_insert_with(|| channel.clone());
                    return Ok(Taken::Waits);
                }
                _ => {}
            }
        }
        self.write(release, channel, findings).map(Taken::Written)
    }

    fn encoder(&self) -> Option<Encoder> {
        if self.unique.is_some() {
            return None;
        }
        self.writer.as_ref()?.encoder(self.channel.as_ref()?)
    }

    fn append(&mut self, encoded: &Encoded) -> Result<(), Stop> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        writer
            .append(encoded)
            .map_err(|error| Stop::at(self.plan.output.as_deref(), "cannot write", &error))
    }

    fn finish(mut self, report: &mut Report<'_>) -> Result<(), Stop> {
        self.write_waiting(report)?;
        let mut findings = Vec::new();
        if self.writer.is_none() {
            self.start(&ChannelDraft::default(), &mut findings)?;
        }
        let output = self.plan.output.as_deref();
        let intake = &self.plan.intake;
        if let Some(path) = output
            && intake.rejects.is_none()
            && !report.counts.all_written()
            && plan::is_one_of(path, &intake.reading.inputs)
        {
            let path = path.display();
            return Err(Stop::Output(format!(
                "{path} is left as it was: it is an input of which not all could be written; \
                 choose another --output, or keep the rest with --rejects"
            )));
        }
        let name = output.map_or_else(|| "<stdout>".to_owned(), |path| path.display().to_string());
        if let Some(writer) = self.writer.take() {
            let failed = |error| Stop::at(output, "cannot write", &error);
            let target = writer.finish(&mut findings).map_err(failed)?;
            for finding in &findings {
                report.finding(At::whole(&name), finding, None);
            }
            if intake.no_loss {
                report.nothing_lost()?;
            }
            target.finish().map_err(failed)?;
        }
        Ok(())
    }
}
