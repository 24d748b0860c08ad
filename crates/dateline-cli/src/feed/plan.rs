//! What the arguments and the settings of `dateline feed` mean.

use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use dateline_core::{
    ChannelErrors, FacetError, Selection, SelectionError, SelectionErrors, WebAddress,
    WebAddressError,
};
use dateline_site::{Facets, FeedFormat, FullText, Limits, Options, OwnFeed, Pages, Style};

use super::typed::{
    as_output, draft, of_sets, typed_channel, typed_reading, typed_set, typed_writing,
};
use crate::args;
use crate::config::{self, ChannelConfig, Config, ConfigError, ConfigFile, FeedConfig, ItemText};
use crate::extend;
use crate::format::OutputFormat;
use crate::plan::{self, Facts, Intake, PlanError};

/// A feed or a set that can be made: everything that can be known before the first byte is read.
#[derive(Debug)]
pub(crate) struct Feed {
    pub(crate) intake: Intake,
    pub(super) what: What,
    pub(super) selection: Selection,
    /// What is asked for and may be misspelt.
    pub(super) doubts: Vec<String>,
    pub(super) unique: Option<args::Unique>,
    pub(super) style: Style,
    pub(super) text: FullText,
    pub(super) limits: Limits,
    pub(super) facts: Facts,
}

/// What is made.
#[derive(Debug)]
pub(super) enum What {
    One(One),
    Set(Box<SetPlan>),
}

/// One feed.
#[derive(Debug)]
pub(super) struct One {
    pub(super) format: FeedFormat,
    pub(super) output: Option<PathBuf>,
}

/// A set of feeds.
#[derive(Debug)]
pub(super) struct SetPlan {
    pub(super) folder: PathBuf,
    pub(super) options: Options,
    pub(super) prune: bool,
}

