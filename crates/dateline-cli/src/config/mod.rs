//! The file of `dateline feed`: settings in TOML.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fmt, fs, io};

use dateline_core::vocab::Extension;
use dateline_core::{Date, Facet, Position, SelectionDraft, Text, WebAddress};

use crate::args::{Undated, Unique, Untitled};
use crate::extend;
use crate::format::{InputFormat, OutputFormat};

mod keys;
mod read;
mod value;

/// What a file asks for, or what was typed. What it says nothing about is `None` or empty.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Config {
    /// What is read.
    pub(crate) inputs: Option<Vec<PathBuf>>,
    pub(crate) from: Option<InputFormat>,
    pub(crate) strict: Option<bool>,
    /// A web address.
    pub(crate) base_url: Option<String>,
    /// True infers what is absent, false nothing; none infers it from pages only.
    pub(crate) infer: Option<bool>,
    pub(crate) plain: Option<bool>,
    pub(crate) excel: Option<bool>,
    pub(crate) untitled: Option<Untitled>,
    pub(crate) undated: Option<Undated>,
    pub(crate) keep_unlisted: Option<bool>,
    /// A file of somebody's own terms.
    pub(crate) extend: Option<PathBuf>,
    /// A zone or an offset, not checked.
    pub(crate) zone: Option<String>,
    pub(crate) unique: Option<Unique>,
    /// From when on everything is published that is not later.
    pub(crate) as_of: Option<Date>,
    /// The folder that is written.
    pub(crate) output: Option<PathBuf>,
    /// Where it is published: a web address that ends with `/`.
    pub(crate) site: Option<String>,
    /// Feeds only, each once.
    pub(crate) formats: Option<Vec<OutputFormat>>,
    /// One feed for each value of a facet, or of several together.
    pub(crate) per: Option<Vec<Vec<Facet>>>,
    /// From 1.
    pub(crate) newest: Option<u32>,
    /// From 1.
    pub(crate) max_bytes: Option<u64>,
    pub(crate) text: Option<ItemText>,
    pub(crate) archives: Option<bool>,
    /// From 1.
    pub(crate) archive_size: Option<u32>,
    pub(crate) pages: Option<Pages>,
    pub(crate) index: Option<bool>,
    pub(crate) opml: Option<bool>,
    pub(crate) clean: Option<bool>,
    pub(crate) foreign: Option<bool>,
    pub(crate) codes: Option<bool>,
    pub(crate) channel: ChannelConfig,
    /// It can be asked for: a [`dateline_core::Selection`] can be made of it.
    pub(crate) select: SelectionDraft,
    /// Further feeds, each name once.
    pub(crate) feeds: Vec<FeedConfig>,
}

/// Facts about the feeds. Addresses are web addresses, the language is one; the rest is not checked.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct ChannelConfig {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) image: Option<String>,
    /// Minutes, from 1.
    pub(crate) ttl: Option<u32>,
    pub(crate) hub: Option<String>,
    pub(crate) licence: Option<String>,
    pub(crate) rights: Option<String>,
}

/// A feed of one's own choice.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct FeedConfig {
    /// The name of its files: small ASCII letters, digits and single hyphens between them, and
    /// none of the names that the set has already.
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) link: Option<String>,
    pub(crate) language: Option<String>,
    /// Which of the releases of the set it has. It can be asked for.
    pub(crate) select: SelectionDraft,
}

/// How much of a release stands in a feed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum ItemText {
    /// Summary and body
    Full,
    /// The summary
    Summary,
}

/// Which releases get a page of their own.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Pages {
    /// Those that have no address
    Missing,
    /// All
    All,
    /// None
    None,
}

/// A file, and where in it everything stands.
#[derive(Clone, Debug)]
pub(crate) struct ConfigFile {
    pub(crate) config: Config,
    path: PathBuf,
    places: BTreeMap<String, Position>,
}

/// Why a file of settings cannot be used.
#[derive(Debug)]
pub(crate) struct ConfigError {
    path: PathBuf,
    kind: ConfigErrorKind,
}

#[derive(Debug)]
enum ConfigErrorKind {
    Input(io::Error),
    TooLong,
    /// At least one, in the order of the file.
    Faults(Vec<ConfigFault>),
}

/// What is wrong at a place of the file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ConfigFault {
    pub(crate) position: Position,
    pub(crate) message: String,
}

/// No file of settings is longer, in bytes.
const LONGEST: u64 = 1_000_000;

/// The file that shows every setting: what it means, and what holds without it.
pub(crate) fn init() -> String {
    keys::init()
}

/// An address of a folder that is published, with a `/` at its end; what is expected where it is
/// none.
pub(crate) fn folder_address(text: &str) -> Result<String, String> {
    let address = WebAddress::parse(Text::from(text)).map_err(|error| error.to_string())?;
    let mut address = address.as_str().to_owned();
    if address.contains(['?', '#']) {
        return Err("expected the address of a folder, without `?` and `#`".to_owned());
    }
    if !address.ends_with('/') {
        address.push('/');
    }
    Ok(address)
}

