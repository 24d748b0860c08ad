//! Where everything ends that was read: what is said of it, what is written, and what is set aside.

use std::io;

use dateline_core::{Diagnostic, Fault, Scope, Spot};
use dateline_json::reject;

use super::batch::{Batch, End};
use super::examine::{Examined, Examiner, Message, Outcome};
use super::inputs::{All, Open, Origin, Unopened};
use super::{Sink, Stop, Taken};
use crate::format::InputFormat;
use crate::input::{Frame, Framed};
use crate::output::Target;
use crate::progress::Screen;
use crate::report::{self, At, Report};
use crate::unique::Met;

/// What a run has made so far. There is one, so what goes over it is in order.
pub(super) struct Desk<'p, S> {
    pub(super) examiner: Examiner<'p>,
    pub(super) report: Report<'p>,
    pub(super) sink: S,
    rejects: Option<reject::Writer<Target>>,
    files: All,
    screen: Screen,
    /// Whether any input could be read, if only to find no record in it.
    pub(super) readable: bool,
}

impl<'p, S: Sink> Desk<'p, S> {
    pub(super) fn new(
        examiner: Examiner<'p>,
        report: Report<'p>,
        sink: S,
        files: All,
        screen: Screen,
    ) -> Self {
        Self {
            examiner,
            report,
            sink,
            rejects: None,
            files,
            screen,
            readable: false,
        }
    }

    /// Begins the file of what is set aside, where somebody wants one.
    pub(super) fn begin_rejects(&mut self) -> Result<(), Stop> {
        let Some(path) = self.examiner.intake.rejects.as_deref() else {
            return Ok(());
        };
        let at = |what: &str, error: &io::Error| Stop::at(Some(path), what, error);
        let target = Target::new(Some(path)).map_err(|error| at("cannot create", &error))?;
        let rejects = reject::Writer::new(target).map_err(|error| at("cannot write", &error))?;
        self.rejects = Some(rejects);
        Ok(())
    }

    /// Brings what was set aside where it belongs.
    pub(super) fn finish_rejects(&mut self) -> Result<(), Stop> {
        let Some(rejects) = self.rejects.take() else {
            return Ok(());
        };
        let path = self.examiner.intake.rejects.as_deref();
        rejects
            .finish()
            .and_then(Target::finish)
            .map_err(|error| Stop::at(path, "cannot write", &error))
    }

    /// Says why an input cannot be read.
    pub(super) fn unopened(&mut self, unopened: &Unopened) {
        unopened.report(&self.files, &mut self.report);
    }

    /// The next record of an input, from its first byte to its end. Whether there was one.
    pub(super) fn one(&mut self, open: &mut Open, frame: &mut Frame) -> Result<bool, Stop> {
        let Open { origin, input } = open;
        let mut findings = Vec::new();
        let advanced = input.advance(frame, &mut findings);
        self.readable |= advanced.is_ok();
        for finding in &findings {
            self.report.finding(origin.whole(), finding, None);
        }
        match advanced {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(fault) => {
                self.broken(&*fault, origin, input.is_at_start());
                return Ok(false);
            }
        }
        if let Some(framed) = input.framed(frame) {
            self.record(origin, framed)?;
        }
        Ok(true)
    }

    /// One framed record, to its end.
    fn record(&mut self, origin: &Origin, framed: Framed<'_>) -> Result<(), Stop> {
        let met = Met {
            input: origin.index,
            record: framed.number(),
            line: framed.position().line,
            format: origin.format,
        };
        let sink = &mut self.sink;
        let examined = self.examiner.examine(
            framed,
            origin.telling(self.examiner.intake.reading.options.infer),
            |release, channel, findings| sink.take(release, met, channel, findings),
        )?;
        self.settle(origin, framed, &examined)
    }

    /// Says what there is to say of a record, counts it, and sets it aside where it is no release.
    fn settle(
        &mut self,
        origin: &Origin,
        framed: Framed<'_>,
        examined: &Examined<Taken>,
    ) -> Result<(), Stop> {
        let report = &mut self.report;
        report.counts.read += 1;
        self.screen.tick(report.counts.read);
        let stood = framed.origin();
        let at = At {
            input: &origin.name,
            record: Some(framed.number()),
            origin: stood.as_deref(),
            id: examined.id.as_deref(),
        };
        let source = Some(framed.source());
        // Nobody reads the reasons but in a file of rejects.
        let is_kept = self.rejects.is_some();
        let mut reasons = Vec::new();
        if let Outcome::Unreadable(fault) = &examined.outcome {
            report.fault(at, &**fault, source);
            if is_kept {
                reasons = report::reasons(&**fault);
            }
        }
        for (spot, message) in examined.messages(framed, |finding| report.shows(finding)) {
            match message {
                Message::Finding(finding) => report.found(at, finding, |finding| {
                    (Diagnostic::from(finding).at(spot), source)
                }),
                Message::Violation(violation) => {
                    let diagnostic = Diagnostic::from(violation).at(spot);
                    report.diagnostic(at, &diagnostic, source);
                    if is_kept {
                        reasons.push(diagnostic.to_string());
                    }
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
                        .write(&framed.reject(&origin.name, origin.format, reasons))
                        .map_err(|error| Stop::at(path, "cannot write", &error))?;
                }
            }
        }
        Ok(())
    }

    /// What became of the records of a batch, and what was made of them.
    pub(super) fn done(&mut self, batch: &mut Batch) -> Result<(), Stop> {
        if let Some(origin) = batch.origin.take() {
            self.readable |= batch.used > 0 || !matches!(batch.end, End::Broken(_));
            let mut said = batch.said.drain(..).peekable();
            let mut settled = 0;
            for (index, examined) in batch.eventful.drain(..) {
                self.usual(index - settled);
                settled = index + 1;
                while let Some((_, finding)) = said.next_if(|(before, _)| *before <= index) {
                    self.report.finding(origin.whole(), &finding, None);
                }
                if let Some(framed) = batch.frames.get(index).and_then(Frame::framed) {
                    self.settle(&origin, framed, &examined.map(Taken::Written))?;
                }
            }
            self.usual(batch.used - settled);
            for (_, finding) in said {
                self.report.finding(origin.whole(), &finding, None);
            }
            if let End::Broken(fault) = &batch.end {
                self.broken(&**fault, &origin, false);
            }
        }
        if let End::Unopened(unopened) = &batch.end {
            self.unopened(unopened);
        }
        self.sink.append(&batch.encoded)
    }

    /// So many records were written, and there is nothing to say of them.
    fn usual(&mut self, records: usize) {
        self.report.counts.read += records as u64;
        self.report.counts.written += records as u64;
        self.screen.tick(self.report.counts.read);
    }

    /// Says why nothing more can be read from an input.
    fn broken(&mut self, fault: &dyn Fault, origin: &Origin, is_at_start: bool) {
        let report = &mut self.report;
        let whole = origin.whole();
        if fault.scope() == Scope::Input {
            report.unreadable(whole, &Diagnostic::of_fault(fault));
            return;
        }
        report.fault(whole, fault, None);
        if origin.format == InputFormat::Page && is_at_start {
            report.no_release();
        } else {
            report.broken_off();
        }
    }
}