/// Why no feed can be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FeedError {
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error("{0}")]
    Config(#[from] ConfigError),
    #[error("{place}: {error}")]
    Zone { place: String, error: PlanError },
    #[error("the facts of the feed: {0}")]
    Channel(#[from] ChannelErrors),
    #[error("--per: {0}")]
    Per(#[from] FacetError),
    #[error("{0}")]
    Selection(#[from] SelectionErrors),
    #[error("--site: {expected}, found `{found}`")]
    Site { expected: String, found: String },
    #[error("--site: {0}")]
    Address(#[from] WebAddressError),
    #[error("expected --site, the address where the folder will be fetched")]
    NoSite,
    #[error("expected what to make: --to FORMAT for one feed, --set FOLDER for a set of feeds")]
    NoTarget,
    #[error("--{option} is for sets of feeds: expected --set FOLDER beside it")]
    NotForOne { option: &'static str },
    #[error("--feed-url is for one feed: the feeds of a set are below --site")]
    FeedUrlOfSet,
    #[error("--output: expected a file that is no input, found `{}`: the feed has not all of it", .0.display())]
    OutputOverInput(PathBuf),
    #[error("--rejects: expected a file outside of the set, found `{}`", .0.display())]
    RejectsInSet(PathBuf),
    #[error("--set: expected a folder that is not read, found `{}`", .0.display())]
    SetInInput(PathBuf),
}

impl Feed {
    pub(crate) fn new(args: args::Feed) -> Result<Self, FeedError> {
        let args::Feed {
            reading,
            to,
            output,
            set,
            config,
            init: _,
            selecting,
            making,
            folder,
            checking,
            unique,
            writing,
            saying,
            channel,
        } = args;
        if let Some(option) = of_sets(&folder).filter(|_| to.is_some()) {
            return Err(FeedError::NotForOne { option });
        }
        let (prune, rejects) = (folder.prune, checking.rejects.clone());
        let feed_url = channel.feed_url.clone();
        let feed_url_asked = feed_url.is_some();
        let typed = Config {
            output: set,
            unique,
            channel: typed_channel(channel),
            select: draft(selecting),
            ..typed_set(folder, making)?
        };
        let mut typed = typed_reading(typed, reading, checking);
        typed_writing(&mut typed, &writing);
        let own = typed.extend.as_deref().map(extend::read).transpose();
        let own = own.map_err(PlanError::from)?;
        let file = config
            .as_deref()
            .map(|path| ConfigFile::read(path, own))
            .transpose()?;
        let set = file.as_ref().map(|file| file.config.clone());
        let file = file.as_ref();
        let mut asked = typed.or(set.unwrap_or_default()).or(Config::defaults());
        if let Some(instant) = writing.as_of {
            asked.as_of = Some(plan::instant(&instant)?);
        }
        let unique = asked.unique;
        let output = plan::file(output);
        let intake = intake(&asked, rejects, &saying, output.as_deref());
        let intake = intake.map_err(|error| match file.and_then(|file| file.place("zone")) {
            Some(place) if matches!(error, PlanError::Zone(_)) => FeedError::Zone { place, error },
            _ => error.into(),
        })?;
        let style = Style {
            spelling: plan::spelling(asked.codes == Some(true)),
            foreign: asked.foreign == Some(true),
            as_of: asked.as_of,
            clean: asked.clean == Some(true),
        };
        let limits = limits(&asked);
        let text = match asked.text {
            Some(ItemText::Summary) => FullText::Summary,
            Some(ItemText::Full) | None => FullText::Full,
        };
        let address = plan::default_address(to.map_or(OutputFormat::Rss, as_output));
        let facts = Facts::new(stated_channel(asked.channel.clone(), feed_url), address)?;
        let own_terms = intake.checker.own_terms();
        let selection = Selection::new(asked.select.clone(), own_terms)?;
        let mut doubts = doubts_of(&selection, "select", file);
        let what = match (to, asked.output.clone()) {
            (Some(to), _) => one(to, output, &intake)?,
            (None, Some(_)) if feed_url_asked => return Err(FeedError::FeedUrlOfSet),
            (None, Some(folder)) => {
                outside(&folder, &intake)?;
                let options = options(asked, &intake, &facts, style.clone(), text, limits)?;
                for (index, own) in options.own.iter().enumerate() {
                    let key = format!("feed[{index}].select");
                    doubts.extend(doubts_of(&own.selection, &key, file));
                }
                What::Set(Box::new(SetPlan {
                    folder,
                    options,
                    prune,
                }))
            }
            (None, None) => return Err(FeedError::NoTarget),
        };
        Ok(Self {
            intake,
            what,
            selection,
            doubts,
            unique,
            style,
            text,
            limits,
            facts,
        })
    }
}

/// How much a feed holds.
fn limits(asked: &Config) -> Limits {
    let default = Limits::default();
    Limits {
        newest: asked
            .newest
            .and_then(|number| usize::try_from(number).ok())
            .unwrap_or(default.newest),
        bytes: asked.max_bytes.unwrap_or(default.bytes),
    }
}

/// One feed, which is no input: a feed does not have all of it.
fn one(to: args::FeedFormat, output: Option<PathBuf>, intake: &Intake) -> Result<What, FeedError> {
    if let Some(path) = &output
        && plan::is_one_of(path, &intake.reading.inputs)
    {
        return Err(FeedError::OutputOverInput(path.clone()));
    }
    Ok(What::One(One {
        format: format(to),
        output,
    }))
}

/// Nothing that is read or written otherwise lies in the folder of the set.
fn outside(folder: &Path, intake: &Intake) -> Result<(), FeedError> {
    if let Some(rejects) = inside(folder, intake.rejects.as_slice()) {
        return Err(FeedError::RejectsInSet(rejects));
    }
    match inside(folder, &intake.reading.inputs) {
        Some(input) => Err(FeedError::SetInInput(input)),
        None => Ok(()),
    }
}

/// What is sought as it is written, and may be misspelt: with its place, where it is in the file.
fn doubts_of(selection: &Selection, key: &str, file: Option<&ConfigFile>) -> Vec<String> {
    let doubt = |error: &SelectionError| {
        let key = format!("{key}.{}[{}]", error.field(), error.index());
        match file.and_then(|file| file.place(&key)) {
            Some(place) => format!("{place}: warning: {error}"),
            None => format!("dateline: warning: {error}"),
        }
    };
    selection.doubts().iter().map(doubt).collect()
}

fn stated_channel(channel: ChannelConfig, feed_url: Option<String>) -> args::Channel {
    let ChannelConfig {
        title,
        description,
        link,
        language,
        image,
        ttl,
        hub,
        licence,
        rights,
    } = channel;
    args::Channel {
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
    }
}

fn intake(
    asked: &Config,
    rejects: Option<PathBuf>,
    saying: &args::Saying,
    output: Option<&Path>,
) -> Result<Intake, PlanError> {
    let reading = args::Reading {
        inputs: asked.inputs.clone().unwrap_or_else(|| vec!["-".into()]),
        from: asked.from,
        strict: asked.strict == Some(true),
        base_url: asked.base_url.clone(),
        no_infer: asked.infer == Some(false),
        plain: asked.plain == Some(true),
        excel: asked.excel == Some(true),
    };
    let checking = args::Checking {
        rejects,
        keep_unlisted: asked.keep_unlisted == Some(true),
        extend: asked.extend.clone(),
        zone: asked.zone.clone(),
        infer: asked.infer == Some(true),
        untitled: asked.untitled.unwrap_or(args::Untitled::Reject),
        undated: asked.undated.unwrap_or(args::Undated::Reject),
    };
    Intake::new(reading, checking, saying, output)
}

fn options(
    asked: Config,
    intake: &Intake,
    facts: &Facts,
    style: Style,
    text: FullText,
    limits: Limits,
) -> Result<Options, FeedError> {
    let site = asked.site.ok_or(FeedError::NoSite)?;
    let site = WebAddress::parse(site.into())?;
    let formats: Vec<FeedFormat> = asked
        .formats
        .iter()
        .flatten()
        .copied()
        .filter_map(of_output)
        .collect();
    let mut per: Vec<Facets> = Vec::new();
    for facets in asked.per.into_iter().flatten() {
        per.extend(Facets::new(facets).filter(|facets| !per.contains(facets)));
    }
    let mut channel = facts.stated();
    if !facts.asks_for_link() {
        // The page of a set is its own.
        channel.link.clear();
    }
    let mut own = Vec::new();
    for feed in asked.feeds {
        let FeedConfig {
            name,
            title,
            description,
            link,
            language,
            select,
        } = feed;
        let selection = Selection::new(select, intake.checker.own_terms())?;
        own.push(OwnFeed {
            title: title.unwrap_or_else(|| format!("{} – {name}", channel.title)),
            name,
            description: description.unwrap_or_default(),
            link: link.unwrap_or_default(),
            language: language.unwrap_or_default(),
            selection,
        });
    }
    Ok(Options {
        site,
        channel,
        formats: if formats.is_empty() {
            FeedFormat::ALL.to_vec()
        } else {
            formats
        },
        per,
        own,
        style,
        text,
        limits,
        archive: asked
            .archive_size
            .and_then(NonZeroU32::new)
            .filter(|_| asked.archives != Some(false)),
        pages: match asked.pages {
            Some(config::Pages::All) => Pages::All,
            Some(config::Pages::None) => Pages::None,
            Some(config::Pages::Missing) | None => Pages::Missing,
        },
        index: asked.index != Some(false),
        opml: asked.opml != Some(false),
    })
}

/// The input that is the folder of the set, or holds it, or lies in it.
fn inside(folder: &Path, inputs: &[PathBuf]) -> Option<PathBuf> {
    let folder = crate::output::resolved(folder);
    let meets = |input: &&PathBuf| {
        let input = crate::output::resolved(input);
        input.starts_with(&folder) || (input.is_dir() && folder.starts_with(&input))
    };
    let named = inputs.iter().filter(|input| input.as_os_str() != "-");
    named.into_iter().find(meets).cloned()
}

const fn format(format: args::FeedFormat) -> FeedFormat {
    match format {
        args::FeedFormat::Rss => FeedFormat::Rss,
        args::FeedFormat::Atom => FeedFormat::Atom,
        args::FeedFormat::JsonFeed => FeedFormat::JsonFeed,
    }
}

const fn of_output(format: OutputFormat) -> Option<FeedFormat> {
    match format {
        OutputFormat::Rss => Some(FeedFormat::Rss),
        OutputFormat::Atom => Some(FeedFormat::Atom),
        OutputFormat::JsonFeed => Some(FeedFormat::JsonFeed),
        OutputFormat::Csv | OutputFormat::Tsv | OutputFormat::Json | OutputFormat::Ndjson => None,
    }
}
