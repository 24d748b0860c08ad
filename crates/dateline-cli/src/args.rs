//! What was typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::format::{InputFormat, OutputFormat};

/// Turns press releases into clean data and clean feeds.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Convert(Convert),
}

/// Converts releases from any format to any other.
///
/// Releases that are not in order are left out; every reason is reported with its place, and the
/// others go on. Data goes to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES_AND_EXIT)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that was typed or not"
)]
pub(crate) struct Convert {
    /// Files to read, in order; `-` is standard input
    #[arg(value_name = "INPUT", default_value = "-")]
    pub(crate) inputs: Vec<PathBuf>,

    /// The format of the inputs [default: by ending and content]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) from: Option<InputFormat>,

    /// The format to write
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) to: OutputFormat,

    /// Write to FILE, which is there complete or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Keep records that were left out in FILE, with the reasons; mended, they are read again with
    /// `--from rejects`
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,

    /// Keep fields of work and States that the vocabularies do not have, with a warning
    #[arg(long)]
    pub(crate) keep_unlisted: bool,

    /// Take times without offset as times of this zone, such as `Europe/Vienna` or `+01:00`
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<String>,

    /// Write codes of terms instead of their labels
    #[arg(long)]
    pub(crate) codes: bool,

    /// Also print notes: what was inferred, derived or brought into one form
    #[arg(short, long, conflicts_with = "quiet")]
    pub(crate) verbose: bool,

    /// Print errors only
    #[arg(short, long)]
    pub(crate) quiet: bool,

    #[command(flatten)]
    pub(crate) channel: Channel,
}

/// Facts about the feed that is written. What is not given is taken from the feed that is read,
/// else the default.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Facts of the feed that is written")]
pub(crate) struct Channel {
    /// Its title [default: OSCE press releases]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    #[arg(
        long,
        value_name = "URL",
        help = "The page that it is the feed of [default: https://www.osce.org/newsroom]"
    )]
    pub(crate) link: Option<String>,

    /// What it is about [default: Press releases of the Organization for Security and
    /// Co-operation in Europe]
    #[arg(long, value_name = "TEXT")]
    pub(crate) description: Option<String>,

    #[arg(
        long,
        value_name = "URL",
        help = "Where the feed will be fetched [default: https://www.osce.org/newsroom/feed.xml, \
                or feed.json]"
    )]
    pub(crate) feed_url: Option<String>,

    /// The language of the feed [default: en]
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  dateline convert fixtures/pages/skopje.txt --to rss
  dateline convert export.csv --to rss --title 'Border management' -o borders.xml
  dateline convert releases.csv --to ndjson --rejects rejects.ndjson > releases.ndjson
  dateline convert rejects.ndjson --from rejects --to ndjson >> releases.ndjson";

const EXAMPLES_AND_EXIT: &str = "\
Examples:
  dateline convert fixtures/pages/skopje.txt --to rss
  dateline convert export.csv --to rss --title 'Border management' -o borders.xml
  dateline convert releases.csv --to ndjson --rejects rejects.ndjson > releases.ndjson
  dateline convert rejects.ndjson --from rejects --to ndjson >> releases.ndjson

Exit status:
  0  all went through (warnings and notes change nothing)
  1  a record was left out, or a document could not be read to its end
  2  could not run: a wrong option, an input that cannot be opened, an output that cannot be written";

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Args::command().debug_assert();
    }
}
