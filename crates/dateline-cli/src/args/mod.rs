//! What was typed.

mod feed;
mod lint;
mod validate;
mod vocab;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub(crate) use self::feed::{Feed, FeedFormat, Folder, Making, Selecting};
pub(crate) use self::lint::{Lint, LintFormat};
pub(crate) use self::validate::{Order, Validate};
pub(crate) use self::vocab::{Vocab, VocabForm};

use crate::format::{InputFormat, OutputFormat};

/// Turns press releases into clean data and clean feeds.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
pub(crate) struct Args {
    /// Explain a rule, as `dateline rules RULE` does
    #[arg(long, value_name = "RULE", exclusive = true)]
    pub(crate) explain: Option<String>,

    /// When to use colours; `auto` obeys `NO_COLOR`, `CLICOLOR` and the terminal
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Color::Auto, global = true, display_order = 900)]
    pub(crate) color: Color,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Color {
    /// Where there is a terminal, and nobody says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Convert(Box<Convert>),
    Feed(Box<Feed>),
    Validate(Box<Validate>),
    Inspect(Inspect),
    Lint(Box<Lint>),
    Formats(Formats),
    Rules(Rules),
    Completions(Completions),
    Man(Man),
    Vocab(Vocab),
}

/// Converts releases from any format to any other.
///
/// Releases that are not in order are left out; every reason is reported with its place, and the
/// others go on. Data goes to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES_AND_EXIT)]
pub(crate) struct Convert {
    #[command(flatten)]
    pub(crate) reading: Reading,

    /// The format to write
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) to: OutputFormat,

    /// What separates the cells of CSV that is written; of what is read, it is found
    #[arg(long, value_name = "SIGN", value_enum)]
    pub(crate) delimiter: Option<Delimiter>,

    /// Write to FILE, which is there complete or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) checking: Checking,

    /// Of several releases with one id, keep only the first, the last, or the newest
    #[arg(long, value_name = "WHICH", value_enum)]
    pub(crate) unique: Option<Unique>,

    #[command(flatten)]
    pub(crate) writing: Writing,

    #[command(flatten)]
    pub(crate) saying: Saying,

    #[command(flatten)]
    pub(crate) channel: Channel,
}

/// What is taken for a release.
#[derive(Debug, clap::Args)]
pub(crate) struct Checking {
    /// Keep records that were left out in FILE, with the reasons; mended, they are read again with
    /// `--from rejects`
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,

    /// Keep fields of work and States that the vocabularies do not have, with a warning
    #[arg(long)]
    pub(crate) keep_unlisted: bool,

    /// Take the terms of FILE as well: CSV or JSON as `dateline vocab --export` writes them
    #[arg(long, value_name = "FILE")]
    pub(crate) extend: Option<PathBuf>,

    /// Take times without offset as times of this zone, such as `Europe/Vienna` or `+01:00`
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<String>,

    /// Fill what is absent from what is there: the date and the places from the dateline, States
    /// from places and sources, the language from the text where it is certain. Pages are always
    /// filled so
    #[arg(long, conflicts_with = "no_infer")]
    pub(crate) infer: bool,

    /// What to do with a release without a title
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Untitled::Reject)]
    pub(crate) untitled: Untitled,

    /// What to do with a release without a date
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = Undated::Reject)]
    pub(crate) undated: Undated,
}

/// How releases are written.
#[derive(Debug, clap::Args)]
pub(crate) struct Writing {
    /// Write codes of terms instead of their labels
    #[arg(long)]
    pub(crate) codes: bool,

    /// Write all foreign data into a feed, also what feed validators do not know
    #[arg(long)]
    pub(crate) foreign: bool,

    /// The moment of publication of a feed, such as `2016-10-25T14:00Z`: what is dated later or
    /// has an embargo until later is withheld. Without it nothing is later, and whatever has an
    /// embargo is withheld
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,

    /// Leave out of a feed the releases of which a feed validator would warn
    #[arg(long)]
    pub(crate) clean: bool,
}

/// What is said, and where it ends.
#[derive(Debug, clap::Args)]
pub(crate) struct Saying {
    /// Print what is lost also with `--quiet`: as text, or as a line of JSON each
    #[arg(long, value_name = "FORM", value_enum)]
    pub(crate) losses: Option<Losses>,

    /// Write nothing where anything is lost or left out
    #[arg(long)]
    pub(crate) no_loss: bool,

    /// Read, check and encode on so many threads; the output is the same [default: one a core, 8 at
    /// most]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) threads: Option<NonZeroUsize>,

    #[command(flatten)]
    pub(crate) telling: Telling,
}

/// How much is told, and how.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct Telling {
    /// How what is found is printed
    #[arg(long, value_name = "FORM", value_enum, default_value_t = ReportForm::Text)]
    pub(crate) report: ReportForm,

    /// Print so many errors at most; all are counted
    #[arg(long, value_name = "NUMBER")]
    pub(crate) max_errors: Option<u64>,

    /// Also print notes: what was inferred, derived or brought into one form
    #[arg(short, long, conflicts_with = "quiet")]
    pub(crate) verbose: bool,

    /// Print errors only
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// How what is found is printed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum ReportForm {
    /// With the line that it is about on a terminal, else a line each
    #[default]
    Text,
    /// A line each
    Short,
    /// With the line that it is about
    Full,
    /// A line of JSON each
    Json,
    /// A document of SARIF 2.1.0
    Sarif,
}