impl ConfigFile {
    /// Reads a file. Paths in it are relative to the folder that it is in. `own` are terms that
    /// count in place of those of the file that it names.
    pub(crate) fn read(path: &Path, own: Option<Arc<Extension>>) -> Result<Self, ConfigError> {
        let error = |kind| ConfigError {
            path: path.to_owned(),
            kind,
        };
        let load = || {
            use io::Read as _;
            let mut bytes = Vec::new();
            let file = fs::File::open(path)?;
            file.take(LONGEST + 1).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let bytes = load().map_err(|e| error(ConfigErrorKind::Input(e)))?;
        if bytes.len() as u64 > LONGEST {
            return Err(error(ConfigErrorKind::TooLong));
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(e) => {
                let good = e.utf8_error().valid_up_to();
                let bytes = e.as_bytes();
                let fault = ConfigFault {
                    position: Position::default().after(bytes.get(..good).unwrap_or(bytes)),
                    message: format!(
                        "expected text in UTF-8, found the byte 0x{:02X}",
                        bytes.get(good).copied().unwrap_or_default()
                    ),
                };
                return Err(error(ConfigErrorKind::Faults(vec![fault])));
            }
        };
        let load = |path: &Path| extend::read(path).map_err(|error| error.to_string());
        Self::parse_with(&text, path, own, &load)
    }

    /// Reads the text of a file that stands at `path`, without the terms of a file that it names.
    pub(crate) fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        Self::parse_with(text, path, None, &|_| Ok(Arc::default()))
    }

    fn parse_with(
        text: &str,
        path: &Path,
        own: Option<Arc<Extension>>,
        load: &read::Load<'_>,
    ) -> Result<Self, ConfigError> {
        let folder = path.parent().unwrap_or(Path::new(""));
        match read::read(text, folder, own, load) {
            Ok((config, places)) => Ok(Self {
                config,
                path: path.to_owned(),
                places,
            }),
            Err(faults) => Err(ConfigError {
                path: path.to_owned(),
                kind: ConfigErrorKind::Faults(faults),
            }),
        }
    }

    /// Where a value stands, for messages: `feeds.toml:12:3`. It is named by its keys, as in
    /// `channel.title`, `select.sources[0]` or `feed[1].select.since`.
    pub(crate) fn place(&self, key: &str) -> Option<String> {
        let position = self.places.get(key)?;
        Some(format!("{}:{position}", self.path.display()))
    }
}

impl Config {
    /// What holds where nothing else is asked for.
    pub(crate) fn defaults() -> Self {
        // A test reads it without a fault.
        ConfigFile::parse(&keys::defaults(), Path::new(""))
            .map(|file| file.config)
            .unwrap_or_default()
    }

    /// What this asks for, and what `other` asks for where this asks for nothing. The further
    /// feeds are those of one of the two.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            inputs: self.inputs.or(other.inputs),
            from: self.from.or(other.from),
            strict: self.strict.or(other.strict),
            base_url: self.base_url.or(other.base_url),
            infer: self.infer.or(other.infer),
            plain: self.plain.or(other.plain),
            excel: self.excel.or(other.excel),
            untitled: self.untitled.or(other.untitled),
            undated: self.undated.or(other.undated),
            keep_unlisted: self.keep_unlisted.or(other.keep_unlisted),
            extend: self.extend.or(other.extend),
            zone: self.zone.or(other.zone),
            unique: self.unique.or(other.unique),
            as_of: self.as_of.or(other.as_of),
            output: self.output.or(other.output),
            site: self.site.or(other.site),
            formats: self.formats.or(other.formats),
            per: self.per.or(other.per),
            newest: self.newest.or(other.newest),
            max_bytes: self.max_bytes.or(other.max_bytes),
            text: self.text.or(other.text),
            archives: self.archives.or(other.archives),
            archive_size: self.archive_size.or(other.archive_size),
            pages: self.pages.or(other.pages),
            index: self.index.or(other.index),
            opml: self.opml.or(other.opml),
            clean: self.clean.or(other.clean),
            foreign: self.foreign.or(other.foreign),
            codes: self.codes.or(other.codes),
            channel: self.channel.or(other.channel),
            select: self.select.or(&other.select),
            feeds: if self.feeds.is_empty() {
                other.feeds
            } else {
                self.feeds
            },
        }
    }
}

impl ChannelConfig {
    /// These facts, and those of `other` where these have none.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            description: self.description.or(other.description),
            link: self.link.or(other.link),
            language: self.language.or(other.language),
            image: self.image.or(other.image),
            ttl: self.ttl.or(other.ttl),
            hub: self.hub.or(other.hub),
            licence: self.licence.or(other.licence),
            rights: self.rights.or(other.rights),
        }
    }
}

impl fmt::Display for ConfigError {
    /// A line for each fault.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            ConfigErrorKind::Input(error) => write!(f, "{path}: {error}"),
            ConfigErrorKind::TooLong => write!(
                f,
                "{path}: expected a file of settings, found one of more than {LONGEST} bytes"
            ),
            ConfigErrorKind::Faults(faults) => {
                for (index, fault) in faults.iter().enumerate() {
                    let newline = if index > 0 { "\n" } else { "" };
                    write!(f, "{newline}{path}:{}: {}", fault.position, fault.message)?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests;
