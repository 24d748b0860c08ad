//! What the arguments mean.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use dateline_core::{
    Channel, ChannelDraft, ChannelErrors, Checker, Date, DateError, Finding, FindingKind, Spelling,
    WebAddress, WebAddressError,
};
use dateline_site::Style;
use jiff::tz::{Offset, TimeZone};

use crate::args;
use crate::extend::{self, ExtendError};
use crate::format::{InputFormat, OutputFormat};
use crate::output::resolved;
use crate::report::{self, Exit};

/// So many threads are used unless somebody asks for more: framing and writing, which one thread
/// does, cannot keep more busy.
const MOST_THREADS: usize = 8;

/// What is read, what is taken for a release, and what is said: the same for all commands that
/// write releases.
#[derive(Debug)]
pub(crate) struct Intake {
    pub(crate) reading: Reading,
    pub(crate) rejects: Option<PathBuf>,
    pub(crate) checker: Checker,
    pub(crate) filling: Filling,
    pub(crate) saying: Saying,
    /// Whether nothing is written where anything is lost or left out.
    pub(crate) no_loss: bool,
    /// How many threads read, check and encode.
    pub(crate) threads: usize,
}

/// A conversion that can be run: everything that can be known before the first byte is read.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) intake: Intake,
    pub(crate) to: OutputFormat,
    pub(crate) output: Option<PathBuf>,
    pub(crate) table: Table,
    pub(crate) style: Style,
    pub(crate) facts: Facts,
    pub(crate) unique: Option<args::Unique>,
}

/// How tables are written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Table {
    pub(crate) excel: bool,
    pub(crate) delimiter: Option<dateline_csv::Delimiter>,
}

/// What is read, and how.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) from: Option<InputFormat>,
    pub(crate) options: Options,
}

/// How inputs are read.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that was typed or not"
)]
pub(crate) struct Options {
    /// Whether what breaks the rules of its format is refused instead of mended.
    pub(crate) strict: bool,
    /// Where pages are published.
    pub(crate) base_url: Option<String>,
    /// Where the page that is read is published.
    pub(crate) address: Option<String>,
    /// Whether facts of a page are taken from others.
    pub(crate) infer: bool,
    /// Whether a table may lack the columns for title and date, as something else fills them.
    pub(crate) incomplete: bool,
    /// Whether HTML pages give plain text.
    pub(crate) plain: bool,
    /// Whether tables were written for Excel.
    pub(crate) excel: bool,
}

/// What becomes of what is absent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filling {
    pub(crate) infer: bool,
    pub(crate) untitled: args::Untitled,
    pub(crate) undated: args::Undated,
}

/// What is said, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Saying {
    pub(crate) verbosity: Verbosity,
    pub(crate) form: Form,
    /// How losses are printed, where somebody asked for them.
    pub(crate) losses: Option<args::Losses>,
    /// How many errors are printed at most.
    pub(crate) max_errors: Option<u64>,
    pub(crate) is_coloured: bool,
    /// How many columns there are.
    pub(crate) width: usize,
}

/// How what is found is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    /// A line each.
    Short,
    /// With the line that it is about.
    Full,
    /// A line of JSON each.
    Json,
    /// One document of SARIF 2.1.0.
    Sarif,
}

impl Form {
    /// Whether a program reads what is printed, so that nothing else may stand beside it.
    pub(crate) const fn is_for_programs(self) -> bool {
        matches!(self, Self::Json | Self::Sarif)
    }
}

impl Saying {
    /// What was asked for, on an output that may be a terminal.
    pub(crate) fn on(out: &impl RawStream, telling: args::Telling) -> Self {
        let args::Telling {
            report,
            max_errors,
            verbose,
            quiet,
        } = telling;
        let is_terminal = out.is_terminal();
        Self {
            verbosity: match (quiet, verbose) {
                (true, _) => Verbosity::Errors,
                (false, false) => Verbosity::Warnings,
                (false, true) => Verbosity::Notes,
            },
            form: match report {
                args::ReportForm::Text if is_terminal => Form::Full,
                args::ReportForm::Text | args::ReportForm::Short => Form::Short,
                args::ReportForm::Full => Form::Full,
                args::ReportForm::Json => Form::Json,
                args::ReportForm::Sarif => Form::Sarif,
            },
            losses: None,
            max_errors,
            is_coloured: AutoStream::choice(out) != ColorChoice::Never,
            width: terminal_size::terminal_size()
                .filter(|_| is_terminal)
                .map_or(100, |(width, _)| usize::from(width.0).max(60)),
        }
    }
}

