//! What was typed to lint feeds.

use std::path::PathBuf;

use clap::Parser;

use super::Telling;

/// Looks for everything that is wrong with feeds before they are published.
///
/// Asks what the W3C's feed validator, the RSS Advisory Board's profile and the specifications ask of
/// RSS, Atom, JSON Feed and OPML, without a network. What is found goes to standard output;
/// `dateline rules NAME` explains it.
#[derive(Debug, Parser)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES_AND_EXIT)]
pub(crate) struct Lint {
    /// Feeds and folders to look at, in order; `-` is standard input. Of a folder those files are
    /// taken whose names end as those of feeds
    #[arg(value_name = "FEED", default_value = "-")]
    pub(crate) inputs: Vec<PathBuf>,

    /// The format of the feeds [default: by content]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) from: Option<LintFormat>,

    /// Write the feed with every mend that is certain, and report what is left
    #[arg(long)]
    pub(crate) fix: bool,

    /// Write the mended feed to FILE, which is there complete or not at all; it may be the feed
    /// itself
    #[arg(short, long, value_name = "FILE", requires = "fix")]
    pub(crate) output: Option<PathBuf>,

    /// Where the feed is fetched: its link to itself must be the same
    #[arg(long, value_name = "URL")]
    pub(crate) feed_url: Option<String>,

    /// The `Content-Type` that the server states for the feed
    #[arg(long, value_name = "TYPE")]
    pub(crate) content_type: Option<String>,

    /// What counts as now, such as `2016-10-25T14:00Z`: dates that are later are said to be. Without
    /// it, none is
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,

    #[command(flatten)]
    pub(crate) telling: Telling,
}

/// What a feed is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum LintFormat {
    /// RSS of any version
    Rss,
    /// Atom
    Atom,
    /// JSON Feed
    JsonFeed,
    /// A list of feeds
    Opml,
}

const EXAMPLES: &str = "\
Examples:
  dateline lint feed.xml
  dateline lint feed.xml --feed-url https://example.org/feed.xml --report full
  dateline lint feed.xml --fix -o feed.xml
  dateline lint public/ --report sarif > feeds.sarif";

const EXAMPLES_AND_EXIT: &str = "\
Examples:
  dateline lint feed.xml
  dateline lint feed.xml --feed-url https://example.org/feed.xml --report full
  dateline lint feed.xml --fix -o feed.xml
  dateline lint public/ --report sarif > feeds.sarif

Exit status:
  0  no errors (warnings and notes change nothing)
  1  an error was found; with --fix, one that is left
  2  could not run: a wrong option, a feed that cannot be opened, an output that cannot be written";
