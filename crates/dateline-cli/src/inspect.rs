//! What a reader finds in an input, before any check.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use dateline_core::{Diagnostic, Scope};
use dateline_json::inspect::Writer;

use crate::address;
use crate::args;
use crate::format::InputFormat;
use crate::input::{Frame, Input, OpenError};
use crate::output::Target;
use crate::plan::{self, PlanError, Reading, Saying};
use crate::progress::Screen;
use crate::report::{At, Exit, Report};
use crate::walk::{self, Found, Unreadable};

/// An inspection that can be run.
#[derive(Debug)]
pub(crate) struct Inspection {
    reading: Reading,
    output: Option<PathBuf>,
}

impl Inspection {
    pub(crate) fn new(args: args::Inspect) -> Result<Self, PlanError> {
        let args::Inspect { reading, output } = args;
        Ok(Self {
            reading: Reading::new(reading)?,
            output: plan::file(output),
        })
    }
}

/// Runs an inspection.
pub(crate) fn run(inspection: &Inspection) -> Exit {
    let written: Vec<&Path> = inspection.output.as_deref().into_iter().collect();
    let files = walk::files(&inspection.reading.inputs, &written);
    let screen = Screen::new(&files, false);
    let telling = args::Telling {
        quiet: true,
        ..args::Telling::default()
    };
    let mut report = Report::new(screen.clone(), &Saying::on(&io::stderr(), telling));
    let result = all(inspection, &files, &screen, &mut report);
    screen.clear();
    match result {
        Ok(()) => report.so_far(),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => report.so_far(),
        Err(error) => {
            let to = inspection.output.as_deref();
            let to = to.map_or_else(|| "standard output".into(), Path::to_string_lossy);
            report.failed(&format!("cannot write {to}: {error}"))
        }
    }
}

fn all(
    inspection: &Inspection,
    files: &[Result<Found, Unreadable>],
    screen: &Screen,
    report: &mut Report<'_>,
) -> io::Result<()> {
    let mut writer = Writer::new(Target::new(inspection.output.as_deref())?);
    for file in files {
        match file {
            Ok(found) => one(inspection, found, screen, &mut writer, report)?,
            Err(unreadable) => unreadable.report(report),
        }
        screen.tick(report.counts.read);
    }
    writer.finish()?.finish()
}

fn one(
    inspection: &Inspection,
    found: &Found,
    screen: &Screen,
    writer: &mut Writer<Target>,
    report: &mut Report<'_>,
) -> io::Result<()> {
    let name = plan::name(&found.path);
    let (mut input, format) = match Input::open(found, &inspection.reading, screen) {
        Ok(opened) => opened,
        Err(error @ OpenError::Undecided(_)) if found.below.is_some() => {
            report.refused(At::whole(&name), &error);
            return Ok(());
        }
        Err(error) => {
            report.unreadable(At::whole(&name), &error.diagnostic());
            return Ok(());
        }
    };
    let (mut findings, mut frame) = (Vec::new(), Frame::default());
    // What a feed is written in is known once its beginning was read.
    let mut advanced = input.advance(&mut frame, &mut findings);
    writer.begin(&name, &input.format(format))?;
    loop {
        writer.findings(&findings)?;
        findings.clear();
        match advanced {
            Ok(true) => {}
            Ok(false) => break,
            Err(fault) if fault.scope() == Scope::Input => {
                report.unreadable(At::whole(&name), &Diagnostic::of_fault(&*fault));
                break;
            }
            Err(fault) => {
                writer.fault(&*fault, None)?;
                report.broken_off();
                break;
            }
        }
        report.counts.read += 1;
        let Some(framed) = input.framed(&frame) else {
            break;
        };
        match framed.record(&mut findings) {
            Ok(mut record) => {
                if format == InputFormat::Page && inspection.reading.options.infer {
                    address::name_number(&mut record.draft, found, &mut findings);
                }
                for finding in &mut findings {
                    let place = || finding.path.and_then(|path| framed.locate(&path, None));
                    let place = || place().map(|spot| spot.position);
                    finding.position = finding.position.or_else(place);
                }
                writer.item(record, &findings)?;
            }
            Err(fault) => {
                writer.findings(&findings)?;
                writer.fault(&*fault, Some(framed.number()))?;
                report.rejected();
            }
        }
        findings.clear();
        advanced = input.advance(&mut frame, &mut findings);
    }
    writer.end(input.version().as_deref(), &input.channel())
}