/// How much is said besides errors.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Verbosity {
    Errors,
    Warnings,
    Notes,
}

/// Why a conversion cannot be run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PlanError {
    #[error(
        "--zone: expected a zone such as `Europe/Vienna` or an offset such as `+01:00`, found `{0}`"
    )]
    Zone(String),
    #[error("the facts of the feed: {0}")]
    Channel(#[from] ChannelErrors),
    #[error("--output and --rejects: expected two files, found `{}` twice", .0.display())]
    SameFile(PathBuf),
    #[error("--output: expected a file that is no input, found `{}`", .0.display())]
    OutputOverInput(PathBuf),
    #[error("--only and --ignore: {0}")]
    Rule(String),
    #[error("expected standard input (`-`) once, found it more than once")]
    StdinTwice,
    #[error("--base-url: {error}, found `{found}`")]
    BaseUrl {
        error: WebAddressError,
        found: String,
    },
    #[error("--as-of: {error}, found `{found}`")]
    AsOf { error: DateError, found: String },
    #[error("--delimiter: expected `--to csv`, found `--to {0}`")]
    Delimiter(String),
    #[error("--rejects: expected a file that is no input, found `{}`", .0.display())]
    RejectsOverInput(PathBuf),
    #[error("{0}")]
    Extend(#[from] ExtendError),
}

/// Says why nothing is run.
pub(crate) fn cannot_run(error: &PlanError) -> Exit {
    match error {
        PlanError::Extend(error) => report::faults(error),
        error => report::cannot_run(error),
    }
}

impl Plan {
    pub(crate) fn new(args: args::Convert) -> Result<Self, PlanError> {
        let args::Convert {
            reading,
            to,
            delimiter,
            output,
            checking,
            unique,
            writing,
            saying,
            channel,
        } = args;
        let output = file(output);
        let table = Table {
            excel: reading.excel,
            delimiter: delimiter.map(|sign| separator(sign, to)).transpose()?,
        };
        Ok(Self {
            intake: Intake::new(reading, checking, &saying, output.as_deref())?,
            to,
            output,
            table,
            style: style(&writing)?,
            facts: Facts::new(channel, default_address(to))?,
            unique,
        })
    }
}

impl Intake {
    /// `output` is the file that is written, if it is one.
    pub(crate) fn new(
        reading: args::Reading,
        checking: args::Checking,
        saying: &args::Saying,
        output: Option<&Path>,
    ) -> Result<Self, PlanError> {
        let args::Checking {
            rejects,
            keep_unlisted,
            extend,
            zone,
            infer,
            untitled,
            undated,
        } = checking;
        let args::Saying {
            losses,
            no_loss,
            threads,
            telling,
        } = *saying;
        let mut reading = Reading::new(reading)?;
        reading.options.incomplete =
            infer || untitled != args::Untitled::Reject || undated != args::Undated::Reject;
        if let (Some(output), Some(rejects)) = (output, &rejects)
            && resolved(output) == resolved(rejects)
        {
            return Err(PlanError::SameFile(rejects.clone()));
        }
        if let Some(rejects) = &rejects
            && is_one_of(rejects, &reading.inputs)
        {
            return Err(PlanError::RejectsOverInput(rejects.clone()));
        }
        let zone = zone
            .map(|name| parse_zone(&name).ok_or(PlanError::Zone(name)))
            .transpose()?;
        let extension = extend.as_deref().map(extend::read).transpose()?;
        Ok(Self {
            reading,
            rejects,
            checker: Checker::default()
                .keep_unlisted(keep_unlisted)
                .zone(zone)
                .extension(extension),
            filling: Filling {
                infer,
                untitled,
                undated,
            },
            saying: Saying {
                losses,
                ..Saying::on(&io::stderr(), telling)
            },
            no_loss,
            threads: threads.map_or_else(
                || thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_THREADS)),
                NonZeroUsize::get,
            ),
        })
    }
}