/// How losses are printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Losses {
    /// As all messages
    Text,
    /// A line of JSON each: input, line, column, record, id, field, and what is lost
    Json,
}

/// Shows what of a release each format holds.
#[derive(Debug, Parser)]
#[command(after_help = FORMATS_EXAMPLES)]
pub(crate) struct Formats;

/// Prints what a shell needs to complete commands and options.
#[derive(Debug, Parser)]
#[command(after_help = COMPLETIONS_EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// Prints a manual page.
#[derive(Debug, Parser)]
#[command(after_help = MAN_EXAMPLES)]
pub(crate) struct Man {
    /// The page of this command [default: of all as a whole]
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,

    /// Write the pages of all commands into FOLDER
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    pub(crate) all: Option<PathBuf>,
}

/// Lists all rules, or explains one.
///
/// Everything that is found in inputs and outputs is about a rule. A rule's page says what is asked
/// for and why, what readers do where it is broken, how to mend it, and who says so.
#[derive(Debug, Parser)]
#[command(after_help = RULES_EXAMPLES)]
pub(crate) struct Rules {
    /// Explain this rule, by its name or by its number in the list of rules for feeds
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
}

/// Shows what is in inputs, before any check.
///
/// A line of JSON an input: the facts of the feed, every item as it was read, with its place, its
/// authors, its foreign data and what was inferred, and everything that there is to say about it.
#[derive(Debug, Parser)]
#[command(after_help = INSPECT_EXAMPLES)]
pub(crate) struct Inspect {
    #[command(flatten)]
    pub(crate) reading: Reading,

    /// Write to FILE, which is there complete or not at all
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What is read, and how.
#[derive(Debug, clap::Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that was typed or not"
)]
pub(crate) struct Reading {
    /// Files and folders to read, in order; `-` is standard input. Of a folder all files are read,
    /// also in folders below, sorted by name, but none whose name begins with a dot
    #[arg(value_name = "INPUT", default_value = "-")]
    pub(crate) inputs: Vec<PathBuf>,

    /// The format of the inputs [default: by ending and content]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) from: Option<InputFormat>,

    /// Refuse what breaks the rules of its format instead of mending it
    #[arg(long)]
    pub(crate) strict: bool,

    #[arg(
        long,
        value_name = "URL",
        help = "Where the pages are published: with a page's path below the folder that is read, \
                it makes the page's address"
    )]
    pub(crate) base_url: Option<String>,

    /// Take no fact of a page from another fact of it
    #[arg(long)]
    pub(crate) no_infer: bool,

    /// Take the text of HTML pages without their markup
    #[arg(long)]
    pub(crate) plain: bool,

    /// Tables are for Excel and `LibreOffice`: what is written opens there as it is, with an
    /// apostrophe in front of what they would run as a formula, and that is taken off what is read
    #[arg(long)]
    pub(crate) excel: bool,
}

/// What separates the cells of a table.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Delimiter {
    /// `,`
    #[value(alias = ",")]
    Comma,
    /// `;`, which Excel expects where numbers have a decimal comma
    #[value(alias = ";")]
    Semicolon,
    /// A TAB
    #[value(alias = "\t")]
    Tab,
}

/// What becomes of a release without a title.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Untitled {
    /// It is rejected
    Reject,
    /// The first words of its summary, or of its body, become its title
    Summary,
    /// It is left out, and that is no error
    Skip,
}

/// What becomes of a release without a date.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Undated {
    /// It is rejected
    Reject,
    /// It takes the date of its feed, where that has one
    Channel,
    /// It is left out, and that is no error
    Skip,
}

/// Which of several releases with one id is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Unique {
    /// The one that was read first
    First,
    /// The one that was read last
    Last,
    /// The one that was changed or published last
    Newest,
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
                feed.atom or feed.json]"
    )]
    pub(crate) feed_url: Option<String>,

    /// The language of the feed [default: en]
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,

    #[arg(
        long,
        value_name = "URL",
        help = "A picture that stands for it: GIF, JPEG or PNG"
    )]
    pub(crate) image: Option<String>,

    /// How many minutes readers may keep it
    #[arg(long, value_name = "MINUTES")]
    pub(crate) ttl: Option<u32>,

    #[arg(
        long,
        value_name = "URL",
        help = "The hub that tells readers of changes (WebSub)"
    )]
    pub(crate) hub: Option<String>,

    #[arg(
        long,
        value_name = "URL",
        help = "The licence under which it is published"
    )]
    pub(crate) licence: Option<String>,

    /// Who holds the rights in it
    #[arg(long, value_name = "TEXT")]
    pub(crate) rights: Option<String>,
}

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  dateline man convert | man -l -
  dateline man --all /usr/local/share/man/man1";

const FORMATS_EXAMPLES: &str = "\
Examples:
  dateline formats";

const RULES_EXAMPLES: &str = "\
Examples:
  dateline rules
  dateline rules release.date
  dateline --explain release.date";

const INSPECT_EXAMPLES: &str = "\
Examples:
  dateline inspect feed.xml
  dateline inspect saved-pages/ | jq '.findings[]'";

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
