//! What was typed behind `dateline feed`.

use std::num::{NonZeroU32, NonZeroU64, NonZeroUsize};
use std::path::PathBuf;

use clap::Parser;

use crate::config::{ItemText, Pages};

use super::{Channel, Checking, Reading, Saying, Unique, Writing};

/// Makes a feed, or a whole set of feeds as a folder for any web server.
///
/// The newest releases come first, and all dates come from the data. A set has one feed a value of
/// each facet, archives with everything that is older, an index page, and pages for releases that
/// have no address. A set that is made again keeps the files that did not change, and takes the
/// place of the old one in one step.
#[derive(Debug, Parser)]
#[command(after_help = FEED_EXAMPLES)]
pub(crate) struct Feed {
    #[command(flatten)]
    pub(crate) reading: Reading,

    /// Write one feed of this format
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(crate) to: Option<FeedFormat>,

    /// Write the feed to FILE, which is there complete or not at all
    #[arg(short, long, value_name = "FILE", conflicts_with = "set")]
    pub(crate) output: Option<PathBuf>,

    /// Make a set of feeds in FOLDER
    #[arg(long, value_name = "FOLDER", conflicts_with = "to")]
    pub(crate) set: Option<PathBuf>,

    /// Take from FILE what is not asked for here
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    pub(crate) config: Option<PathBuf>,

    /// Write a file for `--config` with every setting and its default, to FILE or standard output
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..=1,
        default_missing_value = "-",
        exclusive = true
    )]
    pub(crate) init: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) selecting: Selecting,

    #[command(flatten)]
    pub(crate) making: Making,

    #[command(flatten)]
    pub(crate) folder: Folder,

    #[command(flatten)]
    pub(crate) checking: Checking,

    /// Of several releases with one id, keep only the first, the last, or the newest [default:
    /// newest]
    #[arg(long, value_name = "WHICH", value_enum)]
    pub(crate) unique: Option<Unique>,

    #[command(flatten)]
    pub(crate) writing: Writing,

    #[command(flatten)]
    pub(crate) saying: Saying,

    #[command(flatten)]
    pub(crate) channel: Channel,
}

/// Which releases are taken: any of several values of one option, and all options together.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "Which releases")]
pub(crate) struct Selecting {
    /// With this field of work, by label or code
    #[arg(long, value_name = "TERM")]
    pub(crate) field_of_work: Vec<String>,

    /// About this participating State or Partner for Co-operation
    #[arg(long, value_name = "STATE")]
    pub(crate) state: Vec<String>,

    /// Of this structure or field operation, or any other source as it is written
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Vec<String>,

    /// From this place
    #[arg(long, value_name = "PLACE")]
    pub(crate) place: Vec<String>,

    /// Of this kind, such as `press-release`
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,

    /// With this tag, `label` or `{scheme}label`
    #[arg(long, value_name = "TAG")]
    pub(crate) tag: Vec<String>,

    /// In this language; `sr` takes `sr-Latn` as well
    #[arg(long, value_name = "TAG")]
    pub(crate) in_language: Vec<String>,

    /// Of this date or later
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,

    /// Of this date or earlier; `2016` is the whole year
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,

    /// With all these words in title, summary or body
    #[arg(long, value_name = "WORDS")]
    pub(crate) containing: Option<String>,
}

/// What a feed holds.
#[derive(Clone, Copy, Debug, clap::Args)]
#[command(next_help_heading = "What a feed holds")]
pub(crate) struct Making {
    /// At most so many releases, the newest; in a set, those besides that are in no archive document
    /// yet [default: 50]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) newest: Option<NonZeroUsize>,

    /// At most so many bytes [default: 500000]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) max_bytes: Option<NonZeroU64>,

    /// How much of the text [default: full]
    #[arg(long, value_name = "WHAT", value_enum)]
    pub(crate) text: Option<ItemText>,
}

/// What a set has besides.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "What a set has")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch that was typed or not"
)]
pub(crate) struct Folder {
    #[arg(long, value_name = "URL", help = "Where the folder will be fetched")]
    pub(crate) site: Option<String>,

    /// Feeds of these formats side by side [default: rss,atom,json-feed]
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',')]
    pub(crate) formats: Vec<FeedFormat>,

    /// A feed for each value of this facet, or of a combination such as `field-of-work+state`:
    /// field-of-work, state, partner-state, source, kind, language, place, tag, year
    #[arg(long, value_name = "FACET")]
    pub(crate) per: Vec<String>,

    /// No archives: what is older than the newest is in no feed
    #[arg(long)]
    pub(crate) no_archives: bool,

    /// So many releases in an archive document [default: 100]
    #[arg(long, value_name = "NUMBER")]
    pub(crate) archive_size: Option<NonZeroU32>,

    /// Which releases get a page in the set [default: missing]
    #[arg(long, value_name = "WHICH", value_enum)]
    pub(crate) pages: Option<Pages>,

    /// No index page; pages of releases link to `index.html` all the same, which is then yours
    #[arg(long)]
    pub(crate) no_index: bool,

    /// No list of the feeds for readers
    #[arg(long)]
    pub(crate) no_opml: bool,

    /// Drop files of the last run that no longer belong to the set
    #[arg(long)]
    pub(crate) prune: bool,
}

/// A format of a feed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum FeedFormat {
    /// RSS 2.0
    Rss,
    /// Atom 1.0
    Atom,
    /// JSON Feed 1.1
    JsonFeed,
}

const FEED_EXAMPLES: &str = "\
Examples:
  dateline feed releases.csv --to rss --state albania -o albania.rss
  dateline feed releases.csv --set public --site https://example.org/feeds/ --per field-of-work
  dateline feed --init feeds.toml
  dateline feed --config feeds.toml";