fn separator(
    sign: args::Delimiter,
    to: OutputFormat,
) -> Result<dateline_csv::Delimiter, PlanError> {
    match (sign, to) {
        (args::Delimiter::Comma, OutputFormat::Csv) => Ok(dateline_csv::Delimiter::Comma),
        (args::Delimiter::Semicolon, OutputFormat::Csv) => Ok(dateline_csv::Delimiter::Semicolon),
        (args::Delimiter::Tab, OutputFormat::Csv | OutputFormat::Tsv) => {
            Ok(dateline_csv::Delimiter::Tab)
        }
        _ => Err(PlanError::Delimiter(to.name())),
    }
}

/// How releases are written.
pub(crate) fn style(writing: &args::Writing) -> Result<Style, PlanError> {
    let args::Writing {
        codes,
        foreign,
        as_of,
        clean,
    } = writing;
    Ok(Style {
        spelling: spelling(*codes),
        foreign: *foreign,
        as_of: as_of.as_deref().map(instant).transpose()?,
        clean: *clean,
    })
}

/// How terms are spelled.
pub(crate) const fn spelling(codes: bool) -> Spelling {
    if codes {
        Spelling::Code
    } else {
        Spelling::Label
    }
}

/// The moment of publication.
pub(crate) fn instant(found: &str) -> Result<Date, PlanError> {
    Date::parse(found, None).map_err(|error| PlanError::AsOf {
        error,
        found: found.to_owned(),
    })
}

impl Reading {
    pub(crate) fn new(args: args::Reading) -> Result<Self, PlanError> {
        let args::Reading {
            inputs,
            from,
            strict,
            base_url,
            no_infer,
            plain,
            excel,
        } = args;
        let is_stdin = |input: &&PathBuf| input.as_os_str() == "-";
        if inputs.iter().filter(is_stdin).count() > 1 {
            return Err(PlanError::StdinTwice);
        }
        let base_url = base_url
            .map(|found| {
                let parsed = WebAddress::parse(found.as_str().into());
                parsed
                    .map(|address| address.as_str().to_owned())
                    .map_err(|error| PlanError::BaseUrl { error, found })
            })
            .transpose()?;
        Ok(Self {
            inputs,
            from,
            options: Options {
                strict,
                base_url,
                address: None,
                incomplete: false,
                infer: !no_infer,
                plain,
                excel,
            },
        })
    }
}

/// The file to write to: as for inputs, `-` is the standard one.
pub(crate) fn file(output: Option<PathBuf>) -> Option<PathBuf> {
    output.filter(|path| path.as_os_str() != "-")
}

/// The facts of the feed that is written: those that were asked for, and a default for each.
#[derive(Debug)]
pub(crate) struct Facts {
    asked: ChannelDraft,
    default: ChannelDraft,
}

impl Facts {
    /// `address` is where the feed will be fetched unless another address was asked for.
    pub(crate) fn new(args: args::Channel, address: &str) -> Result<Self, ChannelErrors> {
        let args::Channel {
            title,
            link,
            description,
            feed_url,
            language,
            image,
            ttl,
            hub,
            licence,
            rights,
        } = args;
        let facts = Self {
            asked: ChannelDraft {
                image: image.unwrap_or_default(),
                ttl: ttl.map(|minutes| minutes.to_string()).unwrap_or_default(),
                hub: hub.unwrap_or_default(),
                licence: licence.unwrap_or_default(),
                rights: rights.unwrap_or_default(),
                title: title.unwrap_or_default(),
                link: link.unwrap_or_default(),
                description: description.unwrap_or_default(),
                feed_url: feed_url.unwrap_or_default(),
                language: language.unwrap_or_default(),
                ..ChannelDraft::default()
            },
            default: ChannelDraft {
                title: "OSCE press releases".into(),
                link: "https://www.osce.org/newsroom".into(),
                description:
                    "Press releases of the Organization for Security and Co-operation in Europe"
                        .into(),
                feed_url: address.into(),
                language: "en".into(),
                ..ChannelDraft::default()
            },
        };
        Channel::try_from(facts.asked.clone().or(&facts.default))?;
        Ok(facts)
    }

