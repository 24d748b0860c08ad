//! Releases held against all rules; the report is what comes out.

mod across;
mod product;
mod rules;

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use dateline_core::{
    BodyType, Breach, ChannelDraft, Field, Finding, FindingKind, Release, validate,
};
use dateline_xml::clean::clean_html;

use self::across::Across;
use self::product::Product;
pub(crate) use self::rules::RULES;
use crate::args::{self, Telling};
use crate::format::InputFormat;
use crate::plan::{self, Intake, PlanError, Saying};
use crate::report::{Exit, Filter, Report, cannot_run};
use crate::run::{self, Files, Sink, Stop, Taken};
use crate::unique::Met;

/// So much of what HTML would be cleaned of is named.
const NAMED: usize = 3;

/// A validation that can be run.
#[derive(Debug)]
pub(crate) struct Validation {
    intake: Intake,
    output: Option<PathBuf>,
    order: Option<args::Order>,
    filter: Filter,
}

impl Validation {
    pub(crate) fn new(args: args::Validate) -> Result<Self, PlanError> {
        let args::Validate {
            reading,
            output,
            keep_unlisted,
            extend,
            zone,
            order,
            only,
            ignore,
            telling,
            explain: _,
        } = args;
        let checking = args::Checking {
            rejects: None,
            keep_unlisted,
            extend,
            zone,
            infer: false,
            untitled: args::Untitled::Reject,
            undated: args::Undated::Reject,
        };
        let saying = args::Saying {
            losses: None,
            no_loss: false,
            threads: None,
            telling,
        };
        let output = plan::file(output);
        let mut intake = Intake::new(reading, checking, &saying, None)?;
        if let Some(output) = &output
            && plan::is_one_of(output, &intake.reading.inputs)
        {
            return Err(PlanError::OutputOverInput(output.clone()));
        }
        intake.saying = saying_to(output.as_deref(), telling);
        Ok(Self {
            intake,
            output,
            order,
            filter: Filter::new(&only, &ignore).map_err(PlanError::Rule)?,
        })
    }
}

/// How the report looks where it goes: a file is no terminal.
fn saying_to(output: Option<&Path>, telling: Telling) -> Saying {
    match output {
        None => Saying::on(&io::stdout(), telling),
        Some(_) => Saying::on(&Vec::<u8>::new(), telling),
    }
}

/// Runs a validation.
pub(crate) fn run(validation: &Validation) -> Exit {
    let output = validation.output.as_deref();
    let product = match Product::new(output) {
        Ok(product) => product,
        Err(error) => return cannot_run(&product::failed("create", output, &error)),
    };
    let written: Vec<&Path> = output.into_iter().collect();
    let intake = &validation.intake;
    let exit = run::run_with(
        intake,
        &written,
        |screen| {
            let product = product.beside(screen.clone());
            Report::product(product, screen.clone(), &intake.saying, &validation.filter)
        },
        |files| Ok(Judge::new(files, validation)),
    );
    match product.finish() {
        Ok(()) => exit,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => exit,
        Err(error) => cannot_run(&product::failed("write", output, &error)),
    }
}

/// Who holds releases against the rules.
struct Judge {
    across: Across,
    /// Whether tables have a guard in front of what looks like a formula.
    is_guarded: bool,
}

impl Judge {
    fn new(files: Files, validation: &Validation) -> Self {
        Self {
            across: Across::new(files, validation.order),
            is_guarded: validation.intake.reading.options.excel,
        }
    }
}

impl Sink for Judge {
    fn take(
        &mut self,
        release: &Release<'_>,
        met: Met,
        _: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Taken, Stop> {
        let knows_dateline = findings.iter().any(is_about_dateline);
        let before = findings.len();
        validate::release(release, findings);
        if knows_dateline {
            // The reader has said it.
            let mut at = 0;
            findings.retain(|finding| {
                at += 1;
                at <= before || finding.kind.rule() != "release.dateline-date"
            });
        }
        html(release, findings);
        if matches!(met.format, InputFormat::Csv | InputFormat::Tsv) {
            dateline_csv::cells::release(release, self.is_guarded, findings);
        }
        self.across.look(release, met, findings);
        Ok(Taken::Checked)
    }

    fn finish(self, _: &mut Report<'_>) -> Result<(), Stop> {
        Ok(())
    }
}

/// Whether it says that date and dateline do not agree.
fn is_about_dateline(finding: &Finding) -> bool {
    matches!(
        &finding.kind,
        FindingKind::Disagreement { other, .. } if other.ends_with("of the dateline")
    )
}

/// Says what RSS and Atom cannot hold of an HTML body.
fn html(release: &Release<'_>, findings: &mut Vec<Finding>) {
    let body = release.body().filter(|body| body.kind() == BodyType::Html);
    let Some(body) = body else { return };
    let removed = clean_html(body.text()).removed;
    if removed.is_empty() {
        return;
    }
    let named = removed.len().min(NAMED);
    let mut what = format!("a feed cannot hold {}", removed[..named].join("; "));
    if removed.len() > named {
        // Writing to a string cannot fail.
        let _ = write!(what, "; and {} more", removed.len() - named);
    }
    findings.push(Finding::about(
        Field::Body,
        Breach::new(rules::HTML_CLEANED, what).into(),
    ));
}
