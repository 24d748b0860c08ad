//! What was typed of `dateline validate`.

use std::path::PathBuf;

use clap::Parser;

use super::{Reading, Telling};

/// Checks releases in any format, and says all that is wrong with them.
///
/// What is found is an error where a record is no release, and where two releases have one id; a
/// warning where something is probably not as it was meant; a note where it is good to know. The
/// report goes to standard output, the number of releases to standard error.
#[derive(Debug, Parser)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES_AND_EXIT)]
pub(crate) struct Validate {
    #[command(flatten)]
    pub(crate) reading: Reading,

    /// Write the report to FILE, which is there complete or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Warn of fields of work and States that the vocabularies do not have, instead of taking them
    /// for errors
    #[arg(long)]
    pub(crate) keep_unlisted: bool,

    /// Take the terms of FILE as well: CSV or JSON as `dateline vocab --export` writes them
    #[arg(long, value_name = "FILE")]
    pub(crate) extend: Option<PathBuf>,

    /// Take times without offset as times of this zone, such as `Europe/Vienna` or `+01:00`
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<String>,

    /// Warn where the releases of an input are not in this order
    #[arg(long, value_name = "ORDER", value_enum)]
    pub(crate) order: Option<Order>,

    /// Hold releases against these rules only, by name or number (`dateline rules` lists them)
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        conflicts_with = "ignore"
    )]
    pub(crate) only: Vec<String>,

    /// Say nothing about these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    #[command(flatten)]
    pub(crate) telling: Telling,

    /// Explain a rule, as `dateline rules RULE` does
    #[arg(long, value_name = "RULE", exclusive = true)]
    pub(crate) explain: Option<String>,
}

/// The order in which releases should stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Order {
    /// As in a feed
    NewestFirst,
    /// As in a chronicle
    OldestFirst,
}

const EXAMPLES: &str = "\
Examples:
  dateline validate releases.csv
  dateline validate exports/ --report sarif -o report.sarif
  dateline validate feed.xml --verbose --ignore release.title-stop
  dateline validate --explain release.dateline-date";

const EXAMPLES_AND_EXIT: &str = "\
Examples:
  dateline validate releases.csv
  dateline validate exports/ --report sarif -o report.sarif
  dateline validate feed.xml --verbose --ignore release.title-stop
  dateline validate --explain release.dateline-date

Exit status:
  0  no error was found (warnings and notes change nothing)
  1  an error was found
  2  could not run: a wrong option, an input that cannot be opened, an output that cannot be written";