    /// The facts that were asked for, and the default of each; nothing of a feed that is read.
    pub(crate) fn stated(&self) -> ChannelDraft {
        self.asked.clone().or(&self.default)
    }

    /// Whether somebody said which page it is the feed of.
    pub(crate) fn asks_for_link(&self) -> bool {
        !self.asked.link.is_empty()
    }

    /// The facts, with those that the feed that is read states where none were asked for. Where it
    /// will be fetched and which hub tells of it are never taken from there: they are the other
    /// feed's. A fact that
    /// is not right is not taken over, and it is said.
    pub(crate) fn channel(
        &self,
        read: &ChannelDraft,
        findings: &mut Vec<Finding>,
    ) -> Result<Channel, ChannelErrors> {
        let mut facts = self.asked.clone();
        // One by one: what is wrong with one of them is no reason to lose the others.
        let take: [fn(&ChannelDraft, &mut ChannelDraft); 8] = [
            |read, own| read.title.clone_into(&mut own.title),
            |read, own| read.link.clone_into(&mut own.link),
            |read, own| read.description.clone_into(&mut own.description),
            |read, own| read.language.clone_into(&mut own.language),
            |read, own| read.image.clone_into(&mut own.image),
            |read, own| read.ttl.clone_into(&mut own.ttl),
            |read, own| read.licence.clone_into(&mut own.licence),
            |read, own| read.rights.clone_into(&mut own.rights),
        ];
        for take in take {
            let mut stated = ChannelDraft::default();
            take(read, &mut stated);
            let with_it = facts.clone().or(&stated);
            match Channel::try_from(with_it.clone().or(&self.default)) {
                Ok(_) => facts = with_it,
                Err(errors) => findings.extend(errors.iter().map(|(fact, problem)| {
                    let what = format!("the feed's own {fact} is not kept: {problem}");
                    Finding::general(FindingKind::Loss { what })
                })),
            }
        }
        Channel::try_from(facts.or(&self.default))
    }
}

/// Where a feed of the newsroom is fetched.
pub(crate) const fn default_address(to: OutputFormat) -> &'static str {
    match to {
        OutputFormat::JsonFeed => "https://www.osce.org/newsroom/feed.json",
        OutputFormat::Atom => "https://www.osce.org/newsroom/feed.atom",
        _ => "https://www.osce.org/newsroom/feed.xml",
    }
}

fn parse_zone(name: &str) -> Option<TimeZone> {
    if matches!(name, "Z" | "UTC") {
        return Some(TimeZone::UTC);
    }
    if name.starts_with(['+', '-']) {
        // The offset of a date says it all, so it is read as one.
        let date: Date = format!("2000-01-01T00:00{name}").parse().ok()?;
        let seconds = i32::from(date.offset_minutes()?) * 60;
        return Offset::from_seconds(seconds).ok().map(TimeZone::fixed);
    }
    TimeZone::get(name).ok()
}

/// Whether a file that is written is one that is read.
pub(crate) fn is_one_of(output: &Path, inputs: &[PathBuf]) -> bool {
    let output = resolved(output);
    output.is_file() && inputs.iter().any(|input| resolved(input) == output)
}

/// How an input is called in messages.
pub(crate) fn name(input: &Path) -> String {
    if input.as_os_str() == "-" {
        "<stdin>".into()
    } else {
        input.display().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones() {
        for name in ["Z", "UTC", "+01:00", "-03:30", "Europe/Vienna"] {
            assert!(parse_zone(name).is_some(), "{name}");
        }
        for name in ["", "Vienna", "+1", "+25:00", "CET+1"] {
            assert!(parse_zone(name).is_none(), "{name}");
        }
    }
}
